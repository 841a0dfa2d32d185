//! What is done to an inspection with a word or a day: agreed on, moved, told, begun, cancelled, released, resumed.

use axum::{extract::Path, http::StatusCode};
use uuid::Uuid;
use yidan_domain::{InspectionId, Message, quality::Command};
use yidan_store::{
    Error, Tx,
    inspections::{self, Kept},
};

use super::{Answer, Failure, Screen, link, view::InspectionView};
use crate::{
    page::Nav,
    web::{
        deed::{DeedPage, Reading},
        orders::{fields::Kind, typed::Typed},
    },
};

const FIELDS: [(&str, &str); 5] = [
    ("inspection-day", "on"),
    ("inspection-same-day", "on"),
    ("inspection-not-before", "on"),
    ("inspection-words", "reason"),
    ("inspection-text", "reason"),
];

pub async fn ask_book(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    Ok(book_page(&screen, id).await?.answer(StatusCode::OK))
}

/// To agree on the day, or to move it.
async fn book_page(screen: &Screen, id: InspectionId) -> Result<DeedPage, Failure> {
    let kept = load(screen, id).await?;
    let booked = kept.inspection.day();
    let title = if booked.is_some() { "quality-move" } else { "quality-book" };
    let mut page = page(screen, &kept, title, "book", screen.viewer.arranges_inspections())?;
    let day = booked.or(kept.inspection.arrangement.wanted_on).map(|day| day.to_string()).unwrap_or_default();
    let on = page.field("on", "quality-day", Kind::Date).required().value(day);
    page.fields = vec![on.hint(page.frame.t("quality-book-hint"))];
    if booked.is_some() {
        page.hidden = vec![("moves".into(), "yes".into())];
        page.fields.push(page.field("reason", "quality-move-reason", Kind::Area));
    }
    Ok(page)
}

pub async fn book(screen: Screen, Path(id): Path<InspectionId>, form: Typed) -> Answer {
    let mut page = book_page(&screen, id).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let Some(on) = reading.day("on") else { return page.faulty(reading.faults) };
    // What was sent as a booking and comes again, its answer lost, is still that booking.
    let command = match form.get("moves").is_empty() {
        true => Command::Book { on },
        false => Command::Move { on, reason: form.get("reason").to_owned() },
    };
    done(&screen, page, id, command, "quality-booked-done").await
}

pub async fn ask_cancel(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    Ok(cancel_page(&screen, id).await?.answer(StatusCode::OK))
}

async fn cancel_page(screen: &Screen, id: InspectionId) -> Result<DeedPage, Failure> {
    let kept = load(screen, id).await?;
    let mut page = page(screen, &kept, "quality-cancel", "cancel", screen.viewer.arranges_inspections())?;
    page.fields = vec![page.field("reason", "quality-reason", Kind::Area).required()];
    page.is_danger = true;
    Ok(page)
}

pub async fn cancel(screen: Screen, Path(id): Path<InspectionId>, form: Typed) -> Answer {
    let mut page = cancel_page(&screen, id).await?;
    page.take(&form);
    let command = Command::Cancel { reason: form.get("reason").to_owned() };
    done(&screen, page, id, command, "quality-cancelled-done").await
}

pub async fn ask_release(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    Ok(release_page(&screen, id).await?.answer(StatusCode::OK))
}

async fn release_page(screen: &Screen, id: InspectionId) -> Result<DeedPage, Failure> {
    let kept = load(screen, id).await?;
    let mut page = page(screen, &kept, "quality-release", "release", screen.viewer.releases_goods())?;
    let reason = page.field("reason", "quality-reason", Kind::Area).required();
    page.fields = vec![reason.hint(page.frame.t("quality-release-hint"))];
    page.is_danger = true;
    Ok(page)
}

pub async fn release(screen: Screen, Path(id): Path<InspectionId>, form: Typed) -> Answer {
    let mut page = release_page(&screen, id).await?;
    page.take(&form);
    let command = Command::Release { note: form.get("reason").to_owned() };
    done(&screen, page, id, command, "quality-released-done").await
}

pub async fn ask_resume(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    Ok(resume_page(&screen, id).await?.answer(StatusCode::OK))
}

async fn resume_page(screen: &Screen, id: InspectionId) -> Result<DeedPage, Failure> {
    let kept = load(screen, id).await?;
    let mut page = page(screen, &kept, "quality-resume", "resume", inspections::may_resume(&screen.viewer))?;
    let reason = page.field("reason", "quality-measures", Kind::Area).required();
    page.fields = vec![reason.hint(page.frame.t("quality-resume-hint"))];
    Ok(page)
}

pub async fn resume(screen: Screen, Path(id): Path<InspectionId>, form: Typed) -> Answer {
    let mut page = resume_page(&screen, id).await?;
    page.take(&form);
    let (actor, note, deed) = (screen.actor(), form.get("reason").to_owned(), page.id);
    let work = move |tx: &mut Tx| inspections::resume(tx, &actor, id, deed, &note);
    page.done(&screen, &FIELDS, &Message::new("quality-resumed-done"), move |()| link(id), work).await
}

pub async fn start(screen: Screen, Path(id): Path<InspectionId>, form: Typed) -> Answer {
    let command = Command::Start { on: screen.today() };
    at_once(&screen, id, &form, command, "quality-started-done").await
}

/// The factory, or planning, knows the day.
pub async fn told(screen: Screen, Path((id, whom)): Path<(InspectionId, String)>, form: Typed) -> Answer {
    let (command, done) = match whom.as_str() {
        "factory" => (Command::TellFactory, "quality-told-factory-done"),
        "planning" => (Command::TellPlanning, "quality-told-planning-done"),
        _ => return Err(Error::NotFound("page").into()),
    };
    at_once(&screen, id, &form, command, done).await
}

/// The deed is drawn where its button is shown: pressed twice, it is done once.
async fn at_once(screen: &Screen, id: InspectionId, form: &Typed, command: Command, done: &'static str) -> Answer {
    let (actor, deed) = (screen.actor(), form.get("id").parse().unwrap_or_else(|_| Uuid::now_v7()));
    screen.app.store.write(move |tx| inspections::act(tx, &actor, id, deed, None, command.clone())).await?;
    Ok(screen.redirect(&link(id), &Message::new(done)))
}

async fn done(screen: &Screen, page: DeedPage, id: InspectionId, command: Command, done: &'static str) -> Answer {
    let (actor, deed) = (screen.actor(), page.id);
    let work = move |tx: &mut Tx| inspections::act(tx, &actor, id, deed, None, command.clone()).map(drop);
    page.done(screen, &FIELDS, &Message::new(done), move |()| link(id), work).await
}

pub async fn load(screen: &Screen, id: InspectionId) -> Result<Kept, Failure> {
    let viewer = screen.viewer.clone();
    Ok(screen.app.store.read(move |tx| inspections::get(tx, &viewer, id)).await?)
}

fn page(screen: &Screen, kept: &Kept, title: &str, deed: &str, may: bool) -> Result<DeedPage, Failure> {
    if !may {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let at = link(kept.inspection.id);
    let page = DeedPage::at(screen, Nav::Quality, title, (at.clone(), kept.number.clone()), format!("{at}/{deed}"));
    let view = InspectionView::of(kept, &page.frame.reader);
    let state = page.frame.t(view.state.0);
    Ok(page.fact("quality-stage", view.stage).fact("quality-inspector", view.inspector).fact("quality-state", state))
}
