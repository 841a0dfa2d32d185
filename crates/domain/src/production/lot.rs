//! A lot: goods of one line of an order that go through the workshop together, on one traveller.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Balance, Operation, plan::plan_fault};
use crate::{LotId, Message, OrderId, PersonId, Quantity, Say, Text, quantity::is_counted};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lot {
    pub id: LotId,
    /// As it stands on the traveller: the order's number and a count.
    pub number: String,
    pub order: OrderId,
    /// Line of the order, from 1; [`LOST_LINE`] when that has been taken out since.
    pub line: u32,
    pub goods: String,
    /// How many are to be made.
    pub quantity: Quantity,
    /// A copy: a product's route may change later.
    pub route: Vec<Operation>,
    /// When the last operation should be through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan: Vec<Planned>,
    /// Counts how often it was planned anew.
    #[serde(default)]
    pub plan_version: u64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why more is made than was ordered, where that is so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub overrun: String,
    /// No more is to come of it, although it was not made in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub on: Date,
    pub by: PersonId,
    pub reason: String,
}

/// So many, in ten-thousandths of the lot's unit, are to come out of an operation on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Planned {
    pub day: Date,
    /// Place in the route, from 0.
    pub operation: usize,
    pub quantity: i64,
}

/// The line of a lot whose line is no longer in its order.
pub const LOST_LINE: u32 = 0;

/// No lot is larger, in ten-thousandths: sums of many entries stay far from the end of the numbers.
pub(super) const MOST: i64 = 10_i64.pow(15);

#[derive(Debug, Clone, PartialEq)]
pub enum LotFault {
    NotPositive {
        quantity: Quantity,
    },
    NotWhole {
        quantity: Quantity,
    },
    TooMany {
        most: Quantity,
    },
    NoSuchLine {
        line: u32,
    },
    /// The lots of a line come to more than was ordered, and nobody has said why.
    MoreThanOrdered {
        line: u32,
        amounts: Box<Overrun>,
    },
    PlannedOutsideRoute {
        place: usize,
    },
    PlannedNotWhole {
        operation: Text,
        day: Date,
        quantity: Quantity,
    },
    /// An operation can't be planned to do more than the lot is of.
    PlannedTooMany {
        operation: Text,
        planned: Quantity,
        most: Quantity,
    },
    PlannedTooLong {
        limit: usize,
    },
}

/// By what a lot takes its line beyond what was ordered.
#[derive(Debug, Clone, PartialEq)]
pub struct Overrun {
    pub ordered: Quantity,
    /// Of other lots.
    pub in_lots: Quantity,
    pub left: Quantity,
    pub given: Quantity,
}

impl Lot {
    pub fn check(&self) -> Result<(), LotFault> {
        if self.quantity.ten_thousandths <= 0 {
            return Err(LotFault::NotPositive { quantity: self.quantity.clone() });
        }
        if self.quantity.ten_thousandths > MOST {
            return Err(LotFault::TooMany { most: self.amount(MOST) });
        }
        if !self.fits_unit(self.quantity.ten_thousandths) {
            return Err(LotFault::NotWhole { quantity: self.quantity.clone() });
        }
        plan_fault(self).map_or(Ok(()), Err)
    }

    /// Has everything that was to be made come out, good or scrap, with nothing left on the way?
    pub fn is_finished(&self, balances: &[Balance]) -> bool {
        let released = balances.first().map_or(0, |first| first.received);
        let left = |balance: &Balance| balance.in_progress() != 0 || balance.rework != 0;
        released >= self.quantity.ten_thousandths && !balances.iter().any(left)
    }

    pub fn is_open(&self, balances: &[Balance]) -> bool {
        self.closed.is_none() && !self.is_finished(balances)
    }

    /// The day on which it was made or closed, if it was. `last` is the latest day of its entries.
    pub fn through_on(&self, balances: &[Balance], last: Option<Date>) -> Option<Date> {
        match &self.closed {
            Some(closed) => Some(closed.on),
            None => last.filter(|_| self.is_finished(balances)),
        }
    }

    pub fn amount(&self, ten_thousandths: i64) -> Quantity {
        Quantity { ten_thousandths, unit: self.quantity.unit.clone() }
    }

    /// What is counted comes in whole numbers.
    pub(super) fn fits_unit(&self, ten_thousandths: i64) -> bool {
        !is_counted(&self.quantity.unit) || self.amount(ten_thousandths).is_whole()
    }
}

impl Say for LotFault {
    fn say(&self) -> Message {
        match self {
            LotFault::NotPositive { quantity } => {
                Message::new("lot-not-positive").with("quantity", quantity.to_string())
            }
            LotFault::NotWhole { quantity } => Message::new("lot-not-whole").with("quantity", quantity.to_string()),
            LotFault::TooMany { most } => Message::new("lot-too-many").with("most", most.to_string()),
            LotFault::NoSuchLine { line } => Message::new("lot-no-such-line").with("line", i64::from(*line)),
            LotFault::MoreThanOrdered { line, amounts } => Message::new("lot-more-than-ordered")
                .with("line", i64::from(*line))
                .with("ordered", amounts.ordered.to_string())
                .with("made", amounts.in_lots.to_string())
                .with("left", amounts.left.to_string())
                .with("given", amounts.given.to_string()),
            LotFault::PlannedOutsideRoute { place } => {
                Message::new("lot-planned-outside-route").with("place", place.saturating_add(1))
            }
            LotFault::PlannedNotWhole { operation, day, quantity } => Message::new("lot-planned-not-whole")
                .with("operation", operation.clone())
                .with("day", *day)
                .with("quantity", quantity.to_string()),
            LotFault::PlannedTooMany { operation, planned, most } => Message::new("lot-planned-too-many")
                .with("operation", operation.clone())
                .with("planned", planned.to_string())
                .with("most", most.to_string()),
            LotFault::PlannedTooLong { limit } => Message::new("lot-planned-too-long").with("limit", *limit),
        }
    }
}
