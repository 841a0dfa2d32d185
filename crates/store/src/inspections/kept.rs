//! Inspections as they are kept: events, and the row that follows from them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yidan_domain::{
    InspectionId, OrderId, PersonId,
    access::Viewer,
    quality::{Event, Inspection, Planned, inspection::standing},
};

use super::{series, settings::settings, waits};
use crate::{Actor, Error, Result, Tx, db::Row, orders};

#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub inspection: Inspection,
    /// After its order, such as `SO-202611-0042-Q1`.
    pub number: String,
    /// Counts what has happened to it.
    pub version: u64,
}

/// Something that happened to an inspection.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    pub at: Timestamp,
    pub by: PersonId,
    /// None when it was planned.
    pub event: Option<Event>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Body {
    Planned { number: String, planned: Planned },
    Then(Event),
}

/// An inspection of an order that this viewer may see.
pub fn get(tx: &mut Tx, viewer: &Viewer, id: InspectionId) -> Result<Kept> {
    let kept = one(tx, id)?.ok_or(Error::NotFound("inspection"))?;
    match orders::load(tx, viewer.scope(), kept.inspection.subject.order) {
        Ok(_) => Ok(kept),
        Err(Error::NotFound(_)) => Err(Error::NotFound("inspection")),
        Err(error) => Err(error),
    }
}

/// Of an order that this viewer may see, in the order in which they were planned.
pub fn inspections_of_order(tx: &mut Tx, viewer: &Viewer, order: OrderId) -> Result<Vec<Kept>> {
    orders::load(tx, viewer.scope(), order)?;
    of_order(tx, order)
}

/// What happened to an inspection that this viewer may see, the first first.
pub fn history(tx: &mut Tx, viewer: &Viewer, id: InspectionId) -> Result<Vec<Happened>> {
    get(tx, viewer, id)?;
    tx.rows("SELECT at, by, body FROM inspection_events WHERE inspection = $1 ORDER BY seq", &[id.into()], |row| {
        let event = match row.json(2)? {
            Body::Planned { .. } => None,
            Body::Then(event) => Some(event),
        };
        Ok(Happened { at: row.time(0)?, by: PersonId(row.uuid(1)?), event })
    })
}

pub(super) fn one(tx: &mut Tx, id: InspectionId) -> Result<Option<Kept>> {
    tx.row("SELECT number, version, body FROM inspections WHERE id = $1", &[id.into()], read)
}

pub(super) fn of_order(tx: &mut Tx, order: OrderId) -> Result<Vec<Kept>> {
    let mut found =
        tx.rows("SELECT number, version, body FROM inspections WHERE order_id = $1", &[order.into()], read)?;
    // Numbers count up; as words, 10 would come before 2.
    found.sort_by_key(|kept| (kept.number.len(), kept.number.clone()));
    Ok(found)
}

pub(super) fn inspections(tx: &mut Tx, order: OrderId) -> Result<Vec<Inspection>> {
    Ok(of_order(tx, order)?.into_iter().map(|kept| kept.inspection).collect())
}

pub(super) fn read(row: &Row) -> Result<Kept> {
    Ok(Kept { number: row.text(0)?, version: row.count(1)?, inspection: row.json(2)? })
}

/// What the deed of this name led to, if it was done before; and of which inspection it was.
pub(super) fn done_before(tx: &mut Tx, id: InspectionId, deed: Uuid) -> Result<Vec<Event>> {
    let found = tx.rows(
        "SELECT body FROM inspection_events WHERE inspection = $1 AND deed = $2 ORDER BY seq",
        &[id.into(), deed.into()],
        |row| row.json(0),
    )?;
    Ok(then(found))
}

/// What happened after that version.
pub(super) fn since(tx: &mut Tx, id: InspectionId, version: u64) -> Result<Vec<Event>> {
    let found = tx.rows(
        "SELECT body FROM inspection_events WHERE inspection = $1 AND seq > $2 ORDER BY seq",
        &[id.into(), version.into()],
        |row| row.json(0),
    )?;
    Ok(then(found))
}

fn then(bodies: Vec<Body>) -> Vec<Event> {
    bodies.into_iter().filter_map(|body| if let Body::Then(event) = body { Some(event) } else { None }).collect()
}

/// Those that failed and are neither released nor inspected again.
pub fn unsettled(tx: &mut Tx) -> Result<BTreeSet<InspectionId>> {
    let read = |row: &Row| Ok(InspectionId(row.uuid(0)?));
    let found = tx.rows("SELECT id FROM inspections WHERE waits = 1 AND verdict <> ''", &[], read)?;
    Ok(found.into_iter().collect())
}

/// A new inspection with its first event.
pub(super) fn begin(tx: &mut Tx, actor: &Actor, id: InspectionId, number: String, planned: Planned) -> Result<Kept> {
    let kept = Kept { inspection: Inspection::planned(id, planned.clone()), number: number.clone(), version: 0 };
    append(tx, actor, kept, id.0, [Body::Planned { number, planned }])
}

/// The events that a deed led to; the inspection and its row follow.
pub(super) fn follow_up(tx: &mut Tx, actor: &Actor, mut kept: Kept, deed: Uuid, events: Vec<Event>) -> Result<Kept> {
    events.iter().for_each(|event| kept.inspection.apply(event));
    append(tx, actor, kept, deed, events.into_iter().map(Body::Then))
}

