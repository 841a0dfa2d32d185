//! The sales desk (S15): orders by quantities alone, limits and quotas, the day-end reconciliation.

use axum::Router;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
}
