//! The steps that could be worked on now. What many of them have in common is kept once: a filter asks it of the few kinds
//! there are, and then only looks up each task's kind.

use jiff::Timestamp;
use yidan_domain::PersonId;

use super::{
    entry::Active,
    names::{NONE, NOT_HERE, Numbered},
};

/// When a task was handed over and when it is due. Apart from the kinds, which most scans do without, and packed to 12 bytes.
#[derive(Debug, Clone, Copy)]
#[repr(Rust, packed(4))]
pub struct Times {
    pub handed: Second,
    pub due: Moment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kind {
    pub step: u32,
    pub department: u32,
    pub assignee: u32,
    pub started: bool,
    pub blocked: bool,
}

/// The names that tasks are made of.
#[derive(Debug, Default)]
pub struct Tasks {
    pub people: Numbered<PersonId>,
    pub departments: Numbered<String>,
    pub steps: Numbered<String>,
    pub kinds: Numbered<Kind>,
}

/// Microseconds since 1970, or never; never is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

/// A second between 1970 and 2106, when something was done; or never, which is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Second(u32);

impl Tasks {
    /// The number of the task's kind.
    pub fn kind(&mut self, active: &Active) -> u32 {
        let kind = Kind {
            step: self.steps.number(active.step),
            department: self.departments.number(active.department),
            assignee: self.person(active.assignee),
            started: active.started,
            blocked: active.blocked,
        };
        self.kinds.number(&kind)
    }

    /// The number of a person, or of nobody.
    pub fn person(&mut self, person: Option<PersonId>) -> u32 {
        person.map_or(NONE, |person| self.people.number(&person))
    }

    pub fn find_person(&self, person: PersonId) -> u32 {
        self.people.find(&person).unwrap_or(NOT_HERE)
    }
}

impl Times {
    pub fn of(active: &Active) -> Self {
        Self {
            handed: active.handed_at.map_or(Second::NEVER, Second::of),
            due: active.due.map_or(Moment::NEVER, Moment::of),
        }
    }
}

impl Moment {
    const NEVER: Moment = Moment(i64::MAX);

    pub fn of(at: Timestamp) -> Self {
        Self(at.as_microsecond())
    }

    pub fn get(self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.0).ok()
    }
}

impl Second {
    const NEVER: Second = Second(u32::MAX);

    pub fn of(at: Timestamp) -> Self {
        Self(at.as_second().clamp(0, i64::from(u32::MAX) - 1) as u32)
    }

    pub fn get(self) -> Option<Timestamp> {
        Timestamp::from_second(self.0.into()).ok().filter(|_| self != Self::NEVER)
    }

    pub fn number(self) -> u32 {
        self.0
    }
}
