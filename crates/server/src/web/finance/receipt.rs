//! The page of one receipt: whose it may be and why, how it would pay what is open, what has become of it; with the claim,
//! the allocations and the refund.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use jiff::civil::Date;
use yidan_domain::{
    CustomerId, InvoiceId, Message, Money, ReceiptId, Say,
    order::refusal::Refusal,
    party::Customer,
    receivable::{Deduction, Invoice, Kind, Receipt, allocation::Allocation, matching::Match, proposal::Open},
};
use yidan_store::{
    Error, customers,
    receivables::{self, Booking, KeptReceipt, Proposals},
};

use super::{
    Answer, Failure, Screen,
    booking::day_field,
    ledger::{self, EntryView, unmoved},
    must_keep_books, must_see,
    receipts::named_customer,
};
use crate::web::deed::{DeedPage, FIELDS, Reading, refuse};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::orders::{fields, typed::Typed},
};

/// Customers that are looked at closely.
const LIKELY: usize = 20;

#[derive(Template)]
#[template(path = "finance/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    receipt: Receipt,
    version: u64,
    left: Money,
    customer: Option<Customer>,
    matches: Vec<MatchView>,
    /// Whose open instalments are offered.
    whose: Option<(String, String)>,
    open: Vec<OpenView>,
    /// Value day of the allocations.
    day: String,
    /// The bank's fee that the customer need not pay again, and on which instalment it is deducted.
    fee_on: String,
    note: String,
    lines: Vec<EntryView>,
    typed_customer: String,
    faults: Faults,
    may_book: bool,
}

struct MatchView {
    customer: String,
    name: String,
    score: u8,
    because: Vec<String>,
}

/// An open instalment, with what is typed or proposed for it.
struct OpenView {
    /// Invoice and instalment.
    item: String,
    number: String,
    link: String,
    instalment: u32,
    what: String,
    due: Option<Date>,
    open: Money,
    settles: String,
    takes: String,
    /// In another currency, where both amounts are asked for.
    is_foreign: bool,
}

pub async fn show(screen: Screen, Path(id): Path<ReceiptId>) -> Answer {
    let page = page(&screen, id).await?;
    Ok(answer(page, StatusCode::OK))
}

fn answer(page: ReceiptPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, &page)
}

async fn page(screen: &Screen, id: ReceiptId) -> Result<ReceiptPage, Failure> {
    must_see(screen).await?;
    let viewer = screen.viewer.clone();
    let kept = screen.app.store.read({
        let viewer = viewer.clone();
        move |tx| receivables::receipt(tx, &viewer, id)
    });
    let KeptReceipt { receipt, version } = kept.await?;
    let may_book = screen.viewer.keeps_books();
    let likely = if may_book { screen.app.store.receivables().likely(&receipt, LIKELY) } else { Vec::new() };
    let claimed = receipt.customer;
    let read = screen.app.store.read(move |tx| {
        let proposals = receivables::proposals_for(tx, &viewer, id, &likely)?;
        let mut entries = receivables::entries_of_receipt(tx, id)?;
        entries.sort_by_key(|entry| (entry.day, entry.at, entry.id));
        let of_entries = entries.iter().filter_map(|entry| entry.kind.settles().map(|(invoice, ..)| invoice));
        let ids: Vec<InvoiceId> = proposals.open.iter().map(|open| open.invoice).chain(of_entries).collect();
        let invoices = receivables::known(tx, &ids)?;
        let customer = claimed.map(|customer| customers::get(tx, customer)).transpose()?;
        Ok((proposals, entries, invoices, customer))
    });
    let (proposals, entries, invoices, customer) = read.await?;
    let mut frame = screen.frame().at(Nav::Finance);
    frame.title = format!("{} {}", frame.t("finance-receipt"), receipt.amount);
    let world = screen.app.store.world();
    let takes = |kind: &Kind| kind.takes().map(|(_, amount)| amount);
    let invoice = |kind: &Kind| {
        let (id, instalment, _) = kind.settles()?;
        let number = invoices.get(&id).map(|invoice| invoice.number.as_str()).unwrap_or_default();
        Some((format!("{number} · {instalment}"), ledger::link(id)))
    };
    let who = (&*world, &frame.reader);
    let lines = ledger::lines(&entries, receipt.amount, takes, invoice, who, may_book);
    let matches = proposals.matches.iter().map(|it| MatchView::of(it, &frame)).collect();
    let whose = match (&customer, proposals.matches.first()) {
        (Some(customer), _) => Some((customer.id.to_string(), customer.name.clone())),
        (None, Some(best)) => Some((best.customer.to_string(), best.name.clone())),
        (None, None) => None,
    };
    let open: Vec<OpenView> =
        proposals.open.iter().map(|open| OpenView::of(open, &proposals, &invoices, &receipt, &frame)).collect();
    let pays = proposals.allocations.iter().filter_map(|it| invoices.get(&it.invoice));
    let day = pays.map(|invoice| invoice.issued).max().unwrap_or(receipt.received_on).max(receipt.received_on);
    Ok(ReceiptPage {
        version,
        note: String::new(),
        left: proposals.left,
        customer,
        matches,
        whose,
        fee_on: String::new(),
        open,
        day: day.to_string(),
        lines,
        typed_customer: String::new(),
        faults: Faults::default(),
        may_book,
        receipt,
        frame,
    })
}

