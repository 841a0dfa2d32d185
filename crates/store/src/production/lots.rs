//! Lots as they are kept, each with what its entries add up to.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use jiff::civil::Date;
use yidan_domain::{
    LotId, Message, OrderId, Quantity, Text,
    access::{Scope, Viewer},
    order::{Line, Order, days::Reach, event::Event},
    production::{
        Balance, Closed, Entry, LOST_LINE, Lot, LotFault, Operation, Planned, balances, checked_against_line,
        checked_route, come_to, comes_to, left_to_make, line_after, tidy_plan,
    },
    text::tidy,
};

use super::{
    access::{must_have_departments, must_plan, said},
    book, of_order, outside, plan,
};
use crate::{
    Actor, Error, Result, Tx, audit,
    db::{
        Row,
        some::{asking, by_ids},
    },
    orders,
};

/// Longest note, in characters.
pub(super) const LONGEST_TEXT: usize = 2_000;

#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub lot: Lot,
    /// As of all that has been told, one for each operation.
    pub balances: Vec<Balance>,
    /// Counts what has happened to it.
    pub version: u64,
}

impl Kept {
    pub fn is_open(&self) -> bool {
        self.lot.is_open(&self.balances)
    }
}

/// What is to be made of one line of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLot {
    pub id: LotId,
    /// From 1.
    pub line: u32,
    /// Ten-thousandths of the line's unit.
    pub quantity: i64,
    pub route: Vec<Operation>,
    pub due: Option<Date>,
    pub plan: Vec<Planned>,
    pub note: String,
    /// Why more is made than was ordered, where that is so.
    pub overrun: String,
}

/// A lot of an order, numbered after it. Nothing is released to the workshop yet.
pub fn make(tx: &mut Tx, actor: &Actor, order: OrderId, new: NewLot) -> Result<Kept> {
    must_plan(tx, &actor.viewer)?;
    orders::lock(tx, order)?;
    let order = orders::load(tx, actor.viewer.scope(), order)?;
    if order.cancelled.is_some() {
        return Err(Error::Invalid(Message::new("lot-order-cancelled").with("number", order.number)));
    }
    // The answer to the first sending may have been lost.
    let others = of_order(tx, order.id)?;
    if let Some(kept) = others.iter().find(|kept| kept.lot.id == new.id) {
        return Ok(kept.clone());
    }
    let Some(line) = order.line(new.line) else { return Err(said(LotFault::NoSuchLine { line: new.line })) };
    let overrun = checked_text(&new.overrun)?;
    let in_lots = come_to(new.line, &line.quantity, pairs(&others));
    // A reason that nothing asks for would say that more is made.
    let is_more = new.quantity > left_to_make(&line.quantity, in_lots);
    let lot = Lot {
        id: new.id,
        number: format!("{}-{}", order.number, others.len() + 1),
        order: order.id,
        line: new.line,
        goods: format!("{} {}", line.name, line.spec).trim().to_owned(),
        quantity: Quantity { ten_thousandths: new.quantity, unit: line.quantity.unit.clone() },
        route: checked_route(new.route).map_err(said)?,
        due: new.due,
        plan: tidy_plan(new.plan),
        plan_version: 0,
        note: checked_text(&new.note)?,
        overrun: if is_more { overrun } else { String::new() },
        closed: None,
    };
    must_have_departments(tx, &lot.route)?;
    lot.check().map_err(said)?;
    checked_against_line(new.line, &line.quantity, in_lots, new.quantity, &lot.overrun).map_err(said)?;
    in_reach(tx, actor, &order, new.due, &lot.plan)?;
    let kept = Kept { balances: vec![Balance::default(); lot.route.len()], lot, version: 1 };
    tx.exec(
        "INSERT INTO lots (id, number, order_id, is_open, version, balances, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            kept.lot.id.into(),
            (&kept.lot.number).into(),
            kept.lot.order.into(),
            kept.is_open().into(),
            kept.version.into(),
            (&serde_json::to_string(&kept.balances)?).into(),
            (&serde_json::to_string(&kept.lot)?).into(),
        ],
    )?;
    plan::keep_days(tx, &kept)?;
    audit::record(tx, actor, "lot", &kept.lot.id.to_string(), "made", &kept.lot)?;
    book::tell(tx, &kept)?;
    of_order::tell(tx, actor, kept.lot.order)?;
    Ok(kept)
}

