//! Kinds of cost, in the order in which a sheet lists them: those of S2's garment sheet between the purchase price of a
//! trader and the charges of an export (S1).

use serde::{Deserialize, Serialize};

use crate::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What the factory is paid for finished goods.
    Goods,
    Fabric,
    Trims,
    /// Cutting, making and trimming, or other work paid by the piece.
    Processing,
    PrintEmbroidery,
    Washing,
    Packing,
    Freight,
    Insurance,
    Commission,
    Bank,
    Inspection,
    /// Documents, customs and port charges.
    Documents,
    Other,
}

impl Kind {
    pub const ALL: [Kind; 14] = [
        Kind::Goods,
        Kind::Fabric,
        Kind::Trims,
        Kind::Processing,
        Kind::PrintEmbroidery,
        Kind::Washing,
        Kind::Packing,
        Kind::Freight,
        Kind::Insurance,
        Kind::Commission,
        Kind::Bank,
        Kind::Inspection,
        Kind::Documents,
        Kind::Other,
    ];

    /// As files and programs write it.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Goods => "goods",
            Kind::Fabric => "fabric",
            Kind::Trims => "trims",
            Kind::Processing => "processing",
            Kind::PrintEmbroidery => "print_embroidery",
            Kind::Washing => "washing",
            Kind::Packing => "packing",
            Kind::Freight => "freight",
            Kind::Insurance => "insurance",
            Kind::Commission => "commission",
            Kind::Bank => "bank",
            Kind::Inspection => "inspection",
            Kind::Documents => "documents",
            Kind::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Kind::Goods => ("收购货款", "Purchase price"),
            Kind::Fabric => ("面料", "Fabric"),
            Kind::Trims => ("辅料", "Trims"),
            Kind::Processing => ("加工费", "Processing"),
            Kind::PrintEmbroidery => ("印绣花", "Print and embroidery"),
            Kind::Washing => ("洗水费", "Washing"),
            Kind::Packing => ("包装费", "Packing"),
            Kind::Freight => ("运费", "Freight"),
            Kind::Insurance => ("保险费", "Insurance"),
            Kind::Commission => ("佣金", "Commission"),
            Kind::Bank => ("银行费用", "Bank charges"),
            Kind::Inspection => ("检验费", "Inspection"),
            Kind::Documents => ("单证及港杂费", "Document and port charges"),
            Kind::Other => ("其他费用", "Other costs"),
        };
        Text::new(zh, en)
    }

    /// Usually invoiced with the VAT that an export has refunded.
    pub fn usually_with_vat(self) -> bool {
        matches!(self, Kind::Goods | Kind::Fabric | Kind::Trims | Kind::Processing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_listed_once_in_order() {
        assert!(Kind::ALL.is_sorted());
        assert_eq!(Kind::ALL.last(), Some(&Kind::Other));
        assert_eq!(Kind::ALL.map(|kind| kind as usize), std::array::from_fn(|place| place));
    }
}
