//! Change orders of a reviewed order: proposed with the difference and its effect, signed, closed.

use axum::Router;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
}
