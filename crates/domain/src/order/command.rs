//! What a person, an import or a program asks of an order.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Answer, Evidence, FileRef, Handling, Header, Line, ProcessRef, Subject};
use crate::{
    CauseKey, DepartmentKey, ExceptionId, LetterId, Money, OrderId, PersonId, PromiseId, SampleDeedId, SampleId,
    StepKey,
    costing::{Actual, CostSheet},
    credit::Release,
    exception::{Finding, Found},
    letter::{LetterOfCredit, Review, Version},
    process::gate::Fact,
    sample,
    schedule::PlanChange,
};

/// A new order, complete, as it is entered, imported or sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub id: OrderId,
    pub number: String,
    pub process: ProcessRef,
    pub header: Header,
    pub lines: Vec<Line>,
    /// The original of the order, kept as it came.
    pub originals: Vec<FileRef>,
    /// What was done before the order was entered here (imported orders), in the order in which it happened.
    pub past: Vec<PastStep>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastStep {
    pub step: StepKey,
    pub was: Past,
}

/// What is known of a step that happened before its order was entered here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Past {
    /// It lies behind the order at this time, and no more is known: not whether a step that may fall away was needed.
    Behind {
        at: Timestamp,
        /// What is still known of its form: a carrier, a tracking number.
        #[serde(default)]
        answers: BTreeMap<String, Answer>,
    },
    Started {
        at: Timestamp,
        /// Who did it; the person who enters the order when nobody is named.
        #[serde(default)]
        by: Option<PersonId>,
    },
    /// Finished again, it was reopened in between.
    Finished {
        at: Timestamp,
        #[serde(default)]
        by: Option<PersonId>,
    },
    Skipped {
        /// When work went on without it.
        at: Timestamp,
        reason: String,
    },
}

/// A command to an order that exists.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Start {
        step: StepKey,
        /// When work really began, if not now.
        at: Option<Timestamp>,
    },
    Finish {
        step: StepKey,
        /// When it was really finished, if not now.
        at: Option<Timestamp>,
        answers: BTreeMap<String, Answer>,
    },
    /// Hand to a person, or back to the department.
    Assign {
        step: StepKey,
        to: Option<PersonId>,
        note: String,
    },
    Skip {
        step: StepKey,
        reason: String,
    },
    Reopen {
        step: StepKey,
        reason: String,
    },
    Remark {
        step: Option<StepKey>,
        text: String,
    },
    Attach {
        step: Option<StepKey>,
        file: FileRef,
    },
    RaiseException {
        id: ExceptionId,
        step: Option<StepKey>,
        note: String,
        handling: Handling,
    },
    /// Who deals with it, by when, and why it happened: all of it, as it is to be from now on.
    HandleException {
        id: ExceptionId,
        handling: Handling,
        note: String,
    },
    ClearException {
        id: ExceptionId,
        note: String,
        cause: Option<CauseKey>,
        charged_to: Option<DepartmentKey>,
    },
    /// By the program alone: a rule has found something.
    RaiseByRule {
        id: ExceptionId,
        found: Found,
        owner: Option<PersonId>,
        due: Option<Date>,
    },
    /// By the program alone: what a rule had found has another form or ground by now. Who would deal with it and by when,
    /// if it were raised now.
    RestateByRule {
        id: ExceptionId,
        finding: Finding,
        owner: Option<PersonId>,
        due: Option<Date>,
    },
    /// By the program alone: what a rule had found is no longer so.
    MendByRule {
        id: ExceptionId,
    },
    Promise {
        id: PromiseId,
        text: String,
        due: Date,
        owner: PersonId,
    },
    ClosePromise {
        id: PromiseId,
        kept: bool,
        note: String,
    },
    /// Replace header and lines.
    Amend {
        header: Box<Header>,
        lines: Vec<Line>,
        reason: String,
    },
    /// Change the plan of open steps, the promised day, or both. `changes` are all that hold from then on.
    Replan {
        changes: BTreeMap<StepKey, PlanChange>,
        promised: Option<Date>,
        reason: String,
    },
    Cancel {
        reason: String,
    },
    /// Sign what waits for it.
    Sign {
        on: Subject,
        comment: String,
    },
    /// Back for correction, or a change order refused.
    SendBack {
        on: Subject,
        reason: String,
    },
    /// Take back what was handed in.
    Withdraw {
        on: Subject,
        reason: String,
    },
    /// Header and lines as a reviewed order is to be from now on, asked for by a department, which bears the loss.
    ProposeChange {
        header: Box<Header>,
        lines: Vec<Line>,
        reason: String,
        asked_by: DepartmentKey,
        loss: Option<Money>,
    },
    /// A round of quotation: what is offered, and until when.
    Quote {
        header: Box<Header>,
        lines: Vec<Line>,
        valid_until: Option<Date>,
        note: String,
    },
    ReceiveLetter {
        letter: Box<LetterOfCredit>,
    },
    /// The credit as it reads with an amendment.
    AmendLetter {
        id: LetterId,
        version: Box<Version>,
    },
    /// Who and when are filled in.
    ReviewLetter {
        id: LetterId,
        review: Box<Review>,
    },
    EstimateCosts {
        sheet: Box<CostSheet>,
    },
    EnterCost {
        actual: Box<Actual>,
    },
    /// Take back the entry of this number, from 1.
    ReverseCost {
        number: usize,
        note: String,
    },
    ShowCredit {
        evidence: Box<Evidence>,
    },
    /// By the ledger of credit alone, which has decided it.
    ReleaseCredit {
        release: Release,
    },
    RecallCredit {
        reason: String,
    },
    /// By the ledgers alone. A fact without a value is not known any more.
    Tell {
        facts: BTreeMap<String, Option<Fact>>,
    },
    /// By the inspections alone.
    TellFailed {
        failed: Vec<crate::quality::Finding>,
    },
    /// Something is told of a sample; today where no day is said.
    Sample {
        id: SampleDeedId,
        sample: SampleId,
        deed: Box<sample::Deed>,
        on: Option<Date>,
    },
    AnswerQuote {
        round: u32,
        accepted: bool,
        words: String,
    },
}

impl Command {
    /// The exception a person's command settles.
    pub fn exception(&self) -> Option<ExceptionId> {
        match self {
            Command::HandleException { id, .. } | Command::ClearException { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// The step a command is about.
    pub fn step(&self) -> Option<&StepKey> {
        match self {
            Command::Start { step, .. }
            | Command::Finish { step, .. }
            | Command::Assign { step, .. }
            | Command::Skip { step, .. }
            | Command::Reopen { step, .. } => Some(step),
            Command::Sign { on, .. } | Command::SendBack { on, .. } | Command::Withdraw { on, .. } => on.step(),
            Command::Remark { step, .. } | Command::Attach { step, .. } | Command::RaiseException { step, .. } => {
                step.as_ref()
            }
            Command::RaiseByRule { found, .. } => found.step.as_ref(),
            _ => None,
        }
    }
}
