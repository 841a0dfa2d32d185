//! Orders: loaded, decided by the domain, kept as events; with the state for a one-row load and the row for lists.

mod act;
mod cases;
mod enter;
mod events;
mod hear;
mod numbers;
mod refresh;
mod row;

pub use act::{Acted, act};
pub use cases::{Which, each_case};
pub(crate) use cases::{case_of, each_watched_case, kept_course, one_case};
pub use enter::{Draft, Entered, enter};
pub(crate) use events::{GENESIS, check_chain, events_with_hashes, every_stream, since};
pub use events::{as_of, changed_files, histories, history, told};
pub(crate) use hear::hear;
pub(crate) use numbers::drawn;
pub use numbers::{Series, series, upcoming};
pub use refresh::refresh_open;
pub(crate) use row::{Columns as RowColumns, load_board, one as one_row, write_bare};
pub use row::{find_number, rows, same_reference};

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use yidan_domain::{
    CustomerId, OrderId, PersonId,
    access::Scope,
    notice,
    order::{Order, event::Recorded, row::OrderRow},
    process::Process,
};

use crate::{Actor, Change, Error, Result, Tx, approvals, db::Value, exceptions, inspections, notices, samples};

/// An order as it is kept, with what its next event follows on.
pub(crate) struct Kept {
    pub order: Order,
    pub hash: [u8; 32],
}

/// An order that this viewer may see.
pub fn load(tx: &mut Tx, scope: Scope, id: OrderId) -> Result<Order> {
    let kept = kept(tx, "SELECT hash, state FROM streams WHERE id = $1", id)?;
    must_cover(tx, scope, &kept.order)?;
    Ok(kept.order)
}

/// Orders are asked for so many at a time, by a statement of one length.
const BATCH: usize = 50;
static SOME: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=BATCH).map(|place| format!("${place}")).collect();
    format!("SELECT state FROM streams WHERE id IN ({})", places.join(", "))
});

/// These orders, as far as they are there. The ids come from the board, which knows the viewer's scope.
pub fn load_known(tx: &mut Tx, ids: &[OrderId]) -> Result<HashMap<OrderId, Order>> {
    let mut found = HashMap::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let mut values: Vec<Value> = batch.iter().map(|id| Value::from(*id)).collect();
        values.resize(BATCH, Value::Null);
        tx.each(SOME.as_str(), &values, |row| {
            let order: Order = row.json(0)?;
            found.insert(order.id, order);
            Ok(())
        })?;
    }
    Ok(found)
}

/// The process that an order runs.
pub fn process_of<'a>(tx: &'a Tx, order: &Order) -> Result<&'a Arc<Process>> {
    let process = tx.world.processes.get(&order.process);
    process.ok_or_else(|| {
        Error::Storage(format!("process {} version {} is not kept", order.process.key, order.process.version))
    })
}

/// Nobody else acts on the order until the end of the transaction.
pub fn lock(tx: &mut Tx, id: OrderId) -> Result<()> {
    let sql = tx.either("SELECT 1 FROM streams WHERE id = $1", "SELECT 1 FROM streams WHERE id = $1 FOR UPDATE");
    tx.row(sql, &[id.into()], |_| Ok(())).map(drop)
}

/// The same order, locked until the end of the transaction.
fn load_to_change(tx: &mut Tx, scope: Scope, id: OrderId) -> Result<Kept> {
    let sql = tx.either(
        "SELECT hash, state FROM streams WHERE id = $1",
        "SELECT hash, state FROM streams WHERE id = $1 FOR UPDATE",
    );
    let kept = kept(tx, sql, id)?;
    must_cover(tx, scope, &kept.order)?;
    Ok(kept)
}

fn kept(tx: &mut Tx, sql: &'static str, id: OrderId) -> Result<Kept> {
    tx.row(sql, &[id.into()], |row| {
        let hash = row.bytes(0)?.try_into().map_err(Error::storage)?;
        Ok(Kept { order: row.json(1)?, hash })
    })?
    .ok_or(Error::NotFound("order"))
}