impl MatchView {
    fn of(found: &Match, frame: &Frame) -> Self {
        Self {
            customer: found.customer.to_string(),
            name: found.name.clone(),
            score: found.score,
            because: found.because.iter().map(|reason| frame.reader.say(&reason.say())).collect(),
        }
    }
}

impl OpenView {
    fn of(
        open: &Open,
        proposals: &Proposals,
        invoices: &HashMap<InvoiceId, Invoice>,
        receipt: &Receipt,
        frame: &Frame,
    ) -> Self {
        let fits = |it: &&yidan_domain::receivable::proposal::Proposal| {
            it.invoice == open.invoice && it.instalment == open.instalment
        };
        let proposed = proposals.allocations.iter().find(fits);
        Self {
            item: format!("{}:{}", open.invoice, open.instalment),
            number: open.number.clone(),
            link: ledger::link(open.invoice),
            instalment: open.instalment,
            what: invoices
                .get(&open.invoice)
                .map(|invoice| ledger::what(invoice, open.instalment, &frame.reader))
                .unwrap_or_default(),
            due: open.due,
            open: open.open,
            settles: proposed.map(|it| it.settles.amount().to_string()).unwrap_or_default(),
            takes: String::new(),
            is_foreign: open.open.currency != receipt.amount.currency,
        }
    }

    fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.item)
    }

    fn fault<'a>(&self, faults: &'a Faults, name: &str) -> &'a str {
        faults.of(&self.field(name))
    }
}

impl ReceiptPage {
    fn link(&self) -> String {
        format!("/finance/receipts/{}", self.receipt.id)
    }

    fn take(&mut self, typed: &Typed) {
        for open in &mut self.open {
            open.settles = typed.get(&open.field("settles")).to_owned();
            open.takes = typed.get(&open.field("takes")).to_owned();
        }
        self.day = typed.get("day").to_owned();
        self.note = typed.get("note").to_owned();
        self.fee_on = typed.get("fee-on").to_owned();
    }

    /// Something can be allocated.
    fn may_allocate(&self) -> bool {
        self.may_book && self.left.is_positive() && !self.open.is_empty()
    }
}

pub async fn claim(screen: Screen, Path(id): Path<ReceiptId>, typed: Typed) -> Answer {
    must_keep_books(&screen)?;
    let reader = screen.frame().reader;
    let mut reading = Reading::of(&typed, &reader);
    let customer = match typed.get("whose") {
        "nobody" => None,
        "" => {
            let found = named_customer(&screen, &mut reading).await?;
            if found.is_none() && reading.faults.is_empty() {
                reading.faults.add("customer", reader.t("finance-customer-missing"));
            }
            found
        }
        _ => reading.parsed::<CustomerId>("whose"),
    };
    let mut faults = reading.faults;
    if faults.is_empty() {
        let actor = screen.actor();
        match screen.app.store.write(move |tx| receivables::claim(tx, &actor, id, customer)).await {
            Ok(_) => {
                return Ok(screen.redirect(&format!("/finance/receipts/{id}"), &Message::new("finance-claimed")));
            }
            Err(error) => refuse(&screen, error, &[("receipt-in-use", "customer")], &mut faults)?,
        };
    }
    let mut page = page(&screen, id).await?;
    (page.typed_customer, page.faults) = (typed.get("customer").to_owned(), faults);
    Ok(answer(page, StatusCode::UNPROCESSABLE_ENTITY))
}

/// What is to be booked of a receipt.
#[derive(Clone, Default)]
struct Wanted {
    allocations: Vec<(InvoiceId, Allocation)>,
    fee: Option<(InvoiceId, u32)>,
}

