//! What waits for the reader's signature, and the printed form of what was signed.

use axum::Router;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
}
