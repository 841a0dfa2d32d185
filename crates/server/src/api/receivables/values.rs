//! What the resources of receivables share: amounts, parties, instalments as they stand, entries.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{
    self as domain, CustomerId, Message,
    party::Person,
    receivable::{self, Balance, Totals},
};
use yidan_store::{Result, Tx, customers, receivables::Booking};

use super::super::{
    caller::Caller,
    problem::Problem,
    reading::Fault,
    values::{Day, Moment, Money, PersonName, Prose, Text},
};

/// An amount that its currency can hold, or where it stands in what was sent.
pub fn exact(money: Money, pointer: &str) -> Result<domain::Money, Problem> {
    let digits = money.currency.0.minor_digits();
    domain::Money::exact(money.amount.0, money.currency.0).ok_or_else(|| {
        Fault::at(format!("{pointer}/amount"), Message::new("import-too-precise").with("digits", i64::from(digits)))
            .into()
    })
}

pub fn amounts(totals: &Totals) -> Vec<Money> {
    totals.iter().map(Money::from).collect()
}

/// A customer, by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CustomerName)]
pub struct CustomerName {
    pub id: Uuid,
    #[schema(examples("宁波晨光进出口有限公司"))]
    pub name: String,
}

/// The names of customers that lists show.
pub struct Names(std::collections::HashMap<CustomerId, String>);

impl Names {
    pub fn of(tx: &mut Tx, customers: impl IntoIterator<Item = CustomerId>) -> Result<Self> {
        let ids: Vec<CustomerId> = customers.into_iter().collect();
        Ok(Self(customers::names(tx, &ids)?))
    }

    pub fn name(&self, id: CustomerId) -> CustomerName {
        CustomerName { id: id.0, name: self.0.get(&id).cloned().unwrap_or_default() }
    }
}

/// How it stands with an instalment: the five states of the receivables sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ReceivableState)]
pub enum State {
    Paid,
    DueLater,
    PartPaid,
    Overdue,
    Unpaid,
}

impl From<receivable::State> for State {
    fn from(state: receivable::State) -> Self {
        match state {
            receivable::State::Paid => State::Paid,
            receivable::State::DueLater => State::DueLater,
            receivable::State::PartPaid => State::PartPaid,
            receivable::State::Overdue => State::Overdue,
            receivable::State::Unpaid => State::Unpaid,
        }
    }
}

impl From<State> for receivable::State {
    fn from(state: State) -> Self {
        match state {
            State::Paid => receivable::State::Paid,
            State::DueLater => receivable::State::DueLater,
            State::PartPaid => receivable::State::PartPaid,
            State::Overdue => receivable::State::Overdue,
            State::Unpaid => receivable::State::Unpaid,
        }
    }
}

/// An instalment as it stands today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InstalmentStanding {
    /// From 1.
    number: u32,
    what: Text,
    due: Option<Day>,
    amount: Money,
    paid: Money,
    /// Deductions, credit notes and what was written off.
    reduced: Money,
    open: Money,
    state: State,
    /// 0 when it is not overdue.
    overdue_days: i64,
}

impl InstalmentStanding {
    pub fn of(balance: &Balance, instalment: Option<&receivable::Instalment>, today: Date) -> Self {
        let state = balance.state(today);
        let is_overdue = state == receivable::State::Overdue;
        Self {
            number: balance.instalment,
            what: Text::from(&instalment.map(receivable::Instalment::named).unwrap_or_default()),
            due: balance.due.map(Day),
            amount: balance.amount.into(),
            paid: balance.paid.into(),
            reduced: balance.reduced.into(),
            open: balance.open.into(),
            overdue_days: if is_overdue { receivable::ageing::over_due_days(balance.due, today) } else { 0 },
            state: state.into(),
        }
    }
}

/// One entry of the ledger. It is never changed; a wrong one is reversed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReceivableEntry)]
pub struct Entry {
    id: Uuid,
    /// Value day.
    day: Day,
    at: Moment,
    by: PersonName,
    kind: EntryKind,
    invoice: Option<Uuid>,
    instalment: Option<u32>,
    receipt: Option<Uuid>,
    /// So much less is open of the instalment.
    settles: Option<Money>,
    /// So much less is left of the receipt.
    takes: Option<Money>,
    /// Why less is paid; of a deduction.
    reason: Option<DeductionReason>,
    /// The entry that this one reverses.
    reverses: Option<Uuid>,
    note: String,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ReceivableEntryKind)]
pub enum EntryKind {
    Allocation,
    Deduction,
    WriteOff,
    CreditNote,
    Refund,
    Reversal,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeductionReason {
    /// Banks on the way kept it.
    BankFee,
    Claim,
    Discount,
    Rounding,
    Other,
}

impl From<DeductionReason> for receivable::Deduction {
    fn from(reason: DeductionReason) -> Self {
        match reason {
            DeductionReason::BankFee => receivable::Deduction::BankFee,
            DeductionReason::Claim => receivable::Deduction::Claim,
            DeductionReason::Discount => receivable::Deduction::Discount,
            DeductionReason::Rounding => receivable::Deduction::Rounding,
            DeductionReason::Other => receivable::Deduction::Other,
        }
    }
}

impl From<receivable::Deduction> for DeductionReason {
    fn from(reason: receivable::Deduction) -> Self {
        match reason {
            receivable::Deduction::BankFee => DeductionReason::BankFee,
            receivable::Deduction::Claim => DeductionReason::Claim,
            receivable::Deduction::Discount => DeductionReason::Discount,
            receivable::Deduction::Rounding => DeductionReason::Rounding,
            receivable::Deduction::Other => DeductionReason::Other,
        }
    }
}

impl Entry {
    pub fn of(entry: &receivable::Entry, people: &[Person]) -> Self {
        use receivable::Kind;
        let (settles, takes) = (entry.kind.settles(), entry.kind.takes());
        let kind = match &entry.kind {
            Kind::Allocated { .. } => EntryKind::Allocation,
            Kind::Deducted { .. } => EntryKind::Deduction,
            Kind::WrittenOff { .. } => EntryKind::WriteOff,
            Kind::CreditNote { .. } => EntryKind::CreditNote,
            Kind::Refunded { .. } => EntryKind::Refund,
            Kind::Reversed { .. } => EntryKind::Reversal,
        };
        let reason = match &entry.kind {
            Kind::Deducted { reason, .. } => Some((*reason).into()),
            _ => None,
        };
        Self {
            id: entry.id.0,
            day: Day(entry.day),
            at: Moment(entry.at),
            by: PersonName::of(entry.by, people),
            kind,
            invoice: settles.map(|(invoice, ..)| invoice.0),
            instalment: settles.map(|(_, instalment, _)| instalment),
            receipt: takes.map(|(receipt, _)| receipt.0),
            settles: settles.map(|(.., amount)| amount.into()),
            takes: takes.map(|(_, amount)| amount.into()),
            reason,
            reverses: entry.kind.reverses().map(|id| id.0),
            note: entry.note.clone(),
        }
    }
}

pub fn entries(made: &[receivable::Entry], people: &[Person]) -> Vec<Entry> {
    made.iter().map(|entry| Entry::of(entry, people)).collect()
}

/// The value day of an entry and what is noted with it.
pub fn booking(caller: &Caller, day: Option<Day>, note: &Prose) -> Booking {
    Booking { day: day.map_or_else(|| caller.today(), |day| day.0), note: note.0.clone() }
}
