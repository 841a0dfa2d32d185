//! What those who arrange outside work do to a job: change its terms, judge the goods, decide the charge for the loss.

use axum::{extract::Path, http::StatusCode};
use yidan_domain::{
    Message, OutsideJobId,
    production::{Stage, Verdict},
};
use yidan_store::{
    Tx,
    production::{self, KeptJob},
};

use super::{
    Answer, Failure, Screen, deed, link, load,
    send::{read_terms, term_fields},
    view::verdict_key,
};
use crate::web::{
    deed::{DeedPage, Reading},
    orders::{fields::Kind, typed::Typed},
};

const FIELDS: [(&str, &str); 10] = [
    ("day-", "agreed"),
    ("outside-loss-outside", "allowed"),
    ("outside-charged-already", "currency"),
    ("outside-quality", "note"),
    ("outside-charge-reason", "reason"),
    ("outside-negative-charge", "amount"),
    ("outside-still-out", "amount"),
    ("outside-nothing-lost", "amount"),
    ("outside-", "price"),
    ("lot-text", "note"),
];

async fn arranged(screen: &Screen, id: OutsideJobId, title: (&str, &str)) -> Result<(KeptJob, DeedPage), Failure> {
    if !screen.viewer.arranges_outside() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (kept, factory) = load(screen, id).await?;
    let page = deed(screen, &kept, &factory.name, title);
    Ok((kept, page))
}

pub async fn ask_terms(screen: Screen, Path(id): Path<OutsideJobId>) -> Answer {
    Ok(terms_page(&screen, id).await?.answer(StatusCode::OK))
}

async fn terms_page(screen: &Screen, id: OutsideJobId) -> Result<DeedPage, Failure> {
    let (kept, mut page) = arranged(screen, id, ("outside-terms", "terms")).await?;
    page.fields = term_fields(&page, &kept.job.terms, &kept.lot.lot.quantity.unit);
    Ok(page)
}

pub async fn change_terms(screen: Screen, Path(id): Path<OutsideJobId>, form: Typed) -> Answer {
    let mut page = terms_page(&screen, id).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let Some(terms) = read_terms(&mut reading) else { return page.faulty(reading.faults) };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| production::change_terms(tx, &actor, id, terms.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("outside-terms-done"), move |()| link(id), work).await
}

pub async fn ask_quality(screen: Screen, Path(id): Path<OutsideJobId>) -> Answer {
    Ok(quality_page(&screen, id).await?.answer(StatusCode::OK))
}

const VERDICTS: [(&str, Verdict); 3] =
    [("good", Verdict::Good), ("accepted", Verdict::Accepted), ("bad", Verdict::Bad)];

async fn quality_page(screen: &Screen, id: OutsideJobId) -> Result<DeedPage, Failure> {
    let (kept, mut page) = arranged(screen, id, ("outside-quality", "quality")).await?;
    let choices = VERDICTS.map(|(value, verdict)| (value.to_owned(), page.frame.t(verdict_key(verdict))));
    let judged = kept.job.quality.as_ref();
    let was = judged.and_then(|it| VERDICTS.iter().find(|(_, verdict)| *verdict == it.verdict));
    let verdict = page.field("verdict", "outside-quality", Kind::Segments(choices.to_vec())).required();
    let note = page.field("note", "lot-note", Kind::Area).hint(page.frame.t("outside-quality-hint"));
    page.fields = vec![
        verdict.value(was.map_or("", |(value, _)| value)),
        note.value(judged.map(|it| it.note.clone()).unwrap_or_default()),
    ];
    Ok(page)
}

pub async fn judge(screen: Screen, Path(id): Path<OutsideJobId>, form: Typed) -> Answer {
    let mut page = quality_page(&screen, id).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let verdict = VERDICTS.iter().find(|(value, _)| *value == form.get("verdict")).map(|(_, verdict)| *verdict);
    let Some(verdict) = reading.take("verdict", verdict.ok_or(Message::new("finance-choice-missing"))) else {
        return page.faulty(reading.faults);
    };
    let (actor, note) = (screen.actor(), form.get("note").to_owned());
    let work = move |tx: &mut Tx| production::judge(tx, &actor, id, verdict, &note).map(drop);
    page.done(&screen, &FIELDS, &Message::new("outside-quality-done"), move |()| link(id), work).await
}

pub async fn ask_charge(screen: Screen, Path(id): Path<OutsideJobId>) -> Answer {
    Ok(charge_page(&screen, id).await?.1.answer(StatusCode::OK))
}

async fn charge_page(screen: &Screen, id: OutsideJobId) -> Result<(KeptJob, DeedPage), Failure> {
    let (kept, page) = arranged(screen, id, ("outside-charge", "charge")).await?;
    let (lot, outcome, terms) = (&kept.lot.lot, &kept.outcome, &kept.job.terms);
    let unit = &lot.quantity.unit;
    let rate = outcome.loss_rate().map(|rate| format!(" · {rate}%")).unwrap_or_default();
    let mut page = page
        .fact("outside-loss", format!("{}{rate}", lot.amount(outcome.loss())))
        .fact("outside-allowed", format!("{}%", terms.allowed_loss.unwrap_or_default()))
        .fact("outside-beyond", lot.amount(outcome.beyond(terms, unit)));
    if let Some(price) = terms.loss_price {
        page = page.fact("outside-loss-price", format!("{price} {} / {unit}", terms.currency));
    }
    let decided = kept.job.charge.as_ref();
    let proposed = outcome.proposed(terms, unit);
    let is_open = kept.stage() == Stage::Charge;
    let amount = decided
        .filter(|_| !is_open)
        .map(|it| it.amount)
        .or(proposed)
        .map(|money| money.amount().to_string())
        .unwrap_or_default();
    let field = page.field("amount", "outside-charge-amount", Kind::Money(terms.currency)).required();
    let reason = page.field("reason", "lot-reason", Kind::Area).required().hint(page.frame.t("outside-charge-hint"));
    page.fields = vec![field.value(amount), reason.value(decided.map(|it| it.reason.clone()).unwrap_or_default())];
    Ok((kept, page))
}

pub async fn charge(screen: Screen, Path(id): Path<OutsideJobId>, form: Typed) -> Answer {
    let (kept, mut page) = charge_page(&screen, id).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let Some(amount) = reading.money("amount", kept.job.terms.currency) else { return page.faulty(reading.faults) };
    let (actor, reason) = (screen.actor(), form.get("reason").to_owned());
    let work = move |tx: &mut Tx| production::charge(tx, &actor, id, amount, &reason).map(drop);
    page.done(&screen, &FIELDS, &Message::new("outside-charge-done"), move |()| link(id), work).await
}
