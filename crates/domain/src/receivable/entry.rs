//! One entry of the ledger: what it does to an instalment, and what to a receipt. Entries are never changed; one that was
//! wrong is reversed, and counts no more from the day of its reversal on.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{InvoiceId, Money, PersonId, ReceiptId, ReceivableEntryId, Text};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub id: ReceivableEntryId,
    /// Value day: from this day on it counts.
    pub day: Date,
    /// When it was made.
    pub at: Timestamp,
    pub by: PersonId,
    pub kind: Kind,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Kind {
    /// Money of a receipt pays an instalment: `settles` in the invoice's currency, `takes` in the receipt's.
    Allocated {
        receipt: ReceiptId,
        invoice: InvoiceId,
        instalment: u32,
        settles: Money,
        takes: Money,
    },
    Deducted {
        invoice: InvoiceId,
        instalment: u32,
        amount: Money,
        reason: Deduction,
    },
    /// Given up, as one person asked and another approved (`write_off`).
    WrittenOff {
        invoice: InvoiceId,
        instalment: u32,
        amount: Money,
        asked_by: PersonId,
        approved_by: PersonId,
    },
    CreditNote {
        invoice: InvoiceId,
        instalment: u32,
        amount: Money,
    },
    /// Money of a receipt went back to the customer.
    Refunded {
        receipt: ReceiptId,
        amount: Money,
    },
    Reversed {
        entry: ReceivableEntryId,
    },
}

/// Why a customer pays less than the invoice, and rightly so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deduction {
    /// Banks on the way kept it (`Receipt::fee`).
    BankFee,
    Claim,
    Discount,
    Rounding,
    Other,
}

impl Deduction {
    pub fn name(self) -> Text {
        match self {
            Deduction::BankFee => Text::new("银行手续费", "Bank charges"),
            Deduction::Claim => Text::new("索赔扣款", "Claim"),
            Deduction::Discount => Text::new("折扣", "Discount"),
            Deduction::Rounding => Text::new("尾差", "Rounding"),
            Deduction::Other => Text::new("其他扣款", "Other deduction"),
        }
    }
}

impl Kind {
    /// The instalment of which less is open by this, and by how much.
    pub fn settles(&self) -> Option<(InvoiceId, u32, Money)> {
        match *self {
            Kind::Allocated { invoice, instalment, settles, .. } => Some((invoice, instalment, settles)),
            Kind::Deducted { invoice, instalment, amount, .. }
            | Kind::WrittenOff { invoice, instalment, amount, .. }
            | Kind::CreditNote { invoice, instalment, amount } => Some((invoice, instalment, amount)),
            Kind::Refunded { .. } | Kind::Reversed { .. } => None,
        }
    }

    /// The receipt of which less is left by this, and by how much.
    pub fn takes(&self) -> Option<(ReceiptId, Money)> {
        match *self {
            Kind::Allocated { receipt, takes, .. } => Some((receipt, takes)),
            Kind::Refunded { receipt, amount } => Some((receipt, amount)),
            _ => None,
        }
    }

    pub fn reverses(&self) -> Option<ReceivableEntryId> {
        match *self {
            Kind::Reversed { entry } => Some(entry),
            _ => None,
        }
    }
}

/// The entries that count at the end of day `at`: come into force by then, and not reversed by then.
pub fn effective(entries: &[Entry], at: Date) -> impl Iterator<Item = &Entry> {
    let by_then = move |entry: &&Entry| entry.day <= at;
    let reversed: BTreeSet<ReceivableEntryId> =
        entries.iter().filter(by_then).filter_map(|entry| entry.kind.reverses()).collect();
    entries.iter().filter(by_then).filter(move |entry| !reversed.contains(&entry.id))
}
