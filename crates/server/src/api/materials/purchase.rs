//! A line of a purchase as answers show it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::material as domain;
use yidan_store::materials::KeptPurchase;

use super::{
    super::values::{Day, Figure},
    values::{Price, amount},
};

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseState {
    Ordered,
    Confirmed,
    PartArrived,
    Arrived,
    Closed,
    Overdue,
}

/// A line of a purchase as it stands today. Prices are for those who see costs.
#[derive(Serialize, ToSchema)]
pub struct Purchase {
    id: Uuid,
    #[schema(examples("PO-202611-0007"))]
    number: String,
    supplier: Uuid,
    material: Uuid,
    /// What it is bought for; without one, for the store.
    order: Option<Uuid>,
    /// In the material's unit.
    quantity: Figure,
    price: Option<Price>,
    /// What it was thought to cost when it was ordered.
    estimate: Option<Price>,
    ordered_on: Day,
    wanted_on: Option<Day>,
    tolerance_percent: Figure,
    note: String,
    state: PurchaseState,
    /// The day that the supplier named last.
    expected: Option<Day>,
    arrived: Figure,
    rejected: Figure,
    sent_back: Figure,
    accepted: Figure,
    outstanding: Figure,
    /// The day of the last arrival.
    arrived_on: Option<Day>,
    closed_on: Option<Day>,
    version: u64,
}

impl From<&KeptPurchase> for Purchase {
    fn from(kept: &KeptPurchase) -> Self {
        let (purchase, progress) = (&kept.purchase, &kept.progress);
        Self {
            id: purchase.id.0,
            number: purchase.number.clone(),
            supplier: purchase.supplier.0,
            material: purchase.material.0,
            order: purchase.order.map(|order| order.0),
            quantity: amount(purchase.quantity),
            price: purchase.price.map(Into::into),
            estimate: purchase.estimate.map(Into::into),
            ordered_on: Day(purchase.ordered_on),
            wanted_on: purchase.wanted_on.map(Day),
            tolerance_percent: Figure(purchase.tolerance_percent),
            note: purchase.note.clone(),
            state: progress.state.into(),
            expected: progress.expected.map(Day),
            arrived: amount(progress.arrived),
            rejected: amount(progress.rejected),
            sent_back: amount(progress.sent_back),
            accepted: amount(progress.accepted),
            outstanding: amount(progress.outstanding),
            arrived_on: progress.arrived_on.map(Day),
            closed_on: progress.closed_on.map(Day),
            version: kept.version,
        }
    }
}

impl From<PurchaseState> for domain::PurchaseState {
    fn from(state: PurchaseState) -> Self {
        match state {
            PurchaseState::Ordered => domain::PurchaseState::Ordered,
            PurchaseState::Confirmed => domain::PurchaseState::Confirmed,
            PurchaseState::PartArrived => domain::PurchaseState::PartArrived,
            PurchaseState::Arrived => domain::PurchaseState::Arrived,
            PurchaseState::Closed => domain::PurchaseState::Closed,
            PurchaseState::Overdue => domain::PurchaseState::Overdue,
        }
    }
}

impl From<domain::PurchaseState> for PurchaseState {
    fn from(state: domain::PurchaseState) -> Self {
        match state {
            domain::PurchaseState::Ordered => PurchaseState::Ordered,
            domain::PurchaseState::Confirmed => PurchaseState::Confirmed,
            domain::PurchaseState::PartArrived => PurchaseState::PartArrived,
            domain::PurchaseState::Arrived => PurchaseState::Arrived,
            domain::PurchaseState::Closed => PurchaseState::Closed,
            domain::PurchaseState::Overdue => PurchaseState::Overdue,
        }
    }
}
