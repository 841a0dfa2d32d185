//! The event log as a download, for managers: `/insight/event-log?format=ocel|xes&from=2026-01-01&to=2026-03-31`.

use axum::{Router, body::Body, extract::Query, http::StatusCode, routing::get};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::Message;
use yidan_store::board::{self, DateField};

use super::{Answer, Failure, Screen, board::export::file};
use crate::{
    app::App,
    event_log::{EventLog, Format},
};

pub fn routes() -> Router<App> {
    Router::new().route("/insight/event-log", get(download))
}

#[derive(Deserialize)]
struct Asked {
    format: Option<String>,
    /// Orders received from this day …
    from: Option<String>,
    /// … up to this one; all when empty.
    to: Option<String>,
}

async fn download(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    screen.must_manage()?;
    let format = Format::named(asked.format.as_deref().unwrap_or("ocel"));
    let format = format.ok_or_else(|| Failure::status(StatusCode::NOT_FOUND))?;
    let (from, to) = (day(asked.from)?, day(asked.to)?);
    let all = board::Query::all(screen.viewer.scope(), screen.today());
    let query = board::Query { dates: Some((DateField::Received, from, to)), ..all };
    let log = EventLog::of(screen.app.store.clone(), screen.lang(), format, query).await?;
    let reader = screen.frame().reader;
    let name = format!("{}-{}.{}", reader.t("event-log-title"), screen.today(), format.ending());
    Ok(file(format.media_type(), &name, Body::from_stream(log.parts())))
}

fn day(typed: Option<String>) -> Result<Option<Date>, Failure> {
    let typed = typed.filter(|typed| !typed.is_empty());
    let day = typed.map(|typed| typed.parse()).transpose();
    let wrong = || Failure { status: StatusCode::UNPROCESSABLE_ENTITY, message: Some(Message::new("api-not-a-day")) };
    day.map_err(|_| wrong())
}
