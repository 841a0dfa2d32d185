//! How good the forecast is: finished orders are looked at as they were at a quarter, a half and three quarters of their
//! life, and what was expected then is held against the day the goods really left. Two simpler guesses stand beside it:
//! the promised day, and the standard times of the process. What is learned are the times of orders that had left by then.
//! The promise, the plan, what fell away and the supplier are those of the end: that much is known too early.

use super::{
    Calendars, Course, History, Moment, Network, Passed, Stamp,
    course::Is,
    forecast::{Estimates, NoHistory, forecast},
};
use crate::case::Case;

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

/// What was learned from the orders that had left by a time.
struct Lesson {
    until: Stamp,
    history: History,
}

/// Lessons are learned at so many times, when as many more orders have left.
const LESSONS: usize = 20;

pub fn backtest(cases: &[Case], calendars: &Calendars) -> Backtest {
    let left = |case: &Case| {
        let network = Network::of(&case.process, calendars);
        Passed::of(&case.course, &network).left(&network)
    };
    let mut delivered: Vec<(&Case, Stamp)> = cases.iter().filter_map(|case| Some((case, left(case)?))).collect();
    delivered.sort_by_key(|(_, at)| *at);
    let ever = Stamp::of(jiff::Timestamp::UNIX_EPOCH);
    let lesson = |number: usize| {
        let taught = &delivered[..delivered.len() * number / LESSONS];
        let history = History::of(taught.iter().map(|(case, _)| *case), calendars, ever);
        Some(Lesson { until: taught.last()?.1, history })
    };
    let lessons: Vec<Lesson> = (1..LESSONS).filter_map(lesson).collect();
    let mut shares = SHARES.map(|share| AtShare { share, ..AtShare::default() });
    for (case, left) in &delivered {
        let network = Network::of(&case.process, calendars);
        for at_share in &mut shares {
            let life = i64::from(left.second()) - i64::from(case.course.received.second());
            let share = jiff::SignedDuration::from_secs(life * i64::from(at_share.share) / 100);
            let now = Stamp::of(case.course.received.timestamp() + share);
            // What happened later was not known.
            let Some(lesson) = lessons.iter().rev().find(|lesson| lesson.until <= now) else { continue };
            let times = lesson.history.of_network(&network, case.supplier.as_deref());
            judge(at_share, case, *left, now, &network, &times);
        }
    }
    Backtest { delivered: delivered.len(), shares: shares.into() }
}

fn judge(at_share: &mut AtShare, case: &Case, left: Stamp, now: Stamp, network: &Network, times: &impl Estimates) {
    let then = as_it_was(case, network, now);
    let now = now.timestamp();
    let left = network.moment(left);
    let off = |expected: Option<Moment>| expected.map(|expected| (expected.0 - left.0) / 3600);
    let ours = forecast(network, &then, times, now);
    let standard = forecast(network, &then, &NoHistory, now);
    at_share.forecast.0.extend(off(ours.delivery));
    at_share.standard.0.extend(off(standard.delivery));
    // The promise counts by the day: it is meant for the end of work.
    let closes = |day| network.calendars.company().closes(crate::order::lateness::day_number(day));
    at_share.promise.0.extend(off(case.course.promised.map(closes)));
    if ours.likely_by.is_some_and(|by| by.day() >= left.day()) {
        at_share.by_likely += 1;
    }
}

/// The course as far as it had come by then.
fn as_it_was(case: &Case, network: &Network, then: Stamp) -> Course {
    let mut course = case.course.clone();
    for mark in &mut course.marks {
        let done = mark.finished.is_some_and(|at| at <= then);
        let begun = mark.started.filter(|at| *at <= then);
        match mark.is {
            Is::Finished | Is::Skipped if done => {}
            Is::NotNeeded => {}
            _ => {
                mark.is = if begun.is_some() { Is::Started } else { Is::Waiting };
                (mark.started, mark.finished) = (begun, None);
            }
        }
    }
    for step in 0..network.len() {
        let open = |before: &usize| !course.marks[*before].is_closed();
        if course.marks[step].is == Is::Waiting && !network.before(step).iter().any(open) {
            course.marks[step].is = Is::Ready;
        }
    }
    course
}
