//! What pages of the ledger show alike: an invoice with all that belongs to it, entries with the balance after each,
//! instalments, sums of several currencies, ageing.

use std::collections::{BTreeMap, btree_map};

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, InvoiceId, Message, Money, ReceivableEntryId,
    order::row::OrderRow,
    party::Customer,
    receivable::{Balance, Entry, Invoice, Kind, State, Totals, ageing::Bucket, balances},
};
use yidan_store::{
    Error, Result, Tx, World, customers, orders,
    receivables::{self, Kept, book::Aged},
};

use super::{Failure, Screen, person};
use crate::texts::Reader;

/// An invoice with what belongs to it.
pub struct Bill {
    pub kept: Kept,
    /// By value day.
    pub entries: Vec<Entry>,
    /// As they stand by all that is booked.
    pub balances: Vec<Balance>,
    pub customer: Customer,
    pub order: Option<OrderRow>,
}

impl Bill {
    pub async fn load(screen: &Screen, id: InvoiceId) -> Result<Self, Failure> {
        let viewer = screen.viewer.clone();
        let loaded = screen.app.store.read(move |tx| {
            let kept = receivables::get(tx, &viewer, id)?;
            let entries = receivables::entries_of_invoice(tx, id)?;
            let customer = customers::get(tx, kept.invoice.customer)?;
            let ids: Vec<_> = kept.invoice.order.into_iter().collect();
            let order = orders::rows(tx, &ids)?.pop();
            Ok((kept, entries, customer, order))
        });
        let (kept, mut entries, customer, order) = loaded.await?;
        entries.sort_by_key(|entry| (entry.day, entry.at, entry.id));
        let balances = balances(&kept.invoice, &entries, Date::MAX);
        Ok(Self { kept, entries, balances, customer, order })
    }

    pub fn invoice(&self) -> &Invoice {
        &self.kept.invoice
    }

    pub fn link(&self) -> String {
        link(self.kept.invoice.id)
    }

    pub fn open(&self) -> Money {
        let zero = Money::zero(self.invoice().amount.currency);
        self.balances.iter().fold(zero, |sum, balance| sum.plus(balance.open).unwrap_or(sum))
    }

    /// Instalments of which something is open: number and words, for a choice.
    pub fn open_instalments(&self, reader: &Reader) -> Vec<(String, String)> {
        let open = self.balances.iter().filter(|balance| balance.open.is_positive());
        open.map(|balance| (balance.instalment.to_string(), instalment(self.invoice(), balance, reader))).collect()
    }

    /// The instalment that is due first of those that are open.
    pub fn first_open(&self) -> Option<&Balance> {
        let open = self.balances.iter().filter(|balance| balance.open.is_positive());
        open.min_by_key(|balance| (balance.due.is_none(), balance.due, balance.instalment))
    }
}

pub fn link(invoice: InvoiceId) -> String {
    format!("/finance/invoices/{invoice}")
}

/// As it was when the form was opened; otherwise the form is shown again, with what is booked by now.
pub fn unmoved(now: u64, seen: Option<u64>) -> Result<()> {
    match seen {
        Some(seen) if seen != now => Err(Error::invalid(crate::web::deed::MOVED)),
        _ => Ok(()),
    }
}

fn instalment(invoice: &Invoice, balance: &Balance, reader: &Reader) -> String {
    let what = what(invoice, balance.instalment, reader);
    let words = Message::new("finance-instalment-open").with("number", i64::from(balance.instalment));
    reader.say(&words.with("what", what).with("open", balance.open))
}

/// What an instalment is for.
pub fn what(invoice: &Invoice, number: u32, reader: &Reader) -> String {
    let part = invoice.instalments.iter().find(|instalment| instalment.number == number);
    part.map(|part| part.named().get(reader.lang).to_owned()).unwrap_or_default()
}

