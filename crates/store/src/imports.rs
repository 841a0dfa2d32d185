//! What imports remember: which rows became which order, and how columns were mapped.

use yidan_domain::OrderId;

use crate::{Result, Tx};

/// The order that rows with this fingerprint became, if they were imported before.
pub fn imported(tx: &mut Tx, fingerprint: &[u8; 32]) -> Result<Option<OrderId>> {
    tx.row("SELECT order_id FROM imported WHERE fingerprint = $1", &[fingerprint.into()], |row| {
        Ok(OrderId(row.uuid(0)?))
    })
}

pub fn remember(tx: &mut Tx, fingerprint: &[u8; 32], order: OrderId) -> Result<()> {
    tx.exec("INSERT INTO imported (fingerprint, order_id) VALUES ($1, $2)", &[fingerprint.into(), order.into()])?;
    Ok(())
}

/// How a sheet with this header row was mapped last time, as JSON.
pub fn mapping(tx: &mut Tx, headers: &str) -> Result<Option<String>> {
    tx.row("SELECT mapping FROM mappings WHERE headers = $1", &[headers.into()], |row| row.text(0))
}

pub fn remember_mapping(tx: &mut Tx, headers: &str, mapping: &str) -> Result<()> {
    tx.exec(
        "INSERT INTO mappings (headers, mapping) VALUES ($1, $2)
         ON CONFLICT (headers) DO UPDATE SET mapping = excluded.mapping",
        &[headers.into(), mapping.into()],
    )?;
    Ok(())
}
