//! Quality (S1, 7; S11): what is to be inspected, the inspectors' calendar, the page of an inspection and its report from a
//! phone, figures over results, and what the company sets about it.

mod arrange;
mod arranged;
mod board;
mod calendar;
mod counted;
mod deeds;
mod export;
mod figures;
mod list;
mod one;
mod order;
mod printed;
mod report;
mod settings;
mod unplanned;
mod view;

use axum::{
    Router,
    routing::{get, post},
};

use super::{Answer, Failure, Screen};
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/quality", get(board::show))
        .route("/quality/calendar", get(calendar::show))
        .route("/quality/inspections", get(list::show))
        .route("/quality/unplanned", get(unplanned::show))
        .route("/quality/inspections/export.csv", get(export::csv))
        .route("/quality/inspections/export.xlsx", get(export::xlsx))
        .route("/quality/figures", get(figures::show))
        .route("/quality/settings", get(settings::show).post(settings::change))
        .route("/orders/{id}/inspections", get(order::show))
        .route("/orders/{id}/inspections/new", get(arrange::ask).post(arrange::plan))
        .route("/inspections/{id}", get(one::show))
        .route("/inspections/{id}/photos/{file}", get(one::photo))
        .route("/inspections/{id}/print", get(printed::show))
        .route("/inspections/{id}/change", get(arrange::ask_change).post(arrange::change))
        .route("/inspections/{id}/report", get(report::ask).post(report::report))
        .route("/inspections/{id}/book", get(deeds::ask_book).post(deeds::book))
        .route("/inspections/{id}/cancel", get(deeds::ask_cancel).post(deeds::cancel))
        .route("/inspections/{id}/release", get(deeds::ask_release).post(deeds::release))
        .route("/inspections/{id}/resume", get(deeds::ask_resume).post(deeds::resume))
        .route("/inspections/{id}/start", post(deeds::start))
        .route("/inspections/{id}/told/{whom}", post(deeds::told))
}

fn link(inspection: yidan_domain::InspectionId) -> String {
    format!("/inspections/{inspection}")
}
