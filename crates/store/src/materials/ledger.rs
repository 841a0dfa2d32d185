//! The ledger of stock: each entry is checked by the domain against all others of its material, while nobody else can enter
//! anything of it.

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId, PurchaseId, StockEntryId,
    material::{
        Material, Purchase, Stock, StockEntry, StockKind,
        stock::{Shelf, stock},
    },
    order::refusal::Refusal,
};

use super::{
    access::{checked_text, numbers},
    book::Touched,
};
use crate::{Actor, Error, Result, Tx, audit};

/// What everything that is entered carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Drawn where it was typed: what is sent twice is kept once.
    pub id: StockEntryId,
    /// From this day on it counts.
    pub day: Date,
    pub note: String,
}

impl Told {
    /// With its note tidied; nothing is told of days to come.
    pub(super) fn checked(&self, tx: &Tx, actor: &Actor) -> Result<Told> {
        if self.day > tx.world.company.today(actor.now) {
            return Err(Refusal::DayInTheFuture { day: self.day }.into());
        }
        Ok(Told { note: checked_text(&self.note)?, ..self.clone() })
    }
}

/// A material that nobody else enters anything of until the end of the transaction.
pub(super) struct Held {
    pub material: Material,
    pub entries: Vec<StockEntry>,
}

pub(super) fn hold(tx: &mut Tx, material: Material) -> Result<Held> {
    // An upsert that changes nothing holds the row, and makes it where there is none.
    tx.exec(
        "INSERT INTO stock_balances (material, on_hand, allocated, version) VALUES ($1, 0, 0, 0)
         ON CONFLICT (material) DO UPDATE SET version = stock_balances.version",
        &[material.id.into()],
    )?;
    let entries = of_material(tx, material.id)?;
    Ok(Held { material, entries })
}

/// Keeps what the domain has nothing against, and what it comes to.
pub(super) fn enter(
    tx: &mut Tx,
    actor: &Actor,
    held: &mut Held,
    (told, asked): (&Told, &str),
    purchase: Option<&Purchase>,
    check: impl FnOnce(Shelf) -> Result<StockKind>,
) -> Result<StockEntry> {
    let now = stock(&held.entries, held.material.id, Date::MAX);
    let named = now.allocated.keys().chain(now.issued.keys()).copied();
    let of_purchase = purchase.and_then(|purchase| purchase.order);
    let numbers = numbers(tx, named.chain(of_purchase).chain(asked_for(asked)))?;
    let order_number = |order: OrderId| numbers.get(&order).cloned().unwrap_or_default();
    let purchase_number = |id: PurchaseId| {
        purchase.filter(|purchase| purchase.id == id).map(|purchase| purchase.number.clone()).unwrap_or_default()
    };
    let shelf = Shelf {
        material: &held.material,
        entries: &held.entries,
        order_number: &order_number,
        purchase_number: &purchase_number,
    };
    let kind = check(shelf)?;
    let entry = StockEntry {
        id: told.id,
        material: held.material.id,
        day: told.day,
        at: actor.now,
        by: actor.viewer.person,
        kind,
        note: told.note.clone(),
    };
    let order = order_of(&held.entries, &entry);
    insert(tx, &entry, order, asked)?;
    audit::record(tx, actor, "stock", &entry.id.to_string(), entry.kind.key(), &entry)?;
    held.entries.push(entry.clone());
    let now = stock(&held.entries, held.material.id, Date::MAX);
    keep_balance(tx, held.material.id, &now, order)?;
    Ok(entry)
}

/// Keeps an entry, unless its id is taken.
pub(super) fn insert(tx: &mut Tx, entry: &StockEntry, order: Option<OrderId>, asked: &str) -> Result<()> {
    let is_new = tx.exec(
        "INSERT INTO stock_entries (id, material, order_id, day, at, kind, asked, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        &[
            entry.id.into(),
            entry.material.into(),
            order.into(),
            (&entry.day.to_string()).into(),
            (&entry.at.to_string()).into(),
            entry.kind.key().into(),
            asked.into(),
            (&serde_json::to_string(entry)?).into(),
        ],
    )?;
    if is_new == 0 { Err(Error::invalid("material-id-taken")) } else { Ok(()) }
}

/// The order that an entry is about; of a reversal, the one that the wrong entry was about.
pub(super) fn order_of(entries: &[StockEntry], entry: &StockEntry) -> Option<OrderId> {
    match entry.kind {
        StockKind::Reversed { entry: wrong } => {
            entries.iter().find(|other| other.id == wrong).and_then(|wrong| wrong.kind.order())
        }
        kind => kind.order(),
    }
}

/// So that a refusal can name an order that has nothing of the material yet.
fn asked_for(asked: &str) -> Option<OrderId> {
    serde_json::from_str::<super::Movement>(asked).ok()?.order()
}

fn keep_balance(tx: &mut Tx, material: MaterialId, now: &Stock, order: Option<OrderId>) -> Result<()> {
    tx.exec(
        "UPDATE stock_balances SET on_hand = $2, allocated = $3, version = version + 1 WHERE material = $1",
        &[material.into(), now.on_hand.into(), now.allocated_in_all().into()],
    )?;
    Touched::Material(material).tell(tx);
    let Some(order) = order else { return Ok(()) };
    Touched::Order(order).tell(tx);
    let (allocated, issued) = (now.allocated_to(order), now.issued_to(order));
    if (allocated, issued) == (0, 0) {
        tx.exec("DELETE FROM stock_of_orders WHERE material = $1 AND order_id = $2", &[material.into(), order.into()])?;
        return Ok(());
    }
    tx.exec(
        "INSERT INTO stock_of_orders (material, order_id, allocated, issued, most_issued) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (material, order_id) DO UPDATE SET allocated = excluded.allocated, issued = excluded.issued,
           most_issued = excluded.most_issued",
        &[material.into(), order.into(), allocated.into(), issued.into(), now.most_issued_to(order).into()],
    )?;
    Ok(())
}

pub(super) fn of_material(tx: &mut Tx, material: MaterialId) -> Result<Vec<StockEntry>> {
    tx.rows("SELECT body FROM stock_entries WHERE material = $1 ORDER BY at, id", &[material.into()], |row| row.json(0))
}

pub(super) fn one(tx: &mut Tx, id: StockEntryId) -> Result<Option<StockEntry>> {
    tx.row("SELECT body FROM stock_entries WHERE id = $1", &[id.into()], |row| row.json(0))
}
