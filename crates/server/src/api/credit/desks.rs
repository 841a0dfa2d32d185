//! The sales desk: whose regions are whose, and orders by quantities alone.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{CustomerId, OrderId, PersonId, ProductId, credit as domain};
use yidan_store::{
    credit::desk::{self, DeskOrder},
    people,
};

use super::super::{
    caller::Caller,
    orders::{content::Channel, enter::Entered},
    problem::Answer,
    reply::Reply,
    sent::Sent,
    values::{Day, Figure, Name, PersonName, Prose},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_desks, change_desks)).routes(routes!(enter_desk_order))
}

/// The regions whose orders an assistant takes.
#[derive(Serialize, ToSchema)]
struct Desk {
    #[schema(examples(json!(["南区", "华南"])))]
    regions: Vec<String>,
    assistant: PersonName,
}

#[derive(Serialize, ToSchema)]
struct Desks {
    desks: Vec<Desk>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDesk {
    #[schema(min_items = 1, max_items = 100)]
    regions: Vec<Name>,
    assistant: Uuid,
}

/// All desks, as they are to be from now on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDesks {
    #[schema(max_items = 60)]
    desks: Vec<NewDesk>,
}

/// How much of a product; name, unit and price are the catalogue's.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeskLine {
    product: Uuid,
    quantity: Figure,
}

/// An order as the desk takes it in. It goes to the assistant of the customer's region.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDeskOrder {
    customer: Uuid,
    channel: Channel,
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<DeskLine>,
    /// The customer's own total, in whole units of the currency of the lines; it is compared with that of the lines.
    #[serde(default)]
    customer_total: Option<Figure>,
    /// Why the two totals differ.
    #[serde(default)]
    explanation: Prose,
    #[serde(default)]
    customer_ref: Name,
    #[serde(default)]
    promised: Option<Day>,
    /// That of the customer when left out.
    #[serde(default)]
    address: Prose,
    #[serde(default)]
    remarks: Prose,
}

/// The desks
#[utoipa::path(get, path = "/desks", tag = "credit", responses((status = 200, description = "All of them.", body = Desks)))]
async fn list_desks(caller: Caller) -> Answer {
    let (desks, people) = caller.app.store.read(|tx| Ok((desk::desks(tx)?, people::all(tx)?))).await?;
    Ok(Reply::ok(Desks::of(desks, &people)).into_response())
}

/// Change the desks
///
/// By managers.
#[utoipa::path(put, path = "/desks", tag = "credit", request_body = NewDesks,
    responses((status = 200, description = "Changed.", body = Desks), (status = 403)))]
async fn change_desks(caller: Caller, Sent { what, once }: Sent<NewDesks>) -> Answer {
    let desk = |desk: NewDesk| domain::Desk {
        regions: desk.regions.into_iter().map(|region| region.0).collect(),
        assistant: PersonId(desk.assistant),
    };
    let desks: Vec<domain::Desk> = what.desks.into_iter().map(desk).collect();
    let changed = caller.commit(once, move |tx, actor| {
        desk::put_desks(tx, actor, desks.clone())?;
        let people = people::all(tx)?;
        Ok(Reply::ok(Desks::of(desk::desks(tx)?, &people)))
    });
    changed.await
}

/// Enter an order at the sales desk
///
/// Quantities alone are given. A customer whose region no desk takes is refused with the regions that have one.
#[utoipa::path(post, path = "/desk-orders", tag = "credit", request_body = NewDeskOrder,
    responses((status = 201, description = "Entered.", body = Entered, headers(("Location" = String), ("ETag" = String))),
        (status = 403)))]
async fn enter_desk_order(caller: Caller, Sent { what, once }: Sent<NewDeskOrder>) -> Answer {
    let order = DeskOrder {
        id: OrderId(Uuid::now_v7()),
        customer: CustomerId(what.customer),
        customer_ref: what.customer_ref.0,
        channel: what.channel.into(),
        lines: what.lines.iter().map(|line| (ProductId(line.product), line.quantity.0)).collect(),
        customer_total: what.customer_total.map(|total| total.0),
        explanation: what.explanation.0,
        promised: what.promised.map(|day| day.0),
        address: what.address.0,
        remarks: what.remarks.0,
        originals: Vec::new(),
    };
    let entered = caller.commit(once, move |tx, actor| Ok(Entered::reply(desk::enter(tx, actor, order.clone())?)));
    entered.await
}

impl Desks {
    fn of(desks: Vec<domain::Desk>, people: &[yidan_domain::party::Person]) -> Self {
        let desk =
            |desk: domain::Desk| Desk { regions: desk.regions, assistant: PersonName::of(desk.assistant, people) };
        Self { desks: desks.into_iter().map(desk).collect() }
    }
}
