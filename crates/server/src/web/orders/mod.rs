//! Orders: entering one, its page, and everything that is done to it.
//!
//! `entry` and `amend` take in orders by one form (`form` is what is typed, `reading` makes an order of it); `page` shows an
//! order (`loaded` is what it is made from, `view`, `table`, `history` and `acts` what is shown); `deeds` does what people
//! do to it, as `question` asks. What may be done, and why not, is asked of the domain alone.

mod acts;
mod amend;
mod approval;
mod changes;
mod costs;
mod credit;
mod deed_page;
mod deeds;
pub(super) mod difference;
mod entry;
mod exceptions;
pub(super) mod fields;
pub(in crate::web) mod files;
mod form;
mod forms;
mod gantt;
mod history;
mod letters;
pub(in crate::web) mod loaded;
mod money;
mod outlook;
mod page;
mod plan;
mod printed;
mod printed_ledger;
mod promise;
mod question;
mod quotes;
pub(in crate::web) mod reading;
mod schedule;
pub(super) mod shown;
mod suggest;
mod table;
pub(in crate::web) mod tabs;
mod target;
mod terms;
pub(in crate::web) mod typed;
mod view;

use std::str::FromStr;

use axum::{
    Router,
    routing::{get, post},
};
use yidan_store::Error;

pub(in crate::web) use credit::amount;

use super::Failure;
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/new", get(entry::ask).post(entry::enter))
        .route("/orders/customers", get(suggest::customers_like).post(suggest::add_customer))
        .route("/orders/customers/new", get(suggest::ask_customer))
        .route("/orders/products", get(suggest::products_like))
        .route("/orders/promise-check", post(promise::check))
        .route("/orders/terms-check", get(terms::check))
        .route("/orders/same-reference", get(suggest::same_reference))
        .route("/orders/by-number/{*number}", get(page::by_number))
        .route("/orders/{id}", get(page::show))
        .route("/orders/{id}/panel", get(page::refresh))
        .route("/orders/{id}/amend", get(amend::ask).post(amend::amend))
        .route("/orders/{id}/plan", get(plan::ask).post(plan::change))
        .route("/orders/{id}/files/{file}", get(files::download))
        .route("/orders/{id}/steps/{step}/form", get(printed::show))
        .route("/orders/{id}/forms", get(forms::show))
        .route("/orders/{id}/forms/{number}", get(printed::show_form))
        .merge(quotes::routes())
        .merge(costs::routes())
        .merge(letters::routes())
        .merge(money::routes())
        .merge(changes::routes())
        .merge(credit::routes())
        .merge(deeds::routes())
}

/// An id of an address. One that is none is the id of nothing.
pub(in crate::web) fn parsed<T: FromStr>(id: &str) -> Result<T, Failure> {
    id.parse().map_err(|_| Error::NotFound("page").into())
}
