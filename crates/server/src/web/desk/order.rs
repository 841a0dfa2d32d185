//! An order at the desk: the customer is chosen, quantities are typed, and everything else is known. What it comes to is
//! held against the customer's own total while it is typed and when it is sent.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use rust_decimal::Decimal;
use serde::Deserialize;
use yidan_documents::values;
use yidan_domain::{
    Lang, Message, Money, OrderId, Say,
    order::{self, Channel, FileRef, refusal::Refusal},
    party::{Customer, Product},
    text::tidy,
};
use yidan_store::{
    Error, Result, Tx,
    credit::desk::{self, DeskOrder},
    orders, products,
};

use super::{
    super::{
        Answer, Failure, Screen,
        orders::{reading, typed, typed::Typed},
    },
    Places,
};
use crate::{
    page::{Faults, Frame, Nav, filters, html, html_with},
    texts::Reader,
};

/// Rows that wait to be filled in.
const ROWS: usize = 3;
const MOST_ROWS: usize = order::decide::MOST_LINES;
const CHANNELS: [(&str, Channel); 5] = [
    ("phone", Channel::Phone),
    ("email", Channel::Email),
    ("fax", Channel::Fax),
    ("online", Channel::Online),
    ("other", Channel::Other),
];

#[derive(Template)]
#[template(path = "desk/order.html")]
struct OrderPage {
    frame: Frame,
    places: Places,
    id: String,
    typed: Form,
    rows: Vec<Row>,
    currency: String,
    faults: Faults,
    refused: Vec<String>,
    /// What has to be confirmed before the order is entered all the same.
    asks: Vec<String>,
    kept: Vec<(String, String)>,
}

/// What is typed, but for the lines.
#[derive(Default, Clone)]
struct Form {
    channel: String,
    customer: String,
    customer_ref: String,
    promised: String,
    address: String,
    remarks: String,
    total: String,
    explanation: String,
}

/// A line as it is typed, with what the catalogue says of it.
#[derive(Default, Clone)]
struct Row {
    code: String,
    quantity: String,
    name: String,
    spec: String,
    unit: String,
    price: String,
}

/// How the order stands while it is typed.
#[derive(Template)]
#[template(path = "desk/check.html")]
struct Check {
    said: Vec<Said>,
}

