//! One command to one order.

use std::sync::Arc;

use yidan_domain::{
    ExceptionId, Message, OrderId,
    access::Scope,
    order::{
        Handling, Order,
        command::Command,
        decide::Context,
        event::{Event, Recorded},
        row::Status,
    },
};

use super::{Kept, Row, enter, events, keep, keep_row, load, load_to_change, row_of};
use crate::{
    Actor, Error, Result, Tx, approvals, credit, error::Conflict, exceptions, inspections, materials, people,
    production, receivables, samples,
};

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
            let since = since.into_iter().filter(|recorded| actor.viewer.is_told(&recorded.event)).collect();
            return Err(Error::Conflict(Box::new(Conflict { version: kept.order.version, since })));
        }
    }
    let world = Arc::clone(&tx.world);
    check_references(tx, &kept, &command)?;
    let process = world.processes.get(&kept.order.process).ok_or_else(|| Error::storage("the process is missing"))?;
    let (viewer, calendars, causes) = (&actor.viewer, &world.company.calendars, &world.causes);
    let context = Context { process, viewer, now: actor.now, calendars, causes };
    let happened = kept.order.decide(command, context)?;
    let (exceptions, sampled) = (kept.order.exceptions.clone(), samples::rows_of(&kept.order));
    let waited = kept.order.awaiting().next().is_some();
    let (owed, total) = (receivables::Before::of(&kept.order), kept.order.total());
    let took = credit::taken(&kept.order, process);
    let (promised, awaits) = (kept.order.header.promised, inspections::expected_of(tx, &kept.order)?);
    let lines = production::lines_before(&kept.order, &happened);
    keep(tx, &mut kept, actor, happened.clone())?;
    exceptions::follow(tx, &kept.order, &exceptions)?;
    approvals::follow(tx, &kept.order, waited)?;
    samples::follow(tx, &kept.order, &sampled)?;
    credit::follow(tx, actor, &took, &kept.order, process)?;
    tx.exec(
        "UPDATE streams SET version = $2, hash = $3, state = $4 WHERE id = $1",
        &[id.into(), kept.order.version.into(), (&kept.hash).into(), (&serde_json::to_string(&kept.order)?).into()],
    )?;
    let row = row_of(tx, &kept.order)?;
    receivables::follow(tx, actor, &kept.order, &row, &happened, owed)?;
    production::follow(tx, actor, &kept.order, &happened, lines.as_deref())?;
    inspections::follow(tx, actor, &kept.order, &happened, promised)?;
    let to_inspect = inspections::expected_of(tx, &kept.order)?;
    if to_inspect != awaits {
        inspections::expect(tx, id, to_inspect)?;
    }
    let is_open = row.status == Status::Open;
    keep_row(tx, Row::Changed, &kept.order, row)?;
    let settled = receivables::settle(tx, actor, &kept.order, &happened, total)?;
    let supplied = materials::follow(tx, actor, &kept.order, is_open, &happened)?;
    let inspected = inspections::follow_amended(tx, actor, &kept.order, &happened)?;
    // What was booked is told to the order.
    let order = if settled || supplied || inspected { load(tx, Scope::All, id)? } else { kept.order };
    Ok(Acted { order, happened })
}

/// What a command names must be there: the person handed to, the customer, the products, the cause.
fn check_references(tx: &mut Tx, kept: &Kept, command: &Command) -> Result<()> {
    match command {
        Command::Assign { to: Some(person), .. } | Command::Promise { owner: person, .. } => {
            people::must_be_active(tx, *person)
        }
        Command::RaiseException { handling, .. } => check_handling(tx, handling, &Handling::default()),
        Command::HandleException { id, handling, .. } => check_handling(tx, handling, &had(kept, *id)),
        Command::ClearException { id, cause, charged_to, .. } => {
            let handling = Handling { cause: cause.clone(), charged_to: charged_to.clone(), ..Handling::default() };
            check_handling(tx, &handling, &had(kept, *id))
        }
        Command::ProposeChange { asked_by, .. } if !tx.world.company.has_department(asked_by) => {
            Err(Error::Invalid(Message::new("department-unknown").with("department", asked_by.as_str())))
        }
        Command::Amend { header, lines, .. }
        | Command::ProposeChange { header, lines, .. }
        | Command::Quote { header, lines, .. } => {
            enter::check_references(tx, header, lines, Some(kept.order.header.customer))
        }
        _ => Ok(()),
    }
}

fn had(kept: &Kept, id: ExceptionId) -> Handling {
    kept.order.exception(id).map(|exception| exception.handling.clone()).unwrap_or_default()
}

/// What an exception had before may have been archived since.
fn check_handling(tx: &mut Tx, handling: &Handling, had: &Handling) -> Result<()> {
    if let Some(owner) = handling.owner.filter(|owner| had.owner != Some(*owner)) {
        people::must_be_active(tx, owner)?;
    }
    let offered = |cause: &_| tx.world.causes.get(cause).is_some_and(|cause| !cause.archived);
    if let Some(cause) = handling.cause.as_ref().filter(|cause| had.cause.as_ref() != Some(*cause) && !offered(cause)) {
        return Err(Error::Invalid(Message::new("cause-unknown").with("cause", cause.as_str())));
    }
    match handling.charged_to.as_ref().filter(|key| !tx.world.company.has_department(key)) {
        Some(key) => Err(Error::Invalid(Message::new("department-unknown").with("department", key.as_str()))),
        None => Ok(()),
    }
}
