//! What papers are made from: the order with its goods and parties, what is packed, how it goes. Whoever keeps these gathers
//! them; here is only their shape, and what a part of an order is worth.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    Currency, Money, Quantity, Text, delivery::packing::PackingList, order::Line, receivable::statement::Statement,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Sources {
    /// Whose paper it is; in a purchase contract the supplier is the seller.
    pub seller: Party,
    pub buyer: Party,
    /// To whom goods are delivered; the buyer where nobody is named.
    pub consignee: Option<Party>,
    pub notify: Option<Party>,
    /// The factory.
    pub supplier: Option<Party>,
    pub contract: Option<Reference>,
    pub customer_ref: String,
    pub invoice: Option<Reference>,
    pub letter: Option<Letter>,
    pub currency: Currency,
    pub payment_terms: String,
    pub trade_terms: String,
    pub delivery: Option<Date>,
    pub port_of_loading: String,
    pub port_of_discharge: String,
    pub destination: String,
    pub origin: String,
    pub goods: Vec<Goods>,
    pub packing: Option<PackingList>,
    pub carriage: Option<Carriage>,
    /// How goods are to be packed, and inspected, in words.
    pub packing_terms: String,
    pub inspection_terms: String,
    pub bank: String,
    pub remarks: String,
    pub clauses: Vec<Text>,
    pub account: Option<Statement>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Party {
    pub name: Text,
    pub address: Text,
    /// Phone, e-mail, whom to ask for.
    pub contact: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub number: String,
    pub date: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub number: String,
    pub bank: String,
    pub date: Option<Date>,
}

/// A line of the order, and how much of it this paper is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Goods {
    /// From 1.
    pub number: u32,
    pub code: String,
    /// In both languages where the catalogue has them.
    pub name: Text,
    pub hs_code: String,
    pub line: Line,
    /// In ten-thousandths: what this shipment carries; ignored by papers of the whole order.
    pub shipped: i64,
    /// What earlier shipments carried.
    pub before: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carriage {
    pub mode: Text,
    pub conveyance: String,
    pub bill: String,
    pub containers: Vec<String>,
    pub forwarder: String,
    pub etd: Option<Date>,
    pub eta: Option<Date>,
    pub departed: Option<Date>,
}

impl Party {
    /// Name, address and contact, one under the other.
    pub fn block(&self) -> Text {
        let lines = |name: &str, address: &str| {
            let lines: Vec<&str> = [name, address, &self.contact].into_iter().filter(|line| !line.is_empty()).collect();
            lines.join("\n")
        };
        Text::new(lines(&self.name.zh, &self.address.zh), lines(&self.name.en, &self.address.en))
    }
}

impl Goods {
    pub fn quantity(&self, of_shipment: bool) -> Quantity {
        if of_shipment {
            Quantity { ten_thousandths: self.shipped, unit: self.line.quantity.unit.clone() }
        } else {
            self.line.quantity.clone()
        }
    }

    /// What is invoiced for this part: what all up to it are worth less what was worth before it, so that the parts of a line
    /// come to the line to the cent.
    pub fn amount(&self, of_shipment: bool, currency: Currency) -> Option<Money> {
        let worth = |ten_thousandths: i64| {
            let quantity = Quantity { ten_thousandths, unit: String::new() };
            Line { quantity, ..self.line.clone() }.amount(currency)
        };
        if !of_shipment {
            return self.line.amount(currency);
        }
        worth(self.before.checked_add(self.shipped)?)?.minus(worth(self.before)?)
    }

    /// Of one unit, with the discount taken off.
    pub fn price(&self) -> Option<Decimal> {
        let rest = Decimal::ONE_HUNDRED.checked_sub(self.line.discount_percent)?;
        let price = self.line.price?.checked_mul(rest)?.checked_div(Decimal::ONE_HUNDRED)?;
        Some(price.normalize())
    }
}
