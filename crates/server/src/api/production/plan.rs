//! The daily plan of a lot, and what a day asks of the workshop.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{LotId, production as rules};
use yidan_store::production as store;

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reply::Reply,
        sent::{Path, Query, Sent},
        values::{Day, Figure, Quantity},
    },
    values::{Lot, Operation, amount, exact},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(put_plan)).routes(routes!(get_day_plan))
}

/// So many are to come out of an operation on a day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    day: Day,
    /// Place of the operation in the lot's route, from 0.
    operation: usize,
    quantity: Figure,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LotPlanFields)]
struct PlanFields {
    #[schema(max_items = 2000)]
    plan: Vec<Planned>,
    /// The lot's `plan_version` that you have seen: the plan is refused if there has been another since.
    #[serde(default)]
    plan_version: Option<u64>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// Today, if you don't say.
    #[param(required = false, inline)]
    day: Option<Day>,
}

#[derive(Serialize, ToSchema)]
struct DayPlan {
    day: Day,
    work: Vec<DayWork>,
}

/// What a day asks of an operation of a lot.
#[derive(Serialize, ToSchema)]
struct DayWork {
    lot: Uuid,
    lot_number: String,
    goods: String,
    /// Place of the operation, from 0.
    place: usize,
    operation: Operation,
    planned: Quantity,
    /// Came out good on the day.
    made: Figure,
    /// Planned before and not made by then.
    behind: Figure,
    /// Of all that was planned up to the day.
    open: Figure,
}

/// Plan a lot day by day
///
/// In place of the plan that there was. For planning and managers.
#[utoipa::path(put, path = "/lots/{id}/plan", tag = "production", params(("id" = Uuid, Path)), request_body = PlanFields,
    responses((status = 200, description = "Planned.", body = Lot), (status = 403), (status = 404)))]
async fn put_plan(caller: Caller, Path(id): Path<LotId>, Sent { what, once }: Sent<PlanFields>) -> Answer {
    let (plan, seen) = (read_plan(what.plan)?, what.plan_version);
    let planned = caller
        .commit(once, move |tx, actor| Ok(Reply::ok(Lot::from(&store::put_plan(tx, actor, id, plan.clone(), seen)?))));
    planned.await
}

pub fn read_plan(sent: Vec<Planned>) -> Result<Vec<rules::Planned>, Problem> {
    let read = |(place, it): (usize, Planned)| {
        let quantity = exact(it.quantity, &format!("/plan/{place}/quantity"))?;
        Ok(rules::Planned { day: it.day.0, operation: it.operation, quantity })
    };
    sent.into_iter().enumerate().map(read).collect()
}

/// What a day asks of the workshop
///
/// What is planned for it, and what was planned for the 31 days before and is not made. For those who see all orders.
#[utoipa::path(get, path = "/workshop/day", tag = "production", params(Asked),
    responses((status = 200, description = "By lot and operation.", body = DayPlan), (status = 403)))]
async fn get_day_plan(caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let (viewer, day) = (caller.viewer.clone(), asked.day.map_or_else(|| caller.today(), |day| day.0));
    let found = caller.app.store.read(move |tx| store::day_plan(tx, &viewer, day)).await?;
    let work = found.iter().flat_map(|of_day| {
        let lot = &of_day.kept.lot;
        of_day.asked.iter().filter_map(|asked| {
            Some(DayWork {
                lot: lot.id.0,
                lot_number: lot.number.clone(),
                goods: lot.goods.clone(),
                place: asked.operation,
                operation: lot.route.get(asked.operation)?.into(),
                planned: (&lot.amount(asked.planned)).into(),
                made: amount(asked.made),
                behind: amount(asked.behind),
                open: amount(asked.open),
            })
        })
    });
    Ok(Reply::ok(DayPlan { day: Day(day), work: work.collect() }).into_response())
}

impl From<&rules::Planned> for Planned {
    fn from(planned: &rules::Planned) -> Self {
        Self { day: Day(planned.day), operation: planned.operation, quantity: amount(planned.quantity) }
    }
}
