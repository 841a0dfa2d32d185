//! When things are planned. Pure arithmetic on civil time in the company's zone; the clock is an argument.
//!
//! The plan is a baseline: it follows from the order day, the promised day and the process, and does not move when work is
//! finished early or late. What can't be reckoned has no plan: no date is ever invented.
//!
//! Rules by days and workdays fall at closing time, the promised day included; rules by minutes and hours count by the
//! clock. Lengths of work (`takes`) are working time, except days, which go by the calendar.

pub mod book;
pub mod calendar;
pub mod calendars;
pub mod holiday_fault;
pub mod holidays;
pub mod hours;
mod ics;
mod ics_lines;
pub mod moment;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::Time, tz::TimeZone};

use crate::{
    StepKey,
    order::{Order, lateness::day_number},
    process::{
        Process, Step,
        due::{Anchor, Due, Side, Takes},
        facts,
        gate::{Facts, Verdict},
    },
};
pub use calendar::{Calendar, Work};
pub use calendars::Calendars;
pub use holidays::Holidays;
pub use hours::Hours;
pub use moment::Moment;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Planned {
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
}

pub type Plan = BTreeMap<StepKey, Planned>;

/// Planned start and end of every step. A step without a rule that can be computed has none.
pub fn plan(order: &Order, process: &Process, zone: &TimeZone) -> Plan {
    plan_on(order, process, &facts::of_order(order, process), zone, &Calendar::default())
}

/// The same, when the facts are at hand, on a given calendar.
pub fn plan_on(order: &Order, process: &Process, facts: &Facts, zone: &TimeZone, calendar: &Calendar) -> Plan {
    let mut planner = Planner::new(order, process, facts, zone, calendar);
    for index in 0..process.steps.len() {
        planner.reckon(index);
    }
    let planned = planner.found.into_iter().map(|found| found.unwrap_or_default().planned);
    process.steps.iter().map(|step| step.key.clone()).zip(planned).collect()
}

struct Planner<'a> {
    process: &'a Process,
    facts: &'a Facts,
    zone: &'a TimeZone,
    calendar: &'a Calendar,
    /// The day that clock times are on.
    day: i32,
    /// What lead times count from: when the order was received, or the opening of the day it counts for.
    begins: Option<Timestamp>,
    delivery: Option<Timestamp>,
    found: Vec<Option<Found>>,
}

#[derive(Clone, Copy, Default)]
struct Found {
    planned: Planned,
    /// When what comes after may go on; for a step that falls away, when those before it end.
    passes: Option<Timestamp>,
}

impl<'a> Planner<'a> {
    fn new(order: &Order, process: &'a Process, facts: &'a Facts, zone: &'a TimeZone, calendar: &'a Calendar) -> Self {
        let received = Moment::of_timestamp(order.header.received_at, zone);
        let next = next_day_that_counts(received, process.cutoff, calendar);
        let mut planner = Self {
            process,
            facts,
            zone,
            calendar,
            day: next.unwrap_or(received.day()),
            begins: Some(order.header.received_at),
            delivery: None,
            found: vec![None; process.steps.len()],
        };
        if let Some(next) = next {
            planner.begins = calendar.opens(next).and_then(|opens| opens.timestamp(zone));
        }
        planner.delivery = order.header.promised.and_then(|promised| planner.closing(day_number(promised)));
        planner
    }

    fn moment(&self, at: Timestamp) -> Moment {
        Moment::of_timestamp(at, self.zone)
    }

    fn closing(&self, day: i32) -> Option<Timestamp> {
        self.calendar.closes(day).timestamp(self.zone)
    }

    /// Rules are never reckoned in a ring (checked at load), so this ends; the entry set before descending makes it end
    /// even if they were.
    fn reckon(&mut self, index: usize) -> Found {
        if let Some(found) = self.found[index] {
            return found;
        }
        self.found[index] = Some(Found::default());
        let step = &self.process.steps[index];
        let before = self.end_of_those_before(step);
        let found = if self.falls_away(step) {
            Found { planned: Planned::default(), passes: before }
        } else {
            let planned = self.planned(step, before);
            Found { planned, passes: planned.end }
        };
        self.found[index] = Some(found);
        found
    }

