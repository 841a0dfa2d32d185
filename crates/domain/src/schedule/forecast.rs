//! When open steps will really begin and end: forwards from what has happened and from now. The expected time is the
//! median of what such steps took, the likely time is kept by nine in ten; where there is too little history both are the
//! standard time. Times of what is done are what they were.
//!
//! Spreads of steps that follow one another are added by their squares, as chances that don't depend on each other.

use jiff::{Timestamp, civil::Date};

use super::{
    Moment,
    awaited::Holds,
    calendar::Work,
    course::{Course, Is, Mark},
    due,
    estimate::Spread,
    network::{Network, Stretch},
    passed::Passed,
};
use crate::order::lateness::ExpectedDay;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forecast {
    /// One for each step of the process.
    pub steps: Vec<Expected>,
    /// When the goods are expected to leave, or left.
    pub delivery: Option<Moment>,
    /// The same with nine chances in ten.
    pub likely_by: Option<Moment>,
    /// When the last step of all is expected to be done.
    pub completion: Option<Moment>,
    /// The open step that delivery waits for now.
    pub held_by: Option<usize>,
    pub is_delivered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expected {
    pub start: Option<Moment>,
    pub finish: Option<Moment>,
    pub likely_by: Option<Moment>,
    pub basis: Basis,
    /// The step before that it waits for longest.
    pub driver: Option<usize>,
    /// Square of the spread in working seconds, of this step and all on the way to it.
    variance: u64,
}

/// What an expected time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Basis {
    /// It has happened, or there is nothing to do.
    #[default]
    Fact,
    /// So many finished steps of its kind.
    History(u32),
    /// The standard time of the process, or what somebody has planned.
    Standard,
    /// The day on which what it waits for is expected.
    Awaited,
    /// Neither, or a term after delivery that is longer than the work: it is taken to be done when it is due.
    Due,
}

/// What finished orders teach about a step of this network, if anything.
pub trait Estimates {
    fn of(&self, step: usize, course: &Course) -> Option<&Spread>;

    /// How far such steps were off their due date, where that says more than how long they took.
    fn off_date(&self, _: usize) -> Option<&Spread> {
        None
    }
}

/// Nothing is known: standard times count.
pub struct NoHistory;

impl Estimates for NoHistory {
    fn of(&self, _: usize, _: &Course) -> Option<&Spread> {
        None
    }
}

pub fn forecast(network: &Network, course: &Course, history: &impl Estimates, now: Timestamp) -> Forecast {
    let now = Moment::of_timestamp(now, &network.calendars.zone);
    let mut forecaster =
        Forecaster { network, course, history, now, due: None, steps: vec![Expected::default(); network.len()] };
    for &step in &network.sequence {
        forecaster.steps[step] = forecaster.expected(step);
    }
    let steps = forecaster.steps;
    let latest = |pick: fn(&Expected) -> Option<Moment>, of: &[usize]| {
        // An end that can't be reckoned leaves the whole without one.
        of.iter().map(|step| pick(&steps[*step])).try_fold(None, |last, end| Some(last.max(Some(end?)))).flatten()
    };
    let all: Vec<usize> = (0..network.len()).collect();
    Forecast {
        delivery: latest(|step| step.finish, &network.goals),
        likely_by: latest(|step| step.likely_by, &network.goals),
        completion: latest(|step| step.finish, &all),
        held_by: held_by(network, course, &steps),
        is_delivered: Passed::of(course, network).left(network).is_some(),
        steps,
    }
}

impl Forecast {
    /// What lists show of it; nothing once the goods have left.
    pub fn expected_day(&self) -> ExpectedDay {
        if self.is_delivered {
            return ExpectedDay::default();
        }
        let day = |moment: Option<Moment>| moment.and_then(Moment::date);
        ExpectedDay { median: day(self.delivery), likely_by: day(self.likely_by) }
    }

    /// The day on which the last step of all is expected to be done.
    pub fn completion_day(&self) -> Option<Date> {
        self.completion?.date()
    }

    /// The same of an order that has ended: what has happened, and nothing more.
    pub fn ended(self, course: &Course) -> Self {
        let happened = |(step, mark): (Expected, &Mark)| if mark.is_done() { step } else { Expected::default() };
        Self {
            delivery: self.delivery.filter(|_| self.is_delivered),
            likely_by: self.likely_by.filter(|_| self.is_delivered),
            completion: None,
            held_by: None,
            is_delivered: self.is_delivered,
            steps: self.steps.into_iter().zip(&course.marks).map(happened).collect(),
        }
    }
}

/// From the goal backwards along what each step waits for longest, to the first that is still to be done.
fn held_by(network: &Network, course: &Course, steps: &[Expected]) -> Option<usize> {
    let is_ahead = |step: &usize| !course.marks[*step].is_done();
    let goals = network.goals.iter().copied().filter(is_ahead);
    let last = goals.max_by_key(|goal| steps[*goal].finish);
    // What falls away on the path holds nothing; what comes before it may.
    let path = std::iter::successors(last, |step| steps[*step].driver.filter(is_ahead));
    path.filter(|step| !course.marks[*step].is_closed()).last()
}

