//! The summary sheet (S7): page by page, or whole as a workbook that can be edited and brought back.

use axum::{
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{CustomerId, Message, order::summary::Trouble, production::Delivered};
use yidan_store::{
    board,
    production::book::{self, Cursor},
};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        production::Made,
        reading::{self, Fault},
        reply::Reply,
        sent::Query,
        values::{Day, Key, Quantity, Search, Text},
    },
    ready,
};
use crate::{
    app::App,
    known::{self, Named},
    summary_sheet::{self, SheetRow, table::table},
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_progress)).routes(routes!(export_progress))
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum SheetLots {
    #[default]
    Open,
    /// Made, or closed.
    Closed,
    All,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum SheetSort {
    #[default]
    Countdown,
    Delay,
    Due,
    Made,
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Words, each a part of the order's number, the customer or the goods.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    #[serde(default)]
    #[param(required = false, inline, default = "open")]
    lots: SheetLots,
    #[param(required = false)]
    customer: Option<Uuid>,
    #[param(required = false, inline)]
    process: Option<Key>,
    /// With an operation of this department.
    #[param(required = false, inline)]
    department: Option<Key>,
    /// Due from this day on, and until that one; lots without a day by their order's promise.
    #[param(required = false, inline)]
    from: Option<Day>,
    #[param(required = false, inline)]
    to: Option<Day>,
    #[serde(default)]
    #[param(required = false, inline, default = "countdown")]
    sort: SheetSort,
    #[serde(default)]
    #[param(required = false, default = false)]
    descending: bool,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<String>,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// A page of lots, with sums of all that the filters leave.
#[derive(Serialize, ToSchema)]
struct SummarySheet {
    /// How many lots there are on all pages together.
    total: usize,
    /// The operations of the page's lots, in the order of their routes.
    operations: Vec<Text>,
    lots: Vec<SheetLot>,
    /// One for each unit.
    sums: Vec<SheetSum>,
    next: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct SheetLot {
    lot: Uuid,
    number: String,
    order: Uuid,
    order_number: String,
    customer: String,
    goods: String,
    quantity: Quantity,
    /// The lot's own day; without one, the day its order is promised for.
    due: Option<Day>,
    /// Days after that day, until today or until the lot was through; nothing while it is not late.
    delay_days: Option<i32>,
    /// Days until that day, while the lot is not through.
    countdown_days: Option<i32>,
    /// The exception state: the order's, unless the lot is worse off.
    #[schema(value_type = Option<String>, examples("on-time"))]
    trouble: Option<Trouble>,
    /// Of the order.
    #[schema(value_type = Option<String>, examples("open"))]
    completion: Option<&'static str>,
    open: bool,
    /// One for each of `operations`; null where the lot does not go through it.
    made: Vec<Option<Made>>,
    /// Good is what the last operation has finished, scrap that of all; a rate once the lot is through.
    total: Made,
    version: u64,
}

#[derive(Serialize, ToSchema)]
struct SheetSum {
    lots: usize,
    quantity: Quantity,
    made: Vec<Option<Made>>,
    total: Made,
}

/// The summary sheet of production
///
/// A row for each lot of the orders that you may see. `Link` gives the next page.
#[utoipa::path(get, path = "/summary-sheet", tag = "production", params(Filter),
    responses((status = 200, description = "A page of it.", body = SummarySheet)))]
async fn list_progress(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let query = filter.query(&caller).await?;
    ready(&caller.app).await;
    let store = &caller.app.store;
    let page = store.making().sheet(&query);
    let rows = summary_sheet::rows(store, &page.rows, caller.today(), caller.reader.now).await?;
    let next = page.next.map(|next| next.to_string());
    let sheet = SummarySheet {
        total: page.total,
        operations: page.operations.iter().map(Text::from).collect(),
        lots: rows.iter().map(SheetLot::from).collect(),
        sums: page.sums.iter().map(|sum| SheetSum::of(sum, query.open == Some(false))).collect(),
        next: next.clone(),
    };
    let address = next.map(|next| {
        let filter = Filter { after: Some(next), ..filter };
        format!("/api/v1/summary-sheet?{}", serde_urlencoded::to_string(&filter).unwrap_or_default())
    });
    Ok(Reply::ok(sheet).next(address).into_response())
}

/// The summary sheet as a workbook
///
/// All pages. Delivered and scrapped quantities can be changed in it, and `POST /summary-sheet-imports` brings it back.
#[utoipa::path(get, path = "/summary-sheet.xlsx", tag = "production", params(Filter),
    responses((status = 200, description = "The workbook.", content_type = "application/octet-stream",
        body = inline(Vec<u8>))))]