    /// `None` as soon as one of them has no plan: the others alone would give too early a time.
    fn end_of_those_before(&mut self, step: &Step) -> Option<Timestamp> {
        let mut latest = None;
        for key in &step.after {
            latest = latest.max(Some(self.end_of(key)?));
        }
        if step.after.is_empty() { self.begins } else { latest }
    }

    fn end_of(&mut self, key: &StepKey) -> Option<Timestamp> {
        let index = self.process.steps.iter().position(|step| &step.key == key)?;
        self.reckon(index).passes
    }

    fn falls_away(&self, step: &Step) -> bool {
        step.optional_when.as_ref().is_some_and(|condition| condition.verdict(self.facts) == Verdict::Holds)
    }

    fn planned(&mut self, step: &Step, before: Option<Timestamp>) -> Planned {
        match (&step.due, step.takes) {
            (Some(due), takes) => {
                let Some(end) = self.due(due, before) else {
                    return Planned::default();
                };
                let latest = takes.and_then(|takes| self.worked(end, takes, Calendar::backward));
                // It begins when those before it end, or later if it takes less time than is left; never after its end.
                let start = latest.max(before).map(|start| start.min(end));
                Planned { start, end: Some(end) }
            }
            (None, Some(takes)) => {
                let start = before.and_then(|before| match takes {
                    Takes::Days(_) => Some(before),
                    _ => self.calendar.open_at(self.moment(before))?.timestamp(self.zone),
                });
                let end = before.and_then(|before| self.worked(before, takes, Calendar::forward));
                // Without an end there is nothing to keep.
                Planned { start: start.filter(|_| end.is_some()), end }
            }
            (None, None) => Planned::default(),
        }
    }

    fn worked(
        &self,
        at: Timestamp,
        takes: Takes,
        work: impl Fn(&Calendar, Moment, Work) -> Option<Moment>,
    ) -> Option<Timestamp> {
        work(self.calendar, self.moment(at), self.calendar.length(takes))?.timestamp(self.zone)
    }

    fn due(&mut self, due: &Due, before: Option<Timestamp>) -> Option<Timestamp> {
        match due {
            Due::Clock(time) => self.on_order_day(*time),
            Due::Relative { by, side, anchor } => {
                let anchor = match anchor {
                    Anchor::Delivery => self.delivery,
                    Anchor::Order => self.begins,
                    Anchor::Previous => before,
                    Anchor::Step(key) => self.end_of(key),
                };
                self.away(anchor?, *by, *side)
            }
        }
    }

    fn on_order_day(&self, time: Time) -> Option<Timestamp> {
        Moment::at(self.day, time).timestamp(self.zone)
    }

    fn away(&self, anchor: Timestamp, by: Takes, side: Side) -> Option<Timestamp> {
        let elapsed = match by {
            Takes::Minutes(minutes) => SignedDuration::from_mins(i64::from(minutes)),
            Takes::Hours(hours) => SignedDuration::from_hours(i64::from(hours)),
            Takes::Days(days) => {
                let days = days as i32;
                let away = if side == Side::Before { -days } else { days };
                return self.closing(self.moment(anchor).day() + away);
            }
            Takes::Workdays(count) => {
                let day = self.calendar.workdays(self.moment(anchor).day(), count, side)?;
                return self.closing(day);
            }
        };
        match side {
            Side::Before => anchor.checked_sub(elapsed).ok(),
            Side::After => anchor.checked_add(elapsed).ok(),
        }
    }
}

/// The working day that an order counts for when it came in after the cut-off or on a day off.
fn next_day_that_counts(received: Moment, cutoff: Option<Time>, calendar: &Calendar) -> Option<i32> {
    let (day, cutoff) = (received.day(), cutoff?);
    let counts_today = calendar.is_working(day) && received <= Moment::at(day, cutoff);
    if counts_today { None } else { calendar.workdays(day, 1, Side::After) }
}
