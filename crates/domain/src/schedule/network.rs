//! A process as a network of steps with the calendars that they are worked by: made once, then used for many orders.

use super::{Calendar, Calendars, Moment, course::Course};
use crate::{
    StepKey,
    process::{
        Process, Step,
        due::{Anchor, Due, Side, Takes},
    },
    schedule::calendar::Work,
};

#[derive(Clone)]
pub struct Network<'a> {
    pub process: &'a Process,
    pub calendars: &'a Calendars,
    pub(super) nodes: Vec<Node<'a>>,
    /// Every step after all those that it comes after; what leads to delivery before all others.
    pub(crate) sequence: Vec<usize>,
    /// What the promise is held against: the step whose end means delivery; without one, every last step.
    pub(crate) goals: Vec<usize>,
    /// Steps that the promise waits for.
    pub(super) leads_to_goal: Vec<bool>,
}

#[derive(Clone)]
pub(super) struct Node<'a> {
    pub before: Vec<usize>,
    pub after: Vec<usize>,
    pub calendar: &'a Calendar,
    /// Whose end the due rule counts from, when it is another step's.
    pub anchor: Option<usize>,
}

/// How long a step is worked on, and what holds it up beside the steps before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub not_before: Option<Moment>,
    /// All of the work, or its first part when it is split.
    pub work: Work,
    /// The rest of the work, and when it goes on.
    pub rest: Option<(Moment, Work)>,
}

impl<'a> Network<'a> {
    pub fn of(process: &'a Process, calendars: &'a Calendars) -> Self {
        let place = |key: &StepKey| process.steps.iter().position(|step| &step.key == key);
        let anchor = |step: &Step| match &step.due {
            Some(Due::Relative { anchor: Anchor::Step(key), .. }) => place(key),
            _ => None,
        };
        let mut nodes: Vec<Node> = (process.steps.iter())
            .map(|step| Node {
                before: step.after.iter().filter_map(place).collect(),
                after: Vec::new(),
                calendar: calendars.of(&step.department),
                anchor: anchor(step),
            })
            .collect();
        for later in 0..nodes.len() {
            for earlier in nodes[later].before.clone() {
                nodes[earlier].after.push(later);
            }
        }
        let mut sequence = sequence(&nodes);
        let last = || (0..nodes.len()).filter(|step| nodes[*step].after.is_empty()).collect();
        let goals = process.delivered().map_or_else(last, |step| vec![step]);
        let mut leads_to_goal = vec![false; nodes.len()];
        for &step in sequence.iter().rev() {
            leads_to_goal[step] = goals.contains(&step) || nodes[step].after.iter().any(|later| leads_to_goal[*later]);
        }
        // What leads to a goal waits for nothing else, and terms count from it.
        sequence.sort_by_key(|step| !leads_to_goal[*step]);
        Self { process, calendars, nodes, sequence, goals, leads_to_goal }
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub fn calendar(&self, step: usize) -> &'a Calendar {
        self.nodes[step].calendar
    }

    /// Places of the steps that come directly before.
    pub fn before(&self, step: usize) -> &[usize] {
        &self.nodes[step].before
    }

    /// Is it due some time after delivery, as payment is? That is a term, which work on the step does not make shorter; other
    /// due rules say by when at the latest.
    pub(super) fn has_term(&self, step: usize) -> bool {
        let rule = &self.process.steps[step].due;
        let is_term = matches!(rule, Some(Due::Relative { side: Side::After, anchor: Anchor::Delivery, .. }));
        is_term && !self.leads_to_goal[step]
    }

    /// The last second of the promised day: what is delivered on that day is on time.
    pub(super) fn deadline(&self, course: &Course) -> Option<Moment> {
        let day = crate::order::lateness::day_number(course.promised?);
        Some(Moment(Moment::at(day + 1, jiff::civil::Time::midnight()).0 - 1))
    }

    pub fn moment(&self, at: super::Stamp) -> Moment {
        Moment::of_timestamp(at.timestamp(), &self.calendars.zone)
    }

    /// What lead times count from: when the order was received, or the opening of the working day that it counts for
    /// when it came in after the process's cut-off or on a day off.
    pub(super) fn begins(&self, course: &Course) -> Option<Moment> {
        let received = self.moment(course.received);
        let calendar = self.calendars.company();
        let Some(cutoff) = self.process.cutoff else { return Some(received) };
        if calendar.is_working(received.day()) && received <= Moment::at(received.day(), cutoff) {
            return Some(received);
        }
        calendar.opens(calendar.workdays(received.day(), 1, Side::After)?)
    }

