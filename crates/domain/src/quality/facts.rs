//! What an order learns of its inspections: facts that gates ask for, and what failed.
//!
//! A lot's inspection and its re-inspections are one chain, and the last of it that was not cancelled counts. Where there
//! are several chains (parts of the order; our own inspection before the customer's), all of them have to pass. What failed
//! cannot pass before its re-inspection has its day, and while that has none, not before it can be mended.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Inspection, Mending, Stage, State, Verdict, inspection::standing};
use crate::{Arg, InspectionId, Message, Say, Text};

/// Of the inspections of finished goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// `inspection.passed`: there is one, all have passed or been released, and together they cover what was ordered.
    pub passed: bool,
    /// `inspection.booked`: there is one, and each has its day or passed. After a failure the re-inspection counts.
    pub booked: bool,
    /// `inspection.day`: the first day of those still to come, else the day of the last one.
    pub day: Option<Date>,
    /// The step that waits for them cannot end before this day: the last of those still to come, booked or hoped for, and of
    /// those on which what failed can be mended.
    pub not_before: Option<Date>,
}

/// A lot that failed and has neither passed since nor been released.
/// An order keeps it, so that it is raised as an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The first inspection of the lot: one trouble, however often it is inspected again.
    pub lot: InspectionId,
    /// The latest of its inspections that did not pass.
    pub inspection: InspectionId,
    pub stage: Stage,
    /// As of the inspection.
    pub repeats: u32,
    pub on: Date,
    /// Never `Passed`.
    pub verdict: Verdict,
    /// With the units it was found in, from the most frequent on.
    pub defects: Vec<(Text, u64)>,
    /// The re-inspection's day, booked or hoped for.
    pub again_on: Option<Date>,
    /// Of finished goods, while the re-inspection has no day: they cannot pass before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mended_on: Option<Date>,
}

/// Of all inspections of one order, of which so many units were ordered, where units can be compared.
pub fn facts(inspections: &[Inspection], ordered: Option<u64>, mending: &Mending) -> Facts {
    let last = finals(inspections);
    let is_booked = |one: &&Inspection| one.is_accepted() || (one.is_open() && one.day().is_some());
    let open = || last.iter().filter(|one| one.is_open());
    let next = open().filter_map(|one| one.day()).min();
    Facts {
        passed: !last.is_empty() && last.iter().all(|one| one.is_accepted()) && short_of(&last, ordered).is_none(),
        booked: !last.is_empty() && last.iter().all(is_booked),
        day: next.or_else(|| last.iter().filter(|one| !one.is_open()).filter_map(|one| one.day()).max()),
        not_before: last.iter().filter_map(|one| passes_on(one, inspections, mending)).max(),
    }
}

/// So many units have passed, fewer than were ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    pub passed: u64,
    pub ordered: u64,
}

/// What is short of the order, if anything is. Our own inspector and the customer's look at the same goods: of each kind of
/// inspector it is added up apart, and the one that has seen most counts.
fn short_of(last: &[&Inspection], ordered: Option<u64>) -> Option<Covered> {
    let ordered = ordered?;
    let accepted = || last.iter().filter(|one| one.is_accepted());
    // The customer takes fewer, as it was said when this many were ordered, or more.
    let takes_fewer = |one: &&Inspection| one.arrangement.fewer.as_ref().is_some_and(|fewer| fewer.ordered >= ordered);
    if accepted().any(takes_fewer) {
        return None;
    }
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for one in accepted() {
        let units = seen.entry(one.arrangement.inspector.key()).or_default();
        *units = units.saturating_add(one.arrangement.lot);
    }
    let passed = seen.into_values().max().unwrap_or_default();
    (passed < ordered).then_some(Covered { passed, ordered })
}

/// How far the inspections of an order are from covering it, where all that stand have passed.
pub fn covered(inspections: &[Inspection], ordered: Option<u64>) -> Option<Covered> {
    let last = finals(inspections);
    short_of(&last, ordered).filter(|_| !last.is_empty() && last.iter().all(|one| one.is_accepted()))
}

