//! An order as a sheet tells it, before customers, people and products are looked up.

use jiff::civil::Date;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use yidan_domain::{Currency, Money, Quantity, order::Channel, text::folded};

use crate::{layout::Column, problem::Place};

#[derive(Debug, Clone, PartialEq)]
pub struct OrderDraft {
    pub sheet: String,
    /// The rows it was made from, the first one first.
    pub rows: Vec<usize>,
    pub head: OrderHead,
    pub lines: Vec<LineDraft>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OrderHead {
    /// The number that the company itself gave the order, where the sheet has one.
    pub own_number: Option<String>,
    pub customer: String,
    pub customer_code: Option<String>,
    pub customer_ref: String,
    pub salesperson: Option<String>,
    pub channel: Channel,
    pub received: Date,
    pub promised: Option<Date>,
    pub shipped: Option<Date>,
    /// Carrier and number of the shipment, as far as the sheet tells.
    pub tracking: String,
    pub currency: Currency,
    pub payment_terms: String,
    pub trade_terms: String,
    pub address: String,
    pub remarks: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LineDraft {
    pub row: usize,
    pub code: Option<String>,
    /// May be empty where `code` is given.
    pub name: String,
    pub spec: String,
    pub quantity: Quantity,
    pub price: Option<Decimal>,
    pub discount_percent: Decimal,
}

impl OrderDraft {
    pub(crate) fn new(place: Place, head: OrderHead, line: Option<LineDraft>) -> Self {
        Self { sheet: place.sheet, rows: vec![place.row], head, lines: line.into_iter().collect() }
    }

    pub(crate) fn join(&mut self, row: usize, head: OrderHead, line: Option<LineDraft>) {
        self.rows.push(row);
        self.lines.extend(line);
        if !head.remarks.is_empty() && !self.head.remarks.split('\n').any(|remark| remark == head.remarks) {
            let between = if self.head.remarks.is_empty() { "" } else { "\n" };
            self.head.remarks = format!("{}{between}{}", self.head.remarks, head.remarks);
        }
    }

    pub fn place(&self) -> Place {
        Place { sheet: self.sheet.clone(), row: self.rows.first().copied().unwrap_or_default() }
    }

    /// What tells this order from every other, wherever it is imported from: SHA-256 over the company's number, or over
    /// the customer and the customer's number. `None` when only its content can.
    pub fn identity(&self) -> Option<[u8; 32]> {
        let head = &self.head;
        let words = match &head.own_number {
            Some(number) => format!("number\n{}", folded(number)),
            None if head.customer_ref.is_empty() => return None,
            None => format!("customer\n{}\n{}", folded(&head.customer), folded(&head.customer_ref)),
        };
        Some(Sha256::digest(words).into())
    }

    /// SHA-256 over what the order says: equal for the same order from an XLSX file and from its CSV copy.
    pub fn fingerprint(&self) -> [u8; 32] {
        let head = &self.head;
        let mut hash = Sha256::new();
        let mut put = |part: &str| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        };
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        put(&folded(&head.customer));
        for part in [&head.own_number, &head.customer_code, &head.salesperson] {
            put(part.as_deref().unwrap_or_default());
        }
        for part in
            [&head.customer_ref, &head.tracking, &head.payment_terms, &head.trade_terms, &head.address, &head.remarks]
        {
            put(part);
        }
        put(&format!("{:?}", head.channel));
        put(head.currency.code());
        for part in [Some(head.received), head.promised, head.shipped] {
            put(&date(part));
        }
        for line in &self.lines {
            put(line.code.as_deref().unwrap_or_default());
            put(&line.name);
            put(&line.spec);
            put(&line.quantity.unit);
            put(&line.quantity.amount().to_string());
            put(&line.price.map(|price| price.normalize().to_string()).unwrap_or_default());
            put(&line.discount_percent.normalize().to_string());
        }
        hash.finalize().into()
    }
}

impl OrderHead {
    /// The first thing that another row of the same order says differently, and what this one says.
    pub(crate) fn difference(&self, other: &OrderHead) -> Option<(Column, String)> {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let said = |head: &OrderHead| {
            [
                (Column::Customer, head.customer.clone()),
                (Column::CustomerCode, head.customer_code.clone().unwrap_or_default()),
                (Column::CustomerRef, head.customer_ref.clone()),
                (Column::Salesperson, head.salesperson.clone().unwrap_or_default()),
                (Column::Channel, format!("{:?}", head.channel)),
                (Column::Received, head.received.to_string()),
                (Column::Promised, date(head.promised)),
                (Column::Shipped, date(head.shipped)),
                (Column::Tracking, head.tracking.clone()),
                (Column::Currency, head.currency.to_string()),
                (Column::PaymentTerms, head.payment_terms.clone()),
                (Column::TradeTerms, head.trade_terms.clone()),
                (Column::Address, head.address.clone()),
            ]
        };
        let pairs = said(self).into_iter().zip(said(other));
        pairs.into_iter().find(|(mine, theirs)| folded(&mine.1) != folded(&theirs.1)).map(|(mine, _)| mine)
    }
}

impl LineDraft {
    /// Price × quantity less discount; `None` without a price or when it does not fit.
    pub fn amount(&self, currency: Currency) -> Option<Money> {
        let line = yidan_domain::order::Line {
            product: None,
            name: String::new(),
            spec: String::new(),
            quantity: self.quantity.clone(),
            price: self.price,
            discount_percent: self.discount_percent,
        };
        line.amount(currency)
    }
}
