//! Who keeps materials, plans them, buys them and has them in store.

use std::collections::{BTreeMap, BTreeSet};

use yidan_domain::{
    DepartmentKey, Message, OrderId, Say,
    access::{Scope, Viewer},
    order::{
        Order,
        row::{OrderRow, Status},
    },
    text::tidy,
};

use crate::{Error, Result, Tx, db::some::BATCH, orders, production::needs_department};

fn must(tx: &Tx, may: bool, department: &str) -> Result<()> {
    if may { Ok(()) } else { Err(needs_department(tx, &DepartmentKey::from(department))) }
}

pub(super) fn must_keep_materials(tx: &Tx, viewer: &Viewer) -> Result<()> {
    must(tx, viewer.keeps_materials(), "purchasing")
}

pub(super) fn must_plan(tx: &Tx, viewer: &Viewer) -> Result<()> {
    must(tx, viewer.plans_materials(), "planning")
}

pub(super) fn must_keep_store(tx: &Tx, viewer: &Viewer) -> Result<()> {
    must(tx, viewer.keeps_store(), "warehouse")
}

pub(super) fn must_buy(tx: &Tx, viewer: &Viewer) -> Result<()> {
    must(tx, viewer.buys(), "purchasing")
}

pub(super) fn must_receive(tx: &Tx, viewer: &Viewer) -> Result<()> {
    must(tx, viewer.receives(), "warehouse")
}

/// What a rule of materials says no to.
pub(super) fn said(fault: impl Say) -> Error {
    Error::Invalid(fault.say())
}

/// The rows of those of some orders that the viewer may see.
pub(super) fn visible(
    tx: &mut Tx,
    viewer: &Viewer,
    ids: impl IntoIterator<Item = OrderId>,
) -> Result<BTreeMap<OrderId, OrderRow>> {
    let ids: BTreeSet<OrderId> = ids.into_iter().collect();
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let (scope, mut seen) = (viewer.scope(), BTreeMap::new());
    // A statement's worth at a time: rows come in the order asked for, which takes long for many.
    for batch in ids.chunks(BATCH) {
        for row in orders::rows(tx, batch)? {
            let covered = match scope {
                Scope::All => true,
                Scope::Own(_) => {
                    let owner = orders::owner_of(tx, row.customer)?;
                    scope.covers(row.salesperson, owner, row.involved.iter().copied())
                }
            };
            if covered {
                seen.insert(row.id, row);
            }
        }
    }
    Ok(seen)
}

/// The numbers of orders.
pub(super) fn numbers(tx: &mut Tx, ids: impl IntoIterator<Item = OrderId>) -> Result<BTreeMap<OrderId, String>> {
    let ids: BTreeSet<OrderId> = ids.into_iter().collect();
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let mut numbers = BTreeMap::new();
    for batch in ids.chunks(BATCH) {
        numbers.extend(orders::rows(tx, batch)?.into_iter().map(|row| (row.id, row.number)));
    }
    Ok(numbers)
}

/// An order that takes part in making: nothing more is set aside, issued or bought for one that has ended.
pub(super) fn must_be_alive(tx: &mut Tx, order: &Order) -> Result<()> {
    let key = match orders::one_row(tx, order.id)?.map(|row| row.status) {
        Some(Status::Cancelled) => "material-order-cancelled",
        Some(Status::Done) => "material-order-done",
        _ => return Ok(()),
    };
    Err(Error::Invalid(Message::new(key).with("number", order.number.as_str())))
}

/// Longest note, in characters.
const LONGEST_TEXT: usize = 2_000;

pub(super) fn checked_text(words: &str) -> Result<String> {
    let tidy = tidy(words, true);
    match tidy.chars().count() > LONGEST_TEXT {
        true => Err(Error::Invalid(Message::new("material-note-too-long").with("limit", LONGEST_TEXT))),
        false => Ok(tidy),
    }
}
