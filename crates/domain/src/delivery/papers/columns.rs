//! The columns of papers' tables, and which kind has which.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Number,
    Code,
    Goods,
    Spec,
    HsCode,
    Quantity,
    Price,
    Amount,
    PackageNumbers,
    Packages,
    PerPackage,
    NetWeight,
    GrossWeight,
    Size,
    Volume,
    /// To be filled in by hand where goods are handed over.
    Received,
    Day,
    What,
    Document,
    Debit,
    Credit,
    Balance,
}

impl Column {
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Column::Number => ("序号", "No."),
            Column::Code => ("货号", "Item No."),
            Column::Goods => ("品名", "Description of goods"),
            Column::Spec => ("规格", "Specification"),
            Column::HsCode => ("商品编码", "HS code"),
            Column::Quantity => ("数量", "Quantity"),
            Column::Price => ("单价", "Unit price"),
            Column::Amount => ("金额", "Amount"),
            Column::PackageNumbers => ("箱号", "Package No."),
            Column::Packages => ("件数", "Packages"),
            Column::PerPackage => ("每件数量", "Qty per package"),
            Column::NetWeight => ("净重", "N.W."),
            Column::GrossWeight => ("毛重", "G.W."),
            Column::Size => ("尺寸", "Size"),
            Column::Volume => ("体积", "Measurement"),
            Column::Received => ("实收数量", "Received"),
            Column::Day => ("日期", "Date"),
            Column::What => ("摘要", "Particulars"),
            Column::Document => ("单据号", "Document"),
            Column::Debit => ("借方", "Debit"),
            Column::Credit => ("贷方", "Credit"),
            Column::Balance => ("余额", "Balance"),
        };
        Text::new(zh, en)
    }

    pub(super) fn of(kind: Kind) -> &'static [Column] {
        use Column::*;
        match kind {
            Kind::ProformaInvoice | Kind::SalesContract | Kind::PurchaseContract => {
                &[Number, Code, Goods, Spec, Quantity, Price, Amount]
            }
            Kind::ProductionNotice => &[Number, Code, Goods, Spec, Quantity],
            Kind::CommercialInvoice => &[Number, Goods, Spec, HsCode, Quantity, Price, Amount],
            Kind::PackingList => {
                &[PackageNumbers, Packages, Goods, PerPackage, Quantity, NetWeight, GrossWeight, Size, Volume]
            }
            Kind::ShippingAdvice => &[Number, Goods, Spec, Quantity],
            Kind::DeliveryNote => &[Number, Code, Goods, Spec, Quantity, Received],
            Kind::Statement => &[Day, What, Document, Debit, Credit, Balance],
            Kind::CustomsDeclaration => &[Number, HsCode, Goods, Spec, Quantity, Price, Amount],
            Kind::CertificateOfOrigin | Kind::FormA => &[Number, Goods, HsCode, Quantity],
        }
    }
}