/// An order outside a viewer's scope is as good as not there.
fn must_cover(tx: &mut Tx, scope: Scope, order: &Order) -> Result<()> {
    if is_covered(tx, scope, order)? { Ok(()) } else { Err(Error::NotFound("order")) }
}

pub(crate) fn is_covered(tx: &mut Tx, scope: Scope, order: &Order) -> Result<bool> {
    if scope == Scope::All {
        return Ok(true);
    }
    let owner = owner_of(tx, order.header.customer)?;
    Ok(scope.covers(order.header.salesperson, owner, order.involved()))
}

pub(crate) fn owner_of(tx: &mut Tx, customer: CustomerId) -> Result<Option<PersonId>> {
    let owner = tx.row("SELECT owner FROM customers WHERE id = $1", &[customer.into()], |row| row.uuid_opt(0))?;
    Ok(owner.flatten().map(PersonId))
}

/// Keeps what has happened: the events, the state they lead to, and what people are told of it.
fn keep(tx: &mut Tx, kept: &mut Kept, actor: &Actor, happened: Vec<yidan_domain::order::event::Event>) -> Result<()> {
    for event in happened {
        let recorded =
            Recorded { seq: kept.order.version + 1, at: actor.now, by: actor.viewer.person, via: actor.via, event };
        kept.hash = events::append(tx, kept.order.id, &kept.hash, &recorded)?;
        let before = notice::may_concern(&recorded.event, recorded.via).then(|| kept.order.clone());
        kept.order.apply(&recorded);
        if let Some(before) = before {
            notices::tell(tx, &recorded, &before, &kept.order)?;
        }
    }
    Ok(())
}

/// The row for lists as the order's process and the company's zone make it.
pub(crate) fn row_of(tx: &Tx, order: &Order) -> Result<OrderRow> {
    Ok(OrderRow::of(order, process_of(tx, order)?, &tx.world.company.calendars))
}

/// The state that is kept for an order, as JSON, with the hash of its last event.
pub(crate) fn kept_state(tx: &mut Tx, id: OrderId) -> Result<Option<([u8; 32], serde_json::Value)>> {
    tx.row("SELECT hash, state FROM streams WHERE id = $1", &[id.into()], |row| {
        Ok((row.bytes(0)?.try_into().map_err(Error::storage)?, row.json(1)?))
    })
}

/// Writes state and row as the events make them, whatever is kept now.
pub(crate) fn keep_anew(tx: &mut Tx, kept: &Kept) -> Result<()> {
    tx.exec("DELETE FROM order_row WHERE id = $1", &[kept.order.id.into()])?;
    exceptions::keep_anew(tx, &kept.order)?;
    approvals::keep_anew(tx, &kept.order)?;
    samples::keep_anew(tx, &kept.order)?;
    let expected = inspections::expected_of(tx, &kept.order)?;
    inspections::expect(tx, kept.order.id, expected)?;
    insert(tx, Row::Anew, kept)
}

/// Keeps the state, and the row of an order that has none yet.
fn insert(tx: &mut Tx, what: Row, kept: &Kept) -> Result<()> {
    tx.exec(
        "INSERT INTO streams (id, version, hash, state) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, hash = excluded.hash, state = excluded.state",
        &[
            kept.order.id.into(),
            kept.order.version.into(),
            (&kept.hash).into(),
            (&serde_json::to_string(&kept.order)?).into(),
        ],
    )?;
    let row = row_of(tx, &kept.order)?;
    keep_row(tx, what, &kept.order, row)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    New,
    Changed,
    /// The order is the same, its due dates are not.
    Refreshed,
    /// The order is the same; its row was thrown away and is made from what is known.
    Anew,
}

/// Keeps the row for lists, and makes board, followers and open screens know the order as it is now.
fn keep_row(tx: &mut Tx, what: Row, order: &Order, row: OrderRow) -> Result<()> {
    let case = case_of(tx, order)?;
    row::write(tx, matches!(what, Row::New | Row::Anew), &row, &case)?;
    let is_refreshed = matches!(what, Row::Refreshed | Row::Anew);
    tx.tell(Change::Order { row: Arc::new(row), case: Arc::new(case), is_refreshed });
    Ok(())
}
