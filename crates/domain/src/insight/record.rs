//! What insight keeps of one order: its figures, reckoned once when the order has changed, so that questions only have to
//! count. Some thirty bytes a step; derived from the case and the calendars alone.

use std::num::{NonZeroU16, NonZeroU32};

use super::book::Names;
use crate::{
    CustomerId, OrderId, PersonId,
    case::Case,
    order::row::Status,
    schedule::{Moment, Network, Passed, Stamp, Work, course::Is, due},
};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub id: OrderId,
    pub version: u64,
    /// Place of its process version in the book.
    pub plan: u32,
    pub customer: u32,
    pub salesperson: Option<Who>,
    pub status: Status,
    pub received: Stamp,
    pub received_day: i32,
    pub promised_day: Option<i32>,
    /// When the goods left; in a process that has no such step, when all was done. Never of a cancelled order.
    pub left: Option<Left>,
    pub done: Option<Left>,
    pub cancelled: Option<Stamp>,
    /// Place of its first step in the book; there is one for each step of its process version.
    pub first_step: u32,
}

/// A moment with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    pub at: Stamp,
    pub day: i32,
}

/// Place of a person in the book, from 1. Beyond 65,535 people the others have none.
pub(super) type Who = NonZeroU16;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum StepRecord {
    /// Not its turn, or of a cancelled order.
    Idle,
    FellAway,
    Skipped {
        at: Stamp,
        by: Option<Who>,
    },
    /// Somebody could be working on it now.
    Active {
        /// When the steps before it were done.
        ready: Option<Stamp>,
        due: Option<Stamp>,
        by: Option<Who>,
        turn: Turn,
    },
    Done(Done),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Held,
    Ready,
    Started,
}

/// A finished step. Times are working time of its department; what can't be known is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Done {
    pub at: Stamp,
    /// From when it could begin.
    pub flow: Option<Seconds>,
    /// From when it was begun.
    pub work: Option<Seconds>,
    /// What the process allows.
    pub standard: Option<Seconds>,
    /// From when it could begin until it was due; none left when it could begin only later.
    pub until_due: Option<Seconds>,
    pub by: Option<Who>,
    pub reopened: u8,
    /// Was it done by when it was due? `None` when it was never due.
    pub in_time: Option<bool>,
    /// Did delivery wait for it?
    pub led: bool,
}

/// Seconds in four bytes, with room for `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seconds(NonZeroU32);

impl Seconds {
    /// Below zero is zero.
    pub fn of(seconds: i64) -> Self {
        let more = u32::try_from(seconds.max(0).saturating_add(1)).unwrap_or(u32::MAX);
        Self(NonZeroU32::new(more).unwrap_or(NonZeroU32::MIN))
    }

    pub fn get(self) -> u32 {
        self.0.get() - 1
    }

    /// As a word that is never zero.
    pub fn word(self) -> u32 {
        self.0.get()
    }

    pub fn of_word(word: u32) -> Option<Self> {
        NonZeroU32::new(word).map(Self)
    }
}

impl Done {
    /// From when it could begin until it was begun; unknown where nobody said when that was.
    pub fn wait(&self) -> Option<u32> {
        Some(self.flow?.get().saturating_sub(self.work?.get()))
    }

    /// Working time beyond the standard, where there is one.
    pub fn beyond_standard(&self) -> Option<u32> {
        Some(self.flow?.get().saturating_sub(self.standard?.get()))
    }

    /// Working time that delivery lost by it: beyond when it was due, and beyond its standard time (where it has none, the
    /// usual one), which it has in any case.
    pub fn lost(&self, usual: Option<u32>) -> Option<u32> {
        let allowed = self.standard.map(Seconds::get).or(usual)?;
        let allowed = allowed.max(self.until_due.map_or(0, Seconds::get));
        Some(self.flow?.get().saturating_sub(allowed))
    }
}

impl StepRecord {
    pub fn done(&self) -> Option<&Done> {
        match self {
            StepRecord::Done(done) => Some(done),
            _ => None,
        }
    }

    /// Who did it, or has it in hand.
    pub fn by(&self) -> Option<Who> {
        match self {
            StepRecord::Idle | StepRecord::FellAway => None,
            StepRecord::Skipped { by, .. } | StepRecord::Active { by, .. } => *by,
            StepRecord::Done(done) => done.by,
        }
    }

    /// Has anybody had to do with it?
    pub fn is_touched(&self) -> bool {
        !matches!(self, StepRecord::Idle | StepRecord::FellAway)
    }
}

