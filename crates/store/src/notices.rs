//! What people have been told: written in the transaction of what happened, kept until read and for a while after.

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{
    OrderId, PersonId, StepKey,
    notice::{self, About, Notice},
    order::{Order, event::Recorded},
};

use crate::{Change, Error, Result, Tx, db::Row, orders};

/// Read notices are kept for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// And those that nobody reads for so long.
const KEPT_UNREAD: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Unread ones are counted up to this.
pub const MOST_COUNTED: u64 = 100;

/// A notice as its reader finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub id: uuid::Uuid,
    pub at: Timestamp,
    /// Who did what is told.
    pub by: PersonId,
    pub order: OrderId,
    pub number: String,
    pub customer: String,
    pub step: Option<StepKey>,
    pub about: About,
    pub is_read: bool,
}

/// Tells whoever has to know of an event; `before` and `after` are the order around it.
pub(crate) fn tell(tx: &mut Tx, recorded: &Recorded, before: &Order, after: &Order) -> Result<()> {
    let world = std::sync::Arc::clone(&tx.world);
    let owner = orders::owner_of(tx, after.header.customer)?;
    let process = orders::process_of(tx, after)?;
    let today = world.company.today(recorded.at);
    let notices = notice::of(recorded, before, after, process, owner, &world.people, today);
    keep(tx, &notices, recorded.by, recorded.at)
}

/// Keeps notices, and lets open screens know.
pub(crate) fn keep(tx: &mut Tx, notices: &[Notice], by: PersonId, at: Timestamp) -> Result<()> {
    for notice in notices {
        tx.exec(
            "INSERT INTO notices (id, person, at, by, order_id, step, body, read_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
            &[
                uuid::Uuid::now_v7().into(),
                notice.person.into(),
                (&at.to_string()).into(),
                by.into(),
                notice.order.into(),
                notice.step.as_ref().map(StepKey::as_str).into(),
                (&serde_json::to_string(&notice.about)?).into(),
            ],
        )?;
        tx.tell(Change::Notices(notice.person));
    }
    Ok(())
}

macro_rules! of_person {
    ($which:literal) => {
        concat!(
            "SELECT n.id, n.at, n.by, n.order_id, o.number, c.name, n.step, n.body, n.read_at
             FROM notices n JOIN order_row o ON o.id = n.order_id JOIN customers c ON c.id = o.customer
             WHERE n.person = $1 AND n.id < $2 ",
            $which,
            " ORDER BY n.id DESC LIMIT $3"
        )
    };
}

/// A person's notices before the one named, the latest first.
pub fn of(
    tx: &mut Tx,
    person: PersonId,
    only_unread: bool,
    before: Option<uuid::Uuid>,
    limit: usize,
) -> Result<Vec<Told>> {
    let sql = if only_unread { of_person!("AND n.read_at IS NULL") } else { of_person!("") };
    tx.rows(sql, &[person.into(), before.unwrap_or(uuid::Uuid::max()).into(), limit.into()], read)
}

/// How many a person has not read, at most [`MOST_COUNTED`].
pub fn unread(tx: &mut Tx, person: PersonId) -> Result<u64> {
    let counted = tx.row(
        "SELECT COUNT(*) FROM (SELECT 1 FROM notices WHERE person = $1 AND read_at IS NULL LIMIT $2) AS unread",
        &[person.into(), MOST_COUNTED.into()],
        |row| row.count(0),
    )?;
    Ok(counted.unwrap_or_default())
}

/// Marks one as read; answers with what it is about.
pub fn open(tx: &mut Tx, person: PersonId, id: uuid::Uuid, now: Timestamp) -> Result<Notice> {
    let found = tx.row(
        "SELECT order_id, step, body FROM notices WHERE id = $1 AND person = $2",
        &[id.into(), person.into()],
        |row| {
            let (order, step) = (OrderId(row.uuid(0)?), row.str_opt(1)?.map(StepKey::from));
            Ok(Notice { person, order, step, about: row.json(2)? })
        },
    )?;
    let notice = found.ok_or(Error::NotFound("notice"))?;
    let marked = tx.exec(
        "UPDATE notices SET read_at = $3 WHERE id = $1 AND person = $2 AND read_at IS NULL",
        &[id.into(), person.into(), (&now.to_string()).into()],
    )?;
    if marked > 0 {
        tx.tell(Change::Notices(person));
    }
    Ok(notice)
}

/// Marks as read what a person has been told up to and with the notice named: what came after was not seen yet.
pub fn read_until(tx: &mut Tx, person: PersonId, last: uuid::Uuid, now: Timestamp) -> Result<u64> {
    let marked = tx.exec(
        "UPDATE notices SET read_at = $3 WHERE person = $1 AND id <= $2 AND read_at IS NULL",
        &[person.into(), last.into(), (&now.to_string()).into()],
    )?;
    if marked > 0 {
        tx.tell(Change::Notices(person));
    }
    Ok(marked)
}

/// Lets go of what was read long ago, and of what nobody has read for a year. Run once a day; only old rows are looked at,
/// as the ids follow one another in time.
pub fn forget(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    let before = |kept: SignedDuration| (now - kept).to_string();
    let (read, unread) = (before(KEPT), before(KEPT_UNREAD));
    let old = first_id_at(now - KEPT);
    let world = std::sync::Arc::clone(&tx.world);
    world.people.iter().try_fold(0, |gone, person| {
        let sql = "DELETE FROM notices WHERE person = $1 AND id < $2 AND (read_at < $3 OR at < $4)";
        Ok(gone + tx.exec(sql, &[person.id.into(), old.into(), (&read).into(), (&unread).into()])?)
    })
}

/// The lowest that ids (version 7) of a moment can be.
fn first_id_at(at: Timestamp) -> uuid::Uuid {
    let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &[0; 10]).into_uuid()
}

fn read(row: &Row) -> Result<Told> {
    Ok(Told {
        id: row.uuid(0)?,
        at: row.time(1)?,
        by: PersonId(row.uuid(2)?),
        order: OrderId(row.uuid(3)?),
        number: row.text(4)?,
        customer: row.text(5)?,
        step: row.str_opt(6)?.map(StepKey::from),
        about: row.json(7)?,
        is_read: row.str_opt(8)?.is_some(),
    })
}
