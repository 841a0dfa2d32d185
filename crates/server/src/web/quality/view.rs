//! An inspection as it is shown: in lists, on the board, on its page.

use jiff::civil::Date;
use uuid::Uuid;
use yidan_domain::{
    access::Viewer,
    quality::{
        Draw, Inspection, LeadTimes, State, Task, Verdict,
        aql::{Class, Plan, Severity},
        booking,
        inspection::Told,
        sampling::{JudgedBy, class_name, severity_name, total},
    },
};
use yidan_store::inspections::{Kept, Listed};

use super::link;
use crate::texts::Reader;

pub struct InspectionView {
    pub number: String,
    pub link: String,
    pub stage: String,
    /// Which re-inspection it is; 0 the first inspection.
    pub repeats: u32,
    /// Key of its words, and kind of its pill.
    pub state: (&'static str, &'static str),
    pub inspector: String,
    pub goods: String,
    pub units: u64,
    pub place: String,
    /// Why it is the whole order, though fewer than were ordered.
    pub fewer: String,
    /// As agreed on or done.
    pub day: Option<Date>,
    pub wanted_on: Option<Date>,
    pub told: Told,
}

impl InspectionView {
    pub fn of(kept: &Kept, reader: &Reader) -> Self {
        let one = &kept.inspection;
        Self {
            number: kept.number.clone(),
            link: link(one.id),
            stage: one.stage().name().get(reader.lang).to_owned(),
            repeats: one.repeats,
            state: state(one),
            inspector: one.arrangement.inspector.name().get(reader.lang).to_owned(),
            goods: one.arrangement.goods.clone(),
            units: one.arrangement.lot,
            place: one.arrangement.place.clone(),
            fewer: one.arrangement.fewer.as_ref().map(|fewer| fewer.why.clone()).unwrap_or_default(),
            day: one.day(),
            wanted_on: one.arrangement.wanted_on,
            told: match one.state {
                State::Booked { told, .. } => told,
                _ => Told::default(),
            },
        }
    }
}

pub fn state(inspection: &Inspection) -> (&'static str, &'static str) {
    match (&inspection.state, inspection.verdict()) {
        (State::Planned, _) => ("quality-planned", "soon"),
        (State::Booked { .. }, _) => ("quality-booked", "on"),
        (State::Cancelled { .. }, _) => ("quality-cancelled", "none"),
        (State::Started { .. }, _) => ("quality-started", "on"),
        (State::Released { .. }, _) => ("quality-released", "exception"),
        (State::Inspected { .. }, Some(Verdict::Passed)) => ("quality-passed", "good"),
        (State::Inspected { .. }, Some(Verdict::ReInspect { .. })) => ("quality-again", "late"),
        (State::Inspected { .. }, _) => ("quality-failed", "late"),
    }
}

/// A row of a list: the inspection with the order that it is of, and what is left to be done.
pub struct Row {
    pub view: InspectionView,
    pub order_number: String,
    pub order_link: String,
    pub customer: String,
    /// What is inspected, else what the order is of.
    pub goods: String,
    pub delivery: Option<Date>,
    pub todo: Vec<TodoView>,
    /// It failed, and is to be inspected again or released.
    pub has_failed: bool,
    pub arranges: bool,
    pub releases: bool,
    /// Where its re-inspection is planned.
    pub again: String,
}

pub struct TodoView {
    pub task: Task,
    pub words: String,
    pub by: Option<Date>,
    pub is_late: bool,
    /// What does it; empty where this viewer may not.
    pub link: String,
    /// At once, without anything to be filled in.
    pub is_post: bool,
    /// The deed that it would be.
    pub id: Uuid,
}

impl Row {
    pub fn of(listed: &Listed, lead: &LeadTimes, today: Date, viewer: &Viewer, reader: &Reader) -> Self {
        let one = &listed.kept.inspection;
        let view = InspectionView::of(&listed.kept, reader);
        let order = format!("/orders/{}", one.subject.order);
        Self {
            goods: if view.goods.is_empty() { listed.goods.clone() } else { view.goods.clone() },
            order_number: listed.order_number.clone(),
            customer: listed.customer.clone(),
            delivery: listed.delivery,
            todo: todo(one, listed.delivery, lead, today, viewer, reader),
            has_failed: matches!(one.state, State::Inspected { .. }) && !one.has_passed(),
            arranges: viewer.arranges_inspections(),
            releases: viewer.releases_goods(),
            again: format!("{order}/inspections/new?again={}", one.id),
            order_link: format!("{order}/inspections"),
            view,
        }
    }

