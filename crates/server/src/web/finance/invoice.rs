//! The page of one invoice: its instalments with their states, every line of its ledger, what was promised and reminded,
//! and what may be booked.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use yidan_domain::{
    InvoiceId, Money, ReceiptId,
    receivable::{Balance, Invoice, Kind, Receipt, ageing::over_due_days, promise::Outcome},
};
use yidan_store::{
    World,
    receivables::{self, AskedWriteOff, Promised, Reminder},
};

use super::{
    Answer, Screen,
    ledger::{self, Bill, EntryView},
    must_see, person, state_key,
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "finance/invoice.html")]
struct InvoicePage {
    frame: Frame,
    /// Won or lost by exchange rates.
    exchange: Option<Money>,
    bill: Bill,
    salesperson: String,
    open: Money,
    parts: Vec<PartView>,
    lines: Vec<EntryView>,
    promises: Vec<PromiseView>,
    reminders: Vec<ReminderView>,
    write_offs: Vec<WriteOffView>,
    may_book: bool,
    may_chase: bool,
}

/// An instalment.
pub struct PartView {
    pub number: u32,
    pub what: String,
    pub due: Option<Date>,
    pub amount: Money,
    pub paid: Money,
    pub reduced: Money,
    pub open: Money,
    pub state: &'static str,
    pub kind: &'static str,
    pub overdue_days: i64,
}

pub struct PromiseView {
    pub day: Date,
    pub amount: Money,
    pub by: String,
    pub made_on: Date,
    pub note: String,
    /// Key of the outcome and kind of its pill; how much is short or still to come.
    pub key: &'static str,
    pub kind: &'static str,
    pub left: Option<Money>,
}

struct ReminderView {
    on: Date,
    name: String,
    instalment: u32,
    to: String,
    by: String,
    note: String,
}

struct WriteOffView {
    amount: Money,
    reason: String,
    asked_by: String,
    /// Key, by whom, what was said.
    outcome: (&'static str, String, String),
}

pub async fn show(screen: Screen, Path(id): Path<InvoiceId>) -> Answer {
    must_see(&screen).await?;
    let bill = Bill::load(&screen, id).await?;
    let (viewer, today, customer) = (screen.viewer.clone(), screen.today(), bill.invoice().customer);
    // Promises of customers whose salesperson is another are not the viewer's, though the invoice is.
    let read = screen.app.store.read(move |tx| {
        let promises = match receivables::promises_of_customer(tx, &viewer, customer, today) {
            Err(yidan_store::Error::NotFound(_)) => Vec::new(),
            promises => promises?,
        };
        let others = (receivables::reminders_of(tx, id)?, receivables::write_offs_of(tx, id)?);
        Ok((promises, others, receivables::exchange_of_invoice(tx, id)?))
    });
    let (promises, (reminders, write_offs), exchange) = read.await?;
    let slips = slips(&screen, &bill).await?;
    let mut frame = screen.frame().at(Nav::Finance);
    frame.title.clone_from(&bill.invoice().number);
    let world = screen.app.store.world();
    let who = (&*world, &frame.reader);
    let sees_receipts = screen.viewer.sees_money_of(&bill.customer);
    let settles = |kind: &Kind| kind.settles().map(|(_, _, amount)| amount);
    let receipt = |kind: &Kind| {
        let (receipt, _) = kind.takes().filter(|_| sees_receipts)?;
        Some((slips.get(&receipt)?.clone(), format!("/finance/receipts/{receipt}")))
    };
    let may_book = screen.viewer.keeps_books();
    let concerns = |promised: &Promised| promised.promise.invoice.is_none_or(|invoice| invoice == id);
    let page = InvoicePage {
        salesperson: bill.invoice().salesperson.map(|id| person(&world, &frame.reader, id)).unwrap_or_default(),
        open: bill.open(),
        parts: parts(bill.invoice(), &bill.balances, today, &frame.reader),
        lines: ledger::lines(&bill.entries, bill.invoice().amount, settles, receipt, who, may_book),
        promises: promises.iter().filter(|promised| concerns(promised)).map(|it| PromiseView::of(it, who)).collect(),
        reminders: reminders.iter().map(|reminder| ReminderView::of(reminder, who)).collect(),
        write_offs: write_offs.iter().map(|asked| WriteOffView::of(asked, who)).collect(),
        may_book,
        may_chase: screen.viewer.chases_debts(),
        exchange,
        bill,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// What the receipts are called that pay an invoice.
async fn slips(screen: &Screen, bill: &Bill) -> Result<BTreeMap<ReceiptId, String>, super::Failure> {
    let ids: Vec<ReceiptId> =
        bill.entries.iter().filter_map(|entry| entry.kind.takes().map(|(receipt, _)| receipt)).collect();
    let found = screen.app.store.read(move |tx| receivables::known_receipts(tx, &ids)).await?;
    let named = |(id, receipt): (ReceiptId, Receipt)| {
        let name = if receipt.reference.is_empty() { receipt.received_on.to_string() } else { receipt.reference };
        (id, name)
    };
    Ok(found.into_iter().map(named).collect())
}

pub fn parts(invoice: &Invoice, balances: &[Balance], today: Date, reader: &Reader) -> Vec<PartView> {
    let part = |balance: &Balance| {
        let state = balance.state(today);
        let is_open = balance.open.is_positive();
        PartView {
            number: balance.instalment,
            what: ledger::what(invoice, balance.instalment, reader),
            due: balance.due,
            amount: balance.amount,
            paid: balance.paid,
            reduced: balance.reduced,
            open: balance.open,
            state: state_key(state).1,
            kind: ledger::state_kind(state),
            overdue_days: if is_open { over_due_days(balance.due, today) } else { 0 },
        }
    };
    balances.iter().map(part).collect()
}

type Who<'a> = (&'a World, &'a Reader);

impl PromiseView {
    pub fn of(promised: &Promised, (world, reader): Who<'_>) -> Self {
        let (key, kind, left) = match promised.outcome {
            Outcome::Kept => ("finance-promise-was-kept", "good", None),
            Outcome::Broken { short } => ("finance-promise-broken", "late", Some(short)),
            Outcome::Open { left } => ("finance-promise-open", "on", Some(left)),
        };
        let promise = &promised.promise;
        Self {
            day: promise.day,
            amount: promise.amount,
            by: person(world, reader, promise.by),
            made_on: promise.made_on,
            note: promise.note.clone(),
            key,
            kind,
            left,
        }
    }
}

impl ReminderView {
    fn of(reminder: &Reminder, (world, reader): Who<'_>) -> Self {
        Self {
            on: reminder.rung.on,
            name: super::remind::rung_name(&world.ladder, reminder.rung.days, reader),
            instalment: reminder.instalment,
            to: reminder.to.clone(),
            by: person(world, reader, reminder.by),
            note: reminder.note.clone(),
        }
    }
}

impl WriteOffView {
    fn of(asked: &AskedWriteOff, (world, reader): Who<'_>) -> Self {
        let write_off = &asked.write_off;
        let outcome = match &write_off.decision {
            None => ("finance-write-off-waits", String::new(), String::new()),
            Some(decision) => {
                let key = if decision.approved { "finance-write-off-approved" } else { "finance-write-off-refused" };
                (key, person(world, reader, decision.by), decision.note.clone())
            }
        };
        Self {
            amount: write_off.amount,
            reason: write_off.reason.clone(),
            asked_by: person(world, reader, write_off.asked_by),
            outcome,
        }
    }
}
