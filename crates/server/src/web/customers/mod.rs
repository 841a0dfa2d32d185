//! The list of customers; one customer's page with its orders; the form that adds and changes one.

mod entry;
mod list;
mod one;

use axum::{
    Router,
    routing::{get, post},
};
use yidan_store::customers;

use super::{Failure, Screen};
use crate::app::App;

pub(crate) use one::RATED;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/customers", get(list::show).post(entry::add))
        .route("/customers/new", get(entry::show_new))
        .route("/customers/{id}", get(one::show).post(entry::change))
        .route("/customers/{id}/edit", get(entry::show_edit))
        .route("/customers/{id}/archive", post(one::archive))
        .route("/customers/{id}/restore", post(one::restore))
}

/// Customers are kept by those who enter orders.
fn must_keep(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.enters_orders() { Ok(()) } else { Err(customers::needs_sales().into()) }
}
