//! Letters of credit of an order: received, amended, reviewed by two people.

use axum::Router;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
}
