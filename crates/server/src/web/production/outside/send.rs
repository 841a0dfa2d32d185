//! Goods go to an outside factory: for the first time, which makes a job of it, or more of them.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use rust_decimal::Decimal;
use serde::Deserialize;
use yidan_domain::{
    LotId, Message, OutsideJobId, ProgressId, SupplierId,
    material::{Supplier, SupplierKind},
    production::Terms,
};
use yidan_store::{
    Tx, materials,
    production::{self, NewJob, Told},
    suppliers,
};

use super::{
    super::{lot, plan::quantity, view::amount},
    Answer, Failure, Screen, deed, link, load,
};
use crate::{
    page::Nav,
    web::{
        deed::{DeedPage, Reading},
        form,
        orders::{
            fields::{Field, Kind},
            typed::{self, Typed},
        },
        purchasing::{offers::of_late, rating::RatingView},
    },
};

const FIELDS: [(&str, &str); 8] = [
    ("day-", "agreed"),
    ("progress-", "quantity"),
    ("refusal-day", "day"),
    ("outside-no-supplier", "supplier"),
    ("outside-not-a-factory", "supplier"),
    ("outside-loss-outside", "allowed"),
    ("outside-negative-price", "price"),
    ("outside-price", "price"),
];

#[derive(Deserialize)]
pub struct Asked {
    operation: Option<usize>,
    /// Drawn where the form was shown: sent twice, it is one job and one sending.
    job: Option<OutsideJobId>,
    entry: Option<ProgressId>,
}

pub fn works_outside(supplier: &Supplier) -> bool {
    !supplier.archived && supplier.kinds.contains(&SupplierKind::OutsideWork)
}

pub async fn ask(screen: Screen, Path(id): Path<LotId>, Query(asked): Query<Asked>) -> Answer {
    Ok(page(&screen, id, &asked).await?.answer(StatusCode::OK))
}

/// By name, each with how it did of late.
async fn factories(screen: &Screen) -> Result<Vec<(Supplier, RatingView)>, Failure> {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| {
        let mut factories: Vec<Supplier> = suppliers::all(tx)?.into_values().filter(works_outside).collect();
        factories.sort_by(|one, other| one.name.cmp(&other.name));
        let rated = |factory: Supplier| {
            let rating = materials::rating_of(tx, &viewer, factory.id, of_late(today), today)?;
            Ok((factory, RatingView::of(&rating)))
        };
        factories.into_iter().map(rated).collect()
    };
    Ok(screen.app.store.read(read).await?)
}

async fn page(screen: &Screen, id: LotId, asked: &Asked) -> Result<DeedPage, Failure> {
    if !screen.viewer.arranges_outside() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let kept = lot::load(screen, id).await?.kept;
    let factories = factories(screen).await?;
    let job = asked.job.unwrap_or_else(|| OutsideJobId(uuid::Uuid::now_v7()));
    let action = format!("{}/send-out?job={job}", super::super::link(id));
    let back = (super::super::link(id), kept.lot.number.clone());
    let page = DeedPage::at(screen, Nav::Outside, "outside-send", back, action);
    let mut page = page.fact("lot-goods", &kept.lot.goods).fact("lot-quantity", &kept.lot.quantity);
    let lang = page.frame.reader.lang;
    let usual = || kept.lot.route.iter().zip(&kept.balances).position(|(it, balance)| it.outside && balance.here() > 0);
    let marked = || kept.lot.route.iter().position(|it| it.outside);
    let chosen = asked.operation.or_else(usual).or_else(marked).unwrap_or_default();
    let here = |place: usize| kept.balances.get(place).map_or(0, |balance| balance.here());
    let named = |(place, it): (usize, &yidan_domain::production::Operation)| {
        (place.to_string(), format!("{} · {}", it.name.get(lang), kept.lot.amount(here(place))))
    };
    let operations = Kind::Select(kept.lot.route.iter().enumerate().map(named).collect());
    let mut choices = vec![(String::new(), page.frame.t("deed-choose"))];
    choices.extend(factories.into_iter().map(|(it, rating)| {
        let words = std::iter::once(it.name).chain(rating.words(&page.frame.reader));
        (it.id.to_string(), words.collect::<Vec<_>>().join(" · "))
    }));
    let unit = kept.lot.quantity.unit.clone();
    page.fields = vec![
        page.field("operation", "lot-operation", operations).required().value(chosen.to_string()),
        page.field("supplier", "outside-factory", Kind::Select(choices))
            .required()
            .hint(page.frame.t("outside-factory-hint")),
        page.field("quantity", "lot-quantity", Kind::Number(unit.clone())).required().value(match here(chosen) {
            0 => String::new(),
            here => amount(here).to_string(),
        }),
        page.field("day", "outside-sent-on", Kind::Date).required().value(screen.today().to_string()),
    ];
    let currency = screen.app.store.world().company.settings.currency;
    let terms =
        Terms { agreed: None, price: None, allowed_loss: None, loss_price: None, currency, note: String::new() };
    let terms = term_fields(&page, &terms, &unit);
    page.fields.extend(terms);
    Ok(page)
}

