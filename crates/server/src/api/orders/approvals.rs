//! Signing what waits on an order: steps and change orders, and proposing one. With the views of what is signed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{
    DepartmentKey, Message, OrderId, StepKey,
    approval::{self, Link},
    order::{self as domain, Subject, command::Command},
    party::Person,
    process::Process,
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading::Fault,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Key, Moment, Money, PersonName, Prose, Text, Words},
    },
    content::{self, Header, Line},
    order::May,
    steps::{Because, Done},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sign_step))
        .routes(routes!(send_step_back))
        .routes(routes!(withdraw_step))
        .routes(routes!(propose_change))
        .routes(routes!(sign_change))
        .routes(routes!(refuse_change))
        .routes(routes!(withdraw_change))
}

/// What has been handed in to be signed, or is signed.
#[derive(Serialize, ToSchema)]
pub struct Approval {
    submitted_at: Moment,
    submitted_by: PersonName,
    /// The links that apply, in their order.
    links: Vec<ApprovalLink>,
    /// Key of the link whose turn it is; none when all have signed.
    turn: Option<String>,
}

/// One link of a chain of approval.
#[derive(Serialize, ToSchema)]
pub struct ApprovalLink {
    key: String,
    name: Text,
    /// Who signs it: `salesperson`, a department, `head-of-DEPARTMENT`, `general-manager`, `marketing-director`.
    #[schema(examples("head-of-sales"))]
    by: String,
    /// So many different people.
    signers: u32,
    signatures: Vec<Signature>,
}

#[derive(Serialize, ToSchema)]
pub struct Signature {
    by: PersonName,
    /// Whom the signer stood in for.
    in_place_of: Option<PersonName>,
    at: Moment,
    comment: String,
}

/// A change order that waits to be signed: the order as it is to be.
#[derive(Serialize, ToSchema)]
pub struct ChangeOrder {
    /// From 1 within the order.
    number: u32,
    header: Header,
    lines: Vec<Line>,
    reason: String,
    /// Key of the department that asked for it and bears the loss.
    asked_by: String,
    loss: Option<Money>,
    approval: Approval,
    /// What you may do with it now.
    may: Vec<May>,
}

