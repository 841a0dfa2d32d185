//! One customer's credit, or one salesperson's quota: how it stands, everything that has happened to it, and the forms
//! that set it.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use yidan_domain::{
    Currency, CustomerId, Message, Money, OrderId, PersonId, Say,
    access::Scope,
    credit::{Entry, Quota},
    order::refusal::Refusal,
    party::Person,
};
use yidan_store::{
    Error, Tx,
    credit::{self, Limit},
    customers, orders, people,
};

use super::{
    super::{Answer, Failure, Screen, form, orders::amount},
    limits::day,
};
use crate::{
    allowed,
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "desk/account.html")]
struct AccountPage {
    frame: Frame,
    account: Account,
    may_set: bool,
    typed: Typed,
    faults: Faults,
    currencies: Vec<&'static str>,
}

struct Account {
    about: About,
    asked: Asked,
    /// What is wrong with the day asked for.
    fault: String,
    rows: Vec<Row>,
    entries: Vec<Told>,
}

/// Whose account it is.
enum About {
    Customer { id: CustomerId, monthly: bool },
    Salesperson { id: PersonId },
}

/// What is allowed and used, in one currency.
struct Row {
    most: Money,
    is_usual: bool,
    in_use: Money,
    available: Money,
}

/// An entry as people read it.
struct Told {
    words: String,
    note: String,
    /// Number and address of the order.
    order: Option<(String, String)>,
    by: String,
    at: Timestamp,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    at: String,
}

/// What is typed, as it is typed.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    amount: String,
    #[serde(rename = "amount-currency")]
    currency: String,
    monthly: String,
    note: String,
}

/// A form that was sent and not accepted.
struct Tried {
    status: StatusCode,
    typed: Typed,
    faults: Faults,
}

pub(super) async fn customer(screen: Screen, Path(id): Path<CustomerId>, Query(asked): Query<Asked>) -> Answer {
    customer_page(&screen, id, asked, Tried::nothing()).await
}

pub(super) async fn salesperson(screen: Screen, Path(id): Path<PersonId>, Query(asked): Query<Asked>) -> Answer {
    salesperson_page(&screen, id, asked, Tried::nothing()).await
}

pub(super) async fn set_limit(screen: Screen, Path(id): Path<CustomerId>, Form(typed): Form<Typed>) -> Answer {
    let outcome = match typed.money() {
        Err(why) => Err(Error::Invalid(why)),
        Ok(limit) => {
            let (actor, note) = (screen.actor(), typed.note.clone());
            screen.app.store.write(move |tx| credit::set_limit(tx, &actor, id, limit, &note)).await
        }
    };
    match outcome {
        Ok(()) => Ok(screen.redirect(&format!("/credit/customers/{id}"), &Message::new("credit-limit-set"))),
        Err(error) => customer_page(&screen, id, Asked::default(), Tried::refused(&screen, typed, error)?).await,
    }
}

pub(super) async fn set_settlement(screen: Screen, Path(id): Path<CustomerId>, Form(typed): Form<Typed>) -> Answer {
    let (actor, monthly, note) = (screen.actor(), typed.monthly == "yes", typed.note.clone());
    match screen.app.store.write(move |tx| credit::set_monthly(tx, &actor, id, monthly, &note)).await {
        Ok(()) => Ok(screen.redirect(&format!("/credit/customers/{id}"), &Message::new("credit-settlement-set"))),
        Err(error) => customer_page(&screen, id, Asked::default(), Tried::refused(&screen, typed, error)?).await,
    }
}

pub(super) async fn set_quota(screen: Screen, Path(id): Path<PersonId>, Form(typed): Form<Typed>) -> Answer {
    let outcome = match typed.money() {
        Err(why) => Err(Error::Invalid(why)),
        Ok(quota) => {
            let (actor, note) = (screen.actor(), typed.note.clone());
            screen.app.store.write(move |tx| credit::set_quota(tx, &actor, id, quota, &note)).await
        }
    };
    match outcome {
        Ok(()) => Ok(screen.redirect(&format!("/credit/people/{id}"), &Message::new("credit-quota-set"))),
        Err(error) => salesperson_page(&screen, id, Asked::default(), Tried::refused(&screen, typed, error)?).await,
    }
}

impl Typed {
    fn money(&self) -> std::result::Result<Money, Message> {
        let currency: Currency = self.currency.parse().map_err(|_| Message::new("import-unknown-currency"))?;
        amount(&self.amount, currency)
    }
}

impl Tried {
    fn nothing() -> Self {
        Self { status: StatusCode::OK, typed: Typed::default(), faults: Faults::default() }
    }

    /// What is wrong stands at its field; that nothing would change is said above them.
    fn refused(screen: &Screen, typed: Typed, error: Error) -> Result<Self, Failure> {
        let (field, message) = match error {
            Error::Refused(refusal) if *refusal == Refusal::NothingChanged => ("", refusal.say()),
            Error::Invalid(message) if message.key.starts_with("credit-note") => ("note", message),
            Error::Invalid(message) => ("amount", message),
            other => return Err(other.into()),
        };
        let mut faults = Faults::default();
        faults.add(field, screen.frame().reader.say(&message));
        Ok(Self { status: StatusCode::UNPROCESSABLE_ENTITY, typed, faults })
    }
}

