//! What happened to an order. Events are the truth: never changed, never deleted, numbered without gaps.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Answer, ChangeOrder, Evidence, FileRef, Handling, Header, Line, ProcessRef, Quotation, Subject};
use crate::{
    ExceptionId, LetterId, OrderId, PersonId, PromiseId, SampleDeedId, SampleId, StepKey,
    costing::{Actual, CostSheet},
    credit::Release,
    exception::Finding,
    letter::{LetterOfCredit, Review, Version},
    process::gate::Fact,
    sample::SampleEvent,
    schedule::PlanChange,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Entered {
        id: OrderId,
        number: String,
        process: ProcessRef,
        header: Box<Header>,
        lines: Vec<Line>,
    },
    Started {
        step: StepKey,
        at: Timestamp,
        /// Who did it, where that is somebody else than who told of it (imported history).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    Finished {
        step: StepKey,
        at: Timestamp,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        answers: BTreeMap<String, Answer>,
        /// Who did it, as for `Started`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// Handed in to be signed by these links; finished once they have.
    Submitted {
        step: StepKey,
        at: Timestamp,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        answers: BTreeMap<String, Answer>,
        links: Vec<String>,
    },
    Signed {
        on: Subject,
        link: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_place_of: Option<PersonId>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        comment: String,
    },
    /// Back for correction, a change order refused: what was signed is void.
    SentBack {
        on: Subject,
        link: String,
        reason: String,
    },
    Withdrawn {
        on: Subject,
        reason: String,
    },
    /// The order changed under what was to be signed.
    Voided {
        step: StepKey,
    },
    ChangeProposed {
        change: Box<ChangeOrder>,
    },
    Quoted {
        quotation: Box<Quotation>,
    },
    LetterReceived {
        letter: Box<LetterOfCredit>,
    },
    LetterAmended {
        id: LetterId,
        version: Box<Version>,
    },
    LetterReviewed {
        id: LetterId,
        review: Box<Review>,
    },
    CostsEstimated {
        version: u32,
        sheet: Box<CostSheet>,
    },
    CostEntered {
        actual: Box<Actual>,
    },
    /// Something that speaks for the release on credit.
    CreditShown {
        evidence: Box<Evidence>,
    },
    CreditReleased {
        release: Release,
    },
    /// The release is void; without a reason because the order has changed.
    CreditRecalled {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// What the ledgers know of the order by now, for gates and forecast; nothing where they don't know any more.
    LedgerTold {
        facts: BTreeMap<String, Option<Fact>>,
    },
    /// The lots that have failed their inspection by now and may not go on; none once all may.
    LotsFailed {
        failed: Vec<crate::quality::Finding>,
    },
    /// Something that happened to one of its samples.
    Sampled {
        id: SampleDeedId,
        sample: SampleId,
        event: Box<SampleEvent>,
    },
    QuoteAnswered {
        round: u32,
        accepted: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    Assigned {
        step: StepKey,
        to: Option<PersonId>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    Skipped {
        step: StepKey,
        reason: String,
        /// When work went on without it, where that is not when it was told (imported history).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
    },
    Reopened {
        step: StepKey,
        reason: String,
    },
    Remarked {
        step: Option<StepKey>,
        text: String,
    },
    /// `original`: this file is the order as the customer sent it.
    Attached {
        step: Option<StepKey>,
        file: FileRef,
        original: bool,
    },
    ExceptionRaised {
        id: ExceptionId,
        step: Option<StepKey>,
        note: String,
        /// What a rule has found, when it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        found: Option<Finding>,
        #[serde(default, skip_serializing_if = "Handling::is_empty")]
        handling: Handling,
    },
    /// From now on it is dealt with so.
    ExceptionHandled {
        id: ExceptionId,
        handling: Handling,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// By a rule: the trouble is still there, and another form or ground of it than was said; dealt with so from now on.
    ExceptionRestated {
        id: ExceptionId,
        found: Finding,
        #[serde(default, skip_serializing_if = "Handling::is_empty")]
        handling: Handling,
    },
    /// `mended`: by itself, as the rule that raised it sees.
    ExceptionCleared {
        id: ExceptionId,
        note: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        mended: bool,
    },
    Promised {
        id: PromiseId,
        text: String,
        due: Date,
        owner: PersonId,
    },
    PromiseClosed {
        id: PromiseId,
        kept: bool,
        note: String,
    },
    Amended {
        header: Box<Header>,
        lines: Vec<Line>,
        reason: String,
        /// By the change order that was open.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_change: bool,
    },
    /// The plan of the steps that are still open, and the promised day, as somebody has changed them.
    Replanned {
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        changes: BTreeMap<StepKey, PlanChange>,
        promised: Option<Date>,
        reason: String,
    },
    Cancelled {
        reason: String,
    },
}

/// An event with who, when and from where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// Place in the order's stream, from 1.
    pub seq: u64,
    pub at: Timestamp,
    pub by: PersonId,
    pub via: Via,
    pub event: Event,
}

/// Where a command came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    Screen,
    Api,
    Import,
    /// The program itself, the command line, or the demo company.
    Program,
}

impl Recorded {
    /// Who did what is told: of imported history it is not who told of it.
    pub fn doer(&self) -> PersonId {
        match &self.event {
            Event::Started { by, .. } | Event::Finished { by, .. } => by.unwrap_or(self.by),
            _ => self.by,
        }
    }

    /// When it really happened, which may be before it was told.
    pub fn happened_at(&self) -> Timestamp {
        match &self.event {
            Event::Started { at, .. } | Event::Finished { at, .. } | Event::Skipped { at: Some(at), .. } => *at,
            _ => self.at,
        }
    }
}

impl Event {
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Entered { .. } => "entered",
            Event::Started { .. } => "started",
            Event::Finished { .. } => "finished",
            Event::Submitted { .. } => "submitted",
            Event::Signed { .. } => "signed",
            Event::SentBack { .. } => "sent_back",
            Event::Withdrawn { .. } => "withdrawn",
            Event::Voided { .. } => "voided",
            Event::ChangeProposed { .. } => "change_proposed",
            Event::Quoted { .. } => "quoted",
            Event::QuoteAnswered { .. } => "quote_answered",
            Event::LetterReceived { .. } => "letter_received",
            Event::LetterAmended { .. } => "letter_amended",
            Event::LetterReviewed { .. } => "letter_reviewed",
            Event::CostsEstimated { .. } => "costs_estimated",
            Event::CostEntered { .. } => "cost_entered",
            Event::CreditShown { .. } => "credit_shown",
            Event::CreditReleased { .. } => "credit_released",
            Event::CreditRecalled { .. } => "credit_recalled",
            Event::LedgerTold { .. } => "ledger_told",
            Event::LotsFailed { .. } => "lots_failed",
            Event::Sampled { .. } => "sampled",
            Event::Assigned { .. } => "assigned",
            Event::Skipped { .. } => "skipped",
            Event::Reopened { .. } => "reopened",
            Event::Remarked { .. } => "remarked",
            Event::Attached { .. } => "attached",
            Event::ExceptionRaised { .. } => "exception_raised",
            Event::ExceptionHandled { .. } => "exception_handled",
            Event::ExceptionRestated { .. } => "exception_restated",
            Event::ExceptionCleared { .. } => "exception_cleared",
            Event::Promised { .. } => "promised",
            Event::PromiseClosed { .. } => "promise_closed",
            Event::Amended { .. } => "amended",
            Event::Replanned { .. } => "replanned",
            Event::Cancelled { .. } => "cancelled",
        }
    }

    /// Does it say what the order costs? Then it is for those who may see that.
    pub fn tells_costs(&self) -> bool {
        matches!(self, Event::CostsEstimated { .. } | Event::CostEntered { .. })
    }

    /// Does it say what the customer pays or owes?
    pub fn tells_money(&self) -> bool {
        matches!(self, Event::CreditShown { .. } | Event::CreditReleased { .. } | Event::LedgerTold { .. })
    }

    pub fn step(&self) -> Option<&StepKey> {
        match self {
            Event::Started { step, .. }
            | Event::Finished { step, .. }
            | Event::Submitted { step, .. }
            | Event::Voided { step }
            | Event::Assigned { step, .. }
            | Event::Skipped { step, .. }
            | Event::Reopened { step, .. } => Some(step),
            Event::Signed { on, .. } | Event::SentBack { on, .. } | Event::Withdrawn { on, .. } => on.step(),
            Event::Remarked { step, .. } | Event::Attached { step, .. } | Event::ExceptionRaised { step, .. } => {
                step.as_ref()
            }
            _ => None,
        }
    }
}

impl Recorded {
    /// Did people move the order by this? What the program does by itself does not, nor who is to look at an exception.
    pub fn moves(&self) -> bool {
        self.by != PersonId::PROGRAM && !matches!(self.event, Event::ExceptionHandled { .. })
    }
}
