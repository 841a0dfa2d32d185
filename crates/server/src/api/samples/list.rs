//! Samples of all orders, those of one, and what the approved ones confirm (S13).

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{OrderId, PersonId, SampleId, order::Order};
use yidan_store::{
    Error, orders,
    samples::{self, After, Which},
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading,
        reply::Reply,
        sent::{Path, Query},
        values::{Day, Key},
    },
    items::{Chart, Item, Measurement, SampleVerdict, Sheet},
    values::{Sample, measurements},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_samples)).routes(routes!(get_sample)).routes(routes!(list_confirmations))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Samples {
    #[default]
    ToDo,
    Overdue,
    WithCustomer,
    Approved,
    Dropped,
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    #[serde(default)]
    #[param(required = false, inline, default = "to-do")]
    which: Samples,
    /// Key of the department that has to do something.
    #[param(required = false)]
    turn: Option<Key>,
    #[param(required = false)]
    salesperson: Option<Uuid>,
    /// Where the page begins: both of `next` of the page before.
    #[param(required = false)]
    after: Option<Uuid>,
    #[param(required = false)]
    after_day: Option<Day>,
    /// Rows on a page.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SamplePage)]
struct Page {
    samples: Vec<Row>,
    /// Where the next page begins, if there is one.
    next: Option<Onward>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SampleOnward)]
struct Onward {
    after: Uuid,
    after_day: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SampleRow)]
struct Row {
    #[schema(examples("SO-202611-0042"))]
    number: String,
    customer: String,
    salesperson: Option<Uuid>,
    sample: Sample,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TechnicalConfirmations)]
struct Confirmations {
    confirmations: Vec<Confirmation>,
}

/// How the goods are to be made, by an approved sample.
#[derive(Serialize, ToSchema)]
#[schema(as = TechnicalConfirmation)]
struct Confirmation {
    sample: Uuid,
    name: String,
    round: u32,
    approved_on: Day,
    verdict: SampleVerdict,
    comments: String,
    items: Vec<Item>,
    sheet: Option<Sheet>,
    chart: Option<Chart>,
    measurements: Vec<Measurement>,
    /// Why it was sent with points outside their tolerance.
    outside: String,
}

/// Samples
///
/// Of every order that you may see: what is to do by the day on which it is due, what is over with the latest first.
#[utoipa::path(get, path = "/samples", tag = "samples", params(Filter),
    responses((status = 200, description = "A page of them.", body = Page)))]
async fn list_samples(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let query = samples::Query {
        scope: caller.viewer.scope(),
        which: match filter.which {
            Samples::ToDo => Which::ToDo,
            Samples::Overdue => Which::Overdue,
            Samples::WithCustomer => Which::WithCustomer,
            Samples::Approved => Which::Approved,
            Samples::Dropped => Which::Dropped,
        },
        turn: filter.turn.map(|key| key.0.as_str().into()),
        salesperson: filter.salesperson.map(PersonId),
        today: caller.today(),
        after: filter.after.map(|sample| After {
            day: filter.after_day.map(|day| day.0.to_string()).unwrap_or_default(),
            sample: SampleId(sample),
        }),
        limit: filter.limit,
    };
    let read = caller.app.store.read(move |tx| {
        let page = samples::list(tx, &query)?;
        let ids: Vec<OrderId> = page.samples.iter().map(|listed| listed.order).collect();
        Ok((orders::load_known(tx, &ids)?, page))
    });
    let (orders, page) = read.await?;
    let rows = page.samples.into_iter().filter_map(|listed| {
        let order = orders.get(&listed.order)?;
        let sample = shown(&caller, order, listed.sample)?;
        let salesperson = listed.salesperson.map(|id| id.0);
        Some(Row { number: listed.number, customer: listed.customer, salesperson, sample })
    });
    let next = page.next.map(|after| Onward { after: after.sample.0, after_day: after.day });
    Ok(Reply::ok(Page { samples: rows.collect(), next }).into_response())
}

/// A sample of an order
#[utoipa::path(get, path = "/orders/{id}/samples/{sample}", tag = "samples",
    params(("id" = Uuid, Path), ("sample" = Uuid, Path)),
    responses((status = 200, description = "The sample.", body = Sample), (status = 404)))]
async fn get_sample(caller: Caller, Path((id, sample)): Path<(OrderId, SampleId)>) -> Answer {
    let order = load(&caller, id).await?;
    let sample = shown(&caller, &order, sample).ok_or(Error::NotFound("sample"))?;
    Ok(Reply::ok(sample).version(order.version).into_response())
}

/// What the approved samples of an order confirm
#[utoipa::path(get, path = "/orders/{id}/technical-confirmations", tag = "samples", params(("id" = Uuid, Path)),
    responses((status = 200, description = "One for each approved sample.", body = Confirmations), (status = 404)))]
async fn list_confirmations(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let order = load(&caller, id).await?;
    let confirmation = |it: yidan_domain::sample::TechnicalConfirmation| Confirmation {
        sample: it.sample.0,
        name: it.name,
        round: it.round,
        approved_on: Day(it.approved_on),
        verdict: it.judgement.verdict.into(),
        comments: it.judgement.comments,
        items: it.items.iter().map(Item::from).collect(),
        sheet: it.sheet.as_ref().map(Sheet::from),
        chart: it.chart.as_ref().map(Chart::from),
        measurements: measurements(
            it.measurements.iter().map(|one| ((one.size.as_str(), one.point.as_str()), one.length)).collect(),
        ),
        outside: it.outside,
    };
    let confirmations = order.technical_confirmations().into_iter().map(confirmation).collect();
    Ok(Reply::ok(Confirmations { confirmations }).into_response())
}

pub async fn load(caller: &Caller, id: OrderId) -> Result<Order, Error> {
    let scope = caller.viewer.scope();
    caller.app.store.read(move |tx| orders::load(tx, scope, id)).await
}

pub fn shown(caller: &Caller, order: &Order, id: SampleId) -> Option<Sample> {
    let world = caller.app.store.world();
    Some(Sample::of(order, order.sample(id)?, &world.people, &caller.reader))
}
