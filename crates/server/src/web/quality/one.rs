//! The page of an inspection: what is drawn and judged, what was found, what happened to it, and what may be done now.

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;
use yidan_domain::{
    InspectionId, PersonId, Say,
    order::FileRef,
    quality::{
        Event, Inspection, Of, Offers, Release, Report, State, Verdict, offers,
        sampling::{class_name, total},
    },
};
use yidan_store::{
    Error, Tx,
    inspections::{self, Happened, Kept, Standing},
    orders, people, production,
};

use super::{
    Answer, Failure, Screen, link,
    view::{InspectionView, PlanView, TodoView, todo},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
    web::orders::files,
};

/// What page and printed report show.
pub struct OneView {
    pub view: InspectionView,
    pub order_number: String,
    pub order_link: String,
    pub customer: String,
    pub goods: String,
    pub delivery: Option<Date>,
    /// The lot and the operation that it is inspected after.
    pub after: String,
    pub plan: PlanView,
    pub report: Option<ReportView>,
    pub cancelled: Option<(String, Date)>,
    pub released: Option<(String, Timestamp, String)>,
    pub history: Vec<Line>,
    pub todo: Vec<TodoView>,
    /// Why it is inspected more or less strictly, in words.
    pub switched: Vec<String>,
    pub is_discontinued: bool,
    pub offers: Offers,
    /// The re-inspection that followed, or the failed one that it follows.
    pub next: Option<(String, String)>,
    pub before: Option<(String, String)>,
}

pub struct ReportView {
    pub on: Date,
    pub inspected: u64,
    pub found: u64,
    pub verdict: (String, bool),
    pub by: String,
    pub note: String,
    pub again: String,
    pub files: Vec<(String, String)>,
    pub defects: Vec<DefectView>,
}

pub struct DefectView {
    pub name: String,
    pub class: String,
    pub count: u64,
    pub note: String,
    pub photos: Vec<(String, String)>,
}

pub struct Line {
    pub at: Timestamp,
    pub by: String,
    pub words: String,
    pub note: String,
}

#[derive(Template)]
#[template(path = "quality/one.html")]
struct OnePage {
    frame: Frame,
    one: OneView,
    arranges: bool,
    inspects: bool,
    releases: bool,
    again: String,
    /// The deed that its button to begin would do.
    start: Uuid,
}

pub async fn show(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    let mut frame = screen.frame().at(Nav::Quality);
    let one = OneView::load(&screen, id, &frame.reader).await?;
    frame.title = one.view.number.clone();
    let page = OnePage {
        arranges: screen.viewer.arranges_inspections(),
        inspects: screen.viewer.inspects(),
        releases: screen.viewer.releases_goods(),
        again: format!("{}/new?again={id}", one.order_link),
        start: Uuid::now_v7(),
        one,
        frame,
    };
    Ok(html(&page.frame, &page))
}

struct Read {
    kept: Kept,
    of_order: Vec<Kept>,
    history: Vec<Happened>,
    standing: Standing,
    order: yidan_domain::order::Order,
    customer: String,
    people: Vec<yidan_domain::party::Person>,
    after: Option<production::Kept>,
    settings: inspections::Settings,
}

fn read(tx: &mut Tx, viewer: &yidan_domain::access::Viewer, id: InspectionId) -> Result<Read, Error> {
    let kept = inspections::get(tx, viewer, id)?;
    let order = orders::load(tx, viewer.scope(), kept.inspection.subject.order)?;
    let after = match kept.inspection.subject.of {
        Of::InProcess { lot, .. } => Some(production::get(tx, viewer, lot)?),
        _ => None,
    };
    Ok(Read {
        of_order: inspections::inspections_of_order(tx, viewer, order.id)?,
        history: inspections::history(tx, viewer, id)?,
        standing: inspections::standing(tx, &kept.inspection)?,
        customer: yidan_store::customers::get(tx, order.header.customer)?.name,
        people: people::all(tx)?,
        settings: inspections::settings(tx)?,
        after,
        order,
        kept,
    })
}

