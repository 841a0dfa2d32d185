//! Suppliers: the list; one supplier's page with what was bought of it and how it did; the form that adds and changes one.

mod entry;
mod list;
mod one;

use axum::{
    Router,
    http::StatusCode,
    routing::{get, post},
};

use super::{Answer, Failure, Screen};
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/suppliers", get(list::show).post(entry::add))
        .route("/suppliers/new", get(entry::show_new))
        .route("/suppliers/{id}", get(one::show).post(entry::change))
        .route("/suppliers/{id}/edit", get(entry::show_edit))
        .route("/suppliers/{id}/archive", post(one::archive))
        .route("/suppliers/{id}/restore", post(one::restore))
}

fn must_keep(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.keeps_suppliers() { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
}
