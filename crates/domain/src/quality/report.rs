//! What was found, and the verdict that follows.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    DefectKey, Draw, InspectionRefusal, LONGEST_LINE, LONGEST_TEXT,
    aql::{ByClass, Class},
    sampling::total,
};
use crate::{Text, order::FileRef, text::tidy};

/// The most lines of defects, and the most photos of one, or files of the report.
pub const MOST_DEFECTS: usize = 200;
pub const MOST_PHOTOS: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub on: Date,
    /// Units looked at: as many as the plan asks for, or more. Who looks at more is judged by the same numbers.
    pub inspected: u64,
    pub defects: Vec<Defect>,
    /// Why the lot is inspected again, whatever the plan says: a person's decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<String>,
    pub note: String,
    /// The inspector's own report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
}

/// Named as it was when it was found, whatever became of the company's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// In the company's list; none for one that was written by hand.
    pub key: Option<DefectKey>,
    pub name: Text,
    pub class: Class,
    /// Units whose gravest defect this is.
    pub count: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<FileRef>,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Verdict {
    Passed,
    /// By these classes.
    Failed {
        classes: Vec<Class>,
    },
    ReInspect {
        reason: String,
    },
}

impl Verdict {
    /// As it stands in addresses and rows.
    pub fn key(&self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed { .. } => "failed",
            Verdict::ReInspect { .. } => "again",
        }
    }

    pub fn name(&self) -> Text {
        match self {
            Verdict::Passed => Text::new("合格", "PASS"),
            Verdict::Failed { .. } => Text::new("不合格", "FAIL"),
            Verdict::ReInspect { .. } => Text::new("需复检", "to be inspected again"),
        }
    }
}

impl Report {
    /// Nonconforming units of each class.
    pub fn found(&self) -> ByClass<u64> {
        let of = |class: Class| {
            let counts = self.defects.iter().filter(|defect| defect.class == class).map(|defect| defect.count);
            counts.fold(0, u64::saturating_add)
        };
        ByClass::new(of(Class::Critical), of(Class::Major), of(Class::Minor))
    }

    /// The report's own, and the photos of its defects.
    pub fn every_file(&self) -> Vec<FileRef> {
        self.files.iter().chain(self.defects.iter().flat_map(|defect| &defect.photos)).cloned().collect()
    }

    pub fn verdict(&self, draw: &Draw) -> Verdict {
        if let Some(reason) = &self.again {
            return Verdict::ReInspect { reason: reason.clone() };
        }
        let classes = draw.failed(self.found());
        if classes.is_empty() { Verdict::Passed } else { Verdict::Failed { classes } }
    }

    /// With its words tidied, and its numbers in keeping with lot and plan.
    pub(super) fn checked(self, lot: u64, draw: &Draw) -> Result<Self, InspectionRefusal> {
        use InspectionRefusal::*;
        if self.inspected < draw.units {
            return Err(SampleTooSmall { inspected: self.inspected, asked: draw.units });
        }
        if self.inspected > lot {
            return Err(MoreThanLot { inspected: self.inspected, lot });
        }
        if self.defects.len() > MOST_DEFECTS {
            return Err(TooManyDefects { most: MOST_DEFECTS });
        }
        if self.files.len() > MOST_PHOTOS {
            return Err(TooManyFiles { most: MOST_PHOTOS });
        }
        let found = total(self.found());
        if found > self.inspected {
            return Err(MoreThanInspected { found, inspected: self.inspected });
        }
        let defects = self.defects.into_iter().map(Defect::checked).collect::<Result<_, _>>()?;
        let again =
            self.again.map(|reason| words_needed(&reason, &Text::new("复检原因", "the reason to inspect again")));
        let (again, note) = (again.transpose()?, words(&self.note, &note_name(), LONGEST_TEXT)?);
        Ok(Self { defects, again, note, ..self })
    }
}

impl Defect {
    fn checked(self) -> Result<Self, InspectionRefusal> {
        let what = Text::new("缺陷名称", "the defect's name");
        let name = Text::new(words(&self.name.zh, &what, LONGEST_LINE)?, words(&self.name.en, &what, LONGEST_LINE)?);
        if name.zh.is_empty() || name.en.is_empty() {
            return Err(InspectionRefusal::DefectUnnamed);
        }
        if self.count == 0 {
            return Err(InspectionRefusal::DefectUncounted { name });
        }
        if self.photos.len() > MOST_PHOTOS {
            return Err(InspectionRefusal::TooManyPhotos { name, most: MOST_PHOTOS });
        }
        Ok(Self { name, note: words(&self.note, &note_name(), LONGEST_TEXT)?, ..self })
    }
}

fn note_name() -> Text {
    Text::new("备注", "the note")
}

/// What is kept of typed words: line breaks only where a text may have many lines.
pub(super) fn words(typed: &str, what: &Text, limit: usize) -> Result<String, InspectionRefusal> {
    let words = tidy(typed, limit > LONGEST_LINE);
    let is_long = words.chars().count() > limit;
    if is_long { Err(InspectionRefusal::TextTooLong { what: what.clone(), limit }) } else { Ok(words) }
}

/// Words without which it is not done.
pub(super) fn words_needed(typed: &str, what: &Text) -> Result<String, InspectionRefusal> {
    let words = words(typed, what, LONGEST_TEXT)?;
    if words.is_empty() { Err(InspectionRefusal::WordsMissing { what: what.clone() }) } else { Ok(words) }
}
