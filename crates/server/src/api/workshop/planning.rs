//! What planning has to do: orders without lots, lots to release, lots that will be late, the work before each operation.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_store::production::book::{Late, Load, Planning, PlanningQuery, ToRelease};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading,
        reply::Reply,
        sent::Query,
        values::{Day, Quantity, Text},
    },
    ready,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_planning))
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Rows of each list.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Serialize, ToSchema)]
struct PlanningBoard {
    /// Orders that are being made, without a lot; the first promised first.
    to_make: Vec<OrderToMake>,
    to_make_total: usize,
    to_release: Vec<LotToRelease>,
    to_release_total: usize,
    /// The latest first.
    late: Vec<LateLot>,
    late_total: usize,
    load: Vec<OperationLoad>,
}

#[derive(Serialize, ToSchema)]
struct OrderToMake {
    order: Uuid,
    promised: Option<Day>,
}

#[derive(Serialize, ToSchema)]
struct LotToRelease {
    lot: Uuid,
    number: String,
    goods: String,
    order: Uuid,
    /// Still to be released.
    left: Quantity,
    /// The first day that is planned of it.
    planned: Option<Day>,
    due: Option<Day>,
}

#[derive(Serialize, ToSchema)]
struct LateLot {
    lot: Uuid,
    number: String,
    goods: String,
    order: Uuid,
    due: Day,
    /// By standard times and the hands of the departments, worked in the order of due days; nothing without standard times.
    expected: Option<Day>,
    days_late: i32,
}

/// The work before an operation.
#[derive(Serialize, ToSchema)]
struct OperationLoad {
    name: Text,
    department: String,
    lots: usize,
    /// By standard times, for one pair of hands.
    seconds: i64,
    /// Lots without a standard time here.
    unknown: usize,
    /// What the whole department has before it, with how many hands, and when it is through with that.
    department_seconds: i64,
    hands: Option<u32>,
    free_on: Option<Day>,
}

/// What planning has to do
#[utoipa::path(get, path = "/planning", tag = "production", params(Filter),
    responses((status = 200, description = "As it stands now.", body = PlanningBoard)))]
async fn get_planning(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    ready(&caller.app).await;
    let store = &caller.app.store;
    let query = PlanningQuery {
        scope: caller.viewer.scope(),
        today: caller.today(),
        now: caller.reader.now,
        most: filter.limit,
    };
    let found = store.making().planning(&query, &store.world());
    Ok(Reply::ok(PlanningBoard::from(found)).into_response())
}

impl From<Planning> for PlanningBoard {
    fn from(found: Planning) -> Self {
        let to_make = found.to_make.1.iter();
        Self {
            to_make: to_make.map(|it| OrderToMake { order: it.order.0, promised: it.promised.map(Day) }).collect(),
            to_make_total: found.to_make.0,
            to_release: found.to_release.1.iter().map(Into::into).collect(),
            to_release_total: found.to_release.0,
            late: found.late.1.iter().map(Into::into).collect(),
            late_total: found.late.0,
            load: found.load.iter().map(Into::into).collect(),
        }
    }
}

impl From<&ToRelease> for LotToRelease {
    fn from(it: &ToRelease) -> Self {
        Self {
            lot: it.lot.0,
            number: it.number.clone(),
            goods: it.goods.clone(),
            order: it.order.0,
            left: (&it.left).into(),
            planned: it.planned.map(Day),
            due: it.due.map(Day),
        }
    }
}

impl From<&Late> for LateLot {
    fn from(it: &Late) -> Self {
        Self {
            lot: it.lot.0,
            number: it.number.clone(),
            goods: it.goods.clone(),
            order: it.order.0,
            due: Day(it.due),
            expected: it.expected.map(Day),
            days_late: it.days,
        }
    }
}

impl From<&Load> for OperationLoad {
    fn from(load: &Load) -> Self {
        Self {
            name: (&load.operation).into(),
            department: load.department.to_string(),
            lots: load.lots,
            seconds: load.seconds,
            unknown: load.unknown,
            department_seconds: load.department_seconds,
            hands: load.hands,
            free_on: load.free_on.map(Day),
        }
    }
}