/// No more is made of it.
pub fn close(tx: &mut Tx, actor: &Actor, id: LotId, reason: &str) -> Result<Kept> {
    must_plan(tx, &actor.viewer)?;
    let kept = lock(tx, &actor.viewer, id)?;
    let reason = checked_text(reason)?;
    if reason.is_empty() {
        return Err(Error::invalid("lot-reason-missing"));
    }
    if !kept.is_open() {
        return Err(Error::Invalid(Message::new("lot-closed-already").with("number", kept.lot.number)));
    }
    let closed = Closed { on: tx.world.company.today(actor.now), by: actor.viewer.person, reason };
    change(tx, actor, kept, "closed", |lot| lot.closed = Some(closed))
}

/// It was closed too early.
pub fn reopen(tx: &mut Tx, actor: &Actor, id: LotId) -> Result<Kept> {
    must_plan(tx, &actor.viewer)?;
    let kept = lock(tx, &actor.viewer, id)?;
    if kept.lot.closed.is_none() {
        return Err(Error::Invalid(Message::new("lot-not-closed").with("number", kept.lot.number)));
    }
    let order = orders::load(tx, Scope::All, kept.lot.order)?;
    if order.cancelled.is_some() {
        return Err(Error::Invalid(Message::new("lot-order-cancelled").with("number", order.number)));
    }
    if kept.lot.line == LOST_LINE {
        let gone = Message::new("lot-line-gone").with("number", kept.lot.number).with("goods", kept.lot.goods);
        return Err(Error::Invalid(gone));
    }
    if let Some(line) = order.line(kept.lot.line) {
        // Others may have been made in its place.
        let others: Vec<Kept> = of_order(tx, order.id)?.into_iter().filter(|other| other.lot.id != id).collect();
        let in_lots = come_to(kept.lot.line, &line.quantity, pairs(&others));
        let open = Lot { closed: None, ..kept.lot.clone() };
        let again = comes_to(&open, &kept.balances);
        checked_against_line(open.line, &line.quantity, in_lots, again, &open.overrun).map_err(said)?;
    }
    change(tx, actor, kept, "reopened", |lot| lot.closed = None)
}

fn pairs(lots: &[Kept]) -> impl Iterator<Item = (&Lot, &[Balance])> {
    lots.iter().map(|kept| (&kept.lot, kept.balances.as_slice()))
}

/// What is wanted or planned of a lot lies after its order, and not too far ahead.
pub(super) fn in_reach(tx: &Tx, actor: &Actor, order: &Order, due: Option<Date>, plan: &[Planned]) -> Result<()> {
    let reach = reach_of(tx, actor, order);
    if let Some(due) = due {
        reach.check(&Text::new("要求完工日", "Wanted by"), due).map_err(said)?;
    }
    let planned = Text::new("计划日", "Planned day");
    plan.iter().try_for_each(|cell| reach.check(&planned, cell.day)).map_err(said)
}

pub(super) fn reach_of(tx: &Tx, actor: &Actor, order: &Order) -> Reach {
    let company = &tx.world.company;
    Reach::of(company.today(order.header.received_at), company.today(actor.now))
}

/// The lines of an order that is about to be amended.
pub(crate) fn lines_before(order: &Order, happened: &[Event]) -> Option<Vec<Line>> {
    happened.iter().any(|event| matches!(event, Event::Amended { .. })).then(|| order.lines.clone())
}