    /// The standard time of a step with what people have changed; no work where neither says how long it takes.
    pub(super) fn stretch(&self, step: usize, course: &Course) -> Stretch {
        let calendar = self.nodes[step].calendar;
        self.stretched(step, course, course.takes(step).map_or(Work::Worked(0), |takes| calendar.length(takes)))
    }

    /// So much work on a step, with what people have changed about when it is done.
    pub(super) fn stretched(&self, step: usize, course: &Course, work: Work) -> Stretch {
        let calendar = self.nodes[step].calendar;
        let change = course.change(step);
        let not_before = change.and_then(|change| change.not_before).map(Moment::of);
        match change.and_then(|change| change.split) {
            None => Stretch { not_before, work, rest: None },
            Some(split) => {
                let (first, rest) = parted(work, calendar.length(split.after));
                // Where nothing is left for later, it does not rest.
                let rest = (!rest.is_nothing()).then_some((Moment::of(split.resumes), rest));
                Stretch { not_before, work: first, rest }
            }
        }
    }

    /// Have people planned less than the standard time? Lengths are compared as such, not by when they would end: else it
    /// would depend on when the step begins.
    pub(super) fn is_shortened(&self, step: usize, course: &Course) -> bool {
        let calendar = self.nodes[step].calendar;
        let days = |takes| match (calendar.length(takes), calendar.length(Takes::Workdays(1))) {
            (Work::Elapsed(seconds), _) => seconds,
            // Five working days are a week.
            (Work::Worked(seconds), Work::Worked(day) | Work::Elapsed(day)) => {
                seconds.saturating_mul(7 * 24 * 3600) / (5 * day.max(1))
            }
        };
        let planned = course.change(step).and_then(|change| change.takes);
        planned.zip(course.marks[step].takes).is_some_and(|(planned, standard)| days(planned) < days(standard))
    }

    /// When a step that could begin at `ready` begins and ends.
    pub(super) fn worked(&self, step: usize, ready: Moment, stretch: Stretch) -> Option<(Moment, Moment)> {
        let calendar = self.nodes[step].calendar;
        let start = stretch.not_before.map_or(ready, |earliest| earliest.max(ready));
        let mut end = calendar.forward(start, stretch.work)?;
        if let Some((resumes, rest)) = stretch.rest {
            end = calendar.forward(end.max(resumes), rest)?;
        }
        Some((start, end))
    }

    /// Does a step that could begin at `ready` wait for the day that it was put off to, or on which it goes on?
    pub(super) fn waits(&self, step: usize, ready: Moment, stretch: Stretch) -> bool {
        let calendar = self.nodes[step].calendar;
        // What lies between two times at which nobody works is no wait.
        let is_later = |day: Moment, than: Moment| calendar.open_at(day) > calendar.open_at(than);
        stretch.not_before.is_some_and(|earliest| is_later(earliest, ready))
            || stretch.rest.is_some_and(|(resumes, _)| {
                calendar.forward(ready, stretch.work).is_some_and(|end| is_later(resumes, end))
            })
    }

    /// When a step has to begin to be done by `end`.
    pub(super) fn must_begin(&self, step: usize, end: Moment, stretch: Stretch) -> Option<Moment> {
        let calendar = self.nodes[step].calendar;
        let rest = match stretch.rest {
            Some((_, rest)) => calendar.backward(end, rest)?,
            None => end,
        };
        calendar.backward(rest, stretch.work)
    }
}

/// The first part of the work and what is left of it; no more than there is.
fn parted(work: Work, first: Work) -> (Work, Work) {
    match (work, first) {
        (Work::Worked(all), Work::Worked(first)) => (Work::Worked(first.min(all)), Work::Worked((all - first).max(0))),
        (Work::Elapsed(all), Work::Elapsed(first)) => {
            (Work::Elapsed(first.min(all)), Work::Elapsed((all - first).max(0)))
        }
        // Days and working hours can't be taken from one another: the first part is done as said, then all of the rest.
        (all, first) => (first, all),
    }
}

/// Processes have no cycles (checked at load); steps of one that had would be missing.
fn sequence(nodes: &[Node]) -> Vec<usize> {
    let mut open: Vec<usize> = nodes.iter().map(|node| node.before.len()).collect();
    let mut sequence: Vec<usize> = (0..nodes.len()).filter(|step| open[*step] == 0).collect();
    let mut next = 0;
    while let Some(&step) = sequence.get(next) {
        next += 1;
        for &later in &nodes[step].after {
            open[later] -= 1;
            if open[later] == 0 {
                sequence.push(later);
            }
        }
    }
    sequence
}
