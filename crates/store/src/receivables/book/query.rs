//! What is asked of the list of receivables, and where a page of it ends.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use yidan_domain::{Currency, CustomerId, InvoiceId, PersonId, access::Scope, receivable::State};

#[derive(Debug, Clone)]
pub struct Query {
    /// The rule of access.
    pub scope: Scope,
    /// Words that must all be found, each in the invoice's number or the customer's name or code.
    pub text: String,
    pub state: Option<State>,
    pub customer: Option<CustomerId>,
    pub salesperson: Option<PersonId>,
    pub currency: Option<Currency>,
    pub sort: Sort,
    pub descending: bool,
    pub after: Option<Cursor>,
    pub limit: usize,
    pub today: Date,
}

/// Equal ones go by invoice and instalment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What is open, the earliest due first; then what is paid, the latest due first. Without a due day last of both.
    OpenFirst,
    /// Without a due day last, in both directions.
    Due,
    /// What is open, in whole units whatever the currency.
    Open,
    Amount,
    /// Days past the due day.
    Overdue,
    Issued,
}

impl Sort {
    pub const ALL: [Sort; 6] = [Sort::OpenFirst, Sort::Due, Sort::Open, Sort::Amount, Sort::Overdue, Sort::Issued];

    pub fn key(self) -> &'static str {
        match self {
            Sort::OpenFirst => "open-first",
            Sort::Due => "due",
            Sort::Open => "open",
            Sort::Amount => "amount",
            Sort::Overdue => "overdue",
            Sort::Issued => "issued",
        }
    }
}

impl Query {
    /// Every instalment that the scope shows, those to be followed first.
    pub fn all(scope: Scope, today: Date) -> Self {
        Self {
            scope,
            text: String::new(),
            state: None,
            customer: None,
            salesperson: None,
            currency: None,
            sort: Sort::OpenFirst,
            descending: false,
            after: None,
            limit: 50,
            today,
        }
    }
}

/// Where a page ends: the place of its last instalment, not a count. Written as one word that can stand in a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(super) sort: Sort,
    pub(super) descending: bool,
    pub(super) place: Place,
}

/// What an instalment is sorted by, then its invoice, then its number.
pub(super) type Place = (i128, InvoiceId, u32);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list: {0:?}")]
pub struct BadCursor(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = if self.descending { "down" } else { "up" };
        let (key, invoice, instalment) = self.place;
        write!(f, "{}.{direction}.{key}.{}.{instalment}", self.sort.key(), invoice.0.simple())
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;
    fn from_str(written: &str) -> Result<Self, BadCursor> {
        read(written).ok_or_else(|| BadCursor(written.chars().take(200).collect()))
    }
}

fn read(written: &str) -> Option<Cursor> {
    let [sort, direction, key, invoice, instalment] = written.split('.').collect::<Vec<_>>().try_into().ok()?;
    let descending = match direction {
        "up" => false,
        "down" => true,
        _ => return None,
    };
    let place = (key.parse().ok()?, invoice.parse().ok()?, instalment.parse().ok()?);
    Some(Cursor { sort: Sort::ALL.into_iter().find(|known| known.key() == sort)?, descending, place })
}
