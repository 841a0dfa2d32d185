//! Rounds of quotation: what changed between them, the proforma invoice, the customer's answer.

use axum::Router;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
}
