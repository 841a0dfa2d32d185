//! What waits to be signed, of all orders: a small table made from their states, so that an inbox need not read orders.

use std::collections::HashMap;

use yidan_domain::{
    OrderId, PersonId, StepKey,
    access::Viewer,
    approval::{Capacity, Signer},
    order::{
        Order, Subject,
        situation::{Deed, Situation},
    },
};

use crate::{Result, Tx, orders};

/// Something that waits to be signed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    on: Subject,
    signer: String,
    salesperson: Option<PersonId>,
    submitted_by: PersonId,
    submitted_at: String,
}

/// What a viewer could sign, the longest waiting first, with the orders that it is about.
#[derive(Debug)]
pub struct Inbox {
    pub items: Vec<ToSign>,
    pub orders: HashMap<OrderId, Order>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ToSign {
    pub order: OrderId,
    pub on: Subject,
    pub capacity: Capacity,
}

/// What this viewer could sign, of the orders in sight. The table says what waits; whether it may be signed, the orders say
/// for themselves (`Situation::may`).
pub fn inbox(tx: &mut Tx, viewer: &Viewer) -> Result<Inbox> {
    let mut found = Vec::new();
    tx.each(
        "SELECT order_id, step, signer, salesperson, submitted_by FROM approvals ORDER BY submitted_at, order_id, step",
        &[],
        |row| {
            let signer = Signer::parse(row.str(2)?);
            let (salesperson, submitted_by) = (row.uuid_opt(3)?.map(PersonId), PersonId(row.uuid(4)?));
            let holds = |holder: &Viewer| holder.person != submitted_by && signer.is(holder, salesperson);
            if viewer.person != submitted_by && std::iter::once(viewer).chain(&viewer.stands_in_for).any(holds) {
                found.push((OrderId(row.uuid(0)?), subject(row.str(1)?)));
            }
            Ok(())
        },
    )?;
    let ids: Vec<OrderId> = found.iter().map(|(order, _)| *order).collect();
    let mut orders = orders::load_known(tx, &ids)?;
    let mut waiting = Inbox { items: Vec::new(), orders: HashMap::new() };
    let world = std::sync::Arc::clone(&tx.world);
    for (id, on) in found {
        let Some(order) = orders.get(&id) else { continue };
        let Some(process) = world.processes.get(&order.process) else { continue };
        let situation = Situation::of(order, process);
        let (Ok(()), Ok(capacity)) = (situation.may(viewer, Deed::Sign, on.step()), situation.may_sign(viewer, &on))
        else {
            continue;
        };
        if orders::is_covered(tx, viewer.scope(), order)? {
            waiting.items.push(ToSign { order: id, on, capacity });
        }
    }
    orders.retain(|id, _| waiting.items.iter().any(|item| item.order == *id));
    waiting.orders = orders;
    Ok(waiting)
}

/// Writes what waits of an order that has changed. `waited`: something did before.
pub(crate) fn follow(tx: &mut Tx, order: &Order, waited: bool) -> Result<()> {
    let waiting = rows_of(tx, order)?;
    if waited {
        tx.exec("DELETE FROM approvals WHERE order_id = $1", &[order.id.into()])?;
    }
    waiting.iter().try_for_each(|one| put(tx, order.id, one))
}

/// Writes all of it, whatever is there now.
pub(crate) fn keep_anew(tx: &mut Tx, order: &Order) -> Result<()> {
    follow(tx, order, true)
}

pub(crate) fn rows_of(tx: &Tx, order: &Order) -> Result<Vec<Waiting>> {
    if order.cancelled.is_some() || order.awaiting().next().is_none() {
        return Ok(Vec::new());
    }
    let situation = Situation::of(order, orders::process_of(tx, order)?);
    let waiting = |on: Subject| {
        let (link, approval) = (situation.turn(&on)?, order.approval(&on)?);
        Some(Waiting {
            signer: link.by.written(),
            salesperson: order.header.salesperson,
            submitted_by: approval.submitted_by,
            submitted_at: approval.submitted_at.to_string(),
            on,
        })
    };
    Ok(order.awaiting().filter_map(waiting).collect())
}

pub(crate) fn kept_rows(tx: &mut Tx, order: OrderId) -> Result<Vec<Waiting>> {
    const KEPT: &str =
        "SELECT step, signer, salesperson, submitted_by, submitted_at FROM approvals WHERE order_id = $1";
    let mut kept = tx.rows(KEPT, &[order.into()], |row| {
        Ok(Waiting {
            on: subject(row.str(0)?),
            signer: row.text(1)?,
            salesperson: row.uuid_opt(2)?.map(PersonId),
            submitted_by: PersonId(row.uuid(3)?),
            submitted_at: row.text(4)?,
        })
    })?;
    // As an order tells them: steps by their keys, the change order last.
    kept.sort_by_key(|waiting| (waiting.on.step().is_none(), waiting.on.step().cloned()));
    Ok(kept)
}

fn put(tx: &mut Tx, order: OrderId, waiting: &Waiting) -> Result<()> {
    tx.exec(
        "INSERT INTO approvals (order_id, step, signer, salesperson, submitted_by, submitted_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            order.into(),
            waiting.on.step().map_or("", StepKey::as_str).into(),
            (&waiting.signer).into(),
            waiting.salesperson.into(),
            waiting.submitted_by.into(),
            (&waiting.submitted_at).into(),
        ],
    )?;
    Ok(())
}

fn subject(step: &str) -> Subject {
    Subject::of(Some(step).filter(|step| !step.is_empty()).map(StepKey::from).as_ref())
}
