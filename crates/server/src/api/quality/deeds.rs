//! What is done to an inspection with a word or a day.

use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{InspectionId, quality::Command};
use yidan_store::inspections as store;

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Once, Path, Sent},
        values::{Day, Prose, Words},
    },
    values::InspectionAnswer,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(book_inspection))
        .routes(routes!(move_inspection))
        .routes(routes!(tell_of_inspection))
        .routes(routes!(start_inspection))
        .routes(routes!(cancel_inspection))
        .routes(routes!(release_goods))
        .routes(routes!(resume_inspection))
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BookFields {
    /// Drawn by you: sent twice, it is done once.
    #[serde(default)]
    id: Option<Uuid>,
    on: Day,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MoveFields {
    /// Drawn by you: sent twice, it is done once.
    #[serde(default)]
    id: Option<Uuid>,
    on: Day,
    #[serde(default)]
    reason: Prose,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TellFields {
    /// Drawn by you: sent twice, it is done once.
    #[serde(default)]
    id: Option<Uuid>,
    whom: Whom,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Whom {
    Factory,
    Planning,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReasonFields {
    /// Drawn by you: sent twice, it is done once.
    #[serde(default)]
    id: Option<Uuid>,
    reason: Words,
}

/// Agree on the day of an inspection
#[utoipa::path(post, path = "/inspections/{id}/book", tag = "quality", params(("id" = Uuid, Path)),
    request_body = BookFields,
    responses((status = 200, description = "Booked.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn book_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<BookFields>,
) -> Answer {
    done(&caller, once, id, what.id, Command::Book { on: what.on.0 }).await
}

/// Move an inspection to another day
///
/// Factory and planning have to be told again.
#[utoipa::path(post, path = "/inspections/{id}/move", tag = "quality", params(("id" = Uuid, Path)),
    request_body = MoveFields,
    responses((status = 200, description = "Moved.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn move_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<MoveFields>,
) -> Answer {
    done(&caller, once, id, what.id, Command::Move { on: what.on.0, reason: what.reason.0 }).await
}

/// Note who was told of the day
#[utoipa::path(post, path = "/inspections/{id}/told", tag = "quality", params(("id" = Uuid, Path)),
    request_body = TellFields,
    responses((status = 200, description = "Noted.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn tell_of_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<TellFields>,
) -> Answer {
    let command = match what.whom {
        Whom::Factory => Command::TellFactory,
        Whom::Planning => Command::TellPlanning,
    };
    done(&caller, once, id, what.id, command).await
}

/// Begin an inspection
///
/// How strictly it is inspected is settled by this. A report begins it, too.
#[utoipa::path(post, path = "/inspections/{id}/start", tag = "quality", params(("id" = Uuid, Path)),
    request_body = BookFields,
    responses((status = 200, description = "Begun.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn start_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<BookFields>,
) -> Answer {
    done(&caller, once, id, what.id, Command::Start { on: what.on.0 }).await
}

/// Cancel an inspection that has no result
#[utoipa::path(post, path = "/inspections/{id}/cancel", tag = "quality", params(("id" = Uuid, Path)),
    request_body = ReasonFields,
    responses((status = 200, description = "Cancelled.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn cancel_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<ReasonFields>,
) -> Answer {
    done(&caller, once, id, what.id, Command::Cancel { reason: what.reason.0 }).await
}

/// Let goods go on that have failed
///
/// For managers. The verdict stays what it is.
#[utoipa::path(post, path = "/inspections/{id}/release", tag = "quality", params(("id" = Uuid, Path)),
    request_body = ReasonFields,
    responses((status = 200, description = "Released.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn release_goods(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<ReasonFields>,
) -> Answer {
    done(&caller, once, id, what.id, Command::Release { note: what.reason.0 }).await
}

/// Say that discontinued inspection of these goods begins again
///
/// For managers, once the supplier has done something about it. It begins tightened.
#[utoipa::path(post, path = "/inspections/{id}/resume", tag = "quality", params(("id" = Uuid, Path)),
    request_body = ReasonFields,
    responses((status = 200, description = "Resumed.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn resume_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<ReasonFields>,
) -> Answer {
    let deed = what.id.unwrap_or_else(Uuid::now_v7);
    let resumed = caller.commit(once, move |tx, actor| {
        store::resume(tx, actor, id, deed, &what.reason.0)?;
        Ok(Reply::ok(InspectionAnswer::from(&store::get(tx, &actor.viewer, id)?)))
    });
    resumed.await
}

async fn done(caller: &Caller, once: Option<Once>, id: InspectionId, drawn: Option<Uuid>, command: Command) -> Answer {
    let deed = drawn.unwrap_or_else(Uuid::now_v7);
    let done = caller.commit(once, move |tx, actor| {
        Ok(Reply::ok(InspectionAnswer::from(&store::act(tx, actor, id, deed, None, command.clone())?)))
    });
    done.await
}
