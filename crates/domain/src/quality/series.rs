//! Series of lots: what one supplier or our own workshop makes of one kind of goods, inspected at one stage. Its results say
//! how strictly the next lot is inspected (ISO 2859-1, §9), each class of defects for itself.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Inspection, InspectionRefusal, Report, Sampling, Stage, Start, State,
    aql::{self, ByClass, Class, Severity, Switch, Switching},
    report::words_needed,
    sampling::class_name,
};
use crate::{MaterialId, Message, PersonId, ProductId, Say, SupplierId, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SeriesOf {
    pub from: Source,
    pub goods: Goods,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    OwnWorkshop,
    Supplier(SupplierId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goods {
    Product(ProductId),
    Material(MaterialId),
}

/// Somebody says that the supplier has done what is likely to help: discontinued inspection begins again (§9.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumption {
    pub on: Date,
    pub at: Timestamp,
    pub by: PersonId,
    pub note: String,
}

impl Resumption {
    /// With what was done about it, in words.
    pub fn noted(on: Date, at: Timestamp, by: PersonId, note: &str) -> Result<Self, InspectionRefusal> {
        let note = words_needed(note, &Text::new("整改情况", "what was done about it"))?;
        Ok(Self { on, at, by, note })
    }
}

/// What the next lot is inspected by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// `None` while inspection is discontinued.
    pub severities: ByClass<Option<Severity>>,
    /// Production is steady and reduced inspection is wanted where it has been earned: a company's decision.
    pub steady: bool,
}

impl Default for Next {
    /// Normal inspection: of the first lot, and of goods in no series.
    fn default() -> Self {
        let normal = Some(Severity::Normal);
        Self { severities: ByClass::new(normal, normal, normal), steady: false }
    }
}

/// Where a series stands after its latest lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Series {
    classes: ByClass<Standing>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Standing {
    now: Switching,
    latest: Option<(Switch, Date)>,
}

/// The latest change of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switched {
    pub class: Class,
    pub switch: Switch,
    /// The day of the lot, or of the resumption, that led to it.
    pub on: Date,
}

impl Series {
    /// Folds the results in the order of their days. Not fed are re-inspections, samplings without AQLs, and for a class
    /// those that were begun under another severity than the series had come to. The plan's verdict counts, whatever people
    /// decided in spite of it.
    pub fn of<'a>(
        series: &SeriesOf,
        stage: Stage,
        inspections: impl IntoIterator<Item = &'a Inspection>,
        resumptions: &[Resumption],
    ) -> Self {
        let lots = inspections
            .into_iter()
            .filter(|one| one.series == Some(*series) && one.stage() == stage && one.repeats == 0);
        let mut steps: Vec<((Date, Timestamp), Step)> = lots.filter_map(Step::of).collect();
        steps.extend(resumptions.iter().map(|one| ((one.on, one.at), Step::Resumed)));
        steps.sort_by_key(|(when, _)| *when);
        steps.into_iter().fold(Self::default(), |series, ((on, _), step)| series.after(on, &step))
    }

    fn after(self, on: Date, step: &Step) -> Self {
        let was = self.classes;
        let classes = match step {
            Step::Resumed => {
                let of = |was: Standing| match was.now.severity() {
                    None => was.to(was.now.resumed(), on),
                    Some(_) => was,
                };
                ByClass::new(of(was.critical), of(was.major), of(was.minor))
            }
            Step::Lot { inspection, start, report } => {
                let Sampling::Aql { level, limits } = inspection.arrangement.sampling else { return self };
                let plans = ByClass::plans(inspection.arrangement.lot, level, limits, start.severities);
                let found = report.found();
                let of = |was: Standing, limit: Option<_>, severity, plan, found| {
                    if limit.is_none() || was.now.severity() != Some(severity) {
                        return was;
                    }
                    was.to(was.now.after(aql::Lot::judged(plan, found, start.steady)), on)
                };
                let (by, severities) = (limits, start.severities);
                ByClass::new(
                    of(was.critical, by.critical, severities.critical, &plans.critical, found.critical),
                    of(was.major, by.major, severities.major, &plans.major, found.major),
                    of(was.minor, by.minor, severities.minor, &plans.minor, found.minor),
                )
            }
        };
        Self { classes }
    }

    pub fn next(&self, steady: bool) -> Next {
        let ByClass { critical, major, minor } = self.classes;
        let of = |class: Standing| class.now.severity();
        Next { severities: ByClass::new(of(critical), of(major), of(minor)), steady }
    }

    /// The latest change of each class that has seen one.
    pub fn switched(&self) -> Vec<Switched> {
        let latest =
            |(class, standing): (Class, &Standing)| standing.latest.map(|(switch, on)| Switched { class, switch, on });
        self.classes.iter().filter_map(latest).collect()
    }
}

enum Step<'a> {
    Lot { inspection: &'a Inspection, start: &'a Start, report: &'a Report },
    Resumed,
}

impl<'a> Step<'a> {
    fn of(inspection: &'a Inspection) -> Option<((Date, Timestamp), Self)> {
        match &inspection.state {
            State::Inspected { start, report, recorded_at } | State::Released { start, report, recorded_at, .. } => {
                Some(((report.on, *recorded_at), Step::Lot { inspection, start, report }))
            }
            _ => None,
        }
    }
}

impl Standing {
    fn to(self, now: Switching, on: Date) -> Self {
        Self { now, latest: now.switched.map(|switch| (switch, on)).or(self.latest) }
    }
}

impl Say for Switched {
    fn say(&self) -> Message {
        let key = match self.switch {
            Switch::TwoOfFiveNotAccepted => "inspection-switch-two-of-five",
            Switch::FiveAccepted => "inspection-switch-five-accepted",
            Switch::ScoreReached => "inspection-switch-score-reached",
            Switch::NotAccepted => "inspection-switch-not-accepted",
            Switch::NotSteady => "inspection-switch-not-steady",
            Switch::FiveNotAccepted => "inspection-switch-five-not-accepted",
            Switch::Resumed => "inspection-switch-resumed",
        };
        Message::new(key).with("class", class_name(self.class)).with("on", self.on)
    }
}
