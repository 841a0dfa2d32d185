//! Working calendars: a year of each for everybody, its hours and own days for administrators, and the tables of public
//! holidays with the import of new years.

mod edit;
mod holidays;
mod import;
mod own;
mod work;
mod year;

use axum::{
    Router,
    response::Redirect,
    routing::{get, post},
};

use super::{Answer, Failure, Screen};
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/calendars", get(year::show).post(edit::add))
        .route("/calendars/new", get(edit::show_new))
        .route("/calendars/departments", get(back).post(work::change))
        .route("/calendars/holidays", get(holidays::show).post(import::keep))
        .route("/calendars/holidays/preview", get(back_to_holidays).post(import::preview))
        .route("/calendars/holidays/{table}/{year}/remove", post(import::remove))
        .route("/calendars/{key}", get(edit::show).post(edit::change))
        .route("/calendars/{key}/remove", post(edit::remove))
        .route("/calendars/{key}/own", get(back).post(own::add))
        .route("/calendars/{key}/own/remove", post(own::remove))
}

/// A page that is loaded again after a form was refused.
async fn back() -> Redirect {
    Redirect::to("/calendars")
}

async fn back_to_holidays() -> Redirect {
    Redirect::to("/calendars/holidays")
}