struct Forecaster<'a, E> {
    network: &'a Network<'a>,
    course: &'a Course,
    history: &'a E,
    now: Moment,
    /// Due dates, reckoned when a step that goes by a date asks for its own.
    due: Option<Vec<due::Dates>>,
    steps: Vec<Expected>,
}

/// A step of whose kind enough have been seen.
#[derive(Clone, Copy)]
struct Known<'a> {
    step: usize,
    spread: &'a Spread,
    ready: Moment,
    began: Option<Moment>,
}

/// When a step is worked on, how wide that spreads in working seconds, and what it rests on.
struct Ends {
    start: Moment,
    finish: Moment,
    wide: u64,
    basis: Basis,
}

/// What a step begins with: when those before it are done, and how sure that is.
struct Ready {
    at: Option<Moment>,
    driver: Option<usize>,
    variance: u64,
}

impl<E: Estimates> Forecaster<'_, E> {
    fn expected(&mut self, step: usize) -> Expected {
        let mark = self.course.marks[step];
        let ready = self.ready(step);
        let happened = |start: Option<Moment>, finish: Option<Moment>| Expected {
            start,
            finish,
            likely_by: finish,
            driver: ready.driver,
            ..Expected::default()
        };
        match mark.is {
            Is::Finished => {
                let finish = mark.finished.map(|at| self.network.moment(at));
                happened(mark.started.map(|at| self.network.moment(at)).or(finish), finish)
            }
            Is::Skipped => happened(None, mark.finished.map(|at| self.network.moment(at))),
            Is::NotNeeded => Expected {
                finish: ready.at,
                likely_by: ready.at.and_then(|at| self.likely(step, at, ready.variance)),
                driver: ready.driver,
                variance: ready.variance,
                ..Expected::default()
            },
            Is::Waiting | Is::Held | Is::Ready | Is::Started => self.open(step, mark, ready),
        }
    }

    fn ready(&self, step: usize) -> Ready {
        let before = self.network.before(step);
        let mut ready = Ready { at: None, driver: None, variance: 0 };
        if before.is_empty() {
            ready.at = self.network.begins(self.course);
        }
        for &earlier in before {
            let expected = &self.steps[earlier];
            let Some(finish) = expected.finish else { return Ready { at: None, driver: Some(earlier), variance: 0 } };
            if ready.at < Some(finish) {
                (ready.at, ready.driver) = (Some(finish), Some(earlier));
            }
            ready.variance = ready.variance.max(expected.variance);
        }
        ready
    }

    fn open(&mut self, step: usize, mark: Mark, ready: Ready) -> Expected {
        let calendar = self.network.calendar(step);
        let began = mark.started.map(|at| self.network.moment(at));
        let at = ready.at.map(|at| at.max(self.course.awaits(step, Holds::Start).unwrap_or(at)));
        let found = at.and_then(|at| self.ends(step, at, began)).map(|ends| self.awaited(step, ends));
        let Some(Ends { start, finish, wide, basis }) = found else {
            return Expected { driver: ready.driver, ..Expected::default() };
        };
        let variance = ready.variance.saturating_add(wide.saturating_mul(wide));
        Expected {
            start: began.or_else(|| calendar.open_at(start)).map(|start| start.min(finish)),
            finish: Some(finish),
            likely_by: self.likely(step, finish, variance),
            basis,
            driver: ready.driver,
            variance,
        }
    }

    /// No sooner than what it waits for. The spread stays: it is as sure as such steps are.
    fn awaited(&self, step: usize, ends: Ends) -> Ends {
        match self.course.awaits(step, Holds::Finish).filter(|until| *until > ends.finish) {
            Some(until) => Ends { finish: until, basis: Basis::Awaited, ..ends },
            None => ends,
        }
    }

    fn ends(&mut self, step: usize, ready: Moment, began: Option<Moment>) -> Option<Ends> {
        let history = self.history;
        let Some(spread) = history.of(step, self.course).filter(|spread| spread.is_enough()) else {
            return self.by_standard(step, ready, began);
        };
        let case = Known { step, spread, ready, began };
        let usual = self.by_history(&case, false)?;
        match self.course.change(step).is_some() {
            true => self.changed(&case, usual),
            false => Some(usual),
        }
    }

    fn by_history(&mut self, case: &Known, as_changed: bool) -> Option<Ends> {
        let Known { step, spread, ready, began } = *case;
        let start = began.unwrap_or(ready.max(self.now));
        let (finish, wide, count) =
            match self.history.off_date(step).and_then(|slip| Some((self.by_date(step, slip)?, slip))) {
                // However early the date: it takes as long as it takes at its quickest.
                Some(((finish, wide), slip)) => {
                    (finish.max(self.after(step, start, spread.p10(), as_changed)?), wide, slip.count)
                }
                None => {
                    let from = began.map_or(ready, |began| began.min(ready));
                    let (finish, wide) = self.by_length(step, spread, from, as_changed)?;
                    (finish, wide, spread.count)
                }
            };
        Some(Ends { start, finish: finish.max(self.now), wide, basis: Basis::History(count) })
    }

    /// With what people have changed. Put off, split or given more time, a step is never done sooner than it would be without;
    /// less than the standard time is taken at its word, as sure as such steps are.
    fn changed(&mut self, case: &Known, usual: Ends) -> Option<Ends> {
        let (network, course) = (self.network, self.course);
        let planned = self.by_plan(case.step, usual.start, network.stretch(case.step, course))?;
        if network.is_shortened(case.step, course) {
            return Some(Ends { wide: usual.wide, ..planned });
        }
        let put_off = course.change(case.step).and_then(|change| change.not_before).map(Moment::of);
        let ready = case.ready.max(put_off.unwrap_or(case.ready));
        let moved = self.by_history(&Known { ready, ..*case }, true)?;
        let finish = usual.finish.max(moved.finish).max(planned.finish);
        Some(Ends { start: planned.start, finish, wide: usual.wide.max(moved.wide), ..usual })
    }

    fn by_plan(&self, step: usize, soonest: Moment, stretch: Stretch) -> Option<Ends> {
        let (start, finish) = self.network.worked(step, soonest, stretch)?;
        Some(Ends { start, finish: finish.max(self.now), wide: 0, basis: Basis::Standard })
    }

    fn by_standard(&mut self, step: usize, ready: Moment, began: Option<Moment>) -> Option<Ends> {
        let (network, course) = (self.network, self.course);
        let soonest = began.unwrap_or(ready.max(self.now));
        if course.marks[step].takes.is_some() || course.change(step).is_some() {
            let stretch = network.stretch(step, course);
            let planned = self.by_plan(step, soonest, stretch)?;
            return match self.term(step).filter(|due| *due > planned.finish) {
                Some(due) => {
                    let start = began.or(network.must_begin(step, due, stretch))?;
                    Some(Ends { start, finish: due, wide: 0, basis: Basis::Due })
                }
                None => Some(planned),
            };
        }
        let due = self.term(step).or_else(|| self.due_end(step)).unwrap_or(soonest);
        Some(Ends { start: soonest, finish: due.max(soonest).max(self.now), wide: 0, basis: Basis::Due })
    }

    /// When a step that could begin at `ready` will be done, by those that took at least as long as it already has.
    fn by_length(&self, step: usize, spread: &Spread, ready: Moment, as_changed: bool) -> Option<(Moment, u64)> {
        let elapsed = self.network.calendar(step).worked(ready, self.now).max(0);
        let wide = |median: i64, p90: i64| u64::try_from(p90 - median).unwrap_or_default();
        match spread.after_waiting(elapsed) {
            Some(left) => Some((self.after(step, ready, left.median, as_changed)?, wide(left.median, left.p90))),
            // None took so long: it is as far as one that begins now.
            None => {
                let finish = self.after(step, self.now.max(ready), spread.median(), as_changed)?;
                Some((finish, wide(spread.median(), spread.p90())))
            }
        }
    }

    /// So many seconds of work later, with what people have changed about when the step is done or without.
    fn after(&self, step: usize, from: Moment, seconds: i64, as_changed: bool) -> Option<Moment> {
        let work = Work::Worked(seconds);
        match as_changed {
            true => Some(self.network.worked(step, from, self.network.stretched(step, self.course, work))?.1),
            false => self.network.calendar(step).forward(from, work),
        }
    }

    /// When a step that keeps a date will be done, by those that were at least as far off theirs as it already is; `None`
    /// when none ever was.
    fn by_date(&mut self, step: usize, slip: &Spread) -> Option<(Moment, u64)> {
        let due = self.term(step).or_else(|| self.due_end(step))?;
        let calendar = self.network.calendar(step);
        let left = slip.beyond(calendar.worked(due, self.now))?;
        let finish = match left.median {
            late @ 0.. => calendar.forward(due, Work::Worked(late))?,
            early => calendar.backward(due, Work::Worked(-early))?,
        };
        Some((finish, u64::try_from(left.p90 - left.median).unwrap_or_default()))
    }

    /// When a step is due that has a term, from the day on which the goods leave as things go.
    fn term(&self, step: usize) -> Option<Moment> {
        if !self.network.has_term(step) {
            return None;
        }
        let mut goals = self.network.goals.iter().map(|goal| self.steps[*goal].finish);
        due::term(self.network, step, goals.try_fold(None, |last, end| Some(last.max(Some(end?))))??)
    }

    fn due_end(&mut self, step: usize) -> Option<Moment> {
        self.due.get_or_insert_with(|| due::dates(self.network, self.course))[step].end
    }

    fn likely(&self, step: usize, finish: Moment, variance: u64) -> Option<Moment> {
        let wide = i64::try_from(variance.isqrt()).unwrap_or(i64::MAX);
        self.network.calendar(step).forward(finish, Work::Worked(wide))
    }
}
