//! A new order.

use std::{collections::BTreeSet, sync::Arc};

use yidan_domain::{
    CustomerId, OrderId,
    order::{
        FileRef, Header, Line, Order, ProcessRef,
        command::{Entry, Past, PastStep},
        decide::{self, Context},
        event::Recorded,
    },
};

use super::{GENESIS, Kept, events, insert, keep, numbers, row};
use crate::{Actor, Error, Result, Tx, inspections, people};

/// An order as somebody enters it, before it has a number.
#[derive(Debug, Clone)]
pub struct Draft {
    pub id: OrderId,
    /// The order's own number, where it has one already; otherwise the company's pattern gives it.
    pub number: Option<String>,
    /// Key of the process; its latest version is meant.
    pub process: String,
    pub header: Header,
    pub lines: Vec<Line>,
    pub originals: Vec<FileRef>,
    pub past: Vec<PastStep>,
}

#[derive(Debug)]
pub struct Entered {
    pub order: Order,
    /// Orders of the same customer with the same reference: perhaps this one was entered before.
    pub same_reference: Vec<(OrderId, String)>,
}

/// Keeps a new order and numbers it. Number and order are one transaction, so a refused order leaves no gap.
pub fn enter(tx: &mut Tx, actor: &Actor, draft: Draft) -> Result<Entered> {
    let world = Arc::clone(&tx.world);
    let process = world.processes.latest(&draft.process).ok_or_else(|| {
        Error::Invalid(yidan_domain::Message::new("order-unknown-process").with("process", draft.process.as_str()))
    })?;
    check_references(tx, &draft.header, &draft.lines, None)?;
    check_doers(tx, &draft.past)?;
    let same_reference = row::same_reference(tx, draft.header.customer, draft.header.customer_ref.trim())?;
    let number = match draft.number.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
        Some(own) => numbers::own(tx, own)?,
        None => numbers::next(tx, world.company.today(actor.now))?,
    };
    let entry = Entry {
        id: draft.id,
        number,
        process: ProcessRef { key: process.key.clone(), version: process.version },
        header: draft.header,
        lines: draft.lines,
        originals: draft.originals,
        past: draft.past,
    };
    let (viewer, calendars, causes) = (&actor.viewer, &world.company.calendars, &world.causes);
    let context = Context { process, viewer, now: actor.now, calendars, causes };
    let mut happened = decide::enter(entry, context)?.into_iter();
    let first = happened.next().ok_or_else(|| Error::storage("an order begins with its entry"))?;
    let first = Recorded { seq: 1, at: actor.now, by: actor.viewer.person, via: actor.via, event: first };
    let order = Order::entered(&first).ok_or_else(|| Error::storage("an order begins with its entry"))?;
    let hash = events::append(tx, order.id, &GENESIS, &first)?;
    let mut kept = Kept { order, hash };
    keep(tx, &mut kept, actor, happened.collect())?;
    insert(tx, super::Row::New, &kept)?;
    if let Some(delivery) = inspections::expected_of(tx, &kept.order)? {
        inspections::expect(tx, kept.order.id, Some(delivery))?;
    }
    Ok(Entered { order: kept.order, same_reference })
}

/// Whoever is said to have done a step must be there.
fn check_doers(tx: &mut Tx, past: &[PastStep]) -> Result<()> {
    let doers = past.iter().filter_map(|past| match past.was {
        Past::Started { by, .. } | Past::Finished { by, .. } => by,
        Past::Behind { .. } | Past::Skipped { .. } => None,
    });
    doers.collect::<BTreeSet<_>>().into_iter().try_for_each(|doer| people::must_exist(tx, doer))
}

/// What an order names must be there. A customer that the order has already may have been archived since.
pub(super) fn check_references(tx: &mut Tx, header: &Header, lines: &[Line], had: Option<CustomerId>) -> Result<()> {
    let archived = tx
        .row("SELECT archived FROM customers WHERE id = $1", &[header.customer.into()], |row| row.yes(0))?
        .ok_or_else(|| Error::invalid("order-unknown-customer"))?;
    if archived && had != Some(header.customer) {
        return Err(Error::invalid("order-customer-archived"));
    }
    if let Some(salesperson) = header.salesperson {
        people::must_exist(tx, salesperson)?;
    }
    for (number, line) in (1_usize..).zip(lines) {
        let Some(product) = line.product else { continue };
        if tx.row("SELECT 1 FROM products WHERE id = $1", &[product.into()], |_| Ok(()))?.is_none() {
            return Err(Error::Invalid(yidan_domain::Message::new("order-unknown-product").with("line", number)));
        }
    }
    Ok(())
}
