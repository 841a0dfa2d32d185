//! What stands on a paper: named items, a table, its totals. How it is laid out, in which languages and on what letterhead, is
//! another's matter; amounts in words and numbers are written where it is shown.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Column, Kind};
use crate::{Arg, Money, Quantity, Text, delivery::packing::kilograms, money::grouped};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    pub kind: Kind,
    pub number: String,
    pub date: Date,
    /// In the order in which they stand there. What is not known is not among them.
    pub items: Vec<(Item, Cell)>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Beneath the columns; empty where nothing is added up.
    pub totals: Vec<Cell>,
    /// Conditions in words, one after another.
    pub clauses: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Line of the order.
    pub line: Option<u32>,
    pub cells: Vec<Cell>,
}

/// One value, still without a language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    Empty,
    Words(String),
    Text(Text),
    Count(i64),
    Quantity(Quantity),
    Price(Decimal),
    Money(Money),
    Date(Date),
    Grams(i64),
    /// Thousandths of a cubic metre.
    Litres(i64),
}

/// What is said on papers beside their table. The same item says the same on every paper of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Seller,
    Buyer,
    Consignee,
    NotifyParty,
    Supplier,
    ContractNumber,
    ContractDate,
    CustomerRef,
    InvoiceNumber,
    InvoiceDate,
    LetterNumber,
    LetterDate,
    IssuingBank,
    PaymentTerms,
    TradeTerms,
    DeliveryDay,
    Mode,
    Conveyance,
    BillNumber,
    Containers,
    Forwarder,
    PortOfLoading,
    PortOfDischarge,
    Destination,
    Origin,
    Etd,
    Eta,
    Departed,
    Marks,
    Packages,
    NetWeight,
    GrossWeight,
    Volume,
    Packing,
    Inspection,
    Total,
    Opening,
    Closing,
    Bank,
    Remarks,
}

impl Item {
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Item::Seller => ("卖方", "Seller"),
            Item::Buyer => ("买方", "Buyer"),
            Item::Consignee => ("收货人", "Consignee"),
            Item::NotifyParty => ("通知人", "Notify party"),
            Item::Supplier => ("生产单位", "Manufacturer"),
            Item::ContractNumber => ("合同号", "Contract No."),
            Item::ContractDate => ("合同日期", "Contract date"),
            Item::CustomerRef => ("客户订单号", "P/O No."),
            Item::InvoiceNumber => ("发票号", "Invoice No."),
            Item::InvoiceDate => ("发票日期", "Invoice date"),
            Item::LetterNumber => ("信用证号", "L/C No."),
            Item::LetterDate => ("开证日期", "L/C date"),
            Item::IssuingBank => ("开证行", "Issuing bank"),
            Item::PaymentTerms => ("付款方式", "Terms of payment"),
            Item::TradeTerms => ("价格条款", "Trade terms"),
            Item::DeliveryDay => ("交货期", "Time of delivery"),
            Item::Mode => ("运输方式", "Means of transport"),
            Item::Conveyance => ("船名航次/航班", "Vessel / voyage"),
            Item::BillNumber => ("提单号/运单号", "B/L No."),
            Item::Containers => ("集装箱号", "Container No."),
            Item::Forwarder => ("货代", "Forwarder"),
            Item::PortOfLoading => ("装运港", "Port of loading"),
            Item::PortOfDischarge => ("卸货港", "Port of discharge"),
            Item::Destination => ("最终目的国", "Country of destination"),
            Item::Origin => ("原产国", "Country of origin"),
            Item::Etd => ("预计开航", "ETD"),
            Item::Eta => ("预计到达", "ETA"),
            Item::Departed => ("装运日期", "Date of shipment"),
            Item::Marks => ("唛头", "Shipping marks"),
            Item::Packages => ("件数", "Packages"),
            Item::NetWeight => ("净重", "Net weight"),
            Item::GrossWeight => ("毛重", "Gross weight"),
            Item::Volume => ("体积", "Measurement"),
            Item::Packing => ("包装要求", "Packing"),
            Item::Inspection => ("检验", "Inspection"),
            Item::Total => ("总金额", "Total amount"),
            Item::Opening => ("期初余额", "Opening balance"),
            Item::Closing => ("期末余额", "Closing balance"),
            Item::Bank => ("收款银行", "Bank"),
            Item::Remarks => ("备注", "Remarks"),
        };
        Text::new(zh, en)
    }
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Words(words) => words.is_empty(),
            Cell::Text(text) => text.zh.is_empty() && text.en.is_empty(),
            _ => false,
        }
    }

    /// As findings name it.
    pub fn said(&self) -> Arg {
        match self {
            Cell::Empty => Arg::from(""),
            Cell::Words(words) => Arg::from(words.as_str()),
            Cell::Text(text) => Arg::from(text),
            Cell::Count(count) => Arg::from(*count),
            Cell::Quantity(quantity) => Arg::from(quantity.to_string()),
            Cell::Price(price) => Arg::from(grouped(&price.normalize().to_string())),
            Cell::Money(money) => Arg::from(*money),
            Cell::Date(date) => Arg::from(*date),
            Cell::Grams(grams) => Arg::from(kilograms(*grams)),
            Cell::Litres(litres) => Arg::from(format!("{} m³", Decimal::new(*litres, 3))),
        }
    }
}

impl Content {
    pub fn get(&self, item: Item) -> Option<&Cell> {
        self.items.iter().find(|(one, _)| *one == item).map(|(_, cell)| cell)
    }

    /// What should stand there and does not.
    pub fn missing(&self) -> Vec<Item> {
        let is_missing = |item: &&Item| self.get(**item).is_none_or(Cell::is_empty);
        self.kind.required().iter().filter(is_missing).copied().collect()
    }

    /// In ten-thousandths, of a line over all rows; `None` where the paper does not name quantities.
    pub fn quantity_of(&self, line: u32) -> Option<Quantity> {
        let place = self.columns.iter().position(|column| *column == Column::Quantity)?;
        let rows = self.rows.iter().filter(|row| row.line == Some(line));
        let mut quantities = rows.filter_map(|row| match row.cells.get(place) {
            Some(Cell::Quantity(quantity)) => Some(quantity),
            _ => None,
        });
        let first = quantities.next()?.clone();
        Some(quantities.fold(first, |sum, one| Quantity {
            ten_thousandths: sum.ten_thousandths.saturating_add(one.ten_thousandths),
            ..sum
        }))
    }

    pub fn lines(&self) -> impl Iterator<Item = u32> {
        let mut lines: Vec<u32> = self.rows.iter().filter_map(|row| row.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.into_iter()
    }

    /// By which a version is known again, in lower-case hexadecimal.
    pub fn digest(&self) -> String {
        let written = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(&written).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
