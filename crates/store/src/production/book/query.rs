//! What is asked of the summary sheet, and where a page of it ends.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use yidan_domain::{DepartmentKey, LotId, access::Scope};

use crate::board;

#[derive(Debug, Clone)]
pub struct Query {
    /// Of which orders: whose lots a viewer sees, the customer, the process, words, the promised day.
    pub orders: board::Query,
    /// With an operation of this department.
    pub department: Option<DepartmentKey>,
    /// Open lots alone, or those alone that are made or closed.
    pub open: Option<bool>,
    /// When they are due, both ends included.
    pub due: Option<(Option<Date>, Option<Date>)>,
    pub sort: Sort,
    pub descending: bool,
    pub after: Option<Cursor>,
    pub limit: usize,
}

/// Equal ones go by lot, the first made first. What there is nothing to sort by comes last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Days until the lot is due, or until its order's promise where it has no day: the least first.
    Countdown,
    Delay,
    /// When the lot is due.
    Due,
    /// In the order in which lots were made.
    Made,
}

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Countdown, Sort::Delay, Sort::Due, Sort::Made];

    pub fn key(self) -> &'static str {
        match self {
            Sort::Countdown => "countdown",
            Sort::Delay => "delay",
            Sort::Due => "due",
            Sort::Made => "made",
        }
    }
}

impl Query {
    /// Every open lot that the scope shows, the most pressing first.
    pub fn open(scope: Scope, today: Date) -> Self {
        Self {
            orders: board::Query::all(scope, today),
            department: None,
            open: Some(true),
            due: None,
            sort: Sort::Countdown,
            descending: false,
            after: None,
            limit: 50,
        }
    }
}

/// Where a page ends: the place of its last lot, not a count. Written as one word that can stand in a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(super) sort: Sort,
    pub(super) descending: bool,
    pub(super) place: Place,
}

/// What a lot is sorted by, then the lot.
pub(super) type Place = (i64, LotId);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list: {0:?}")]
pub struct BadCursor(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = if self.descending { "down" } else { "up" };
        write!(f, "{}.{direction}.{}.{}", self.sort.key(), self.place.0, self.place.1.0.simple())
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;
    fn from_str(written: &str) -> Result<Self, BadCursor> {
        read(written).ok_or_else(|| BadCursor(written.chars().take(200).collect()))
    }
}

fn read(written: &str) -> Option<Cursor> {
    let [sort, direction, key, lot] = written.split('.').collect::<Vec<_>>().try_into().ok()?;
    let descending = match direction {
        "up" => false,
        "down" => true,
        _ => return None,
    };
    let place = (key.parse().ok()?, lot.parse().ok()?);
    Some(Cursor { sort: Sort::ALL.into_iter().find(|known| known.key() == sort)?, descending, place })
}
