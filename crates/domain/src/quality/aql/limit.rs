//! Acceptance quality limits: the 26 preferred values, and how they are written.

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::text::plain;

/// An acceptance quality limit: up to 10 in nonconforming units per 100 units or in nonconformities per 100 units, above
/// that in the latter only (§5). Only the 26 preferred values exist; a greater one is less strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Aql(u8);

impl Aql {
    /// What major and minor defects of consumer goods are usually held to.
    pub const USUAL_MAJOR: Aql = Aql(12);
    pub const USUAL_MINOR: Aql = Aql(13);

    /// From the strictest to the least strict, as the columns of the tables.
    pub fn all() -> impl Iterator<Item = Aql> {
        (0..).zip(WRITTEN).map(|(column, _)| Aql(column))
    }

    /// As the standard writes it: `0.010`, `2.5`, `10`.
    pub fn written(self) -> &'static str {
        WRITTEN[self.column()]
    }

    /// One step tighter; nothing is tighter than 0.010.
    pub fn tighter(self) -> Option<Aql> {
        self.0.checked_sub(1).map(Aql)
    }

    pub(super) fn column(self) -> usize {
        self.0.into()
    }
}

/// Any way of writing the number: `2.50` is 2.5, `4` is 4.0.
impl FromStr for Aql {
    type Err = NotAnAql;
    fn from_str(typed: &str) -> Result<Self, NotAnAql> {
        let number: Option<Decimal> = plain(typed).parse().ok();
        Aql::all()
            .find(|aql| number.is_some() && number == aql.written().parse().ok())
            .ok_or(NotAnAql(typed.to_owned()))
    }
}

impl fmt::Display for Aql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written())
    }
}

impl TryFrom<String> for Aql {
    type Error = NotAnAql;
    fn try_from(written: String) -> Result<Self, NotAnAql> {
        written.parse()
    }
}

impl From<Aql> for String {
    fn from(aql: Aql) -> String {
        aql.written().to_owned()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of the 26 acceptance quality limits")]
pub struct NotAnAql(pub String);

const WRITTEN: [&str; 26] = [
    "0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15", "0.25", "0.40", "0.65", "1.0", "1.5", "2.5", "4.0",
    "6.5", "10", "15", "25", "40", "65", "100", "150", "250", "400", "650", "1000",
];
