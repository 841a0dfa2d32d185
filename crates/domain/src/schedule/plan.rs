//! The plan of one order as screens show it: by when each step has to begin and end. It follows from the order, the process
//! and the calendars alone, not from what was finished when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    Calendars, Moment,
    course::{Course, Is},
    due,
    network::Network,
};
use crate::{
    StepKey,
    order::{Order, situation::Situation},
    process::Process,
};

/// By when a step begins, and is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Planned {
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
}

pub type Plan = BTreeMap<StepKey, Planned>;

/// Planned start and end of every step. A step without a rule that can be computed has none.
pub fn plan(order: &Order, process: &Process, calendars: &Calendars) -> Plan {
    plan_of(&Network::of(process, calendars), &Course::of(&Situation::of(order, process)))
}

/// The plan as it was made before anybody changed it, or the promise; `None` while nobody has.
pub fn baseline(order: &Order, process: &Process, calendars: &Calendars) -> Option<Plan> {
    let terms = order.baseline.clone()?;
    let mut order = order.clone();
    order.header.promised = terms.promised;
    order.plan_changes = terms.changes;
    Some(plan(&order, process, calendars))
}

pub fn plan_of(network: &Network, course: &Course) -> Plan {
    let dates = due::dates(network, course);
    let timestamp = |at: Option<Moment>| at.and_then(|at| at.timestamp(&network.calendars.zone));
    let planned = dates.iter().enumerate().map(|(step, dates)| {
        let planned = match course.marks[step].is {
            Is::NotNeeded => Planned::default(),
            _ => Planned { start: timestamp(dates.start), end: timestamp(dates.end) },
        };
        (network.process.steps[step].key.clone(), planned)
    });
    planned.collect()
}
