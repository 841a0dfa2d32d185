//! What quality's board shows, from the tables of `waits`. Headings are those of `quality::board`, said once more as ranges of
//! their indexes, so that a count or a page costs what it shows.

use jiff::civil::Date;
use yidan_domain::{
    OrderId,
    access::Viewer,
    quality::{Heading, Horizon, board::plan_until},
};

use super::{
    list::{Listed, marks, read},
    settings::settings,
};
use crate::{Result, Tx, db::Value};

/// Some rows of a list, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted<T> {
    pub rows: Vec<T>,
    pub count: u64,
}

/// How many wait, by heading, and how many have something late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub failed: u64,
    pub to_book: u64,
    pub this_week: u64,
    pub to_tell: u64,
    pub later: u64,
    /// Somebody is to be told soon, whatever the heading.
    pub untold: u64,
    pub late: u64,
}

/// An order whose delivery comes near without an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    pub order: OrderId,
    pub number: String,
    pub customer: String,
    pub goods: String,
    pub delivery: Date,
}

/// $1 today, $2 soon, $3 the end of the week: each statement takes them all. $4 and $5 are the scope.
macro_rules! from {
    ($condition:expr) => {
        concat!(
            " FROM inspection_waits w WHERE $1 <> '' AND $2 <> '' AND $3 <> '' AND (",
            $condition,
            ") AND ($4 = '' OR EXISTS (SELECT 1 FROM order_row o JOIN customers c ON c.id = o.customer
               WHERE o.id = w.order_id AND (o.salesperson = $5 OR c.owner = $5 OR o.involved LIKE '%' || $4 || '%')))"
        )
    };
}

macro_rules! count {
    ($condition:expr) => {
        concat!("SELECT COUNT(*)", from!($condition))
    };
}

