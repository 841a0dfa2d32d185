//! The sheet that goes to the factory with the goods: what it is to do, by when, for how much, and what was handed over.

use askama::Template;
use axum::extract::{Path, Query};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{OutsideJobId, material::Supplier, production::Kind};

use super::{super::lot, Answer, Screen, link, load, page::facts};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "production/outside/slip.html")]
struct SlipPage {
    frame: Frame,
    link: String,
    number: String,
    address: String,
    factory: Supplier,
    facts: Vec<(&'static str, String)>,
    agreed: Option<Date>,
    note: String,
    sendings: Vec<(Date, String)>,
    total: String,
    with_prices: bool,
    may_price: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    /// `no` for a delivery slip without prices.
    prices: Option<String>,
}

pub async fn show(screen: Screen, Path(id): Path<OutsideJobId>, Query(asked): Query<Asked>) -> Answer {
    let (kept, factory) = load(&screen, id).await?;
    let whole = lot::load(&screen, kept.job.lot).await?;
    let may_price = screen.viewer.sees_outside_prices();
    let with_prices = may_price && asked.prices.as_deref() != Some("no");
    let lot = &kept.lot.lot;
    let is_void = |id| whole.entries.iter().any(|it| matches!(it.kind, Kind::Reversed { entry } if entry == id));
    let sent = whole.entries.iter().filter(|entry| !is_void(entry.id)).filter_map(|entry| match entry.kind {
        Kind::SentOut { job, quantity, .. } if job == id => Some((entry.day, lot.amount(quantity).to_string())),
        _ => None,
    });
    let mut frame = screen.frame().at(Nav::Outside);
    frame.title = format!("{} · {}", frame.t("outside-slip"), kept.job.number);
    let agreed_facts = facts(&kept, with_prices, &frame.reader);
    let page = SlipPage {
        link: link(id),
        number: kept.job.number.clone(),
        address: screen.app.store.world().company.settings.address.clone(),
        facts: agreed_facts.into_iter().filter(|(key, _)| *key != "outside-fee").collect(),
        agreed: kept.job.terms.agreed,
        note: kept.job.terms.note.clone(),
        sendings: sent.collect(),
        total: lot.amount(kept.outcome.sent).to_string(),
        with_prices,
        may_price,
        factory,
        frame,
    };
    Ok(html(&page.frame, &page))
}
