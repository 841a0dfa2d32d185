//! Order numbers: counted up within their series, in the transaction of the order that gets them.

use jiff::civil::Date;
use yidan_domain::{Message, number::Pattern};

use super::row;
use crate::{Error, Result, Tx};

/// Longest number that an order may bring along, in characters.
const LONGEST: usize = 40;

/// A number series and how far it has counted. Every number up to `last` belongs to an order: numbers are given in the
/// transaction that keeps the order, so one that is refused gives its number back; those that orders brought along
/// themselves are stepped over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub series: String,
    pub last: u64,
}

pub fn series(tx: &mut Tx) -> Result<Vec<Series>> {
    tx.rows("SELECT series, last FROM counters WHERE series NOT LIKE 'purchases %' ORDER BY series DESC", &[], |row| {
        Ok(Series { series: row.text(0)?, last: row.count(1)? })
    })
}

/// The number that the next order would get by this pattern.
pub fn upcoming(tx: &mut Tx, pattern: &Pattern, today: Date) -> Result<String> {
    let counter = pattern.counter(today);
    let last = tx.row("SELECT last FROM counters WHERE series = $1", &[(&counter).into()], |row| row.count(0))?;
    let mut count = last.unwrap_or_default();
    loop {
        count += 1;
        let number = pattern.number(today, count);
        if row::find_number(tx, &number)?.is_none() {
            return Ok(number);
        }
    }
}

pub(super) fn next(tx: &mut Tx, today: Date) -> Result<String> {
    let pattern = Pattern::parse(&tx.world.company.settings.number_pattern)
        .map_err(|fault| Error::Invalid(yidan_domain::Say::say(&fault)))?;
    drawn(tx, &pattern, &pattern.counter(today), today, |tx, number| Ok(row::find_number(tx, number)?.is_some()))
}

/// The next number of a series that nobody has taken.
pub(crate) fn drawn(
    tx: &mut Tx,
    pattern: &Pattern,
    series: &str,
    today: Date,
    mut is_taken: impl FnMut(&mut Tx, &str) -> Result<bool>,
) -> Result<String> {
    loop {
        let count = tx
            .row(
                "INSERT INTO counters (series, last) VALUES ($1, 1)
                 ON CONFLICT (series) DO UPDATE SET last = counters.last + 1 RETURNING last",
                &[series.into()],
                |row| row.count(0),
            )?
            .ok_or_else(|| Error::storage("a counter gave no number"))?;
        let number = pattern.number(today, count);
        if !is_taken(tx, &number)? {
            return Ok(number);
        }
    }
}

/// A number that an order brings along: kept as it is, when it is free.
pub(super) fn own(tx: &mut Tx, number: &str) -> Result<String> {
    let number = yidan_domain::text::tidy(number, false);
    if number.chars().count() > LONGEST {
        return Err(Error::Invalid(Message::new("order-number-too-long").with("limit", LONGEST)));
    }
    match row::find_number(tx, &number)? {
        Some(_) => Err(Error::Invalid(Message::new("order-number-taken").with("number", number))),
        None => Ok(number),
    }
}
