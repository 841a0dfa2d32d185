//! What the form of an order asks while it is filled in: customers and goods that match what is typed, whether the
//! customer's number was used before, and a customer added on the way.

use askama::Template;
use axum::{extract::Query, http::StatusCode, response::IntoResponse};
use serde::Deserialize;
use yidan_domain::{Currency, CustomerId, Say, party::Customer};
use yidan_store::{Error, customers, orders, products};

use super::{
    super::{Answer, Screen},
    deeds::in_place_of,
    entry::{Same, must_enter},
    reading,
    typed::Typed,
};
use crate::page::{Frame, filters, html, html_with};

/// Suggestions offered at once.
const MOST: usize = 30;

#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    customer: String,
    #[serde(default)]
    customer_ref: String,
    /// Number of the order that is amended, and so has the reference itself.
    #[serde(default)]
    except: String,
    #[serde(default)]
    name: String,
}

#[derive(Template)]
#[template(path = "orders/customer_options.html")]
struct CustomerOptions {
    customers: Vec<Customer>,
}

pub async fn customers_like(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_enter(&screen)?;
    let customers = screen.app.store.read(move |tx| customers::list(tx, &asked.q, false, None, MOST)).await?;
    Ok(html(&screen.frame(), &CustomerOptions { customers }))
}

#[derive(Template)]
#[template(path = "orders/product_options.html")]
struct ProductOptions {
    products: Vec<ProductOption>,
    by_name: bool,
}

struct ProductOption {
    code: String,
    name: String,
    spec: String,
    unit: String,
    /// In the currency of the order; empty when the catalogue has none in it.
    price: String,
}

pub async fn products_like(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_enter(&screen)?;
    let (lang, by_name) = (screen.lang(), asked.by == "name");
    let currency: Option<Currency> = asked.currency.parse().ok();
    let found = screen.app.store.read(move |tx| products::list(tx, &asked.q, false, None, MOST)).await?;
    let option = |product: yidan_domain::party::Product| {
        let price = currency.and_then(|currency| reading::price_in(&product, currency));
        ProductOption {
            price: price.map(|price| price.to_string()).unwrap_or_default(),
            name: product.name.get(lang).to_owned(),
            code: product.code,
            spec: product.spec,
            unit: product.unit,
        }
    };
    Ok(html(&screen.frame(), &ProductOptions { products: found.into_iter().map(option).collect(), by_name }))
}

#[derive(Template)]
#[template(path = "orders/same_reference.html")]
struct SameReference {
    same: Vec<Same>,
}

pub async fn same_reference(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_enter(&screen)?;
    let reference = yidan_domain::text::tidy(&asked.customer_ref, false);
    let found = screen.app.store.read(move |tx| match reading::find_customer(tx, &asked.customer)? {
        Some(customer) => orders::same_reference(tx, customer.id, &reference),
        None => Ok(Vec::new()),
    });
    let same = found.await?.into_iter().filter(|(_, number)| *number != asked.except).map(Same::of).collect();
    Ok(html(&screen.frame(), &SameReference { same }))
}

/// The short form for a customer who is not in the list yet, in a dialog over the order.
#[derive(Template)]
#[template(path = "orders/customer_form.html")]
struct CustomerForm {
    frame: Frame,
    customer: Customer,
    refused: String,
}

pub async fn ask_customer(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_enter(&screen)?;
    let page = CustomerForm { frame: screen.frame(), customer: named(asked.name), refused: String::new() };
    Ok(html(&page.frame, &page))
}

fn named(name: String) -> Customer {
    Customer {
        id: CustomerId(uuid::Uuid::now_v7()),
        code: None,
        name,
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        country: String::new(),
        region: String::new(),
        terms: String::new(),
        owner: None,
        archived: false,
    }
}

/// The field of the order's form with the customer just added in it.
#[derive(Template)]
#[template(path = "orders/customer_added.html")]
struct CustomerAdded {
    customer: Customer,
}

pub async fn add_customer(screen: Screen, typed: Typed) -> Answer {
    must_enter(&screen)?;
    let words = |field: &str| typed.get(field).to_owned();
    let customer = Customer {
        code: Some(words("code")),
        contact: words("contact"),
        phone: words("phone"),
        email: words("email"),
        address: words("address"),
        country: words("country"),
        terms: words("terms"),
        // A salesperson who adds a customer looks after it.
        owner: screen.viewer.is_in(&"sales".into()).then_some(screen.viewer.person),
        ..named(words("name"))
    };
    let (actor, put) = (screen.actor(), customer.clone());
    match screen.app.store.write(move |tx| customers::put(tx, &actor, put.clone())).await {
        Ok(customer) => {
            let field = html(&screen.frame(), &CustomerAdded { customer });
            Ok((in_place_of("#customer-field"), field).into_response())
        }
        Err(error @ Error::Invalid(_)) => {
            let frame = screen.frame();
            let page = CustomerForm { refused: frame.reader.say(&error.say()), frame, customer };
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
        Err(error) => Err(error.into()),
    }
}
