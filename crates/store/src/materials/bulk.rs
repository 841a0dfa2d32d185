//! For measuring: what many orders need, and what was bought for them, at once, as it would be kept, without asking the rules
//! and without telling anybody. The program never calls it while it serves.

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, StockEntryId,
    material::{Purchase, PurchaseEvent, StockEntry, StockKind, purchase::progress},
};

use super::{
    ledger, news,
    purchases::{self, KeptPurchase},
    requirements::{self, Requirement},
};
use crate::{Result, Tx};

/// Keeps what an open order needs, of which nothing was kept before.
pub fn keep_needs_bare(tx: &mut Tx, requirement: &Requirement) -> Result<()> {
    requirements::write(tx, requirement, true)
}

/// Keeps a line of a purchase with what was told of it; what came is in the store. The sums of materials are not kept by this.
pub fn keep_purchase_bare(tx: &mut Tx, purchase: &Purchase, events: &[PurchaseEvent], today: Date) -> Result<()> {
    let kept = KeptPurchase {
        progress: progress(purchase, events, Date::MAX).on(purchase, today),
        purchase: purchase.clone(),
        version: events.len() as u64 + 1,
    };
    purchases::write(tx, &kept)?;
    for event in events {
        let id = StockEntryId(uuid::Uuid::now_v7());
        news::insert(tx, event, id, "")?;
        let quantity = event.kind.accepts();
        if quantity > 0 {
            let kind = StockKind::Arrived { purchase: purchase.id, order: purchase.order, quantity };
            let (day, at, by) = (event.day, event.at, event.by);
            let entry = StockEntry { id, material: purchase.material, day, at, by, kind, note: String::new() };
            ledger::insert(tx, &entry, purchase.order, "")?;
        }
    }
    if let Some(order) = purchase.order.filter(|_| kept.progress.accepted > 0) {
        tx.exec(
            "INSERT INTO stock_of_orders (material, order_id, allocated, issued) VALUES ($1, $2, $3, 0)
             ON CONFLICT (material, order_id) DO UPDATE SET allocated = stock_of_orders.allocated + excluded.allocated",
            &[purchase.material.into(), order.into(), kept.progress.accepted.into()],
        )?;
    }
    Ok(())
}

/// Keeps the sums of a material: what is set aside for orders, and so much that lies free beside it.
pub fn keep_shelf_bare(tx: &mut Tx, material: MaterialId, free: i64) -> Result<()> {
    let sql = "SELECT COALESCE(CAST(SUM(allocated) AS BIGINT), 0) FROM stock_of_orders WHERE material = $1";
    let allocated = tx.row(sql, &[material.into()], |row| row.int(0))?.unwrap_or_default();
    tx.exec(
        "INSERT INTO stock_balances (material, on_hand, allocated, version) VALUES ($1, $2, $3, 1)
         ON CONFLICT (material) DO UPDATE SET on_hand = excluded.on_hand, allocated = excluded.allocated",
        &[material.into(), allocated.saturating_add(free).into(), allocated.into()],
    )?;
    Ok(())
}
