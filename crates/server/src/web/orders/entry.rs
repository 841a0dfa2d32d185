//! Entering an order: the form, empty or with its faults, and the order that comes of it.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use yidan_domain::{
    Currency, Message, OrderId, Say,
    order::{
        Header, Line,
        refusal::{Needs, Refusal},
    },
};
use yidan_store::{
    Error, World,
    orders::{self, Draft},
    people,
};

use super::{
    super::{Answer, Failure, Screen},
    changes::Proposal,
    fields::Kept,
    form::{LineForm, OrderForm, Start},
    parsed,
    reading::{self, Known},
    typed::{self, Typed},
};
use crate::page::{Faults, Frame, Nav, filters, html, html_with};

/// Currencies that stand before the others.
const USUAL: [&str; 8] = ["CNY", "USD", "EUR", "HKD", "JPY", "GBP", "AUD", "CAD"];

/// The form, for a new order or for an amendment.
#[derive(Template)]
#[template(path = "orders/entry.html")]
pub struct EntryPage {
    pub frame: Frame,
    pub form: OrderForm,
    pub faults: Faults,
    /// What is wrong with the order as a whole.
    pub refused: Vec<String>,
    /// Orders of the same customer with the same reference.
    pub same: Vec<Same>,
    pub kept: Vec<Kept>,
    /// The order's id, drawn before it is sent, so that one sent twice is entered once.
    pub id: String,
    pub choices: Choices,
    /// What is amended; nothing for a new order.
    pub amends: Option<Amends>,
    /// How long it stands, when it is quoted to the customer.
    pub quote: Option<QuoteTerms>,
}

/// What a quotation says beside the order, as it is typed.
#[derive(Default)]
pub struct QuoteTerms {
    pub valid_until: String,
    pub note: String,
}

pub struct Amends {
    pub number: String,
    pub version: u64,
    pub reason: String,
    /// What others have changed since the form was opened.
    pub changes: Vec<String>,
    /// Where the order has been reviewed: what a change order says beside the order as it is to be.
    pub proposal: Option<Proposal>,
}

pub struct Same {
    pub number: String,
    pub link: String,
}

struct Listed<'a> {
    field: &'a str,
    label: String,
    why: &'a str,
}

/// What the form lets choose from; each with its value and words.
#[derive(Default)]
pub struct Choices {
    pub processes: Vec<(String, String)>,
    pub people: Vec<(String, String)>,
    /// With the digits after the point.
    pub currencies: Vec<(&'static str, u32)>,
}

impl EntryPage {
    pub async fn new(screen: &Screen, form: OrderForm, id: OrderId) -> Result<Self, Failure> {
        let frame = screen.frame().titled("entry-title").at(Nav::NewOrder);
        let choices = Choices::of(screen, &form).await?;
        let kept = form.kept.iter().map(|file| Kept { token: typed::token(file), name: file.name.clone() }).collect();
        Ok(Self {
            frame,
            form,
            faults: Faults::default(),
            refused: Vec::new(),
            same: Vec::new(),
            kept,
            id: id.to_string(),
            choices,
            amends: None,
            quote: None,
        })
    }

    /// Says what the order is refused for, at its field where it has one.
    pub fn refuse(&mut self, error: &Error) {
        let words = self.frame.reader.say(&error.say());
        match error {
            Error::Refused(refusal) => match reading::field_of(refusal) {
                Some(field) => self.faults.add(field, words),
                None => self.refused.push(words),
            },
            _ => self.refused.push(words),
        }
    }

    pub fn answer(self, status: StatusCode) -> Response {
        html_with(status, &self.frame, &self)
    }

    fn line_fault(&self, line: &usize, part: &str) -> &str {
        self.faults.of(&reading::line_field(*line, part))
    }

    /// Every fault with the id and name of its field, in the order of the page.
    fn listed(&self) -> Vec<Listed<'_>> {
        let lang = &self.frame.reader;
        let mut listed: Vec<_> = self
            .faults
            .iter()
            .map(|(field, why)| {
                (reading::place_of(field), Listed { field, label: reading::label_of(field, lang), why })
            })
            .collect();
        listed.sort_by_key(|(place, _)| *place);
        listed.into_iter().map(|(_, listed)| listed).collect()
    }

    fn action(&self) -> String {
        match &self.amends {
            _ if self.quote.is_some() => format!("/orders/{}/quotes", self.id),
            Some(Amends { proposal: Some(_), .. }) => format!("/orders/{}/changes", self.id),
            Some(_) => format!("/orders/{}/amend", self.id),
            None => "/orders/new".to_owned(),
        }
    }

    fn proposal(&self) -> Option<&Proposal> {
        self.amends.as_ref()?.proposal.as_ref()
    }

    fn rows(&self) -> impl Iterator<Item = (usize, &LineForm)> {
        (1..).zip(&self.form.lines)
    }
}

