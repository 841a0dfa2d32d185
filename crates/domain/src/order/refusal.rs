//! Why a command is refused, with the numbers and the names that show the way out.

use jiff::{Timestamp, civil::Date};

use super::{days::DayFault, decide::LONGEST_NAME};
use crate::{
    Currency, Message, Say, Text,
    approval::{Turn, Unfit},
    costing,
    letter::LetterFault,
    process::due::Takes,
    sample::SampleRefusal,
};

/// One thing that keeps a step from moving, as the order page says it and as a refusal repeats it.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// These steps come first; with the departments that do them.
    After {
        steps: Vec<Text>,
        departments: Vec<Text>,
    },
    /// A condition of the process does not hold.
    Gate {
        sentence: Text,
    },
    /// A condition needs to know something that a step's form tells.
    Unknown {
        sentence: Text,
        facts: Vec<String>,
        asked_in: Vec<Text>,
    },
    Cancelled,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    NotAllowed {
        needs: Needs,
    },
    NoSuchStep {
        step: String,
    },
    NoSuchException,
    NoSuchPromise,
    /// The step, and the first thing that keeps it.
    Blocked {
        step: Text,
        blocks: Vec<Block>,
    },
    AlreadyStarted {
        step: Text,
    },
    AlreadyClosed {
        step: Text,
    },
    NotClosed {
        step: Text,
    },
    NotNeeded {
        step: Text,
    },
    NumberMissing,
    /// Later steps have begun and must be reopened first.
    LaterStepsBegun {
        step: Text,
        later: Vec<Text>,
    },
    ReasonMissing,
    TextMissing,
    TextTooLong {
        limit: usize,
    },
    InTheFuture {
        at: Timestamp,
    },
    BeforeStart {
        at: Timestamp,
        started: Timestamp,
    },
    BeforeReceived {
        at: Timestamp,
        received: Timestamp,
    },
    Cancelled,
    AlreadyHandedSo,
    ExceptionAlreadyCleared,
    /// The program has raised it already: what every copy of it but the first is told.
    ExceptionAlreadyRaised,
    DueInThePast {
        due: Date,
    },
    PromiseAlreadyClosed,
    PromiseInThePast {
        due: Date,
    },
    NothingChanged,
    /// A plan for a step lies more than three years ahead, or before the order.
    PlanOutOfReach {
        step: Text,
    },
    /// The first part of a step that is split would be none of its work, or all.
    SplitOutside {
        step: Text,
        whole: Option<Takes>,
    },
    OrderFinished,
    PromisedTooFar {
        promised: Date,
        furthest: Date,
    },
    PromisedBeforeReceived {
        promised: Date,
        received: Date,
    },
    /// Somebody else signs it now, or nothing waits to be signed.
    Approval(Unfit),
    /// The step has been handed in and waits for this link.
    InApproval {
        step: Text,
        turn: Box<Turn>,
    },
    /// The order has been reviewed: it changes by a change order only.
    Frozen {
        review: Text,
    },
    /// The order has not been reviewed yet and can be changed as it is.
    NotFrozen,
    /// Another change order is open.
    ChangeOpen {
        number: u32,
    },
    NoSuchQuote {
        round: u32,
    },
    /// Of the bank slips that were shown, from 1, and not taken back.
    NoSuchSlip {
        number: usize,
    },
    QuoteAnswered {
        round: u32,
    },
    QuoteExpired {
        round: u32,
        until: Date,
    },
    ValidUntilInThePast {
        until: Date,
    },
    LossNegative,
    NoSuchLetter,
    /// A letter of credit of this number is there already.
    LetterTwice {
        number: String,
    },
    Letter(LetterFault),
    DayInTheFuture {
        day: Date,
    },
    Costs {
        faults: Vec<costing::Fault>,
    },
    NoCostSheet,
    CostEntry(costing::EntryFault),
    TooManyEntries {
        most: usize,
    },
    /// Credit is not released now.
    NotReleased,
    AlreadyReleased,
    AmountNotPositive,
    /// Amounts of the order are in its own currency.
    OtherCurrency {
        currency: Currency,
    },
    Sample(SampleRefusal),
    /// The day on which the order was received.
    Received(DayFault),
    Lines(LineFault),
    Form {
        faults: Vec<FieldFault>,
    },
}

