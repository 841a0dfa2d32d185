//! Inspections (S1, 7; S11): planned, booked, reported and released; what waits, what was found, and the company's settings.

mod deeds;
mod inspections;
mod photos;
mod reports;
mod settings;
mod values;
mod waiting;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(inspections::routes())
        .merge(deeds::routes())
        .merge(waiting::routes())
        .merge(reports::routes())
        .merge(photos::routes())
        .merge(settings::routes())
}
