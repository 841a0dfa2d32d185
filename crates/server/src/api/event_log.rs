//! The event log, for process mining and for copies kept elsewhere.

use axum::{
    body::Body,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_store::board::{self, DateField};

use super::{caller::Caller, problem::Answer, sent::Query, values::Day};
use crate::{
    app::App,
    event_log::{self, EventLog},
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_event_log))
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    /// OCEL 2.0 as JSON: orders, lines, steps, people, customers and products as objects.
    Ocel,
    /// XES (IEEE 1849): a trace for each order, start and end of each step.
    Xes,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    #[param(inline)]
    format: Format,
    /// Only orders received on this day or later.
    #[param(required = false)]
    from: Option<Day>,
    /// Only orders received on this day or earlier.
    #[param(required = false)]
    to: Option<Day>,
}

/// OCEL 2.0, as its JSON schema has it.
#[derive(ToSchema)]
#[allow(dead_code)]
struct ObjectCentricLog {
    #[schema(rename = "objectTypes")]
    object_types: Vec<Value>,
    #[schema(rename = "eventTypes")]
    event_types: Vec<Value>,
    objects: Vec<Value>,
    events: Vec<Value>,
}

/// The event log
///
/// For managers. All that has happened to the orders, with times in the company's UTC offset. It is sent while it is
/// written: an answer that is cut off is not whole.
#[utoipa::path(get, path = "/event-log", tag = "insight", params(Which),
    responses((status = 200, description = "The log.",
        content((ObjectCentricLog = "application/json"), (String = "application/xml"))), (status = 403)))]
async fn get_event_log(caller: Caller, Query(which): Query<Which>) -> Answer {
    caller.must_manage()?;
    let format = match which.format {
        Format::Ocel => event_log::Format::Ocel,
        Format::Xes => event_log::Format::Xes,
    };
    let dates = Some((DateField::Received, which.from.map(|day| day.0), which.to.map(|day| day.0)));
    let query = board::Query { dates, ..board::Query::all(caller.viewer.scope(), caller.today()) };
    let log = EventLog::of(caller.app.store.clone(), caller.reader.lang, format, query).await?;
    Ok(answer(log))
}

fn answer(log: EventLog) -> Response {
    let headers = [(header::CONTENT_TYPE, log.format().media_type()), (header::CACHE_CONTROL, "no-store")];
    (headers, Body::from_stream(log.parts())).into_response()
}
