//! What lists keep of an order: derived from the order and its process alone, so that it can be made anew from events.
//! Nothing here depends on today; lateness is worked out when a row is shown.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::ProcessRef;
use crate::{CustomerId, DepartmentKey, Money, OrderId, PersonId, StepKey, process::Stage};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderRow {
    pub id: OrderId,
    pub number: String,
    pub process: ProcessRef,
    pub customer: CustomerId,
    pub customer_ref: String,
    pub salesperson: Option<PersonId>,
    /// Names of the goods, as the lines say them.
    pub products: Vec<String>,
    pub received_on: Date,
    pub promised: Option<Date>,
    /// The day the goods left (milestone `delivered`).
    pub delivered_on: Option<Date>,
    pub status: Status,
    /// Stage of the first open step; the last stage when all is done.
    pub stage: Stage,
    /// One cell for each stage that the process has, in order.
    pub stages: Vec<StageCell>,
    /// Steps that could be worked on now: started, or waiting with nothing before them.
    pub active: Vec<ActiveStep>,
    pub steps_closed: u32,
    pub steps_total: u32,
    pub exceptions: u32,
    /// The earliest open promise.
    pub promise_due: Option<Date>,
    pub promise_owners: Vec<PersonId>,
    pub total: Option<Money>,
    pub updated_at: Timestamp,
    pub version: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Open,
    Done,
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageCell {
    pub stage: Stage,
    pub closed: u32,
    pub total: u32,
    /// When the last of its steps was closed, if all are.
    pub closed_at: Option<Timestamp>,
    /// Planned end of its last step.
    pub due: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActiveStep {
    pub step: StepKey,
    pub department: DepartmentKey,
    pub assignee: Option<PersonId>,
    pub handed_at: Option<Timestamp>,
    pub started: bool,
    /// Waiting, but a gate of the process still holds it.
    pub blocked: bool,
    pub due: Option<Timestamp>,
}
