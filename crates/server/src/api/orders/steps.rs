//! Commands to one step of an order: start, finish, skip, reopen, assign.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{OrderId, PersonId, StepKey, order::command::Command};
use yidan_store::{
    Result, Tx,
    orders::{self, Acted},
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{IfMatch, Once, Path, Seen, Sent},
        values::{Moment, Prose, Words},
    },
    answers::{self, Answers},
    history::Event,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(start_step))
        .routes(routes!(finish_step))
        .routes(routes!(skip_step))
        .routes(routes!(reopen_step))
        .routes(routes!(assign_step))
}

/// What came of a command.
#[derive(Serialize, ToSchema)]
pub struct Done {
    pub order: Uuid,
    #[schema(examples("SO-202611-0042"))]
    pub number: String,
    /// The version that the order has now: for `If-Match`.
    pub version: u64,
    pub happened: Vec<Event>,
}

impl Done {
    pub fn of(acted: Acted) -> Reply<Self> {
        let version = acted.order.version;
        let happened = acted.happened.iter().map(Event::from).collect();
        Reply::ok(Self { order: acted.order.id.0, number: acted.order.number, version, happened }).version(version)
    }
}

impl Caller {
    /// Gives `command` to an order.
    pub async fn command(&self, id: OrderId, seen: Seen, once: Option<Once>, command: Command) -> Answer {
        self.command_in(id, seen, once, move |_| Ok(command.clone())).await
    }

    /// The same for a command that needs to look at what is kept before it is complete.
    pub async fn command_in(
        &self,
        id: OrderId,
        Seen(seen): Seen,
        once: Option<Once>,
        command: impl Fn(&mut Tx) -> Result<Command> + Send + 'static,
    ) -> Answer {
        self.commit(once, move |tx, actor| {
            let command = command(tx)?;
            Ok(Done::of(orders::act(tx, actor, id, seen, command)?))
        })
        .await
    }
}

/// When it really was, if not now.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Start {
    #[serde(default)]
    at: Option<Moment>,
}

/// When it really was, if not now, and what is filled in.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Finish {
    #[serde(default)]
    at: Option<Moment>,
    #[serde(default)]
    answers: Answers,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Because {
    pub reason: Words,
}

/// To whom; to the department at large when `null`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Assignment {
    to: Option<Uuid>,
    #[serde(default)]
    note: Prose,
}

/// Start a step
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/start", tag = "steps",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "check-stock"), IfMatch),
    request_body = Option<Start>,
    responses((status = 200, description = "Started.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn start_step(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Option<Start>>,
) -> Answer {
    let at = what.unwrap_or_default().at.map(|at| at.0);
    caller.command(id, seen, once, Command::Start { step, at }).await
}

/// Finish a step
///
/// With what its form asks for. A step need not have been started first.
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/finish", tag = "steps",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "check-stock"), IfMatch),
    request_body = Option<Finish>,
    responses((status = 200, description = "Finished.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn finish_step(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Option<Finish>>,
) -> Answer {
    let Finish { at, answers } = what.unwrap_or_default();
    let (at, scope) = (at.map(|at| at.0), caller.viewer.scope());
    let command = move |tx: &mut Tx| {
        let answers = answers::read(tx, scope, id, &step, &answers)?;
        Ok(Command::Finish { step: step.clone(), at, answers })
    };
    caller.command_in(id, seen, once, command).await
}

/// Skip a step, with the reason
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/skip", tag = "steps",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "check-stock"), IfMatch),
    request_body = Because,
    responses((status = 200, description = "Skipped.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn skip_step(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Because>,
) -> Answer {
    caller.command(id, seen, once, Command::Skip { step, reason: what.reason.0 }).await
}

/// Reopen a step that was finished or skipped, with the reason
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/reopen", tag = "steps",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "check-stock"), IfMatch),
    request_body = Because,
    responses((status = 200, description = "Open again.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn reopen_step(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Because>,
) -> Answer {
    caller.command(id, seen, once, Command::Reopen { step, reason: what.reason.0 }).await
}

/// Hand a step to a person, or back to its department
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/assign", tag = "steps",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "check-stock"), IfMatch),
    request_body = Assignment,
    responses((status = 200, description = "Handed over.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn assign_step(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Assignment>,
) -> Answer {
    let (to, note) = (what.to.map(PersonId), what.note.0);
    caller.command(id, seen, once, Command::Assign { step, to, note }).await
}
