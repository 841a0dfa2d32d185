//! The form of a product.

use askama::Template;
use axum::{Form, extract::Path, http::StatusCode};
use rust_decimal::Decimal;
use serde::Deserialize;
use yidan_documents::{Cell, values};
use yidan_domain::{Currency, Message, ProductId, Text, party::Product};
use yidan_store::{Error, Result, customers, products};

use super::super::{Answer, Failure, Screen, form};
use crate::page::{Faults, Frame, Nav, filters, html_with};

/// What is typed, as it is typed.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    code: String,
    name_zh: String,
    name_en: String,
    spec: String,
    unit: String,
    price: String,
    #[serde(rename = "price-currency")]
    currency: String,
}

#[derive(Template)]
#[template(path = "products/form.html")]
struct FormPage {
    frame: Frame,
    /// None while the product is new.
    id: Option<ProductId>,
    archived: bool,
    typed: Typed,
    faults: Faults,
    currencies: Vec<&'static str>,
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    must_keep(&screen)?;
    let currency = screen.app.store.world().company.settings.currency.to_string();
    let typed = Typed { currency, ..Typed::default() };
    form_page(&screen, StatusCode::OK, None, typed, Faults::default())
}

pub(super) async fn show(screen: Screen, Path(id): Path<ProductId>) -> Answer {
    must_keep(&screen)?;
    let product = screen.app.store.read(move |tx| products::get(tx, id)).await?;
    form_page(&screen, StatusCode::OK, Some((id, product.archived)), Typed::of(&product), Faults::default())
}

pub(super) async fn add(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    keep(screen, None, typed).await
}

pub(super) async fn change(screen: Screen, Path(id): Path<ProductId>, Form(typed): Form<Typed>) -> Answer {
    keep(screen, Some(id), typed).await
}

async fn keep(screen: Screen, id: Option<ProductId>, typed: Typed) -> Answer {
    let (actor, sent) = (screen.actor(), typed.clone());
    let new = ProductId(uuid::Uuid::now_v7());
    let kept = screen
        .app
        .store
        .write(move |tx| {
            let archived = id.map(|id| products::get(tx, id)).transpose()?.is_some_and(|there| there.archived);
            products::put(tx, &actor, sent.onto(id.unwrap_or(new), archived)?)
        })
        .await;
    match kept {
        Ok(product) => {
            let said = Message::new(if id.is_some() { "product-changed" } else { "product-added" });
            Ok(screen.redirect("/products", &said.with("code", product.code)))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 3] =
                [("product-code", "code"), ("product-name", "name_zh"), ("product-price", "price")];
            let faults = form::faults(&screen, error, &FIELDS)?;
            form_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, id.map(|id| (id, false)), typed, faults)
        }
    }
}

pub(super) async fn archive(screen: Screen, Path(id): Path<ProductId>) -> Answer {
    set_archived(screen, id, true, "product-archived").await
}

pub(super) async fn restore(screen: Screen, Path(id): Path<ProductId>) -> Answer {
    set_archived(screen, id, false, "product-restored").await
}

async fn set_archived(screen: Screen, id: ProductId, archived: bool, said: &'static str) -> Answer {
    let actor = screen.actor();
    let product = screen
        .app
        .store
        .write(move |tx| {
            let product = Product { archived, ..products::get(tx, id)? };
            products::put(tx, &actor, product)
        })
        .await?;
    Ok(screen.redirect("/products", &Message::new(said).with("code", product.code)))
}

fn must_keep(screen: &Screen) -> std::result::Result<(), Failure> {
    if screen.viewer.enters_orders() { Ok(()) } else { Err(customers::needs_sales().into()) }
}

fn form_page(
    screen: &Screen,
    status: StatusCode,
    there: Option<(ProductId, bool)>,
    typed: Typed,
    faults: Faults,
) -> Answer {
    let title = if there.is_some() { "product-edit" } else { "product-new" };
    let page = FormPage {
        frame: screen.frame().titled(title).at(Nav::Products),
        id: there.map(|(id, _)| id),
        archived: there.is_some_and(|(_, archived)| archived),
        typed,
        faults,
        currencies: form::currencies(),
    };
    Ok(html_with(status, &page.frame, &page))
}

impl Typed {
    fn of(product: &Product) -> Self {
        Self {
            code: product.code.clone(),
            name_zh: product.name.zh.clone(),
            name_en: product.name.en.clone(),
            spec: product.spec.clone(),
            unit: product.unit.clone(),
            price: product.price.map(|price| price.to_string()).unwrap_or_default(),
            currency: product.currency.map(|currency| currency.to_string()).unwrap_or_default(),
        }
    }

    /// The store tidies and checks all but the price.
    fn onto(&self, id: ProductId, archived: bool) -> Result<Product> {
        let price = self.price()?;
        let currency = price.and_then(|_| Currency::written(&self.currency));
        Ok(Product {
            id,
            code: self.code.clone(),
            name: Text::new(&self.name_zh, &self.name_en),
            spec: self.spec.clone(),
            unit: self.unit.clone(),
            price,
            currency,
            archived,
        })
    }

    fn price(&self) -> Result<Option<Decimal>> {
        if self.price.trim().is_empty() {
            return Ok(None);
        }
        let read = values::number(&Cell::Text(self.price.clone()));
        read.map(Some).map_err(|_| Error::invalid("product-price-unreadable"))
    }
}

impl FormPage {
    fn action(&self) -> String {
        self.id.map_or_else(|| "/products".to_owned(), |id| format!("/products/{id}"))
    }
}
