//! What planning does to a lot: release it, close it, open it again.

use axum::{extract::Path, http::StatusCode};
use yidan_domain::{LotId, Message, ProgressId, Quantity};
use yidan_store::{
    Tx,
    production::{self, Kept, Told},
};

use super::{Answer, Failure, Screen, link, lot, view::amount};
use crate::{
    page::Nav,
    web::{
        deed::{DeedPage, Reading},
        orders::{
            fields::Kind,
            typed::{self, Typed},
        },
    },
};

const FIELDS: [(&str, &str); 4] =
    [("progress-", "quantity"), ("refusal-day", "day"), ("lot-reason", "reason"), ("lot-text", "reason")];

pub async fn ask_release(screen: Screen, Path(id): Path<LotId>) -> Answer {
    Ok(release_page(&screen, id).await?.1.answer(StatusCode::OK))
}

async fn release_page(screen: &Screen, id: LotId) -> Result<(Kept, DeedPage), Failure> {
    let (kept, mut page) = page(screen, id, "lot-release", "release").await?;
    let released = kept.balances.first().map_or(0, |first| first.received);
    let left = (kept.lot.quantity.ten_thousandths - released).max(0);
    let quantity = page.field("quantity", "lot-quantity", Kind::Number(kept.lot.quantity.unit.clone()));
    let day = page.field("day", "lot-day", Kind::Date).required().value(screen.today().to_string());
    page.fields = vec![quantity.required().value(amount(left).to_string()), day];
    Ok((kept, page))
}

pub async fn release(screen: Screen, Path(id): Path<LotId>, form: Typed) -> Answer {
    let (_, mut page) = release_page(&screen, id).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let quantity = quantity(&mut reading, "quantity");
    let day = reading.day("day");
    let (Some(quantity), Some(day)) = (quantity, day) else { return page.faulty(reading.faults) };
    let told = Told { id: ProgressId(page.id), day, note: String::new() };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| production::release(tx, &actor, id, quantity, told.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("lot-released-done"), move |()| link(id), work).await
}

/// Ten-thousandths as typed.
pub fn quantity_of(typed: &str) -> Result<i64, Message> {
    let amount = typed::number(typed)?.ok_or(Message::new("lot-quantity-missing"))?;
    let exact = Quantity::exact(amount, "").ok_or(Message::new("lot-quantity-unreadable"))?;
    Ok(exact.ten_thousandths)
}

pub fn quantity(reading: &mut Reading, field: &str) -> Option<i64> {
    let read = quantity_of(reading.typed.get(field));
    reading.take(field, read)
}

/// The same, where nothing typed is nothing.
pub fn quantity_if(reading: &mut Reading, field: &str) -> Option<i64> {
    match reading.typed.get(field).trim() {
        "" => Some(0),
        _ => quantity(reading, field),
    }
}

pub async fn ask_close(screen: Screen, Path(id): Path<LotId>) -> Answer {
    Ok(close_page(&screen, id).await?.answer(StatusCode::OK))
}

async fn close_page(screen: &Screen, id: LotId) -> Result<DeedPage, Failure> {
    let (kept, mut page) = page(screen, id, "lot-close", "close").await?;
    let out = kept.balances.iter().map(|balance| balance.out).sum();
    if out > 0 {
        page = page.fact("outside-out", kept.lot.amount(out));
    }
    let reason = page.field("reason", "lot-reason", Kind::Area).required().hint(page.frame.t("lot-close-hint"));
    page.fields = vec![reason];
    page.is_danger = true;
    Ok(page)
}

pub async fn close(screen: Screen, Path(id): Path<LotId>, form: Typed) -> Answer {
    let mut page = close_page(&screen, id).await?;
    page.take(&form);
    let (actor, reason) = (screen.actor(), form.get("reason").to_owned());
    let work = move |tx: &mut Tx| production::close(tx, &actor, id, &reason).map(drop);
    page.done(&screen, &FIELDS, &Message::new("lot-closed-done"), move |()| link(id), work).await
}

pub async fn reopen(screen: Screen, Path(id): Path<LotId>) -> Answer {
    let actor = screen.actor();
    screen.app.store.write(move |tx| production::reopen(tx, &actor, id)).await?;
    Ok(screen.redirect(&link(id), &Message::new("lot-reopened-done")))
}

async fn page(screen: &Screen, id: LotId, title: &str, deed: &str) -> Result<(Kept, DeedPage), Failure> {
    if !screen.viewer.plans_production() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let kept = lot::load(screen, id).await?.kept;
    let back = (link(id), kept.lot.number.clone());
    let action = format!("{}/{deed}", link(id));
    let page = DeedPage::at(screen, Nav::Workshop, title, back, action)
        .fact("lot-goods", &kept.lot.goods)
        .fact("lot-quantity", &kept.lot.quantity);
    Ok((kept, page))
}
