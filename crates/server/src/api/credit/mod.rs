//! Credit limits, guarantee quotas, and the sales desk.

mod days;
mod desks;
mod limits;
mod quotas;
pub mod views;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(limits::routes()).merge(quotas::routes()).merge(desks::routes()).merge(days::routes())
}
