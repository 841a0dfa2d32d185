//! The plan of one order as screens show it: by when each step has to begin and end, the window it could move in, and
//! whether it is critical. It follows from the order, the process and the calendars alone, not from what was finished when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    Calendars, Moment,
    course::{Course, Is},
    critical, due,
    network::Network,
};
use crate::{
    StepKey,
    order::{Order, situation::Situation},
    process::Process,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Planned {
    /// By when it begins, and is due.
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    /// Soonest and latest finish, if the promise is kept.
    pub earliest: Option<Timestamp>,
    pub latest: Option<Timestamp>,
    /// Working minutes between the two; below zero when the promise can't be kept.
    pub slack_minutes: Option<i64>,
    pub is_critical: bool,
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
    let windows = critical::windows(network, course, None);
    let timestamp = |at: Option<Moment>| at.and_then(|at| at.timestamp(&network.calendars.zone));
    let planned = dates.iter().zip(&windows).enumerate().map(|(step, (dates, window))| {
        let planned = match course.marks[step].is {
            Is::NotNeeded => Planned::default(),
            _ => Planned {
                start: timestamp(dates.start),
                end: timestamp(dates.end),
                earliest: timestamp(window.early.map(|early| early.1)),
                latest: timestamp(window.late.map(|late| late.1)),
                slack_minutes: window.slack.map(|seconds| seconds.div_euclid(60)),
                is_critical: window.is_critical,
            },
        };
        (network.process.steps[step].key.clone(), planned)
    });
    planned.collect()
}
