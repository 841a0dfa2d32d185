//! The ledger of credit: limits and quotas as they were set, what orders took of them and gave back, and what was put off.
//!
//! Entries are only ever added; a mistake is corrected by another entry. Every figure is the sum of the entries up to a day,
//! so any past day can be shown as it was. Each currency has an account of its own.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Account, Quota};
use crate::{CreditEntryId, Currency, CustomerId, Message, Money, OrderId, PersonId, Say};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: CreditEntryId,
    /// From when it counts, on the company's calendar.
    pub day: Date,
    pub at: Timestamp,
    pub by: PersonId,
    /// Whose account it changes, or for whom a salesperson answers.
    pub customer: Option<CustomerId>,
    /// Whose quota it changes.
    pub salesperson: Option<PersonId>,
    pub order: Option<OrderId>,
    pub kind: EntryKind,
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntryKind {
    /// The customer's formal limit.
    LimitSet {
        limit: Money,
    },
    /// The customer settles monthly from now on, or no more.
    SettlementSet {
        monthly: bool,
    },
    /// The salesperson's quota.
    QuotaSet {
        quota: Money,
    },
    /// Of the customer's limit by an order.
    Used {
        amount: Money,
    },
    /// The order's shortfall has been paid, or the order is cancelled.
    Freed {
        amount: Money,
    },
    /// Of the salesperson's quota for an order.
    Guaranteed {
        amount: Money,
    },
    GuaranteeFreed {
        amount: Money,
    },
}

/// The customer's account at the end of `day`.
pub fn account_at(entries: &[Entry], customer: CustomerId, currency: Currency, day: Date) -> Account {
    let own = || entries.iter().filter(move |entry| entry.customer == Some(customer) && entry.day <= day);
    let limit = |kind: EntryKind| match kind {
        EntryKind::LimitSet { limit } if limit.currency == currency => Some(limit),
        _ => None,
    };
    let monthly = |kind: EntryKind| match kind {
        EntryKind::SettlementSet { monthly } => Some(monthly),
        _ => None,
    };
    Account {
        limit: latest(own(), limit),
        in_use: sum(own(), currency, EntryKind::on_limit),
        settles_monthly: latest(own(), monthly).unwrap_or(false),
    }
}

/// The salesperson's quota at the end of `day`; nothing until one is set.
pub fn quota_at(entries: &[Entry], salesperson: PersonId, currency: Currency, day: Date) -> Quota {
    let own = || entries.iter().filter(move |entry| entry.salesperson == Some(salesperson) && entry.day <= day);
    let quota = |kind: EntryKind| match kind {
        EntryKind::QuotaSet { quota } if quota.currency == currency => Some(quota),
        _ => None,
    };
    Quota {
        limit: latest(own(), quota).unwrap_or(Money::zero(currency)),
        in_use: sum(own(), currency, EntryKind::guaranteed),
    }
}

impl EntryKind {
    /// What it adds to the use of the customer's limit; below zero when it gives back.
    fn on_limit(self) -> Option<(i128, Currency)> {
        match self {
            EntryKind::Used { amount } => Some((i128::from(amount.minor), amount.currency)),
            EntryKind::Freed { amount } => Some((-i128::from(amount.minor), amount.currency)),
            _ => None,
        }
    }

    /// The same of the salesperson's quota.
    fn guaranteed(self) -> Option<(i128, Currency)> {
        match self {
            EntryKind::Guaranteed { amount } => Some((i128::from(amount.minor), amount.currency)),
            EntryKind::GuaranteeFreed { amount } => Some((-i128::from(amount.minor), amount.currency)),
            _ => None,
        }
    }
}

/// What was said last, by day and then by the moment of entry.
fn latest<'a, T>(entries: impl Iterator<Item = &'a Entry>, says: impl Fn(EntryKind) -> Option<T>) -> Option<T> {
    let said = entries.filter_map(|entry| Some(((entry.day, entry.at, entry.id), says(entry.kind)?)));
    said.max_by_key(|(when, _)| *when).map(|(_, said)| said)
}

fn sum<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    currency: Currency,
    adds: impl Fn(EntryKind) -> Option<(i128, Currency)>,
) -> Money {
    let added = entries.filter_map(|entry| adds(entry.kind)).filter(|(_, of)| *of == currency);
    let sum: i128 = added.map(|(minor, _)| minor).sum();
    // What no amount can hold counts as the largest that one can.
    let minor = i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX });
    Money { minor, currency }
}

impl Say for EntryKind {
    fn say(&self) -> Message {
        match *self {
            EntryKind::LimitSet { limit } => Message::new("credit-entry-limit-set").with("limit", limit),
            EntryKind::SettlementSet { monthly: true } => Message::new("credit-entry-monthly"),
            EntryKind::SettlementSet { monthly: false } => Message::new("credit-entry-not-monthly"),
            EntryKind::QuotaSet { quota } => Message::new("credit-entry-quota-set").with("quota", quota),
            EntryKind::Used { amount } => Message::new("credit-entry-used").with("amount", amount),
            EntryKind::Freed { amount } => Message::new("credit-entry-freed").with("amount", amount),
            EntryKind::Guaranteed { amount } => Message::new("credit-entry-guaranteed").with("amount", amount),
            EntryKind::GuaranteeFreed { amount } => Message::new("credit-entry-guarantee-freed").with("amount", amount),
        }
    }
}
