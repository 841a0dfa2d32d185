//! Sheets of orders, customers and products: imported, or only looked at.

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
use yidan_domain::{Message, Say, Text};

use super::{
    caller::Caller,
    problem::{Answer, Problem},
    reading::Fault,
    reply::Reply,
    sent::{Once, Query},
    values::{Currency, Day, Key},
};
use crate::{
    app::App,
    import::{self, Choices, Imported, Report, Source},
    texts::Reader,
    web::LARGEST_REQUEST,
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(import_sheets)).layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct How {
    /// Only say what would be done.
    #[serde(default)]
    #[param(required = false, default = false)]
    dry_run: bool,
    /// Key of the process that the orders follow; the company's usual one when left out.
    #[param(required = false, inline)]
    process: Option<Key>,
    /// For sheets without a column for the currency; the company's when left out.
    #[param(required = false, inline)]
    currency: Option<Currency>,
}

/// CSV or XLSX, several where one refers to another (orders, their lines, customers).
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Sheets {
    #[schema(value_type = String, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// What was imported, and why the rest was not.
#[derive(Serialize, ToSchema)]
struct ImportReport {
    dry_run: bool,
    orders: Vec<ImportedOrder>,
    /// Names that were not in the company's lists yet.
    new_customers: Vec<String>,
    new_people: Vec<String>,
    new_products: Vec<String>,
    /// Rows that are refused: what is wrong and how to mend it.
    refused: Vec<RowSaid>,
    /// Rows that hold no order, or were imported before.
    skipped: Vec<RowSaid>,
    /// How values were read that could have been written more plainly.
    notes: Vec<RowSaid>,
    unreadable: Vec<FileSaid>,
}

#[derive(Serialize, ToSchema)]
struct ImportedOrder {
    /// None in a dry run.
    id: Option<Uuid>,
    /// None in a dry run when the company's pattern will give it.
    number: Option<String>,
    sheet: String,
    /// From 1, as a spreadsheet program counts.
    rows: Vec<usize>,
    customer: String,
    customer_ref: String,
    received: Day,
    promised: Option<Day>,
    shipped: Option<Day>,
    lines: usize,
}

#[derive(Serialize, ToSchema)]
struct RowSaid {
    sheet: String,
    /// From 1; 0 for the sheet as a whole.
    row: usize,
    /// The column's title; empty for the row as a whole.
    column: String,
    /// The value as it stands in the sheet.
    value: String,
    /// In the caller's language.
    detail: String,
    /// A stable name of the reason.
    code: String,
}

#[derive(Serialize, ToSchema)]
struct FileSaid {
    file: String,
    detail: String,
}

/// Import sheets
///
/// For managers. Every row is either imported right or refused with its reason; importing the same rows again changes
/// nothing.
#[utoipa::path(post, path = "/imports", tag = "imports", params(How),
    request_body(content = Sheets, content_type = "multipart/form-data"),
    responses((status = 200, description = "What came of it.", body = ImportReport), (status = 403)))]
async fn import_sheets(caller: Caller, Query(how): Query<How>, request: Request) -> Answer {
    let (parts, body) = request.into_parts();
    let form = Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let sources = sources(form.map_err(|_| Problem::status(StatusCode::UNSUPPORTED_MEDIA_TYPE))?).await?;
    let known_by: Vec<&[u8]> =
        sources.iter().flat_map(|source| [source.name.as_bytes(), source.bytes.as_slice()]).collect();
    let once = Once::of(&parts, &known_by.join(&0))?;
    if let Some(answer) = caller.answered(once.clone()).await? {
        return Ok(answer.into_response());
    }
    let choices = Choices {
        process: how.process.map(|key| key.0),
        currency: how.currency.map(|currency| currency.0),
        ..Choices::default()
    };
    let (store, actor) = (&caller.app.store, caller.actor());
    let report = match how.dry_run {
        true => import::preview(store, &actor, sources, choices).await?,
        false => import::run(store, &actor, sources, choices).await?,
    };
    let report = serde_json::to_value(ImportReport::of(report, &caller.reader)).map_err(yidan_store::Error::from)?;
    caller.commit(once, move |_, _| Ok(Reply::ok(report.clone()))).await
}

pub async fn sources(mut form: Multipart) -> Answer<Vec<Source>> {
    let unread = |error: axum::extract::multipart::MultipartError| Problem::status(error.status());
    let mut sources = Vec::new();
    while let Some(field) = form.next_field().await.map_err(unread)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != "file" {
            let message = Message::new("api-unknown-field").with("field", name.as_str());
            let fault = Fault::at(format!("/{name}"), message.with("known", vec![Text::same("file")]));
            return Err(fault.into());
        }
        let name = field.file_name().filter(|name| !name.is_empty()).unwrap_or("sheet").to_owned();
        sources.push(Source { name, bytes: field.bytes().await.map_err(unread)?.to_vec() });
    }
    if sources.is_empty() {
        return Err(Fault::at("/file", Message::new("api-missing-field").with("field", "file")).into());
    }
    Ok(sources)
}

impl ImportReport {
    fn of(report: Report, reader: &Reader) -> Self {
        let dry_run = report.preview;
        let refused = |fault: &yidan_documents::RowFault| {
            RowSaid::of(&fault.place, &fault.column, &fault.value, fault.problem.say(), reader)
        };
        let skipped =
            |skipped: &yidan_documents::Skipped| RowSaid::of(&skipped.place, "", "", skipped.why.say(), reader);
        let note = |note: &yidan_documents::RowNote| {
            RowSaid::of(&note.place, &note.column, &note.value, note.note.say(), reader)
        };
        let unreadable =
            |(file, why): (String, yidan_documents::Unreadable)| FileSaid { file, detail: reader.say(&why.say()) };
        Self {
            dry_run,
            orders: report.orders.into_iter().map(|order| ImportedOrder::of(order, dry_run)).collect(),
            new_customers: report.new_customers,
            new_people: report.new_people,
            new_products: report.new_products,
            refused: report.faults.iter().map(refused).collect(),
            skipped: report.skipped.iter().map(skipped).collect(),
            notes: report.notes.iter().map(note).collect(),
            unreadable: report.unreadable.into_iter().map(unreadable).collect(),
        }
    }
}

impl ImportedOrder {
    fn of(order: Imported, dry_run: bool) -> Self {
        Self {
            id: (!dry_run).then_some(order.id.0),
            number: Some(order.number).filter(|number| !number.is_empty()),
            sheet: order.sheet,
            rows: order.rows,
            customer: order.customer,
            customer_ref: order.customer_ref,
            received: Day(order.received),
            promised: order.promised.map(Day),
            shipped: order.shipped.map(Day),
            lines: order.lines,
        }
    }
}

impl RowSaid {
    fn of(place: &Place, column: &str, value: &str, said: Message, reader: &Reader) -> Self {
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
