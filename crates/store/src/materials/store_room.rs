//! What moves in the store: counted, set aside for an order, issued to it, back from it. What comes from suppliers and goes
//! back to them is entered with its purchase.

use serde::{Deserialize, Serialize};
use yidan_domain::{
    Lang, MaterialId, OrderId, StockEntryId,
    access::Viewer,
    material::{StockEntry, StockKind, stock},
    order::{Order, row::Status},
};

use super::{
    access::{must_be_alive, must_keep_store, must_plan, said},
    catalogue,
    ledger::{self, Told},
    of_order,
};
use crate::{Actor, Error, Result, Tx, orders};

/// As it is told, in ten-thousandths of the material's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Movement {
    /// So much was found on the shelf.
    Count {
        counted: i64,
    },
    SetAside {
        order: OrderId,
        quantity: i64,
    },
    SetFree {
        order: OrderId,
        quantity: i64,
    },
    Issue {
        order: OrderId,
        quantity: i64,
    },
    TakeBack {
        order: OrderId,
        quantity: i64,
    },
    Reverse {
        entry: StockEntryId,
    },
}

impl Movement {
    pub(super) fn order(&self) -> Option<OrderId> {
        match self {
            Movement::SetAside { order, .. }
            | Movement::SetFree { order, .. }
            | Movement::Issue { order, .. }
            | Movement::TakeBack { order, .. } => Some(*order),
            Movement::Count { .. } | Movement::Reverse { .. } => None,
        }
    }

    /// Takes something for its order.
    fn takes(&self) -> bool {
        matches!(self, Movement::SetAside { .. } | Movement::Issue { .. })
    }
}

/// May this viewer take back an entry of this kind? Those may who could have made it; what came with a purchase goes with it.
pub fn may_take_back(viewer: &Viewer, kind: &StockKind) -> bool {
    match kind {
        StockKind::Allocated { .. } | StockKind::Freed { .. } => viewer.plans_materials(),
        StockKind::Counted { .. } | StockKind::Issued { .. } | StockKind::Returned { .. } => viewer.keeps_store(),
        StockKind::Arrived { .. } | StockKind::SentBack { .. } | StockKind::Reversed { .. } => false,
    }
}

/// Enters a movement of a material. What was told before under the same id is not kept again; something else under it is
/// refused.
pub fn enter(tx: &mut Tx, actor: &Actor, material: MaterialId, movement: Movement, told: Told) -> Result<StockEntry> {
    let wrong = match movement {
        Movement::Reverse { entry } => Some(of_material(tx, entry, material)?),
        _ => None,
    };
    must_be_allowed(tx, &actor.viewer, &movement, wrong.as_ref())?;
    let told = told.checked(tx, actor)?;
    if wrong.is_some() && told.note.is_empty() {
        return Err(Error::invalid("stock-reason-missing"));
    }
    let order = movement.order().or(wrong.as_ref().and_then(|wrong| wrong.kind.order()));
    let order = order.map(|order| hold_order(tx, actor, order)).transpose()?;
    let of = catalogue::get(tx, material)?;
    let mut held = ledger::hold(tx, of)?;
    let asked = serde_json::to_string(&movement)?;
    if let Some(known) = known(tx, &told, &asked, material)? {
        return Ok(known);
    }
    if let Some(order) = order.as_ref().filter(|_| movement.takes()) {
        must_be_alive(tx, order)?;
    }
    let day = told.day;
    let entry = ledger::enter(tx, actor, &mut held, (&told, &asked), None, |shelf| {
        let checked = match movement {
            Movement::Count { counted } => stock::checked_count(shelf, counted, day),
            Movement::SetAside { order, quantity } => stock::checked_allocation(shelf, order, quantity, day),
            Movement::SetFree { order, quantity } => stock::checked_freeing(shelf, order, quantity, day),
            Movement::Issue { order, quantity } => stock::checked_issue(shelf, order, quantity, day),
            Movement::TakeBack { order, quantity } => stock::checked_return(shelf, order, quantity, day),
            Movement::Reverse { entry } => stock::checked_reversal(shelf, entry, day),
        };
        checked.map_err(said)
    })?;
    if let Some(order) = order {
        free_if_ended(tx, actor, order.id)?;
        of_order::tell(tx, actor, order.id)?;
    }
    Ok(entry)
}

fn must_be_allowed(tx: &mut Tx, viewer: &Viewer, movement: &Movement, wrong: Option<&StockEntry>) -> Result<()> {
    let Some(wrong) = wrong else {
        return match movement {
            Movement::SetAside { .. } | Movement::SetFree { .. } => must_plan(tx, viewer),
            _ => must_keep_store(tx, viewer),
        };
    };
    if wrong.kind.purchase().is_some() {
        return Err(Error::invalid("stock-of-purchase"));
    }
    match wrong.kind {
        // The domain says why a reversal is not reversed.
        StockKind::Reversed { .. } => Ok(()),
        StockKind::Allocated { .. } | StockKind::Freed { .. } => must_plan(tx, viewer),
        _ => must_keep_store(tx, viewer),
    }
}

fn hold_order(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<Order> {
    orders::lock(tx, order)?;
    orders::load(tx, actor.viewer.scope(), order)
}

fn of_material(tx: &mut Tx, entry: StockEntryId, material: MaterialId) -> Result<StockEntry> {
    ledger::one(tx, entry)?.filter(|entry| entry.material == material).ok_or(Error::NotFound("entry"))
}

/// What was kept under the same id, if it says the same.
fn known(tx: &mut Tx, told: &Told, asked: &str, material: MaterialId) -> Result<Option<StockEntry>> {
    let before = tx.row("SELECT body, asked FROM stock_entries WHERE id = $1", &[told.id.into()], |row| {
        Ok((row.json::<StockEntry>(0)?, row.text(1)?))
    })?;
    match before {
        None => Ok(None),
        Some((entry, _)) if entry.material != material => Err(Error::invalid("material-id-taken")),
        Some((entry, before)) if before == asked && (entry.day, &entry.note) == (told.day, &told.note) => {
            Ok(Some(entry))
        }
        Some(_) => Err(Error::invalid("material-kept-otherwise")),
    }
}

/// What still comes for an order that has ended, or comes back to it, is free for others.
pub(super) fn free_if_ended(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<()> {
    match orders::one_row(tx, order)? {
        Some(row) if row.status != Status::Open => free_all(tx, actor, order),
        _ => Ok(()),
    }
}

/// What is set aside for an order that has ended is free for others.
pub(super) fn free_all(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<()> {
    let reason = match tx.world.company.settings.lang {
        Lang::Zh => "订单已结束",
        Lang::En => "The order has ended",
    };
    let aside: Vec<(MaterialId, i64)> = tx.rows(
        "SELECT material, allocated FROM stock_of_orders WHERE order_id = $1 AND allocated > 0 ORDER BY material",
        &[order.into()],
        |row| Ok((MaterialId(row.uuid(0)?), row.int(1)?)),
    )?;
    let day = tx.world.company.today(actor.now);
    for (material, quantity) in aside {
        let of = catalogue::get(tx, material)?;
        let mut held = ledger::hold(tx, of)?;
        let told = Told { id: StockEntryId(uuid::Uuid::now_v7()), day, note: reason.to_owned() };
        ledger::enter(tx, actor, &mut held, (&told, ""), None, |shelf| {
            stock::checked_freeing(shelf, order, quantity, day).map_err(said)
        })?;
    }
    Ok(())
}
