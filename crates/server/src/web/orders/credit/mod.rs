//! Release on credit: what speaks for it, what is lacking in numbers, and who can give it.

use axum::Router;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
}
