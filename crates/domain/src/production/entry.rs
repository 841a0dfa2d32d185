//! What is said about a lot. Quantities are ten-thousandths of the lot's unit; operations are places in its route, from 0.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{CauseKey, OutsideJobId, PersonId, ProgressId, order::FileRef};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Drawn where it was typed, so that what is sent twice is kept once.
    pub id: ProgressId,
    /// From this day on it counts.
    pub day: Date,
    /// When it was told.
    pub at: Timestamp,
    pub by: Teller,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Teller {
    Person(PersonId),
    /// An outside factory, by the private link to its job.
    Outside(OutsideJobId),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Kind {
    /// So many are given to the first operation.
    Released {
        quantity: i64,
    },
    Reported(Report),
    /// Given to an outside factory; what comes back is reported.
    SentOut {
        job: OutsideJobId,
        operation: usize,
        quantity: i64,
    },
    Reversed {
        entry: ProgressId,
    },
}

/// Photos of one report.
pub const MOST_PHOTOS: usize = 8;

/// What came out of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    pub operation: usize,
    /// Delivered to the next operation, or finished.
    pub good: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scrap: Vec<Scrap>,
    /// Put aside to be done again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rework: i64,
    /// Good and scrap come from what had been put aside.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_rework: bool,
    /// They come back from this outside job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<OutsideJobId>,
    /// Never came back from it: scrap that nobody has in hand.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lost: i64,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub minutes: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<FileRef>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scrap {
    pub cause: CauseKey,
    pub quantity: i64,
}

impl Kind {
    /// The outside job that it is about.
    pub fn job(&self) -> Option<OutsideJobId> {
        match self {
            Kind::SentOut { job, .. } => Some(*job),
            Kind::Reported(report) => report.job,
            Kind::Released { .. } | Kind::Reversed { .. } => None,
        }
    }

    /// Does it say the same, photos aside? They are kept anew each time they are sent.
    pub fn says_the_same(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::Reported(one), Kind::Reported(other)) => {
                Report { photos: Vec::new(), ..one.clone() } == Report { photos: Vec::new(), ..other.clone() }
            }
            (one, other) => one == other,
        }
    }
}

impl Report {
    /// Scrap of all causes, and what was lost.
    pub fn scrapped(&self) -> i64 {
        self.scrap.iter().fold(self.lost, |sum, scrap| sum.saturating_add(scrap.quantity))
    }

    pub fn came_out(&self) -> i64 {
        self.good.saturating_add(self.scrapped()).saturating_add(self.rework)
    }
}

fn is_zero<T: Default + PartialEq>(number: &T) -> bool {
    *number == T::default()
}
