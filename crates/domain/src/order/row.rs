//! What lists keep of an order: derived from the order and its process alone, so that it can be made anew from events.
//! Nothing here depends on today; lateness is worked out when a row is shown.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Order, ProcessRef,
    situation::{Situation, Standing},
};
use crate::{
    CustomerId, DepartmentKey, Money, OrderId, PersonId, StepKey,
    process::{Process, Stage},
    schedule::{self, Calendars, Course, Network, Passed, Plan},
};

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
    /// The day the goods left.
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
    /// Everybody who has something of it (`Order::involved`).
    pub involved: Vec<PersonId>,
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

impl Status {
    pub fn key(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Done => "done",
            Status::Cancelled => "cancelled",
        }
    }
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

impl OrderRow {
    pub fn of(order: &Order, process: &Process, calendars: &Calendars) -> Self {
        let situation = Situation::of(order, process);
        let (network, course) = (Network::of(process, calendars), Course::of(&situation));
        let plan = schedule::plan_of(&network, &course);
        let left = Passed::of(&course, &network).left(&network);
        let zone = &calendars.zone;
        let status = situation.status();
        let day = |at: Timestamp| zone.to_datetime(at).date();
        let mut promise_owners: Vec<PersonId> = order.open_promises().map(|promise| promise.owner).collect();
        promise_owners.sort();
        promise_owners.dedup();
        Self {
            id: order.id,
            number: order.number.clone(),
            process: order.process.clone(),
            customer: order.header.customer,
            customer_ref: order.header.customer_ref.clone(),
            salesperson: order.header.salesperson,
            products: order.lines.iter().map(|line| line.name.clone()).collect(),
            received_on: day(order.header.received_at),
            promised: order.header.promised,
            delivered_on: left.map(|at| day(at.timestamp())),
            status,
            stage: situation.stage(),
            stages: stage_cells(&situation, &plan),
            active: if status == Status::Open { active_steps(&situation, &plan) } else { Vec::new() },
            steps_closed: situation.steps().filter(|(_, standing)| standing.is_closed()).count() as u32,
            steps_total: process.steps.len() as u32,
            exceptions: order.open_exceptions().count() as u32,
            promise_due: order.open_promises().map(|promise| promise.due).min(),
            promise_owners,
            involved: order.involved(),
            total: order.total(),
            updated_at: order.updated_at,
            version: order.version,
        }
    }
}

fn stage_cells(situation: &Situation, plan: &Plan) -> Vec<StageCell> {
    Stage::ALL
        .into_iter()
        .filter_map(|stage| {
            let steps = || situation.steps().filter(move |(step, _)| step.stage == stage);
            let total = steps().count() as u32;
            let closed = steps().filter(|(_, standing)| standing.is_closed()).count() as u32;
            let finished =
                steps().filter_map(|(step, _)| situation.order.step(&step.key)?.progress.finished_at()).max();
            let due = steps().filter_map(|(step, _)| plan.get(&step.key)?.end).max();
            (total > 0).then(|| StageCell {
                stage,
                closed,
                total,
                closed_at: finished.filter(|_| closed == total),
                due,
            })
        })
        .collect()
}

fn active_steps(situation: &Situation, plan: &Plan) -> Vec<ActiveStep> {
    situation
        .steps()
        .filter(|(_, standing)| standing.is_active())
        .map(|(step, standing)| {
            let state = situation.order.step(&step.key);
            ActiveStep {
                step: step.key.clone(),
                department: step.department.clone(),
                assignee: state.and_then(|state| state.assignee),
                handed_at: state.and_then(|state| state.handed_at),
                started: *standing == Standing::Started,
                blocked: matches!(standing, Standing::Held(_)),
                due: plan.get(&step.key).and_then(|planned| planned.end),
            }
        })
        .collect()
}
