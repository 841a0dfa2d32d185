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
    http::StatusCode,
    routing::{get, post},
};
use yidan_store::Error;

use super::{Answer, Failure, Screen};
use crate::{app::App, page::Faults};

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

/// How a form that replaces what is kept was refused.
struct Refused {
    status: StatusCode,
    /// The version to go on from, where others have changed the inspection meanwhile.
    version: Option<u64>,
}

/// Notes why something was not kept, at the field that it is about.
fn refuse(screen: &Screen, error: Error, fields: &[(&str, &str)], faults: &mut Faults) -> Result<Refused, Failure> {
    if let Error::Conflict(conflict) = &error {
        faults.add("", screen.frame().t("quality-moved"));
        return Ok(Refused { status: StatusCode::CONFLICT, version: Some(conflict.version) });
    }
    let status = super::deed::refuse(screen, error, fields, faults)?;
    Ok(Refused { status, version: None })
}

fn link(inspection: yidan_domain::InspectionId) -> String {
    format!("/inspections/{inspection}")
}
