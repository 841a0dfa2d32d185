//! Making goods (S7): the routes of products, lots of orders, and the ledger of their progress.

mod jobs;
mod lots;
mod outside;
mod photos;
mod plan;
mod progress;
mod routes;
mod values;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use values::{Made, amount};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(routes::routes())
        .merge(lots::routes())
        .merge(progress::routes())
        .merge(photos::routes())
        .merge(plan::routes())
        .merge(outside::routes())
}