/// After a command: lots follow their line where it has moved, and nothing more is made of an order that was cancelled.
pub(crate) fn follow(
    tx: &mut Tx,
    actor: &Actor,
    order: &Order,
    happened: &[Event],
    before: Option<&[Line]>,
) -> Result<()> {
    if let Some(before) = before {
        follow_lines(tx, actor, order, before)?;
    }
    let Some(reason) = happened.iter().find_map(|event| match event {
        Event::Cancelled { reason } => Some(reason),
        _ => None,
    }) else {
        return Ok(());
    };
    for kept in of_order(tx, order.id)?.into_iter().filter(Kept::is_open) {
        let kept = lock_row(tx, kept.lot.id)?;
        let closed = Closed { on: tx.world.company.today(actor.now), by: actor.viewer.person, reason: reason.clone() };
        change(tx, actor, kept, "closed", |lot| lot.closed = Some(closed))?;
    }
    Ok(())
}

/// A line of which something is being made can't be taken out of its order.
fn follow_lines(tx: &mut Tx, actor: &Actor, order: &Order, before: &[Line]) -> Result<()> {
    for kept in of_order(tx, order.id)?.into_iter().filter(|kept| kept.lot.line != LOST_LINE) {
        let found = line_after(before, &order.lines, kept.lot.line);
        if found.is_none() && kept.is_open() {
            let lost = Message::new("lot-line-lost").with("number", kept.lot.number).with("goods", kept.lot.goods);
            return Err(Error::Invalid(lost));
        }
        let line = found.unwrap_or(LOST_LINE);
        if line != kept.lot.line {
            // The order is told nothing: what its lots add up to is the same.
            let mut kept = lock_row(tx, kept.lot.id)?;
            kept.lot.line = line;
            let kept = moved(tx, kept, None)?;
            audit::record(tx, actor, "lot", &kept.lot.id.to_string(), "line", &kept.lot)?;
        }
    }
    Ok(())
}

pub(super) fn change(
    tx: &mut Tx,
    actor: &Actor,
    mut kept: Kept,
    action: &str,
    change: impl FnOnce(&mut Lot),
) -> Result<Kept> {
    change(&mut kept.lot);
    let kept = moved(tx, kept, None)?;
    audit::record(tx, actor, "lot", &kept.lot.id.to_string(), action, &kept.lot)?;
    of_order::tell(tx, actor, kept.lot.order)?;
    Ok(kept)
}

/// Something has happened to a locked lot: what it says and adds up to by now is kept as its next version, with the latest day
/// of its entries if there are new ones.
pub(super) fn moved(tx: &mut Tx, kept: Kept, latest: Option<Date>) -> Result<Kept> {
    let kept = Kept { version: kept.version + 1, ..kept };
    let latest = latest.map(|day| day.to_string());
    tx.exec(
        "UPDATE lots SET is_open = $2, version = $3, balances = $4, body = $5, moved = COALESCE($6, moved) WHERE id = $1",
        &[
            kept.lot.id.into(),
            kept.is_open().into(),
            kept.version.into(),
            (&serde_json::to_string(&kept.balances)?).into(),
            (&serde_json::to_string(&kept.lot)?).into(),
            latest.as_deref().into(),
        ],
    )?;
    book::tell(tx, &kept)?;
    Ok(kept)
}

/// A lot of an order that this viewer may see.
pub fn get(tx: &mut Tx, viewer: &Viewer, id: LotId) -> Result<Kept> {
    let kept = one(tx, id)?.ok_or(Error::NotFound("lot"))?;
    covered(tx, viewer, kept)
}

pub(crate) fn one(tx: &mut Tx, id: LotId) -> Result<Option<Kept>> {
    tx.row("SELECT body, balances, version FROM lots WHERE id = $1", &[id.into()], read)
}

static SOME: LazyLock<String> = LazyLock::new(|| asking("SELECT body, balances, version FROM lots WHERE id IN (some)"));

/// These lots, as far as they are there. The ids come from the book, which knows the viewer's scope.
pub fn known(tx: &mut Tx, ids: &[LotId]) -> Result<HashMap<LotId, Kept>> {
    by_ids(tx, &SOME, ids.iter().copied(), |row| {
        let kept = read(row)?;
        Ok((kept.lot.id, kept))
    })
}

