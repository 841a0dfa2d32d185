//! Giving up what will not be paid. One person asks, another decides; only then does it become an entry.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::allocation::Reduction;
use crate::{InvoiceId, Message, Money, PersonId, Say};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOff {
    pub invoice: InvoiceId,
    pub instalment: u32,
    pub amount: Money,
    pub reason: String,
    pub asked_by: PersonId,
    pub decision: Option<Decision>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub approved: bool,
    pub by: PersonId,
    pub at: Timestamp,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteOffRefusal {
    NoReason,
    OwnRequest,
    AlreadyDecided { at: Timestamp },
}

impl WriteOff {
    /// The request, if it says why.
    pub fn checked(self) -> Result<WriteOff, WriteOffRefusal> {
        if self.reason.trim().is_empty() { Err(WriteOffRefusal::NoReason) } else { Ok(self) }
    }

    pub fn decide(mut self, decision: Decision) -> Result<WriteOff, WriteOffRefusal> {
        if let Some(earlier) = &self.decision {
            return Err(WriteOffRefusal::AlreadyDecided { at: earlier.at });
        }
        if decision.by == self.asked_by {
            return Err(WriteOffRefusal::OwnRequest);
        }
        self.decision = Some(decision);
        Ok(self)
    }

    /// What is to be entered, once it is approved (`allocation::checked_reduction`).
    pub fn approved(&self) -> Option<Reduction> {
        let approved = self.decision.as_ref().filter(|decision| decision.approved)?;
        Some(Reduction::WriteOff { asked_by: self.asked_by, approved_by: approved.by })
    }
}

impl Say for WriteOffRefusal {
    fn say(&self) -> Message {
        match self {
            WriteOffRefusal::NoReason => Message::new("write-off-no-reason"),
            WriteOffRefusal::OwnRequest => Message::new("write-off-own-request"),
            WriteOffRefusal::AlreadyDecided { at } => Message::new("write-off-already-decided").with("at", *at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{cny, id};

    #[test]
    fn another_person_decides_and_only_once() {
        let request = || WriteOff {
            invoice: InvoiceId(id(1)),
            instalment: 1,
            amount: cny(5),
            reason: "客户已注销".into(),
            asked_by: PersonId(id(1)),
            decision: None,
        };
        let at: Timestamp = "2026-03-09T01:00:00Z".parse().unwrap();
        let decision = |by, approved| Decision { approved, by: PersonId(id(by)), at, note: String::new() };
        assert_eq!(WriteOff { reason: " ".into(), ..request() }.checked(), Err(WriteOffRefusal::NoReason));
        assert_eq!(request().checked(), Ok(request()));
        assert_eq!(request().approved(), None);
        assert_eq!(request().decide(decision(1, true)), Err(WriteOffRefusal::OwnRequest));
        assert_eq!(request().decide(decision(2, false)).unwrap().approved(), None);
        let approved = request().decide(decision(2, true)).unwrap();
        let by_two = Reduction::WriteOff { asked_by: PersonId(id(1)), approved_by: PersonId(id(2)) };
        assert_eq!(approved.approved(), Some(by_two));
        assert_eq!(approved.decide(decision(3, false)), Err(WriteOffRefusal::AlreadyDecided { at }));
    }
}
