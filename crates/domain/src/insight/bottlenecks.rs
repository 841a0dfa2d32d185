//! Bottlenecks: which steps cost delivery the most days.
//!
//! Of every order delivered in the span the way is taken that delivery waited for: from its step backwards, each time to
//! the one before that was done last. A step on it costs the working time that it was finished after it was due; but each
//! has at least its standard time from when it could begin, for it may have come too late already. Where the process gives
//! no standard, the median of the same step in delivered orders that were in time stands for it (of all, when none was).
//! The sum over the orders is the step's cost, in working days of its department.

use std::cmp::Reverse;

use super::{Times, View, book::StepOf, record::Record};
use crate::{DepartmentKey, process::due::Takes, schedule::Work};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bottleneck {
    pub step: StepOf,
    /// Delivered orders that waited for this step and whose times are known.
    pub waited_for: u32,
    /// Those of them in which it took longer than allowed.
    pub orders: u32,
    /// Those again that left late.
    pub late: u32,
    /// Working seconds beyond what is allowed, of all orders together.
    pub cost_seconds: u64,
    /// The same of the order in the middle of those.
    pub median_beyond: u32,
    pub allowed: Allowed,
    /// Working seconds of a regular day of the department.
    pub day_seconds: u32,
}

/// What a step's time was held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// The standard time that the process gives each order.
    Standard,
    /// This median, in seconds.
    Usual(u32),
    /// The standard time, and this median for orders without one.
    Both(u32),
}

impl Bottleneck {
    /// In tenths of a working day, rounded half up.
    pub fn cost_tenths(&self) -> u64 {
        let day = u64::from(self.day_seconds.max(1));
        (self.cost_seconds * 20 + day) / (day * 2)
    }
}

/// A step that delivery waited for, and how much longer than allowed.
pub(super) struct Led<'a> {
    pub record: &'a Record,
    pub kind: usize,
    pub beyond: u32,
    has_standard: bool,
}

impl<'a> View<'a> {
    /// The costliest first; steps that cost nothing are none.
    pub fn bottlenecks(&self) -> Vec<Bottleneck> {
        let usual = self.usual();
        let mut of_kind: Vec<Vec<Led>> = self.book.kinds.all().iter().map(|_| Vec::new()).collect();
        for led in self.led(&usual) {
            of_kind[led.kind].push(led);
        }
        let mut found: Vec<Bottleneck> = of_kind
            .iter()
            .enumerate()
            .filter_map(|(kind, led)| self.bottleneck(kind, led, usual[kind].unwrap_or_default()))
            .collect();
        found.sort_by_cached_key(|found| (Reverse(found.cost_tenths()), found.step.clone()));
        found
    }

    /// Every step that a delivery of the span waited for and whose time is known.
    pub(super) fn led(&self, usual: &[Option<u32>]) -> impl Iterator<Item = Led<'a>> {
        self.left().flat_map(move |record| {
            self.steps(record).filter_map(move |(kind, step)| {
                let done = step.done().filter(|done| done.led)?;
                let beyond = done.lost(usual[kind])?;
                Some(Led { record, kind, beyond, has_standard: done.standard.is_some() })
            })
        })
    }

    /// For each kind of step what it usually took where the process gives no standard.
    pub(super) fn usual(&self) -> Vec<Option<u32>> {
        let mut in_time: Vec<Vec<u32>> = self.book.kinds.all().iter().map(|_| Vec::new()).collect();
        let mut others = in_time.clone();
        for record in self.left() {
            let flows = if record.delay_days().is_some_and(|delay| delay <= 0) { &mut in_time } else { &mut others };
            for (kind, step) in self.steps(record) {
                let done = step.done().filter(|done| done.standard.is_none());
                flows[kind].extend(done.and_then(|done| done.flow).map(|flow| flow.get()));
            }
        }
        let median = |(in_time, others): (&mut Vec<u32>, &mut Vec<u32>)| {
            Times::of(in_time).or_else(|| Times::of(others)).map(|times| times.median)
        };
        in_time.iter_mut().zip(&mut others).map(median).collect()
    }

    fn bottleneck(&self, kind: usize, led: &[Led], usual: u32) -> Option<Bottleneck> {
        let beyond = || led.iter().filter(|led| led.beyond > 0);
        let times = Times::of(&mut beyond().map(|led| led.beyond).collect::<Vec<_>>())?;
        let standards = led.iter().filter(|led| led.has_standard).count();
        let step = self.book.kinds.all()[kind].clone();
        Some(Bottleneck {
            waited_for: led.len() as u32,
            orders: times.count,
            late: beyond().filter(|led| led.record.delay_days() > Some(0)).count() as u32,
            cost_seconds: beyond().map(|led| u64::from(led.beyond)).sum(),
            median_beyond: times.median,
            allowed: match standards {
                0 => Allowed::Usual(usual),
                all if all == led.len() => Allowed::Standard,
                _ => Allowed::Both(usual),
            },
            day_seconds: self.day_seconds(&step.department),
            step,
        })
    }

    /// Working seconds of a regular day.
    fn day_seconds(&self, department: &DepartmentKey) -> u32 {
        match self.book.calendars.of(department).length(Takes::Workdays(1)) {
            Work::Worked(seconds) | Work::Elapsed(seconds) => u32::try_from(seconds).unwrap_or(1),
        }
    }
}
