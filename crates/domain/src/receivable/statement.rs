//! The statement of a customer's account over some days: what was owed before, what came to it line by line, what is owed
//! after; each currency for itself. A receipt counts whole when it comes in, so that a balance below zero is the customer's
//! credit: at every date the balance is what is open of the invoices less what is left of the receipts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Deduction, Entry, Invoice, Kind, Receipt};
use crate::{Currency, Money, Text};

/// What a line is about, in the order in which lines of one day stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Invoice,
    Payment,
    /// A payment in one currency for an invoice in another.
    Exchanged,
    Deduction(Deduction),
    CreditNote,
    WriteOff,
    Refund,
    /// An earlier line that was wrong, taken back.
    Reversal,
}

impl What {
    pub fn name(self) -> Text {
        match self {
            What::Invoice => Text::new("发票", "Invoice"),
            What::Payment => Text::new("收款", "Payment"),
            What::Exchanged => Text::new("异币种核销", "Paid in another currency"),
            What::Deduction(reason) => reason.name(),
            What::CreditNote => Text::new("红字发票", "Credit note"),
            What::WriteOff => Text::new("坏账核销", "Written off"),
            What::Refund => Text::new("退款", "Refund"),
            What::Reversal => Text::new("冲销", "Reversal"),
        }
    }
}

/// A change of what a customer owes: above zero it becomes more (debit), below zero less (credit).
#[derive(Debug, Clone, PartialEq)]
pub struct Movement {
    pub day: Date,
    pub what: What,
    /// Number of the invoice, or the bank's number of the receipt.
    pub document: String,
    pub amount: Money,
}

impl Movement {
    /// Where it stands among the lines.
    fn place(&self) -> (Date, What, &str, i64) {
        (self.day, self.what, &self.document, self.amount.minor)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    pub opening: Money,
    pub lines: Vec<Line>,
    pub closing: Money,
}

/// A movement on its side, and what is owed with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub day: Date,
    pub what: What,
    pub document: String,
    pub debit: Option<Money>,
    pub credit: Option<Money>,
    pub balance: Money,
}

/// The movements of a customer's invoices, receipts and the entries of these.
pub fn movements(invoices: &[Invoice], receipts: &[Receipt], entries: &[Entry]) -> Vec<Movement> {
    let numbers: BTreeMap<_, _> = invoices.iter().map(|invoice| (invoice.id, &invoice.number)).collect();
    let references: BTreeMap<_, _> = receipts.iter().map(|receipt| (receipt.id, &receipt.reference)).collect();
    let by_id: BTreeMap<_, _> = entries.iter().map(|entry| (entry.id, entry)).collect();
    let of = |entry: &Entry| {
        // Money of a receipt counted when it came in; it only moves where it changes its currency.
        let pays = matches!(&entry.kind, Kind::Allocated { settles, takes, .. } if settles.currency == takes.currency);
        let less = entry.kind.settles().filter(|_| !pays).map(|(invoice, _, amount)| {
            (numbers.get(&invoice).map(|number| number.to_string()).unwrap_or_default(), negated(amount))
        });
        let more = entry.kind.takes().filter(|_| !pays).map(|(receipt, amount)| {
            (references.get(&receipt).map(|reference| reference.to_string()).unwrap_or_default(), amount)
        });
        less.into_iter().chain(more)
    };
    let mut movements: Vec<Movement> = Vec::new();
    for Invoice { issued, number, amount, .. } in invoices {
        movements.push(Movement { day: *issued, what: What::Invoice, document: number.clone(), amount: *amount });
    }
    for Receipt { received_on, reference, amount, .. } in receipts {
        let (document, amount) = (reference.clone(), negated(*amount));
        movements.push(Movement { day: *received_on, what: What::Payment, document, amount });
    }
    for entry in entries {
        let day = entry.day;
        if let Some(wrong) = entry.kind.reverses().and_then(|id| by_id.get(&id)) {
            movements.extend(of(wrong).map(|(document, amount)| Movement {
                day,
                what: What::Reversal,
                document,
                amount: negated(amount),
            }));
        }
        if let Some(what) = what(&entry.kind) {
            movements.extend(of(entry).map(|(document, amount)| Movement { day, what, document, amount }));
        }
    }
    movements
}

fn what(kind: &Kind) -> Option<What> {
    match kind {
        Kind::Allocated { .. } => Some(What::Exchanged),
        Kind::Deducted { reason, .. } => Some(What::Deduction(*reason)),
        Kind::WrittenOff { .. } => Some(What::WriteOff),
        Kind::CreditNote { .. } => Some(What::CreditNote),
        Kind::Refunded { .. } => Some(What::Refund),
        Kind::Reversed { .. } => None,
    }
}

fn negated(money: Money) -> Money {
    Money { minor: money.minor.saturating_neg(), currency: money.currency }
}

/// From the beginning of `from` to the end of `to`, by currency, for each that has moved by then.
pub fn statements(mut movements: Vec<Movement>, from: Date, to: Date) -> Vec<Statement> {
    movements.retain(|movement| movement.day <= to);
    movements.sort_by(|one, other| one.place().cmp(&other.place()));
    let currencies: BTreeSet<Currency> = movements.iter().map(|movement| movement.amount.currency).collect();
    let of =
        |currency| statement(movements.iter().filter(|movement| movement.amount.currency == currency), currency, from);
    currencies.into_iter().map(of).collect()
}

fn statement<'a>(movements: impl Iterator<Item = &'a Movement>, currency: Currency, from: Date) -> Statement {
    let mut opening = Money::zero(currency);
    let mut balance = opening;
    let mut lines = Vec::new();
    for Movement { day, what, document, amount } in movements {
        balance.minor = balance.minor.saturating_add(amount.minor);
        if *day < from {
            opening = balance;
            continue;
        }
        let debit = amount.is_positive().then_some(*amount);
        let credit = (!amount.is_positive()).then(|| negated(*amount));
        lines.push(Line { day: *day, what: *what, document: document.clone(), debit, credit, balance });
    }
    Statement { opening, lines, closing: balance }
}
