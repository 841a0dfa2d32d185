//! Credit limits of customers.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{CustomerId, Message, access::Viewer, order::refusal::Refusal, party};
use yidan_store::{Error, Result, Tx, credit, customers, people};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reading::{self, Fault},
        reply::Reply,
        sent::{Path, Query, Sent},
        values::{Money, Name, Search},
    },
    views::{Account, Entry, When, exact},
};
use crate::{allowed, app::App, web::screen::url_escaped};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_credit_limits)).routes(routes!(get_credit_limit, set_credit_limit))
}

/// A customer with its accounts; the one of the usual limit is the first.
#[derive(Serialize, ToSchema)]
struct CreditLimit {
    customer: Uuid,
    #[schema(examples("星河贸易"))]
    name: String,
    /// Pays once a month for all orders of the month before.
    settles_monthly: bool,
    accounts: Vec<Account>,
}

#[derive(Serialize, ToSchema)]
struct CreditLimits {
    limits: Vec<CreditLimit>,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<Uuid>,
}

/// The same with what has happened to it, the latest first.
#[derive(Serialize, ToSchema)]
struct CreditHistory {
    limit: CreditLimit,
    entries: Vec<Entry>,
}

/// What is left out stays as it is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewLimit {
    #[serde(default)]
    limit: Option<Money>,
    #[serde(default)]
    settles_monthly: Option<bool>,
    /// Why.
    #[serde(default)]
    note: Name,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of the customer's name, code, contact, phone or country. Without it, customers with something set or in use.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<Uuid>,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// Credit limits
///
/// By the customer's name. In sales one sees those of own customers.
#[utoipa::path(get, path = "/credit-limits", tag = "credit", params(Filter),
    responses((status = 200, description = "A page of them.", body = CreditLimits), (status = 403)))]
async fn list_credit_limits(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    allowed::credit(&caller.viewer).map_err(Error::from)?;
    let Filter { text, after, limit } = filter;
    let (words, viewer) = (text.0.clone(), caller.viewer.clone());
    let read = move |tx: &mut Tx| {
        let after = after.map(CustomerId);
        let mut found = match words.is_empty() {
            true => credit::customers_with_credit(tx, after, limit + 1)?,
            false => customers::list(tx, &words, false, after, limit + 1)?,
        };
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|last| last.id.0);
        let own = found.into_iter().filter(|customer| sees(&viewer, customer));
        let limits = own.map(|customer| credit_limit(tx, &customer, None)).collect::<Result<_>>()?;
        Ok(CreditLimits { limits, next })
    };
    let page = caller.app.store.read(read).await.map_err(|error| match error {
        Error::NotFound(_) => Fault::in_parameter("after", Message::new("api-bad-cursor")).into(),
        other => Problem::from(other),
    })?;
    let address =
        page.next.map(|next| format!("/api/v1/credit-limits?text={}&after={next}&limit={limit}", url_escaped(&text.0)));
    Ok(Reply::ok(page).next(address).into_response())
}

/// One customer's credit limit
///
/// As it is, or as it was at the end of a past day; with every entry.
#[utoipa::path(get, path = "/credit-limits/{customer}", tag = "credit", params(("customer" = Uuid, Path), When),
    responses((status = 200, description = "The limit and its entries.", body = CreditHistory), (status = 403)))]
async fn get_credit_limit(caller: Caller, Path(id): Path<CustomerId>, Query(when): Query<When>) -> Answer {
    allowed::credit(&caller.viewer).map_err(Error::from)?;
    let (viewer, reader) = (caller.viewer.clone(), caller.reader.clone());
    let read = move |tx: &mut Tx| {
        let customer = customers::get(tx, id)?;
        if !sees(&viewer, &customer) {
            return Err(Error::NotFound("customer"));
        }
        let entries = credit::of_customer(tx, id)?;
        let entries = Entry::all(&entries, &people::all(tx)?, &reader);
        Ok(CreditHistory { limit: credit_limit(tx, &customer, when)?, entries })
    };
    Ok(Reply::ok(caller.app.store.read(read).await?).into_response())
}

/// Set a customer's limit, or monthly settlement
///
/// By finance, managers, the general manager or the marketing director.
#[utoipa::path(post, path = "/credit-limits/{customer}", tag = "credit", params(("customer" = Uuid, Path)),
    request_body = NewLimit,
    responses((status = 200, description = "Set.", body = CreditLimit), (status = 403)))]
async fn set_credit_limit(caller: Caller, Path(id): Path<CustomerId>, Sent { what, once }: Sent<NewLimit>) -> Answer {
    let limit = what.limit.map(|limit| exact(limit, "/limit")).transpose()?;
    let set = caller.commit(once, move |tx, actor| {
        if limit.is_none() && what.settles_monthly.is_none() {
            return Err(Refusal::NothingChanged.into());
        }
        if let Some(limit) = limit {
            credit::set_limit(tx, actor, id, limit, &what.note.0)?;
        }
        if let Some(monthly) = what.settles_monthly {
            credit::set_monthly(tx, actor, id, monthly, &what.note.0)?;
        }
        let customer = customers::get(tx, id)?;
        Ok(Reply::ok(credit_limit(tx, &customer, None)?))
    });
    set.await
}

/// In sales one sees the limits of own customers.
fn sees(viewer: &Viewer, customer: &party::Customer) -> bool {
    viewer.scope().covers(None, customer.owner, [])
}

fn credit_limit(tx: &mut Tx, customer: &party::Customer, when: impl Into<Option<When>>) -> Result<CreditLimit> {
    let day = when.into().and_then(When::day);
    let limits = credit::limits_of(tx, customer.id, day)?;
    Ok(CreditLimit {
        customer: customer.id.0,
        name: customer.name.clone(),
        settles_monthly: limits.iter().any(|limit| limit.account.settles_monthly),
        accounts: limits.iter().map(|limit| Account::from(&limit.account)).collect(),
    })
}
