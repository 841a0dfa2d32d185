//! What goods are made of (S12): catalogue, bills, what orders need, stock, purchases, and the tracking sheet.

mod boms;
mod catalogue;
mod needs;
mod overview;
mod purchase;
mod purchases;
mod sheet;
mod stock;
mod values;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use values::amount;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(catalogue::routes())
        .merge(boms::routes())
        .merge(needs::routes())
        .merge(stock::routes())
        .merge(purchases::routes())
        .merge(overview::routes())
        .merge(sheet::routes())
}
