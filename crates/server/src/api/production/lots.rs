//! Lots: made of an order's lines, looked at, closed and opened again.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{LotId, OrderId, production};
use yidan_store::production::{self as store, NewLot};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Sent},
        values::{Day, Figure, Prose, Words},
    },
    plan::{Planned, read_plan},
    values::{Lot, Operation, exact},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_lots_of_order, make_lot))
        .routes(routes!(get_lot))
        .routes(routes!(close_lot))
        .routes(routes!(reopen_lot))
}

#[derive(Serialize, ToSchema)]
struct Lots {
    /// The first made first.
    lots: Vec<Lot>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LotFields {
    /// Line of the order, from 1.
    #[schema(minimum = 1)]
    line: u32,
    /// In the line's unit.
    quantity: Figure,
    /// The operations, in their order.
    #[schema(min_items = 1, max_items = 40)]
    route: Vec<Operation>,
    #[serde(default)]
    due: Option<Day>,
    /// So many at an operation on a day.
    #[serde(default)]
    #[schema(max_items = 2000)]
    plan: Vec<Planned>,
    #[serde(default)]
    note: Prose,
    /// Why more is made than was ordered: needed where the lots of the line come to more.
    #[serde(default)]
    overrun: Prose,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Why {
    reason: Words,
}

/// The lots of an order
#[utoipa::path(get, path = "/orders/{id}/lots", tag = "production", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of them.", body = Lots), (status = 404)))]
async fn list_lots_of_order(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let viewer = caller.viewer.clone();
    let lots = caller.app.store.read(move |tx| store::lots_of_order(tx, &viewer, id)).await?;
    Ok(Reply::ok(Lots { lots: lots.iter().map(Lot::from).collect() }).into_response())
}

/// Make a lot of a line of an order
///
/// For planning and managers. Nothing is released to the workshop yet.
#[utoipa::path(post, path = "/orders/{id}/lots", tag = "production", params(("id" = Uuid, Path)), request_body = LotFields,
    responses((status = 201, description = "Made.", body = Lot), (status = 403), (status = 404)))]
async fn make_lot(caller: Caller, Path(id): Path<OrderId>, Sent { what, once }: Sent<LotFields>) -> Answer {
    let new = NewLot {
        id: LotId(Uuid::now_v7()),
        line: what.line,
        quantity: exact(what.quantity, "/quantity")?,
        route: what.route.into_iter().map(production::Operation::from).collect(),
        due: what.due.map(|day| day.0),
        plan: read_plan(what.plan)?,
        note: what.note.0,
        overrun: what.overrun.0,
    };
    let made = caller.commit(once, move |tx, actor| {
        let kept = store::make(tx, actor, id, new.clone())?;
        Ok(Reply::created(&format!("/lots/{}", kept.lot.id), Lot::from(&kept)))
    });
    made.await
}

/// A lot
#[utoipa::path(get, path = "/lots/{id}", tag = "production", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The lot.", body = Lot), (status = 404)))]
async fn get_lot(caller: Caller, Path(id): Path<LotId>) -> Answer {
    let viewer = caller.viewer.clone();
    let kept = caller.app.store.read(move |tx| store::get(tx, &viewer, id)).await?;
    Ok(Reply::ok(Lot::from(&kept)).into_response())
}

/// Close a lot: no more is made of it
#[utoipa::path(post, path = "/lots/{id}/close", tag = "production", params(("id" = Uuid, Path)), request_body = Why,
    responses((status = 200, description = "Closed.", body = Lot), (status = 403), (status = 404)))]
async fn close_lot(caller: Caller, Path(id): Path<LotId>, Sent { what, once }: Sent<Why>) -> Answer {
    let closed =
        caller.commit(once, move |tx, actor| Ok(Reply::ok(Lot::from(&store::close(tx, actor, id, &what.reason.0)?))));
    closed.await
}

/// Open a closed lot again
#[utoipa::path(post, path = "/lots/{id}/reopen", tag = "production", params(("id" = Uuid, Path)),
    responses((status = 200, description = "Open again.", body = Lot), (status = 403), (status = 404)))]
async fn reopen_lot(caller: Caller, Path(id): Path<LotId>, Sent { once, .. }: Sent<Option<()>>) -> Answer {
    let opened = caller.commit(once, move |tx, actor| Ok(Reply::ok(Lot::from(&store::reopen(tx, actor, id)?))));
    opened.await
}
