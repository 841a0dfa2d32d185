//! A customer's word to pay by a day, noted: for one invoice, or for whatever it owes.

use axum::{extract::Path, http::StatusCode};
use jiff::ToSpan;
use yidan_domain::{Currency, CustomerId, InvoiceId, Message, Money, PersonId, receivable::promise::PaymentPromise};
use yidan_store::{customers, receivables};

use super::{Answer, Failure, Screen, ledger::Bill, must_chase, must_see};
use crate::web::deed::{DeedPage, Reading};
use crate::web::orders::{fields::Kind, typed::Typed};

const FIELDS: [(&str, &str); 3] =
    [("refusal-due-in-the-past", "day"), ("promise-amount", "amount"), ("entry-wrong-currency", "amount")];

/// Days until a promise is expected to be kept.
const USUAL_DAYS: i64 = 7;

pub async fn ask_on_invoice(screen: Screen, Path(id): Path<InvoiceId>) -> Answer {
    let (_, page) = page_on_invoice(&screen, id).await?;
    Ok(page.answer(StatusCode::OK))
}

pub async fn record_on_invoice(screen: Screen, Path(id): Path<InvoiceId>, typed: Typed) -> Answer {
    let (bill, page) = page_on_invoice(&screen, id).await?;
    let (customer, currency) = (bill.invoice().customer, bill.invoice().amount.currency);
    keep(&screen, page, &typed, (customer, Some(id)), Some(currency)).await
}

pub async fn ask(screen: Screen, Path(id): Path<CustomerId>) -> Answer {
    Ok(page(&screen, id).await?.answer(StatusCode::OK))
}

pub async fn record(screen: Screen, Path(id): Path<CustomerId>, typed: Typed) -> Answer {
    let page = page(&screen, id).await?;
    keep(&screen, page, &typed, (id, None), None).await
}

async fn page_on_invoice(screen: &Screen, id: InvoiceId) -> Result<(Bill, DeedPage), Failure> {
    must_see(screen).await?;
    must_chase(screen)?;
    let bill = Bill::load(screen, id).await?;
    let back = (bill.link(), bill.invoice().number.clone());
    let mut page = DeedPage::new(screen, "finance-promise", back, format!("{}/promise", bill.link()))
        .fact("finance-customer", &bill.customer.name)
        .fact("finance-open", bill.open());
    let money = Kind::Money(bill.invoice().amount.currency);
    let open = bill.open().amount().to_string();
    let amount = page.field("amount", "finance-promised-amount", money).required().value(open);
    fields(screen, &mut page, vec![amount]);
    Ok((bill, page))
}

async fn page(screen: &Screen, id: CustomerId) -> Result<DeedPage, Failure> {
    must_see(screen).await?;
    must_chase(screen)?;
    let viewer = screen.viewer.clone();
    let today = screen.today();
    let read = screen.app.store.read(move |tx| {
        // Whether this customer is the viewer's is asked with what it promised last.
        receivables::latest_promise(tx, &viewer, id, today)?;
        customers::get(tx, id)
    });
    let customer = read.await?;
    let back = ("/finance".to_owned(), screen.frame().t("nav-finance"));
    let mut page = DeedPage::new(screen, "finance-promise", back, format!("/finance/customers/{id}/promise"))
        .fact("finance-customer", &customer.name);
    let codes = super::super::form::currencies().into_iter().map(|code| (code.to_owned(), code.to_owned())).collect();
    let usual = screen.app.store.world().company.settings.currency.to_string();
    let amount = page.field("amount", "finance-promised-amount", Kind::Text).required();
    let currency = page.field("currency", "currency", Kind::Select(codes)).required().value(usual);
    fields(screen, &mut page, vec![amount, currency]);
    Ok(page)
}

fn fields(screen: &Screen, page: &mut DeedPage, amount: Vec<crate::web::orders::fields::Field>) {
    let day = screen.today().saturating_add(USUAL_DAYS.days());
    let mut fields = vec![page.field("day", "finance-promised-day", Kind::Date).required().value(day.to_string())];
    fields.extend(amount);
    fields.push(page.field("note", "finance-note", Kind::Area).hint(page.frame.t("finance-promise-hint")));
    page.fields = fields;
}

async fn keep(
    screen: &Screen,
    mut page: DeedPage,
    typed: &Typed,
    (customer, invoice): (CustomerId, Option<InvoiceId>),
    currency: Option<Currency>,
) -> Answer {
    page.take(typed);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(typed, &reader);
    let day = reading.day("day");
    let currency = currency.or_else(|| reading.currency("currency"));
    let amount: Option<Money> = currency.and_then(|currency| reading.money("amount", currency));
    let (Some(day), Some(amount)) = (day, amount) else { return page.faulty(reading.faults) };
    let actor = screen.actor();
    let promise = PaymentPromise {
        customer,
        invoice,
        day,
        amount,
        made_on: screen.today(),
        by: PersonId::PROGRAM,
        note: typed.get("note").to_owned(),
    };
    let to = page.back.0.clone();
    let work = move |tx: &mut yidan_store::Tx| receivables::promise_payment(tx, &actor, promise.clone()).map(drop);
    page.done(screen, &FIELDS, &Message::new("finance-promise-kept"), move |()| to, work).await
}
