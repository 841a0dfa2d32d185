//! Inspections of an order and of all: planned, listed, looked at, changed.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    InspectionId, OrderId,
    quality::{Command, Request, Stage, Subject, booking},
};
use yidan_store::inspections::{self as store, Listed};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading,
        reply::Reply,
        sent::{IfMatch, Path, Query, Seen, Sent},
        values::{Day, Search},
    },
    values::{Arrangement, InspectionAnswer, InspectorKind, Of, SamplingPlan},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_inspections_of_order, plan_inspection))
        .routes(routes!(list_inspections))
        .routes(routes!(get_inspection))
        .routes(routes!(get_sampling_plan))
        .routes(routes!(change_inspection))
}

#[derive(Serialize, ToSchema)]
#[schema(as = InspectionsOfOrder)]
struct OfOrder {
    /// In the order in which they were planned.
    inspections: Vec<InspectionAnswer>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InspectionFields {
    /// Drawn by you: sent twice, it is planned once.
    #[serde(default)]
    id: Option<Uuid>,
    of: Of,
    /// The failed inspection of the same goods, where they are inspected again.
    #[serde(default)]
    again: Option<Uuid>,
    arrangement: Arrangement,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = InspectionStage)]
enum StageName {
    Incoming,
    InProcess,
    Final,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = InspectionState)]
enum StateName {
    Planned,
    Booked,
    Started,
    Inspected,
    Released,
    Cancelled,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = InspectionVerdict)]
enum VerdictName {
    Passed,
    Failed,
    Again,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = InspectionWaitsFor)]
enum WaitsFor {
    Failed,
    ToBook,
    ThisWeek,
    ToTell,
    /// Something of it is late.
    Late,
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    #[param(required = false, inline)]
    stage: Option<StageName>,
    #[param(required = false, inline)]
    state: Option<StateName>,
    #[param(required = false, inline)]
    verdict: Option<VerdictName>,
    #[param(required = false, inline)]
    inspector: Option<InspectorKind>,
    /// In number, customer, goods, inspector, place.
    #[param(required = false)]
    q: Option<Search>,
    /// With a day, as agreed on, done or hoped for, from this one on.
    #[param(required = false)]
    from: Option<Day>,
    /// With a day up to this one.
    #[param(required = false)]
    to: Option<Day>,
    /// Only what waits, and for what.
    #[param(required = false, inline)]
    waits: Option<WaitsFor>,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<Uuid>,
    /// Rows on a page.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// A page of inspections, the latest planned first.
#[derive(Serialize, ToSchema)]
#[schema(as = Inspections)]
struct Page {
    inspections: Vec<Row>,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<Uuid>,
}

/// An inspection with the order that it is of, and what is left to be done.
#[derive(Serialize, ToSchema)]
#[schema(as = InspectionRow)]
pub(super) struct Row {
    inspection: InspectionAnswer,
    order_number: String,
    customer: String,
    delivery: Option<Day>,
    todo: Vec<Todo>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InspectionTodo)]
pub(super) struct Todo {
    /// `book`, `move`, `tell_factory`, `tell_planning`, `inspect`.
    task: String,
    by: Option<Day>,
    late: bool,
}

/// The inspections of an order
#[utoipa::path(get, path = "/orders/{id}/inspections", tag = "quality", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of them.", body = OfOrder), (status = 404)))]
async fn list_inspections_of_order(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let viewer = caller.viewer.clone();
    let found = caller.app.store.read(move |tx| store::inspections_of_order(tx, &viewer, id)).await?;
    Ok(Reply::ok(OfOrder { inspections: found.iter().map(InspectionAnswer::from).collect() }).into_response())
}

/// Plan an inspection of an order
///
/// For quality, planning, purchasing, sales and managers.
#[utoipa::path(post, path = "/orders/{id}/inspections", tag = "quality", params(("id" = Uuid, Path)),
    request_body = InspectionFields,
    responses((status = 201, description = "Planned.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn plan_inspection(
    caller: Caller,
    Path(order): Path<OrderId>,
    Sent { what, once }: Sent<InspectionFields>,
) -> Answer {
    let id = InspectionId(what.id.unwrap_or_else(Uuid::now_v7));
    let request = Request {
        subject: Subject { order, of: what.of.into() },
        series: None,
        again: what.again.map(InspectionId),
        arrangement: what.arrangement.read()?,
    };
    let planned = caller.commit(once, move |tx, actor| {
        let kept = store::plan(tx, actor, id, request.clone())?;
        Ok(Reply::created(&format!("/api/v1/inspections/{}", kept.inspection.id), InspectionAnswer::from(&kept)))
    });
    planned.await
}

/// Inspections
///
/// Of every order that you may see, the latest planned first. `Link` gives the next page.
#[utoipa::path(get, path = "/inspections", tag = "quality", params(Filter),
    responses((status = 200, description = "A page of them.", body = Page)))]
