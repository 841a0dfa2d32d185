//! What customers say afterwards, and what comes of it.

mod complaints;
mod returns;
mod surveys;

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{Currency, CustomerId, Money, OrderId, PersonId};

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn order(number: u128) -> OrderId {
    OrderId(Uuid::from_u128(number))
}

fn customer() -> CustomerId {
    CustomerId(Uuid::from_u128(1))
}

fn day(written: &str) -> Date {
    format!("2026-{written}").parse().unwrap()
}

fn at(day: &str) -> Timestamp {
    format!("2026-{day}T10:00:00+08:00").parse().unwrap()
}

fn yuan(whole: i64) -> Money {
    Money { minor: whole * 100, currency: Currency::CNY }
}