/// The fields of what is agreed with a factory.
pub fn term_fields(page: &DeedPage, terms: &Terms, unit: &str) -> Vec<Field> {
    let number = |number: Option<Decimal>| number.map(|it| it.to_string()).unwrap_or_default();
    let currencies = form::currencies().into_iter().map(|code| (code.to_owned(), code.to_owned())).collect();
    let per_unit = format!("/ {unit}");
    vec![
        page.field("agreed", "outside-agreed", Kind::Date)
            .value(terms.agreed.map(|day| day.to_string()).unwrap_or_default()),
        page.field("price", "outside-price", Kind::Number(per_unit.clone())).value(number(terms.price)),
        page.field("currency", "currency", Kind::Select(currencies)).required().value(terms.currency.to_string()),
        page.field("allowed", "outside-allowed", Kind::Number("%".into())).value(number(terms.allowed_loss)),
        page.field("loss_price", "outside-loss-price", Kind::Number(per_unit))
            .value(number(terms.loss_price))
            .hint(page.frame.t("outside-loss-price-hint")),
        page.field("note", "outside-note", Kind::Area)
            .value(terms.note.clone())
            .hint(page.frame.t("outside-note-hint")),
    ]
}

/// What was typed into them.
pub fn read_terms(reading: &mut Reading) -> Option<Terms> {
    let number = |reading: &mut Reading, field: &str| {
        let read = typed::number(reading.typed.get(field));
        reading.take(field, read)
    };
    let agreed = typed::day(reading.typed.get("agreed"));
    let agreed = reading.take("agreed", agreed);
    let (price, allowed) = (number(reading, "price"), number(reading, "allowed"));
    let (loss_price, currency) = (number(reading, "loss_price"), reading.currency("currency"));
    Some(Terms {
        agreed: agreed?,
        price: price?,
        allowed_loss: allowed?,
        loss_price: loss_price?,
        currency: currency?,
        note: reading.typed.get("note").to_owned(),
    })
}

pub async fn send_out(screen: Screen, Path(id): Path<LotId>, Query(asked): Query<Asked>, form: Typed) -> Answer {
    let job = asked.job.unwrap_or_else(|| OutsideJobId(uuid::Uuid::now_v7()));
    let mut page = page(&screen, id, &Asked { job: Some(job), ..asked }).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let operation: Option<usize> = reading.parsed("operation");
    let supplier: Option<SupplierId> = reading.parsed("supplier");
    let (count, day, terms) = (quantity(&mut reading, "quantity"), reading.day("day"), read_terms(&mut reading));
    let (Some(operation), Some(supplier), Some(count), Some(day), Some(terms)) =
        (operation, supplier, count, day, terms)
    else {
        return page.faulty(reading.faults);
    };
    let new = NewJob { id: job, lot: id, operation, supplier, terms };
    // Its first sending bears the job's id.
    let told = Told { id: ProgressId(job.0), day, note: String::new() };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| production::send_out(tx, &actor, new.clone(), count, told.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("outside-sent-done"), move |()| link(job), work).await
}

pub async fn ask_more(screen: Screen, Path(id): Path<OutsideJobId>) -> Answer {
    let entry = ProgressId(uuid::Uuid::now_v7());
    Ok(more_page(&screen, id, entry).await?.answer(StatusCode::OK))
}

async fn more_page(screen: &Screen, id: OutsideJobId, entry: ProgressId) -> Result<DeedPage, Failure> {
    let (kept, factory) = load(screen, id).await?;
    let operation = kept.lot.lot.route.get(kept.job.operation);
    if !operation.is_some_and(|it| production::may_say(&screen.viewer, &it.department, true)) {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let mut page = deed(screen, &kept, &factory.name, ("outside-send-more", &format!("send?entry={entry}")));
    let here = kept.lot.balances.get(kept.job.operation).map_or(0, |balance| balance.here());
    let count = page.field("quantity", "lot-quantity", Kind::Number(kept.lot.lot.quantity.unit.clone())).required();
    let day = page.field("day", "outside-sent-on", Kind::Date).required().value(screen.today().to_string());
    page.fields = vec![count.value(if here > 0 { amount(here).to_string() } else { String::new() }), day];
    Ok(page)
}

pub async fn send_more(
    screen: Screen,
    Path(id): Path<OutsideJobId>,
    Query(asked): Query<Asked>,
    form: Typed,
) -> Answer {
    let entry = asked.entry.unwrap_or_else(|| ProgressId(uuid::Uuid::now_v7()));
    let mut page = more_page(&screen, id, entry).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let (count, day) = (quantity(&mut reading, "quantity"), reading.day("day"));
    let (Some(count), Some(day)) = (count, day) else { return page.faulty(reading.faults) };
    let told = Told { id: entry, day, note: String::new() };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| production::send_more(tx, &actor, id, count, told.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("outside-sent-done"), move |()| link(id), work).await
}
