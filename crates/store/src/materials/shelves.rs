//! What there is of materials by now, read from the rows that stand beside the ledger.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId,
    access::{Scope, Viewer},
    material::{Stock, StockEntry, stock::stock},
    order::row::Status,
};

use super::{access::visible, catalogue, ledger};
use crate::{
    Result, Tx,
    db::some::{asking, padded},
    orders,
};

/// In ten-thousandths of the material's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OnShelf {
    pub on_hand: i64,
    /// Set aside for orders, in all.
    pub allocated: i64,
}

impl OnShelf {
    /// Free for any order.
    pub fn available(&self) -> i64 {
        self.on_hand.saturating_sub(self.allocated)
    }
}

/// Of one material; nothing was ever entered of one that is not there.
pub fn on_shelf(tx: &mut Tx, material: MaterialId) -> Result<OnShelf> {
    let kept =
        tx.row("SELECT on_hand, allocated FROM stock_balances WHERE material = $1", &[material.into()], |row| {
            Ok(OnShelf { on_hand: row.int(0)?, allocated: row.int(1)? })
        })?;
    Ok(kept.unwrap_or_default())
}

/// Of every material that has entries.
pub fn shelves(tx: &mut Tx) -> Result<BTreeMap<MaterialId, OnShelf>> {
    let kept = tx.rows("SELECT material, on_hand, allocated FROM stock_balances", &[], |row| {
        Ok((MaterialId(row.uuid(0)?), OnShelf { on_hand: row.int(1)?, allocated: row.int(2)? }))
    })?;
    Ok(kept.into_iter().collect())
}

/// What an order has of a material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFor {
    pub order: OrderId,
    pub number: String,
    /// The order has not ended.
    pub is_open: bool,
    pub allocated: i64,
    pub issued: i64,
}

/// What orders that this viewer may see have of a material: those with most set aside first.
pub fn held_for(tx: &mut Tx, viewer: &Viewer, material: MaterialId) -> Result<Vec<HeldFor>> {
    let kept: Vec<(OrderId, i64, i64)> = tx.rows(
        "SELECT order_id, allocated, issued FROM stock_of_orders WHERE material = $1 ORDER BY allocated DESC, order_id",
        &[material.into()],
        |row| Ok((OrderId(row.uuid(0)?), row.int(1)?, row.int(2)?)),
    )?;
    let seen = visible(tx, viewer, kept.iter().map(|(order, ..)| *order))?;
    let held = kept.into_iter().filter_map(|(order, allocated, issued)| {
        let row = seen.get(&order)?;
        let is_open = row.status == Status::Open;
        Some(HeldFor { order, number: row.number.clone(), is_open, allocated, issued })
    });
    Ok(held.collect())
}

/// The latest entries of a material that this viewer may see, the latest first: those of orders outside the viewer's scope
/// are left out.
pub fn entries_of(tx: &mut Tx, viewer: &Viewer, material: MaterialId, limit: usize) -> Result<Vec<StockEntry>> {
    catalogue::get(tx, material)?;
    let mut entries: Vec<(StockEntry, Option<OrderId>)> = tx.rows(
        "SELECT body, order_id FROM stock_entries WHERE material = $1 ORDER BY at DESC, id DESC LIMIT $2",
        &[material.into(), limit.into()],
        |row| Ok((row.json(0)?, row.uuid_opt(1)?.map(OrderId))),
    )?;
    if viewer.scope() != Scope::All {
        let seen = visible(tx, viewer, entries.iter().filter_map(|(_, order)| *order))?;
        entries.retain(|(_, order)| order.is_none_or(|order| seen.contains_key(&order)));
    }
    Ok(entries.into_iter().map(|(entry, _)| entry).collect())
}

/// What was entered for an order that this viewer may see, in the order in which it was told.
pub fn entries_of_order(tx: &mut Tx, viewer: &Viewer, order: OrderId) -> Result<Vec<StockEntry>> {
    orders::load(tx, viewer.scope(), order)?;
    tx.rows("SELECT body FROM stock_entries WHERE order_id = $1 ORDER BY at, id", &[order.into()], |row| row.json(0))
}

/// What an order has of each material, as the domain reckons with it.
pub(super) fn of_order(tx: &mut Tx, order: OrderId) -> Result<BTreeMap<MaterialId, Stock>> {
    let mut stocks: BTreeMap<MaterialId, Stock> = BTreeMap::new();
    let sql = "SELECT material, allocated, issued, most_issued FROM stock_of_orders WHERE order_id = $1";
    tx.each(sql, &[order.into()], |row| {
        let stock = stocks.entry(MaterialId(row.uuid(0)?)).or_default();
        note(stock, order, [row.int(1)?, row.int(2)?, row.int(3)?]);
        Ok(())
    })?;
    Ok(stocks)
}

static OF_ORDERS: LazyLock<String> = LazyLock::new(|| {
    asking("SELECT order_id, material, allocated, issued, most_issued FROM stock_of_orders WHERE order_id IN (some)")
});

/// What one batch of orders has, by order.
pub(super) fn of_orders(tx: &mut Tx, batch: &[OrderId]) -> Result<BTreeMap<OrderId, BTreeMap<MaterialId, Stock>>> {
    let mut all: BTreeMap<OrderId, BTreeMap<MaterialId, Stock>> = BTreeMap::new();
    tx.each(OF_ORDERS.as_str(), &padded(batch), |row| {
        let order = OrderId(row.uuid(0)?);
        let stock = all.entry(order).or_default().entry(MaterialId(row.uuid(1)?)).or_default();
        note(stock, order, [row.int(2)?, row.int(3)?, row.int(4)?]);
        Ok(())
    })?;
    Ok(all)
}

fn note(stock: &mut Stock, order: OrderId, [allocated, issued, most]: [i64; 3]) {
    // Of what was kept before anybody asked for the most, that is what is issued.
    let most = most.max(issued);
    for (sums, sum) in [(&mut stock.allocated, allocated), (&mut stock.issued, issued), (&mut stock.most_issued, most)]
    {
        if sum != 0 {
            sums.insert(order, sum);
        }
    }
}

/// The materials whose kept sums are not what their entries add up to, by their codes.
pub(crate) fn check(tx: &mut Tx) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let kept: Vec<(MaterialId, OnShelf)> = shelves(tx)?.into_iter().collect();
    for (material, kept) in kept {
        let entries = ledger::of_material(tx, material)?;
        let told = stock(&entries, material, Date::MAX);
        let by_order: Vec<(OrderId, i64, i64)> = tx.rows(
            "SELECT order_id, allocated, issued FROM stock_of_orders WHERE material = $1 ORDER BY order_id",
            &[material.into()],
            |row| Ok((OrderId(row.uuid(0)?), row.int(1)?, row.int(2)?)),
        )?;
        let orders: std::collections::BTreeSet<OrderId> =
            told.allocated.keys().chain(told.issued.keys()).copied().collect();
        let expected = orders.into_iter().map(|order| (order, told.allocated_to(order), told.issued_to(order)));
        let is_right = (kept.on_hand, kept.allocated) == (told.on_hand, told.allocated_in_all());
        if !is_right || !expected.eq(by_order) {
            wrong.push(catalogue::get(tx, material)?.code);
        }
    }
    Ok(wrong)
}