struct Said {
    /// `good`, `bad` or nothing.
    kind: &'static str,
    words: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Begin {
    customer: String,
}

pub(super) async fn ask(screen: Screen, Query(begin): Query<Begin>) -> Answer {
    if !screen.viewer.enters_orders() {
        return Ok(Redirect::to("/credit").into_response());
    }
    let form = Form { channel: "email".into(), customer: begin.customer, ..Form::default() };
    let page = OrderPage::new(&screen, OrderId(uuid::Uuid::now_v7()), form, vec![Row::default(); ROWS]);
    Ok(html(&page.frame, &page))
}

pub(super) async fn check(screen: Screen, typed: Typed) -> Answer {
    must_enter(&screen)?;
    let frame = screen.frame();
    let (form, rows) = (Form::of(&typed), rows_of(&typed));
    let known = known(&screen, &form, &rows).await?;
    let said = known.said(&form, &rows, &frame.reader);
    Ok(html(&frame, &Check { said }))
}

fn must_enter(screen: &Screen) -> std::result::Result<(), Failure> {
    match screen.viewer.enters_orders() {
        true => Ok(()),
        false => Err(yidan_store::customers::needs_sales().into()),
    }
}

/// What comes of a form that could be read.
enum Outcome {
    Order(String),
    /// It was entered when the same form was sent before.
    Before,
    Asks(Vec<Message>),
}

pub(super) async fn enter(screen: Screen, typed: Typed) -> Answer {
    must_enter(&screen)?;
    let id: OrderId = typed.get("id").parse().map_err(|_| Error::NotFound("page"))?;
    let (form, rows) = (Form::of(&typed), rows_of(&typed));
    let files = typed.files(&screen.app, "original").await?;
    let known = known(&screen, &form, &rows).await?;
    let mut page = OrderPage::new(&screen, id, form.clone(), known.filled(rows.clone(), screen.lang()));
    page.kept = files.iter().map(|file| (typed::token(file), file.name.clone())).collect();
    let reader = page.frame.reader.clone();
    let Some(order) = known.read(id, &form, &rows, files, &reader, &mut page.faults) else {
        return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
    };
    match entered(&screen, order, typed.get("confirm") == "yes").await {
        Ok(Outcome::Order(number)) => {
            Ok(screen.redirect(&format!("/orders/{id}"), &Message::new("desk-entered").with("number", number)))
        }
        Ok(Outcome::Before) => Ok(Redirect::to(&format!("/orders/{id}")).into_response()),
        Ok(Outcome::Asks(asks)) => {
            page.asks = asks.iter().map(|ask| reader.say(ask)).collect();
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
            page.refuse(&error);
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

async fn entered(screen: &Screen, order: DeskOrder, confirmed: bool) -> Result<Outcome> {
    let (actor, scope) = (screen.actor(), screen.viewer.scope());
    let outcome = screen.app.store.write(move |tx| {
        if orders::load(tx, scope, order.id).is_ok() {
            return Ok(Outcome::Before);
        }
        let mut asks = Vec::new();
        let same = orders::same_reference(tx, order.customer, order.customer_ref.trim())?;
        if let Some((_, number)) = same.first() {
            asks.push(Message::new("desk-same-reference").with("number", number.as_str()));
        }
        let (lines, currency) = desk::priced(tx, &order.lines)?;
        let ours = order::total(&lines, currency);
        let theirs = order.customer_total.and_then(|total| Money::exact(total, currency));
        if let Some((ours, theirs)) = ours.zip(theirs).filter(|(ours, theirs)| ours != theirs)
            && order.explanation.trim().is_empty()
        {
            asks.push(Message::new("desk-totals-differ").with("ours", ours).with("theirs", theirs));
        }
        if !asks.is_empty() && !confirmed {
            return Ok(Outcome::Asks(asks));
        }
        Ok(Outcome::Order(desk::enter(tx, &actor, order.clone())?.order.number))
    });
    outcome.await
}

/// What the words of the form mean to the lists.
struct Known {
    customer: Option<Customer>,
    /// The assistant's name, or why there is none; nothing without a customer.
    assistant: Option<std::result::Result<String, Message>>,
    /// One for each row.
    products: Vec<Option<Product>>,
    currency: yidan_domain::Currency,
}

async fn known(screen: &Screen, form: &Form, rows: &[Row]) -> std::result::Result<Known, Failure> {
    let (words, codes) = (form.customer.clone(), rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>());
    let read = screen.app.store.read(move |tx: &mut Tx| {
        let customer = reading::find_customer(tx, &words)?;
        let assistant = match &customer {
            Some(customer) => Some(name_of_assistant(tx, customer)?),
            None => None,
        };
        let mut found = Vec::with_capacity(codes.len());
        for code in &codes {
            let code = tidy(code, false);
            found.push(if code.is_empty() { None } else { products::coded(tx, &code)? });
        }
        let currency = tx.world.company.settings.currency;
        Ok(Known { customer, assistant, products: found, currency })
    });
    Ok(read.await?)
}

fn name_of_assistant(tx: &mut Tx, customer: &Customer) -> Result<std::result::Result<String, Message>> {
    match desk::assistant_of(tx, customer) {
        Ok(id) => {
            let person = tx.world.people.iter().find(|person| person.id == id);
            Ok(Ok(person.map_or("—", |person| &person.name).to_owned()))
        }
        Err(Error::Invalid(why)) => Ok(Err(why)),
        Err(error) => Err(error),
    }
}

impl Known {
    /// The order, or nothing with the faults noted.
    fn read(
        &self,
        id: OrderId,
        form: &Form,
        rows: &[Row],
        originals: Vec<FileRef>,
        reader: &Reader,
        faults: &mut Faults,
    ) -> Option<DeskOrder> {
        let mut fault = |field: &str, why: &Message| faults.add(field, reader.say(why));
        match (&self.customer, &self.assistant) {
            (None, _) if form.customer.trim().is_empty() => fault("customer", &Message::new("entry-customer-missing")),
            (None, _) => fault("customer", &Message::new("entry-customer-unknown").with("name", form.customer.trim())),
            (Some(_), Some(Err(why))) => fault("customer", why),
            _ => {}
        }
        let mut lines = Vec::new();
        for (number, (row, product)) in (1_usize..).zip(rows.iter().zip(&self.products)) {
            if row.is_blank() {
                continue;
            }
            match product {
                Some(product) => match quantity(row, product) {
                    Ok(quantity) => lines.push((product.id, quantity)),
                    Err(why) => fault(&format!("line-{number}-quantity"), &why),
                },
                None => {
                    let why = match tidy(&row.code, false) {
                        code if code.is_empty() => Message::new("desk-code-missing"),
                        code => Message::new("entry-code-unknown").with("code", code),
                    };
                    fault(&format!("line-{number}-code"), &why);
                }
            }
        }
        if lines.is_empty() {
            fault("lines", &Message::new("entry-no-lines"));
        }
        let customer_total = typed::number(&form.total).map_err(|why| fault("total", &why)).ok().flatten();
        if customer_total.is_some_and(|total| total <= Decimal::ZERO) {
            fault("total", &Message::new("refusal-amount-not-positive"));
        }
        let promised = typed::day(&form.promised).map_err(|why| fault("promised", &why)).ok().flatten();
        let customer = self.customer.as_ref().filter(|_| faults.is_empty())?;
        Some(DeskOrder {
            id,
            customer: customer.id,
            customer_ref: form.customer_ref.clone(),
            channel: CHANNELS.iter().find(|(name, _)| *name == form.channel).map_or(Channel::Other, |(_, of)| *of),
            lines,
            customer_total,
            explanation: form.explanation.clone(),
            promised,
            address: form.address.clone(),
            remarks: form.remarks.clone(),
            originals,
        })
    }

    /// The rows with what the catalogue says, and one more to go on.
    fn filled(&self, rows: Vec<Row>, lang: Lang) -> Vec<Row> {
        let fill = |(row, product): (Row, &Option<Product>)| match product {
            Some(product) => Row {
                name: product.name.get(lang).to_owned(),
                spec: product.spec.clone(),
                unit: product.unit.clone(),
                price: product.price.map(|price| price.to_string()).unwrap_or_default(),
                ..row
            },
            None => row,
        };
        rows.into_iter().zip(&self.products).map(fill).collect()
    }

    fn said(&self, form: &Form, rows: &[Row], reader: &Reader) -> Vec<Said> {
        let mut said = Vec::new();
        if let Some((customer, assistant)) = self.customer.as_ref().zip(self.assistant.as_ref()) {
            said.push(match assistant {
                Ok(name) => {
                    let routed = Message::new("desk-routed").with("region", customer.region.as_str());
                    Said { kind: "good", words: reader.say(&routed.with("assistant", name.as_str())) }
                }
                Err(why) => Said { kind: "bad", words: reader.say(why) },
            });
        }
        let Some(ours) = self.total(rows) else { return said };
        let words = reader.say(&Message::new("desk-total").with("ours", ours));
        said.push(Said { kind: "", words });
        let theirs = typed::number(&form.total).ok().flatten().and_then(|total| Money::exact(total, ours.currency));
        if let Some(theirs) = theirs {
            said.push(match ours.minus(theirs).filter(|gap| !gap.is_zero()) {
                None => Said { kind: "good", words: reader.t("desk-totals-equal") },
                Some(gap) => {
                    let differ = Message::new("desk-totals-differ-by").with("theirs", theirs).with("gap", gap);
                    Said { kind: "bad", words: reader.say(&differ) }
                }
            });
        }
        said
    }

    /// What the rows that can be read come to.
    fn total(&self, rows: &[Row]) -> Option<Money> {
        let known = rows.iter().zip(&self.products).filter_map(|(row, product)| Some((row, product.as_ref()?)));
        let mut currency = None;
        let mut lines = Vec::new();
        for (row, product) in known {
            let (Ok(quantity), Some(price)) = (quantity(row, product), product.price) else { continue };
            let of = product.currency.unwrap_or(self.currency);
            if *currency.get_or_insert(of) != of {
                return None;
            }
            lines.push(order::Line {
                product: None,
                name: String::new(),
                spec: String::new(),
                quantity: yidan_domain::Quantity::exact(quantity, "")?,
                price: Some(price),
                discount_percent: Decimal::ZERO,
            });
        }
        order::total(&lines, currency?)
    }
}

fn quantity(row: &Row, product: &Product) -> std::result::Result<Decimal, Message> {
    if row.quantity.trim().is_empty() {
        return Err(Message::new("entry-quantity-missing"));
    }
    let read = values::quantity(&typed::cell(&row.quantity), &product.unit).map_err(|why| why.say())?;
    Ok(read.amount())
}

impl Row {
    fn is_blank(&self) -> bool {
        self.code.trim().is_empty() && self.quantity.trim().is_empty()
    }
}

fn rows_of(typed: &Typed) -> Vec<Row> {
    let row =
        |(code, quantity): (&str, &str)| Row { code: code.to_owned(), quantity: quantity.to_owned(), ..Row::default() };
    typed.all("line-code").into_iter().zip(typed.all("line-quantity")).take(MOST_ROWS).map(row).collect()
}

impl Form {
    fn of(typed: &Typed) -> Self {
        let words = |field: &str| typed.get(field).to_owned();
        Self {
            channel: words("channel"),
            customer: words("customer"),
            customer_ref: words("customer_ref"),
            promised: words("promised"),
            address: words("address"),
            remarks: words("remarks"),
            total: words("total"),
            explanation: words("explanation"),
        }
    }
}

impl OrderPage {
    fn new(screen: &Screen, id: OrderId, form: Form, rows: Vec<Row>) -> Self {
        Self {
            frame: screen.frame().titled("desk-order-title").at(Nav::Desk),
            places: Places::of(screen, "desk-order"),
            id: id.to_string(),
            typed: form,
            rows: if rows.is_empty() { vec![Row::default(); ROWS] } else { rows },
            currency: screen.app.store.world().company.settings.currency.to_string(),
            faults: Faults::default(),
            refused: Vec::new(),
            asks: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Says what the order is refused for, at its field where it has one.
    fn refuse(&mut self, error: &Error) {
        let said = error.say();
        let words = self.frame.reader.say(&said);
        let field = match error {
            Error::Refused(refusal) => field_of(refusal),
            _ if said.key.starts_with("desk-region") || said.key == "desk-none" => Some("customer".to_owned()),
            _ if said.key == "desk-customer-total" => Some("total".to_owned()),
            _ => None,
        };
        match field {
            Some(field) => self.faults.add(field, words),
            None => self.refused.push(words),
        }
    }

    fn answer(self, status: StatusCode) -> Response {
        html_with(status, &self.frame, &self)
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &Row)> {
        (1..).zip(&self.rows)
    }

    fn line_fault(&self, number: &usize, part: &str) -> &str {
        self.faults.of(&reading::line_field(*number, part))
    }
}

/// Lines are counted without the rows that were left blank, so that a line's fault stands above them all.
fn field_of(refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::Lines(_) => Some("lines".to_owned()),
        Refusal::AmountNotPositive => Some("total".to_owned()),
        other => reading::field_of(other),
    }
}
