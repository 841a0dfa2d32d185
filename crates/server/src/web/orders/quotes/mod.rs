//! Rounds of quotation (S10): what was offered, what changed between them (`page`, `round`), a new one by the form of the
//! order (`entry`), the customer's answer (`answer`), and the proforma invoice of each (`proforma`).

mod answer;
mod entry;
mod page;
mod proforma;
mod round;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/quotes", get(page::show).post(entry::quote))
        .route("/orders/{id}/quotes/new", get(entry::ask))
        .route("/orders/{id}/quotes/{round}/answer", post(answer::record))
        .route("/orders/{id}/quotes/{round}/proforma", get(proforma::show))
}
