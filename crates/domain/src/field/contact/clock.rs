//! By when the customer has to hear something: within the rule's minutes first, and after that by the word given.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Contact, Outcome};
use crate::{
    field::fault::after,
    schedule::{
        calendar::{Calendar, Work},
        moment::Moment,
    },
};

/// As the company has decided; of itself 30 minutes on the wall (S8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    pub minutes: u16,
    pub clock: Clock,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    #[default]
    Wall,
    /// Who calls at night is answered in the morning.
    WorkingTime,
}

impl Default for Rule {
    fn default() -> Self {
        Self { minutes: 30, clock: Clock::Wall }
    }
}

impl Rule {
    /// The customer has heard something by then.
    pub fn answer_by(&self, at: Timestamp, calendar: &Calendar, zone: &TimeZone) -> Timestamp {
        let by_the_wall = after(at, SignedDuration::from_mins(i64::from(self.minutes)));
        if self.clock == Clock::Wall {
            return by_the_wall;
        }
        let work = Work::Worked(i64::from(self.minutes) * 60);
        let done = calendar.forward(Moment::of_timestamp(at, zone), work).and_then(|done| done.timestamp(zone));
        // Outside the years that calendars know, the wall's clock is all there is.
        done.unwrap_or(by_the_wall)
    }
}

impl Contact {
    /// By when somebody has to be in touch; none once it is settled.
    pub fn due(&self, rule: &Rule, calendar: &Calendar, zone: &TimeZone) -> Option<Timestamp> {
        match self.answers.last() {
            None => Some(rule.answer_by(self.at, calendar, zone)),
            Some(last) => match last.is {
                Outcome::Settled => None,
                Outcome::Promised { next } => Some(next),
            },
        }
    }
}
