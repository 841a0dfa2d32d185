//! A new invoice: by an order, whose terms of payment make the plan of instalments, or free.

use askama::Template;
use axum::{extract::Query, http::StatusCode, response::Response};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{
    Currency, CustomerId, InvoiceId, Lang, Message, Money, OrderId, Say,
    receivable::{Instalment, Invoice},
    terms::payment,
};
use yidan_store::{Error, Tx, customers, orders, receivables};

use super::{Answer, Failure, Screen, ledger, must_keep_books, must_see, receipts::named_customer};
use crate::web::deed::{Reading, refuse};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::{
        form::currencies,
        orders::typed::{self, Typed},
    },
};

/// Rows that are there at least, so that a plan can be written without more.
const ROWS: usize = 4;

#[derive(Template)]
#[template(path = "finance/issue.html")]
struct IssuePage {
    frame: Frame,
    form: IssueForm,
    faults: Faults,
    currencies: Vec<&'static str>,
}

/// What is typed, as it is typed.
#[derive(Clone, Default)]
struct IssueForm {
    number: String,
    order: String,
    customer: String,
    issued: String,
    amount: String,
    currency: String,
    rate: String,
    terms: String,
    note: String,
    rows: Vec<RowForm>,
}

#[derive(Clone, Default)]
struct RowForm {
    amount: String,
    due: String,
    what: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    order: String,
}

pub async fn ask(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_see(&screen).await?;
    must_keep_books(&screen)?;
    let mut form = IssueForm {
        issued: screen.today().to_string(),
        currency: screen.app.store.world().company.settings.currency.to_string(),
        ..IssueForm::default()
    };
    let mut faults = Faults::default();
    if let Ok(id) = asked.order.parse::<OrderId>() {
        form = by_order(&screen, id, screen.today()).await?;
    } else if !asked.order.is_empty() {
        form.order = asked.order;
        faults.add("order", screen.frame().t("finance-no-order"));
    }
    Ok(answer(&screen, StatusCode::OK, form, faults))
}

fn answer(screen: &Screen, status: StatusCode, mut form: IssueForm, faults: Faults) -> Response {
    let frame = screen.frame().titled("finance-invoice-new").at(Nav::Finance);
    form.rows.resize(form.rows.len().max(ROWS), RowForm::default());
    let page = IssuePage { frame, form, faults, currencies: currencies() };
    html_with(status, &page.frame, &page)
}

/// What the order says: its customer, total and terms, and the plan by these.
async fn by_order(screen: &Screen, id: OrderId, issued: Date) -> Result<IssueForm, Failure> {
    let scope = screen.viewer.scope();
    let read = screen.app.store.read(move |tx| {
        let order = orders::load(tx, scope, id)?;
        let customer = customers::get(tx, order.header.customer)?;
        let plan = match payment::read(&order.header.payment_terms) {
            Ok(terms) => receivables::planned_of_order(tx, &order, &terms, Some(issued))?,
            Err(_) => Vec::new(),
        };
        Ok((order, customer, plan))
    });
    let (order, customer, plan) = read.await?;
    let lang = screen.app.store.world().company.settings.lang;
    let row = |part: &payment::Instalment| RowForm {
        amount: part.amount.amount().to_string(),
        due: part.due.map(|due| due.to_string()).unwrap_or_default(),
        what: part.part.when.name().get(lang).to_owned(),
    };
    Ok(IssueForm {
        number: String::new(),
        order: order.number.clone(),
        customer: customer.name,
        issued: issued.to_string(),
        amount: order.total().map(|total| total.amount().to_string()).unwrap_or_default(),
        currency: order.header.currency.to_string(),
        rate: String::new(),
        terms: order.header.payment_terms.clone(),
        note: String::new(),
        rows: plan.iter().map(row).collect(),
    })
}

