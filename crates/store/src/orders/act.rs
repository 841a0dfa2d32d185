//! One command to one order.

use std::sync::Arc;

use yidan_domain::{
    OrderId,
    order::{
        Order,
        command::Command,
        decide::Context,
        event::{Event, Recorded},
    },
};

use super::{Kept, enter, events, keep, load_to_change, row, row_of};
use crate::{Actor, Change, Error, Result, Tx, error::Conflict, people};

/// What came of a command.
#[derive(Debug)]
pub struct Acted {
    pub order: Order,
    pub happened: Vec<Event>,
}

/// Does what `command` asks, or says why not. `seen` is the version that the actor had before their eyes: what has
/// happened since may stand against the command.
pub fn act(tx: &mut Tx, actor: &Actor, id: OrderId, seen: Option<u64>, command: Command) -> Result<Acted> {
    let mut kept = load_to_change(tx, actor.viewer.scope(), id)?;
    if let Some(seen) = seen.filter(|seen| *seen != kept.order.version) {
        let since: Vec<Recorded> = events::since(tx, id, seen)?;
        // A version that the order never had was not seen by anybody.
        if seen > kept.order.version || command.conflicts_with(&since) {
            return Err(Error::Conflict(Box::new(Conflict { version: kept.order.version, since })));
        }
    }
    check_references(tx, &kept, &command)?;
    let world = Arc::clone(&tx.world);
    let process = world.processes.get(&kept.order.process).ok_or_else(|| Error::storage("the process is missing"))?;
    let context = Context { process, viewer: &actor.viewer, now: actor.now, zone: &world.company.zone };
    let happened = kept.order.decide(command, context)?;
    keep(tx, &mut kept, actor, happened.clone())?;
    tx.exec(
        "UPDATE streams SET version = $2, hash = $3, state = $4 WHERE id = $1",
        &[id.into(), kept.order.version.into(), (&kept.hash).into(), (&serde_json::to_string(&kept.order)?).into()],
    )?;
    let row = row_of(tx, &kept.order)?;
    row::update(tx, &row)?;
    tx.tell(Change::Order(Arc::new(row)));
    Ok(Acted { order: kept.order, happened })
}

/// What a command names must be there: the person handed to, the customer, the products.
fn check_references(tx: &mut Tx, kept: &Kept, command: &Command) -> Result<()> {
    match command {
        Command::Assign { to: Some(person), .. } | Command::Promise { owner: person, .. } => {
            people::must_be_active(tx, *person)
        }
        Command::Amend { header, lines, .. } => {
            enter::check_references(tx, header, lines, Some(kept.order.header.customer))
        }
        _ => Ok(()),
    }
}
