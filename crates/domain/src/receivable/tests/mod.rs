//! Makers of small ledgers, for the tests beside the rules and for those here.

mod properties;
mod story;
mod words;

use jiff::civil::Date;

use super::{Entry, Instalment, Invoice, Kind, Receipt};
use crate::{Currency, CustomerId, InvoiceId, Money, PersonId, ReceiptId, ReceivableEntryId};

pub fn cny(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

pub fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::USD }
}

pub fn day(date: &str) -> Date {
    date.parse().unwrap()
}

pub fn id(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

pub fn customer() -> CustomerId {
    CustomerId(id(1))
}

/// In yuan, with an instalment for each amount and due day.
pub fn invoice(number: u128, issued: &str, instalments: &[(i64, Option<&str>)]) -> Invoice {
    let instalments: Vec<Instalment> = instalments
        .iter()
        .zip(1..)
        .map(|((minor, due), number)| Instalment {
            number,
            amount: cny(*minor),
            due: due.map(day),
            what: String::new(),
        })
        .collect();
    Invoice {
        id: InvoiceId(id(number)),
        number: format!("INV-{number}"),
        customer: customer(),
        order: None,
        salesperson: None,
        issued: day(issued),
        amount: cny(instalments.iter().map(|instalment| instalment.amount.minor).sum()),
        rate: None,
        terms: String::new(),
        instalments,
        note: String::new(),
    }
}

/// Of the customer, in yuan, without a fee.
pub fn receipt(number: u128, received_on: &str, minor: i64) -> Receipt {
    Receipt {
        id: ReceiptId(id(number)),
        received_on: day(received_on),
        amount: cny(minor),
        fee: cny(0),
        payer: String::new(),
        customer: Some(customer()),
        reference: format!("BANK-{number}"),
        remark: String::new(),
        rate: None,
    }
}

pub fn entry(number: u128, on: &str, kind: Kind) -> Entry {
    let at = format!("{on}T09:00:00Z").parse().unwrap();
    Entry { id: ReceivableEntryId(id(number)), day: day(on), at, by: PersonId(id(1)), kind, note: String::new() }
}

/// Yuan of a receipt for an invoice's instalment.
pub fn allocated(receipt: u128, (invoice, instalment): (u128, u32), minor: i64) -> Kind {
    let (receipt, invoice) = (ReceiptId(id(receipt)), InvoiceId(id(invoice)));
    Kind::Allocated { receipt, invoice, instalment, settles: cny(minor), takes: cny(minor) }
}

pub fn reversed(number: u128) -> Kind {
    Kind::Reversed { entry: ReceivableEntryId(id(number)) }
}
