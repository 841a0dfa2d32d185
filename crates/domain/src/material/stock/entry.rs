//! One entry of the ledger and what it does. Entries are never changed; one that was wrong is reversed, and counts no more
//! from the day of its reversal on.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{MaterialId, OrderId, PersonId, PurchaseId, StockEntryId, Text, material::ledger::Entered};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockEntry {
    pub id: StockEntryId,
    pub material: MaterialId,
    /// From this day on it counts.
    pub day: Date,
    /// When it was made.
    pub at: Timestamp,
    pub by: PersonId,
    pub kind: StockKind,
    pub note: String,
}

/// Quantities are above zero, but for a count's difference. What an issue takes of what was set aside is settled when it is
/// made, so that balances are plain sums, in whatever order entries of a day are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum StockKind {
    /// Opening stock or stock-take: so much more than the books said, or less.
    Counted {
        difference: i64,
    },
    /// What was accepted of a purchase. Bought for an order, it is set aside for that order at once.
    Arrived {
        purchase: PurchaseId,
        order: Option<OrderId>,
        quantity: i64,
    },
    /// Back to the supplier; `allocated` of it had been set aside for the order that it was bought for.
    SentBack {
        purchase: PurchaseId,
        order: Option<OrderId>,
        quantity: i64,
        allocated: i64,
    },
    /// To the workshop for an order; `allocated` of it had been set aside for the order.
    Issued {
        order: OrderId,
        quantity: i64,
        allocated: i64,
    },
    /// From the workshop back into the store, free for any order.
    Returned {
        order: OrderId,
        quantity: i64,
    },
    Allocated {
        order: OrderId,
        quantity: i64,
    },
    Freed {
        order: OrderId,
        quantity: i64,
    },
    Reversed {
        entry: StockEntryId,
    },
}

impl StockKind {
    pub fn name(&self) -> Text {
        match self {
            StockKind::Counted { .. } => Text::new("盘点", "Counted"),
            StockKind::Arrived { .. } => Text::new("采购入库", "Arrived"),
            StockKind::SentBack { .. } => Text::new("退供应商", "Sent back"),
            StockKind::Issued { .. } => Text::new("领料", "Issued"),
            StockKind::Returned { .. } => Text::new("退料", "Returned to store"),
            StockKind::Allocated { .. } => Text::new("预留", "Set aside"),
            StockKind::Freed { .. } => Text::new("解除预留", "Set free"),
            StockKind::Reversed { .. } => Text::new("冲销", "Reversed"),
        }
    }

    /// As files and programs write it.
    pub fn key(&self) -> &'static str {
        match self {
            StockKind::Counted { .. } => "counted",
            StockKind::Arrived { .. } => "arrived",
            StockKind::SentBack { .. } => "sent_back",
            StockKind::Issued { .. } => "issued",
            StockKind::Returned { .. } => "returned",
            StockKind::Allocated { .. } => "allocated",
            StockKind::Freed { .. } => "freed",
            StockKind::Reversed { .. } => "reversed",
        }
    }

    /// Whose figures it changes, beside those of its material.
    pub fn order(&self) -> Option<OrderId> {
        self.effect().order
    }

    /// What it adds to what is on hand, below zero where it takes.
    pub fn on_hand(&self) -> i64 {
        self.effect().on_hand
    }

    /// Entered with a purchase, and taken back only with it.
    pub fn purchase(&self) -> Option<PurchaseId> {
        self.effect().purchase
    }

    pub(super) fn effect(&self) -> Effect {
        let none = Effect::default();
        match *self {
            StockKind::Counted { difference } => Effect { on_hand: difference, ..none },
            StockKind::Arrived { purchase, order, quantity } => Effect {
                on_hand: quantity,
                order,
                allocated: if order.is_some() { quantity } else { 0 },
                purchase: Some(purchase),
                arrived: quantity,
                ..none
            },
            StockKind::SentBack { purchase, order, quantity, allocated } => {
                let back =
                    Effect { on_hand: quantity, order, allocated, purchase: Some(purchase), arrived: quantity, ..none };
                back.undone()
            }
            StockKind::Issued { order, quantity, allocated } => {
                let taken = Effect { on_hand: quantity, order: Some(order), allocated, ..none };
                Effect { issued: quantity, ..taken.undone() }
            }
            StockKind::Returned { order, quantity } => {
                Effect { on_hand: quantity, order: Some(order), issued: quantity.saturating_neg(), ..none }
            }
            StockKind::Allocated { order, quantity } => Effect { order: Some(order), allocated: quantity, ..none },
            StockKind::Freed { order, quantity } => {
                Effect { order: Some(order), allocated: quantity.saturating_neg(), ..none }
            }
            StockKind::Reversed { .. } => none,
        }
    }
}

/// What an entry adds to the figures of its material, below zero where it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Effect {
    pub on_hand: i64,
    pub order: Option<OrderId>,
    pub allocated: i64,
    pub issued: i64,
    pub purchase: Option<PurchaseId>,
    pub arrived: i64,
}

impl Effect {
    pub(super) fn undone(self) -> Effect {
        Effect {
            on_hand: self.on_hand.saturating_neg(),
            allocated: self.allocated.saturating_neg(),
            issued: self.issued.saturating_neg(),
            arrived: self.arrived.saturating_neg(),
            ..self
        }
    }
}

impl Entered for StockEntry {
    type Id = StockEntryId;

    fn id(&self) -> StockEntryId {
        self.id
    }

    fn day(&self) -> Date {
        self.day
    }

    fn reverses(&self) -> Option<StockEntryId> {
        match self.kind {
            StockKind::Reversed { entry } => Some(entry),
            _ => None,
        }
    }
}
