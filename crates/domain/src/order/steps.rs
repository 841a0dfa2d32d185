//! The step table, as S18 has it: number, task, what to do, who, start, end, remark — with planned times, delay and
//! why a step can't move beside it.

use jiff::{SignedDuration, Timestamp};

use super::{
    StepState,
    refusal::Refusal,
    situation::{Deed, Situation, Standing},
};
use crate::{
    access::Viewer,
    process::Step,
    schedule::{Plan, Planned},
};

/// One row of the table.
pub struct StepRow<'a> {
    /// From 1.
    pub number: usize,
    pub step: &'a Step,
    pub standing: &'a Standing,
    /// Nothing yet when the step was never touched.
    pub state: Option<&'a StepState>,
    pub planned: Planned,
    /// How much later than planned it was finished, or is already; `None` when on time or not planned.
    pub delay: Option<SignedDuration>,
    deeds: Vec<(Deed, Result<(), Refusal>)>,
}

impl StepRow<'_> {
    /// May the viewer of this table do this to the step now, and if not, why not?
    pub fn may(&self, deed: Deed) -> Result<(), &Refusal> {
        match self.deeds.iter().find(|(other, _)| *other == deed) {
            Some((_, Err(refusal))) => Err(refusal),
            _ => Ok(()),
        }
    }

    pub fn started_at(&self) -> Option<Timestamp> {
        self.state?.progress.started_at()
    }

    pub fn finished_at(&self) -> Option<Timestamp> {
        self.state?.progress.finished_at()
    }
}

pub fn table<'a>(situation: &'a Situation<'a>, plan: &Plan, viewer: &Viewer, now: Timestamp) -> Vec<StepRow<'a>> {
    (1..)
        .zip(situation.steps())
        .map(|(number, (step, standing))| {
            let state = situation.order.step(&step.key);
            let planned = plan.get(&step.key).copied().unwrap_or_default();
            let deeds =
                Deed::ON_STEPS.into_iter().map(|deed| (deed, situation.may(viewer, deed, Some(&step.key)))).collect();
            StepRow { number, step, standing, state, planned, delay: delay(planned, state, standing, now), deeds }
        })
        .collect()
}

fn delay(planned: Planned, state: Option<&StepState>, standing: &Standing, now: Timestamp) -> Option<SignedDuration> {
    let end = match standing {
        Standing::Finished => state?.progress.finished_at()?,
        Standing::NotNeeded | Standing::Skipped => return None,
        _ => now,
    };
    Some(end.duration_since(planned.end?)).filter(|late| late.is_positive())
}
