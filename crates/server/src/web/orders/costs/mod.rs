//! The cost sheet of an order, its versions, what it came to, and the printed review of the export contract.

use axum::Router;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
}
