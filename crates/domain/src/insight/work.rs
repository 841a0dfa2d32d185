//! The work on steps: for each step, department and person what was finished in the span, how long it waited and was
//! worked on, whether it was in time and came back, and what is in hand now (S13's self-check).
//!
//! Times are working time of the step's department. A step that nobody said was begun has no waiting time of its own:
//! only from when it could begin until it was done is known. Steps told of later, from another system, teach no times.

use std::collections::BTreeMap;

use super::{
    Share, Times, View,
    book::StepOf,
    record::{Done, StepRecord, Turn},
};
use crate::{DepartmentKey, PersonId};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Steps finished in the span.
    pub finished: u32,
    /// Seconds from when a step could begin until it was begun.
    pub waiting: Option<Times>,
    /// From when it was begun until it was finished.
    pub working: Option<Times>,
    /// From when it could begin until it was finished: of every step whose times are known, with a start or without.
    pub flow: Option<Times>,
    /// By when they were due, of those that were due at all.
    pub in_time: Share,
    /// Within the standard time from when they could begin, of those that have one.
    pub within_standard: Share,
    /// Steps finished again after they had been opened again.
    pub returned: u32,
    pub now: InHand,
}

/// What could be worked on now, whatever the span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InHand {
    /// Not begun, though it could be, or held.
    pub waiting: u32,
    /// Waiting, and a condition of the process holds it.
    pub held: u32,
    pub started: u32,
    pub overdue: u32,
    /// Seconds of working time that waiting ones have waited so far.
    pub waited: Option<Times>,
}

impl InHand {
    pub fn all(&self) -> u32 {
        self.waiting + self.started
    }
}

impl View<'_> {
    /// By step, in the order of the step table; processes by key.
    pub fn by_step(&self) -> Vec<(StepOf, Work)> {
        let gathered = self.gather(self.book.kinds.all().len(), |kind, _| Some(kind));
        let mut steps: Vec<(StepOf, Work)> = self.book.kinds.all().iter().cloned().zip(gathered).collect();
        steps.retain(|(_, work)| !work.is_nothing());
        steps.sort_by_cached_key(|(of, _)| (of.process.clone(), self.book.step_name(of).0, of.clone()));
        steps
    }

    /// By department, by key.
    pub fn by_department(&self) -> Vec<(DepartmentKey, Work)> {
        let mut groups: BTreeMap<&DepartmentKey, usize> = BTreeMap::new();
        let kinds = self.book.kinds.all();
        let group_of: Vec<usize> = kinds
            .iter()
            .map(|kind| {
                let next = groups.len();
                *groups.entry(&kind.department).or_insert(next)
            })
            .collect();
        let gathered = self.gather(groups.len(), |kind, _| Some(group_of[kind]));
        let departments = groups.into_iter().map(|(key, group)| (key.clone(), gathered[group].clone()));
        departments.filter(|(_, work)| !work.is_nothing()).collect()
    }

    /// By person, those with the most finished steps first. Steps in nobody's hands count for nobody.
    pub fn by_person(&self) -> Vec<(PersonId, Work)> {
        let people = self.book.people.all();
        let gathered = self.gather(people.len(), |_, step| Some(usize::from(step.by()?.get()) - 1));
        let mut people: Vec<(PersonId, Work)> = people.iter().copied().zip(gathered).collect();
        people.retain(|(_, work)| !work.is_nothing());
        people.sort_by_key(|(person, work)| (std::cmp::Reverse(work.finished), *person));
        people
    }

    /// Of everything together.
    pub fn work(&self) -> Work {
        self.gather(1, |_, _| Some(0)).swap_remove(0)
    }

    fn gather(&self, groups: usize, group: impl Fn(usize, &StepRecord) -> Option<usize>) -> Vec<Work> {
        let mut gathered: Vec<Gathered> = (0..groups).map(|_| Gathered::default()).collect();
        for record in self.records() {
            for (kind, step) in self.steps(record) {
                let Some(group) = group(kind, step) else { continue };
                match step {
                    StepRecord::Done(done) if self.holds(done.at) => gathered[group].finish(done),
                    StepRecord::Active { .. } => gathered[group].hold(self, kind, step),
                    _ => {}
                }
            }
        }
        gathered.into_iter().map(Gathered::work).collect()
    }

    /// Working seconds of its department that a step has waited since it could begin.
    pub(super) fn waited(&self, kind: usize, step: &StepRecord) -> Option<u32> {
        let StepRecord::Active { ready: Some(ready), turn: Turn::Held | Turn::Ready, .. } = step else { return None };
        let calendar = self.book.calendars.of(&self.book.kinds.all()[kind].department);
        let ready = crate::schedule::Moment::of_timestamp(ready.timestamp(), &self.book.calendars.zone);
        u32::try_from(calendar.worked(ready, self.now).max(0)).ok()
    }

    pub(super) fn is_overdue(&self, step: &StepRecord) -> bool {
        matches!(step, StepRecord::Active { due: Some(due), .. } if *due < self.now_stamp)
    }
}

#[derive(Default)]
struct Gathered {
    work: Work,
    waiting: Vec<u32>,
    working: Vec<u32>,
    flow: Vec<u32>,
    waited: Vec<u32>,
}

impl Gathered {
    fn finish(&mut self, done: &Done) {
        self.work.finished += 1;
        self.work.returned += u32::from(done.reopened > 0);
        if let Some(in_time) = done.in_time {
            self.work.in_time.count(in_time);
        }
        if let Some(beyond) = done.beyond_standard() {
            self.work.within_standard.count(beyond == 0);
        }
        self.flow.extend(done.flow.map(|flow| flow.get()));
        self.working.extend(done.work.map(|work| work.get()));
        self.waiting.extend(done.wait());
    }

    fn hold(&mut self, view: &View, kind: usize, step: &StepRecord) {
        let StepRecord::Active { turn, .. } = step else { return };
        let now = &mut self.work.now;
        now.waiting += u32::from(*turn != Turn::Started);
        now.held += u32::from(*turn == Turn::Held);
        now.started += u32::from(*turn == Turn::Started);
        now.overdue += u32::from(view.is_overdue(step));
        self.waited.extend(view.waited(kind, step));
    }

    fn work(mut self) -> Work {
        Work {
            waiting: Times::of(&mut self.waiting),
            working: Times::of(&mut self.working),
            flow: Times::of(&mut self.flow),
            now: InHand { waited: Times::of(&mut self.waited), ..self.work.now },
            ..self.work
        }
    }
}

impl Work {
    /// Steps whose times are known but for when they were begun.
    pub fn without_start(&self) -> u32 {
        let count = |times: Option<Times>| times.map_or(0, |times| times.count);
        count(self.flow) - count(self.waiting)
    }

    pub fn is_nothing(&self) -> bool {
        self.finished == 0 && self.now.all() == 0
    }
}
