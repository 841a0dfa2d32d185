//! What a customer may owe, what a salesperson may answer for, and what has been put off in writing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Currency, Money};

/// Every customer's limit until a formal one is set (S15).
pub const USUAL_LIMIT: Money = Money { minor: 100_000, currency: Currency::CNY };

/// One customer's credit, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// The formal limit, once there is one.
    pub limit: Option<Money>,
    /// Shortfalls of other orders that are still due.
    pub in_use: Money,
    /// Pays once a month for all orders of the month before.
    pub settles_monthly: bool,
}

/// How much one salesperson may guarantee for customers altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub limit: Money,
    /// Guaranteed for other orders and still due.
    pub in_use: Money,
}

/// Payment of an order put off, signed by the marketing director.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    pub amount: Money,
    /// The last day on which it counts.
    pub until: Date,
}

impl Account {
    pub fn limit(&self) -> Money {
        self.limit.unwrap_or(USUAL_LIMIT)
    }

    /// What is left of the limit, never below zero.
    pub fn available(&self) -> Money {
        left(self.limit(), self.in_use)
    }
}

impl Quota {
    /// What is left of the quota, never below zero.
    pub fn available(&self) -> Money {
        left(self.limit, self.in_use)
    }
}

/// Between zero and the limit, and zero when the two are in different currencies.
fn left(limit: Money, in_use: Money) -> Money {
    let left = limit.minus(in_use).map_or(0, |left| left.minor);
    Money { minor: left.min(limit.minor).max(0), ..limit }
}
