//! What happens to a purchase. Nothing is overwritten: what was wrong is reversed, and counts no more from that day on.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    PersonId, PurchaseId, Text,
    material::{Price, ledger::Entered},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseEvent {
    pub purchase: PurchaseId,
    /// From 1, in the order in which the purchase's events were entered.
    pub seq: u32,
    /// The day it happened, from which on it counts.
    pub day: Date,
    /// When it was entered.
    pub at: Timestamp,
    pub by: PersonId,
    pub kind: PurchaseKind,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum PurchaseKind {
    /// The supplier says when it will come.
    Confirmed {
        expected: Date,
    },
    Arrived {
        quantity: i64,
        /// Not accepted, of the quantity.
        rejected: i64,
        /// As billed; without one, as ordered.
        price: Option<Price>,
    },
    /// Back to the supplier, of what had been accepted.
    SentBack {
        quantity: i64,
    },
    /// No more comes.
    Closed {
        reason: String,
    },
    Reversed {
        seq: u32,
    },
}

impl PurchaseKind {
    pub fn name(&self) -> Text {
        match self {
            PurchaseKind::Confirmed { .. } => Text::new("确认交期", "Confirmed"),
            PurchaseKind::Arrived { .. } => Text::new("到货", "Arrived"),
            PurchaseKind::SentBack { .. } => Text::new("退供应商", "Sent back"),
            PurchaseKind::Closed { .. } => Text::new("结案", "Closed"),
            PurchaseKind::Reversed { .. } => Text::new("冲销", "Reversed"),
        }
    }

    /// As files and programs write it.
    pub fn key(&self) -> &'static str {
        match self {
            PurchaseKind::Confirmed { .. } => "confirmed",
            PurchaseKind::Arrived { .. } => "arrived",
            PurchaseKind::SentBack { .. } => "sent_back",
            PurchaseKind::Closed { .. } => "closed",
            PurchaseKind::Reversed { .. } => "reversed",
        }
    }

    /// What it adds to what is accepted, below zero where it takes.
    pub fn accepts(&self) -> i64 {
        match *self {
            PurchaseKind::Arrived { quantity, rejected, .. } => quantity.saturating_sub(rejected),
            PurchaseKind::SentBack { quantity } => quantity.saturating_neg(),
            _ => 0,
        }
    }
}

impl Entered for PurchaseEvent {
    type Id = (PurchaseId, u32);

    fn id(&self) -> Self::Id {
        (self.purchase, self.seq)
    }

    fn day(&self) -> Date {
        self.day
    }

    fn reverses(&self) -> Option<Self::Id> {
        match self.kind {
            PurchaseKind::Reversed { seq } => Some((self.purchase, seq)),
            _ => None,
        }
    }
}
