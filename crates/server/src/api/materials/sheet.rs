//! The tracking sheet of materials by project (S12): as a list, as a workbook, and read back; with the company's columns.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_documents::Place;
use yidan_domain::{
    MaterialId, Message, OrderId, Say, SupplierId,
    material::sheet::{Arrival, ExtraColumn},
};
use yidan_store::materials::{self as store, SheetFilter, TrackedPage, Tracking, Which};

use super::{
    super::{
        caller::Caller,
        imports::sources,
        problem::{Answer, Problem},
        products::Names,
        reading,
        reply::Reply,
        sent::{Once, Query, Sent},
        values::{Day, Figure, Key, Search, Text},
    },
    values::{MaterialName, Supply},
};
use crate::{
    app::App,
    texts::Reader,
    tracking::{self, TrackingReport},
    web::LARGEST_REQUEST,
};

pub fn routes() -> OpenApiRouter<App> {
    let import = OpenApiRouter::new().routes(routes!(import_material_sheet));
    OpenApiRouter::new()
        .routes(routes!(list_material_sheet))
        .routes(routes!(export_material_sheet))
        .routes(routes!(get_material_columns, put_material_columns))
        .merge(import.layer(DefaultBodyLimit::max(LARGEST_REQUEST)))
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum WhichRows {
    #[default]
    All,
    /// Required, and covered by nothing.
    Short,
    /// Bought and still to come.
    Coming,
    /// The day that was named or wanted is past.
    Overdue,
    /// The supplier has named no day.
    Unconfirmed,
    /// The order has all that it requires.
    Covered,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of the number of order or purchase, the code or name of the material, the name of a supplier.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    /// One order, whether it is open or not; else all that are open.
    #[param(required = false)]
    order: Option<Uuid>,
    #[param(required = false)]
    material: Option<Uuid>,
    #[param(required = false)]
    supplier: Option<Uuid>,
    #[serde(default)]
    #[param(required = false, inline)]
    which: WhichRows,
    /// So many are passed over; not for the workbook, which has them all.
    #[serde(default, deserialize_with = "reading::skipped")]
    #[param(required = false, default = 0, minimum = 0, maximum = 100000)]
    skip: usize,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Serialize, ToSchema)]
struct MaterialSheet {
    rows: Vec<MaterialSheetRow>,
    /// How many there are in all.
    total: usize,
}

/// A material of an order.
#[derive(Serialize, ToSchema)]
struct MaterialSheetRow {
    /// In the order of purchase, from 1.
    number: u32,
    order: Uuid,
    /// The order's number.
    project: String,
    needed_on: Option<Day>,
    material: MaterialName,
    required: Option<Figure>,
    purchased: Option<Figure>,
    /// When the first of it was ordered.
    purchased_on: Option<Day>,
    /// The day on which all that was bought had come.
    arrived_on: Option<Day>,
    /// The day by which it should, as the suppliers confirmed.
    expected_on: Option<Day>,
    suppliers: Vec<String>,
    remarks: Vec<String>,
    /// The company's own columns, by key.
    extra: BTreeMap<String, String>,
    supply: Supply,
    purchases: Vec<Uuid>,
}

/// A column that the company adds.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MaterialColumn {
    key: Key,
    name: Names,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MaterialColumns {
    #[schema(max_items = 20)]
    columns: Vec<MaterialColumn>,
}

/// The tracking sheet of materials by project
///
/// In the order of purchase, what is not bought yet last.
#[utoipa::path(get, path = "/material-sheet", tag = "materials", params(Filter),
    responses((status = 200, description = "A page of its rows.", body = MaterialSheet)))]
async fn list_material_sheet(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let page = (filter.skip, filter.limit);
    let found = caller.tracked(filter, page).await?;
    let rows = found.rows.iter().map(MaterialSheetRow::from).collect();
    Ok(Reply::ok(MaterialSheet { total: found.total, rows }).into_response())
}

/// The tracking sheet as a workbook
///
/// Its nine columns, the company's own and the version of each row, to be edited and sent back.
#[utoipa::path(get, path = "/material-sheet/xlsx", tag = "materials", params(Filter),
    responses((status = 200, description = "An XLSX workbook.", content_type = XLSX)))]
