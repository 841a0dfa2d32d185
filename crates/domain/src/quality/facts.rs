//! What an order learns of its inspections: facts that gates ask for, and what failed.
//!
//! A lot's inspection and its re-inspections are one chain, and the last of it that was not cancelled counts. Where there
//! are several chains (parts of the order; our own inspection before the customer's), all of them have to pass.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Inspection, Stage, State, Verdict, inspection::standing};
use crate::{Arg, InspectionId, Message, Say, Text};

/// Of the inspections of finished goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// `inspection.passed`: there is one, and all have passed or been released.
    pub passed: bool,
    /// `inspection.booked`: there is one, and each has its day or passed. After a failure the re-inspection counts.
    pub booked: bool,
    /// `inspection.day`: the first day of those still to come, else the day of the last one.
    pub day: Option<Date>,
    /// The step that waits for them cannot end before this day: the last of those still to come, booked or hoped for.
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
}

/// Of all inspections of one order.
pub fn facts(inspections: &[Inspection]) -> Facts {
    let last: Vec<&Inspection> = standing(inspections).filter(|one| one.stage() == Stage::Final).collect();
    let is_booked = |one: &&Inspection| one.is_accepted() || (one.is_open() && one.day().is_some());
    let open = || last.iter().filter(|one| one.is_open());
    let next = open().filter_map(|one| one.day()).min();
    Facts {
        passed: !last.is_empty() && last.iter().all(|one| one.is_accepted()),
        booked: !last.is_empty() && last.iter().all(is_booked),
        day: next.or_else(|| last.iter().filter(|one| !one.is_open()).filter_map(|one| one.day()).max()),
        not_before: open().filter_map(|one| one.expected_on()).max(),
    }
}

/// What failed, of one order's inspections at all stages.
pub fn findings(inspections: &[Inspection]) -> Vec<Finding> {
    let last = standing(inspections).filter(|one| !one.is_accepted());
    let found = last.filter_map(|one| match &one.state {
        State::Inspected { .. } => finding(one, None, inspections),
        // To be inspected again: what is told is why.
        _ => {
            let failed = inspections.iter().find(|other| Some(other.id) == one.again)?;
            finding(failed, one.expected_on(), inspections)
        }
    });
    found.collect()
}

fn finding(failed: &Inspection, again_on: Option<Date>, inspections: &[Inspection]) -> Option<Finding> {
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
    })
}

fn first_of(inspection: &Inspection, inspections: &[Inspection]) -> InspectionId {
    let before = |one: &&Inspection| inspections.iter().find(|other| Some(other.id) == one.again);
    // Each comes after the one that it repeats: there is no circle.
    std::iter::successors(Some(inspection), |one| before(one)).last().map_or(inspection.id, |first| first.id)
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
        let key = match (&self.verdict, self.again_on) {
            (Verdict::ReInspect { .. }, None) => "inspection-finding-again",
            (Verdict::ReInspect { .. }, Some(_)) => "inspection-finding-again-on",
            (_, None) => "inspection-finding-failed",
            (_, Some(_)) => "inspection-finding-failed-on",
        };
        let message = Message::new(key).with("which", self.which()).with("on", self.on);
        let message = message.with("why", self.why());
        match self.again_on {
            Some(day) => message.with("again", day),
            None => message,
        }
    }
}
