//! Two tables that follow from inspections and orders: `inspection_waits`, what is next of each inspection that waits, and
//! `inspections_expected`, the orders whose goods have to be inspected.

use jiff::civil::Date;
use yidan_domain::{
    InspectionId, OrderId,
    order::{Order, inspected::delivery_to_inspect_for},
    quality::{Inspection, LeadTimes, Stage, Waits, inspection::standing},
};

use super::{kept, settings::settings};
use crate::{Result, Tx, db::Row, orders};

/// What is kept of an inspection that waits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WaitRow {
    id: InspectionId,
    failed: bool,
    day: String,
    book_by: String,
    tell_by: String,
    act_by: String,
}

/// What it has to hold of an order, by ids.
pub(super) fn rows_of(inspections: &[Inspection], delivery: Option<Date>, lead: &LeadTimes) -> Vec<WaitRow> {
    let written = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |one: &Inspection| {
        let waits = Waits::of(one, delivery, lead);
        WaitRow {
            id: one.id,
            failed: waits.has_failed,
            day: written(waits.day),
            book_by: written(waits.book_by),
            tell_by: written(waits.tell_by),
            act_by: written(waits.act_by),
        }
    };
    let mut rows: Vec<WaitRow> = standing(inspections).filter(|one| !one.is_accepted()).map(row).collect();
    rows.sort();
    rows
}

pub(super) fn kept_rows(tx: &mut Tx, order: OrderId) -> Result<Vec<WaitRow>> {
    const KEPT: &str =
        "SELECT inspection, failed, day, book_by, tell_by, act_by FROM inspection_waits WHERE order_id = $1";
    let mut rows = tx.rows(KEPT, &[order.into()], |row: &Row| {
        Ok(WaitRow {
            id: InspectionId(row.uuid(0)?),
            failed: row.yes(1)?,
            day: row.text(2)?,
            book_by: row.text(3)?,
            tell_by: row.text(4)?,
            act_by: row.text(5)?,
        })
    })?;
    rows.sort();
    Ok(rows)
}

/// Writes what waits of an order's inspections, as far as it is another than before.
pub(super) fn keep(tx: &mut Tx, order: OrderId, delivery: Option<Date>, inspections: &[Inspection]) -> Result<()> {
    let rows = rows_of(inspections, delivery, &settings(tx)?.lead);
    if kept_rows(tx, order)? != rows {
        tx.exec("DELETE FROM inspection_waits WHERE order_id = $1", &[order.into()])?;
        rows.iter().try_for_each(|row| put(tx, order, row))?;
    }
    tx.exec(
        "UPDATE inspections_expected SET planned = $2 WHERE order_id = $1 AND planned <> $2",
        &[order.into(), is_planned(inspections).into()],
    )?;
    Ok(())
}

fn put(tx: &mut Tx, order: OrderId, row: &WaitRow) -> Result<()> {
    tx.exec(
        "INSERT INTO inspection_waits (inspection, order_id, failed, day, book_by, tell_by, act_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            row.id.into(),
            order.into(),
            row.failed.into(),
            (&row.day).into(),
            (&row.book_by).into(),
            (&row.tell_by).into(),
            (&row.act_by).into(),
        ],
    )?;
    Ok(())
}

/// Is there one of finished goods that counts?
pub(super) fn is_planned(inspections: &[Inspection]) -> bool {
    standing(inspections).any(|one| one.stage() == Stage::Final)
}

/// As the order has it now.
pub(super) fn delivery(tx: &mut Tx, order: OrderId) -> Result<Option<Date>> {
    let day = tx.row("SELECT promised FROM order_row WHERE id = $1", &[order.into()], |row| {
        Ok(row.str_opt(0)?.and_then(|day| day.parse().ok()))
    })?;
    Ok(day.flatten())
}

/// The lead times have changed: what waits is due on other days.
pub(super) fn keep_all(tx: &mut Tx) -> Result<()> {
    const ORDERS: &str = "SELECT DISTINCT order_id FROM inspection_waits ORDER BY order_id";
    for order in tx.rows(ORDERS, &[], |row| Ok(OrderId(row.uuid(0)?)))? {
        let (delivery, inspections) = (delivery(tx, order)?, kept::inspections(tx, order)?);
        keep(tx, order, delivery, &inspections)?;
    }
    Ok(())
}

/// The day by which an order should have been inspected, as its state says it.
pub(crate) fn expected_of(tx: &Tx, order: &Order) -> Result<Option<Date>> {
    Ok(delivery_to_inspect_for(order, orders::process_of(tx, order)?))
}

/// After a command, where that day has changed.
pub(crate) fn expect(tx: &mut Tx, order: OrderId, delivery: Option<Date>) -> Result<()> {
    let Some(delivery) = delivery else {
        tx.exec("DELETE FROM inspections_expected WHERE order_id = $1", &[order.into()])?;
        return Ok(());
    };
    let planned = is_planned(&kept::inspections(tx, order)?);
    tx.exec(
        "INSERT INTO inspections_expected (order_id, delivery, planned) VALUES ($1, $2, $3)
         ON CONFLICT (order_id) DO UPDATE SET delivery = excluded.delivery, planned = excluded.planned",
        &[order.into(), (&delivery.to_string()).into(), planned.into()],
    )?;
    Ok(())
}

/// Does the table hold of an order what it has to?
pub(crate) fn is_expected_as(tx: &mut Tx, order: OrderId, delivery: Option<Date>) -> Result<bool> {
    const KEPT: &str = "SELECT delivery, planned FROM inspections_expected WHERE order_id = $1";
    let kept = tx.row(KEPT, &[order.into()], |row| Ok((row.text(0)?, row.yes(1)?)))?;
    let planned = is_planned(&kept::inspections(tx, order)?);
    Ok(kept == delivery.map(|delivery| (delivery.to_string(), planned)))
}
