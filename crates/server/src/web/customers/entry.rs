//! The form of a customer.

use askama::Template;
use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use yidan_domain::{CustomerId, Message, access::Viewer, party::Customer, party::Person};
use yidan_store::{Result, Tx, customers, people};

use super::{
    super::{Answer, Screen, form},
    must_keep,
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

/// What is typed, as it is typed.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    code: String,
    name: String,
    contact: String,
    phone: String,
    email: String,
    address: String,
    country: String,
    region: String,
    terms: String,
    owner: String,
}

#[derive(Template)]
#[template(path = "customers/form.html")]
struct FormPage {
    frame: Frame,
    /// None while the customer is new.
    id: Option<CustomerId>,
    typed: Typed,
    faults: Faults,
    salespeople: Vec<Person>,
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    must_keep(&screen)?;
    let own = screen.viewer.is_in(&"sales".into()).then(|| screen.viewer.person.to_string());
    let typed = Typed { owner: own.unwrap_or_default(), ..Typed::default() };
    form_page(&screen, StatusCode::OK, None, typed, Faults::default()).await
}

pub(super) async fn show_edit(screen: Screen, Path(id): Path<CustomerId>) -> Answer {
    must_keep(&screen)?;
    let customer = screen.app.store.read(move |tx| customers::get(tx, id)).await?;
    form_page(&screen, StatusCode::OK, Some(id), Typed::of(&customer), Faults::default()).await
}

pub(super) async fn add(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    let id = CustomerId(uuid::Uuid::now_v7());
    keep(screen, None, typed, move |_, typed| Ok(typed.onto(id, false))).await
}

pub(super) async fn change(screen: Screen, Path(id): Path<CustomerId>, Form(typed): Form<Typed>) -> Answer {
    keep(screen, Some(id), typed, move |tx, typed| {
        let there = customers::get(tx, id)?;
        Ok(typed.onto(id, there.archived))
    })
    .await
}

async fn keep(
    screen: Screen,
    id: Option<CustomerId>,
    typed: Typed,
    customer: impl Fn(&mut Tx, &Typed) -> Result<Customer> + Send + 'static,
) -> Answer {
    let actor = screen.actor();
    let kept = screen
        .app
        .store
        .write({
            let typed = typed.clone();
            move |tx| {
                let customer = customer(tx, &typed)?;
                customers::put(tx, &actor, customer)
            }
        })
        .await;
    match kept {
        Ok(customer) => {
            let said = Message::new(if id.is_some() { "customer-changed" } else { "customer-added" });
            Ok(screen.redirect(&format!("/customers/{}", customer.id), &said.with("name", customer.name)))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 3] =
                [("customer-name", "name"), ("customer-code", "code"), ("person-", "owner")];
            let faults = form::faults(&screen, error, &FIELDS)?;
            form_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, id, typed, faults).await
        }
    }
}

async fn form_page(
    screen: &Screen,
    status: StatusCode,
    id: Option<CustomerId>,
    typed: Typed,
    faults: Faults,
) -> Result<Response, super::Failure> {
    let people = screen.app.store.read(people::all).await?;
    let may_own = |person: &Person| person.active && Viewer::of(person).enters_orders();
    let salespeople =
        people.into_iter().filter(|person| may_own(person) || person.id.to_string() == typed.owner).collect();
    let title = if id.is_some() { "customer-edit" } else { "customer-new" };
    let frame = screen.frame().titled(title).at(Nav::Customers);
    let page = FormPage { frame, id, typed, faults, salespeople };
    Ok(html_with(status, &page.frame, &page).into_response())
}

impl Typed {
    fn of(customer: &Customer) -> Self {
        Self {
            code: customer.code.clone().unwrap_or_default(),
            name: customer.name.clone(),
            contact: customer.contact.clone(),
            phone: customer.phone.clone(),
            email: customer.email.clone(),
            address: customer.address.clone(),
            country: customer.country.clone(),
            region: customer.region.clone(),
            terms: customer.terms.clone(),
            owner: customer.owner.map(|owner| owner.to_string()).unwrap_or_default(),
        }
    }

    /// The store tidies and checks.
    fn onto(&self, id: CustomerId, archived: bool) -> Customer {
        Customer {
            id,
            code: Some(self.code.clone()),
            name: self.name.clone(),
            contact: self.contact.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            address: self.address.clone(),
            country: self.country.clone(),
            region: self.region.clone(),
            terms: self.terms.clone(),
            owner: self.owner.parse().ok(),
            archived,
        }
    }
}

impl FormPage {
    fn action(&self) -> String {
        self.id.map_or_else(|| "/customers".to_owned(), |id| format!("/customers/{id}"))
    }
}
