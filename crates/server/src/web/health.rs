//! For whoever runs the program: is it alive, is it ready, how is it doing.

use std::sync::LazyLock;

use axum::{Router, extract::State, http::StatusCode, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::app::App;

/// Counters are global to the process; the recorder is installed once.
static METRICS: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| PrometheusBuilder::new().install_recorder().ok());

pub fn routes() -> Router<App> {
    LazyLock::force(&METRICS);
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(|| async { METRICS.as_ref().map(PrometheusHandle::render).unwrap_or_default() }))
}

/// Ready once lists can be answered and the database does.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    let answers = app.store.answers().await;
    match answers && app.store.is_ready() {
        true => (StatusCode::OK, "ready"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "starting"),
    }
}
