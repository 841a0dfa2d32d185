//! Delivering (S1, 8–9; S5; S14; S17): what is packed (`packing`), the papers that go with goods (`papers`) with amounts in
//! `words`, the goods on their way until the customer has signed for them (`shipment`), and what an export order is followed
//! by (`export`). Each is a ledger of its own of one order's; none of them changes the order. Goods are named by the line of
//! the order, from 1.

mod due;
pub mod export;
mod field;
pub mod packing;
pub mod papers;
pub mod shipment;
pub mod words;

#[cfg(test)]
mod worded;

pub use due::Due;
pub use field::FieldFault;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::PersonId;

/// Longest name, number or place kept, in characters.
pub const LONGEST_LINE: usize = 200;
/// Longest address, reason or remark.
pub const LONGEST_TEXT: usize = 4_000;

/// When something was told, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub at: Timestamp,
    pub by: By,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Person(PersonId),
    /// The customer, by the link to the order's page.
    Customer,
    /// A carrier's program.
    Carrier(String),
}

impl Mark {
    pub fn of(at: Timestamp, person: PersonId) -> Self {
        Self { at, by: By::Person(person) }
    }

    pub fn person(&self) -> Option<PersonId> {
        match self.by {
            By::Person(person) => Some(person),
            By::Customer | By::Carrier(_) => None,
        }
    }
}
