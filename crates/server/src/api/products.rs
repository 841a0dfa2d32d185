//! The catalogue.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{self as domain, ProductId, party};
use yidan_store::products;

use super::{
    caller::Caller,
    problem::Answer,
    reading,
    reply::Reply,
    sent::{Path, Query, Sent},
    values::{Currency, Figure, Name, Search, Unit},
};
use crate::{app::App, web::screen::url_escaped};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_products, add_product)).routes(routes!(get_product, change_product))
}

/// A product, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProductFields {
    /// Catalogue number, unique.
    code: Name,
    /// In one language at least.
    name: Names,
    #[serde(default)]
    spec: Name,
    #[serde(default)]
    unit: Unit,
    #[serde(default)]
    price: Option<Figure>,
    #[serde(default)]
    currency: Option<Currency>,
    /// An archived product is not offered for new orders.
    #[serde(default)]
    archived: bool,
}

/// A name in both languages; where one is left out, both are the same.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    #[serde(default)]
    pub zh: Name,
    #[serde(default)]
    pub en: Name,
}

#[derive(Serialize, ToSchema)]
struct Product {
    id: Uuid,
    product: ProductFields,
}

#[derive(Serialize, ToSchema)]
struct Products {
    products: Vec<Product>,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<String>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of number, name or specification.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    /// Those that are archived, instead of those that are not.
    #[serde(default)]
    #[param(required = false, default = false)]
    archived: bool,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    #[param(required = false)]
    after: Name,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// Products
///
/// By catalogue number.
#[utoipa::path(get, path = "/products", tag = "products", params(Filter),
    responses((status = 200, description = "A page of them.", body = Products)))]
async fn list_products(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let Filter { text, archived, after, limit } = filter;
    let (words, after) = (text.0.clone(), domain::text::tidy(&after.0, false));
    let read = move |tx: &mut yidan_store::Tx| {
        products::list(tx, &words, archived, Some(after.as_str()).filter(|after| !after.is_empty()), limit + 1)
    };
    let mut found = caller.app.store.read(read).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.code.clone());
    let address = next.as_ref().map(|next| {
        let (text, next) = (url_escaped(&text.0), url_escaped(next));
        format!("/api/v1/products?text={text}&archived={archived}&after={next}&limit={limit}")
    });
    let products = found.into_iter().map(Product::from).collect();
    Ok(Reply::ok(Products { products, next }).next(address).into_response())
}

/// Add a product
#[utoipa::path(post, path = "/products", tag = "products", request_body = ProductFields,
    responses((status = 201, description = "Added.", body = Product, headers(("Location" = String))), (status = 403)))]
async fn add_product(caller: Caller, Sent { what, once }: Sent<ProductFields>) -> Answer {
    let product = what.with_id(ProductId(Uuid::now_v7()));
    let added = caller.commit(once, move |tx, actor| {
        let product = products::put(tx, actor, product.clone())?;
        Ok(Reply::created(&format!("/products/{}", product.id), Product::from(product)))
    });
    added.await
}

/// One product
#[utoipa::path(get, path = "/products/{id}", tag = "products", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The product.", body = Product)))]
async fn get_product(caller: Caller, Path(id): Path<ProductId>) -> Answer {
    let product = caller.app.store.read(move |tx| products::get(tx, id)).await?;
    Ok(Reply::ok(Product::from(product)).into_response())
}

/// Change a product, archive or restore it
///
/// All fields are replaced; what is left out becomes empty.
#[utoipa::path(put, path = "/products/{id}", tag = "products", params(("id" = Uuid, Path)), request_body = ProductFields,
    responses((status = 200, description = "Changed.", body = Product), (status = 403)))]
async fn change_product(caller: Caller, Path(id): Path<ProductId>, Sent { what, once }: Sent<ProductFields>) -> Answer {
    let product = what.with_id(id);
    let changed = caller.commit(once, move |tx, actor| {
        products::get(tx, id)?;
        Ok(Reply::ok(Product::from(products::put(tx, actor, product.clone())?)))
    });
    changed.await
}

impl ProductFields {
    fn with_id(self, id: ProductId) -> party::Product {
        party::Product {
            id,
            code: self.code.0,
            name: domain::Text::new(self.name.zh.0, self.name.en.0),
            spec: self.spec.0,
            unit: self.unit.0,
            price: self.price.map(|price| price.0),
            currency: self.currency.map(|currency| currency.0),
            archived: self.archived,
        }
    }
}

impl From<party::Product> for Product {
    fn from(product: party::Product) -> Self {
        let fields = ProductFields {
            code: Name(product.code),
            name: Names { zh: Name(product.name.zh), en: Name(product.name.en) },
            spec: Name(product.spec),
            unit: Unit(product.unit),
            price: product.price.map(Figure),
            currency: product.currency.map(Currency),
            archived: product.archived,
        };
        Self { id: product.id.0, product: fields }
    }
}
