//! Samples (S2): those of all orders, those of one, and what people tell of them.

mod deeds;
mod items;
mod list;
mod values;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(list::routes()).merge(deeds::routes())
}