impl Choices {
    async fn of(screen: &Screen, form: &OrderForm) -> Result<Self, Failure> {
        let world: std::sync::Arc<World> = screen.app.store.world();
        let lang = screen.lang();
        let processes = world.processes.iter_latest();
        let processes = processes.map(|process| (process.key.clone(), process.name.get(lang).to_owned())).collect();
        let everybody = screen.app.store.read(people::all).await?;
        let chosen = form.get("salesperson");
        let offered = everybody.iter().filter(|person| person.active || person.id.to_string() == chosen);
        let sells =
            |person: &&yidan_domain::party::Person| person.departments.iter().any(|key| key.as_str() == "sales");
        let (sales, others): (Vec<_>, Vec<_>) = offered.partition(sells);
        let people = sales.into_iter().chain(others).map(|person| (person.id.to_string(), person.name.clone()));
        Ok(Self { processes, people: people.collect(), currencies: currencies() })
    }
}

/// Every currency with its digits after the point, the usual ones first.
pub fn currencies() -> Vec<(&'static str, u32)> {
    let others = Currency::codes().filter(|code| !USUAL.contains(code));
    let digits = |code: &str| code.parse().map_or(2, |currency: Currency| currency.minor_digits());
    USUAL.into_iter().chain(others).map(|code| (code, digits(code))).collect()
}

#[derive(Default, Deserialize)]
pub struct Begin {
    /// Name of the customer, when the order is begun from the customer's page.
    #[serde(default)]
    customer: String,
}

pub async fn ask(screen: Screen, Query(begin): Query<Begin>) -> Answer {
    must_enter(&screen)?;
    let world = screen.app.store.world();
    let settings = &world.company.settings;
    let form = OrderForm::empty(&Start {
        process: &settings.process,
        currency: settings.currency.to_string(),
        salesperson: screen.viewer.is_in(&"sales".into()).then_some(screen.viewer.person),
        customer: begin.customer,
        now: screen.now(),
        zone: &world.company.zone,
    });
    let page = EntryPage::new(&screen, form, OrderId(uuid::Uuid::now_v7())).await?;
    Ok(html(&page.frame, &page))
}

pub fn must_enter(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.enters_orders() { Ok(()) } else { Err(Refusal::NotAllowed { needs: Needs::Sales }.into()) }
}

/// What comes of a form that could be read.
enum Entered {
    Order {
        number: String,
    },
    /// It was entered when the same form was sent before.
    Before,
    Same(Vec<(OrderId, String)>),
}

pub async fn enter(screen: Screen, typed: Typed) -> Answer {
    must_enter(&screen)?;
    let id: OrderId = parsed(typed.get("id"))?;
    let mut form = OrderForm::typed(&typed);
    form.kept = typed.files(&screen.app, "original").await?;
    let looked_up = form.clone();
    let known = screen.app.store.read(move |tx| Known::look_up(tx, &looked_up)).await?;
    let reader = screen.frame().reader;
    let draft = match reading::read(&form, &known, &reader) {
        Ok((header, lines)) => draft(id, &form, header, lines),
        Err(faults) => {
            let mut page = EntryPage::new(&screen, form, id).await?;
            page.faults = faults;
            return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    match entered(&screen, draft, typed.get("confirm") == "yes").await {
        Ok(Entered::Order { number }) => {
            Ok(screen.redirect(&format!("/orders/{id}"), &Message::new("entry-done").with("number", number)))
        }
        Ok(Entered::Before) => Ok(Redirect::to(&format!("/orders/{id}")).into_response()),
        Ok(Entered::Same(same)) => {
            let mut page = EntryPage::new(&screen, form, id).await?;
            page.same = same.into_iter().map(Same::of).collect();
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
            let mut page = EntryPage::new(&screen, form, id).await?;
            page.refuse(&error);
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

impl Same {
    pub fn of((id, number): (OrderId, String)) -> Self {
        Self { number, link: format!("/orders/{id}") }
    }
}

fn draft(id: OrderId, form: &OrderForm, header: Header, lines: Vec<Line>) -> Draft {
    Draft {
        id,
        number: None,
        process: form.get("process").to_owned(),
        header,
        lines,
        originals: form.kept.clone(),
        past: Vec::new(),
    }
}

async fn entered(screen: &Screen, draft: Draft, confirmed: bool) -> yidan_store::Result<Entered> {
    let actor = screen.actor();
    let scope = screen.viewer.scope();
    let outcome = screen.app.store.write(move |tx| {
        if orders::load(tx, scope, draft.id).is_ok() {
            return Ok(Entered::Before);
        }
        // Looked for in the transaction that enters the order, so that two who enter the same one are both told.
        let same = orders::same_reference(tx, draft.header.customer, draft.header.customer_ref.trim())?;
        if !same.is_empty() && !confirmed {
            return Ok(Entered::Same(same));
        }
        let entered = orders::enter(tx, &actor, draft.clone())?;
        Ok(Entered::Order { number: entered.order.number })
    });
    outcome.await
}
