//! An order and its steps: the boundary within which following is consistent.
//!
//! `decide` turns a command into events or a refusal; `apply` folds events into state and cannot fail; `situation` says
//! how each step stands and who may do what; `exceptions` are what is wrong; `steps` is S18's step table; `row` is what lists keep of an order;
//! `days` says which days can be meant; `lateness` is how it stands against the promised day; `difference` is what a change makes other than it was.

pub mod apply;
mod approvals;
mod changes;
pub mod command;
mod costs;
mod credit;
pub mod days;
pub mod decide;
pub mod difference;
mod entry;
pub mod event;
pub mod exceptions;
pub mod form;
pub mod inspected;
pub mod lateness;
pub mod ledgers;
mod letters;
mod past;
mod quotes;
pub mod refusal;
pub mod registered;
mod replan;
pub mod row;
mod samples;
pub mod situation;
pub mod steps;
pub mod summary;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use approvals::{Subject, chain};
pub use changes::{ChangeOrder, ClosedChange, Outcome};
pub use costs::{CostEntry, CostVersion, Costs, cost_entries, cost_versions};
pub use credit::{CreditFile, Evidence, Given, Guarantee, Released, Slip};
pub use exceptions::{Cleared, Exception, Handling};
pub use quotes::{Quotation, QuoteAnswer};
pub use samples::{KeptSample, MOST_SAMPLES};

use crate::{
    Currency, CustomerId, FileId, Money, OrderId, PersonId, ProductId, PromiseId, Quantity, StepKey,
    approval::Approval, letter::LetterOfCredit, process::gate::Fact, schedule::PlanChange,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    pub number: String,
    pub process: ProcessRef,
    pub header: Header,
    pub lines: Vec<Line>,
    pub steps: BTreeMap<StepKey, StepState>,
    /// Cancelled orders take no further step.
    pub cancelled: Option<Cancelled>,
    pub exceptions: Vec<Exception>,
    pub promises: Vec<Promise>,
    /// Rounds of quotation, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<Quotation>,
    /// The change order that is open; there is never more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Box<ChangeOrder>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed_changes: Vec<ClosedChange>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<LetterOfCredit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs: Option<Box<Costs>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Box<CreditFile>>,
    /// The first ordered first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    samples: Vec<KeptSample>,
    /// What the ledgers have told of it, for gates.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub told: BTreeMap<String, Fact>,
    /// Lots that failed their inspection and have neither passed since nor been released, as the inspections tell it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed_lots: Vec<crate::quality::Finding>,
    /// What people have changed about the plan, in place of what the process says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub plan_changes: BTreeMap<StepKey, PlanChange>,
    /// What the plan was made from before it was first changed; none while it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<PlanTerms>,
    pub entered_at: Timestamp,
    pub updated_at: Timestamp,
    /// When people last moved the order, once the program has done something since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved_at: Option<Timestamp>,
    /// Number of events so far; each command may name the version it was made for.
    pub version: u64,
}

impl Order {
    /// The line of this number, from 1.
    pub fn line(&self, number: u32) -> Option<&Line> {
        self.lines.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }
}

/// What a plan is made from, beside the process and the day of the order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanTerms {
    pub promised: Option<Date>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<StepKey, PlanChange>,
}

/// An order runs one version of one process.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProcessRef {
    pub key: String,
    pub version: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    pub customer: CustomerId,
    /// The customer's own number for the order.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub customer_ref: String,
    pub channel: Channel,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salesperson: Option<PersonId>,
    pub currency: Currency,
    /// When the order was received: what clock times and lead times count from.
    pub received_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Date>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Terms of payment, as agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payment_terms: String,
    /// Trade terms (Incoterms and place).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub trade_terms: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Phone,
    Fax,
    Email,
    Online,
    /// In person, or not known any more (imported orders).
    Other,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The catalogue's product; `None` for a line in free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub spec: String,
    pub quantity: Quantity,
    /// Price of one unit; `None` while it is not agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
    /// Percent taken off the price, 0 to 100.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub discount_percent: Decimal,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StepState {
    pub progress: Progress,
    /// Who it was handed to; the department at large when nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_at: Option<Timestamp>,
    /// How often it was opened again after it had been closed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reopened: u32,
    /// The latest remark, for the last column of the step table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Answer>,
    /// Handed in to be signed, or signed: while the step is open, it waits for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Progress {
    #[default]
    Waiting,
    Started {
        at: Timestamp,
        by: PersonId,
    },
    /// `started` is missing when somebody finished without saying when work began.
    Finished {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        started: Option<Timestamp>,
        at: Timestamp,
        by: PersonId,
    },
    Skipped {
        at: Timestamp,
        by: PersonId,
        reason: String,
    },
}

