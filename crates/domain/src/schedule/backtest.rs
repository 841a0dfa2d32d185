//! How good the forecast is: finished orders are looked at as they were at a quarter, a half and three quarters of their
//! life, and what was expected then is held against the day the goods really left. Two simpler guesses stand beside it:
//! the day promised then, and the standard times of the process. The order as it was, and what was learned by then, are told
//! anew from what had happened: nothing that came later is known.

use std::{iter, sync::Arc};

use jiff::Timestamp;

use super::{
    Calendars, History, Moment, Network, Passed, Stamp,
    forecast::{Estimates, NoHistory, forecast},
};
use crate::{
    case::Case,
    order::{apply::replay, event::Recorded},
    process::Process,
};

/// An order with all that has happened to it.
pub struct Told {
    pub process: Arc<Process>,
    pub history: Vec<Recorded>,
}

pub const SHARES: [u32; 3] = [25, 50, 75];

/// How far off guesses were, in hours.
#[derive(Debug, Clone, Default)]
pub struct Misses(Vec<i64>);

#[derive(Debug, Clone, Default)]
pub struct AtShare {
    pub share: u32,
    pub forecast: Misses,
    pub promise: Misses,
    pub standard: Misses,
    /// Orders that left by the day that nine in ten should keep.
    pub by_likely: usize,
}

#[derive(Debug, Clone, Default)]
pub struct Backtest {
    pub delivered: usize,
    pub shares: Vec<AtShare>,
}

impl Misses {
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Mean, median and 90th percentile of the absolute miss, in hours; `None` without a case.
    pub fn summary(&self) -> Option<(i64, i64, i64)> {
        let mut off: Vec<i64> = self.0.iter().map(|hours| hours.abs()).collect();
        off.sort_unstable();
        let last = off.len().checked_sub(1)?;
        let mean = off.iter().sum::<i64>() / i64::try_from(off.len()).ok()?;
        Some((mean, off[last / 2], off[last * 9 / 10]))
    }
}

/// What had been learned by a time.
struct Lesson {
    until: Stamp,
    history: History,
}

/// Lessons are learned at so many times, when as many more orders have left.
const LESSONS: usize = 20;

/// An order that has left.
struct Gone<'a> {
    told: &'a Told,
    case: Case,
    left: Stamp,
}

impl Told {
    /// The order by what had happened by then. That it came is known even where it was entered long after (imports).
    fn as_it_was(&self, then: Timestamp) -> Option<Case> {
        let (entry, rest) = self.history.split_first()?;
        let happened = rest.iter().filter(|recorded| recorded.happened_at() <= then);
        let order = replay(iter::once(entry).chain(happened))?;
        Some(Case::of(&order, &self.process))
    }

    fn gone(&self, calendars: &Calendars) -> Option<Gone<'_>> {
        let case = self.as_it_was(Timestamp::MAX).filter(|case| case.cancelled.is_none())?;
        let network = Network::of(&self.process, calendars);
        let left = Passed::of(&case.course, &network).left(&network)?;
        Some(Gone { told: self, case, left })
    }
}

pub fn backtest(orders: &[Told], calendars: &Calendars) -> Backtest {
    let mut gone: Vec<Gone> = orders.iter().filter_map(|told| told.gone(calendars)).collect();
    gone.sort_by_key(|gone| gone.left);
    let ever = Stamp::of(Timestamp::UNIX_EPOCH);
    let lesson = |number: usize| {
        let until = gone[..gone.len() * number / LESSONS].last()?.left;
        let then: Vec<Case> = orders.iter().filter_map(|told| told.as_it_was(until.timestamp())).collect();
        let there = then.iter().filter(|case| case.course.received <= until);
        Some(Lesson { until, history: History::of(there, calendars, ever) })
    };
    let lessons: Vec<Lesson> = (1..LESSONS).filter_map(lesson).collect();
    let mut shares = SHARES.map(|share| AtShare { share, ..AtShare::default() });
    for Gone { told, case, left } in &gone {
        let network = Network::of(&told.process, calendars);
        for at_share in &mut shares {
            let life = i64::from(left.second()) - i64::from(case.course.received.second());
            let share = jiff::SignedDuration::from_secs(life * i64::from(at_share.share) / 100);
            let now = case.course.received.timestamp() + share;
            let Some(lesson) = lessons.iter().rev().find(|lesson| lesson.until.timestamp() <= now) else { continue };
            let Some(then) = told.as_it_was(now) else { continue };
            let times = lesson.history.of_network(&network, then.supplier.as_deref());
            judge(at_share, &then, *left, now, &network, &times);
        }
    }
    Backtest { delivered: gone.len(), shares: shares.into() }
}

fn judge(at_share: &mut AtShare, then: &Case, left: Stamp, now: Timestamp, network: &Network, times: &impl Estimates) {
    let course = &then.course;
    let left = network.moment(left);
    let off = |expected: Option<Moment>| expected.map(|expected| (expected.0 - left.0) / 3600);
    let ours = forecast(network, course, times, now);
    let standard = forecast(network, course, &NoHistory, now);
    at_share.forecast.0.extend(off(ours.delivery));
    at_share.standard.0.extend(off(standard.delivery));
    // The promise counts by the day: it is meant for the end of work.
    let closes = |day| network.calendars.company().closes(crate::order::lateness::day_number(day));
    at_share.promise.0.extend(off(course.promised.map(closes)));
    if ours.likely_by.is_some_and(|by| by.day() >= left.day()) {
        at_share.by_likely += 1;
    }
}
