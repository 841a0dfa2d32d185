//! The time-and-action plan: by when each step has to begin and to be done. A due rule says so where there is one; for the
//! other steps it is reckoned backwards from what comes after them, and where nothing after them is due, forwards from what
//! comes before. What can't be reckoned has no date: none is ever invented.
//!
//! Rules by days and workdays fall at closing time, the promised day included; rules by minutes and hours count by the
//! clock. Lengths of work (`takes`) are working time, except days, which go by the calendar.

use super::{
    Moment,
    calendar::{Calendar, Work},
    course::{Course, Is},
    network::Network,
};
use crate::process::due::{Anchor, Due, Side, Takes};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    pub start: Option<Moment>,
    pub end: Option<Moment>,
}

pub fn dates(network: &Network, course: &Course) -> Vec<Dates> {
    let mut planner = Planner::new(network, course);
    planner.fix_rules();
    planner.reckon_backwards();
    (0..network.len()).map(|step| planner.dates_of(step)).collect()
}

/// When a step is due that has a term (`Network::has_term`), for goods that leave at this moment.
pub(super) fn term(network: &Network, step: usize, delivery: Moment) -> Option<Moment> {
    let Some(Due::Relative { by, side, .. }) = &network.process.steps[step].due else { return None };
    away(network.calendar(step), network.calendars.company().closes(delivery.day()), *by, *side)
}

fn away(calendar: &Calendar, anchor: Moment, by: Takes, side: Side) -> Option<Moment> {
    let sign = if side == Side::Before { -1 } else { 1 };
    let day = match by {
        Takes::Minutes(minutes) => return Some(Moment(anchor.0 + sign * i64::from(minutes) * 60)),
        Takes::Hours(hours) => return Some(Moment(anchor.0 + sign * i64::from(hours) * 3600)),
        Takes::Days(days) => anchor.day().checked_add(sign as i32 * i32::try_from(days).ok()?)?,
        Takes::Workdays(count) => calendar.workdays(anchor.day(), count, side)?,
    };
    Some(calendar.closes(day))
}

struct Planner<'a> {
    network: &'a Network<'a>,
    course: &'a Course,
    begins: Option<Moment>,
    delivery: Option<Moment>,
    ends: Vec<Found>,
    /// While only rules count, steps without one have no end yet.
    only_rules: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Found {
    NotYet,
    /// Being reckoned: rules are never in a ring (checked at load), and if they were, this ends it.
    Under,
    End(Option<Moment>),
}

impl<'a> Planner<'a> {
    fn new(network: &'a Network<'a>, course: &'a Course) -> Self {
        let closes = |date| network.calendars.company().closes(crate::order::lateness::day_number(date));
        Self {
            network,
            course,
            begins: network.begins(course),
            delivery: course.promised.map(closes),
            ends: vec![Found::NotYet; network.len()],
            only_rules: true,
        }
    }

    /// The ends of steps whose rules count from the order, from the promise, or from other such rules.
    fn fix_rules(&mut self) {
        for step in 0..self.network.len() {
            self.end(step);
        }
        self.only_rules = false;
        for end in &mut self.ends {
            if *end == Found::End(None) {
                *end = Found::NotYet;
            }
        }
    }

    /// Steps without a rule are due when the first of those after them has to begin.
    fn reckon_backwards(&mut self) {
        for &step in self.network.sequence.iter().rev() {
            if self.ends[step] != Found::NotYet || (self.rule(step).is_some() && !self.falls_away(step)) {
                continue;
            }
            let own = self.delivery.filter(|_| self.network.goals.contains(&step));
            let later = self.network.nodes[step].after.iter().filter_map(|later| self.must_begin(*later));
            if let Some(end) = later.chain(own).min() {
                self.ends[step] = Found::End(Some(self.closing_before(step, end)));
            }
        }
    }

    /// What has to be done by the next opening is due when work ends before it.
    fn closing_before(&self, step: usize, end: Moment) -> Moment {
        let stretch = self.network.stretch(step, self.course);
        if self.falls_away(step) || !self.has_length(step) {
            return end;
        }
        let done =
            self.network.must_begin(step, end, stretch).and_then(|start| self.network.worked(step, start, stretch));
        done.map_or(end, |(_, done)| done.min(end))
    }

    fn must_begin(&self, step: usize) -> Option<Moment> {
        let Found::End(Some(end)) = self.ends[step] else { return None };
        if self.falls_away(step) {
            return Some(end);
        }
        self.network.must_begin(step, end, self.network.stretch(step, self.course))
    }

    /// When those before a step are due; `None` as soon as one of them is not: the others alone would be too early.
    fn end_before(&mut self, step: usize) -> Option<Moment> {
        let network = self.network;
        let mut latest = None;
        for &before in network.before(step) {
            latest = latest.max(Some(self.end(before)?));
        }
        if network.before(step).is_empty() { self.begins } else { latest }
    }

    fn end(&mut self, step: usize) -> Option<Moment> {
        match self.ends[step] {
            Found::End(end) => return end,
            Found::Under => return None,
            Found::NotYet => self.ends[step] = Found::Under,
        }
        let end = if self.falls_away(step) {
            self.end_before(step)
        } else if let Some(due) = self.rule(step) {
            self.by_rule(step, due)
        } else if self.only_rules {
            None
        } else {
            self.forwards(step)
        };
        self.ends[step] = Found::End(end);
        end
    }

    fn forwards(&mut self, step: usize) -> Option<Moment> {
        let before = self.end_before(step)?;
        self.has_length(step).then_some(())?;
        Some(self.network.worked(step, before, self.network.stretch(step, self.course))?.1)
    }

    fn by_rule(&mut self, step: usize, due: &Due) -> Option<Moment> {
        match due {
            Due::Clock(time) => Some(Moment::at(self.begins?.day(), *time)),
            Due::Relative { by, side, anchor } => {
                let anchor = match anchor {
                    Anchor::Delivery => self.delivery,
                    Anchor::Order => self.begins,
                    Anchor::Previous => self.end_before(step),
                    Anchor::Step(_) => self.network.nodes[step].anchor.and_then(|other| self.end(other)),
                };
                away(self.network.calendar(step), anchor?, *by, *side)
            }
        }
    }

    fn dates_of(&mut self, step: usize) -> Dates {
        let end = self.end(step);
        if end.is_none() || self.falls_away(step) {
            return Dates::default();
        }
        let stretch = self.network.stretch(step, self.course);
        let must_begin =
            if self.has_length(step) { end.and_then(|end| self.network.must_begin(step, end, stretch)) } else { None };
        // It begins when those before it are due, or later when it takes less time than is left. Where those before it are due
        // too late for that, it has to begin in time all the same.
        let before = self.end_before(step).filter(|before| must_begin.is_none() || Some(*before) <= end);
        let start = must_begin.max(before).min(end).filter(|_| must_begin.or(before).is_some());
        let opens = |start: Moment| match stretch.work {
            Work::Worked(1..) => self.network.calendar(step).open_at(start).filter(|open| Some(*open) < end),
            _ => None,
        };
        Dates { start: start.map(|start| opens(start).unwrap_or(start)), end }
    }

    fn rule(&self, step: usize) -> Option<&'a Due> {
        self.network.process.steps[step].due.as_ref()
    }

    fn has_length(&self, step: usize) -> bool {
        self.course.takes(step).is_some()
    }

    fn falls_away(&self, step: usize) -> bool {
        self.course.marks[step].is == Is::NotNeeded
    }
}