fn finals(inspections: &[Inspection]) -> Vec<&Inspection> {
    standing(inspections).filter(|one| one.stage() == Stage::Final).collect()
}

/// No sooner than this; None where it has passed, and where nobody knows.
fn passes_on(one: &Inspection, inspections: &[Inspection], mending: &Mending) -> Option<Date> {
    let mended = |failed: &Inspection| mending.mended_on(failed.report()?.on);
    match one.state {
        _ if one.is_accepted() => None,
        State::Inspected { .. } => mended(one),
        _ => one.expected_on().or_else(|| mended(failed_before(one, inspections)?)),
    }
}

fn failed_before<'a>(again: &Inspection, inspections: &'a [Inspection]) -> Option<&'a Inspection> {
    inspections.iter().find(|other| Some(other.id) == again.again)
}

/// What failed, of one order's inspections at all stages.
pub fn findings(inspections: &[Inspection], mending: &Mending) -> Vec<Finding> {
    let last = standing(inspections).filter(|one| !one.is_accepted());
    let found = last.filter_map(|one| match &one.state {
        State::Inspected { .. } => finding(one, None, inspections, mending),
        // To be inspected again: what is told is why.
        _ => finding(failed_before(one, inspections)?, one.expected_on(), inspections, mending),
    });
    found.collect()
}

fn finding(
    failed: &Inspection,
    again_on: Option<Date>,
    inspections: &[Inspection],
    mending: &Mending,
) -> Option<Finding> {
    let (report, verdict) = (failed.report()?, failed.verdict()?);
    let mut defects: Vec<(Text, u64)> = report.defects.iter().map(|one| (one.name.clone(), one.count)).collect();
    defects.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Some(Finding {
        lot: first_of(failed, inspections),
        inspection: failed.id,
        stage: failed.stage(),
        repeats: failed.repeats,
        on: report.on,
        verdict,
        defects,
        again_on,
        mended_on: mending.mended_on(report.on).filter(|_| again_on.is_none() && failed.stage() == Stage::Final),
    })
}

fn first_of(inspection: &Inspection, inspections: &[Inspection]) -> InspectionId {
    // Each comes after the one that it repeats: there is no circle.
    std::iter::successors(Some(inspection), |one| failed_before(one, inspections))
        .last()
        .map_or(inspection.id, |first| first.id)
}

impl Finding {
    /// Which inspection it was: `成品终检（第 1 次复检）`.
    pub fn which(&self) -> Text {
        let name = self.stage.name();
        match self.repeats {
            0 => name,
            n => Text::new(format!("{}（第 {n} 次复检）", name.zh), format!("{} (re-inspection {n})", name.en)),
        }
    }

    /// A person's reason, or `断线 3`.
    fn why(&self) -> Arg {
        let counted =
            |(name, count): &(Text, u64)| Text::new(format!("{} {count}", name.zh), format!("{} {count}", name.en));
        match &self.verdict {
            Verdict::ReInspect { reason } => Arg::from(reason.as_str()),
            Verdict::Failed { .. } | Verdict::Passed => Arg::List(self.defects.iter().map(counted).collect()),
        }
    }
}

impl Say for Finding {
    fn say(&self) -> Message {
        let is_doubted = matches!(self.verdict, Verdict::ReInspect { .. });
        let (key, day) = match (is_doubted, self.again_on, self.mended_on) {
            (true, Some(day), _) => ("inspection-finding-again-on", Some(("again", day))),
            (true, None, Some(day)) => ("inspection-finding-again-mended", Some(("mended", day))),
            (true, None, None) => ("inspection-finding-again", None),
            (false, Some(day), _) => ("inspection-finding-failed-on", Some(("again", day))),
            (false, None, Some(day)) => ("inspection-finding-failed-mended", Some(("mended", day))),
            (false, None, None) => ("inspection-finding-failed", None),
        };
        let message = Message::new(key).with("which", self.which()).with("on", self.on).with("why", self.why());
        match day {
            Some((name, day)) => message.with(name, day),
            None => message,
        }
    }
}
