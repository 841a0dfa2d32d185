//! The orders behind a figure: every number on the screen can be opened. The conditions are those that the figures
//! themselves are counted by.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Asked, Figure, View,
    bottlenecks::Led,
    map::{Deviations, End, Walk, trace},
    record::{Done, Record, StepRecord, Turn},
};
use crate::OrderId;

/// An order behind a figure, with what it adds to it, if that can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    pub order: OrderId,
    pub weight: Option<Weight>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Days from received to delivered or done.
    Days(i32),
    /// Days after the promised day.
    DaysLate(i32),
    /// Seconds of working time: finished from when it could begin, waiting until now, or beyond what is allowed.
    Worked(u32),
}

impl View<'_> {
    /// The heaviest first.
    pub fn behind(&self, asked: &Asked) -> Vec<Behind> {
        let mut found: Vec<Behind> = match asked.figure {
            figure if figure.is_of_orders() => {
                self.weighed(self.records(), |record| self.weight_of_order(record, figure))
            }
            figure if figure.is_of_steps() => {
                self.weighed(self.records(), |record| self.weight_of_steps(record, asked))
            }
            figure if figure.is_of_bottlenecks() => self.behind_bottleneck(asked),
            _ => self.weighed(self.on_map(), |record| weight_on_map(&self.walk(record), asked)),
        };
        found.sort_by_key(|behind| (Reverse(behind.weight), behind.order));
        found
    }

    /// Those records that weigh something, if it can be said how much.
    fn weighed<'r>(
        &self,
        records: impl Iterator<Item = &'r Record>,
        weight: impl Fn(&'r Record) -> Option<Option<Weight>>,
    ) -> Vec<Behind> {
        records.filter_map(|record| Some(Behind { order: record.id, weight: weight(record)? })).collect()
    }

    fn weight_of_order(&self, record: &Record, figure: Figure) -> Option<Option<Weight>> {
        let took = |end: i32| Some(Weight::Days((end - record.received_day).max(0)));
        if figure == Figure::Received {
            return self.holds(record.received).then_some(None);
        }
        if figure == Figure::Done {
            return Some(took(record.done.filter(|done| self.holds(done.at))?.day));
        }
        let left = record.left.filter(|left| self.holds(left.at))?;
        match (figure, record.delay_days()) {
            (Figure::Delivered, _) | (Figure::Undated, None) | (Figure::OnTime, Some(..=0)) => Some(took(left.day)),
            (Figure::Late, Some(late @ 1..)) => Some(Some(Weight::DaysLate(late))),
            _ => None,
        }
    }

    fn weight_of_steps(&self, record: &Record, asked: &Asked) -> Option<Option<Weight>> {
        let counts = |kind: usize, step: &StepRecord| {
            self.is_of(kind, asked)
                && match step {
                    StepRecord::Done(done) => self.holds(done.at) && counts_done(done, asked.figure),
                    StepRecord::Active { turn, .. } => match asked.figure {
                        Figure::Overdue => self.is_overdue(step),
                        figure => counts_active(*turn, figure),
                    },
                    _ => false,
                }
        };
        let took = |kind: usize, step: &StepRecord| match step {
            StepRecord::Done(done) => done.flow.map(|flow| flow.get()),
            step => self.waited(kind, step),
        };
        let steps = self.steps(record).filter(|(kind, step)| counts(*kind, step));
        Some(steps.map(|(kind, step)| took(kind, step)).max()?.map(Weight::Worked))
    }

    fn is_of(&self, kind: usize, asked: &Asked) -> bool {
        asked.step.as_ref().is_none_or(|key| &self.book.kinds.all()[kind].step == key)
    }

    fn behind_bottleneck(&self, asked: &Asked) -> Vec<Behind> {
        let usual = self.usual();
        let mut beyond: BTreeMap<OrderId, u32> = BTreeMap::new();
        let counts = |led: &Led| match asked.figure {
            Figure::WaitedFor => true,
            Figure::BottleneckLate => led.beyond > 0 && led.record.delay_days() > Some(0),
            _ => led.beyond > 0,
        };
        for led in self.led(&usual).filter(|led| counts(led) && self.is_of(led.kind, asked)) {
            let sum = beyond.entry(led.record.id).or_default();
            *sum = sum.saturating_add(led.beyond);
        }
        beyond.into_iter().map(|(order, more)| Behind { order, weight: Some(Weight::Worked(more)) }).collect()
    }
}

fn counts_done(done: &Done, figure: Figure) -> bool {
    match figure {
        Figure::Finished => true,
        Figure::Untimely => done.in_time == Some(false),
        Figure::BeyondStandard => done.beyond_standard().is_some_and(|beyond| beyond > 0),
        Figure::Returned => done.reopened > 0,
        Figure::WithoutStart => done.flow.is_some() && done.work.is_none(),
        Figure::WithStart => done.flow.is_some() && done.work.is_some(),
        _ => false,
    }
}

fn counts_active(turn: Turn, figure: Figure) -> bool {
    match figure {
        Figure::InHand => true,
        Figure::Waiting => turn != Turn::Started,
        Figure::Held => turn == Turn::Held,
        Figure::Started => turn == Turn::Started,
        _ => false,
    }
}

/// Whether an order on the map counts, with the flow time of the step asked about.
fn weight_on_map(walk: &Walk, asked: &Asked) -> Option<Option<Weight>> {
    let plan = walk.plan;
    if asked.version.is_some_and(|version| plan.process.version != version) {
        return None;
    }
    // A step that the order's process does not have is no step of it.
    let place = asked.step.as_ref().map(|key| plan.place(key).ok_or(())).transpose().ok()?;
    let counts = match place {
        _ if asked.figure == Figure::Next => passes(walk, place, asked),
        None => counts_whole(walk, asked.figure),
        Some(place) => counts_step(walk, place, asked.figure),
    };
    let flow = place.and_then(|place| walk.steps[place].done()?.flow);
    counts.then_some(flow.map(|flow| Weight::Worked(flow.get())))
}

fn counts_whole(walk: &Walk, figure: Figure) -> bool {
    let found = Deviations::of(walk);
    match figure {
        Figure::OnMap => true,
        Figure::Conforming => !found.any(),
        Figure::Deviating => found.any(),
        Figure::Skipped => found.skipped,
        Figure::Reopened => found.returned,
        Figure::OutOfOrder => found.out_of_order,
        Figure::Cancelled => found.cancelled,
        _ => false,
    }
}

fn counts_step(walk: &Walk, place: usize, figure: Figure) -> bool {
    let step = &walk.steps[place];
    match figure {
        Figure::OnMap => step.done().is_some(),
        Figure::Skipped => matches!(step, StepRecord::Skipped { .. }),
        Figure::FellAway => *step == StepRecord::FellAway,
        Figure::Reopened => step.done().is_some_and(|done| done.reopened > 0),
        Figure::LeftAfter => {
            let last = trace(walk).last().map(|(_, end)| *end);
            Deviations::of(walk).cancelled && last == Some(End::Step(place))
        }
        _ => false,
    }
}

/// Does its trace have the edge?
fn passes(walk: &Walk, from: Option<usize>, asked: &Asked) -> bool {
    let from = from.map_or(End::Received, End::Step);
    let to = match &asked.then {
        None => End::Done,
        Some(then) => match walk.plan.place(then) {
            Some(place) => End::Step(place),
            None => return false,
        },
    };
    trace(walk).windows(2).any(|pair| (pair[0].1, pair[1].1) == (from, to))
}