/// What was filled in for a field of a step's form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Text(String),
    Number(Quantity),
    Money(Money),
    Date(Date),
    Choice(String),
    Party(String),
    File(FileRef),
    YesNo(bool),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    pub id: FileId,
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
    /// Lower-case hexadecimal; names the content in the attachment store.
    pub sha256: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cancelled {
    pub at: Timestamp,
    pub by: PersonId,
    pub reason: String,
}

/// Something promised to the customer by a day, and whether it was kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    pub id: PromiseId,
    pub text: String,
    pub due: Date,
    /// Who has to keep it.
    pub owner: PersonId,
    pub made_at: Timestamp,
    pub outcome: Option<PromiseOutcome>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseOutcome {
    pub at: Timestamp,
    pub by: PersonId,
    pub kept: bool,
    pub note: String,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Progress {
    pub fn is_closed(&self) -> bool {
        matches!(self, Progress::Finished { .. } | Progress::Skipped { .. })
    }

    pub fn started_at(&self) -> Option<Timestamp> {
        match self {
            Progress::Started { at, .. } => Some(*at),
            Progress::Finished { started, at, .. } => Some(started.unwrap_or(*at)),
            _ => None,
        }
    }

    pub fn finished_at(&self) -> Option<Timestamp> {
        match self {
            Progress::Finished { at, .. } => Some(*at),
            _ => None,
        }
    }
}

impl Line {
    /// Price × quantity less discount, rounded half away from zero; `None` without a price or when it does not fit.
    pub fn amount(&self, currency: Currency) -> Option<Money> {
        let rest = Decimal::ONE.checked_sub(self.discount_percent.checked_div(Decimal::ONE_HUNDRED)?)?;
        let gross = self.price?.checked_mul(self.quantity.amount())?;
        Money::rounded(gross.checked_mul(rest)?, currency)
    }
}

impl Order {
    /// The sum of the priced lines; `None` when no line has a price.
    pub fn total(&self) -> Option<Money> {
        total(&self.lines, self.header.currency)
    }

    pub fn step(&self, key: &StepKey) -> Option<&StepState> {
        self.steps.get(key)
    }

    /// When people last moved the order: what the program does by itself, and who is to look at an exception, is not it.
    pub fn moved_at(&self) -> Timestamp {
        self.moved_at.unwrap_or(self.updated_at)
    }

    /// Everybody who has something of this order, and so may see it: steps handed to them and exceptions of theirs, done
    /// or not, and promises. Who has handed it on has it no longer. In one order, each once.
    pub fn involved(&self) -> Vec<PersonId> {
        let steps = self.steps.values().filter_map(|state| state.assignee);
        let exceptions = self.exceptions.iter().filter_map(|exception| exception.handling.owner);
        let promises = self.promises.iter().map(|promise| promise.owner);
        let involved: BTreeSet<PersonId> = steps.chain(exceptions).chain(promises).collect();
        involved.into_iter().collect()
    }

    pub fn open_promises(&self) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(|p| p.outcome.is_none())
    }
}

/// The sum of the priced lines; `None` when no line has a price or the sum does not fit.
pub fn total(lines: &[Line], currency: Currency) -> Option<Money> {
    lines.iter().filter_map(|line| line.amount(currency)).try_fold(None, |sum: Option<Money>, amount| match sum {
        None => Some(Some(amount)),
        Some(sum) => sum.plus(amount).map(Some),
    })?
}
