//! Samples 样品 (S2): a sample order with what it asks for (`request`, `items`), what is unclear (`questions`), how it is
//! made (`sheet`, `chart`), and its rounds from the sample room to the customer's verdict (`round`).
//!
//! People tell of a `Deed`; `decide` takes it or refuses it, `apply` keeps it, and `next` says what is to do now. Nothing
//! here knows orders, stock or purchases: a sample says what it needs of them and is told what came of it.

mod apply;
pub mod chart;
pub mod confirmation;
mod decide;
pub mod deed;
pub mod difference;
pub mod figures;
pub mod items;
pub mod next;
pub mod questions;
pub mod refusal;
pub mod request;
pub mod round;
pub mod sheet;
mod stages;
#[cfg(test)]
mod tests;
pub mod told;
pub mod work;

pub use apply::replay;
pub use chart::{Deviation, Length, LengthUnit, Measurement, PointOfMeasure, SizeChart};
pub use confirmation::{TechnicalConfirmation, facts, technical_confirmation};
pub use decide::decide;
pub use deed::{Deed, SampleEvent};
pub use difference::{Changed, MeasuredChange, measurement_difference, sheet_difference};
pub use items::{Fabric, Goods, Item, LookedUp, Stock, Trim, TrimKind};
use jiff::civil::Date;
pub use next::{Missing, Next, Task};
pub use questions::{Answer, Question};
pub use refusal::SampleRefusal;
pub use request::{Pieces, Request};
pub use round::{Again, Check, Delivery, Done, Judgement, Round, Sending, Stage, Verdict};
use serde::{Deserialize, Serialize};
pub use sheet::ProcessSheet;
pub use work::{State, Work};

use crate::{PersonId, SampleId, Text, order::FileRef, text::tidy};

/// Longest name, size, colour or number kept, in characters.
pub const LONGEST_LINE: usize = 200;
/// Longest requirement, question, comment or reason kept, in characters.
pub const LONGEST_TEXT: usize = 2_000;
pub const MOST_SIZES: usize = 40;
pub const MOST_POINTS: usize = 100;
pub const MOST_PIECES: u32 = 9_999;
pub const MOST_ITEMS: usize = 200;
pub const MOST_QUESTIONS: usize = 200;
/// Of a process sheet or a size chart.
pub const MOST_VERSIONS: usize = 100;
pub const MOST_ROUNDS: usize = 50;
pub const MOST_PICTURES: usize = 200;
/// Done in one round before it is sent.
pub const MOST_STAGES: usize = 200;

/// On which day something happened, and who told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub on: Date,
    pub by: PersonId,
}

/// A sample order, made by its events alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    pub id: SampleId,
    pub ordered: Mark,
    pub request: Request,
    #[serde(default)]
    pub items: Vec<Item>,
    /// Numbered from 1 in the order asked.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Versions of the process sheet 工艺单. Until the first round is begun a changed sheet replaces the one before; from
    /// then on it is a further version. Numbered from 1.
    #[serde(default)]
    pub sheets: Vec<Version<ProcessSheet>>,
    /// Versions of the size chart 尺寸表, counted in the same way.
    #[serde(default)]
    pub charts: Vec<Version<SizeChart>>,
    #[serde(default)]
    pub rounds: Vec<Round>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// Nobody wants it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version<T> {
    pub content: T,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    pub file: FileRef,
    /// The round that was under way; 0 before the first.
    pub round: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dropped {
    pub mark: Mark,
    pub reason: String,
}

impl Sample {
    /// The process sheet as it reads now.
    pub fn sheet(&self) -> Option<&ProcessSheet> {
        self.sheets.last().map(|version| &version.content)
    }

    /// The size chart as it reads now; `None` where nothing is measured by a chart.
    pub fn chart(&self) -> Option<&SizeChart> {
        self.charts.last().map(|version| &version.content).filter(|chart| !chart.is_empty())
    }

    /// The process sheet that a round was made by.
    pub fn sheet_of(&self, round: &Round) -> Option<&ProcessSheet> {
        version(&self.sheets, round.sheet)
    }

    /// The size chart that a round was measured by.
    pub fn chart_of(&self, round: &Round) -> Option<&SizeChart> {
        version(&self.charts, round.chart).filter(|chart| !chart.is_empty())
    }

    /// The points of a round that are outside their tolerance, in the order of the chart.
    pub fn deviations(&self, round: &Round) -> Vec<Deviation> {
        self.chart_of(round).map_or_else(Vec::new, |chart| chart.deviations(&round.measured()))
    }

    /// The round that has no verdict yet.
    pub fn open_round(&self) -> Option<&Round> {
        self.rounds.last().filter(|round| round.judged().is_none())
    }

    /// The last round, if the customer approved it and no further one was begun.
    pub fn approved_round(&self) -> Option<&Round> {
        self.rounds.last().filter(|round| round.judged().is_some_and(|(it, _)| it.verdict.approves()))
    }

    pub fn is_approved(&self) -> bool {
        self.approved_round().is_some()
    }

    /// Questions that the customer has not answered, with their numbers from 1.
    pub fn open_questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        self.questions.iter().enumerate().map(|(at, it)| (at + 1, it)).filter(|(_, it)| it.answer.is_none())
    }
}

/// The version of that number, from 1.
pub fn version<T>(versions: &[Version<T>], number: u32) -> Option<&T> {
    let place = usize::try_from(number).ok()?.checked_sub(1)?;
    versions.get(place).map(|version| &version.content)
}

/// What a field is called, in Chinese and in English.
type Name = (&'static str, &'static str);

fn text((zh, en): Name) -> Text {
    Text::new(zh, en)
}

/// What is kept of typed words: line breaks only where a text may have many lines.
fn words(typed: &str, what: Name, limit: usize) -> Result<String, SampleRefusal> {
    let words = tidy(typed, limit > LONGEST_LINE);
    if words.chars().count() > limit {
        return Err(SampleRefusal::TextTooLong { what: text(what), limit });
    }
    Ok(words)
}

/// Words that may not be missing.
fn needed(typed: &str, what: Name, limit: usize) -> Result<String, SampleRefusal> {
    let words = words(typed, what, limit)?;
    if words.is_empty() { Err(SampleRefusal::TextMissing { what: text(what) }) } else { Ok(words) }
}

fn at_most(count: usize, most: usize, what: Name) -> Result<(), SampleRefusal> {
    if count > most { Err(SampleRefusal::TooMany { what: text(what), most }) } else { Ok(()) }
}
