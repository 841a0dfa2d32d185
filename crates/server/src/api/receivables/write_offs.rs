//! Giving up what will not be paid: one person asks, another decides.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{InvoiceId, receivable::write_off};
use yidan_store::receivables::{self, AskedWriteOff};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Sent},
        values::{Moment, Money, PersonName, Prose, Words},
    },
    invoices::Shower,
    values::exact,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_write_offs, ask_write_off)).routes(routes!(decide_write_off))
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WriteOffFields {
    invoice: Uuid,
    instalment: u32,
    amount: Money,
    /// Why it will not be paid.
    reason: Words,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WriteOffDecision {
    approved: bool,
    #[serde(default)]
    note: Prose,
}

#[derive(Serialize, ToSchema)]
struct WriteOff {
    id: Uuid,
    invoice: Uuid,
    instalment: u32,
    amount: Money,
    reason: String,
    asked_by: PersonName,
    asked_at: Moment,
    /// Null while nobody has decided.
    approved: Option<bool>,
    decided_by: Option<PersonName>,
    decided_at: Option<Moment>,
    note: String,
}

#[derive(Serialize, ToSchema)]
struct WriteOffs {
    write_offs: Vec<WriteOff>,
}

/// Write-offs that wait for a decision
///
/// The earliest first.
#[utoipa::path(get, path = "/write-offs", tag = "receivables",
    responses((status = 200, description = "All of them.", body = WriteOffs), (status = 403)))]
async fn list_write_offs(caller: Caller) -> Answer {
    let viewer = caller.viewer.clone();
    let found = caller.app.store.read(move |tx| receivables::open_write_offs(tx, &viewer)).await?;
    let show = Shower::of(&caller);
    let write_offs = found.into_iter().map(|asked| WriteOff::of(asked, &show)).collect();
    Ok(Reply::ok(WriteOffs { write_offs }).into_response())
}

/// Ask to write off
///
/// For finance, and for sales about own customers.
#[utoipa::path(post, path = "/write-offs", tag = "receivables", request_body = WriteOffFields,
    responses((status = 201, description = "Asked.", body = WriteOff), (status = 403), (status = 404)))]
async fn ask_write_off(caller: Caller, Sent { what, once }: Sent<WriteOffFields>) -> Answer {
    let asked = write_off::WriteOff {
        invoice: InvoiceId(what.invoice),
        instalment: what.instalment,
        amount: exact(what.amount, "/amount")?,
        reason: what.reason.0,
        asked_by: caller.viewer.person,
        decision: None,
    };
    let show = Shower::of(&caller);
    let kept = caller.commit(once, move |tx, actor| {
        let asked = receivables::ask_write_off(tx, actor, asked.clone())?;
        Ok(Reply::made(WriteOff::of(asked, &show)))
    });
    kept.await
}

/// Decide on a write-off
///
/// For finance and the general manager; never by who asked. What is approved is booked at once.
#[utoipa::path(post, path = "/write-offs/{id}/decisions", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = WriteOffDecision, responses((status = 201, description = "Decided.", body = WriteOff), (status = 403), (status = 404)))]
async fn decide_write_off(caller: Caller, Path(id): Path<Uuid>, Sent { what, once }: Sent<WriteOffDecision>) -> Answer {
    let show = Shower::of(&caller);
    let decided = caller.commit(once, move |tx, actor| {
        let (asked, _) = receivables::decide_write_off(tx, actor, id, what.approved, &what.note.0)?;
        Ok(Reply::made(WriteOff::of(asked, &show)))
    });
    decided.await
}

impl WriteOff {
    fn of(AskedWriteOff { id, asked_at, write_off }: AskedWriteOff, show: &Shower) -> Self {
        let decision = write_off.decision.as_ref();
        Self {
            id,
            invoice: write_off.invoice.0,
            instalment: write_off.instalment,
            amount: write_off.amount.into(),
            asked_by: show.person(write_off.asked_by),
            asked_at: Moment(asked_at),
            approved: decision.map(|decision| decision.approved),
            decided_by: decision.map(|decision| show.person(decision.by)),
            decided_at: decision.map(|decision| Moment(decision.at)),
            note: decision.map(|decision| decision.note.clone()).unwrap_or_default(),
            reason: write_off.reason,
        }
    }
}