async fn export_progress(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let query = filter.query(&caller).await?;
    let table = table(&caller.app.store, &caller.reader, query).await?;
    match tokio::task::spawn_blocking(move || table.xlsx()).await {
        Ok(Ok(bytes)) => Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()),
        failed => {
            tracing::error!(?failed, "the summary sheet could not be written as a workbook");
            Err(Problem::status(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

impl Filter {
    async fn query(&self, caller: &Caller) -> Result<book::Query, Problem> {
        let department = self.department.as_ref().map(|key| key.0.as_str().into());
        let (customer, process) = (self.customer.map(CustomerId), self.process.as_ref().map(|key| key.0.clone()));
        let named =
            Named { customer, process: process.as_deref(), department: department.as_ref(), ..Named::default() };
        if let Some(unknown) = known::unknown(&caller.app.store, named).await? {
            return Err(Fault::unknown(unknown).into());
        }
        let after = self.after.as_deref().map(str::parse::<Cursor>).transpose();
        let after = after.map_err(|_| Fault::in_parameter("after", Message::new("api-bad-cursor")))?;
        let due = (self.from.map(|day| day.0), self.to.map(|day| day.0));
        let usual = book::Query::open(caller.viewer.scope(), caller.today());
        Ok(book::Query {
            orders: board::Query { text: self.text.0.clone(), customer, process, ..usual.orders },
            department,
            open: match self.lots {
                SheetLots::Open => Some(true),
                SheetLots::Closed => Some(false),
                SheetLots::All => None,
            },
            due: (due != (None, None)).then_some(due),
            sort: match self.sort {
                SheetSort::Countdown => book::Sort::Countdown,
                SheetSort::Delay => book::Sort::Delay,
                SheetSort::Due => book::Sort::Due,
                SheetSort::Made => book::Sort::Made,
            },
            descending: self.descending,
            after,
            limit: self.limit,
        })
    }
}

fn made(made: &[Option<Delivered>]) -> Vec<Option<Made>> {
    made.iter().map(|made| made.as_ref().map(Made::from)).collect()
}

impl From<&SheetRow> for SheetLot {
    fn from(row: &SheetRow) -> Self {
        Self {
            lot: row.lot.0,
            number: row.number.clone(),
            order: row.order.0,
            order_number: row.order_number.clone(),
            customer: row.customer.clone(),
            goods: row.goods.clone(),
            quantity: (&row.quantity).into(),
            due: row.due.map(Day),
            delay_days: row.lateness.delay_days,
            countdown_days: row.lateness.countdown_days,
            trouble: row.trouble,
            completion: row.completion.map(|status| status.key()),
            open: row.is_open,
            made: made(&row.made),
            total: Made::with_rate(&row.total, row.total_rate()),
            version: row.version,
        }
    }
}

impl SheetSum {
    fn of(sum: &book::Sum, all_closed: bool) -> Self {
        Self {
            lots: sum.lots,
            quantity: (&sum.quantity).into(),
            made: made(&sum.made),
            total: Made::with_rate(&sum.total, summary_sheet::total_rate(&sum.total, all_closed)),
        }
    }
}