/// What came of a change order.
#[derive(Serialize, ToSchema)]
pub struct ClosedChange {
    number: u32,
    outcome: ChangeOutcome,
    asked_by: String,
    loss: Option<Money>,
    at: Moment,
    by: PersonName,
    /// Why it was asked for, or why it was refused or taken back.
    reason: String,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOutcome {
    Accepted,
    Refused,
    Withdrawn,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Signing {
    #[serde(default)]
    comment: Prose,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Withdrawal {
    #[serde(default)]
    reason: Prose,
}

/// The header and lines as they are to be from then on, all of them, who asks for it and what it costs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewChange {
    header: Header,
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<Line>,
    reason: Words,
    /// Key of the department that asks for it: it bears the loss.
    asked_by: Key,
    #[serde(default)]
    loss: Option<Money>,
}

/// Sign a step
///
/// As the link whose turn it is. With the last signature the step is finished.
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/sign", tag = "approvals",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "review"), IfMatch),
    request_body = Option<Signing>,
    responses((status = 200, description = "Signed.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn sign_step(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Option<Signing>>,
) -> Answer {
    let comment = what.unwrap_or_default().comment.0;
    caller.command(id, seen, once, Command::Sign { on: Subject::Step(step), comment }).await
}

/// Send a step back for correction, with the reason
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/send-back", tag = "approvals",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "review"), IfMatch),
    request_body = Because,
    responses((status = 200, description = "Sent back.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn send_step_back(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Because>,
) -> Answer {
    caller.command(id, seen, once, Command::SendBack { on: Subject::Step(step), reason: what.reason.0 }).await
}

/// Take back a step that was handed in
#[utoipa::path(post, path = "/orders/{id}/steps/{step}/withdraw", tag = "approvals",
    params(("id" = Uuid, Path), ("step" = String, Path, description = "The key of the step.", example = "review"), IfMatch),
    request_body = Option<Withdrawal>,
    responses((status = 200, description = "Taken back.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn withdraw_step(
    caller: Caller,
    Path((id, step)): Path<(OrderId, StepKey)>,
    seen: Seen,
    Sent { what, once }: Sent<Option<Withdrawal>>,
) -> Answer {
    let reason = what.unwrap_or_default().reason.0;
    caller.command(id, seen, once, Command::Withdraw { on: Subject::Step(step), reason }).await
}

/// Propose a change order
///
/// An order that has been reviewed changes only by one. It is signed as the review was; with the last signature the order
/// is changed.
#[utoipa::path(post, path = "/orders/{id}/changes", tag = "approvals", params(("id" = Uuid, Path), IfMatch),
    request_body = NewChange,
    responses((status = 200, description = "Handed in.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn propose_change(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<NewChange>,
) -> Answer {
    let company = &caller.app.store.world().company;
    let asked_by = DepartmentKey::from(what.asked_by.0.as_str());
    if !company.has_department(&asked_by) {
        let message = Message::new("department-unknown").with("department", asked_by.as_str());
        return Err(Fault::at("/asked_by", message).into());
    }
    let loss = what.loss.as_ref().map(exact).transpose()?;
    let command = Command::ProposeChange {
        header: Box::new(what.header.read(&caller, company.settings.currency)?),
        lines: content::lines(what.lines)?,
        reason: what.reason.0,
        asked_by,
        loss,
    };
    caller.command(id, seen, once, command).await
}

fn exact(loss: &Money) -> Result<yidan_domain::Money, Fault> {
    let currency = loss.currency.0;
    let too_precise = || {
        let message = Message::new("change-loss-too-precise").with("currency", currency.code());
        Fault::at("/loss/amount", message)
    };
    yidan_domain::Money::exact(loss.amount.0, currency).ok_or_else(too_precise)
}

/// Sign the change order that is open
#[utoipa::path(post, path = "/orders/{id}/change/sign", tag = "approvals", params(("id" = Uuid, Path), IfMatch),
    request_body = Option<Signing>,
    responses((status = 200, description = "Signed.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn sign_change(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Option<Signing>>,
) -> Answer {
    let comment = what.unwrap_or_default().comment.0;
    caller.command(id, seen, once, Command::Sign { on: Subject::Change, comment }).await
}

/// Refuse the change order that is open, with the reason
#[utoipa::path(post, path = "/orders/{id}/change/refuse", tag = "approvals", params(("id" = Uuid, Path), IfMatch),
    request_body = Because,
    responses((status = 200, description = "Refused.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn refuse_change(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Because>,
) -> Answer {
    caller.command(id, seen, once, Command::SendBack { on: Subject::Change, reason: what.reason.0 }).await
}

/// Take back the change order that is open
#[utoipa::path(post, path = "/orders/{id}/change/withdraw", tag = "approvals", params(("id" = Uuid, Path), IfMatch),
    request_body = Option<Withdrawal>,
    responses((status = 200, description = "Taken back.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn withdraw_change(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Option<Withdrawal>>,
) -> Answer {
    let reason = what.unwrap_or_default().reason.0;
    caller.command(id, seen, once, Command::Withdraw { on: Subject::Change, reason }).await
}

impl Approval {
    pub fn of(process: &Process, on: &Subject, approval: &approval::Approval, people: &[Person]) -> Self {
        let chain = domain::chain(process, on);
        let person = |id| PersonName::of(id, people);
        let signature = |signature: &approval::Signature| Signature {
            by: person(signature.by),
            in_place_of: signature.in_place_of.map(person),
            at: Moment(signature.at),
            comment: signature.comment.clone(),
        };
        let link = |link: &Link| ApprovalLink {
            key: link.key.clone(),
            name: (&link.name).into(),
            by: link.by.written(),
            signers: link.signers,
            signatures: approval.signatures_on(&link.key).map(signature).collect(),
        };
        Self {
            submitted_at: Moment(approval.submitted_at),
            submitted_by: person(approval.submitted_by),
            turn: approval.turn(&chain).map(|link| link.key.clone()),
            links: chain.iter().filter(|link| approval.links.contains(&link.key)).map(link).collect(),
        }
    }
}

impl ChangeOrder {
    pub fn of(process: &Process, change: &domain::ChangeOrder, people: &[Person], may: Vec<May>) -> Self {
        Self {
            number: change.number,
            header: (&change.header).into(),
            lines: change.lines.iter().map(Line::from).collect(),
            reason: change.reason.clone(),
            asked_by: change.asked_by.0.clone(),
            loss: change.loss.map(Money::from),
            approval: Approval::of(process, &Subject::Change, &change.approval, people),
            may,
        }
    }
}

impl ClosedChange {
    pub fn of(change: &domain::ClosedChange, people: &[Person]) -> Self {
        Self {
            number: change.number,
            outcome: match change.outcome {
                domain::Outcome::Accepted => ChangeOutcome::Accepted,
                domain::Outcome::Refused => ChangeOutcome::Refused,
                domain::Outcome::Withdrawn => ChangeOutcome::Withdrawn,
            },
            asked_by: change.asked_by.0.clone(),
            loss: change.loss.map(Money::from),
            at: Moment(change.at),
            by: PersonName::of(change.by, people),
            reason: change.reason.clone(),
        }
    }
}
