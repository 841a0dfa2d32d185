//! The end of the desk's day: its orders held against the list of the order entry, and what people found out about each
//! difference. Differences are never kept: they follow from the two lists, and one that was resolved counts as long as it
//! is the same.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, Message, Money, OrderId, PersonId,
    credit::{Booked, Difference, Gap, reconcile},
    order::{
        refusal::{Needs, Refusal},
        row::{OrderRow, Status},
    },
    text,
};

use super::desk;
use crate::{
    Actor, Error, Result, Store, Tx,
    board::{DateField, Query},
    customers, orders,
};

/// Most rows of a list, and orders of a day that are looked at.
const MOST: usize = 5_000;
const LONGEST_NOTE: usize = 500;

/// A day as it stands.
#[derive(Debug, Clone)]
pub struct DeskDay {
    pub day: Date,
    pub ours: Vec<(OrderId, Booked)>,
    /// What it was held against, if it was.
    pub list: Option<List>,
    pub differences: Vec<(Difference, Option<Resolved>)>,
}

/// The list of the order entry.
#[derive(Debug, Clone)]
pub struct List {
    pub entries: Vec<Booked>,
    pub at: Timestamp,
    pub by: PersonId,
}

/// What was found out about a difference.
#[derive(Debug, Clone)]
pub struct Resolved {
    pub at: Timestamp,
    pub by: PersonId,
    pub note: String,
}

impl DeskDay {
    pub fn open(&self) -> usize {
        self.differences.iter().filter(|(_, resolved)| resolved.is_none()).count()
    }

    /// It has been compared, and nothing is left to find out.
    pub fn is_closed(&self) -> bool {
        self.list.is_some() && self.open() == 0
    }
}

/// The orders that the desk took in on a day, from the board.
pub fn orders_of(store: &Store, day: Date) -> Vec<OrderId> {
    let world = store.world();
    let query = Query {
        process: Some(desk::process_of(&world).to_owned()),
        dates: Some((DateField::Received, Some(day), Some(day))),
        limit: MOST,
        ..Query::all(yidan_domain::access::Scope::All, day)
    };
    store.board().page(&query).ids
}

/// The day, with these orders of it.
pub fn of(tx: &mut Tx, actor: &Actor, day: Date, orders: &[OrderId]) -> Result<DeskDay> {
    must_reconcile(actor)?;
    let ours = booked(tx, orders)?;
    let list = tx.row("SELECT entries, at, by FROM desk_days WHERE day = $1", &[(&day.to_string()).into()], |row| {
        Ok(List { entries: row.json(0)?, at: row.time(1)?, by: PersonId(row.uuid(2)?) })
    })?;
    let resolved = tx.rows(
        "SELECT number, gap, at, by, note FROM reconciliations WHERE day = $1",
        &[(&day.to_string()).into()],
        |row| {
            let resolved = Resolved { at: row.time(2)?, by: PersonId(row.uuid(3)?), note: row.text(4)? };
            Ok((row.text(0)?, row.json::<Gap>(1)?, resolved))
        },
    )?;
    let found = match &list {
        Some(list) => reconcile(&ours.iter().map(|(_, booked)| booked.clone()).collect::<Vec<_>>(), &list.entries),
        None => Vec::new(),
    };
    let with_resolved = |difference: Difference| {
        let number = text::folded(&difference.number);
        let same = resolved.iter().find(|(of, gap, _)| *of == number && *gap == difference.gap);
        let resolved = same.map(|(.., resolved)| resolved.clone());
        (difference, resolved)
    };
    Ok(DeskDay { day, ours, list, differences: found.into_iter().map(with_resolved).collect() })
}

/// Keeps the list of the order entry, in place of the one before.
pub fn keep_list(tx: &mut Tx, actor: &Actor, day: Date, entries: &[Booked]) -> Result<()> {
    must_reconcile(actor)?;
    if entries.is_empty() {
        return Err(Error::invalid("desk-list-empty"));
    }
    if entries.len() > MOST {
        return Err(Error::Invalid(Message::new("desk-list-too-long").with("most", MOST)));
    }
    if day > tx.world.company.today(actor.now) {
        return Err(Refusal::DayInTheFuture { day }.into());
    }
    tx.exec(
        "INSERT INTO desk_days (day, entries, at, by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (day) DO UPDATE SET entries = excluded.entries, at = excluded.at, by = excluded.by",
        &[
            (&day.to_string()).into(),
            (&serde_json::to_string(entries)?).into(),
            (&actor.now.to_string()).into(),
            actor.viewer.person.into(),
        ],
    )?;
    Ok(())
}

/// Says how the difference about a number came about.
pub fn resolve(tx: &mut Tx, actor: &Actor, day: Date, orders: &[OrderId], number: &str, note: &str) -> Result<()> {
    let found = of(tx, actor, day, orders)?;
    let note = text::tidy(note, true);
    if note.is_empty() {
        return Err(Error::invalid("desk-note-missing"));
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::Invalid(Message::new("desk-note-too-long").with("limit", LONGEST_NOTE)));
    }
    let number = text::folded(number);
    let difference = found.differences.iter().find(|(difference, _)| text::folded(&difference.number) == number);
    let (difference, _) = difference.ok_or_else(|| Error::invalid("desk-no-such-difference"))?;
    tx.exec(
        "INSERT INTO reconciliations (day, number, gap, at, by, note) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (day, number) DO UPDATE SET gap = excluded.gap, at = excluded.at, by = excluded.by,
           note = excluded.note",
        &[
            (&day.to_string()).into(),
            (&number).into(),
            (&serde_json::to_string(&difference.gap)?).into(),
            (&actor.now.to_string()).into(),
            actor.viewer.person.into(),
            (&note).into(),
        ],
    )?;
    Ok(())
}

/// Sales or finance, of those who see all orders.
fn must_reconcile(actor: &Actor) -> Result<()> {
    let needs = match actor.viewer.sees_load() {
        _ if actor.viewer.reconciles() => return Ok(()),
        false => Needs::AllOrders,
        true => Needs::Sales,
    };
    Err(Refusal::NotAllowed { needs }.into())
}

fn booked(tx: &mut Tx, orders: &[OrderId]) -> Result<Vec<(OrderId, Booked)>> {
    let rows = orders::rows(tx, orders)?;
    let customers: Vec<CustomerId> = rows.iter().map(|row| row.customer).collect();
    let names = customers::names(tx, &customers)?;
    let usual = tx.world.company.settings.currency;
    let booked = |row: OrderRow| {
        let customer = names.get(&row.customer).cloned().unwrap_or_default();
        (row.id, Booked { number: row.number, customer, total: row.total.unwrap_or(Money::zero(usual)) })
    };
    Ok(rows.into_iter().filter(|row| row.status != Status::Cancelled).map(booked).collect())
}
