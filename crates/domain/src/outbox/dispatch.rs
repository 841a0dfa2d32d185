//! The life of a message: waiting, being sent, sent or dead. Whoever sends it claims it first, in a transaction of its own, so
//! that of many copies of the program one sends it. Where a copy died in between, nobody knows whether it went out: what the
//! receiver would know again is sent again, the rest waits for somebody's word.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Failure, Next, OutboxFault, Planned, plan::is_kept_quiet, retry};
use crate::{DispatchId, PersonId, Text};

/// Sending takes no longer than this; then whoever claimed it is dead.
pub const LEASE: SignedDuration = SignedDuration::from_mins(5);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dispatch {
    pub id: DispatchId,
    pub planned: Planned,
    pub state: State,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    Waiting {
        at: Timestamp,
        tries: u32,
        /// Why the last try failed.
        last: Option<String>,
    },
    Sending {
        since: Timestamp,
        /// This one included.
        tries: u32,
    },
    Sent {
        at: Timestamp,
        tries: u32,
        /// What the receiver said: the gateway's number, the server's reply.
        receipt: String,
    },
    Dead {
        at: Timestamp,
        tries: u32,
        why: Why,
    },
    /// Somebody did not want it sent.
    Dropped {
        at: Timestamp,
        by: PersonId,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Why {
    Failed {
        why: String,
    },
    /// Nobody wants to hear of it any more.
    Stale,
    /// It may have gone out, and would be there twice.
    InDoubt,
}

impl Dispatch {
    pub fn new(id: DispatchId, planned: Planned) -> Self {
        let state = State::Waiting { at: planned.at, tries: 0, last: None };
        Self { id, planned, state }
    }

    pub fn is_due(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Waiting { at, .. } if at <= now)
    }

    /// To be kept: where that is `Sending`, whoever keeps it sends it now. What has come due late, because the program stood
    /// still or a try failed, waits for the end of quiet hours; `free` gives the first moment that is not quiet for whoever is
    /// told. `None` where there is nothing to do.
    pub fn claimed(&self, now: Timestamp, free: impl Fn(Timestamp) -> Timestamp) -> Option<State> {
        let State::Waiting { at, tries, ref last } = self.state else { return None };
        if at > now {
            return None;
        }
        let planned = &self.planned;
        let quiet = is_kept_quiet(planned.occasion, planned.address.channel);
        let free = if quiet { free(now).max(now) } else { now };
        Some(match planned.until {
            Some(until) if until < free => State::Dead { at: now, tries, why: Why::Stale },
            _ if free > now => State::Waiting { at: free, tries, last: last.clone() },
            _ => State::Sending { since: now, tries: tries.saturating_add(1) },
        })
    }

    /// How it went.
    pub fn sent(&self, receipt: &str, now: Timestamp) -> Option<State> {
        match self.state {
            State::Sending { tries, .. } => {
                Some(State::Sent { at: now, tries, receipt: receipt.chars().take(500).collect() })
            }
            _ => None,
        }
    }

    pub fn failed(&self, failure: &Failure, now: Timestamp) -> Option<State> {
        let State::Sending { tries, .. } = self.state else { return None };
        let why: String = failure.why().chars().take(500).collect();
        Some(match retry::next(tries, failure, now, self.spread()) {
            Next::Again { at } => State::Waiting { at, tries, last: Some(why) },
            Next::Dead => State::Dead { at: now, tries, why: Why::Failed { why } },
        })
    }

    /// Claimed long ago and never told how it went.
    pub fn lapsed(&self, now: Timestamp) -> Option<State> {
        let State::Sending { since, tries } = self.state else { return None };
        if now.duration_since(since) < LEASE {
            return None;
        }
        Some(if self.planned.address.channel.knows_again() {
            State::Waiting { at: now, tries, last: None }
        } else {
            State::Dead { at: now, tries, why: Why::InDoubt }
        })
    }

    /// A dead letter is tried anew, on somebody's word.
    pub fn resent(&self, now: Timestamp) -> Result<State, OutboxFault> {
        match self.state {
            State::Dead { .. } => Ok(State::Waiting { at: now, tries: 0, last: None }),
            _ => Err(OutboxFault::NotDead { state: self.state.name() }),
        }
    }

    pub fn dropped(&self, by: PersonId, now: Timestamp) -> Result<State, OutboxFault> {
        match self.state {
            State::Waiting { .. } | State::Dead { .. } => Ok(State::Dropped { at: now, by }),
            _ => Err(OutboxFault::NotWaiting { state: self.state.name() }),
        }
    }

    fn spread(&self) -> u64 {
        self.id.0.as_u64_pair().1
    }
}

impl State {
    pub fn name(&self) -> Text {
        match self {
            State::Waiting { .. } => Text::new("待发", "waiting"),
            State::Sending { .. } => Text::new("发送中", "being sent"),
            State::Sent { .. } => Text::new("已发", "sent"),
            State::Dead { .. } => Text::new("发送失败", "dead"),
            State::Dropped { .. } => Text::new("已放弃", "dropped"),
        }
    }
}

impl crate::Say for Why {
    fn say(&self) -> crate::Message {
        match self {
            Why::Failed { why } => crate::Message::new("outbox-dead-failed").with("why", why.as_str()),
            Why::Stale => crate::Message::new("outbox-dead-stale"),
            Why::InDoubt => crate::Message::new("outbox-dead-in-doubt"),
        }
    }
}
