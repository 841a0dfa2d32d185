//! What moves in the store: counted, set aside for an order, set free, issued, back from the workshop; and what was wrong of it is
//! taken back.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use serde::Deserialize;
use yidan_domain::{
    MaterialId, Message, OrderId, StockEntryId, access::Viewer, material::Material, order::row::Status,
};
use yidan_store::{
    Error, Tx,
    materials::{self, HeldFor, Movement, OnShelf, Told, Waiting},
    orders,
};

use super::{
    super::{
        deed::{DeedPage, Reading},
        orders::{fields::Kind, typed::Typed},
        purchasing::{ready, view::amount},
    },
    Answer, Failure, Screen, link, one, quantity,
};
use crate::page::Nav;

const FIELDS: [(&str, &str); 6] = [
    ("refusal-day", "day"),
    ("stock-before", "day"),
    ("stock-reason", "note"),
    ("stock-", "quantity"),
    ("material-quantity", "quantity"),
    ("material-entry-reversed-before", "day"),
];

/// Orders offered, those that need it first.
const OFFERED: usize = 200;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    order: String,
}

pub(super) async fn ask(
    screen: Screen,
    Path((id, deed)): Path<(MaterialId, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    Ok(page(&screen, id, &deed, &asked.order).await?.answer(StatusCode::OK))
}

pub(super) async fn enter(screen: Screen, Path((id, deed)): Path<(MaterialId, String)>, form: Typed) -> Answer {
    let mut page = page(&screen, id, &deed, form.get("order")).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let quantity = quantity(&mut reading, "quantity");
    let order = if deed == "count" { None } else { reading.parsed::<OrderId>("order") };
    let day = reading.day("day");
    if deed == "count" && form.get("note").trim().is_empty() {
        reading.take::<()>("note", Err(Message::new("stock-count-why")));
    }
    let movement = quantity.and_then(|quantity| match (deed.as_str(), order) {
        ("count", _) => Some(Movement::Count { counted: quantity }),
        ("set-aside", Some(order)) => Some(Movement::SetAside { order, quantity }),
        ("set-free", Some(order)) => Some(Movement::SetFree { order, quantity }),
        ("issue", Some(order)) => Some(Movement::Issue { order, quantity }),
        (_, Some(order)) => Some(Movement::TakeBack { order, quantity }),
        (_, None) => None,
    });
    let (Some(movement), Some(day), true) = (movement, day, reading.faults.is_empty()) else {
        return page.faulty(reading.faults);
    };
    let told = Told { id: StockEntryId(page.id), day, note: form.get("note").to_owned() };
    keep(screen, page, id, movement, told).await
}

async fn keep(screen: Screen, page: DeedPage, id: MaterialId, movement: Movement, told: Told) -> Answer {
    let actor = screen.actor();
    let work = move |tx: &mut Tx| materials::enter(tx, &actor, id, movement.clone(), told.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("stock-entered"), move |()| link(id), work).await
}

struct Loaded {
    material: Material,
    shelf: OnShelf,
    waiting: Vec<Waiting>,
    held: Vec<HeldFor>,
    /// The order that is asked for, with its number, if it is open.
    asked: Option<(OrderId, String)>,
}

async fn load(screen: &Screen, id: MaterialId, asked: &str) -> Result<Loaded, Failure> {
    let asked = asked.parse::<OrderId>().ok();
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let index = ready(screen).await;
    let read = move |tx: &mut Tx| {
        Ok(Loaded {
            material: materials::get(tx, id)?,
            shelf: materials::on_shelf(tx, id)?,
            waiting: index.materials().waiting(tx, &viewer, id, (0, OFFERED), today)?.orders,
            held: materials::held_for(tx, &viewer, id)?,
            asked: match asked {
                Some(order) => open_order(tx, &viewer, order)?,
                None => None,
            },
        })
    };
    Ok(screen.app.store.read(read).await?)
}

fn open_order(tx: &mut Tx, viewer: &Viewer, order: OrderId) -> yidan_store::Result<Option<(OrderId, String)>> {
    let order = match orders::load(tx, viewer.scope(), order) {
        Ok(order) => order,
        Err(Error::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_open = orders::rows(tx, &[order.id])?.iter().any(|row| row.status == Status::Open);
    Ok(is_open.then_some((order.id, order.number)))
}

/// The form of a deed, for those who may do it.
async fn page(screen: &Screen, id: MaterialId, deed: &str, order: &str) -> Result<DeedPage, Failure> {
    let (title, is_allowed) = match deed {
        "count" => ("stock-count", screen.viewer.keeps_store()),
        "set-aside" => ("stock-set-aside", screen.viewer.plans_materials()),
        "set-free" => ("stock-set-free", screen.viewer.plans_materials()),
        "issue" => ("stock-issue", screen.viewer.keeps_store()),
        "take-back" => ("stock-take-back", screen.viewer.keeps_store()),
        _ => return Err(Error::NotFound("page").into()),
    };
    if !is_allowed {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let loaded = load(screen, id, order).await?;
    let mut page = deed_page(screen, &loaded, title, format!("{}/{deed}", link(id)));
    let unit = loaded.material.unit.clone();
    let day = page.field("day", "stock-day", Kind::Date).required().value(screen.today().to_string());
    let note = page.field("note", "stock-note", Kind::Area);
    let quantity = |page: &DeedPage, key: &str| page.field("quantity", key, Kind::Number(unit.clone())).required();
    page.fields = match deed {
        "count" => {
            let hint = page.frame.t("stock-count-hint");
            vec![
                quantity(&page, "stock-counted").hint(hint),
                day,
                page.field("note", "stock-reason", Kind::Area).required(),
            ]
        }
        _ => {
            let orders = choices(&loaded, deed);
            // Never another order than the one that is asked for.
            let chosen = match order {
                "" => orders.first(),
                asked => orders.iter().find(|(of, ..)| of.to_string() == asked),
            };
            let why_not = (!order.is_empty() && chosen.is_none()).then(|| page.frame.t("stock-order-not-offered"));
            let proposed = chosen.filter(|(_, _, proposed)| *proposed > 0);
            let proposed = proposed.map(|(_, _, proposed)| amount(*proposed, "").amount().to_string());
            let chosen = chosen.map(|(of, ..)| of.to_string()).unwrap_or_default();
            let choose = chosen.is_empty().then(|| (String::new(), page.frame.t("deed-choose")));
            let options = orders.iter().map(|(of, words, _)| (of.to_string(), words.clone()));
            let options = choose.into_iter().chain(options).collect();
            let order = page.field("order", "stock-order", Kind::Select(options)).required().value(chosen);
            let order = why_not.into_iter().fold(order, |order, why| order.hint(why));
            let quantity = quantity(&page, "stock-quantity").value(proposed.unwrap_or_default());
            let quantity = match deed {
                "take-back" => quantity.hint(page.frame.t("stock-take-back-hint")),
                _ => quantity,
            };
            vec![order, quantity, day, note]
        }
    };
    Ok(page)
}

/// The orders that a deed can be for: number with what there is to do, and how much that is.
fn choices(loaded: &Loaded, deed: &str) -> Vec<(OrderId, String, i64)> {
    let unit = &loaded.material.unit;
    let words = |number: &str, quantity: i64| match quantity {
        0 => number.to_owned(),
        quantity => format!("{number} · {}", amount(quantity, unit)),
    };
    let free = loaded.shelf.available().max(0);
    let waiting = loaded.waiting.iter().map(|it| (it.order, it.number.clone(), it.supply.missing()));
    let held = |of: fn(&HeldFor) -> i64| {
        let held = loaded.held.iter().filter(move |it| of(it) > 0);
        held.map(move |it| (it.order, it.number.clone(), of(it))).collect::<Vec<_>>()
    };
    let found: Vec<(OrderId, String, i64)> = match deed {
        "set-aside" => waiting.map(|(order, number, missing)| (order, number, missing.min(free))).collect(),
        "set-free" => held(|it| it.allocated),
        "take-back" => held(|it| it.issued),
        _ => {
            // What was spoiled is issued again, though the order needs no more of it.
            let had = loaded.held.iter().filter(|it| it.is_open).map(|it| (it.order, it.number.clone(), 0));
            let asked = loaded.asked.iter().map(|(order, number)| (*order, number.clone(), 0));
            let mut seen = BTreeSet::new();
            let all = held(|it| it.allocated).into_iter().chain(waiting).chain(had).chain(asked);
            all.filter(|(order, ..)| seen.insert(*order)).collect()
        }
    };
    found.into_iter().map(|(order, number, quantity)| (order, words(&number, quantity), quantity)).collect()
}

fn deed_page(screen: &Screen, loaded: &Loaded, title: &str, action: String) -> DeedPage {
    let (material, shelf) = (&loaded.material, loaded.shelf);
    let back = (link(material.id), material.code.clone());
    DeedPage::at(screen, Nav::Purchasing, title, back, action)
        .fact("material-name", format!("{} {}", material.code, material.name.get(screen.lang())))
        .fact("stock-on-hand", amount(shelf.on_hand, &material.unit))
        .fact("stock-allocated", amount(shelf.allocated, &material.unit))
        .fact("stock-free", amount(shelf.available(), &material.unit))
}

pub(super) async fn ask_reverse(screen: Screen, Path((id, entry)): Path<(MaterialId, StockEntryId)>) -> Answer {
    Ok(reverse_page(&screen, id, entry).await?.answer(StatusCode::OK))
}

pub(super) async fn reverse(
    screen: Screen,
    Path((id, entry)): Path<(MaterialId, StockEntryId)>,
    form: Typed,
) -> Answer {
    let mut page = reverse_page(&screen, id, entry).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let Some(day) = reading.day("day") else { return page.faulty(reading.faults) };
    let told = Told { id: StockEntryId(page.id), day, note: form.get("note").to_owned() };
    keep(screen, page, id, Movement::Reverse { entry }, told).await
}

async fn reverse_page(screen: &Screen, id: MaterialId, entry: StockEntryId) -> Result<DeedPage, Failure> {
    let loaded = load(screen, id, "").await?;
    let viewer = screen.viewer.clone();
    let entries = screen.app.store.read(move |tx| materials::entries_of(tx, &viewer, id, usize::MAX)).await?;
    let wrong = entries.into_iter().find(|other| other.id == entry).ok_or(Error::NotFound("entry"))?;
    if !materials::may_take_back(&screen.viewer, &wrong.kind) {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let page = deed_page(screen, &loaded, "stock-reverse", format!("{}/entries/{entry}/reverse", link(id)));
    let quantity = one::quantity(&wrong.kind).map(|it| amount(it, &loaded.material.unit).to_string());
    let said = format!("{} {}", wrong.kind.name().get(screen.lang()), quantity.unwrap_or_default());
    let mut page = page.fact("stock-entry", said);
    let day = page.field("day", "stock-counts-from", Kind::Date).required().value(wrong.day.to_string());
    page.fields = vec![day, page.field("note", "stock-reason", Kind::Area).required()];
    page.is_danger = true;
    Ok(page)
}