const FIELDS: [(&str, &str); 11] = [
    ("invoice-no-number", "number"),
    ("invoice-number-taken", "number"),
    ("invoice-amount", "amount"),
    ("invoice-rate", "rate"),
    ("invoice-order", "order"),
    ("invoice-sum", "instalments"),
    ("invoice-instalment", "instalments"),
    ("invoice-no-instalments", "instalments"),
    ("invoice-too-many", "instalments"),
    ("refusal-day-in-the-future", "issued"),
    ("order-unknown-customer", "customer"),
];

pub async fn issue(screen: Screen, typed: Typed) -> Answer {
    must_see(&screen).await?;
    must_keep_books(&screen)?;
    let mut form = IssueForm::typed(&typed);
    let reader = screen.frame().reader;
    let mut reading = Reading::of(&typed, &reader);
    let customer = named_customer(&screen, &mut reading).await?;
    if customer.is_none() && reading.faults.is_empty() {
        reading.faults.add("customer", reader.t("finance-customer-missing"));
    }
    let order = order(&screen, &mut reading).await?;
    let issued = reading.day("issued");
    let currency = reading.currency("currency");
    let amount = currency.and_then(|currency| reading.money("amount", currency));
    let rate = reading.take("rate", typed::number(typed.get("rate")));
    // The plan may be asked for before anything else is settled.
    if typed.get("act") == "plan" {
        let mut faults = Faults::default();
        match (payment::read(&form.terms), amount, issued) {
            (Ok(terms), Some(amount), Some(issued)) => form.rows = plan(&screen, order, &terms, amount, issued).await?,
            (Err(why), ..) => faults.add("terms", reader.say(&why.say())),
            _ => faults = reading.faults,
        }
        let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok(answer(&screen, status, form, faults));
    }
    let instalments = currency.and_then(|currency| instalments(&form, currency, &mut reading));
    let mut faults = reading.faults;
    let (Some(customer), Some(issued), Some(amount), Some(rate), Some(instalments), true) =
        (customer, issued, amount, rate, instalments, faults.is_empty())
    else {
        return Ok(answer(&screen, StatusCode::UNPROCESSABLE_ENTITY, form, faults));
    };
    let new = New { customer, order, issued, amount, instalments };
    let (actor, kept) = (screen.actor(), form.clone());
    let issued = screen.app.store.write(move |tx| {
        let invoice = Invoice { rate, ..new.invoice(tx, &kept)? };
        receivables::issue(tx, &actor, invoice)
    });
    match issued.await {
        Ok(kept) => Ok(screen.redirect(&ledger::link(kept.invoice.id), &Message::new("finance-issued-done"))),
        Err(error) => {
            let status = refuse(&screen, error, &FIELDS, &mut faults)?;
            Ok(answer(&screen, status, form, faults))
        }
    }
}

/// What could be read of a new invoice.
struct New {
    customer: CustomerId,
    order: Option<OrderId>,
    issued: Date,
    amount: Money,
    instalments: Vec<Instalment>,
}

impl New {
    /// Its salesperson is the order's, or else the customer's.
    fn invoice(&self, tx: &mut Tx, form: &IssueForm) -> yidan_store::Result<Invoice> {
        let of_order = match self.order {
            Some(id) => orders::load_known(tx, &[id])?.remove(&id).and_then(|order| order.header.salesperson),
            None => None,
        };
        let salesperson = match of_order {
            Some(salesperson) => Some(salesperson),
            None => customers::get(tx, self.customer)?.owner,
        };
        Ok(Invoice {
            id: InvoiceId(uuid::Uuid::now_v7()),
            number: form.number.clone(),
            customer: self.customer,
            order: self.order,
            salesperson,
            issued: self.issued,
            amount: self.amount,
            rate: None,
            terms: form.terms.clone(),
            instalments: self.instalments.clone(),
            note: form.note.clone(),
        })
    }
}

