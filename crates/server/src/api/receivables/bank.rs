//! A bank's file: looked at, or kept as receipts.

use axum::response::IntoResponse;
use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_documents::Place;
use yidan_domain::{Message, Say, receivable::Receipt};

use super::super::{
    caller::Caller,
    imports::sources,
    problem::{Answer, Problem},
    reply::Reply,
    sent::{Once, Query},
    values::{Currency, Day, Money},
};
use crate::{
    app::App,
    import::bank::{self, BankReport},
    texts::Reader,
    web::LARGEST_REQUEST,
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(import_bank_file)).layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct How {
    /// Only say what would be done.
    #[serde(default)]
    #[param(required = false, default = false)]
    dry_run: bool,
    /// For files without a column for the currency; the company's when left out.
    #[param(required = false, inline)]
    currency: Option<Currency>,
}

/// CSV or XLSX, as the bank exports it.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct BankFile {
    #[schema(value_type = String, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// What was kept, and why the rest was not.
#[derive(Serialize, ToSchema)]
struct BankImport {
    dry_run: bool,
    receipts: Vec<BankReceipt>,
    /// Kept by an earlier import.
    already_there: Vec<BankReceipt>,
    refused: Vec<BankRow>,
    /// Money that went out, sums, empty lines.
    skipped: Vec<BankRow>,
    unreadable: Vec<BankRow>,
}

#[derive(Serialize, ToSchema)]
struct BankReceipt {
    /// None in a dry run, and for what was there already.
    id: Option<Uuid>,
    sheet: String,
    /// From 1, as a spreadsheet program counts.
    row: usize,
    received_on: Day,
    amount: Money,
    payer: String,
    reference: String,
    remark: String,
    /// The customer of just this name.
    customer: Option<Uuid>,
}

#[derive(Serialize, ToSchema)]
struct BankRow {
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

/// Import a bank's file
///
/// For finance. What came in becomes receipts; what was imported before is known again, so that the same file twice changes
/// nothing.
#[utoipa::path(post, path = "/bank-imports", tag = "receivables", params(How),
    request_body(content = BankFile, content_type = "multipart/form-data"),
    responses((status = 200, description = "What came of it.", body = BankImport), (status = 403)))]
async fn import_bank_file(caller: Caller, Query(how): Query<How>, request: Request) -> Answer {
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
    let currency = how.currency.map(|currency| currency.0);
    let report = match how.dry_run {
        true => bank::preview(store, &actor, sources, currency).await?,
        false => bank::run(store, &actor, sources, currency).await?,
    };
    let report = serde_json::to_value(BankImport::of(report, &caller.reader)).map_err(yidan_store::Error::from)?;
    caller.commit(once, move |_, _| Ok(Reply::ok(report.clone()))).await
}

impl BankImport {
    fn of(report: BankReport, reader: &Reader) -> Self {
        let place = |name: &str| Place { sheet: name.to_owned(), row: 0 };
        let dry_run = report.preview;
        Self {
            dry_run,
            receipts: report.receipts.iter().map(|(place, slip)| BankReceipt::of(place, slip, !dry_run)).collect(),
            already_there: report
                .already_there
                .iter()
                .map(|(place, slip)| BankReceipt::of(place, slip, false))
                .collect(),
            refused: report
                .faults
                .iter()
                .map(|fault| BankRow::of(&fault.place, (&fault.column, &fault.value), fault.problem.say(), reader))
                .collect(),
            skipped: report
                .skipped
                .iter()
                .map(|skipped| BankRow::of(&skipped.place, ("", ""), skipped.why.say(), reader))
                .collect(),
            unreadable: report
                .unreadable
                .iter()
                .map(|(file, why)| BankRow::of(&place(file), ("", ""), why.say(), reader))
                .collect(),
        }
    }
}

impl BankReceipt {
    fn of(place: &Place, slip: &Receipt, is_kept: bool) -> Self {
        Self {
            id: is_kept.then_some(slip.id.0),
            sheet: place.sheet.clone(),
            row: place.row,
            received_on: Day(slip.received_on),
            amount: slip.amount.into(),
            payer: slip.payer.clone(),
            reference: slip.reference.clone(),
            remark: slip.remark.clone(),
            customer: slip.customer.map(|customer| customer.0),
        }
    }
}

impl BankRow {
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
