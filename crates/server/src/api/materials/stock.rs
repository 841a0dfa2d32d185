//! The store: what moves in it, what lies there and for whom.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    MaterialId, OrderId, StockEntryId,
    material::{self as domain, StockKind},
};
use yidan_store::materials::{self as store, HeldFor, Movement};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reply::Reply,
        sent::{Path, Sent},
        values::{Day, Figure, Moment, PersonName, Prose},
    },
    values::{amount, exact, told},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_stock, move_stock))
}

/// The last entries that are shown.
const SHOWN: usize = 500;

/// What there is of a material.
#[derive(Serialize, ToSchema)]
struct Stock {
    on_hand: Figure,
    allocated: Figure,
    available: Figure,
    orders: Vec<StockOfOrder>,
    /// The last 500, the latest first.
    entries: Vec<StockEntry>,
}

/// What an order has of it.
#[derive(Serialize, ToSchema)]
struct StockOfOrder {
    order: Uuid,
    number: String,
    allocated: Figure,
    issued: Figure,
}

#[derive(Serialize, ToSchema)]
struct StockEntry {
    id: Uuid,
    day: Day,
    at: Moment,
    by: PersonName,
    /// `counted`, `arrived`, `sent_back`, `issued`, `returned`, `allocated`, `freed` or `reversed`.
    kind: String,
    /// What it adds to what is on hand, below zero where it takes.
    on_hand: Figure,
    quantity: Option<Figure>,
    order: Option<Uuid>,
    purchase: Option<Uuid>,
    /// The entry that is taken back.
    reverses: Option<Uuid>,
    note: String,
}

/// What moves. Quantities are in the material's unit.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum StockMovement {
    /// So much was found on the shelf: opening stock or stock-take.
    Count {
        counted: Figure,
    },
    /// What is free is set aside for an order.
    SetAside {
        order: Uuid,
        quantity: Figure,
    },
    SetFree {
        order: Uuid,
        quantity: Figure,
    },
    /// To the workshop, for an order.
    Issue {
        order: Uuid,
        quantity: Figure,
    },
    /// From the workshop.
    TakeBack {
        order: Uuid,
        quantity: Figure,
    },
    /// An entry was wrong; say why in the note.
    Reverse {
        entry: Uuid,
    },
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MovementFields {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    movement: StockMovement,
    /// Today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    note: Prose,
}

/// What there is of a material, and how that came about
#[utoipa::path(get, path = "/materials/{id}/stock", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "As of all that was entered.", body = Stock), (status = 404)))]
async fn get_stock(caller: Caller, Path(id): Path<MaterialId>) -> Answer {
    let viewer = caller.viewer.clone();
    let read = caller.app.store.read(move |tx| {
        let entries = store::entries_of(tx, &viewer, id, SHOWN)?;
        Ok((store::on_shelf(tx, id)?, store::held_for(tx, &viewer, id)?, entries))
    });
    let (shelf, orders, entries) = read.await?;
    let world = caller.app.store.world();
    let stock = Stock {
        on_hand: amount(shelf.on_hand),
        allocated: amount(shelf.allocated),
        available: amount(shelf.available()),
        orders: orders.into_iter().map(StockOfOrder::from).collect(),
        entries: entries.iter().map(|entry| StockEntry::of(entry, &world.people)).collect(),
    };
    Ok(Reply::ok(stock).into_response())
}

/// Enter what moved in the store
///
/// Counts, issues and returns are for the warehouse; setting aside and free for planning, purchasing and the warehouse too.
/// Nothing takes more than there is, on no day. What comes from suppliers is told of its purchase.
#[utoipa::path(post, path = "/materials/{id}/stock", tag = "materials", params(("id" = Uuid, Path)),
    request_body = MovementFields,
    responses((status = 201, description = "Entered.", body = StockEntry), (status = 403), (status = 404)))]
async fn move_stock(caller: Caller, Path(id): Path<MaterialId>, Sent { what, once }: Sent<MovementFields>) -> Answer {
    let told = told(&caller, what.id, what.day, what.note.0);
    let movement = movement(what.movement)?;
    let people = caller.app.store.world().people.clone();
    let entered = caller.commit(once, move |tx, actor| {
        let entry = store::enter(tx, actor, id, movement.clone(), told.clone())?;
        Ok(Reply::made(StockEntry::of(&entry, &people)))
    });
    entered.await
}

fn movement(sent: StockMovement) -> Result<Movement, Problem> {
    let quantity = |figure| exact(figure, "/movement/quantity");
    Ok(match sent {
        StockMovement::Count { counted } => Movement::Count { counted: exact(counted, "/movement/counted")? },
        StockMovement::SetAside { order, quantity: of } => {
            Movement::SetAside { order: OrderId(order), quantity: quantity(of)? }
        }
        StockMovement::SetFree { order, quantity: of } => {
            Movement::SetFree { order: OrderId(order), quantity: quantity(of)? }
        }
        StockMovement::Issue { order, quantity: of } => {
            Movement::Issue { order: OrderId(order), quantity: quantity(of)? }
        }
        StockMovement::TakeBack { order, quantity: of } => {
            Movement::TakeBack { order: OrderId(order), quantity: quantity(of)? }
        }
        StockMovement::Reverse { entry } => Movement::Reverse { entry: StockEntryId(entry) },
    })
}

impl From<HeldFor> for StockOfOrder {
    fn from(held: HeldFor) -> Self {
        let HeldFor { order, number, allocated, issued, .. } = held;
        Self { order: order.0, number, allocated: amount(allocated), issued: amount(issued) }
    }
}

impl StockEntry {
    fn of(entry: &domain::StockEntry, people: &[yidan_domain::party::Person]) -> Self {
        let quantity = match entry.kind {
            StockKind::Counted { .. } | StockKind::Reversed { .. } => None,
            StockKind::Arrived { quantity, .. }
            | StockKind::SentBack { quantity, .. }
            | StockKind::Issued { quantity, .. }
            | StockKind::Returned { quantity, .. }
            | StockKind::Allocated { quantity, .. }
            | StockKind::Freed { quantity, .. } => Some(amount(quantity)),
        };
        let reverses = match entry.kind {
            StockKind::Reversed { entry } => Some(entry.0),
            _ => None,
        };
        Self {
            id: entry.id.0,
            day: Day(entry.day),
            at: Moment(entry.at),
            by: PersonName::of(entry.by, people),
            kind: entry.kind.key().to_owned(),
            on_hand: amount(entry.kind.on_hand()),
            quantity,
            order: entry.kind.order().map(|order| order.0),
            purchase: entry.kind.purchase().map(|purchase| purchase.0),
            reverses,
            note: entry.note.clone(),
        }
    }
}