impl OneView {
    pub async fn load(screen: &Screen, id: InspectionId, reader: &Reader) -> Result<Self, Failure> {
        let viewer = screen.viewer.clone();
        let found = screen.app.store.read(move |tx| read(tx, &viewer, id)).await?;
        let Read { kept, of_order, history, standing, order, customer, people, after, settings } = found;
        let one = &kept.inspection;
        let all: Vec<Inspection> = of_order.iter().map(|kept| kept.inspection.clone()).collect();
        let name = |person: PersonId| match person {
            PersonId::PROGRAM => reader.t("the-program"),
            person => people.iter().find(|other| other.id == person).map(|one| one.name.clone()).unwrap_or_default(),
        };
        let draw = one.draw(&standing.next);
        let severities = one.start().map_or_else(
            || {
                let next = standing.next.severities;
                [next.critical, next.major, next.minor].map(|asked| if one.series.is_some() { asked } else { None })
            },
            |start| [start.severities.critical, start.severities.major, start.severities.minor].map(Some),
        );
        let linked = |other: &Kept| (link(other.inspection.id), other.number.clone());
        let goods = order.lines.iter().map(|line| format!("{} {}", line.name, line.spec).trim().to_owned());
        let goods: Vec<String> = goods.collect();
        let is_open = one.is_open();
        Ok(Self {
            plan: PlanView::of(one, &draw, severities.map(Option::unwrap_or_default), reader),
            report: one.report().map(|report| report_view(one, report, name, reader)),
            cancelled: match &one.state {
                State::Cancelled { reason, at, .. } => Some((reason.clone(), reader.zone.to_datetime(*at).date())),
                _ => None,
            },
            released: match &one.state {
                State::Released { release: Release { by, at, note }, .. } => Some((name(*by), *at, note.clone())),
                _ => None,
            },
            history: history.iter().rev().map(|happened| line(happened, name, reader)).collect(),
            todo: todo(one, order.header.promised, &settings.lead, screen.today(), &screen.viewer, reader),
            switched: match is_open {
                true => standing.switched.iter().map(|switched| reader.say(&switched.say())).collect(),
                false => Vec::new(),
            },
            is_discontinued: is_open && standing.is_discontinued,
            offers: offers(one, &all),
            next: of_order
                .iter()
                .find(|other| other.inspection.again == Some(id) && !other.inspection.is_cancelled())
                .map(linked),
            before: of_order.iter().find(|other| Some(other.inspection.id) == one.again).map(linked),
            after: after.map(|kept| operation(&kept, one.subject.of, reader)).unwrap_or_default(),
            order_number: order.number.clone(),
            order_link: format!("/orders/{}/inspections", order.id),
            customer,
            goods: if one.arrangement.goods.is_empty() { goods.join(", ") } else { one.arrangement.goods.clone() },
            delivery: order.header.promised,
            view: InspectionView::of(&kept, reader),
        })
    }
}

fn operation(kept: &production::Kept, of: Of, reader: &Reader) -> String {
    let Of::InProcess { operation, .. } = of else { return String::new() };
    let route = usize::try_from(operation).ok().and_then(|place| kept.lot.route.get(place));
    let name = route.map(|operation| operation.name.get(reader.lang)).unwrap_or_default();
    format!("{} · {name}", kept.lot.number)
}

fn report_view(one: &Inspection, report: &Report, name: impl Fn(PersonId) -> String, reader: &Reader) -> ReportView {
    let linked = |files: &[FileRef]| -> Vec<(String, String)> {
        files.iter().map(|file| (format!("{}/photos/{}", link(one.id), file.id), file.name.clone())).collect()
    };
    let verdict = one.verdict();
    ReportView {
        on: report.on,
        inspected: report.inspected,
        found: total(report.found()),
        verdict: (
            verdict.as_ref().map(|verdict| verdict.name().get(reader.lang).to_owned()).unwrap_or_default(),
            verdict == Some(Verdict::Passed),
        ),
        by: one.start().map(|start| name(start.by)).unwrap_or_default(),
        note: report.note.clone(),
        again: report.again.clone().unwrap_or_default(),
        files: linked(&report.files),
        defects: report
            .defects
            .iter()
            .map(|defect| DefectView {
                name: defect.name.get(reader.lang).to_owned(),
                class: class_name(defect.class).get(reader.lang).to_owned(),
                count: defect.count,
                note: defect.note.clone(),
                photos: linked(&defect.photos),
            })
            .collect(),
    }
}

fn line(happened: &Happened, name: impl Fn(PersonId) -> String, reader: &Reader) -> Line {
    let day = |key: &str, on: Date| format!("{} {}", reader.t(key), reader.day(on));
    let none = String::new;
    let (words, note) = match &happened.event {
        None => (reader.t("quality-event-planned"), none()),
        Some(Event::Changed { .. }) => (reader.t("quality-event-changed"), none()),
        Some(Event::Booked { on }) => (day("quality-event-booked", *on), none()),
        Some(Event::Moved { on, reason }) => (day("quality-event-moved", *on), reason.clone()),
        Some(Event::FactoryTold { .. }) => (reader.t("quality-event-told-factory"), none()),
        Some(Event::PlanningTold { .. }) => (reader.t("quality-event-told-planning"), none()),
        Some(Event::Cancelled { reason, .. }) => (reader.t("quality-event-cancelled"), reason.clone()),
        Some(Event::Started { start }) => (day("quality-event-started", start.on), none()),
        Some(Event::Recorded { report, .. }) => (day("quality-event-recorded", report.on), report.note.clone()),
        Some(Event::Corrected { reason, .. }) => (reader.t("quality-event-corrected"), reason.clone()),
        Some(Event::Released { release }) => (reader.t("quality-event-released"), release.note.clone()),
    };
    Line { at: happened.at, by: name(happened.by), words, note }
}

/// A photo or file of a report, of now or before it was corrected, handed out to those who may see the inspection.
pub async fn photo(screen: Screen, Path((id, file)): Path<(InspectionId, String)>) -> Answer {
    let viewer = screen.viewer.clone();
    let history = screen.app.store.read(move |tx| inspections::history(tx, &viewer, id)).await?;
    let of = |happened: Happened| match happened.event {
        Some(Event::Recorded { report, .. } | Event::Corrected { report, .. }) => report.every_file(),
        _ => Vec::new(),
    };
    let found = history.into_iter().flat_map(of).find(|kept| kept.id.to_string() == file);
    files::hand_out(&screen, &found.ok_or(Error::NotFound("file"))?).await
}
