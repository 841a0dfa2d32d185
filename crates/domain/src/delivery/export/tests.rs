//! An export order followed to its end.

mod charges;
mod offices;
mod story;

use jiff::{Timestamp, civil::Date};

use super::*;
use crate::{ClaimId, Currency, Money, OrderId, PersonId, RegistrationId, Say, delivery::Mark};

const CLERK: u128 = 1;
const MANAGER: u128 = 2;

fn day(written: &str) -> Date {
    written.parse().unwrap()
}

fn mark(by: u128) -> Mark {
    Mark::of(Timestamp::UNIX_EPOCH, person(by))
}

fn person(number: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(number))
}

fn order() -> OrderId {
    OrderId(uuid::Uuid::from_u128(1))
}

fn usd(whole: i64) -> Money {
    Money { minor: whole * 100, currency: Currency::USD }
}

fn cny(whole: i64) -> Money {
    Money { minor: whole * 100, currency: Currency::CNY }
}

/// The key of the refusal.
fn key<T>(answer: Result<T, ExportRefusal>) -> Result<T, &'static str> {
    answer.map_err(|refusal| refusal.say().key)
}