async fn list_inspections(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let (viewer, query) = (caller.viewer.clone(), filter.query(caller.today()));
    let read = move |tx: &mut yidan_store::Tx| Ok((store::list(tx, &viewer, &query)?, store::settings(tx)?));
    let ((found, more), settings) = caller.app.store.read(read).await?;
    let next = found.last().filter(|_| more).map(|last| last.kept.inspection.id.0);
    let inspections = found.iter().map(|listed| Row::of(listed, &settings, &caller)).collect();
    let address = next.map(|next| {
        let filter = Filter { after: Some(next), ..filter };
        format!("/api/v1/inspections?{}", serde_urlencoded::to_string(&filter).unwrap_or_default())
    });
    Ok(Reply::ok(Page { inspections, next }).next(address).into_response())
}

/// An inspection
#[utoipa::path(get, path = "/inspections/{id}", tag = "quality", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The inspection.", body = InspectionAnswer), (status = 404)))]
async fn get_inspection(caller: Caller, Path(id): Path<InspectionId>) -> Answer {
    let viewer = caller.viewer.clone();
    let kept = caller.app.store.read(move |tx| store::get(tx, &viewer, id)).await?;
    Ok(Reply::ok(InspectionAnswer::from(&kept)).version(kept.version).into_response())
}

/// What is drawn for an inspection, and what it is judged by
///
/// As strictly as it was begun; until then as strictly as the lots before it ask.
#[utoipa::path(get, path = "/inspections/{id}/plan", tag = "quality", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The sampling plan.", body = SamplingPlan), (status = 404)))]
async fn get_sampling_plan(caller: Caller, Path(id): Path<InspectionId>) -> Answer {
    let viewer = caller.viewer.clone();
    let read = move |tx: &mut yidan_store::Tx| {
        let kept = store::get(tx, &viewer, id)?;
        let standing = store::standing(tx, &kept.inspection)?;
        Ok(SamplingPlan::of(&kept.inspection, &standing))
    };
    Ok(Reply::ok(caller.app.store.read(read).await?).into_response())
}

/// Change the terms of an inspection that has not begun
///
/// All of them, in the place of those that you have seen (`If-Match`).
#[utoipa::path(put, path = "/inspections/{id}/arrangement", tag = "quality", params(("id" = Uuid, Path), IfMatch),
    request_body = Arrangement,
    responses((status = 200, description = "Changed.", body = InspectionAnswer), (status = 403), (status = 404),
        (status = 409)))]
async fn change_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    seen: Seen,
    Sent { what, once }: Sent<Arrangement>,
) -> Answer {
    let (arrangement, deed) = (what.read()?, Uuid::now_v7());
    let changed = caller.commit(once, move |tx, actor| {
        let command = Command::Change { arrangement: arrangement.clone(), series: None };
        let kept = store::act(tx, actor, id, deed, seen.0, command)?;
        Ok(Reply::ok(InspectionAnswer::from(&kept)).version(kept.version))
    });
    changed.await
}

impl Filter {
    fn query(&self, today: jiff::civil::Date) -> store::Query {
        let word = |said: Option<String>| said.map(|word| word.replace('-', "_")).unwrap_or_default();
        store::Query {
            stage: self.stage.map(|stage| match stage {
                StageName::Incoming => Stage::Incoming,
                StageName::InProcess => Stage::InProcess,
                StageName::Final => Stage::Final,
            }),
            state: word(self.state.map(said)),
            verdict: word(self.verdict.map(said)),
            inspector: word(self.inspector.map(said)),
            words: self.q.as_ref().map(|words| words.0.clone()).unwrap_or_default(),
            from: self.from.map(|day| day.0),
            to: self.to.map(|day| day.0),
            waits: self.waits.map(|waits| (waits.into(), today)),
            after: self.after.map(InspectionId),
            limit: self.limit,
        }
    }
}

impl From<WaitsFor> for store::Which {
    fn from(waits: WaitsFor) -> Self {
        match waits {
            WaitsFor::Failed => Self::Failed,
            WaitsFor::ToBook => Self::ToBook,
            WaitsFor::ThisWeek => Self::ThisWeek,
            WaitsFor::ToTell => Self::ToTell,
            WaitsFor::Late => Self::Late,
        }
    }
}

/// A word as it stands in addresses.
fn said(word: impl Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Row {
    pub(super) fn of(listed: &Listed, settings: &store::Settings, caller: &Caller) -> Self {
        let todo = booking::todo(&listed.kept.inspection, listed.delivery, &settings.lead, caller.today());
        Self {
            inspection: InspectionAnswer::from(&listed.kept),
            order_number: listed.order_number.clone(),
            customer: listed.customer.clone(),
            delivery: listed.delivery.map(Day),
            todo: todo
                .into_iter()
                .map(|one| Todo { task: said(one.task), by: one.by.map(Day), late: one.is_late })
                .collect(),
        }
    }
}
