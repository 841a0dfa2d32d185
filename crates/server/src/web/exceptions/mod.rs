//! Exceptions of all orders in sight: what is open, overdue, nobody's or settled, by rule, cause, department and owner.

mod address;
mod export;
mod list;

use axum::{Router, routing::get};

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/exceptions", get(list::show))
        .route("/exceptions/export.csv", get(export::csv))
        .route("/exceptions/export.xlsx", get(export::xlsx))
}
