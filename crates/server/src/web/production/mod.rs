//! The workshop (S7): the route of a product, lots of an order, the page of a lot, what people report from their phones, and
//! the traveller that goes along with the goods.

mod lot;
mod make;
mod order;
mod outside;
mod plan;
mod planning;
mod report;
pub mod report_form;
mod reverse;
mod route;
mod rows;
pub mod said;
mod traveller;
pub mod view;

use axum::{
    Router,
    routing::{get, post},
};

use super::{Answer, Failure, Screen};
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .merge(outside::routes())
        .merge(planning::routes())
        .route("/orders/{id}/lots", get(order::show))
        .route("/orders/{id}/lots/new", get(make::ask).post(make::make))
        .route("/products/{id}/route", get(route::show).post(route::keep))
        .route("/lots/{id}", get(lot::show))
        .route("/lots/{id}/traveller", get(traveller::show))
        .route("/lots/{id}/photos/{file}", get(lot::photo))
        .route("/lots/{id}/report", get(report::ask).post(report::report))
        .route("/lots/{id}/release", get(plan::ask_release).post(plan::release))
        .route("/lots/{id}/close", get(plan::ask_close).post(plan::close))
        .route("/lots/{id}/reopen", post(plan::reopen))
        .route("/lots/{id}/entries/{entry}/reverse", get(reverse::ask).post(reverse::reverse))
}

fn link(lot: yidan_domain::LotId) -> String {
    format!("/lots/{lot}")
}
