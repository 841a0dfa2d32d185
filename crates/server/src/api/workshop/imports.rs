//! An edited summary sheet comes back: looked at, or booked.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::StatusCode,
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_documents::Place;
use yidan_domain::{Message, Say};

use super::super::{
    caller::Caller,
    imports::sources,
    problem::{Answer, Problem},
    production::amount,
    reply::Reply,
    sent::{Once, Query},
    values::{Figure, Text},
};
use crate::{
    app::App,
    import::progress::{self, Booked, ProgressReport, may_bring},
    texts::Reader,
    web::LARGEST_REQUEST,
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(import_progress)).layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct How {
    /// Only say what would be booked.
    #[serde(default)]
    #[param(required = false, default = false)]
    dry_run: bool,
}

/// XLSX or CSV, with a row for each lot.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct SummarySheetFile {
    #[schema(value_type = String, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// What was booked, and why the rest was not.
#[derive(Serialize, ToSchema)]
struct ProgressImport {
    dry_run: bool,
    booked: Vec<BookedLot>,
    /// Numbers of lots whose figures are as they were.
    unchanged: Vec<String>,
    refused: Vec<ProgressRow>,
    skipped: Vec<ProgressRow>,
    unreadable: Vec<ProgressRow>,
}

#[derive(Serialize, ToSchema)]
struct BookedLot {
    lot: Uuid,
    number: String,
    sheet: String,
    /// From 1, as a spreadsheet program counts.
    row: usize,
    unit: String,
    differences: Vec<OperationDifference>,
    /// Reports that were taken back because there is less than before.
    corrections: usize,
}

/// What an operation has more, or less.
#[derive(Serialize, ToSchema)]
struct OperationDifference {
    operation: Text,
    good: Figure,
    scrap: Figure,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ProgressImportRow)]
struct ProgressRow {
    sheet: String,
    /// From 1; 0 for the file as a whole.
    row: usize,
    /// The column's title; empty for the row as a whole.
    column: String,
    value: String,
    /// In the caller's language.
    detail: String,
    /// A stable name of the reason.
    code: String,
}

/// Import an edited summary sheet
///
/// For those who report progress. What is more than before becomes reports of today; where it is less, reports are taken back
/// and said anew, and the sheet has to say why. All of a lot or nothing; figures that are as they were change nothing, so that
/// the same sheet twice is booked once.
#[utoipa::path(post, path = "/summary-sheet-imports", tag = "production", params(How),
    request_body(content = SummarySheetFile, content_type = "multipart/form-data"),
    responses((status = 200, description = "What came of it.", body = ProgressImport), (status = 403)))]
async fn import_progress(caller: Caller, Query(how): Query<How>, request: Request) -> Answer {
    if !may_bring(&caller.viewer, &caller.app.store.world()) {
        return Err(Problem::status(StatusCode::FORBIDDEN));
    }
    let (parts, body) = request.into_parts();
    let form = Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let sources = sources(form.map_err(|_| Problem::status(StatusCode::UNSUPPORTED_MEDIA_TYPE))?).await?;
    let known_by: Vec<&[u8]> =
        sources.iter().flat_map(|source| [source.name.as_bytes(), source.bytes.as_slice()]).collect();
    let once = Once::of(&parts, &known_by.join(&0))?;
    if let Some(answer) = caller.answered(once.clone()).await? {
        return Ok(answer.into_response());
    }
    let (store, actor) = (&caller.app.store, caller.actor());
    let report = match how.dry_run {
        true => progress::preview(store, &actor, sources).await?,
        false => progress::run(store, &actor, sources).await?,
    };
    let report = serde_json::to_value(ProgressImport::of(&report, &caller.reader)).map_err(yidan_store::Error::from)?;
    caller.commit(once, move |_, _| Ok(Reply::ok(report.clone()))).await
}

impl ProgressImport {
    fn of(report: &ProgressReport, reader: &Reader) -> Self {
        let file = |name: &str| Place { sheet: name.to_owned(), row: 0 };
        let refused = report.faults.iter();
        let skipped = report.skipped.iter();
        let unreadable = report.unreadable.iter();
        Self {
            dry_run: report.preview,
            booked: report.booked.iter().map(BookedLot::from).collect(),
            unchanged: report.unchanged.iter().map(|(_, number)| number.clone()).collect(),
            refused: refused
                .map(|fault| ProgressRow::of(&fault.place, (&fault.column, &fault.value), fault.problem.say(), reader))
                .collect(),
            skipped: skipped.map(|row| ProgressRow::of(&row.place, ("", ""), row.why.say(), reader)).collect(),
            unreadable: unreadable
                .map(|(name, why)| ProgressRow::of(&file(name), ("", ""), why.say(), reader))
                .collect(),
        }
    }
}

impl From<&Booked> for BookedLot {
    fn from(booked: &Booked) -> Self {
        let difference = |it: &progress::Difference| OperationDifference {
            operation: (&it.operation).into(),
            good: amount(it.good),
            scrap: amount(it.scrap),
        };
        Self {
            lot: booked.lot.0,
            number: booked.number.clone(),
            sheet: booked.place.sheet.clone(),
            row: booked.place.row,
            unit: booked.unit.clone(),
            differences: booked.differences.iter().map(difference).collect(),
            corrections: booked.corrections,
        }
    }
}

impl ProgressRow {
    fn of(place: &Place, (column, value): (&str, &str), said: Message, reader: &Reader) -> Self {
        Self {
            sheet: place.sheet.clone(),
            row: place.row,
            column: column.to_owned(),
            value: value.to_owned(),
            detail: reader.say(&said),
            code: said.key.to_owned(),
        }
    }
}
