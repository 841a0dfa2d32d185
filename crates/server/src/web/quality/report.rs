//! What an inspection found, reported from a phone, or corrected afterwards.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use uuid::Uuid;
use yidan_domain::{
    InspectionId, Message,
    quality::{Command, Report, State},
};
use yidan_store::{
    Tx,
    inspections::{self, Kept, Settings, Standing},
};

use super::{
    Answer, Failure, Screen,
    arranged::whole,
    counted::Counted,
    deeds, link,
    view::{CLASSES, InspectionView, PlanView, class_key},
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::{
        deed::Reading,
        orders::typed::{self, Typed},
    },
};

const FIELDS: [(&str, &str); 8] = [
    ("inspection-sample", "inspected"),
    ("inspection-more-than", "inspected"),
    ("inspection-day", "on"),
    ("inspection-reported", "on"),
    ("inspection-words", "reason"),
    ("inspection-defect", ""),
    ("inspection-too-many", ""),
    ("inspection-text", ""),
];

#[derive(Template)]
#[template(path = "quality/report.html")]
struct ReportPage {
    frame: Frame,
    view: InspectionView,
    plan: PlanView,
    is_correction: bool,
    id: String,
    version: u64,
    on: String,
    inspected: String,
    counted: Counted,
    /// Judged by the plan, or to be inspected again whatever it says.
    decision: String,
    again: String,
    reason: String,
    note: String,
    files: Vec<(String, String)>,
    classes: Vec<(&'static str, String)>,
    faults: Faults,
}

pub async fn ask(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    let page = load(&screen, id, &Typed::default()).await?;
    Ok(answer(&page, StatusCode::OK))
}

pub async fn report(screen: Screen, Path(id): Path<InspectionId>, form: Typed) -> Answer {
    let mut page = load(&screen, id, &form).await?;
    let typed = |field: &str| form.get(field).trim().to_owned();
    if form.get("id").parse::<Uuid>().is_ok() {
        page.id = typed("id");
    }
    // What was sent as a report and comes again, its answer lost, is still that report.
    page.is_correction = !form.get("corrects").is_empty();
    (page.on, page.inspected, page.decision) = (typed("on"), typed("inspected"), typed("decision"));
    (page.again, page.reason, page.note) = (typed("again"), typed("reason"), typed("note"));
    let photos = page.counted.take(&screen.app, &form).await?;
    let files = form.files(&screen.app, "files").await?;
    page.files = files.iter().map(|file| (typed::token(file), file.name.clone())).collect();
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let on = reading.day("on");
    let inspected = whole(&page.inspected);
    let inspected = reading.take("inspected", inspected);
    let mut faults = reading.faults;
    let defects = page.counted.read(&form, photos, &mut faults, &reader);
    page.faults = faults;
    let (Some(on), Some(inspected), true) = (on, inspected, page.faults.is_empty()) else {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let again = (page.decision == "again").then(|| page.again.clone());
    let report = Report { on, inspected, defects, again, note: page.note.clone(), files };
    let command = match page.is_correction {
        true => Command::Correct { report, reason: page.reason.clone() },
        false => Command::Record { report },
    };
    let (actor, deed) = (screen.actor(), page.id.parse().unwrap_or_else(|_| Uuid::now_v7()));
    let seen = form.version();
    page.version = seen.unwrap_or(page.version);
    let work = move |tx: &mut Tx| inspections::act(tx, &actor, id, deed, seen, command.clone());
    match screen.app.store.write(work).await {
        Ok(kept) => {
            let verdict = kept.inspection.verdict().map(|verdict| verdict.name()).unwrap_or_default();
            Ok(screen.redirect(&link(id), &Message::new("quality-reported-done").with("verdict", verdict)))
        }
        Err(error) => {
            let refused = super::refuse(&screen, error, &FIELDS, &mut page.faults)?;
            page.version = refused.version.unwrap_or(page.version);
            Ok(answer(&page, refused.status))
        }
    }
}

async fn load(screen: &Screen, id: InspectionId, form: &Typed) -> Result<ReportPage, Failure> {
    if !screen.viewer.inspects() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let kept = deeds::load(screen, id).await?;
    let inspection = kept.inspection.clone();
    let read = move |tx: &mut Tx| Ok((inspections::standing(tx, &inspection)?, inspections::settings(tx)?));
    let (standing, settings) = screen.app.store.read(read).await?;
    Ok(page(screen, &kept, &standing, &settings, form))
}

fn page(screen: &Screen, kept: &Kept, standing: &Standing, settings: &Settings, form: &Typed) -> ReportPage {
    let one = &kept.inspection;
    let was = one.report();
    let is_correction = matches!(one.state, State::Inspected { .. } | State::Released { .. });
    let title = if is_correction { "quality-correct" } else { "quality-record" };
    let frame = screen.frame().titled(title).at(Nav::Quality);
    let draw = one.draw(&standing.next);
    let severities = one.start().map(|start| start.severities).unwrap_or_else(|| {
        let next = standing.next.severities;
        yidan_domain::quality::aql::ByClass::new(
            next.critical.unwrap_or_default(),
            next.major.unwrap_or_default(),
            next.minor.unwrap_or_default(),
        )
    });
    let severities = [severities.critical, severities.major, severities.minor];
    let again = was.and_then(|report| report.again.clone());
    let class = |class| {
        let name = yidan_domain::quality::sampling::class_name(class);
        (class_key(class), name.get(frame.reader.lang).to_owned())
    };
    ReportPage {
        view: InspectionView::of(kept, &frame.reader),
        plan: PlanView::of(one, &draw, severities, &frame.reader),
        is_correction,
        id: Uuid::now_v7().to_string(),
        version: kept.version,
        on: was.map_or(screen.today(), |report| report.on).to_string(),
        // Typed by who inspected: a report sent untouched would be a pass that nobody has seen to.
        inspected: was.map(|report| report.inspected.to_string()).unwrap_or_default(),
        counted: Counted::of(&settings.defects, was, form, &frame.reader),
        decision: if again.is_some() { "again".into() } else { "plan".into() },
        again: again.unwrap_or_default(),
        reason: String::new(),
        note: was.map(|report| report.note.clone()).unwrap_or_default(),
        files: was
            .iter()
            .flat_map(|report| &report.files)
            .map(|file| (typed::token(file), file.name.clone()))
            .collect(),
        classes: CLASSES.map(class).into(),
        faults: Faults::default(),
        frame,
    }
}

impl ReportPage {
    fn fault(&self, row: &super::counted::DefectRow) -> &str {
        self.faults.of(&format!("count-{}", row.key))
    }
}

fn answer(page: &ReportPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
