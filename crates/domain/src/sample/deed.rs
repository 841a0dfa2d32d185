//! What people tell of a sample, and what is kept of it: an event is a deed that was taken, its texts tidied, with its day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Item, Mark, ProcessSheet, Request, SizeChart, Stage, Stock, Task, Work};
use crate::{SampleId, order::FileRef};

/// Only `decide` makes one that is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SampleEvent {
    pub mark: Mark,
    pub deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    Ordered {
        id: SampleId,
        request: Box<Request>,
    },
    /// The customer asks for something else.
    Amended {
        request: Box<Request>,
    },
    /// The whole list. What was looked up for goods that stay as they are still holds; what a deed says of it does not count.
    Listed {
        items: Vec<Item>,
    },
    LookedUp {
        /// From 1.
        line: usize,
        stock: Stock,
    },
    Asked {
        words: String,
    },
    Answered {
        /// From 1.
        number: usize,
        words: String,
        /// Who of the customer's people.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        from: String,
    },
    SheetWritten {
        sheet: Box<ProcessSheet>,
    },
    ChartDrawn {
        chart: Box<SizeChart>,
    },
    /// The next round is handed to the sample room, due on that day; the first on the day asked for where none is said.
    Begun {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    Done {
        stage: Stage,
    },
    /// Pictures of it, as of the round that is under way.
    Pictured {
        photos: Vec<FileRef>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    Dropped {
        reason: String,
    },
}

impl Deed {
    /// What of a sample it is about.
    pub fn work(&self) -> Work {
        match self {
            Deed::Ordered { .. } | Deed::Amended { .. } => Work::Request,
            Deed::Listed { .. } => Work::Items,
            Deed::LookedUp { .. } => Work::Stock,
            Deed::Asked { .. } | Deed::Answered { .. } => Work::Questions,
            Deed::SheetWritten { .. } | Deed::ChartDrawn { .. } => Work::Papers,
            Deed::Begun { .. } => Work::Task(Task::Begin),
            Deed::Done { stage } => Work::Task(stage.task()),
            Deed::Pictured { .. } => Work::Pictures,
            Deed::Dropped { .. } => Work::Drop,
        }
    }

    /// Is it meant for what was read before that other deed? A whole content takes the place of the one that was read; a
    /// line is counted in the list that was read.
    pub(crate) fn is_upset_by(&self, other: &Deed) -> bool {
        match self {
            Deed::Amended { .. } | Deed::Listed { .. } | Deed::SheetWritten { .. } | Deed::ChartDrawn { .. } => {
                self.work() == other.work()
            }
            Deed::LookedUp { .. } => other.work() == Work::Items,
            _ => false,
        }
    }
}
