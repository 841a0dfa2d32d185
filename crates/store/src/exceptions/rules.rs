//! The rules at work: what a watcher has found out about an order is raised, restated and mended, by the program.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    ExceptionId, OrderId, PersonId,
    access::{Scope, Viewer},
    exception::{Difference, Finding, Found, taker},
    order::{Order, command::Command, event::Via},
    schedule::Moment,
};

use crate::{Actor, Error, Result, Tx, orders, rebuild};

/// Raises, restates and mends what the differences ask; answers how many it did. `seen` is the version of the order that they were
/// found on: when somebody has acted since, or another copy of the program was quicker, nothing is done and the watcher
/// looks again.
pub fn apply_rules(tx: &mut Tx, id: OrderId, seen: u64, differences: &[Difference], now: Timestamp) -> Result<usize> {
    let actor = Actor { viewer: Viewer::program(), via: Via::Program, now };
    let mut seen = seen;
    let mut done = 0;
    for difference in differences {
        let command = match difference {
            Difference::Raise(found) => raise(tx, id, found, now)?,
            // What an earlier version kept does not say whether people have dealt with it.
            Difference::Restate(..) if !rebuild::is_current(tx)? => continue,
            Difference::Restate(exception, finding) => restate(tx, id, *exception, finding, now)?,
            Difference::Mend(exception) => Command::MendByRule { id: *exception },
        };
        match orders::act(tx, &actor, id, Some(seen), command) {
            Ok(acted) => (seen, done) = (acted.order.version, done + 1),
            // What this order was when it was looked at it is no longer.
            Err(Error::Refused(_)) => {}
            Err(Error::Conflict(_)) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

fn raise(tx: &mut Tx, id: OrderId, found: &Found, now: Timestamp) -> Result<Command> {
    let order = orders::load(tx, Scope::All, id)?;
    let (owner, due) = handed(tx, &order, found, now)?;
    Ok(Command::RaiseByRule { id: ExceptionId(uuid::Uuid::now_v7()), found: found.clone(), owner, due })
}

fn restate(tx: &mut Tx, id: OrderId, exception: ExceptionId, finding: &Finding, now: Timestamp) -> Result<Command> {
    let order = orders::load(tx, Scope::All, id)?;
    let step = order.exception(exception).and_then(|exception| exception.step.clone());
    let (owner, due) = handed(tx, &order, &Found { step, finding: finding.clone() }, now)?;
    Ok(Command::RestateByRule { id: exception, finding: finding.clone(), owner, due })
}

/// Whom the rule hands it to, and by when it is to be settled.
fn handed(tx: &Tx, order: &Order, found: &Found, now: Timestamp) -> Result<(Option<PersonId>, Option<Date>)> {
    let world = Arc::clone(&tx.world);
    let rule = world.rules.get(found.finding.rule());
    let owner = taker(found, rule.taker, order, orders::process_of(tx, order)?, &world.people);
    let calendars = &world.company.calendars;
    let (calendar, now) = (calendars.company(), Moment::of_timestamp(now, &calendars.zone));
    Ok((owner, calendar.forward(now, calendar.length(rule.within)).and_then(Moment::date)))
}
