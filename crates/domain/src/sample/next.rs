//! What is to do now for a sample, who does it and what is missing for it: one answer for buttons, lists and guards.

use jiff::civil::Date;

use super::{Again, Check, Item, Round, Sample, SampleRefusal, Stage, Stock, text};
use crate::{DepartmentKey, Message, Say, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// Hand the next round to the sample room.
    Begin,
    Make,
    Wash,
    Check,
    Finish,
    Measure,
    Send,
    /// Hear what the customer says.
    Hear,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    pub task: Task,
    /// What comes before it. A round can be begun without, with a word on why.
    pub missing: Vec<Missing>,
    /// The day on which the sample is to be handed over, until it has been.
    pub due: Option<Date>,
}

/// Something that a task waits for. Lines and questions are numbered from 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// No item is listed: the order has not been read.
    Items,
    /// Nobody has looked whether it is in stock.
    NotLookedUp {
        line: usize,
        item: Text,
    },
    StockShort {
        line: usize,
        item: Text,
        stock: String,
        wanted: String,
    },
    NotOrdered {
        line: usize,
        item: Text,
    },
    NotArrived {
        line: usize,
        item: Text,
        ordered: Date,
    },
    /// The customer has not answered.
    Question {
        number: usize,
    },
    Sheet,
    SizesNotMeasured {
        sizes: Vec<Text>,
    },
    PointsNotMeasured {
        size: String,
        points: Vec<Text>,
    },
}

impl Task {
    pub const ALL: [Task; 8] =
        [Task::Begin, Task::Make, Task::Wash, Task::Check, Task::Finish, Task::Measure, Task::Send, Task::Hear];

    pub fn name(self) -> Text {
        text(match self {
            Task::Begin => ("交样板房", "hand to the sample room"),
            Task::Make => ("做板", "make"),
            Task::Wash => ("洗水", "wash"),
            Task::Check => ("检查", "check"),
            Task::Finish => ("后整", "finish"),
            Task::Measure => ("度尺", "measure"),
            Task::Send => ("寄送", "send"),
            Task::Hear => ("等客人意见", "hear the customer"),
        })
    }

    /// Who does it. The sample room makes and finishes; all else is the follow-up's (S2).
    pub fn department(self) -> DepartmentKey {
        match self {
            Task::Make | Task::Finish => "engineering".into(),
            Task::Begin | Task::Wash | Task::Check | Task::Measure | Task::Send | Task::Hear => "sales".into(),
        }
    }
}

impl Stage {
    /// What it is the doing of.
    pub fn task(&self) -> Task {
        match self {
            Stage::Made { .. } => Task::Make,
            Stage::Washed { .. } => Task::Wash,
            Stage::Checked { .. } => Task::Check,
            Stage::Finished => Task::Finish,
            Stage::Measured { .. } => Task::Measure,
            Stage::Sent(_) => Task::Send,
            Stage::Judged(_) => Task::Hear,
        }
    }
}

impl Next {
    /// Who has to do something: about the first thing missing, or else the task itself.
    pub fn department(&self) -> DepartmentKey {
        self.missing.first().map_or_else(|| self.task.department(), Missing::department)
    }
}

impl Missing {
    pub fn department(&self) -> DepartmentKey {
        match self {
            Missing::NotLookedUp { .. } => "warehouse".into(),
            Missing::StockShort { .. } | Missing::NotOrdered { .. } | Missing::NotArrived { .. } => "purchasing".into(),
            Missing::Items
            | Missing::Question { .. }
            | Missing::Sheet
            | Missing::SizesNotMeasured { .. }
            | Missing::PointsNotMeasured { .. } => "sales".into(),
        }
    }
}

impl Sample {
    /// `None` once it is approved or dropped.
    pub fn next(&self) -> Option<Next> {
        if self.dropped.is_some() || self.is_approved() {
            return None;
        }
        let (task, missing) = match self.open_round() {
            None => (Task::Begin, self.missing_to_begin()),
            Some(round) => {
                let task = self.task_of(round);
                (task, if task == Task::Measure { self.unmeasured(round) } else { Vec::new() })
            }
        };
        Some(Next { task, missing, due: self.due() })
    }

    /// May this be done now, in the order of a round? What a task is told with may still be refused: pieces of a size that
    /// is not measured, a check that passes before the wash. An approved sample may be begun again, with a word on why.
    pub fn may(&self, task: Task) -> Result<(), SampleRefusal> {
        if let Some(dropped) = &self.dropped {
            return Err(SampleRefusal::Dropped { on: dropped.mark.on });
        }
        let Some(round) = self.open_round() else {
            return match task {
                Task::Begin => Ok(()),
                _ => self.is_not_approved().and(Err(SampleRefusal::NotNow { task, now: Task::Begin })),
            };
        };
        let (now, last) = (self.task_of(round), round.last());
        let fits = match task {
            Task::Begin => return Err(SampleRefusal::RoundOpen { round: round.number, now }),
            Task::Make | Task::Finish | Task::Hear => now == task,
            // Also where the sheet does not ask for it.
            Task::Wash => now == task || matches!(last, Some(Stage::Made { .. })),
            // What is wrong may show at any time until it is sent.
            Task::Check => !matches!(now, Task::Make | Task::Hear) && !failed(last),
            // Also to correct what was measured.
            Task::Measure | Task::Send => matches!(now, Task::Measure | Task::Send),
        };
        if fits { Ok(()) } else { Err(SampleRefusal::NotNow { task, now }) }
    }

