//! What lies at which operation now.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_store::production::book::{Amount, Here, Station, WorkshopQuery};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        production::amount,
        reading::{self, Fault},
        reply::Reply,
        sent::Query,
        values::{Day, Figure, Key, Quantity, Search, Text},
    },
    ready,
};
use crate::{
    app::App,
    known::{self, Named},
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_workshop))
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Words, each a part of the order's number, the customer or the goods.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    #[param(required = false, inline)]
    department: Option<Key>,
    /// One operation alone, by its Chinese name.
    #[serde(default)]
    #[param(required = false, inline)]
    operation: Search,
    /// Lots told of each operation.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Serialize, ToSchema)]
struct Workshop {
    /// Lots in progress, and those of them that are overdue.
    lots: usize,
    late: usize,
    /// In the order of routes.
    operations: Vec<WorkshopOperation>,
}

/// An operation of a department, and what lies there.
#[derive(Serialize, ToSchema)]
struct WorkshopOperation {
    name: Text,
    department: String,
    lots: usize,
    late: usize,
    amounts: Vec<WorkshopAmount>,
    /// The first due first.
    here: Vec<WorkshopLot>,
}

/// Of one unit.
#[derive(Serialize, ToSchema)]
struct WorkshopAmount {
    unit: String,
    in_progress: Figure,
    rework: Figure,
    /// With outside factories, a part of what is in progress.
    out: Figure,
    planned_today: Figure,
    good_today: Figure,
    scrap_today: Figure,
}

#[derive(Serialize, ToSchema)]
struct WorkshopLot {
    lot: Uuid,
    number: String,
    goods: String,
    order: Uuid,
    /// Place of the operation in the lot's route, from 0.
    place: usize,
    in_progress: Quantity,
    rework: Figure,
    out: Figure,
    due: Option<Day>,
    late: bool,
    /// When something last came here, or out of here.
    since: Option<Day>,
    planned_today: Figure,
    good_today: Figure,
}

/// What lies at which operation now
///
/// Of the orders that you may see, with what is planned and was reported today.
#[utoipa::path(get, path = "/workshop", tag = "production", params(Filter),
    responses((status = 200, description = "The workshop now.", body = Workshop)))]
async fn get_workshop(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let department = filter.department.as_ref().map(|key| key.0.as_str().into());
    let named = Named { department: department.as_ref(), ..Named::default() };
    if let Some(unknown) = known::unknown(&caller.app.store, named).await? {
        return Err(Fault::unknown(unknown).into());
    }
    ready(&caller.app).await;
    let query = WorkshopQuery {
        scope: caller.viewer.scope(),
        today: caller.today(),
        department,
        operation: Some(filter.operation.0).filter(|name| !name.is_empty()),
        text: filter.text.0,
        each: filter.limit,
    };
    let found = caller.app.store.making().workshop(&query);
    let operations = found.stations.iter().map(WorkshopOperation::from).collect();
    Ok(Reply::ok(Workshop { lots: found.lots, late: found.late, operations }).into_response())
}

impl From<&Station> for WorkshopOperation {
    fn from(station: &Station) -> Self {
        Self {
            name: (&station.operation).into(),
            department: station.department.to_string(),
            lots: station.lots,
            late: station.late,
            amounts: station.amounts.iter().map(Into::into).collect(),
            here: station.here.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Amount> for WorkshopAmount {
    fn from(amounts: &Amount) -> Self {
        Self {
            unit: amounts.unit.clone(),
            in_progress: amount(amounts.in_progress),
            rework: amount(amounts.rework),
            out: amount(amounts.out),
            planned_today: amount(amounts.planned),
            good_today: amount(amounts.good),
            scrap_today: amount(amounts.scrap),
        }
    }
}

impl From<&Here> for WorkshopLot {
    fn from(here: &Here) -> Self {
        Self {
            lot: here.lot.0,
            number: here.number.clone(),
            goods: here.goods.clone(),
            order: here.order.0,
            place: here.place,
            in_progress: (&here.in_progress).into(),
            rework: amount(here.rework),
            out: amount(here.out),
            due: here.due.map(Day),
            late: here.is_late,
            since: here.since.map(Day),
            planned_today: amount(here.planned),
            good_today: amount(here.good),
        }
    }
}