pub async fn allocate(screen: Screen, Path(id): Path<ReceiptId>, typed: Typed) -> Answer {
    must_keep_books(&screen)?;
    let mut page = page(&screen, id).await?;
    page.take(&typed);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&typed, &reader);
    let day = reading.day("day");
    let wanted = wanted(&page, &mut reading);
    // Somebody else has settled it meanwhile: what was typed there is not passed over in silence.
    if typed.filled("settles-").any(|field| !page.open.iter().any(|open| open.field("settles") == field)) {
        page.faults.add("", reader.t(crate::web::deed::MOVED));
        return Ok(answer(page, StatusCode::CONFLICT));
    }
    if wanted.allocations.is_empty() && wanted.fee.is_none() && reading.faults.is_empty() {
        reading.faults.add("", reader.t("finance-nothing-allocated"));
    }
    let (Some(day), true) = (day, reading.faults.is_empty()) else {
        page.faults = reading.faults;
        return Ok(answer(page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let claimed = page.receipt.customer.is_none().then(|| typed.get("whose").parse::<CustomerId>().ok()).flatten();
    let (actor, seen, fee) = (screen.actor(), typed.version(), page.receipt.fee);
    let booking = Booking { day, note: typed.get("note").to_owned() };
    // All or nothing: what does not fit leaves everything as it was, and is said at its field.
    let booked = screen.app.store.write(move |tx| {
        unmoved(receivables::receipt(tx, &actor.viewer, id)?.version, seen)?;
        if let Some(customer) = claimed {
            receivables::claim(tx, &actor, id, Some(customer))?;
        }
        for (invoice, asked) in &wanted.allocations {
            let part = (*invoice, asked.instalment);
            receivables::allocate(tx, &actor, id, *invoice, *asked, booking.clone()).map_err(|why| at(why, part))?;
        }
        if let Some((invoice, instalment)) = wanted.fee {
            receivables::deduct(tx, &actor, invoice, (instalment, fee), Deduction::BankFee, booking.clone())
                .map_err(|why| named(why, "fee-on".to_owned()))?;
        }
        Ok(())
    });
    match booked.await {
        Ok(()) => Ok(screen.redirect(&page.link(), &Message::new("finance-booked"))),
        Err(error) => {
            let status = refuse(&screen, error, &FIELDS, &mut page.faults)?;
            Ok(answer(page, status))
        }
    }
}

fn wanted(page: &ReceiptPage, reading: &mut Reading<'_>) -> Wanted {
    let mut wanted = Wanted::default();
    for open in &page.open {
        let Some((invoice, instalment)) = item(&open.item) else { continue };
        let settles = reading.money_if(&open.field("settles"), open.open.currency).flatten();
        let takes = match open.is_foreign {
            true => reading.money_if(&open.field("takes"), page.receipt.amount.currency).flatten(),
            false => None,
        };
        if let Some(settles) = settles.filter(|settles| !settles.is_zero()) {
            wanted.allocations.push((invoice, Allocation { instalment, settles, takes }));
        }
    }
    if page.receipt.fee.is_positive() {
        wanted.fee = item(&page.fee_on);
    }
    wanted
}

fn item(words: &str) -> Option<(InvoiceId, u32)> {
    let (invoice, instalment) = words.split_once(':')?;
    Some((invoice.parse().ok()?, instalment.parse().ok()?))
}

/// Says at which row something did not fit.
fn at(error: Error, (invoice, instalment): (InvoiceId, u32)) -> Error {
    if let Error::Refused(refusal) = &error
        && matches!(**refusal, Refusal::DayInTheFuture { .. })
    {
        return Error::Invalid(refusal.say().with("field", "day"));
    }
    let day = matches!(&error, Error::Invalid(message) if message.key.starts_with("entry-before"));
    let both = matches!(&error, Error::Invalid(message) if message.key == "entry-both-amounts");
    let name = if both { "takes" } else { "settles" };
    named(error, if day { "day".to_owned() } else { format!("{name}-{invoice}:{instalment}") })
}

fn named(error: Error, field: String) -> Error {
    match error {
        Error::Invalid(message) => Error::Invalid(message.with("field", field)),
        other => other,
    }
}

pub async fn ask_refund(screen: Screen, Path(id): Path<ReceiptId>) -> Answer {
    let (page, _) = refund_page(&screen, id).await?;
    Ok(page.answer(StatusCode::OK))
}

async fn refund_page(screen: &Screen, id: ReceiptId) -> Result<(DeedPage, Receipt), Failure> {
    must_keep_books(screen)?;
    let shown = page(screen, id).await?;
    let back = (shown.link(), shown.frame.title.clone());
    let mut page = DeedPage::new(screen, "finance-refund", back, format!("{}/refund", shown.link()))
        .fact("finance-payer", &shown.receipt.payer)
        .fact("finance-left", shown.left);
    page.version = shown.version;
    page.is_danger = true;
    let money = fields::Kind::Money(shown.left.currency);
    page.fields = vec![
        page.field("amount", "finance-amount", money).required().value(shown.left.amount().to_string()),
        day_field(&page, screen.today()),
        page.field("note", "finance-note", fields::Kind::Area),
    ];
    Ok((page, shown.receipt))
}

pub async fn refund(screen: Screen, Path(id): Path<ReceiptId>, typed: Typed) -> Answer {
    let (mut page, receipt) = refund_page(&screen, id).await?;
    page.take(&typed);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&typed, &reader);
    let (amount, day) = (reading.money("amount", receipt.amount.currency), reading.day("day"));
    let (Some(amount), Some(day)) = (amount, day) else { return page.faulty(reading.faults) };
    let (actor, seen, to) = (screen.actor(), typed.version(), page.back.0.clone());
    let booking = Booking { day, note: typed.get("note").to_owned() };
    let work = move |tx: &mut yidan_store::Tx| {
        unmoved(receivables::receipt(tx, &actor.viewer, id)?.version, seen)?;
        receivables::refund(tx, &actor, id, amount, booking.clone()).map(drop)
    };
    page.done(&screen, &FIELDS, &Message::new("finance-refunded"), move |()| to, work).await
}