async fn export_material_sheet(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let rows = caller.tracked(filter, (0, usize::MAX)).await?.rows;
    let columns = caller.app.store.read(store::columns).await?;
    let lang = caller.reader.lang;
    let written = tokio::task::spawn_blocking(move || tracking::table(&rows, &columns, lang).xlsx()).await;
    match written {
        Ok(Ok(bytes)) => Ok(([(header::CONTENT_TYPE, XLSX)], Body::from(bytes)).into_response()),
        failed => {
            tracing::error!(?failed, "the tracking sheet of materials could not be written as a workbook");
            Err(Problem::status(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The columns that the company adds to the tracking sheet
#[utoipa::path(get, path = "/material-columns", tag = "materials",
    responses((status = 200, description = "In their order.", body = MaterialColumns)))]
async fn get_material_columns(caller: Caller) -> Answer {
    let columns = caller.app.store.read(store::columns).await?;
    Ok(Reply::ok(MaterialColumns::from(columns)).into_response())
}

/// Set the columns that the company adds to the tracking sheet
///
/// For purchasing, planning, engineering and managers. What stands in a column that is taken away is there again when the
/// column is.
#[utoipa::path(put, path = "/material-columns", tag = "materials", request_body = MaterialColumns,
    responses((status = 200, description = "Kept.", body = MaterialColumns), (status = 403)))]
async fn put_material_columns(caller: Caller, Sent { what, once }: Sent<MaterialColumns>) -> Answer {
    let named = |column: MaterialColumn| ExtraColumn {
        key: column.key.0,
        name: yidan_domain::Text { zh: column.name.zh.0, en: column.name.en.0 },
    };
    let columns: Vec<ExtraColumn> = what.columns.into_iter().map(named).collect();
    let kept = caller.commit(once, move |tx, actor| {
        Ok(Reply::ok(MaterialColumns::from(store::put_columns(tx, actor, columns.clone())?)))
    });
    kept.await
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct How {
    /// Only say what would be done.
    #[serde(default)]
    #[param(required = false, default = false)]
    dry_run: bool,
}

/// CSV or XLSX: the sheet as it was exported, edited.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct EditedSheet {
    #[schema(value_type = String, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// What was done, and why the rest was not.
#[derive(Serialize, ToSchema)]
struct MaterialSheetImport {
    dry_run: bool,
    done: Vec<MaterialSheetDone>,
    /// Rows that say what is kept already.
    unchanged: usize,
    refused: Vec<MaterialSheetSaid>,
    /// Blank rows and sums.
    skipped: Vec<MaterialSheetSaid>,
    /// Titles of columns that nobody knows.
    columns_not_taken: Vec<String>,
    unreadable: Vec<MaterialSheetSaid>,
}

#[derive(Serialize, ToSchema)]
struct MaterialSheetDone {
    sheet: String,
    /// From 1, as a spreadsheet program counts.
    row: usize,
    order: Uuid,
    project: String,
    /// Code of the material.
    material: String,
    /// In the caller's language.
    done: Vec<String>,
}

#[derive(Serialize, ToSchema)]
struct MaterialSheetSaid {
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

/// Import the tracking sheet
///
/// Every row is done as a whole or refused with its reason; what stands as it is kept changes nothing. More purchased is
/// another purchase from the supplier named; a day of arrival to come is what the supplier confirms, one that has come means
/// that all of it did. A row whose version says that others have changed it since is refused.
#[utoipa::path(post, path = "/material-sheet/imports", tag = "materials", params(How),
    request_body(content = EditedSheet, content_type = "multipart/form-data"),
    responses((status = 200, description = "What came of it.", body = MaterialSheetImport)))]
async fn import_material_sheet(caller: Caller, Query(how): Query<How>, request: Request) -> Answer {
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
        true => tracking::preview(store, &actor, sources).await?,
        false => tracking::run(store, &actor, sources).await?,
    };
    let report = MaterialSheetImport::of(report, &caller.reader);
    let report = serde_json::to_value(report).map_err(yidan_store::Error::from)?;
    caller.commit(once, move |_, _| Ok(Reply::ok(report.clone()))).await
}