impl Record {
    /// Days that it left after the promised day; below zero before. `None` without promise or while the goods are here.
    pub fn delay_days(&self) -> Option<i32> {
        Some(self.left?.day - self.promised_day?)
    }
}

/// Reckons records of orders of one process version.
pub(super) struct Reckoner<'a> {
    pub network: Network<'a>,
    pub plan: u32,
}

/// From when a step could begin, and until when it was due.
#[derive(Clone, Copy)]
struct Window {
    ready: Option<Stamp>,
    due: Option<Moment>,
}

impl Reckoner<'_> {
    /// The record, and those of its steps; where they stand is left to the book.
    pub fn record(
        &self,
        case: &Case,
        customers: &mut Names<CustomerId>,
        people: &mut Names<PersonId>,
    ) -> (Record, Vec<StepRecord>) {
        let day = |at: Stamp| Left { at, day: self.moment(at).day() };
        let passed = Passed::of(&case.course, &self.network);
        let left = passed.left(&self.network).filter(|_| case.status != Status::Cancelled);
        let led = left.map_or(Vec::new(), |_| self.path(&passed));
        let due = due::dates(&self.network, &case.course);
        let steps = (0..self.network.len()).map(|step| {
            let by = case.person(step).and_then(|person| people.who(person));
            let window = Window { ready: passed.ready(self.network.before(step)), due: due[step].end };
            self.step(case, step, window, by, led.contains(&step))
        });
        let steps = steps.collect();
        let record = Record {
            id: case.id,
            version: case.version,
            plan: self.plan,
            status: case.status,
            received: case.course.received,
            received_day: self.moment(case.course.received).day(),
            promised_day: case.course.promised.map(crate::order::lateness::day_number),
            left: left.map(day),
            done: case.done().map(day),
            cancelled: case.cancelled,
            first_step: 0,
            customer: customers.place(case.customer),
            salesperson: case.salesperson.and_then(|person| people.who(person)),
        };
        (record, steps)
    }

    fn step(&self, case: &Case, step: usize, window: Window, by: Option<Who>, led: bool) -> StepRecord {
        let mark = case.mark(step);
        let active = |turn: Turn| StepRecord::Active {
            ready: window.ready,
            due: window.due.and_then(|due| due.timestamp(&self.network.calendars.zone)).map(Stamp::of),
            by,
            turn,
        };
        match (mark.is, mark.finished) {
            (Is::Finished, Some(at)) => StepRecord::Done(Done { by, led, ..self.done(case, step, window, at) }),
            (Is::Skipped, Some(at)) => StepRecord::Skipped { at, by },
            (Is::NotNeeded, _) => StepRecord::FellAway,
            _ if case.status != Status::Open => StepRecord::Idle,
            (Is::Held, _) => active(Turn::Held),
            (Is::Ready, _) => active(Turn::Ready),
            (Is::Started, _) => active(Turn::Started),
            _ => StepRecord::Idle,
        }
    }

    fn done(&self, case: &Case, step: usize, window: Window, at: Stamp) -> Done {
        let (mark, due) = (case.mark(step), window.due);
        let calendar = self.network.calendar(step);
        let finished = self.moment(at);
        let worked = |from: Stamp| Seconds::of(calendar.worked(self.moment(from.min(at)), finished));
        let ready = window.ready.filter(|_| case.teaches(step));
        let standard = |work: Work| match work {
            Work::Worked(seconds) => Some(seconds),
            Work::Elapsed(_) => {
                let ready = self.moment(ready?);
                Some(calendar.worked(ready, calendar.forward(ready, work)?))
            }
        };
        Done {
            at,
            flow: ready.map(worked),
            work: mark.started.map(worked),
            standard: mark.takes.and_then(|takes| standard(calendar.length(takes))).map(Seconds::of),
            until_due: due.and_then(|due| Some(Seconds::of(calendar.worked(self.moment(ready?), due)))),
            by: None,
            reopened: mark.reopened,
            in_time: due.map(|due| finished <= due),
            led: false,
        }
    }

    /// The way that delivery waited for: from its step backwards, each time to the one before that was done last.
    fn path(&self, passed: &Passed) -> Vec<usize> {
        let goals = self.network.goals.iter().copied();
        let mut path: Vec<usize> = goals.max_by_key(|goal| passed.at(*goal)).into_iter().collect();
        while let Some(step) = path.last() {
            let before = self.network.before(*step).iter().copied();
            let Some(next) = before.max_by_key(|before| passed.at(*before)) else { break };
            path.push(next);
        }
        path
    }

    fn moment(&self, at: Stamp) -> Moment {
        Moment::of_timestamp(at.timestamp(), &self.network.calendars.zone)
    }
}
