//! What orders are short of and what to do about it, and which orders wait for a material.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    MaterialId, SupplierId,
    material::suggestion::{Shortage, Suggested},
};
use yidan_store::materials::{
    Waiting,
    book::{self, Proposal},
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading,
        reply::Reply,
        sent::{Path, Query},
        values::{Day, Figure, Search},
    },
    values::{MaterialName, Price, Supply, amount},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_shortages)).routes(routes!(list_waiting_orders))
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of the number of the order, of code, name or specification of the material: of lines to buy.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    /// Lines to buy of this supplier alone.
    #[param(required = false)]
    supplier: Option<Uuid>,
    /// So many lines to buy are passed over, of each supplier.
    #[serde(default, deserialize_with = "reading::skipped")]
    #[param(required = false, default = 0, minimum = 0, maximum = 100000)]
    skip: usize,
    /// Of each list, and of each supplier.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Page {
    /// So many are passed over.
    #[serde(default, deserialize_with = "reading::skipped")]
    #[param(required = false, default = 0, minimum = 0, maximum = 100000)]
    skip: usize,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// What open orders are short of, and what to do about it.
#[derive(Serialize, ToSchema)]
struct Shortages {
    /// Lies free in the store: to be set aside, who needs it first first.
    set_aside: Vec<ShortOf>,
    /// How many there are in all.
    set_aside_total: usize,
    /// Was bought for the store and is on its way.
    coming: Vec<ShortOf>,
    coming_total: usize,
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
    /// The most urgent first.
    lines: Vec<ToBuy>,
    /// How many there are in all.
    total: usize,
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
    /// How many there are in all.
    total: usize,
}

#[derive(Serialize, ToSchema)]
struct WaitingOrder {
    order: Uuid,
    number: String,
    needed_on: Option<Day>,
    supply: Supply,
}

/// What open orders are short of, and what to buy
#[utoipa::path(get, path = "/material-shortages", tag = "materials", params(Filter),
    responses((status = 200, description = "As it stands today.", body = Shortages)))]
async fn get_shortages(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let asked = book::ToBuy {
        words: filter.text.0,
        supplier: filter.supplier.map(|supplier| Some(SupplierId(supplier))),
        until: None,
        skip: filter.skip,
        each: filter.limit,
        most: filter.limit,
    };
    let index = caller.app.store.clone();
    index.materials_ready().await;
    let read = move |tx: &mut yidan_store::Tx| {
        let mut proposal = index.materials().proposal(&viewer, &asked, today);
        proposal.groups.retain(|group| asked.supplier.is_none_or(|wanted| wanted == group.supplier));
        proposal.named(tx)
    };
    let proposal = caller.app.store.read(read).await?;
    Ok(Reply::ok(Shortages::of(&proposal, caller.viewer.sees_costs())).into_response())
}

/// Which orders wait for a material
#[utoipa::path(get, path = "/materials/{id}/waiting", tag = "materials", params(("id" = Uuid, Path), Page),
    responses((status = 200, description = "A page of them.", body = WaitingOrders), (status = 404)))]
async fn list_waiting_orders(caller: Caller, Path(id): Path<MaterialId>, Query(page): Query<Page>) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let index = caller.app.store.clone();
    index.materials_ready().await;
    let page = (page.skip, page.limit);
    let read = move |tx: &mut yidan_store::Tx| index.materials().waiting(tx, &viewer, id, page, today);
    let found = caller.app.store.read(read).await?;
    let orders = found.orders.iter().map(WaitingOrder::from).collect();
    Ok(Reply::ok(WaitingOrders { orders, total: found.total }).into_response())
}

impl Shortages {
    fn of(proposal: &Proposal, sees_costs: bool) -> Self {
        let number = |order| proposal.orders.get(&order).cloned().unwrap_or_default();
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
            total: group.total,
        });
        Self {
            set_aside: proposal.set_aside.1.iter().map(short).collect(),
            set_aside_total: proposal.set_aside.0,
            coming: proposal.coming.1.iter().map(short).collect(),
            coming_total: proposal.coming.0,
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
