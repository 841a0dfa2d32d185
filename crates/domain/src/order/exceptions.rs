//! Exceptions of an order: what is wrong, who deals with it, why it happened, and how it ended. People raise and settle
//! them; so does the program by the company's rules (`crate::exception`), which never raises one trouble twice.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Order,
    decide::{LONGEST_TEXT, text_in, text_within},
    event::Event,
    refusal::Refusal,
};
use crate::{
    CauseKey, DepartmentKey, ExceptionId, Message, PersonId, Say, StepKey,
    exception::{Finding, Found, RuleKey},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exception {
    pub id: ExceptionId,
    pub step: Option<StepKey>,
    /// In the words of whoever raised it; empty when a rule did.
    pub note: String,
    /// What a rule has found; nothing when a person raised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Finding>,
    #[serde(default, skip_serializing_if = "Handling::is_empty")]
    pub handling: Handling,
    /// Somebody has said how it is dealt with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handled: bool,
    pub raised_at: Timestamp,
    pub raised_by: PersonId,
    pub cleared: Option<Cleared>,
}

/// Who deals with an exception and by when; why it happened, and which department bears it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Handling {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<CauseKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charged_to: Option<DepartmentKey>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cleared {
    pub at: Timestamp,
    pub by: PersonId,
    pub note: String,
    /// What the rule had found is no longer so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mended: bool,
}

impl Exception {
    pub fn is_open(&self) -> bool {
        self.cleared.is_none()
    }

    pub fn rule(&self) -> Option<RuleKey> {
        self.found.as_ref().map(Finding::rule)
    }

    pub fn has_mended(&self) -> bool {
        self.cleared.as_ref().is_some_and(|cleared| cleared.mended)
    }

    /// Should have been settled before today.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.handling.due.is_some_and(|due| due < today)
    }
}

/// What is wrong: as somebody wrote it, or as the rule says it.
impl Say for Exception {
    fn say(&self) -> Message {
        match &self.found {
            Some(found) => found.say(),
            None => Message::new("exception-note").with("note", self.note.as_str()),
        }
    }
}

impl Handling {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Order {
    pub fn exception(&self, id: ExceptionId) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| exception.id == id)
    }

    pub fn open_exceptions(&self) -> impl Iterator<Item = &Exception> {
        self.exceptions.iter().filter(|exception| exception.is_open())
    }

    /// A due day that is set now is not in the past; one that was set before may be by now.
    pub(super) fn handled(
        &self,
        id: ExceptionId,
        handling: Handling,
        note: &str,
        today: Date,
    ) -> Result<Event, Refusal> {
        let exception = self.exception(id).ok_or(Refusal::NoSuchException)?;
        let note = text_within(note, LONGEST_TEXT)?;
        if handling == exception.handling && note.is_empty() {
            return Err(Refusal::NothingChanged);
        }
        if handling.due != exception.handling.due {
            not_in_the_past(handling.due, today)?;
        }
        Ok(Event::ExceptionHandled { id, handling, note })
    }

    /// With the closing note, and with cause and department where they are told only now.
    pub(super) fn cleared(
        &self,
        id: ExceptionId,
        note: &str,
        concluded: impl FnOnce(&Handling) -> Handling,
    ) -> Result<Vec<Event>, Refusal> {
        let exception = self.exception(id).ok_or(Refusal::NoSuchException)?;
        if !exception.is_open() {
            return Err(Refusal::ExceptionAlreadyCleared);
        }
        let was = &exception.handling;
        let handling = concluded(was);
        let handled = (handling != *was).then(|| Event::ExceptionHandled { id, handling, note: String::new() });
        let cleared = Event::ExceptionCleared { id, note: text_in(note)?, mended: false };
        Ok(handled.into_iter().chain([cleared]).collect())
    }

    /// One trouble has one exception, however many copies of the program find it.
    pub(super) fn raised_by_rule(
        &self,
        id: ExceptionId,
        found: Found,
        owner: Option<PersonId>,
        due: Option<Date>,
    ) -> Result<Event, Refusal> {
        if self.raised().iter().any(|raised| raised.answers(&found)) {
            return Err(Refusal::ExceptionAlreadyRaised);
        }
        let handling = Handling { owner, due, ..Handling::default() };
        Ok(Event::ExceptionRaised { id, step: found.step, note: String::new(), found: Some(found.finding), handling })
    }

    /// Where people have said how it is dealt with, it stays so; else a worse form goes to whom its rule names, by its day.
    pub(super) fn restated(
        &self,
        id: ExceptionId,
        finding: Finding,
        owner: Option<PersonId>,
        due: Option<Date>,
    ) -> Result<Event, Refusal> {
        let exception = self.exception(id).ok_or(Refusal::NoSuchException)?;
        let was = exception.found.as_ref().ok_or(Refusal::NoSuchException)?;
        if !exception.is_open() {
            return Err(Refusal::ExceptionAlreadyCleared);
        }
        if was.says(&finding) || !was.concerns_the_same_as(&finding) {
            return Err(Refusal::ExceptionAlreadyRaised);
        }
        let goes_on = finding.rule().is_worse_than(was.rule()) && !exception.handled;
        let was = &exception.handling;
        let handling = match goes_on {
            true => Handling { owner: owner.or(was.owner), due: due.or(was.due), ..was.clone() },
            false => was.clone(),
        };
        Ok(Event::ExceptionRestated { id, found: finding, handling })
    }

    pub(super) fn mended(&self, id: ExceptionId) -> Result<Event, Refusal> {
        let exception = self.exception(id).filter(|exception| exception.found.is_some());
        match exception.ok_or(Refusal::NoSuchException)?.is_open() {
            true => Ok(Event::ExceptionCleared { id, note: String::new(), mended: true }),
            false => Err(Refusal::ExceptionAlreadyCleared),
        }
    }
}

pub(super) fn not_in_the_past(due: Option<Date>, today: Date) -> Result<(), Refusal> {
    match due {
        Some(due) if due < today => Err(Refusal::DueInThePast { due }),
        _ => Ok(()),
    }
}