/// The lot of this number, of an order that this viewer may see.
pub fn named(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<Option<Kept>> {
    let found = tx.row("SELECT body, balances, version FROM lots WHERE number = $1", &[number.into()], read)?;
    let Some(kept) = found else { return Ok(None) };
    match covered(tx, viewer, kept) {
        Ok(kept) => Ok(Some(kept)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The same, held until the end of the transaction; its order is held before it.
pub(super) fn lock(tx: &mut Tx, viewer: &Viewer, id: LotId) -> Result<Kept> {
    let order = get(tx, viewer, id)?.lot.order;
    orders::lock(tx, order)?;
    lock_row(tx, id)
}

fn lock_row(tx: &mut Tx, id: LotId) -> Result<Kept> {
    let sql = tx.either(
        "SELECT body, balances, version FROM lots WHERE id = $1",
        "SELECT body, balances, version FROM lots WHERE id = $1 FOR UPDATE",
    );
    tx.row(sql, &[id.into()], read)?.ok_or(Error::NotFound("lot"))
}

fn covered(tx: &mut Tx, viewer: &Viewer, kept: Kept) -> Result<Kept> {
    if viewer.scope() == Scope::All {
        return Ok(kept);
    }
    match orders::load(tx, viewer.scope(), kept.lot.order) {
        Ok(_) => Ok(kept),
        Err(Error::NotFound(_)) => Err(Error::NotFound("lot")),
        Err(error) => Err(error),
    }
}

/// Of an order that this viewer may see, the first made first.
pub fn lots_of_order(tx: &mut Tx, viewer: &Viewer, order: OrderId) -> Result<Vec<Kept>> {
    orders::load(tx, viewer.scope(), order)?;
    of_order(tx, order)
}

pub(crate) fn of_order(tx: &mut Tx, order: OrderId) -> Result<Vec<Kept>> {
    tx.rows("SELECT body, balances, version FROM lots WHERE order_id = $1 ORDER BY id", &[order.into()], read)
}

pub(super) fn read(row: &Row) -> Result<Kept> {
    Ok(Kept { lot: row.json(0)?, balances: row.json(1)?, version: row.count(2)? })
}

pub(super) fn checked_text(words: &str) -> Result<String> {
    let tidy = tidy(words, true);
    match tidy.chars().count() > LONGEST_TEXT {
        true => Err(Error::Invalid(Message::new("lot-text-too-long").with("limit", LONGEST_TEXT))),
        false => Ok(tidy),
    }
}

/// The lots and outside jobs whose kept sums are not what their entries add up to, by their numbers.
pub(crate) fn check(tx: &mut Tx) -> Result<Vec<String>> {
    const BATCH: usize = 500;
    let (mut wrong, mut after) = (Vec::new(), uuid::Uuid::nil());
    loop {
        let lots = tx.rows(
            "SELECT body, balances, version FROM lots WHERE id > $1 ORDER BY id LIMIT $2",
            &[after.into(), BATCH.into()],
            read,
        )?;
        let Some(last) = lots.last().map(|kept| kept.lot.id) else { return Ok(wrong) };
        let mut entries: BTreeMap<LotId, Vec<Entry>> = BTreeMap::new();
        tx.each(
            "SELECT lot, body FROM lot_entries WHERE lot > $1 AND lot <= $2",
            &[after.into(), last.into()],
            |row| {
                entries.entry(LotId(row.uuid(0)?)).or_default().push(row.json(1)?);
                Ok(())
            },
        )?;
        let mut jobs = outside::of_lots(tx, after, last)?;
        for kept in lots {
            let made = entries.remove(&kept.lot.id).unwrap_or_default();
            if balances(kept.lot.route.len(), &made, Date::MAX) != kept.balances {
                wrong.push(kept.lot.number);
            }
            wrong.extend(outside::check(&jobs.remove(&kept.lot.id).unwrap_or_default(), &made));
        }
        after = last.0;
    }
}
