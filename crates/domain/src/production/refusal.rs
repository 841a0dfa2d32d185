//! Why something is not kept of a lot's progress, with the quantities and days that show what would be possible.

use jiff::civil::Date;

use crate::{Message, Quantity, Say, Text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgressRefusal {
    NoSuchOperation {
        place: usize,
    },
    NothingReported,
    NotPositive {
        given: Quantity,
    },
    NotWhole {
        given: Quantity,
    },
    TooMany {
        most: Quantity,
    },
    TooLong {
        limit_hours: i64,
    },
    /// What is done again and put aside once more was not done again.
    AgainPutAside,
    /// At the end of this day the operation has no more than `most`.
    MoreThanThere {
        operation: Text,
        day: Date,
        given: Quantity,
        most: Quantity,
    },
    MoreToSend {
        operation: Text,
        day: Date,
        given: Quantity,
        most: Quantity,
    },
    /// The lot is not of so many.
    MoreThanLot {
        given: Quantity,
        left: Quantity,
    },
    TooManyCauses {
        limit: usize,
    },
    /// What was put aside lies in the own workshop.
    ReworkOutside,
    /// Only what is with an outside factory is lost; in the own workshop it is scrap.
    LostInside,
    MoreThanPutAside {
        operation: Text,
        given: Quantity,
        most: Quantity,
    },
    MoreThanSentOut {
        operation: Text,
        given: Quantity,
        most: Quantity,
    },
    /// On that day the operation has used what would be missing.
    TakenSince {
        operation: Text,
        day: Date,
        missing: Quantity,
    },
    NoSuchEntry,
    AlreadyReversed,
    IsReversal,
    ReversedBefore {
        day: Date,
    },
    Closed {
        number: String,
    },
    /// A sheet says less than was reported, and not why.
    LessWithoutReason {
        operation: Text,
        before: Quantity,
        given: Quantity,
    },
    /// What was reported came from outside or out of rework.
    NotTakenBackHere {
        operation: Text,
    },
}

impl Say for ProgressRefusal {
    fn say(&self) -> Message {
        use ProgressRefusal::*;
        let numbers = |key, operation: &Text, given: &Quantity, most: &Quantity| {
            let message = Message::new(key).with("operation", operation.clone());
            message.with("given", given.to_string()).with("most", most.to_string())
        };
        match self {
            NoSuchOperation { place } => Message::new("progress-no-such-operation").with("place", *place),
            NothingReported => Message::new("progress-nothing-reported"),
            NotPositive { given } => Message::new("progress-not-positive").with("given", given.to_string()),
            NotWhole { given } => Message::new("progress-not-whole").with("given", given.to_string()),
            TooMany { most } => Message::new("progress-too-many").with("most", most.to_string()),
            TooLong { limit_hours } => Message::new("progress-too-long").with("limit", *limit_hours),
            AgainPutAside => Message::new("progress-again-put-aside"),
            MoreThanThere { operation, day, given, most } => {
                numbers("progress-more-than-there", operation, given, most).with("day", *day)
            }
            MoreToSend { operation, day, given, most } => {
                numbers("progress-more-to-send", operation, given, most).with("day", *day)
            }
            MoreThanLot { given, left } => {
                Message::new("progress-more-than-lot").with("given", given.to_string()).with("left", left.to_string())
            }
            TooManyCauses { limit } => Message::new("progress-too-many-causes").with("limit", *limit),
            ReworkOutside => Message::new("progress-rework-outside"),
            LostInside => Message::new("progress-lost-inside"),
            MoreThanPutAside { operation, given, most } => {
                numbers("progress-more-than-put-aside", operation, given, most)
            }
            MoreThanSentOut { operation, given, most } => {
                numbers("progress-more-than-sent-out", operation, given, most)
            }
            TakenSince { operation, day, missing } => Message::new("progress-taken-since")
                .with("operation", operation.clone())
                .with("day", *day)
                .with("missing", missing.to_string()),
            NoSuchEntry => Message::new("progress-no-such-entry"),
            AlreadyReversed => Message::new("progress-already-reversed"),
            IsReversal => Message::new("progress-is-reversal"),
            ReversedBefore { day } => Message::new("progress-reversed-before").with("day", *day),
            LessWithoutReason { operation, before, given } => Message::new("progress-less-without-reason")
                .with("operation", operation.clone())
                .with("before", before.to_string())
                .with("given", given.to_string()),
            NotTakenBackHere { operation } => {
                Message::new("progress-not-taken-back-here").with("operation", operation.clone())
            }
            Closed { number } => Message::new("progress-closed").with("number", number.as_str()),
        }
    }
}
