//! What orders are short of and what to do about it, and which orders wait for a material.

use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    MaterialId,
    material::suggestion::{Shortage, Suggested},
};
use yidan_store::materials::{self as store, Proposal, Waiting};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::Path,
        values::{Day, Figure},
    },
    values::{MaterialName, Price, Supply, amount},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_shortages)).routes(routes!(list_waiting_orders))
}

/// What open orders are short of, and what to do about it.
#[derive(Serialize, ToSchema)]
struct Shortages {
    /// Lies free in the store: to be set aside.
    set_aside: Vec<ShortOf>,
    /// Was bought for the store and is on its way.
    coming: Vec<ShortOf>,
    /// To be bought, the most urgent supplier first.
    buy: Vec<BuyFrom>,
    materials: Vec<MaterialName>,
}

#[derive(Serialize, ToSchema)]
struct ShortOf {
    order: Uuid,
    number: String,
    material: Uuid,
    quantity: Figure,
    needed_on: Option<Day>,
}

#[derive(Serialize, ToSchema)]
struct BuyFrom {
    /// None for materials that have no usual supplier.
    supplier: Option<Uuid>,
    name: Option<String>,
    lines: Vec<ToBuy>,
}

#[derive(Serialize, ToSchema)]
struct ToBuy {
    order: Uuid,
    number: String,
    material: Uuid,
    quantity: Figure,
    wanted_on: Option<Day>,
    /// Ordered later, it comes too late.
    order_by: Option<Day>,
    /// For those who see costs.
    estimate: Option<Price>,
}

#[derive(Serialize, ToSchema)]
struct WaitingOrders {
    /// The one that needs it first first.
    orders: Vec<WaitingOrder>,
}

#[derive(Serialize, ToSchema)]
struct WaitingOrder {
    order: Uuid,
    number: String,
    needed_on: Option<Day>,
    supply: Supply,
}

/// What open orders are short of, and what to buy
#[utoipa::path(get, path = "/material-shortages", tag = "materials",
    responses((status = 200, description = "As it stands today.", body = Shortages)))]
async fn get_shortages(caller: Caller) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let proposal = caller.app.store.read(move |tx| store::proposal(tx, &viewer, today)).await?;
    Ok(Reply::ok(Shortages::of(&proposal, caller.viewer.sees_costs())).into_response())
}

/// Which orders wait for a material
#[utoipa::path(get, path = "/materials/{id}/waiting", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of them.", body = WaitingOrders), (status = 404)))]
async fn list_waiting_orders(caller: Caller, Path(id): Path<MaterialId>) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let read = caller.app.store.read(move |tx| {
        store::get(tx, id)?;
        store::waiting(tx, &viewer, id, today)
    });
    let orders = read.await?.iter().map(WaitingOrder::from).collect();
    Ok(Reply::ok(WaitingOrders { orders }).into_response())
}

impl Shortages {
    fn of(proposal: &Proposal, sees_costs: bool) -> Self {
        let number = |order| proposal.orders.get(&order).map(|row| row.number.clone()).unwrap_or_default();
        let short = |it: &Shortage| ShortOf {
            order: it.order.0,
            number: number(it.order),
            material: it.material.0,
            quantity: amount(it.quantity),
            needed_on: it.needed_on.map(Day),
        };
        let to_buy = |it: &Suggested| ToBuy {
            order: it.order.0,
            number: number(it.order),
            material: it.material.0,
            quantity: amount(it.quantity),
            wanted_on: it.wanted_on.map(Day),
            order_by: it.order_by.map(Day),
            estimate: it.estimate.filter(|_| sees_costs).map(Into::into),
        };
        let groups = proposal.groups.iter().map(|group| BuyFrom {
            supplier: group.supplier.map(|supplier| supplier.0),
            name: group.supplier.and_then(|id| proposal.suppliers.get(&id)).map(|supplier| supplier.name.clone()),
            lines: group.lines.iter().map(to_buy).collect(),
        });
        Self {
            set_aside: proposal.set_aside.iter().map(short).collect(),
            coming: proposal.coming.iter().map(short).collect(),
            buy: groups.collect(),
            materials: proposal.materials.values().map(MaterialName::from).collect(),
        }
    }
}

impl From<&Waiting> for WaitingOrder {
    fn from(waiting: &Waiting) -> Self {
        Self {
            order: waiting.order.0,
            number: waiting.number.clone(),
            needed_on: waiting.needed_on.map(Day),
            supply: (&waiting.supply).into(),
        }
    }
}
