//! The workshop over all orders (S7): what lies at which operation, what planning has to do, and the summary sheet, out and in.

mod board;
mod imports;
mod planning;
mod sheet;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(board::routes())
        .merge(planning::routes())
        .merge(sheet::routes())
        .merge(imports::routes())
}

/// The books are asked once they are filled.
async fn ready(app: &App) {
    app.store.ready().await;
    app.store.making_ready().await;
}
