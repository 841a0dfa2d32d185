//! What happened to a sample, as a sentence for histories, with the words that go with it.

use super::{Again, Check, Deed, Delivery, SampleEvent, Stage, Stock};
use crate::{Message, Say};

/// How the keys of its sentences begin.
const BEGIN: &str = "sample-told-";

impl Say for SampleEvent {
    fn say(&self) -> Message {
        self.deed.said().with("day", self.mark.on)
    }
}

impl SampleEvent {
    /// What happened, in a word: `made`, `wash-again`, `sent` …
    pub fn what(&self) -> &'static str {
        let key = self.deed.said().key;
        key.strip_prefix(BEGIN).unwrap_or(key)
    }

    /// What people wrote along with it: reasons, questions, comments; empty where they wrote nothing.
    pub fn words(&self) -> &str {
        match &self.deed {
            Deed::Ordered { request, .. } | Deed::Amended { request } => &request.note,
            Deed::Asked { words } | Deed::Answered { words, .. } => words,
            Deed::Begun { why, .. } => why,
            Deed::Dropped { reason } => reason,
            Deed::Pictured { note, .. } => note,
            Deed::Done { stage } => stage.words(),
            Deed::Listed { .. } | Deed::LookedUp { .. } | Deed::SheetWritten { .. } | Deed::ChartDrawn { .. } => "",
        }
    }
}

impl Deed {
    fn said(&self) -> Message {
        match self {
            Deed::Ordered { .. } => Message::new("sample-told-ordered"),
            Deed::Amended { .. } => Message::new("sample-told-amended"),
            Deed::Listed { items } => Message::new("sample-told-listed").with("count", items.len()),
            Deed::LookedUp { line, stock } => stock.said().with("line", *line),
            Deed::Asked { .. } => Message::new("sample-told-asked"),
            Deed::Answered { number, .. } => Message::new("sample-told-answered").with("number", *number),
            Deed::SheetWritten { .. } => Message::new("sample-told-sheet"),
            Deed::ChartDrawn { .. } => Message::new("sample-told-chart"),
            Deed::Begun { .. } => Message::new("sample-told-begun"),
            Deed::Done { stage } => stage.said(),
            Deed::Pictured { photos, .. } => Message::new("sample-told-pictured").with("count", photos.len()),
            Deed::Dropped { .. } => Message::new("sample-told-dropped"),
        }
    }
}

impl Stock {
    fn said(&self) -> Message {
        match self {
            Stock::Found { quantity } => Message::new("sample-told-found").with("quantity", quantity.to_string()),
            Stock::ToOrder => Message::new("sample-told-to-order"),
            Stock::Ordered { on } => Message::new("sample-told-item-ordered").with("on", *on),
            Stock::Arrived { on } => Message::new("sample-told-arrived").with("on", *on),
        }
    }
}

impl Stage {
    fn said(&self) -> Message {
        match self {
            Stage::Made { .. } => Message::new("sample-told-made"),
            Stage::Washed { .. } => Message::new("sample-told-washed"),
            Stage::Checked { check: Check::Passed } => Message::new("sample-told-passed"),
            Stage::Checked { check: Check::Failed { again: Again::ReWash, .. } } => {
                Message::new("sample-told-wash-again")
            }
            Stage::Checked { check: Check::Failed { again: Again::Remake, .. } } => {
                Message::new("sample-told-make-again")
            }
            Stage::Finished => Message::new("sample-told-finished"),
            Stage::Measured { measurements } => Message::new("sample-told-measured").with("count", measurements.len()),
            Stage::Sent(sending) => match &sending.delivery {
                Delivery::Courier { courier, number } => {
                    Message::new("sample-told-sent").with("courier", courier.as_str()).with("number", number.as_str())
                }
                Delivery::ByHand { to } => Message::new("sample-told-by-hand").with("to", to.as_str()),
            },
            Stage::Judged(judgement) => Message::new("sample-told-judged").with("verdict", judgement.verdict.name()),
        }
    }

    fn words(&self) -> &str {
        match self {
            Stage::Made { note } => note,
            Stage::Washed { how } => how,
            Stage::Checked { check: Check::Failed { wrong, .. } } => wrong,
            Stage::Sent(sending) => &sending.why,
            Stage::Judged(judgement) => &judgement.comments,
            Stage::Checked { check: Check::Passed } | Stage::Finished | Stage::Measured { .. } => "",
        }
    }
}