    /// What the next round waits for: the customer's answers, the process sheet, every item (S2).
    pub fn missing_to_begin(&self) -> Vec<Missing> {
        let questions = self.open_questions().map(|(number, _)| Missing::Question { number });
        let none_listed = self.items.is_empty().then_some(Missing::Items);
        let items = self.items.iter().zip(1..).filter_map(|(item, line)| lacks(item, line));
        let sheet = self.sheet().is_none_or(|sheet| sheet.is_empty()).then_some(Missing::Sheet);
        questions.chain(none_listed).chain(items).chain(sheet).collect()
    }

    /// What of the sizes asked for is not measured in this round.
    fn unmeasured(&self, round: &Round) -> Vec<Missing> {
        let sizes = self.request.pieces.iter().map(|pieces| pieces.size.as_str());
        self.chart_of(round).map_or_else(Vec::new, |chart| chart.unmeasured(sizes, &round.measured()))
    }

    /// What is to do in a round that has no verdict.
    pub(super) fn task_of(&self, round: &Round) -> Task {
        match round.last() {
            None => Task::Make,
            Some(Stage::Made { .. }) if self.sheet_of(round).is_some_and(|sheet| !sheet.wash.is_empty()) => Task::Wash,
            Some(Stage::Made { .. } | Stage::Washed { .. }) => Task::Check,
            Some(Stage::Checked { check: Check::Passed }) => Task::Finish,
            Some(Stage::Checked { check: Check::Failed { again: Again::ReWash, .. } }) => Task::Wash,
            Some(Stage::Checked { check: Check::Failed { again: Again::Remake, .. } }) => Task::Make,
            Some(Stage::Finished | Stage::Measured { .. }) if !self.unmeasured(round).is_empty() => Task::Measure,
            Some(Stage::Finished | Stage::Measured { .. }) => Task::Send,
            Some(Stage::Sent(_) | Stage::Judged(_)) => Task::Hear,
        }
    }

    pub(super) fn is_not_approved(&self) -> Result<(), SampleRefusal> {
        match self.approved_round() {
            Some(round) => Err(SampleRefusal::Approved { round: round.number, on: round.last_day() }),
            None => Ok(()),
        }
    }
}

fn failed(last: Option<&Stage>) -> bool {
    matches!(last, Some(Stage::Checked { check: Check::Failed { .. } }))
}

fn lacks(item: &Item, line: usize) -> Option<Missing> {
    if item.is_at_hand() {
        return None;
    }
    let name = item.name();
    Some(match item.looked_up.as_ref().map(|it| &it.stock) {
        None => Missing::NotLookedUp { line, item: name },
        Some(Stock::Found { quantity }) => {
            let (stock, wanted) = (quantity.to_string(), item.quantity.to_string());
            Missing::StockShort { line, item: name, stock, wanted }
        }
        Some(Stock::Ordered { on }) => Missing::NotArrived { line, item: name, ordered: *on },
        Some(Stock::ToOrder | Stock::Arrived { .. }) => Missing::NotOrdered { line, item: name },
    })
}

impl Say for Missing {
    fn say(&self) -> Message {
        use Missing::*;
        let of_item = |key, line: &usize, item: &Text| Message::new(key).with("line", *line).with("item", item);
        match self {
            Items => Message::new("sample-items-missing"),
            NotLookedUp { line, item } => of_item("sample-item-not-looked-up", line, item),
            StockShort { line, item, stock, wanted } => {
                of_item("sample-item-short", line, item).with("stock", stock.as_str()).with("wanted", wanted.as_str())
            }
            NotOrdered { line, item } => of_item("sample-item-not-ordered", line, item),
            NotArrived { line, item, ordered } => {
                of_item("sample-item-not-arrived", line, item).with("ordered", *ordered)
            }
            Question { number } => Message::new("sample-question-open").with("number", *number),
            Sheet => Message::new("sample-sheet-missing"),
            SizesNotMeasured { sizes } => Message::new("sample-sizes-not-measured").with("sizes", sizes.clone()),
            PointsNotMeasured { size, points } => {
                Message::new("sample-points-not-measured").with("size", size.as_str()).with("points", points.clone())
            }
        }
    }
}