/// Who could do it, when this viewer may not.
#[derive(Debug, Clone, PartialEq)]
pub enum Needs {
    Department(Text),
    /// Any of them, or a manager.
    Departments(Vec<Text>),
    Manager,
    Sales,
    /// Sales, planning or a manager.
    Planners,
    Administrator,
    /// Whoever sees all orders.
    AllOrders,
    /// The person whose figures they are, or a manager.
    ThatPerson,
    /// Whoever owns the exception, or who raised it, or a manager.
    Owner,
    /// Whoever handed it in, or a manager.
    Submitter,
    /// The documents department, or a manager.
    Documents,
    Finance,
    /// Sales, purchasing, finance or a manager.
    Costing,
    /// The salesperson of the order in person.
    SalespersonOfOrder,
    MarketingDirector,
    /// The program itself.
    Program,
    /// Read-only people change nothing.
    Writer,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LineFault {
    /// From 1.
    pub line: usize,
    pub what: LineProblem,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LineProblem {
    None,
    TooMany,
    NameMissing,
    NameTooLong,
    SpecTooLong,
    UnitTooLong,
    QuantityNotPositive,
    CountedInFractions,
    PriceNegative,
    DiscountOutOfRange,
    AmountTooLarge,
}

/// A fault of one field of a step's form.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldFault {
    pub key: String,
    pub name: Text,
    pub what: FieldProblem,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FieldProblem {
    Missing,
    WrongKind,
    NotAChoice {
        choices: Vec<Text>,
    },
    WrongUnit {
        unit: String,
    },
    WrongCurrency {
        currency: String,
    },
    /// Pieces, cartons and the like are whole and not below zero.
    NotACount,
    TooLong {
        limit: usize,
    },
    Unknown,
    /// The records of the order say the opposite (`order::ledgers`).
    SaidOtherwise {
        yes: bool,
    },
}

impl Say for Refusal {
    fn say(&self) -> Message {
        use Refusal::*;
        match self {
            NotAllowed { needs } => match needs {
                Needs::Department(name) => Message::new("refusal-needs-department").with("department", name),
                Needs::Departments(names) => {
                    Message::new("refusal-needs-departments").with("departments", names.clone())
                }
                Needs::Manager => Message::new("refusal-needs-manager"),
                Needs::Sales => Message::new("refusal-needs-sales"),
                Needs::Planners => Message::new("refusal-needs-planners"),
                Needs::Administrator => Message::new("refusal-needs-administrator"),
                Needs::AllOrders => Message::new("refusal-needs-all-orders"),
                Needs::ThatPerson => Message::new("refusal-needs-that-person"),
                Needs::Owner => Message::new("refusal-needs-owner"),
                Needs::Submitter => Message::new("refusal-needs-submitter"),
                Needs::Documents => Message::new("refusal-needs-documents"),
                Needs::Finance => Message::new("refusal-needs-finance"),
                Needs::Costing => Message::new("refusal-needs-costing"),
                Needs::SalespersonOfOrder => Message::new("refusal-needs-salesperson"),
                Needs::MarketingDirector => Message::new("refusal-needs-marketing-director"),
                Needs::Program => Message::new("refusal-needs-program"),
                Needs::Writer => Message::new("refusal-needs-writer"),
            },
            NoSuchStep { step } => Message::new("refusal-no-such-step").with("step", step.as_str()),
            NoSuchException => Message::new("refusal-no-such-exception"),
            NoSuchPromise => Message::new("refusal-no-such-promise"),
            Blocked { step, blocks } => match blocks.first() {
                Some(block) => block.say().with("step", step),
                None => Message::new("refusal-blocked").with("step", step),
            },
            AlreadyStarted { step } => Message::new("refusal-already-started").with("step", step),
            AlreadyClosed { step } => Message::new("refusal-already-closed").with("step", step),
            NotClosed { step } => Message::new("refusal-not-closed").with("step", step),
            NumberMissing => Message::new("refusal-number-missing"),
            NotNeeded { step } => Message::new("refusal-not-needed").with("step", step),
            LaterStepsBegun { step, later } => {
                Message::new("refusal-later-steps-begun").with("step", step).with("later", later.clone())
            }
            ReasonMissing => Message::new("refusal-reason-missing"),
            TextMissing => Message::new("refusal-text-missing"),
            TextTooLong { limit } => Message::new("refusal-text-too-long").with("limit", *limit),
            InTheFuture { at } => Message::new("refusal-in-the-future").with("at", *at),
            BeforeStart { at, started } => {
                Message::new("refusal-before-start").with("at", *at).with("started", *started)
            }
            BeforeReceived { at, received } => {
                Message::new("refusal-before-received").with("at", *at).with("received", *received)
            }
            Cancelled => Message::new("refusal-cancelled"),
            AlreadyHandedSo => Message::new("refusal-already-handed-so"),
            ExceptionAlreadyCleared => Message::new("refusal-exception-already-cleared"),
            ExceptionAlreadyRaised => Message::new("refusal-exception-already-raised"),
            DueInThePast { due } => Message::new("refusal-due-in-the-past").with("due", *due),
            PromiseAlreadyClosed => Message::new("refusal-promise-already-closed"),
            PromiseInThePast { due } => Message::new("refusal-promise-in-the-past").with("due", *due),
            PlanOutOfReach { step } => Message::new("refusal-plan-out-of-reach").with("step", step),
            SplitOutside { step, whole: None } => Message::new("refusal-split-of-nothing").with("step", step),
            SplitOutside { step, whole: Some(whole) } => {
                Message::new("refusal-split-outside").with("step", step).with("whole", whole.text())
            }
            PromisedTooFar { promised, furthest } => {
                Message::new("refusal-promised-too-far").with("promised", *promised).with("furthest", *furthest)
            }
            NothingChanged => Message::new("refusal-nothing-changed"),
            PromisedBeforeReceived { promised, received } => {
                Message::new("refusal-promised-before-received").with("promised", *promised).with("received", *received)
            }
            OrderFinished => Message::new("refusal-order-finished"),
            Approval(unfit) => unfit.say(),
            InApproval { step, turn } => {
                Message::new("refusal-in-approval").with("step", step).with("link", &turn.link).with("by", &turn.by)
            }
            Frozen { review } => Message::new("refusal-frozen").with("review", review),
            NotFrozen => Message::new("refusal-not-frozen"),
            ChangeOpen { number } => Message::new("refusal-change-open").with("number", u64::from(*number)),
            NoSuchQuote { round } => Message::new("refusal-no-such-quote").with("round", u64::from(*round)),
            NoSuchSlip { number } => Message::new("refusal-no-such-slip").with("number", *number),
            QuoteAnswered { round } => Message::new("refusal-quote-answered").with("round", u64::from(*round)),
            QuoteExpired { round, until } => {
                Message::new("refusal-quote-expired").with("round", u64::from(*round)).with("until", *until)
            }
            ValidUntilInThePast { until } => Message::new("refusal-valid-until-in-the-past").with("until", *until),
            LossNegative => Message::new("refusal-loss-negative"),
            NoSuchLetter => Message::new("refusal-no-such-letter"),
            LetterTwice { number } => Message::new("refusal-letter-twice").with("number", number.as_str()),
            Letter(fault) => fault.say(),
            DayInTheFuture { day } => Message::new("refusal-day-in-the-future").with("day", *day),
            Costs { faults } => match faults.first() {
                Some(fault) => fault.say(),
                None => Message::new("refusal-form"),
            },
            NoCostSheet => Message::new("refusal-no-cost-sheet"),
            CostEntry(fault) => fault.say(),
            TooManyEntries { most } => Message::new("refusal-too-many-entries").with("most", *most),
            NotReleased => Message::new("refusal-not-released"),
            AlreadyReleased => Message::new("refusal-already-released"),
            AmountNotPositive => Message::new("refusal-amount-not-positive"),
            OtherCurrency { currency } => Message::new("refusal-other-currency").with("currency", currency.code()),
            Sample(refusal) => refusal.say(),
            Received(fault) => fault.say(),
            Lines(fault) => fault.say(),
            Form { faults } => match faults.first() {
                Some(fault) => fault.say(),
                None => Message::new("refusal-form"),
            },
        }
    }
}

impl Say for Block {
    fn say(&self) -> Message {
        match self {
            Block::After { steps, departments } => {
                Message::new("block-after").with("steps", steps.clone()).with("departments", departments.clone())
            }
            Block::Gate { sentence } => Message::new("block-gate").with("sentence", sentence),
            // What no form gives, the order itself does.
            Block::Unknown { sentence, asked_in, .. } if asked_in.is_empty() => {
                Message::new("block-unknown-in-order").with("sentence", sentence)
            }
            Block::Unknown { sentence, asked_in, .. } => {
                Message::new("block-unknown").with("sentence", sentence).with("steps", asked_in.clone())
            }
            Block::Cancelled => Message::new("refusal-cancelled"),
        }
    }
}

impl Say for LineFault {
    fn say(&self) -> Message {
        let key = match self.what {
            LineProblem::None => "line-none",
            LineProblem::TooMany => "line-too-many",
            LineProblem::NameMissing => "line-name-missing",
            LineProblem::NameTooLong => "line-name-too-long",
            LineProblem::SpecTooLong => "line-spec-too-long",
            LineProblem::UnitTooLong => "line-unit-too-long",
            LineProblem::QuantityNotPositive => "line-quantity-not-positive",
            LineProblem::CountedInFractions => "line-counted-in-fractions",
            LineProblem::PriceNegative => "line-price-negative",
            LineProblem::DiscountOutOfRange => "line-discount-out-of-range",
            LineProblem::AmountTooLarge => "line-amount-too-large",
        };
        let said = Message::new(key).with("line", self.line);
        match self.what {
            LineProblem::NameTooLong | LineProblem::SpecTooLong | LineProblem::UnitTooLong => {
                said.with("limit", LONGEST_NAME)
            }
            _ => said,
        }
    }
}

impl Say for FieldFault {
    fn say(&self) -> Message {
        match &self.what {
            FieldProblem::Missing => Message::new("field-missing"),
            FieldProblem::WrongKind => Message::new("field-wrong-kind"),
            FieldProblem::NotAChoice { choices } => Message::new("field-not-a-choice").with("choices", choices.clone()),
            FieldProblem::WrongUnit { unit } => Message::new("field-wrong-unit").with("unit", unit.as_str()),
            FieldProblem::WrongCurrency { currency } => {
                Message::new("field-wrong-currency").with("currency", currency.as_str())
            }
            FieldProblem::NotACount => Message::new("field-not-a-count"),
            FieldProblem::TooLong { limit } => Message::new("field-too-long").with("limit", *limit),
            FieldProblem::Unknown => Message::new("field-unknown"),
            FieldProblem::SaidOtherwise { yes: true } => Message::new("field-recorded-yes"),
            FieldProblem::SaidOtherwise { yes: false } => Message::new("field-recorded-no"),
        }
        .with("field", &self.name)
    }
}
