//! The summary sheet (S7) as screens, files and API show it: rows of the book of what is made, with what lots and orders say
//! of themselves. One row for each lot.

pub mod table;

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{
    LotId, OrderId, Quantity,
    order::{
        row::{OrderRow, Status},
        summary::Trouble,
    },
    production::{Delivered, LotLateness, lot_trouble},
};
use yidan_store::{
    Result, Store,
    production::{
        self, Kept,
        book::{Page, Row},
    },
};

use crate::web::board::found;

/// A lot with its order, and how both stand.
pub struct SheetRow {
    pub lot: LotId,
    pub number: String,
    pub goods: String,
    pub quantity: Quantity,
    /// Its own day; without one, the day its order is promised for.
    pub due: Option<Date>,
    /// Of the lot, by that day.
    pub lateness: LotLateness,
    pub is_open: bool,
    pub version: u64,
    pub order: OrderId,
    pub order_number: String,
    pub customer: String,
    /// The exception state; missing, like completion, where the order's row could not be read.
    pub trouble: Option<Trouble>,
    /// Of the order.
    pub completion: Option<Status>,
    /// One for each operation of the page.
    pub made: Vec<Option<Delivered>>,
    pub total: Delivered,
}

impl SheetRow {
    /// On the way, what is finished stands against the scrap of all: no rate yet.
    pub fn total_rate(&self) -> Option<Decimal> {
        self.total.scrap_rate().filter(|_| !self.is_open)
    }
}

/// The rows of a page, in its order.
pub async fn rows(store: &Store, page: &[Row], today: Date, now: jiff::Timestamp) -> Result<Vec<SheetRow>> {
    let ids: Vec<LotId> = page.iter().map(|row| row.lot).collect();
    let mut orders: Vec<OrderId> = page.iter().map(|row| row.order).collect();
    orders.sort();
    orders.dedup();
    let (lots, (orders, names)) =
        store.read(move |tx| Ok((production::known(tx, &ids)?, found::rows(tx, &orders)?))).await?;
    let orders: HashMap<OrderId, OrderRow> = orders.into_iter().map(|row| (row.id, row)).collect();
    let world = store.world();
    let calendar = world.company.calendars.company();
    let shown = |row: &Row| {
        let Kept { lot, version, .. } = lots.get(&row.lot)?;
        let order = orders.get(&row.order);
        Some(SheetRow {
            lot: row.lot,
            number: lot.number.clone(),
            goods: lot.goods.clone(),
            quantity: row.quantity.clone(),
            due: row.due,
            lateness: row.lateness,
            is_open: row.is_open,
            version: *version,
            order: row.order,
            order_number: order.map(|order| order.number.clone()).unwrap_or_default(),
            customer: order.and_then(|order| names.customers.get(&order.customer).cloned()).unwrap_or_default(),
            trouble: order
                .map(|order| lot_trouble(store.board().summary(order, calendar, today, now).trouble, row.lateness)),
            completion: order.map(|order| order.status),
            made: row.made.clone(),
            total: row.total,
        })
    };
    Ok(page.iter().filter_map(shown).collect())
}

/// The rate of a sum over many lots: of them all together only when all are through.
pub fn total_rate(total: &Delivered, all_closed: bool) -> Option<Decimal> {
    total.scrap_rate().filter(|_| all_closed)
}

/// Rows of the page that are read and written at a time where there are many.
const PART: usize = 500;

/// The rows of a long page, part by part.
pub async fn all_rows(store: &Store, page: &Page, today: Date, now: jiff::Timestamp) -> Result<Vec<SheetRow>> {
    let mut all = Vec::with_capacity(page.rows.len());
    for part in page.rows.chunks(PART) {
        all.extend(rows(store, part, today, now).await?);
    }
    Ok(all)
}
