//! Guarantee quotas of salespeople.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{PersonId, access::Scope};
use yidan_store::{Error, Tx, credit, people};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Query, Sent},
        values::{Money, Name, PersonName},
    },
    views::{Entry, Quota, When, exact},
};
use crate::{allowed, app::App};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_guarantee_quotas))
        .routes(routes!(get_guarantee_quota, set_guarantee_quota))
}

#[derive(Serialize, ToSchema)]
struct GuaranteeQuota {
    salesperson: PersonName,
    quota: Quota,
}

#[derive(Serialize, ToSchema)]
struct GuaranteeQuotas {
    quotas: Vec<GuaranteeQuota>,
}

/// With what has happened to it, the latest first.
#[derive(Serialize, ToSchema)]
struct QuotaHistory {
    salesperson: PersonName,
    /// One for each currency.
    quotas: Vec<Quota>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewQuota {
    quota: Money,
    /// Why.
    #[serde(default)]
    note: Name,
}

/// Guarantee quotas
///
/// Of everybody who has one or guarantees something. In sales one sees one's own.
#[utoipa::path(get, path = "/guarantee-quotas", tag = "credit", params(When),
    responses((status = 200, description = "All of them.", body = GuaranteeQuotas), (status = 403)))]
async fn list_guarantee_quotas(caller: Caller, Query(when): Query<When>) -> Answer {
    allowed::credit(&caller.viewer).map_err(Error::from)?;
    let read = move |tx: &mut Tx| Ok((credit::quotas(tx, when.day())?, people::all(tx)?));
    let (quotas, people) = caller.app.store.read(read).await?;
    let seen = quotas.iter().filter(|(person, _)| sees(&caller, *person));
    let quotas =
        seen.map(|(id, quota)| GuaranteeQuota { salesperson: PersonName::of(*id, &people), quota: quota.into() });
    Ok(Reply::ok(GuaranteeQuotas { quotas: quotas.collect() }).into_response())
}

/// One salesperson's guarantee quota
#[utoipa::path(get, path = "/guarantee-quotas/{person}", tag = "credit", params(("person" = Uuid, Path), When),
    responses((status = 200, description = "The quota and its entries.", body = QuotaHistory), (status = 403)))]
async fn get_guarantee_quota(caller: Caller, Path(id): Path<PersonId>, Query(when): Query<When>) -> Answer {
    allowed::credit(&caller.viewer).map_err(Error::from)?;
    if !sees(&caller, id) {
        return Err(Error::NotFound("person").into());
    }
    let reader = caller.reader.clone();
    let read = move |tx: &mut Tx| {
        people::get(tx, id)?;
        let people = people::all(tx)?;
        let quotas = credit::quotas(tx, when.day())?;
        let own = quotas.iter().filter(|(person, _)| *person == id);
        Ok(QuotaHistory {
            salesperson: PersonName::of(id, &people),
            quotas: own.map(|(_, quota)| quota.into()).collect(),
            entries: Entry::all(&credit::of_salesperson(tx, id)?, &people, &reader),
        })
    };
    Ok(Reply::ok(caller.app.store.read(read).await?).into_response())
}

/// Set a salesperson's guarantee quota
///
/// By finance, managers, the general manager or the marketing director.
#[utoipa::path(post, path = "/guarantee-quotas/{person}", tag = "credit", params(("person" = Uuid, Path)),
    request_body = NewQuota,
    responses((status = 200, description = "Set.", body = GuaranteeQuota), (status = 403)))]
async fn set_guarantee_quota(caller: Caller, Path(id): Path<PersonId>, Sent { what, once }: Sent<NewQuota>) -> Answer {
    let quota = exact(what.quota, "/quota")?;
    let set = caller.commit(once, move |tx, actor| {
        people::get(tx, id)?;
        credit::set_quota(tx, actor, id, quota, &what.note.0)?;
        let people = people::all(tx)?;
        let quotas = credit::quotas(tx, None)?;
        let now = quotas.iter().find(|(person, now)| *person == id && now.limit.currency == quota.currency);
        let none = yidan_domain::Money::zero(quota.currency);
        let now = now.map_or(yidan_domain::credit::Quota { limit: none, in_use: none }, |(_, now)| *now);
        Ok(Reply::ok(GuaranteeQuota { salesperson: PersonName::of(id, &people), quota: (&now).into() }))
    });
    set.await
}

fn sees(caller: &Caller, person: PersonId) -> bool {
    caller.viewer.scope() == Scope::All || caller.viewer.person == person
}
