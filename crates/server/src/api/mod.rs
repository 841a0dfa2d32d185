//! The JSON API, `/api/v1`: every command and every list that the screens have, for programs.
//!
//! Routes and their documentation are one declaration (utoipa); `/api/openapi.json` serves it. What is sent and answered
//! has types of its own here (`values`, and the views beside each resource): domain types never leave as they are.
//! `caller` says who asks, `sent` reads, `reply` answers, `problem` says no.

mod approvals;
mod calendars;
mod caller;
mod credit;
mod customers;
mod document;
mod event_log;
mod exceptions;
mod imports;
mod insight;
mod load;
mod materials;
mod me;
mod my_day;
mod notices;
mod orders;
mod people;
mod photos;
mod problem;
mod processes;
mod production;
mod products;
mod quality;
mod reading;
mod receivables;
mod reply;
mod samples;
mod sent;
mod settings;
mod suppliers;
mod values;
mod workshop;

use axum::{Router, extract::DefaultBodyLimit, middleware, response::Redirect, routing::get};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use problem::Problem;

/// Largest body, in bytes, where no files are sent.
const LARGEST_BODY: usize = 2 * 1024 * 1024;

pub fn routes(app: &App) -> Router<App> {
    let (v1, openapi) = OpenApiRouter::with_openapi(document::about())
        .merge(orders::routes())
        .merge(exceptions::routes())
        .merge(approvals::routes())
        .merge(receivables::routes())
        .merge(credit::routes())
        .merge(customers::routes())
        .merge(products::routes())
        .merge(production::routes())
        .merge(quality::routes())
        .merge(samples::routes())
        .merge(workshop::routes())
        .merge(suppliers::routes())
        .merge(materials::routes())
        .merge(processes::routes())
        .merge(people::routes())
        .merge(imports::routes())
        .merge(insight::routes())
        .merge(event_log::routes())
        .merge(settings::routes())
        .merge(calendars::routes())
        .merge(my_day::routes())
        .merge(load::routes())
        .merge(notices::routes())
        .merge(me::routes())
        .split_for_parts();
    let v1 = v1
        .fallback(|| async { Problem::not_found() })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(app.clone(), caller::recognise));
    Router::new()
        .route("/openapi.json", get(document::served(openapi)))
        .route("/", get(|| async { Redirect::temporary("/api/openapi.json") }))
        .nest("/v1", v1)
        .fallback(|| async { Problem::not_found() })
        .layer(middleware::from_fn_with_state(app.clone(), problem::explain))
}
