//! A line of a purchase and what happens to it: the supplier confirms a day, goods come, some are rejected or sent back, and
//! now and then no more will come. How it stands on a day follows from that (`progress`), and what it cost against what it was
//! thought to cost (`price`). What was accepted is entered in the ledger of stock beside it.

mod check;
mod event;
mod fault;
mod price;
mod progress;
mod refusal;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use super::Price;
use crate::{MaterialId, OrderId, PurchaseId, SupplierId};

pub use check::{
    Arrival, Followed, checked_arrival, checked_closing, checked_confirmation, checked_reversal, checked_sending_back,
};
pub use event::{PurchaseEvent, PurchaseKind};
pub use fault::PurchaseFault;
pub use price::{AgainstEstimate, against_estimate};
pub use progress::{Progress, PurchaseState, progress};
pub use refusal::PurchaseRefusal;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    pub id: PurchaseId,
    /// Of the purchase order; several lines share one.
    pub number: String,
    pub supplier: SupplierId,
    pub material: MaterialId,
    /// What it is bought for; without one, for the store.
    pub order: Option<OrderId>,
    pub quantity: i64,
    pub price: Option<Price>,
    /// What it was thought to cost when it was ordered.
    pub estimate: Option<Price>,
    pub ordered_on: Date,
    pub wanted_on: Option<Date>,
    /// By how much more or less may come and still be what was ordered.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub tolerance_percent: Decimal,
    pub note: String,
}

impl Purchase {
    /// With so much it is complete.
    pub fn least(&self) -> i64 {
        self.quantity.saturating_sub(self.slack())
    }

    /// More than that is too much.
    pub fn most(&self) -> i64 {
        self.quantity.saturating_add(self.slack())
    }

    fn slack(&self) -> i64 {
        let share = self.tolerance_percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
        let slack = share.checked_mul(Decimal::from(self.quantity)).and_then(|it| it.checked_div(Decimal::ONE_HUNDRED));
        let whole = slack.map(|slack| slack.round_dp_with_strategy(0, RoundingStrategy::ToZero));
        whole.and_then(|slack| slack.to_i64()).unwrap_or_default()
    }
}
