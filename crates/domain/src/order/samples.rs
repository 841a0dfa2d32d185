//! Samples of an order (S2): the order keeps what `sample` decides, asks whose deed it is, and holds fast what it was
//! reviewed with (S13). What the samples themselves allow is for `sample` to say.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Order, Outcome,
    decide::Context,
    event::Event,
    refusal::{Needs, Refusal},
    row::Status,
    situation::{Deed, Situation},
};
use crate::{
    SampleDeedId, SampleId,
    access::Viewer,
    sample::{
        self, Mark, Sample, SampleEvent, SampleRefusal, State, TechnicalConfirmation, Work, technical_confirmation,
    },
};

/// Samples of one order.
pub const MOST_SAMPLES: usize = 100;

/// A sample with what the order has to know of it besides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptSample {
    pub sample: Sample,
    /// All that was told, so that nothing is kept twice.
    taken: BTreeSet<SampleDeedId>,
    /// When the customer's approval was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approved_at: Option<Timestamp>,
}

impl Order {
    pub fn samples(&self) -> impl Iterator<Item = &Sample> {
        self.samples.iter().map(|kept| &kept.sample)
    }

    pub fn sample(&self, id: SampleId) -> Option<&Sample> {
        self.samples().find(|sample| sample.id == id)
    }

    /// How the goods are to be made by the samples that the customer has approved (S13).
    pub fn technical_confirmations(&self) -> Vec<TechnicalConfirmation> {
        self.samples().filter_map(technical_confirmation).collect()
    }

    /// How a sample stands; those of a cancelled order are not wanted any more.
    pub fn state_of_sample(&self, sample: &Sample) -> State {
        match sample.state() {
            State::Open | State::WithCustomer if self.cancelled.is_some() => State::Dropped,
            state => state,
        }
    }

    /// Nothing where it was kept before.
    pub(super) fn sampled(
        &self,
        id: SampleDeedId,
        of: SampleId,
        deed: sample::Deed,
        on: Option<Date>,
        situation: &Situation,
        context: Context,
    ) -> Result<Vec<Event>, Refusal> {
        let kept = self.samples.iter().find(|kept| kept.sample.id == of);
        if kept.is_some_and(|kept| kept.taken.contains(&id)) {
            return Ok(Vec::new());
        }
        let is_first = matches!(&deed, sample::Deed::Ordered { id, .. } if *id == of);
        if kept.is_none() && !is_first {
            return Err(Refusal::Sample(SampleRefusal::NoSuchSample));
        }
        if kept.is_none() && self.samples.len() >= MOST_SAMPLES {
            return Err(Refusal::Sample(SampleRefusal::TooManySamples { most: MOST_SAMPLES }));
        }
        let sample = kept.map(|kept| &kept.sample);
        situation.may_sample(context.viewer, deed.work(), sample)?;
        let today = context.calendars.zone.to_datetime(context.now).date();
        let mark = Mark { on: on.unwrap_or(today), by: context.viewer.person };
        let event = sample::decide(sample, deed, mark, today).map_err(Refusal::Sample)?;
        Ok(vec![Event::Sampled { id, sample: of, event: Box::new(event) }])
    }

    pub(super) fn keep_sampled(&mut self, id: SampleDeedId, of: SampleId, event: &SampleEvent, at: Timestamp) {
        match self.samples.iter_mut().find(|kept| kept.sample.id == of) {
            Some(kept) => {
                kept.sample.apply(event);
                kept.taken.insert(id);
                kept.approved_at = kept.sample.is_approved().then(|| kept.approved_at.unwrap_or(at));
            }
            None => self.samples.extend(Sample::ordered(event).map(|sample| KeptSample {
                sample,
                taken: BTreeSet::from([id]),
                approved_at: None,
            })),
        }
    }

    /// Has a change order been accepted since the customer approved this sample?
    fn changed_since_approval(&self, of: SampleId) -> bool {
        let approved_at = self.samples.iter().find(|kept| kept.sample.id == of).and_then(|kept| kept.approved_at);
        let accepted = self.closed_changes.iter().filter(|change| change.outcome == Outcome::Accepted);
        accepted.map(|change| change.at).any(|at| approved_at.is_some_and(|approved| at >= approved))
    }
}

impl Situation<'_> {
    /// May this viewer work on the sample so, if it lets them? No sample: on one that is to be ordered.
    pub fn may_sample(&self, viewer: &Viewer, work: Work, sample: Option<&Sample>) -> Result<(), Refusal> {
        self.may(viewer, Deed::Sample, None)?;
        if !viewer.works_on_samples(work) {
            let known = |key: &str| self.process.departments.iter().any(|it| it.key.as_str() == key);
            let named = |key: &&str| {
                let other = sample::work::department_name(key).filter(|_| !known(key));
                other.unwrap_or_else(|| self.process.department_name(&(*key).into()))
            };
            let names = work.departments().iter().map(named);
            return Err(Refusal::NotAllowed { needs: Needs::Departments(names.collect()) });
        }
        match sample {
            None if self.status() == Status::Done => Err(Refusal::OrderFinished),
            Some(sample) if work == Work::Task(sample::Task::Begin) && sample.is_approved() => self.may_reopen(sample),
            _ => Ok(()),
        }
    }

    /// What the order was reviewed with changes only by a change order; once that is accepted, the sample is made anew.
    fn may_reopen(&self, sample: &Sample) -> Result<(), Refusal> {
        match self.process.reviewed().filter(|_| self.is_frozen()) {
            Some(review) if !self.order.changed_since_approval(sample.id) => {
                let (name, review) = (sample.request.name.clone(), review.name.clone());
                Err(Refusal::Sample(SampleRefusal::Frozen { name, review }))
            }
            _ => Ok(()),
        }
    }
}