/// Whom to call.
pub fn contact(customer: &Customer) -> String {
    [customer.contact.as_str(), customer.phone.as_str(), customer.email.as_str()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// How a state is marked.
pub fn state_kind(state: State) -> &'static str {
    match state {
        State::Paid => "good",
        State::DueLater => "none",
        State::PartPaid => "on",
        State::Overdue => "late",
        State::Unpaid => "soon",
    }
}

pub fn amounts(totals: &Totals) -> Vec<Money> {
    totals.iter().filter(|amount| !amount.is_zero()).collect()
}

/// A line of the ledger, as it is read.
pub struct EntryView {
    pub id: String,
    pub day: Date,
    pub at: Timestamp,
    pub by: String,
    pub words: String,
    pub note: String,
    pub amount: Money,
    /// What is open of the invoice, or left of the receipt, with all lines up to this one.
    pub balance: Money,
    /// The line that takes this one back.
    pub reversed_by: Option<String>,
    pub reverses: Option<String>,
    /// The invoice or the receipt on the other side.
    pub other: Option<(String, String)>,
    pub may_reverse: bool,
}

/// The lines of an invoice or of a receipt, each with what it leaves of `whole`. `side` says how much less is left by an
/// entry; `other` names the other side of one and leads there.
pub fn lines(
    entries: &[Entry],
    whole: Money,
    side: impl Fn(&Kind) -> Option<Money>,
    other: impl Fn(&Kind) -> Option<(String, String)>,
    (world, reader): (&World, &Reader),
    may_book: bool,
) -> Vec<EntryView> {
    let by_id: BTreeMap<ReceivableEntryId, &Entry> = entries.iter().map(|entry| (entry.id, entry)).collect();
    let reversals: BTreeMap<ReceivableEntryId, ReceivableEntryId> =
        entries.iter().filter_map(|entry| Some((entry.kind.reverses()?, entry.id))).collect();
    let mut balance = whole;
    let mut lines = Vec::new();
    for entry in entries {
        let wrong = entry.kind.reverses().and_then(|id| by_id.get(&id));
        let moved = match wrong {
            Some(wrong) => side(&wrong.kind).map(|amount| Money { minor: -amount.minor, ..amount }),
            None => side(&entry.kind),
        };
        let Some(amount) = moved else { continue };
        balance = balance.minus(amount).unwrap_or(balance);
        let reversed_by = reversals.get(&entry.id);
        lines.push(EntryView {
            id: entry.id.to_string(),
            day: entry.day,
            at: entry.at,
            by: person(world, reader, entry.by),
            words: said(&entry.kind, world, reader),
            note: entry.note.clone(),
            amount: Money { minor: -amount.minor, ..amount },
            balance,
            reversed_by: reversed_by.map(ToString::to_string),
            reverses: entry.kind.reverses().map(|id| id.to_string()),
            other: other(&entry.kind),
            may_reverse: may_book && reversed_by.is_none() && wrong.is_none(),
        });
    }
    lines
}

/// What an entry is.
pub fn said(kind: &Kind, world: &World, reader: &Reader) -> String {
    match kind {
        Kind::Allocated { .. } => reader.t("finance-entry-allocated"),
        Kind::Deducted { reason, .. } => reason.name().get(reader.lang).to_owned(),
        Kind::CreditNote { .. } => reader.t("finance-entry-credit-note"),
        Kind::Refunded { .. } => reader.t("finance-entry-refunded"),
        Kind::Reversed { .. } => reader.t("finance-entry-reversed"),
        Kind::WrittenOff { asked_by, approved_by, .. } => {
            let (asked, approved) = (person(world, reader, *asked_by), person(world, reader, *approved_by));
            reader.say(&Message::new("finance-entry-written-off").with("asked", asked).with("approved", approved))
        }
    }
}

/// What is open by how long it is overdue, in one currency.
pub struct AgedView {
    /// Whose it is; empty in totals.
    pub name: String,
    pub link: String,
    pub currency: String,
    pub cells: Vec<Money>,
    pub total: Money,
}

impl AgedView {
    pub fn of(aged: &Aged) -> Self {
        Self {
            name: String::new(),
            link: String::new(),
            currency: aged.currency.code().to_owned(),
            cells: Bucket::ALL.into_iter().map(|bucket| aged.amount(bucket)).collect(),
            total: aged.total(),
        }
    }
}

pub fn buckets(reader: &Reader) -> Vec<String> {
    Bucket::ALL.into_iter().map(|bucket| bucket.name().get(reader.lang).to_owned()).collect()
}

/// Customers by id, as far as they are there.
pub fn customers_of(tx: &mut Tx, ids: impl IntoIterator<Item = CustomerId>) -> Result<BTreeMap<CustomerId, Customer>> {
    let mut found = BTreeMap::new();
    for id in ids {
        if let btree_map::Entry::Vacant(place) = found.entry(id) {
            place.insert(customers::get(tx, id)?);
        }
    }
    Ok(found)
}