/// The order whose number was typed; none where nothing was.
async fn order(screen: &Screen, reading: &mut Reading<'_>) -> Result<Option<OrderId>, Failure> {
    let number = reading.typed.get("order").trim().to_owned();
    if number.is_empty() {
        return Ok(None);
    }
    let scope = screen.viewer.scope();
    let found = screen.app.store.read(move |tx| {
        let id = orders::find_number(tx, &number)?.ok_or(Error::NotFound("order"))?;
        orders::load(tx, scope, id).map(|order| order.id)
    });
    match found.await {
        Ok(id) => Ok(Some(id)),
        Err(Error::NotFound(_)) => {
            reading.take::<()>("order", Err(Message::new("finance-no-order")));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The amount in the parts of the terms; days are known where there is an order.
async fn plan(
    screen: &Screen,
    order: Option<OrderId>,
    terms: &payment::PaymentTerms,
    amount: Money,
    issued: Date,
) -> Result<Vec<RowForm>, Failure> {
    let planned = match order {
        Some(id) => {
            let (scope, terms) = (screen.viewer.scope(), terms.clone());
            let read = move |tx: &mut Tx| {
                let order = orders::load(tx, scope, id)?;
                receivables::planned_of_order(tx, &order, &terms, Some(issued))
            };
            screen.app.store.read(read).await?
        }
        None => Vec::new(),
    };
    let shares: Vec<_> = terms.parts.iter().map(|part| part.share_percent).collect();
    let amounts = amount.split(&shares).unwrap_or_default();
    let zh = screen.app.store.world().company.settings.lang == Lang::Zh;
    let row = |(at, (part, amount)): (usize, (&payment::Part, Money))| {
        let name = part.when.name();
        let due = planned.get(at).and_then(|planned| planned.due);
        RowForm {
            amount: amount.amount().to_string(),
            due: due.map(|due| due.to_string()).unwrap_or_default(),
            what: if zh { name.zh } else { name.en },
        }
    };
    Ok(terms.parts.iter().zip(amounts).enumerate().map(row).collect())
}

/// Rows with an amount; each fault at its row.
fn instalments(form: &IssueForm, currency: Currency, reading: &mut Reading<'_>) -> Option<Vec<Instalment>> {
    let mut read = Vec::new();
    let mut is_fine = true;
    for (at, row) in form.rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        let amount = crate::web::deed::money(&row.amount, currency);
        let amount = amount.and_then(|amount| amount.ok_or(Message::new("finance-amount-missing")));
        let amount = reading.take(&format!("part-amount-{at}"), amount);
        let due = reading.take(&format!("part-due-{at}"), typed::day(&row.due));
        match (amount, due) {
            (Some(amount), Some(due)) => {
                let number = read.len() as u32 + 1;
                read.push(Instalment { number, amount, due, what: row.what.clone() });
            }
            _ => is_fine = false,
        }
    }
    is_fine.then_some(read)
}

impl IssueForm {
    fn typed(typed: &Typed) -> Self {
        let get = |field: &str| typed.get(field).to_owned();
        let (amounts, dues, whats) = (typed.all("part-amount"), typed.all("part-due"), typed.all("part-what"));
        let nth = |column: &[&str], at: usize| column.get(at).copied().unwrap_or_default().to_owned();
        let row = |at| RowForm { amount: nth(&amounts, at), due: nth(&dues, at), what: nth(&whats, at) };
        Self {
            number: get("number"),
            order: get("order"),
            customer: get("customer"),
            issued: get("issued"),
            amount: get("amount"),
            currency: get("currency"),
            rate: get("rate"),
            terms: get("terms"),
            note: get("note"),
            rows: (0..amounts.len()).map(row).collect(),
        }
    }
}

impl RowForm {
    fn is_blank(&self) -> bool {
        [&self.amount, &self.due, &self.what].iter().all(|words| words.trim().is_empty())
    }
}

impl IssuePage {
    /// The field of a row.
    fn part(&self, name: &str, at: impl std::fmt::Display) -> String {
        format!("{name}-{at}")
    }
}
