//! Exceptions of an order: raised, handled, cleared. What the rules raise is the program's own affair.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    ExceptionId, OrderId, PersonId,
    order::{self as domain, command::Command},
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Day, Key, Prose, Words},
    },
    steps::Done,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(raise_exception))
        .routes(routes!(handle_exception))
        .routes(routes!(clear_exception))
}

/// Something is wrong, with a step or with the order. A cause brings along the department that it is charged to, unless
/// another is named.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Trouble {
    #[serde(default)]
    step: Option<Key>,
    note: Words,
    #[serde(default)]
    owner: Option<Uuid>,
    #[serde(default)]
    due: Option<Day>,
    #[serde(default)]
    cause: Option<Key>,
    #[serde(default)]
    charged_to: Option<Key>,
}

/// How it is dealt with from now on, all of it: what is left out is nobody, nothing, never.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Dealing {
    #[serde(default)]
    owner: Option<Uuid>,
    #[serde(default)]
    due: Option<Day>,
    #[serde(default)]
    cause: Option<Key>,
    #[serde(default)]
    charged_to: Option<Key>,
    #[serde(default)]
    note: Prose,
}

/// What was done; and why it happened, if that is known only now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Cleared {
    note: Words,
    #[serde(default)]
    cause: Option<Key>,
    #[serde(default)]
    charged_to: Option<Key>,
}

/// Who deals with an exception, by when, why it happened, and which department bears it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Handling {
    pub owner: Option<Uuid>,
    pub due: Option<Day>,
    pub cause: Option<String>,
    pub charged_to: Option<String>,
}

impl From<domain::Handling> for Handling {
    fn from(handling: domain::Handling) -> Self {
        Self {
            owner: handling.owner.map(|person| person.0),
            due: handling.due.map(Day),
            cause: handling.cause.map(|cause| cause.0),
            charged_to: handling.charged_to.map(|department| department.0),
        }
    }
}

fn handling(owner: Option<Uuid>, due: Option<Day>, cause: Option<Key>, charged_to: Option<Key>) -> domain::Handling {
    domain::Handling {
        owner: owner.map(PersonId),
        due: due.map(|day| day.0),
        cause: cause.map(|key| key.0.as_str().into()),
        charged_to: charged_to.map(|key| key.0.as_str().into()),
    }
}

/// Raise an exception
#[utoipa::path(post, path = "/orders/{id}/exceptions", tag = "exceptions", params(("id" = Uuid, Path), IfMatch),
    request_body = Trouble,
    responses((status = 200, description = "Raised; its id is in what happened.", body = Done, headers(("ETag" = String))),
        (status = 403), (status = 409)))]
async fn raise_exception(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Trouble>,
) -> Answer {
    let command = Command::RaiseException {
        id: ExceptionId(Uuid::now_v7()),
        step: what.step.map(|key| key.0.as_str().into()),
        note: what.note.0,
        handling: handling(what.owner, what.due, what.cause, what.charged_to),
    };
    caller.command(id, seen, once, command).await
}

/// Say who deals with an exception, by when, and why it happened
#[utoipa::path(post, path = "/orders/{id}/exceptions/{exception}/handle", tag = "exceptions",
    params(("id" = Uuid, Path), ("exception" = Uuid, Path), IfMatch),
    request_body = Dealing,
    responses((status = 200, description = "Handled so.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn handle_exception(
    caller: Caller,
    Path((id, exception)): Path<(OrderId, ExceptionId)>,
    seen: Seen,
    Sent { what, once }: Sent<Dealing>,
) -> Answer {
    let handling = handling(what.owner, what.due, what.cause, what.charged_to);
    let command = Command::HandleException { id: exception, handling, note: what.note.0 };
    caller.command(id, seen, once, command).await
}

/// Clear an exception, with what was done
#[utoipa::path(post, path = "/orders/{id}/exceptions/{exception}/clear", tag = "exceptions",
    params(("id" = Uuid, Path), ("exception" = Uuid, Path), IfMatch),
    request_body = Cleared,
    responses((status = 200, description = "Cleared.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn clear_exception(
    caller: Caller,
    Path((id, exception)): Path<(OrderId, ExceptionId)>,
    seen: Seen,
    Sent { what, once }: Sent<Cleared>,
) -> Answer {
    let command = Command::ClearException {
        id: exception,
        note: what.note.0,
        cause: what.cause.map(|key| key.0.as_str().into()),
        charged_to: what.charged_to.map(|key| key.0.as_str().into()),
    };
    caller.command(id, seen, once, command).await
}
