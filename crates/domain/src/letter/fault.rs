//! Why a credit, an amendment or a review is not taken, with what is needed to mend it. Texts are under `letter-…`.

use jiff::{Timestamp, civil::Date};

use crate::{Message, Money, Say, Text};

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.say())]
pub enum LetterFault {
    NumberMissing,
    /// In characters.
    TextTooLong {
        what: Text,
        limit: usize,
    },
    AmountNotPositive {
        amount: Money,
    },
    /// In percent, from 0.
    ToleranceOutside {
        most: u32,
    },
    /// From 1.
    PresentationDaysOutside {
        most: u32,
    },
    /// From 1; at sight there are none.
    UsanceDaysOutside {
        most: u32,
    },
    /// An amendment that was received before what it amends.
    AmendedBefore {
        received: Date,
        before: Date,
    },
    /// The same person has reviewed this version as the other reviewer: two pairs of eyes are wanted (S1).
    SamePerson {
        reviewed_as: Text,
    },
    /// Somebody else has reviewed this version as this reviewer.
    AlreadyReviewed {
        reviewer: Text,
        at: Timestamp,
    },
    /// Accepted, although these were not checked or did not hold.
    PointsOpen {
        points: Vec<Text>,
    },
    /// Accepted, although discrepancies are named.
    AcceptedWithDiscrepancies {
        count: usize,
    },
    /// Accepted without a word on what the program sees against it.
    FindingsUnexplained {
        count: usize,
    },
    /// Discrepant, but by what nobody can tell.
    NoDiscrepancyNamed,
}

impl Say for LetterFault {
    fn say(&self) -> Message {
        use LetterFault::*;
        match self {
            NumberMissing => Message::new("letter-number-missing"),
            TextTooLong { what, limit } => {
                Message::new("letter-text-too-long").with("what", what).with("limit", *limit)
            }
            AmountNotPositive { amount } => Message::new("letter-amount-not-positive").with("amount", *amount),
            ToleranceOutside { most } => Message::new("letter-tolerance-outside").with("most", i64::from(*most)),
            PresentationDaysOutside { most } => {
                Message::new("letter-presentation-days-outside").with("most", i64::from(*most))
            }
            UsanceDaysOutside { most } => Message::new("letter-usance-days-outside").with("most", i64::from(*most)),
            AmendedBefore { received, before } => {
                Message::new("letter-amended-before").with("received", *received).with("before", *before)
            }
            SamePerson { reviewed_as } => Message::new("letter-same-person").with("reviewer", reviewed_as),
            AlreadyReviewed { reviewer, at } => {
                Message::new("letter-already-reviewed").with("reviewer", reviewer).with("at", *at)
            }
            PointsOpen { points } => Message::new("letter-points-open").with("points", points.clone()),
            FindingsUnexplained { count } => Message::new("letter-findings-unexplained").with("count", *count),
            AcceptedWithDiscrepancies { count } => {
                Message::new("letter-accepted-with-discrepancies").with("count", *count)
            }
            NoDiscrepancyNamed => Message::new("letter-no-discrepancy-named"),
        }
    }
}
