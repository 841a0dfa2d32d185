//! The process sheet 工艺单: what the sample room, the washer and the printer go by.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{LONGEST_TEXT, Name, SampleRefusal, text, words};
use crate::{Arg, Text};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcessSheet {
    pub materials: String,
    /// Empty where nothing is washed.
    pub wash: String,
    pub thread: String,
    pub sewing: String,
    pub print_embroidery: String,
    pub packing: String,
    /// Any other treatment.
    pub other: String,
    /// The day on which the sample room hands the sample over.
    pub due: Option<Date>,
}

const MATERIALS: Name = ("面辅料要求", "Materials");
pub(super) const WASH: Name = ("洗水方式", "Wash");
const THREAD: Name = ("用线要求", "Thread");
const SEWING: Name = ("缝制要求", "Sewing");
const PRINT_EMBROIDERY: Name = ("印花绣花", "Print and embroidery");
const PACKING: Name = ("包装要求", "Packing");
const OTHER: Name = ("其他处理", "Other treatment");
pub(super) const DUE: Name = ("样板房交板日期", "Due from the sample room");

impl ProcessSheet {
    /// Does it say nothing of how the sample is made? A day alone is no process.
    pub fn is_empty(&self) -> bool {
        *self == Self { due: self.due, ..Self::default() }
    }

    /// With texts tidied.
    pub(super) fn checked(self) -> Result<Self, SampleRefusal> {
        let checked = |typed: &str, what: Name| words(typed, what, LONGEST_TEXT);
        Ok(Self {
            materials: checked(&self.materials, MATERIALS)?,
            wash: checked(&self.wash, WASH)?,
            thread: checked(&self.thread, THREAD)?,
            sewing: checked(&self.sewing, SEWING)?,
            print_embroidery: checked(&self.print_embroidery, PRINT_EMBROIDERY)?,
            packing: checked(&self.packing, PACKING)?,
            other: checked(&self.other, OTHER)?,
            due: self.due,
        })
    }

    /// All that it says, each with its name, always in the same order.
    pub fn lines(&self) -> [(Text, Arg); 8] {
        let said = |name: Name, words: &str| (text(name), words.into());
        [
            said(MATERIALS, &self.materials),
            said(WASH, &self.wash),
            said(THREAD, &self.thread),
            said(SEWING, &self.sewing),
            said(PRINT_EMBROIDERY, &self.print_embroidery),
            said(PACKING, &self.packing),
            said(OTHER, &self.other),
            (text(DUE), self.due.map_or_else(|| "".into(), Arg::Date)),
        ]
    }
}
