//! The end of the desk's day: its orders held against the list of the order entry.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    OrderId, Say,
    credit::{Booked, Gap},
    party::Person,
};
use yidan_store::{
    Actor, Result, Tx,
    credit::days::{self, DeskDay},
    people,
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Sent},
        values::{Day as DayValue, Moment, Money, Name, PersonName, Title, Words},
    },
    views::exact,
};
use crate::{app::App, texts::Reader};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_desk_day, keep_desk_list)).routes(routes!(resolve_difference))
}

/// The orders that the desk took in on a day, and how they compare.
#[derive(Serialize, ToSchema)]
#[schema(as = DeskDay)]
struct Day {
    day: DayValue,
    /// It has been compared, and every difference is resolved.
    closed: bool,
    orders: Vec<DeskOrderRow>,
    /// The list of the order entry; none while it was not given.
    list: Option<List>,
    differences: Vec<Difference>,
}

#[derive(Serialize, ToSchema)]
struct DeskOrderRow {
    order: Uuid,
    number: String,
    customer: String,
    total: Money,
}

#[derive(Serialize, ToSchema)]
struct List {
    at: Moment,
    by: PersonName,
    entries: Vec<Row>,
}

#[derive(Serialize, ToSchema)]
struct Row {
    number: String,
    customer: String,
    amount: Money,
}

/// One number that the two lists do not have alike.
#[derive(Serialize, ToSchema)]
struct Difference {
    number: String,
    customer: String,
    /// The amounts that the desk has under the number.
    ours: Vec<Money>,
    /// The same of the order entry.
    theirs: Vec<Money>,
    #[schema(examples("reconcile-amount"))]
    code: String,
    /// In the caller's language.
    detail: String,
    resolved: Option<Resolved>,
}

#[derive(Serialize, ToSchema)]
struct Resolved {
    at: Moment,
    by: PersonName,
    note: String,
}

/// The list of the order entry, in place of the one before.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewList {
    #[schema(min_items = 1, max_items = 5000)]
    entries: Vec<NewRow>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRow {
    number: Title,
    #[serde(default)]
    customer: Name,
    amount: Money,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Resolution {
    /// The number that the difference is about.
    number: Title,
    /// How it came about, and what was done.
    note: Words,
}

/// A day of the sales desk
#[utoipa::path(get, path = "/desk-days/{day}", tag = "credit", params(("day" = DayValue, Path)),
    responses((status = 200, description = "The day as it stands.", body = Day), (status = 403)))]
async fn get_desk_day(caller: Caller, Path(day): Path<DayValue>) -> Answer {
    let (reader, actor) = (caller.reader.clone(), caller.actor());
    let orders = days::orders_of(&caller.app.store, day.0);
    let shown = caller.app.store.read(move |tx| Day::read(tx, &actor, day, &orders, &reader)).await?;
    Ok(Reply::ok(shown).into_response())
}

/// Give the list of the order entry
#[utoipa::path(put, path = "/desk-days/{day}", tag = "credit", params(("day" = DayValue, Path)), request_body = NewList,
    responses((status = 200, description = "The day, compared with it.", body = Day), (status = 403)))]
async fn keep_desk_list(caller: Caller, Path(day): Path<DayValue>, Sent { what, once }: Sent<NewList>) -> Answer {
    let booked = |(index, row): (usize, NewRow)| {
        let total = exact(row.amount, &format!("/entries/{index}/amount"))?;
        Ok(Booked { number: row.number.0, customer: row.customer.0, total })
    };
    let entries = what.entries.into_iter().enumerate().map(booked).collect::<Answer<Vec<Booked>>>()?;
    let (reader, orders) = (caller.reader.clone(), days::orders_of(&caller.app.store, day.0));
    let kept = caller.commit(once, move |tx, actor| {
        days::keep_list(tx, actor, day.0, &entries)?;
        Ok(Reply::ok(Day::read(tx, actor, day, &orders, &reader)?))
    });
    kept.await
}

/// Resolve a difference
#[utoipa::path(post, path = "/desk-days/{day}/resolutions", tag = "credit", params(("day" = DayValue, Path)),
    request_body = Resolution,
    responses((status = 200, description = "Resolved.", body = Day), (status = 403)))]
async fn resolve_difference(
    caller: Caller,
    Path(day): Path<DayValue>,
    Sent { what, once }: Sent<Resolution>,
) -> Answer {
    let (reader, orders) = (caller.reader.clone(), days::orders_of(&caller.app.store, day.0));
    let resolved = caller.commit(once, move |tx, actor| {
        days::resolve(tx, actor, day.0, &orders, &what.number.0, &what.note.0)?;
        Ok(Reply::ok(Day::read(tx, actor, day, &orders, &reader)?))
    });
    resolved.await
}

impl Day {
    fn read(tx: &mut Tx, actor: &Actor, day: DayValue, orders: &[OrderId], reader: &Reader) -> Result<Self> {
        let (found, people) = (days::of(tx, actor, day.0, orders)?, people::all(tx)?);
        Ok(Self::of(found, &people, reader))
    }

    fn of(found: DeskDay, people: &[Person], reader: &Reader) -> Self {
        let row = |booked: &Booked| Row {
            number: booked.number.clone(),
            customer: booked.customer.clone(),
            amount: booked.total.into(),
        };
        let order = |(id, booked): &(OrderId, Booked)| DeskOrderRow {
            order: id.0,
            number: booked.number.clone(),
            customer: booked.customer.clone(),
            total: booked.total.into(),
        };
        let difference = |(difference, resolved): &(yidan_domain::credit::Difference, Option<days::Resolved>)| {
            let said = difference.say();
            let (ours, theirs) = sides(&difference.gap);
            Difference {
                number: difference.number.clone(),
                customer: difference.customer.clone(),
                ours,
                theirs,
                code: said.key.to_owned(),
                detail: reader.say(&said),
                resolved: resolved.as_ref().map(|resolved| Resolved {
                    at: Moment(resolved.at),
                    by: PersonName::of(resolved.by, people),
                    note: resolved.note.clone(),
                }),
            }
        };
        Self {
            day: DayValue(found.day),
            closed: found.is_closed(),
            orders: found.ours.iter().map(order).collect(),
            list: found.list.as_ref().map(|list| List {
                at: Moment(list.at),
                by: PersonName::of(list.by, people),
                entries: list.entries.iter().map(row).collect(),
            }),
            differences: found.differences.iter().map(difference).collect(),
        }
    }
}

fn sides(gap: &Gap) -> (Vec<Money>, Vec<Money>) {
    let view = |amounts: &[yidan_domain::Money]| amounts.iter().map(|amount| Money::from(*amount)).collect();
    match gap {
        Gap::MissingThere { ours } => (view(&[*ours]), Vec::new()),
        Gap::MissingHere { theirs } => (Vec::new(), view(&[*theirs])),
        Gap::Amount { ours, theirs } => (view(&[*ours]), view(&[*theirs])),
        Gap::Twice { ours, theirs } => (view(ours), view(theirs)),
    }
}
