//! An entry that was wrong is taken back, with a reason.

use axum::{extract::Path, http::StatusCode};
use yidan_domain::{LotId, Message, ProgressId};
use yidan_store::{
    Error, Tx,
    production::{self, Told},
};

use super::{Answer, Failure, Screen, link, lot, said};
use crate::{
    page::Nav,
    web::{
        deed::{DeedPage, Reading},
        orders::{fields::Kind, typed::Typed},
    },
};

const FIELDS: [(&str, &str); 3] =
    [("progress-reason", "note"), ("progress-reversed-before", "day"), ("refusal-day", "day")];

pub async fn ask(screen: Screen, Path((id, entry)): Path<(LotId, ProgressId)>) -> Answer {
    Ok(page(&screen, id, entry).await?.answer(StatusCode::OK))
}

pub async fn reverse(screen: Screen, Path((id, entry)): Path<(LotId, ProgressId)>, form: Typed) -> Answer {
    let mut page = page(&screen, id, entry).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let Some(day) = reading.day("day") else { return page.faulty(reading.faults) };
    let told = Told { id: ProgressId(page.id), day, note: form.get("note").to_owned() };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| production::reverse(tx, &actor, id, entry, told.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("lot-entry-reversed-done"), move |()| link(id), work).await
}

async fn page(screen: &Screen, id: LotId, entry: ProgressId) -> Result<DeedPage, Failure> {
    let whole = lot::load(screen, id).await?;
    let kept = whole.kept;
    let wrong = whole.entries.into_iter().find(|other| other.id == entry).ok_or(Error::NotFound("entry"))?;
    if !production::may_reverse(&screen.viewer, &kept.lot, &wrong.kind) {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let back = (link(id), kept.lot.number.clone());
    let action = format!("{}/entries/{entry}/reverse", link(id));
    let page = DeedPage::at(screen, Nav::Workshop, "lot-entry-reverse", back, action);
    let said = said::words(&kept.lot, &wrong.kind, &screen.app.store.world(), &page.frame.reader).join(" · ");
    let day = page.frame.reader.day(wrong.day);
    let mut page = page.fact("lot-entry", said).fact("lot-day", day);
    let (day, note) = (page.field("day", "lot-counts-from", Kind::Date), page.field("note", "lot-reason", Kind::Area));
    // It was wrong from the day on which it was said to be so.
    page.fields = vec![day.required().value(wrong.day.to_string()), note.required()];
    page.is_danger = true;
    Ok(page)
}
