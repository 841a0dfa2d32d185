//! Measuring and measuring again (初量, 复量): what differs, what lies beyond the tolerance, and how long putting it up takes.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::InstallationRefusal;
use crate::{
    FileId, PersonId, Text,
    field::fault::{Fault, line_needed, text},
};

/// The most that is measured at once, and the longest of it.
pub const MOST_MEASURED: usize = 200;
pub const LONGEST_MM: i64 = 1_000_000;
/// What two people measuring the same wall may differ by.
pub const TOLERANCE_MM: i64 = 5;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    pub on: Date,
    pub by: PersonId,
    pub measured: Vec<Measured>,
    /// All cabinets together, in millimetres: what the standard time goes by.
    pub length_mm: i64,
    pub note: String,
    pub files: Vec<FileId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// Such as `left wall`; the same words mean the same place.
    pub what: String,
    pub mm: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub what: String,
    /// None where it was not measured then.
    pub first: Option<i64>,
    pub again: Option<i64>,
    /// By more than the tolerance, or in one of them only.
    pub is_beyond: bool,
}

impl Difference {
    pub fn more_mm(&self) -> Option<i64> {
        self.again?.checked_sub(self.first?)
    }
}

/// Whatever is not the same in both, in the order of the first.
pub fn differences(first: &Measurement, again: &Measurement, tolerance_mm: i64) -> Vec<Difference> {
    let find = |in_it: &Measurement, what: &str| in_it.measured.iter().find(|it| it.what == what).map(|it| it.mm);
    let added = again.measured.iter().filter(|it| find(first, &it.what).is_none());
    let all = first.measured.iter().chain(added);
    let differences = all.map(|it| {
        let (was, is) = (find(first, &it.what), find(again, &it.what));
        let is_beyond = was.zip(is).is_none_or(|(was, is)| was.abs_diff(is) > tolerance_mm.unsigned_abs());
        Difference { what: it.what.clone(), first: was, again: is, is_beyond }
    });
    differences.filter(|it| it.first != it.again).collect()
}

/// How long putting up takes at most, by length; the first that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardTimes(pub Vec<StandardTime>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardTime {
    /// None: however long.
    pub up_to_mm: Option<i64>,
    pub minutes: u32,
}

impl Default for StandardTimes {
    /// Up to 4 m in 4 hours, more in 10 (S8).
    fn default() -> Self {
        let (short, long) = (240, 600);
        Self(vec![
            StandardTime { up_to_mm: Some(4_000), minutes: short },
            StandardTime { up_to_mm: None, minutes: long },
        ])
    }
}

impl StandardTimes {
    /// None where the table says nothing of such a length.
    pub fn minutes(&self, length_mm: i64) -> Option<u32> {
        let fits = |it: &&StandardTime| it.up_to_mm.is_none_or(|most| length_mm <= most);
        self.0.iter().find(fits).map(|it| it.minutes)
    }
}

impl Measurement {
    pub(super) fn checked(self, today: Date) -> Result<Self, InstallationRefusal> {
        if self.on > today {
            return Err(InstallationRefusal::DayToCome { on: self.on, today });
        }
        if self.measured.is_empty() {
            return Err(InstallationRefusal::NothingMeasured);
        }
        if self.measured.len() > MOST_MEASURED {
            return Err(Fault::TooMany { what: Text::new("尺寸", "measures"), most: MOST_MEASURED }.into());
        }
        check_length(self.length_mm, "柜体总长", "total length")?;
        let mut seen = BTreeSet::new();
        let mut measured = Vec::with_capacity(self.measured.len());
        for Measured { what, mm } in self.measured {
            let what = line_needed(&what, ("量尺部位", "place measured"))?;
            check_length(mm, &what, &what)?;
            if !seen.insert(what.clone()) {
                return Err(InstallationRefusal::MeasuredTwice { what });
            }
            measured.push(Measured { what, mm });
        }
        Ok(Self { measured, note: text(&self.note, ("备注", "remarks"))?, ..self })
    }
}

fn check_length(mm: i64, zh: &str, en: &str) -> Result<(), InstallationRefusal> {
    match mm {
        1..=LONGEST_MM => Ok(()),
        _ => Err(InstallationRefusal::LengthOutside { what: Text::new(zh, en), most: LONGEST_MM }),
    }
}
