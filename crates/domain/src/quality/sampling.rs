//! How many units are drawn, and how many of them may fail.
//!
//! Units are counted, not defects: one with several defects counts once, in the class of its gravest. That is how AQLs up
//! to 10 are read (ISO 2859-1, §5); those above are for counts of defects and not taken here.

use serde::{Deserialize, Serialize};

use super::{
    InspectionRefusal,
    aql::{Aql, ByClass, Class, Level, Plan, Severity},
};
use crate::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Sampling {
    /// By the tables of ISO 2859-1. A class without a limit allows nothing.
    Aql { level: Level, limits: ByClass<Option<Aql>> },
    /// Every unit. None may be nonconforming; what is mended on the spot is not.
    Whole,
    /// So many units of whatever lot. At most `accept` of them may be nonconforming, and none critically.
    Fixed { units: u64, accept: u64 },
}

/// What is to be drawn from a lot, and what it is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// Never more than the lot has.
    pub units: u64,
    pub judged_by: JudgedBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JudgedBy {
    /// Every class by its plan.
    Plans(ByClass<Plan>),
    /// All classes together; nothing critical.
    Total { accept: u64 },
}

impl Sampling {
    /// Level II, nothing critical, 2.5 and 4.0: what consumer goods are usually held to.
    pub fn usual() -> Self {
        let limits = ByClass::new(None, Some(Aql::USUAL_MAJOR), Some(Aql::USUAL_MINOR));
        Sampling::Aql { level: Level::II, limits }
    }

    /// The severities matter to AQLs alone.
    pub fn draw(&self, lot: u64, severities: ByClass<Severity>) -> Draw {
        match *self {
            Sampling::Aql { level, limits } => {
                let plans = ByClass::plans(lot, level, limits, severities);
                Draw { units: plans.sample(), judged_by: JudgedBy::Plans(plans) }
            }
            Sampling::Whole => Draw { units: lot, judged_by: JudgedBy::Total { accept: 0 } },
            Sampling::Fixed { units, accept } => Draw { units: units.min(lot), judged_by: JudgedBy::Total { accept } },
        }
    }

    /// The limits by which severities are switched; none of a sampling without.
    pub fn limits(&self) -> ByClass<Option<Aql>> {
        match self {
            Sampling::Aql { limits, .. } => *limits,
            Sampling::Whole | Sampling::Fixed { .. } => ByClass::default(),
        }
    }

    /// For a lot of so many units.
    pub(super) fn checked(self, lot: u64) -> Result<Self, InspectionRefusal> {
        match self {
            Sampling::Aql { limits, .. } => check_limits(limits)?,
            Sampling::Whole => {}
            Sampling::Fixed { units: 0, .. } => return Err(InspectionRefusal::FixedWithoutUnits),
            Sampling::Fixed { units, accept } if accept >= units.min(lot) => {
                return Err(InspectionRefusal::FixedAcceptsAll { units: units.min(lot), accept });
            }
            Sampling::Fixed { .. } => {}
        }
        Ok(self)
    }
}

/// The highest AQL by which units are judged.
const HIGHEST: &str = "10";

/// There is a limit, none is for counts of defects, and none is laxer than one of a lesser class.
fn check_limits(limits: ByClass<Option<Aql>>) -> Result<(), InspectionRefusal> {
    let given: Vec<(Class, Aql)> = limits.iter().filter_map(|(class, limit)| Some((class, (*limit)?))).collect();
    if given.is_empty() {
        return Err(InspectionRefusal::NoLimit);
    }
    let highest = HIGHEST.parse().ok();
    if let Some((class, limit)) = given.iter().find(|(_, limit)| Some(*limit) > highest) {
        return Err(InspectionRefusal::LimitTooHigh { class: class_name(*class), limit: *limit, most: HIGHEST });
    }
    match given.windows(2).find(|pair| pair[0].1 > pair[1].1) {
        Some(pair) => Err(InspectionRefusal::LimitsOutOfOrder {
            graver: class_name(pair[0].0),
            graver_limit: pair[0].1,
            lesser: class_name(pair[1].0),
            lesser_limit: pair[1].1,
        }),
        None => Ok(()),
    }
}

impl Draw {
    /// The classes that do not accept the lot, by the nonconforming units found of each; none when it is accepted.
    pub fn failed(&self, found: ByClass<u64>) -> Vec<Class> {
        let accept = match self.judged_by {
            JudgedBy::Plans(plans) => return plans.failed(found),
            JudgedBy::Total { accept } => accept,
        };
        let too_many = total(found) > accept;
        let fails = |class: Class, count: u64| count > 0 && (too_many || class == Class::Critical);
        found.iter().filter(|(class, count)| fails(*class, **count)).map(|(class, _)| class).collect()
    }
}

/// Of all classes.
pub fn total(found: ByClass<u64>) -> u64 {
    found.critical.saturating_add(found.major).saturating_add(found.minor)
}

pub fn class_name(class: Class) -> Text {
    match class {
        Class::Critical => Text::new("致命缺陷", "critical"),
        Class::Major => Text::new("主要缺陷", "major"),
        Class::Minor => Text::new("次要缺陷", "minor"),
    }
}

pub fn severity_name(severity: Severity) -> Text {
    match severity {
        Severity::Normal => Text::new("正常检验", "normal"),
        Severity::Tightened => Text::new("加严检验", "tightened"),
        Severity::Reduced => Text::new("放宽检验", "reduced"),
    }
}