macro_rules! page {
    ($condition:expr, $by:literal) => {
        concat!(
            "SELECT i.number, i.version, i.body, o.number, c.name, o.products, o.promised
             FROM (SELECT w.inspection AS id, w.",
            $by,
            " AS due",
            from!($condition),
            " ORDER BY w.",
            $by,
            " LIMIT $6) first
             JOIN inspections i ON i.id = first.id
             JOIN order_row o ON o.id = i.order_id JOIN customers c ON c.id = o.customer ORDER BY first.due, i.number"
        )
    };
}

macro_rules! failed {
    () => {
        "w.failed = 1"
    };
}

/// `9999-12-31`: nobody knows by when (`quality::board::NO_DAY`).
macro_rules! to_book {
    ($today:literal, $soon:literal) => {
        concat!(
            "w.book_by <> '' AND (w.book_by <= ",
            $soon,
            " OR w.book_by = '9999-12-31') AND (w.day = '' OR w.book_by >= ",
            $today,
            ")"
        )
    };
}

/// Of one that has its day: is it not to be moved?
macro_rules! stays {
    ($today:literal, $soon:literal) => {
        concat!("(w.book_by = '' OR w.book_by > ", $soon, " OR w.book_by < ", $today, ")")
    };
}

macro_rules! this_week {
    ($today:literal, $soon:literal, $sunday:literal) => {
        concat!("w.failed = 0 AND w.day <> '' AND w.day <= ", $sunday, " AND ", stays!($today, $soon))
    };
}

macro_rules! to_tell {
    ($today:literal, $soon:literal, $sunday:literal) => {
        concat!(untold!($soon), " AND w.day > ", $sunday, " AND ", stays!($today, $soon))
    };
}

/// Whatever heading it stands under.
macro_rules! untold {
    ($soon:literal) => {
        concat!("w.day <> '' AND w.tell_by <> '' AND w.tell_by <= ", $soon)
    };
}

macro_rules! late {
    ($today:literal) => {
        concat!("w.act_by <> '' AND w.act_by < ", $today)
    };
}

pub(super) use {failed, late, stays, this_week, to_book, untold};

const ALL: &str = count!("w.failed >= 0");
const LATE: &str = count!(late!("$1"));
const UNTOLD: &str = count!(untold!("$2"));

fn statements(heading: Heading) -> Option<(&'static str, &'static str)> {
    Some(match heading {
        Heading::Failed => (count!(failed!()), page!(failed!(), "day")),
        Heading::ToBook => (count!(to_book!("$1", "$2")), page!(to_book!("$1", "$2"), "book_by")),
        Heading::ThisWeek => (count!(this_week!("$1", "$2", "$3")), page!(this_week!("$1", "$2", "$3"), "day")),
        Heading::ToTell => (count!(to_tell!("$1", "$2", "$3")), page!(to_tell!("$1", "$2", "$3"), "tell_by")),
        Heading::Later => return None,
    })
}

pub fn tally(tx: &mut Tx, viewer: &Viewer, today: Date) -> Result<Tally> {
    let mut counted = |statement| asked(viewer, today, |values| count(tx, statement, values));
    let mut under = |heading| statements(heading).map_or(Ok(0), |(statement, _)| counted(statement));
    let [failed, to_book] = [under(Heading::Failed)?, under(Heading::ToBook)?];
    let [this_week, to_tell] = [under(Heading::ThisWeek)?, under(Heading::ToTell)?];
    let (all, late, untold) = (counted(ALL)?, counted(LATE)?, counted(UNTOLD)?);
    let later = all.saturating_sub(failed + to_book + this_week + to_tell);
    Ok(Tally { failed, to_book, this_week, to_tell, later, untold, late })
}

/// The first under a heading, by the day on which they are due. `Later` has no list.
pub fn under(tx: &mut Tx, viewer: &Viewer, today: Date, heading: Heading, rows: usize) -> Result<Vec<Listed>> {
    let Some((_, page)) = statements(heading) else { return Ok(Vec::new()) };
    asked(viewer, today, |values| {
        let mut values = values.to_vec();
        values.push(rows.into());
        tx.rows(page, &values, read)
    })
}

fn asked<T>(viewer: &Viewer, today: Date, ask: impl FnOnce(&[Value]) -> Result<T>) -> Result<T> {
    let days = days(today);
    let (mark, me) = marks(viewer.scope());
    ask(&[(&days[0]).into(), (&days[1]).into(), (&days[2]).into(), (&mark).into(), me])
}

/// Today, soon, the end of the week.
pub(super) fn days(today: Date) -> [String; 3] {
    let Horizon { today, soon, sunday } = Horizon::of(today);
    [today, soon, sunday].map(|day| day.to_string())
}

fn count(tx: &mut Tx, statement: &'static str, values: &[Value]) -> Result<u64> {
    Ok(tx.row(statement, values, |row| row.count(0))?.unwrap_or_default())
}

macro_rules! unplanned {
    ($rest:literal) => {
        concat!(
            " FROM inspections_expected e WHERE e.planned = 0 AND e.delivery <= $1
             AND ($2 = '' OR EXISTS (SELECT 1 FROM order_row o JOIN customers c ON c.id = o.customer
               WHERE o.id = e.order_id AND (o.salesperson = $3 OR c.owner = $3 OR o.involved LIKE '%' || $2 || '%')))",
            $rest
        )
    };
}

/// Orders whose delivery comes near without an inspection of the goods, the nearest first; the page begins after this one.
pub fn unplanned(
    tx: &mut Tx,
    viewer: &Viewer,
    today: Date,
    after: Option<(Date, OrderId)>,
    rows: usize,
) -> Result<Counted<Unplanned>> {
    const COUNT: &str = concat!("SELECT COUNT(*)", unplanned!(""));
    const PAGE: &str = concat!(
        "SELECT o.id, o.number, c.name, o.products, first.delivery FROM (SELECT e.order_id AS id, e.delivery",
        unplanned!(
            " AND (e.delivery > $4 OR (e.delivery = $4 AND e.order_id > $5)) ORDER BY e.delivery, e.order_id LIMIT $6"
        ),
        ") first JOIN order_row o ON o.id = first.id JOIN customers c ON c.id = o.customer ORDER BY first.delivery, o.id"
    );
    let until = plan_until(&settings(tx)?.lead, today).to_string();
    let (mark, me) = marks(viewer.scope());
    let count = count(tx, COUNT, &[(&until).into(), (&mark).into(), me])?;
    let (_, me) = marks(viewer.scope());
    let day = after.map(|(day, _)| day.to_string()).unwrap_or_default();
    let order = after.map_or(OrderId(uuid::Uuid::nil()), |(_, order)| order);
    let values = [(&until).into(), (&mark).into(), me, (&day).into(), order.into(), rows.into()];
    let rows = tx.rows(PAGE, &values, |row| {
        Ok(Unplanned {
            order: OrderId(row.uuid(0)?),
            number: row.text(1)?,
            customer: row.text(2)?,
            goods: row.text(3)?,
            delivery: row.parsed(4)?,
        })
    })?;
    Ok(Counted { rows, count })
}
