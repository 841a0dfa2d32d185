//! Inspections of the orders in a viewer's scope: for lists, for the board of what waits, for the calendar.

use jiff::civil::Date;
use yidan_domain::{
    InspectionId, PersonId,
    access::{Scope, Viewer},
    quality::{Inspection, Stage},
    text,
};

use super::{
    board::{self, failed, late, stays, this_week, to_book, untold},
    kept::{self, Kept},
};
use crate::{
    Result, Tx,
    db::{Row, Value},
};

/// An inspection with the order that it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub kept: Kept,
    pub order_number: String,
    pub customer: String,
    /// What the order is of.
    pub goods: String,
    /// The day of delivery as it stands now.
    pub delivery: Option<Date>,
}

/// What is asked for; what is left empty is any.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub stage: Option<Stage>,
    /// `planned`, `booked`, `started`, `inspected`, `released`, `cancelled`.
    pub state: String,
    /// `passed`, `failed`, `again`.
    pub verdict: String,
    /// `own`, `customer`, `nominated`, `third_party`.
    pub inspector: String,
    /// In number, customer, goods, inspector.
    pub words: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// The page begins after this one.
    pub after: Option<InspectionId>,
    /// Only what waits so, seen on this day.
    pub waits: Option<(Which, Date)>,
    pub limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Failed,
    ToBook,
    ThisWeek,
    /// Somebody is to be told soon, of what is inspected this week, too.
    ToTell,
    /// Something of it is late.
    Late,
}

impl Which {
    pub const ALL: [Which; 5] = [Which::Failed, Which::ToBook, Which::ThisWeek, Which::ToTell, Which::Late];
    pub const KEYS: [&'static str; 5] = ["failed", "to-book", "this-week", "to-tell", "late"];

    /// As it stands in addresses.
    pub fn key(self) -> &'static str {
        Self::KEYS[self as usize]
    }

    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.key() == key)
    }
}

macro_rules! select {
    ($rest:expr) => {
        select!("inspections i", $rest)
    };
    ($from:literal, $rest:expr) => {
        concat!(
            "SELECT i.number, i.version, i.body, o.number, c.name, o.products, o.promised FROM ",
            $from,
            " JOIN order_row o ON o.id = i.order_id JOIN customers c ON c.id = o.customer
             WHERE ($1 = '' OR o.salesperson = $2 OR c.owner = $2 OR o.involved LIKE '%' || $1 || '%')",
            $rest
        )
    };
}

/// The latest first; and whether there are more.
pub fn list(tx: &mut Tx, viewer: &Viewer, query: &Query) -> Result<(Vec<Listed>, bool)> {
    macro_rules! asked {
        () => {
            " AND ($3 = '' OR i.stage = $3) AND ($4 = '' OR i.state = $4) AND ($5 = '' OR i.verdict = $5)
          AND ($6 = '' OR i.inspector = $6) AND ($7 = '' OR i.day >= $7) AND ($8 = '' OR (i.day <> '' AND i.day <= $8))
          AND i.id < $9"
        };
    }
    const LIST: &str = select!(concat!(asked!(), " ORDER BY i.id DESC LIMIT $10"));
    const WAITING: &str = select!(
        "inspection_waits w JOIN inspections i ON i.id = w.inspection",
        concat!(
            asked!(),
            " AND (($11 = 'failed' AND ",
            failed!(),
            ") OR ($11 = 'to-book' AND ",
            to_book!("$12", "$13"),
            ") OR ($11 = 'this-week' AND ",
            this_week!("$12", "$13", "$14"),
            ") OR ($11 = 'to-tell' AND ",
            untold!("$13"),
            ") OR ($11 = 'late' AND ",
            late!("$12"),
            ")) ORDER BY i.id DESC LIMIT $10"
        )
    );
    let (mark, me) = marks(viewer.scope());
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, to, words) = (day(query.from), day(query.to), text::folded(&query.words));
    // Words are looked for here, not by the database: whatever it finds has to come.
    let most = if words.is_empty() { query.limit.saturating_add(1) } else { usize::MAX >> 1 };
    let mut values = vec![
        (&mark).into(),
        me,
        query.stage.map_or("", Stage::key).into(),
        (&query.state).into(),
        (&query.verdict).into(),
        (&query.inspector).into(),
        (&from).into(),
        (&to).into(),
        query.after.map_or(uuid::Uuid::max(), |after| after.0).into(),
        most.into(),
    ];
    let (which, today) = query.waits.unzip();
    let days = today.map(board::days);
    if let Some(days) = &days {
        values.push(which.map_or("", Which::key).into());
        values.extend(days.iter().map(Value::from));
    }
    let mut found = Vec::new();
    tx.each(if days.is_some() { WAITING } else { LIST }, &values, |row| {
        if found.len() <= query.limit {
            let listed = read(row)?;
            if words.is_empty() || listed.searched().contains(&words) {
                found.push(listed);
            }
        }
        Ok(())
    })?;
    let more = found.len() > query.limit;
    found.truncate(query.limit);
    Ok((found, more))
}

/// What is still to be inspected, and what failed and is still to be settled: the first by day.
pub fn waiting(tx: &mut Tx, viewer: &Viewer, rows: usize) -> Result<Vec<Listed>> {
    const WAITING: &str = select!(" AND i.waits = 1 ORDER BY i.day, i.number LIMIT $3");
    let (mark, me) = marks(viewer.scope());
    tx.rows(WAITING, &[(&mark).into(), me, rows.into()], read)
}

/// Those with a day from `from` to `to`, both included, by day.
pub fn between(tx: &mut Tx, viewer: &Viewer, from: Date, to: Date) -> Result<Vec<Listed>> {
    const BETWEEN: &str =
        select!(" AND i.day >= $3 AND i.day <= $4 AND i.state <> 'cancelled' ORDER BY i.day, i.number");
    let (mark, me) = marks(viewer.scope());
    tx.rows(BETWEEN, &[(&mark).into(), me, (&from.to_string()).into(), (&to.to_string()).into()], read)
}

/// Those with a result from `from` to `to`, for figures.
pub fn reported(tx: &mut Tx, viewer: &Viewer, from: Date, to: Date) -> Result<Vec<Inspection>> {
    let listed = between(tx, viewer, from, to)?.into_iter().map(|listed| listed.kept.inspection);
    Ok(listed.filter(|one| one.report().is_some()).collect())
}

impl Listed {
    fn searched(&self) -> String {
        let arrangement = &self.kept.inspection.arrangement;
        let inspector = arrangement.inspector.written();
        let all = [&self.kept.number, &self.customer, &self.goods, &arrangement.goods, &arrangement.place];
        text::folded(&format!("{} {inspector}", all.map(String::as_str).join(" ")))
    }
}

pub(super) fn marks<'a>(scope: Scope) -> (String, Value<'a>) {
    match scope {
        Scope::All => (String::new(), PersonId::PROGRAM.into()),
        Scope::Own(me) => (me.to_string(), me.into()),
    }
}

pub(super) fn read(row: &Row) -> Result<Listed> {
    Ok(Listed {
        kept: kept::read(row)?,
        order_number: row.text(3)?,
        customer: row.text(4)?,
        goods: row.text(5)?,
        delivery: row.str_opt(6)?.and_then(|day| day.parse().ok()),
    })
}
