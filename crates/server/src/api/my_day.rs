//! What waits for the caller, the most urgent first.

use axum::response::IntoResponse;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{OrderId, order::row::OrderRow};
use yidan_store::{
    board::{self, Desk},
    orders,
};

use super::{
    caller::Caller,
    problem::Answer,
    reading,
    reply::Reply,
    sent::Query,
    values::{Day, Moment, Text},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_my_day))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Limit {
    /// Tasks, and promises, at most.
    #[serde(default = "usual", deserialize_with = "reading::rows")]
    #[param(required = false, default = 100, minimum = 1, maximum = 200)]
    limit: usize,
}

fn usual() -> usize {
    100
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Urgency {
    Overdue,
    DueToday,
    /// Handed to you.
    Handed,
    /// Anybody of the department can take it.
    Ready,
    /// A promise for a later day.
    Promised,
    /// A condition holds it, and it is not due yet.
    Blocked,
}

#[derive(Serialize, ToSchema)]
struct MyDay {
    /// The most urgent first.
    tasks: Vec<Task>,
    /// Promises that you have to keep.
    promises: Vec<PromiseDue>,
    /// How many there are of each, beyond the limit too.
    counts: Vec<UrgencyCount>,
}

#[derive(Serialize, ToSchema)]
struct Task {
    urgency: Urgency,
    order: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    /// The version of the order, for `If-Match`.
    version: u64,
    step: String,
    name: Text,
    department: String,
    /// Is it handed to you, or open to the department?
    handed: bool,
    started: bool,
    blocked: bool,
    due: Option<Moment>,
}

#[derive(Serialize, ToSchema)]
struct PromiseDue {
    urgency: Urgency,
    order: Uuid,
    number: String,
    due: Day,
}

#[derive(Serialize, ToSchema)]
struct UrgencyCount {
    urgency: Urgency,
    count: usize,
}

/// What waits for you
#[utoipa::path(get, path = "/my-day", tag = "me", params(Limit),
    responses((status = 200, description = "By urgency.", body = MyDay)))]
async fn get_my_day(caller: Caller, Query(Limit { limit }): Query<Limit>) -> Answer {
    let store = &caller.app.store;
    store.ready().await;
    let day = store.board().my_day(&desk(&caller, limit));
    let ids: Vec<OrderId> =
        day.tasks.iter().map(|task| task.order).chain(day.promises.iter().map(|promise| promise.order)).collect();
    let rows = store.read(move |tx| orders::rows(tx, &ids)).await?;
    let world = store.world();
    let row = |id: OrderId| rows.iter().find(|row| row.id == id);
    let task = |task: &board::Task| {
        let row: &OrderRow = row(task.order)?;
        let step = world.processes.get(&row.process).and_then(|process| process.step(&task.step));
        Some(Task {
            urgency: task.urgency.into(),
            order: task.order.0,
            number: row.number.clone(),
            version: row.version,
            step: task.step.0.clone(),
            name: step
                .map_or_else(|| (&yidan_domain::Text::same(task.step.as_str())).into(), |step| (&step.name).into()),
            department: task.department.0.clone(),
            handed: task.assignee == Some(caller.person.id),
            started: task.started,
            blocked: task.blocked,
            due: task.due.map(Moment),
        })
    };
    let promise = |promise: &board::PromiseDue| {
        let (urgency, number) = (promise.urgency.into(), row(promise.order)?.number.clone());
        Some(PromiseDue { urgency, order: promise.order.0, number, due: Day(promise.due) })
    };
    let body = MyDay {
        tasks: day.tasks.iter().filter_map(task).collect(),
        promises: day.promises.iter().filter_map(promise).collect(),
        counts: day.counts.map(|(urgency, count)| UrgencyCount { urgency: urgency.into(), count }).into(),
    };
    Ok(Reply::ok(body).into_response())
}

fn desk(caller: &Caller, limit: usize) -> Desk {
    let today = caller.today();
    let midnight = |day: jiff::civil::Date| caller.reader.zone.to_timestamp(day.at(0, 0, 0, 0)).ok();
    let tomorrow = today.tomorrow().ok().and_then(midnight);
    Desk {
        scope: caller.viewer.scope(),
        person: caller.person.id,
        departments: caller.viewer.departments.clone(),
        now: caller.now(),
        today,
        tomorrow: tomorrow.unwrap_or(Timestamp::MAX),
        limit,
    }
}

impl From<board::Urgency> for Urgency {
    fn from(urgency: board::Urgency) -> Self {
        match urgency {
            board::Urgency::Overdue => Self::Overdue,
            board::Urgency::DueToday => Self::DueToday,
            board::Urgency::Handed => Self::Handed,
            board::Urgency::Ready => Self::Ready,
            board::Urgency::Promised => Self::Promised,
            board::Urgency::Blocked => Self::Blocked,
        }
    }
}
