//! The money of an order: its terms of payment as they are read, the plan of instalments by them, what was invoiced, what
//! came in and what is open.

use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};
use jiff::civil::Date;
use yidan_domain::{
    InvoiceId, Message, Money, OrderId, Say,
    receivable::{Kind, Totals, balances, effective},
    terms::payment,
};
use yidan_store::{
    Error,
    receivables::{self, Kept},
};

use super::{
    super::{
        Answer, Screen,
        finance::{PartView, part_views},
    },
    loaded::Loaded,
    parsed,
    tabs::{Head, Place},
    terms::said,
    typed::Typed,
};
use crate::{
    app::App,
    page::{Frame, Nav, filters, html_with},
};

pub fn routes() -> Router<App> {
    Router::new().route("/orders/{id}/money", get(show)).route("/orders/{id}/money/open", post(open))
}

#[derive(Template)]
#[template(path = "orders/money.html")]
struct MoneyPage {
    frame: Frame,
    id: OrderId,
    head: Head,
    /// The terms as typed, what they mean part by part, or why they can't be read.
    terms: String,
    parts: Vec<String>,
    fault: String,
    total: Option<Money>,
    plan: Vec<Planned>,
    invoices: Vec<InvoiceView>,
    receipts: Vec<ReceiptView>,
    /// Key and kind of its pill; none where no deposit is asked for.
    deposit: Option<(&'static str, &'static str)>,
    open: Vec<Money>,
    refused: String,
    number: String,
    may_book: bool,
}

struct Planned {
    words: String,
    amount: Money,
    due: Option<Date>,
    is_firm: bool,
}

struct InvoiceView {
    number: String,
    link: String,
    issued: Date,
    amount: Money,
    parts: Vec<PartView>,
}

/// Money that came for it.
struct ReceiptView {
    day: Date,
    amount: Money,
    link: String,
    invoice: String,
}

async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    page(&screen, parsed(&id)?, StatusCode::OK, String::new(), String::new()).await
}

async fn open(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = parsed(&id)?;
    let number = typed.get("number").trim().to_owned();
    let (actor, given) = (screen.actor(), Some(number.clone()).filter(|number| !number.is_empty()));
    let opened = screen.app.store.write(move |tx| {
        receivables::open_for_order(tx, &actor, id, given.clone(), false).map(|kept| kept.invoice.number)
    });
    match opened.await {
        Ok(opened) => {
            let done = Message::new("finance-opened").with("number", opened);
            Ok(screen.redirect(&format!("/orders/{id}/money"), &done))
        }
        Err(Error::Invalid(why)) => {
            let why = screen.frame().reader.say(&why);
            page(&screen, id, StatusCode::UNPROCESSABLE_ENTITY, why, number).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(screen: &Screen, id: OrderId, status: StatusCode, refused: String, number: String) -> Answer {
    receivables::must_see_money(&screen.viewer)?;
    let loaded = Loaded::load(screen, id).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-money"));
    let order = loaded.order.clone();
    let terms = payment::read(&order.header.payment_terms);
    let (for_plan, plan_of) = (terms.clone().ok(), order.clone());
    let read = screen.app.store.read(move |tx| {
        let plan = match &for_plan {
            Some(terms) => receivables::planned_of_order(tx, &plan_of, terms, None)?,
            None => Vec::new(),
        };
        let mut bills = Vec::new();
        for kept in receivables::invoices_of_order(tx, id)? {
            let entries = receivables::entries_of_invoice(tx, kept.invoice.id)?;
            bills.push((kept, entries));
        }
        Ok((plan, bills))
    });
    let (plan, bills) = read.await?;
    let customer = loaded.customers.get(&loaded.order.header.customer);
    let sees_receipts = customer.is_some_and(|customer| screen.viewer.sees_money_of(customer));
    let (mut invoices, mut receipts, mut open) = (Vec::new(), Vec::new(), Totals::default());
    let (mut deposits, mut open_deposits) = (0, 0);
    for (kept, entries) in &bills {
        let Kept { invoice, .. } = kept;
        let now = balances(invoice, entries, Date::MAX);
        for balance in &now {
            open.add(balance.open);
            let part = invoice.instalments.iter().find(|part| part.number == balance.instalment);
            if part.is_some_and(|part| part.is_deposit()) {
                deposits += 1;
                open_deposits += usize::from(balance.open.is_positive());
            }
        }
        for entry in effective(entries, Date::MAX) {
            if let Kind::Allocated { receipt, takes, .. } = entry.kind {
                let link = if sees_receipts { format!("/finance/receipts/{receipt}") } else { String::new() };
                receipts.push(ReceiptView { day: entry.day, amount: takes, link, invoice: invoice.number.clone() });
            }
        }
        invoices.push(InvoiceView {
            number: invoice.number.clone(),
            link: link(invoice.id),
            issued: invoice.issued,
            amount: invoice.amount,
            parts: part_views(invoice, &now, screen.today(), &frame.reader),
        });
    }
    let page = MoneyPage {
        id,
        head: Head::of(&loaded, &screen.viewer, Place::Money),
        terms: order.header.payment_terms.clone(),
        parts: terms.iter().flat_map(|terms| &terms.parts).map(|part| said(part, &frame.reader)).collect(),
        fault: terms.as_ref().err().map(|why| frame.reader.say(&why.say())).unwrap_or_default(),
        total: order.total(),
        plan: plan.iter().map(|part| Planned::of(part, &frame)).collect(),
        invoices,
        receipts,
        deposit: deposit(&terms, deposits, open_deposits),
        open: open.iter().filter(|amount| amount.is_positive()).collect(),
        refused,
        number,
        may_book: screen.viewer.keeps_books(),
        frame,
    };
    Ok(html_with(status, &page.frame, &page))
}

fn link(invoice: InvoiceId) -> String {
    format!("/finance/invoices/{invoice}")
}

fn deposit(
    terms: &Result<payment::PaymentTerms, payment::NotPaymentTerms>,
    deposits: usize,
    open: usize,
) -> Option<(&'static str, &'static str)> {
    let is_asked = terms.as_ref().is_ok_and(|terms| !terms.deposit_percent().is_zero());
    match (deposits, open) {
        (0, _) if is_asked => Some(("money-deposit-not-opened", "soon")),
        (0, _) => None,
        (_, 0) => Some(("money-deposit-credited", "good")),
        _ => Some(("money-deposit-waits", "soon")),
    }
}

impl Planned {
    fn of(part: &payment::Instalment, frame: &Frame) -> Self {
        Self { words: said(&part.part, &frame.reader), amount: part.amount, due: part.due, is_firm: part.is_firm }
    }
}
