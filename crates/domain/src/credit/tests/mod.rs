//! The release decision to the fen, the ledger's sums, and the words for all that credit says.

mod ledger;
mod release;
mod words;

use jiff::civil::Date;

use super::*;
use crate::{Currency, Money};

fn cny(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::USD }
}

fn day(day: i8) -> Date {
    Date::constant(2026, 3, day)
}

fn account(limit: Option<i64>, in_use: i64) -> Account {
    Account { limit: limit.map(cny), in_use: cny(in_use), settles_monthly: false }
}

fn quota(limit: i64, in_use: i64) -> Quota {
    Quota { limit: cny(limit), in_use: cny(in_use) }
}

fn agreed(minor: i64, until: i8) -> Option<Agreement> {
    Some(Agreement { amount: cny(minor), until: day(until) })
}
