//! Commands to a whole order: remarks, promises, amending, cancelling.

use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{OrderId, PersonId, PromiseId, order::command::Command};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Day, Key, Prose, Words},
    },
    content::{self, Header, Line},
    steps::{Because, Done},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(remark_on_order))
        .routes(routes!(record_promise))
        .routes(routes!(close_promise))
        .routes(routes!(amend_order))
        .routes(routes!(cancel_order))
}

/// On a step, or on the order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Remark {
    #[serde(default)]
    step: Option<Key>,
    text: Words,
}

/// Something promised to the customer by a day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPromise {
    text: Words,
    due: Day,
    /// Who has to keep it: yourself, when left out.
    #[serde(default)]
    owner: Option<Uuid>,
}

/// Was it kept? If not, the note says why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Outcome {
    kept: bool,
    #[serde(default)]
    note: Prose,
}

/// The header and lines as they are to be from now on, all of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Amendment {
    header: Header,
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<Line>,
    reason: Words,
}

/// Write a remark
#[utoipa::path(post, path = "/orders/{id}/remarks", tag = "orders", params(("id" = Uuid, Path), IfMatch),
    request_body = Remark,
    responses((status = 200, description = "Written.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn remark_on_order(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Remark>,
) -> Answer {
    let command = Command::Remark { step: what.step.map(|key| key.0.as_str().into()), text: what.text.0 };
    caller.command(id, seen, once, command).await
}

/// Record a promise to the customer
#[utoipa::path(post, path = "/orders/{id}/promises", tag = "orders", params(("id" = Uuid, Path), IfMatch),
    request_body = NewPromise,
    responses((status = 200, description = "Recorded; its id is in what happened.", body = Done, headers(("ETag" = String))),
        (status = 403), (status = 409)))]
async fn record_promise(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<NewPromise>,
) -> Answer {
    let owner = what.owner.map_or(caller.person.id, PersonId);
    let command = Command::Promise { id: PromiseId(Uuid::now_v7()), text: what.text.0, due: what.due.0, owner };
    caller.command(id, seen, once, command).await
}

/// Close a promise: kept or not
#[utoipa::path(post, path = "/orders/{id}/promises/{promise}/close", tag = "orders",
    params(("id" = Uuid, Path), ("promise" = Uuid, Path), IfMatch),
    request_body = Outcome,
    responses((status = 200, description = "Closed.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn close_promise(
    caller: Caller,
    Path((id, promise)): Path<(OrderId, PromiseId)>,
    seen: Seen,
    Sent { what, once }: Sent<Outcome>,
) -> Answer {
    let command = Command::ClosePromise { id: promise, kept: what.kept, note: what.note.0 };
    caller.command(id, seen, once, command).await
}

/// Amend header and lines, with the reason
///
/// Both are replaced whole: get the order, change what is to change, and send all of it back with `If-Match`.
#[utoipa::path(post, path = "/orders/{id}/amend", tag = "orders", params(("id" = Uuid, Path), IfMatch),
    request_body = Amendment,
    responses((status = 200, description = "Amended.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn amend_order(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Amendment>,
) -> Answer {
    let currency = caller.app.store.world().company.settings.currency;
    let command = Command::Amend {
        header: Box::new(what.header.read(&caller, currency)?),
        lines: content::lines(what.lines)?,
        reason: what.reason.0,
    };
    caller.command(id, seen, once, command).await
}

/// Cancel an order, with the reason
#[utoipa::path(post, path = "/orders/{id}/cancel", tag = "orders", params(("id" = Uuid, Path), IfMatch),
    request_body = Because,
    responses((status = 200, description = "Cancelled.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn cancel_order(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Because>,
) -> Answer {
    caller.command(id, seen, once, Command::Cancel { reason: what.reason.0 }).await
}
