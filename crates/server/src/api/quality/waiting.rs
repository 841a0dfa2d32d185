//! What waits: inspections, and orders near their delivery that have none.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::OrderId;
use yidan_store::inspections as store;

use super::{
    super::{caller::Caller, problem::Answer, reading, reply::Reply, sent::Query, values::Day},
    inspections::Row,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_waiting)).routes(routes!(list_unplanned))
}

/// What waits: to be inspected, or failed and to be settled.
#[derive(Serialize, ToSchema)]
#[schema(as = WaitingInspections)]
struct Waiting {
    /// The first, by day.
    inspections: Vec<Row>,
    count: u64,
    /// How many of them `/inspections` lists with each of `waits`. One that is to be told or late may also be another.
    failed: u64,
    to_book: u64,
    this_week: u64,
    to_tell: u64,
    late: u64,
}

#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Rows {
    /// Rows that are answered.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct UnplannedFilter {
    /// Where the page begins: the day of delivery of the last order of the page before, with its id as `order`.
    #[param(required = false)]
    after: Option<Day>,
    #[param(required = false)]
    order: Option<Uuid>,
    /// Rows on a page.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// Orders whose delivery comes near without an inspection, the nearest first.
#[derive(Serialize, ToSchema)]
#[schema(as = UnplannedInspections)]
struct UnplannedPage {
    orders: Vec<UnplannedOrder>,
    /// Of all pages.
    count: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = UnplannedInspection)]
struct UnplannedOrder {
    id: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    customer: String,
    goods: String,
    delivery: Day,
}

/// What is to be inspected, and what failed and is to be settled
///
/// The first by day, with what is left to be done and by when, and how many there are of what. `/inspections` with `waits` lists all.
#[utoipa::path(get, path = "/inspections/waiting", tag = "quality", params(Rows),
    responses((status = 200, description = "The first of it.", body = Waiting)))]
async fn list_waiting(caller: Caller, Query(Rows { limit }): Query<Rows>) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let read = move |tx: &mut yidan_store::Tx| {
        let tally = store::tally(tx, &viewer, today)?;
        Ok((store::waiting(tx, &viewer, limit)?, tally, store::settings(tx)?))
    };
    let (found, tally, settings) = caller.app.store.read(read).await?;
    let inspections = found.iter().map(|listed| Row::of(listed, &settings, &caller)).collect();
    let store::Tally { failed, to_book, this_week, to_tell, later, untold, late } = tally;
    let count = failed + to_book + this_week + to_tell + later;
    Ok(Reply::ok(Waiting { inspections, count, failed, to_book, this_week, to_tell: untold, late }).into_response())
}

/// Orders whose delivery comes near without an inspection
///
/// Open orders whose process waits for an inspection of the goods, without one that counts, due for delivery within the lead
/// time of our own inspectors and a week, or already past it. `Link` gives the next page.
#[utoipa::path(get, path = "/inspections/unplanned", tag = "quality", params(UnplannedFilter),
    responses((status = 200, description = "A page of them.", body = UnplannedPage)))]
async fn list_unplanned(caller: Caller, Query(filter): Query<UnplannedFilter>) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let after = filter.after.map(|day| day.0).zip(filter.order.map(OrderId));
    let limit = filter.limit;
    let read = move |tx: &mut yidan_store::Tx| store::unplanned(tx, &viewer, today, after, limit + 1);
    let mut found = caller.app.store.read(read).await?;
    let more = found.rows.len() > limit;
    found.rows.truncate(limit);
    let next = found.rows.last().filter(|_| more).map(|last| {
        let next = UnplannedFilter { after: Some(Day(last.delivery)), order: Some(last.order.0), limit };
        format!("/api/v1/inspections/unplanned?{}", serde_urlencoded::to_string(&next).unwrap_or_default())
    });
    let order = |one: store::Unplanned| UnplannedOrder {
        id: one.order.0,
        number: one.number,
        customer: one.customer,
        goods: one.goods,
        delivery: Day(one.delivery),
    };
    let orders = found.rows.into_iter().map(order).collect();
    Ok(Reply::ok(UnplannedPage { orders, count: found.count }).next(next).into_response())
}
