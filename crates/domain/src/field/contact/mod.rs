//! Customers who called, wrote or came, and what they were told (S8): each is answered within 30 minutes, or told when
//! somebody will be in touch again, and that word is kept. `figures` says how well both is done. The clock runs by the wall or
//! by working time, as the company has decided.

mod clock;
mod figures;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use clock::{Clock, Rule};
pub use figures::{Figures, Kept, figures};

use super::fault::{Fault, check_not_before, check_past, line, text_needed};
use crate::{ContactId, CustomerId, Message, OrderId, PersonId, Say, order::Channel};

/// A customer's question, trouble or wish. Answers are only added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    pub customer: CustomerId,
    pub order: Option<OrderId>,
    /// Who called, with a number to call back.
    pub caller: String,
    pub channel: Channel,
    pub words: String,
    /// When the customer was in touch.
    pub at: Timestamp,
    /// Who has to answer.
    pub owner: PersonId,
    pub answers: Vec<Answer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub words: String,
    pub is: Outcome,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Outcome {
    Settled,
    /// Not settled yet; somebody will be in touch by then.
    Promised {
        next: Timestamp,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Answered { answer: Answer },
    HandedOn { to: PersonId, by: PersonId, at: Timestamp },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Answer { words: String, is: Outcome, at: Timestamp },
    HandOn { to: PersonId },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactRefusal {
    Field(Fault),
    Settled {
        at: Timestamp,
    },
    /// The next word must lie ahead.
    NextNotAhead {
        next: Timestamp,
    },
    NextTooFar {
        most_days: i64,
    },
    SamePerson,
}

/// Nobody waits longer for a word than this.
const FURTHEST_DAYS: i64 = 60;

impl Contact {
    /// A new one, as it is noted down.
    pub fn noted(self, now: Timestamp) -> Result<Self, ContactRefusal> {
        check_past(self.at, now)?;
        Ok(Self {
            caller: line(&self.caller, ("联系人", "caller"))?,
            words: text_needed(&self.words, ("客户说的话", "what the customer said"))?,
            answers: Vec::new(),
            ..self
        })
    }

    pub fn decide(&self, command: Command, by: PersonId, now: Timestamp) -> Result<Vec<Event>, ContactRefusal> {
        if let Some(at) = self.settled_at() {
            return Err(ContactRefusal::Settled { at });
        }
        let event = match command {
            Command::Answer { words, is, at } => {
                check_past(at, now)?;
                check_not_before(at, self.answers.last().map_or(self.at, |last| last.at))?;
                if let Outcome::Promised { next } = is {
                    let days = next.duration_since(at).as_hours() / 24;
                    if next <= at {
                        return Err(ContactRefusal::NextNotAhead { next });
                    } else if days >= FURTHEST_DAYS {
                        return Err(ContactRefusal::NextTooFar { most_days: FURTHEST_DAYS });
                    }
                }
                let words = text_needed(&words, ("答复内容", "what the customer was told"))?;
                Event::Answered { answer: Answer { words, is, by, at } }
            }
            Command::HandOn { to } if to == self.owner => return Err(ContactRefusal::SamePerson),
            Command::HandOn { to } => Event::HandedOn { to, by, at: now },
        };
        Ok(vec![event])
    }

    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Answered { answer } => self.answers.push(answer),
            Event::HandedOn { to, .. } => self.owner = to,
        }
    }

    pub fn settled_at(&self) -> Option<Timestamp> {
        self.answers.iter().find(|answer| answer.is == Outcome::Settled).map(|answer| answer.at)
    }
}

impl From<Fault> for ContactRefusal {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

impl Say for ContactRefusal {
    fn say(&self) -> Message {
        use ContactRefusal::*;
        match self {
            Field(fault) => fault.say(),
            Settled { at } => Message::new("contact-settled").with("at", *at),
            NextNotAhead { next } => Message::new("contact-next-not-ahead").with("next", *next),
            NextTooFar { most_days } => Message::new("contact-next-too-far").with("most", *most_days),
            SamePerson => Message::new("contact-same-person"),
        }
    }
}