    /// It should have been inspected before today.
    pub fn is_over(&self) -> bool {
        self.todo.iter().any(|one| one.task == Task::Inspect && one.is_late)
    }
}

pub fn todo(
    inspection: &Inspection,
    delivery: Option<Date>,
    lead: &LeadTimes,
    today: Date,
    viewer: &Viewer,
    reader: &Reader,
) -> Vec<TodoView> {
    let at = link(inspection.id);
    let shown = |todo: yidan_domain::quality::Todo| {
        let (path, is_post, may) = match todo.task {
            Task::Book | Task::Move => ("book", false, viewer.arranges_inspections()),
            Task::TellFactory => ("told/factory", true, viewer.arranges_inspections()),
            Task::TellPlanning => ("told/planning", true, viewer.arranges_inspections()),
            Task::Inspect => ("report", false, viewer.inspects()),
        };
        // Whom to tell the day when there is none yet?
        let may = may && !(is_post && inspection.day().is_none());
        TodoView {
            task: todo.task,
            words: todo.task.name().get(reader.lang).to_owned(),
            by: todo.by,
            is_late: todo.is_late,
            link: if may { format!("{at}/{path}") } else { String::new() },
            is_post,
            id: Uuid::now_v7(),
        }
    };
    booking::todo(inspection, delivery, lead, today).into_iter().map(shown).collect()
}

/// What is drawn, and what it is judged by.
pub struct PlanView {
    pub units: u64,
    /// How it is drawn, in words.
    pub how: String,
    pub lines: Vec<PlanLine>,
}

/// One class of defects; or all together, where no class has a plan of its own.
pub struct PlanLine {
    /// `critical`, `major`, `minor`, `all`.
    pub class: &'static str,
    pub name: String,
    /// AQL and code letter.
    pub limit: String,
    pub letter: String,
    pub severity: String,
    pub units: u64,
    pub accept: u64,
    pub reject: u64,
    /// Once it has been inspected.
    pub found: Option<u64>,
}

impl PlanLine {
    pub fn fails(&self) -> bool {
        self.found.is_some_and(|found| found >= self.reject)
    }
}

pub const CLASSES: [Class; 3] = [Class::Critical, Class::Major, Class::Minor];

pub fn class_key(class: Class) -> &'static str {
    match class {
        Class::Critical => "critical",
        Class::Major => "major",
        Class::Minor => "minor",
    }
}

impl PlanView {
    pub fn of(inspection: &Inspection, draw: &Draw, severities: [Severity; 3], reader: &Reader) -> Self {
        let found = inspection.report().map(|report| report.found());
        let words = |text: yidan_domain::Text| text.get(reader.lang).to_owned();
        let limits = inspection.arrangement.sampling.limits();
        let of_plan =
            |class: Class, plan: &Plan, limit: Option<yidan_domain::quality::aql::Aql>, severity, found| PlanLine {
                class: class_key(class),
                name: words(class_name(class)),
                limit: limit.map_or_else(|| reader.t("quality-no-limit"), |limit| limit.to_string()),
                letter: plan.used.to_string(),
                severity: if limit.is_some() { words(severity_name(severity)) } else { String::new() },
                units: plan.sample,
                accept: plan.accept.into(),
                reject: plan.reject.into(),
                found,
            };
        let of_all = |class: &'static str, name: String, accept: u64, found| PlanLine {
            class,
            name,
            limit: String::new(),
            letter: String::new(),
            severity: String::new(),
            units: draw.units,
            accept,
            reject: accept.saturating_add(1),
            found,
        };
        let lines = match &draw.judged_by {
            JudgedBy::Plans(plans) => vec![
                of_plan(Class::Critical, &plans.critical, limits.critical, severities[0], found.map(|it| it.critical)),
                of_plan(Class::Major, &plans.major, limits.major, severities[1], found.map(|it| it.major)),
                of_plan(Class::Minor, &plans.minor, limits.minor, severities[2], found.map(|it| it.minor)),
            ],
            JudgedBy::Total { accept } => vec![
                of_all("critical", words(class_name(Class::Critical)), 0, found.map(|it| it.critical)),
                of_all("all", reader.t("quality-all-classes"), *accept, found.map(total)),
            ],
        };
        Self { units: draw.units, how: how(inspection, reader), lines }
    }
}

fn how(inspection: &Inspection, reader: &Reader) -> String {
    use yidan_domain::{Message, quality::Sampling};
    match inspection.arrangement.sampling {
        Sampling::Aql { level, .. } => reader.say(&Message::new("quality-by-aql").with("level", level.written())),
        Sampling::Whole => reader.t("quality-by-whole"),
        Sampling::Fixed { .. } => reader.t("quality-by-fixed"),
    }
}
