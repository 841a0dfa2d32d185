//! How far an order has come, in times alone: all that plan and forecast need to know of it. It is small, so that every
//! open order of a company is kept in memory as one of these.

use std::num::NonZeroU32;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use super::{
    Moment,
    awaited::{self, Awaited, Holds},
};
use crate::{
    order::{
        Progress,
        situation::{Situation, Standing},
    },
    process::{Process, due::Takes, gate::Verdict},
};

#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    pub received: Stamp,
    /// When it was entered here: steps finished before tell nothing of how long they took.
    pub entered: Stamp,
    pub promised: Option<Date>,
    /// One for each step of the process, in its order.
    pub marks: Vec<Mark>,
    /// What people have changed about the plan, by the step's place; for most orders nothing.
    pub changes: Vec<(usize, PlanChange)>,
    /// What steps wait for that has a day; for most orders nothing.
    pub awaits: Vec<Awaited>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    pub is: Is,
    pub started: Option<Stamp>,
    /// When it was finished or skipped.
    pub finished: Option<Stamp>,
    /// The standard time, where the process gives one for such an order.
    pub takes: Option<Takes>,
    /// How often it was opened again after it had been closed.
    pub reopened: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Is {
    Waiting,
    /// Its turn, but a gate holds it.
    Held,
    Ready,
    Started,
    Finished,
    Skipped,
    /// Falls away for this order.
    NotNeeded,
}

/// What somebody has changed about the plan of one step, in place of what the process says.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PlanChange {
    /// It does not begin before, on the company's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<DateTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<Takes>,
    /// The work is split in two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
}

/// After so much work it rests, and goes on no sooner than then.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Split {
    pub after: Takes,
    pub resumes: DateTime,
}

/// A whole second from 1970 to 2106, in four bytes; what lies outside is taken for the nearest end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp(NonZeroU32);

impl Course {
    pub fn of(situation: &Situation) -> Self {
        let order = situation.order;
        let mark = |(step, standing): (&crate::process::Step, &Standing)| {
            let state = order.step(&step.key);
            let progress = state.map(|state| &state.progress);
            let reopened = state.map_or(0, |state| u8::try_from(state.reopened).unwrap_or(u8::MAX));
            let (started, finished) = match progress {
                Some(Progress::Started { at, .. }) => (Some(*at), None),
                Some(Progress::Finished { started, at, .. }) => (*started, Some(*at)),
                Some(Progress::Skipped { at, .. }) => (None, Some(*at)),
                Some(Progress::Waiting) | None => (None, None),
            };
            let falls_away =
                || step.optional_when.as_ref().is_some_and(|when| when.verdict(&situation.facts) == Verdict::Holds);
            let is = match standing {
                Standing::NotNeeded => Is::NotNeeded,
                Standing::Waiting(_) if falls_away() => Is::NotNeeded,
                Standing::Waiting(_) => Is::Waiting,
                Standing::Held(_) => Is::Held,
                Standing::Ready => Is::Ready,
                Standing::Started => Is::Started,
                Standing::Finished => Is::Finished,
                Standing::Skipped => Is::Skipped,
            };
            let takes = step.standard_time(&situation.facts);
            Mark { is, started: started.map(Stamp::of), finished: finished.map(Stamp::of), takes, reopened }
        };
        Self {
            received: Stamp::of(order.header.received_at),
            entered: Stamp::of(order.entered_at),
            promised: order.header.promised,
            marks: situation.steps().map(mark).collect(),
            changes: changes(situation.process, order),
            awaits: awaited::awaited(situation),
        }
    }

    /// What people have changed about a step's plan.
    pub fn change(&self, step: usize) -> Option<&PlanChange> {
        self.changes.iter().find(|(place, _)| *place == step).map(|(_, change)| change)
    }

    /// Until when what a step waits for keeps it from beginning, or from coming to an end.
    pub(super) fn awaits(&self, step: usize, holds: Holds) -> Option<Moment> {
        let found = self.awaits.iter().find(|awaited| awaited.step == step && awaited.holds == holds);
        found.map(Awaited::until)
    }

    /// How long a step is to take: as people have changed it, else its standard time.
    pub fn takes(&self, step: usize) -> Option<Takes> {
        self.change(step).and_then(|change| change.takes).or(self.marks[step].takes)
    }
}

fn changes(process: &Process, order: &crate::order::Order) -> Vec<(usize, PlanChange)> {
    let place = |(key, change): (&crate::StepKey, &PlanChange)| {
        Some((process.steps.iter().position(|step| &step.key == key)?, change.clone()))
    };
    order.plan_changes.iter().filter_map(place).collect()
}

impl Mark {
    pub fn is_closed(&self) -> bool {
        matches!(self.is, Is::Finished | Is::Skipped | Is::NotNeeded)
    }

    /// Has it been brought to an end? Unlike what falls away, it no longer waits for what comes before.
    pub fn is_done(&self) -> bool {
        matches!(self.is, Is::Finished | Is::Skipped)
    }

    /// Could somebody be working on it now?
    pub fn is_active(&self) -> bool {
        matches!(self.is, Is::Held | Is::Ready | Is::Started)
    }
}

impl PlanChange {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Stamp {
    pub fn of(at: Timestamp) -> Self {
        let second = u32::try_from(at.as_second().max(1)).unwrap_or(u32::MAX);
        Self(NonZeroU32::new(second).unwrap_or(NonZeroU32::MIN))
    }

    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_second(self.0.get().into()).unwrap_or_default()
    }

    /// None at second zero, which is no stamp.
    pub fn of_second(second: u32) -> Option<Self> {
        NonZeroU32::new(second).map(Self)
    }

    pub fn second(self) -> u32 {
        self.0.get()
    }
}