async fn customer_page(screen: &Screen, id: CustomerId, asked: Asked, tried: Tried) -> Answer {
    allowed::credit(&screen.viewer)?;
    let mut frame = screen.frame().at(Nav::Desk);
    let (at, fault) = day(&asked.at, &frame);
    let (scope, reader) = (screen.viewer.scope(), frame.reader.clone());
    let read = screen.app.store.read(move |tx| {
        let customer = customers::get(tx, id)?;
        if !scope.covers(None, customer.owner, []) {
            return Err(Error::NotFound("customer"));
        }
        let limits = credit::limits_of(tx, id, at)?;
        let entries = credit::of_customer(tx, id)?;
        Ok((customer, limits, told(tx, &entries, at, &reader)?))
    });
    let (customer, limits, entries) = read.await?;
    frame.title = customer.name;
    let row = |limit: &Limit| Row {
        most: limit.account.limit(),
        is_usual: limit.account.limit.is_none(),
        in_use: limit.account.in_use,
        available: limit.account.available(),
    };
    let monthly = limits.iter().any(|limit| limit.account.settles_monthly);
    let shown = Account {
        about: About::Customer { id, monthly },
        asked,
        fault,
        rows: limits.iter().map(row).collect(),
        entries,
    };
    Ok(page(screen, frame, shown, tried))
}

async fn salesperson_page(screen: &Screen, id: PersonId, asked: Asked, tried: Tried) -> Answer {
    allowed::credit(&screen.viewer)?;
    if screen.viewer.scope() != Scope::All && screen.viewer.person != id {
        return Err(Error::NotFound("person").into());
    }
    let mut frame = screen.frame().at(Nav::Desk);
    let (at, fault) = day(&asked.at, &frame);
    let reader = frame.reader.clone();
    let read = screen.app.store.read(move |tx| {
        let person = people::get(tx, id)?;
        let quotas = credit::quotas(tx, at)?;
        let entries = credit::of_salesperson(tx, id)?;
        Ok((person, quotas, told(tx, &entries, at, &reader)?))
    });
    let (person, quotas, entries) = read.await?;
    frame.title = person.name;
    let row = |(_, quota): (PersonId, Quota)| Row {
        most: quota.limit,
        is_usual: false,
        in_use: quota.in_use,
        available: quota.available(),
    };
    let rows = quotas.into_iter().filter(|(of, _)| *of == id).map(row).collect();
    Ok(page(screen, frame, Account { about: About::Salesperson { id }, asked, fault, rows, entries }, tried))
}

fn page(screen: &Screen, frame: Frame, account: Account, tried: Tried) -> Response {
    let Tried { status, mut typed, faults } = tried;
    if typed.currency.is_empty() {
        typed.currency = screen.app.store.world().company.settings.currency.to_string();
    }
    let (may_set, currencies) = (screen.viewer.sets_credit(), form::currencies());
    let page = AccountPage { frame, account, may_set, typed, faults, currencies };
    html_with(status, &page.frame, &page)
}

/// The entries up to the day, the latest first, with the numbers of their orders.
fn told(tx: &mut Tx, entries: &[Entry], at: Option<Date>, reader: &Reader) -> yidan_store::Result<Vec<Told>> {
    let people: Vec<Person> = people::all(tx)?;
    let ids: Vec<OrderId> = entries.iter().filter_map(|entry| entry.order).collect();
    let rows = orders::rows(tx, &ids)?;
    let numbers: HashMap<OrderId, String> = rows.into_iter().map(|row| (row.id, row.number)).collect();
    let name = |id: PersonId| match id == PersonId::PROGRAM {
        true => reader.t("the-program"),
        false => people.iter().find(|person| person.id == id).map_or("—", |person| &person.name).to_owned(),
    };
    let shown = entries.iter().filter(|entry| at.is_none_or(|day| entry.day <= day));
    let told = shown.map(|entry| Told {
        words: reader.say(&entry.kind.say()),
        note: entry.note.clone(),
        order: entry.order.and_then(|id| Some((numbers.get(&id)?.clone(), format!("/orders/{id}/credit")))),
        by: name(entry.by),
        at: entry.at,
    });
    Ok(told.collect())
}

impl AccountPage {
    fn action(&self) -> String {
        match self.account.about {
            About::Customer { id, .. } => format!("/credit/customers/{id}"),
            About::Salesperson { id } => format!("/credit/people/{id}"),
        }
    }

    /// The customer, and whether it settles monthly.
    fn customer(&self) -> Option<(CustomerId, bool)> {
        match self.account.about {
            About::Customer { id, monthly } => Some((id, monthly)),
            About::Salesperson { .. } => None,
        }
    }
}