fn append(
    tx: &mut Tx,
    actor: &Actor,
    mut kept: Kept,
    deed: Uuid,
    bodies: impl IntoIterator<Item = Body>,
) -> Result<Kept> {
    for body in bodies {
        kept.version += 1;
        tx.exec(
            "INSERT INTO inspection_events (inspection, seq, deed, at, by, body) VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                kept.inspection.id.into(),
                kept.version.into(),
                deed.into(),
                (&actor.now.to_string()).into(),
                actor.viewer.person.into(),
                (&serde_json::to_string(&body)?).into(),
            ],
        )?;
    }
    keep_row(tx, &kept)?;
    let order = kept.inspection.subject.order;
    let delivery = waits::delivery(tx, order)?;
    keep_waiting(tx, order, delivery)?;
    Ok(kept)
}

fn keep_row(tx: &mut Tx, kept: &Kept) -> Result<()> {
    let one = &kept.inspection;
    let day = one.expected_on().map(|day| day.to_string()).unwrap_or_default();
    let inspector = &one.arrangement.inspector;
    tx.exec(
        "INSERT INTO inspections (id, number, order_id, stage, state, verdict, inspector, inspector_name, day, waits,
           series, version, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, verdict = excluded.verdict,
           inspector = excluded.inspector, inspector_name = excluded.inspector_name, day = excluded.day,
           series = excluded.series, version = excluded.version, body = excluded.body",
        &[
            one.id.into(),
            (&kept.number).into(),
            one.subject.order.into(),
            one.stage().key().into(),
            one.state.key().into(),
            one.verdict().map_or("", |verdict| verdict.key()).into(),
            inspector.key().into(),
            inspector.written().into(),
            (&day).into(),
            true.into(),
            (&one.series.as_ref().map(|of| series::written(of, one.subject.of)).unwrap_or_default()).into(),
            kept.version.into(),
            (&serde_json::to_string(one)?).into(),
        ],
    )?;
    Ok(())
}

/// Whether an inspection waits depends on the others of its order: after a failure the re-inspection does.
fn keep_waiting(tx: &mut Tx, order: OrderId, delivery: Option<Date>) -> Result<()> {
    let inspections = inspections(tx, order)?;
    let waits: Vec<InspectionId> = standing(&inspections).filter(|one| !one.is_accepted()).map(|one| one.id).collect();
    for one in &inspections {
        tx.exec(
            "UPDATE inspections SET waits = $2 WHERE id = $1 AND waits <> $2",
            &[one.id.into(), waits.contains(&one.id).into()],
        )?;
    }
    waits::keep(tx, order, delivery, &inspections)
}

/// As its events tell it.
fn told(tx: &mut Tx, id: InspectionId) -> Result<Option<Kept>> {
    let bodies: Vec<Body> =
        tx.rows("SELECT body FROM inspection_events WHERE inspection = $1 ORDER BY seq", &[id.into()], |row| {
            row.json(0)
        })?;
    let version = bodies.len() as u64;
    let mut bodies = bodies.into_iter();
    let Some(Body::Planned { number, planned }) = bodies.next() else { return Ok(None) };
    let mut inspection = Inspection::planned(id, planned);
    for body in bodies {
        if let Body::Then(event) = body {
            inspection.apply(&event);
        }
    }
    Ok(Some(Kept { inspection, number, version }))
}

fn every(tx: &mut Tx) -> Result<Vec<InspectionId>> {
    let read = |row: &Row| Ok(InspectionId(row.uuid(0)?));
    tx.rows("SELECT inspection FROM inspection_events WHERE seq = 1 ORDER BY inspection", &[], read)
}

/// Those that are not kept as their events tell them, by their numbers.
pub(crate) fn check(tx: &mut Tx) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut orders: BTreeMap<OrderId, Vec<Inspection>> = BTreeMap::new();
    for id in every(tx)? {
        let (told, kept) = (told(tx, id)?, one(tx, id)?);
        if told != kept {
            wrong.push(told.or(kept).map(|kept| kept.number).unwrap_or_default());
        } else if let Some(kept) = kept {
            orders.entry(kept.inspection.subject.order).or_default().push(kept.inspection);
        }
    }
    let lead = settings(tx)?.lead;
    for (order, inspections) in orders {
        let waiting = waits::rows_of(&inspections, waits::delivery(tx, order)?, &lead);
        if waits::kept_rows(tx, order)? != waiting {
            wrong.extend(tx.row("SELECT number FROM order_row WHERE id = $1", &[order.into()], |row| row.text(0))?);
        }
    }
    let rows = tx.rows(
        "SELECT number FROM inspections
         WHERE NOT EXISTS (SELECT 1 FROM inspection_events WHERE inspection = inspections.id)",
        &[],
        |row| row.text(0),
    )?;
    wrong.extend(rows);
    Ok(wrong)
}

/// Makes the rows anew from the events.
pub(crate) fn keep_anew(tx: &mut Tx) -> Result<()> {
    for id in every(tx)? {
        if let Some(kept) = told(tx, id)? {
            keep_row(tx, &kept)?;
            let order = kept.inspection.subject.order;
            let delivery = waits::delivery(tx, order)?;
            keep_waiting(tx, order, delivery)?;
        }
    }
    Ok(())
}
