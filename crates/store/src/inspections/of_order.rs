//! What an order hears of its inspections: facts for its gates, and the lots that failed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;
use yidan_domain::{
    OrderId,
    access::Scope,
    order::{Order, command, event::Event, inspected},
    process::gate::Fact,
    quality::{self, Mending, facts, findings},
};

use super::{acts, kept, settings::settings, waits};
use crate::{Actor, Result, Tx, orders};

pub(super) fn tell(tx: &mut Tx, actor: &Actor, id: OrderId) -> Result<()> {
    let days = settings(tx)?.lead.mend_days;
    orders::hear(tx, actor, id, |tx, order| come_to(tx, order, days))?;
    let order = orders::load(tx, Scope::All, id)?;
    let failed = findings(&kept::inspections(tx, id)?, &mending(tx, days));
    if order.cancelled.is_some() || order.failed_lots == failed {
        return Ok(());
    }
    orders::act(tx, actor, id, None, command::Command::TellFailed { failed }).map(drop)
}

/// What its process asks for, in conditions or in forms.
fn come_to(tx: &mut Tx, order: &Order, mend_days: u32) -> Result<BTreeMap<String, Option<Fact>>> {
    let process = std::sync::Arc::clone(orders::process_of(tx, order)?);
    let inspections = kept::inspections(tx, order.id)?;
    let told = facts(&inspections, inspected::units_ordered(&order.lines), &mending(tx, mend_days));
    let facts = [
        // Without any, forms are asked.
        ("inspection.passed", waits::is_planned(&inspections).then_some(Fact::YesNo(told.passed))),
        ("inspection.booked", Some(Fact::YesNo(told.booked))),
        ("inspection.day", told.day.map(Fact::Date)),
        ("inspection.expected", told.not_before.map(Fact::Date)),
    ];
    let asks = |name: &str| process.asks_for(name) || process.expects(name);
    let in_forms = |name: &str| process.steps.iter().any(|step| step.waits_for(name).is_some());
    let asked = facts.into_iter().filter(|(name, _)| asks(name) || in_forms(name));
    Ok(asked.map(|(name, fact)| (name.to_owned(), fact)).collect())
}

fn mending<'a>(tx: &'a Tx<'_>, days: u32) -> Mending<'a> {
    Mending { days, calendar: tx.world.company.calendars.company() }
}

/// The days to mend have changed: orders with goods that failed hear it.
pub(super) fn tell_of_failed(tx: &mut Tx, actor: &Actor) -> Result<()> {
    const FAILED: &str = "SELECT DISTINCT order_id FROM inspections
         WHERE verdict IN ('failed', 'again') AND order_id IN (SELECT order_id FROM inspections WHERE waits = 1)
         ORDER BY order_id";
    let orders = tx.rows(FAILED, &[], |row| Ok(OrderId(row.uuid(0)?)))?;
    orders.into_iter().try_for_each(|order| tell(tx, actor, order))
}

/// After an amendment more may be ordered than has passed. Answers whether there was anything to tell the order.
pub(crate) fn follow_amended(tx: &mut Tx, actor: &Actor, order: &Order, happened: &[Event]) -> Result<bool> {
    let is_amended = happened.iter().any(|event| matches!(event, Event::Amended { .. }));
    if !is_amended || kept::inspections(tx, order.id)?.is_empty() {
        return Ok(false);
    }
    tell(tx, actor, order.id)?;
    Ok(true)
}

/// After a command: inspections are due by the day of delivery, and nothing more is inspected of an order that was cancelled.
pub(crate) fn follow(
    tx: &mut Tx,
    actor: &Actor,
    order: &Order,
    happened: &[Event],
    delivery: Option<Date>,
) -> Result<()> {
    if order.header.promised != delivery {
        let inspections = kept::inspections(tx, order.id)?;
        waits::keep(tx, order.id, order.header.promised, &inspections)?;
    }
    let Some(reason) = happened.iter().find_map(|event| match event {
        Event::Cancelled { reason } => Some(reason),
        _ => None,
    }) else {
        return Ok(());
    };
    let open = kept::of_order(tx, order.id)?.into_iter().filter(|kept| kept.inspection.is_open());
    for kept in open {
        let cancelled = quality::Event::Cancelled { reason: reason.clone(), by: actor.viewer.person, at: actor.now };
        acts::done(tx, actor, kept, Uuid::now_v7(), vec![cancelled])?;
    }
    Ok(())
}