impl Caller {
    async fn tracked(&self, filter: Filter, page: (usize, usize)) -> Answer<TrackedPage> {
        let wanted = SheetFilter {
            words: filter.text.0,
            order: filter.order.map(OrderId),
            material: filter.material.map(MaterialId),
            supplier: filter.supplier.map(SupplierId),
            which: filter.which.into(),
        };
        let (viewer, today) = (self.viewer.clone(), self.today());
        let index = self.app.store.clone();
        index.materials_ready().await;
        let read = move |tx: &mut yidan_store::Tx| index.materials().tracked(tx, &viewer, &wanted, page, today);
        Ok(self.app.store.read(read).await?)
    }
}

impl From<WhichRows> for Which {
    fn from(which: WhichRows) -> Self {
        match which {
            WhichRows::All => Which::All,
            WhichRows::Short => Which::Short,
            WhichRows::Coming => Which::Coming,
            WhichRows::Overdue => Which::Overdue,
            WhichRows::Unconfirmed => Which::Unconfirmed,
            WhichRows::Covered => Which::Covered,
        }
    }
}

impl From<&Tracking> for MaterialSheetRow {
    fn from(it: &Tracking) -> Self {
        let row = &it.row;
        let (arrived, expected) = match row.arrival {
            Some(Arrival::Arrived(day)) => (Some(day), None),
            Some(Arrival::Expected(day)) => (None, Some(day)),
            None => (None, None),
        };
        Self {
            number: row.number,
            order: it.order.0,
            project: row.project.clone(),
            needed_on: it.needed_on.map(Day),
            material: (&it.material).into(),
            required: row.required.as_ref().map(|quantity| Figure(quantity.amount())),
            purchased: row.purchased.as_ref().map(|quantity| Figure(quantity.amount())),
            purchased_on: row.purchased_on.map(Day),
            arrived_on: arrived.map(Day),
            expected_on: expected.map(Day),
            suppliers: row.suppliers.clone(),
            remarks: row.remarks.clone(),
            extra: row.extra.clone(),
            supply: (&it.supply).into(),
            purchases: it.purchases.iter().map(|kept| kept.purchase.id.0).collect(),
        }
    }
}

impl From<Vec<ExtraColumn>> for MaterialColumns {
    fn from(columns: Vec<ExtraColumn>) -> Self {
        let named = |column: ExtraColumn| {
            let Text { zh, en } = (&column.name).into();
            use super::super::values::Name;
            MaterialColumn { key: Key(column.key), name: Names { zh: Name(zh), en: Name(en) } }
        };
        Self { columns: columns.into_iter().map(named).collect() }
    }
}

impl MaterialSheetImport {
    fn of(report: TrackingReport, reader: &Reader) -> Self {
        let file = |name: &str| Place { sheet: name.to_owned(), row: 0 };
        let said = |place: &Place, (column, value): (&str, &str), message: Message| MaterialSheetSaid {
            sheet: place.sheet.clone(),
            row: place.row,
            column: column.to_owned(),
            value: value.to_owned(),
            detail: reader.say(&message),
            code: message.key.to_owned(),
        };
        Self {
            dry_run: report.preview,
            done: report
                .done
                .iter()
                .map(|row| MaterialSheetDone {
                    sheet: row.place.sheet.clone(),
                    row: row.place.row,
                    order: row.order.0,
                    project: row.number.clone(),
                    material: row.material.clone(),
                    done: row.deeds.iter().map(|deed| reader.say(&deed.say())).collect(),
                })
                .collect(),
            unchanged: report.unchanged,
            refused: report
                .faults
                .iter()
                .map(|fault| said(&fault.place, (&fault.column, &fault.value), fault.problem.say()))
                .collect(),
            skipped: report.skipped.iter().map(|skip| said(&skip.place, ("", ""), skip.why.say())).collect(),
            columns_not_taken: report.not_taken,
            unreadable: report.unreadable.iter().map(|(name, why)| said(&file(name), ("", ""), why.say())).collect(),
        }
    }
}
