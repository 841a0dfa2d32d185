//! What an order hears of its inspections: facts for its gates, and the lots that failed.

use std::collections::BTreeMap;

use uuid::Uuid;
use yidan_domain::{
    OrderId,
    access::Scope,
    order::{Order, command, event::Event},
    process::gate::Fact,
    quality::{self, facts, findings},
};

use super::{acts, kept};
use crate::{Actor, Result, Tx, orders};

pub(super) fn tell(tx: &mut Tx, actor: &Actor, id: OrderId) -> Result<()> {
    orders::hear(tx, actor, id, come_to)?;
    let order = orders::load(tx, Scope::All, id)?;
    let failed = findings(&acts::inspections(tx, id)?);
    if order.cancelled.is_some() || order.failed_lots == failed {
        return Ok(());
    }
    orders::act(tx, actor, id, None, command::Command::TellFailed { failed }).map(drop)
}

/// What its process asks for.
fn come_to(tx: &mut Tx, order: &Order) -> Result<BTreeMap<String, Option<Fact>>> {
    let process = std::sync::Arc::clone(orders::process_of(tx, order)?);
    let told = facts(&acts::inspections(tx, order.id)?);
    let facts = [
        ("inspection.passed", Some(Fact::YesNo(told.passed))),
        ("inspection.booked", Some(Fact::YesNo(told.booked))),
        ("inspection.day", told.day.map(Fact::Date)),
        ("inspection.expected", told.not_before.map(Fact::Date)),
    ];
    let asked = facts.into_iter().filter(|(name, _)| process.asks_for(name) || process.expects(name));
    Ok(asked.map(|(name, fact)| (name.to_owned(), fact)).collect())
}

/// After a command: nothing more is inspected of an order that was cancelled.
pub(crate) fn follow(tx: &mut Tx, actor: &Actor, order: &Order, happened: &[Event]) -> Result<()> {
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
