//! Orders at their end.

mod accounts;
mod bundles;
mod closings;
mod words;

use super::*;
use crate::{Currency, Money, Quantity, Text};

fn yuan(whole: i64) -> Money {
    Money { minor: whole * 100, currency: Currency::CNY }
}

fn pieces(count: i64) -> Quantity {
    Quantity { ten_thousandths: count * 10_000, unit: "件".into() }
}
