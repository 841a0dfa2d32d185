//! The page of a job: what went out and came back, what was lost, whether the day was kept, and what it costs.

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};
use yidan_domain::{Message, OutsideJobId, material::Supplier, production::Stage};
use yidan_store::{
    links::Link,
    production::{self, KeptJob},
};

use super::{
    super::{lot, said, said::EntryView},
    Answer, Screen, link, load,
    view::{Pill, agreed_pill, stage_pill, verdict_key},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "production/outside/job.html")]
struct JobPage {
    frame: Frame,
    link: String,
    number: String,
    stage: (&'static str, &'static str),
    lot: (String, String),
    factory: Supplier,
    facts: Vec<(&'static str, String)>,
    agreed: Option<(Date, Option<Pill>)>,
    note: String,
    figures: Vec<Figure>,
    /// Verdict, note, who and when.
    quality: Option<(&'static str, String, String, Date)>,
    /// What the terms would charge, and why not yet.
    proposed: Option<String>,
    charge: Option<(String, String, String, Date)>,
    entries: Vec<EntryView>,
    links: Vec<LinkRow>,
    sees_prices: bool,
    may_arrange: bool,
    may_say: bool,
    may_send: bool,
    decides_anew: bool,
    may_charge: bool,
    is_out: bool,
}

struct Figure {
    key: &'static str,
    value: String,
    sub: String,
    kind: &'static str,
}

pub struct LinkRow {
    pub id: uuid::Uuid,
    pub made_by: String,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub is_open: bool,
}

pub async fn show(screen: Screen, Path(id): Path<OutsideJobId>) -> Answer {
    let (kept, factory) = load(&screen, id).await?;
    let whole = lot::load(&screen, kept.job.lot).await?;
    let may_arrange = screen.viewer.arranges_outside();
    let links = match may_arrange {
        true => {
            let viewer = screen.viewer.clone();
            screen.app.store.read(move |tx| production::links_of_job(tx, &viewer, id)).await?
        }
        false => Vec::new(),
    };
    let (world, mut frame) = (screen.app.store.world(), screen.frame().at(Nav::Outside));
    frame.title = kept.job.number.clone();
    let reader = frame.reader.clone();
    let named = |id| world.people.iter().find(|person| person.id == id).map(|it| it.name.clone()).unwrap_or_default();
    let (job, outcome, lot) = (&kept.job, &kept.outcome, &kept.lot.lot);
    let sees_prices = screen.viewer.sees_outside_prices();
    let operation = lot.route.get(job.operation);
    let may_say = operation.is_some_and(|it| production::may_say(&screen.viewer, &it.department, true));
    let open = |link: &Link| LinkRow {
        id: link.id,
        made_by: named(link.made_by),
        expires_at: link.expires_at,
        used_at: link.used_at,
        is_open: link.is_open(screen.now()),
    };
    let page = JobPage {
        link: link(id),
        number: job.number.clone(),
        stage: stage_pill(kept.stage()),
        lot: (super::super::link(lot.id), lot.number.clone()),
        facts: facts(&kept, sees_prices, &reader),
        agreed: job
            .terms
            .agreed
            .map(|day| (day, outcome.agreed(&job.terms, screen.today()).map(|agreed| agreed_pill(agreed, &reader)))),
        note: job.terms.note.clone(),
        figures: figures(&kept, &reader),
        quality: job.quality.as_ref().map(|it| (verdict_key(it.verdict), it.note.clone(), named(it.by), it.on)),
        proposed: outcome
            .proposed(&job.terms, &lot.quantity.unit)
            .filter(|money| money.is_positive() && sees_prices)
            .map(|money| money.to_string()),
        charge: job
            .charge
            .as_ref()
            .filter(|_| sees_prices)
            .map(|it| (it.amount.to_string(), it.reason.clone(), named(it.by), it.on)),
        entries: said::views(&whole, Some(id), &world, &screen.viewer, &reader),
        links: links.iter().map(open).collect(),
        sees_prices,
        may_arrange,
        may_say,
        // What is out comes back however the lot has ended; nothing more goes there.
        may_send: may_say && lot.closed.is_none(),
        decides_anew: kept.stage() == Stage::Charge,
        may_charge: may_arrange && outcome.out() == 0 && outcome.loss() > 0,
        is_out: outcome.out() > 0,
        factory,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// Names, by key, and values of what was agreed.
pub fn facts(kept: &KeptJob, sees_prices: bool, reader: &Reader) -> Vec<(&'static str, String)> {
    let (lot, terms) = (&kept.lot.lot, &kept.job.terms);
    let operation = lot.route.get(kept.job.operation).map(|it| it.name.get(reader.lang).to_owned());
    let priced = |price: Option<rust_decimal::Decimal>| {
        price.filter(|_| sees_prices).map(|price| format!("{price} {} / {}", terms.currency, lot.quantity.unit))
    };
    [
        ("lot-goods", Some(lot.goods.clone())),
        ("lot-operation", operation),
        ("outside-price", priced(terms.price)),
        ("outside-allowed", terms.allowed_loss.map(|rate| format!("{rate}%"))),
        ("outside-loss-price", priced(terms.loss_price)),
        ("outside-fee", kept.outcome.fee(terms).filter(|_| sees_prices).map(|money| money.to_string())),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

fn figures(kept: &KeptJob, reader: &Reader) -> Vec<Figure> {
    let (lot, outcome, terms) = (&kept.lot.lot, &kept.outcome, &kept.job.terms);
    let unit = &lot.quantity.unit;
    let figure =
        |key, quantity: i64, sub: String, kind| Figure { key, value: lot.amount(quantity).to_string(), sub, kind };
    let parts = |key: &str, count: u32| reader.count(key, i64::from(count));
    let loss = outcome.loss_rate().map(|rate| format!("{rate}%")).unwrap_or_default();
    let beyond = outcome.beyond(terms, unit);
    let allowed =
        Message::new("outside-allowed-quantity").with("quantity", lot.amount(outcome.allowed(terms, unit)).to_string());
    vec![
        figure("outside-sent", outcome.sent, parts("outside-parts", outcome.sendings), ""),
        figure("outside-good", outcome.good, parts("outside-parts", outcome.returns), ""),
        figure("outside-scrap", outcome.scrap, String::new(), if outcome.scrap > 0 { "amber" } else { "" }),
        figure("outside-lost", outcome.lost, String::new(), if outcome.lost > 0 { "amber" } else { "" }),
        figure("lot-rework", outcome.rework, String::new(), ""),
        figure("outside-out", outcome.out(), String::new(), ""),
        figure("outside-loss", outcome.loss(), loss, if beyond > 0 { "red" } else { "" }),
        figure("outside-beyond", beyond, reader.say(&allowed), if beyond > 0 { "red" } else { "" }),
    ]
}
