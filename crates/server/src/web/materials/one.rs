//! One material: what there is of it, which orders wait for it, what is on its way, and its ledger.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    MaterialId, Message, OrderId, PersonId, Quantity, StockEntryId,
    material::{Material, StockEntry, StockKind},
    party::Product,
};
use yidan_store::{
    Tx,
    materials::{self, HeldFor, Waiting},
    orders, people, products, suppliers,
};

use super::{
    super::purchasing::{
        ready,
        view::{PurchaseView, amount, order_link, price_words, purchase_views},
    },
    Answer, Screen, link,
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

const ENTRIES: usize = 100;
/// Orders that wait for it, or have something of it.
const ORDERS: usize = 50;

#[derive(Template)]
#[template(path = "materials/one.html")]
struct MaterialPage {
    frame: Frame,
    material: Material,
    link: String,
    kind: String,
    supplier: String,
    price: String,
    on_hand: Quantity,
    allocated: Quantity,
    free: Quantity,
    coming: Vec<PurchaseView>,
    waiting: Vec<WaitingView>,
    waiting_more: usize,
    held: Vec<HeldView>,
    held_more: usize,
    products: Vec<Product>,
    entries: Vec<EntryView>,
    may: May,
}

struct May {
    keep: bool,
    keep_store: bool,
    plan: bool,
    buy: bool,
}

struct WaitingView {
    number: String,
    link: String,
    set_aside: String,
    needed_on: Option<Date>,
    missing: Quantity,
    coming: Quantity,
    short: Quantity,
}

struct HeldView {
    number: String,
    link: String,
    order: OrderId,
    allocated: Quantity,
    issued: Quantity,
}

struct EntryView {
    day: Date,
    at: Timestamp,
    by: String,
    words: String,
    what: String,
    order: Option<(String, String)>,
    note: String,
    is_void: bool,
    reverse: String,
}

pub(super) async fn show(screen: Screen, Path(id): Path<MaterialId>) -> Answer {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let index = ready(&screen).await;
    let read = move |tx: &mut Tx| {
        let material = materials::get(tx, id)?;
        let supplier = material.supplier.map(|supplier| suppliers::get(tx, supplier)).transpose()?;
        let open = materials::PurchaseFilter { material: Some(id), open: true, ..materials::PurchaseFilter::default() };
        let coming = index.materials().purchases(tx, &viewer, &open, (0, ENTRIES), today)?;
        let entries = materials::entries_of(tx, &viewer, id, ENTRIES)?;
        let named: Vec<OrderId> = entries.iter().filter_map(|entry| entry.kind.order()).collect();
        let mut numbers: BTreeMap<OrderId, String> = BTreeMap::new();
        for order in named {
            if let std::collections::btree_map::Entry::Vacant(place) = numbers.entry(order)
                && let Ok(order) = orders::load(tx, viewer.scope(), order)
            {
                place.insert(order.number);
            }
        }
        let mut used_in = Vec::new();
        for bom in materials::boms_using(tx, id)? {
            used_in.push(products::get(tx, bom.product)?);
        }
        let names = people::all(tx)?.into_iter().map(|person| (person.id, person.name)).collect();
        let waiting = index.materials().waiting(tx, &viewer, id, (0, ORDERS), today)?;
        let of_orders = (waiting, materials::held_for(tx, &viewer, id)?);
        Ok((material, supplier, materials::on_shelf(tx, id)?, coming, of_orders, used_in, (entries, numbers, names)))
    };
    let (material, supplier, shelf, coming, (waiting, held), used_in, ledger) = screen.app.store.read(read).await?;
    let mut frame = screen.frame().at(Nav::Purchasing);
    let reader = &frame.reader;
    let viewer = &screen.viewer;
    let title = format!("{} {}", material.code, material.name.get(reader.lang));
    let price = material.price.filter(|_| viewer.sees_costs());
    let page = MaterialPage {
        link: link(id),
        kind: material.kind.name().get(reader.lang).to_owned(),
        supplier: supplier.map(|supplier| supplier.name).unwrap_or_default(),
        price: price.map(|price| price_words(price, &material.unit)).unwrap_or_default(),
        on_hand: amount(shelf.on_hand, &material.unit),
        allocated: amount(shelf.allocated, &material.unit),
        free: amount(shelf.available(), &material.unit),
        coming: purchase_views(&coming, viewer, today, reader),
        waiting_more: waiting.total.saturating_sub(waiting.orders.len()),
        waiting: waiting.orders.iter().map(|it| waiting_view(it, &material)).collect(),
        held_more: held.len().saturating_sub(ORDERS),
        held: held.iter().take(ORDERS).map(|it| held_view(it, &material)).collect(),
        products: used_in,
        entries: entries(&material, &ledger.0, &ledger.1, &ledger.2, &screen, reader),
        may: May {
            keep: viewer.keeps_materials(),
            keep_store: viewer.keeps_store(),
            plan: viewer.plans_materials(),
            buy: viewer.buys(),
        },
        material,
        frame: {
            frame.title = title;
            frame
        },
    };
    Ok(html(&page.frame, &page))
}

fn waiting_view(waiting: &Waiting, material: &Material) -> WaitingView {
    let of = |quantity: i64| amount(quantity, &material.unit);
    WaitingView {
        number: waiting.number.clone(),
        link: order_link(waiting.order),
        set_aside: format!("{}/set-aside?order={}", link(material.id), waiting.order),
        needed_on: waiting.needed_on,
        missing: of(waiting.supply.missing()),
        coming: of(waiting.supply.outstanding),
        short: of(waiting.supply.shortage),
    }
}

fn held_view(held: &HeldFor, material: &Material) -> HeldView {
    HeldView {
        number: held.number.clone(),
        link: order_link(held.order),
        order: held.order,
        allocated: amount(held.allocated, &material.unit),
        issued: amount(held.issued, &material.unit),
    }
}

/// The latest first.
fn entries(
    material: &Material,
    entries: &[StockEntry],
    numbers: &BTreeMap<OrderId, String>,
    names: &BTreeMap<PersonId, String>,
    screen: &Screen,
    reader: &Reader,
) -> Vec<EntryView> {
    let is_void =
        |id: StockEntryId| entries.iter().any(|it| matches!(it.kind, StockKind::Reversed { entry } if entry == id));
    let view = |entry: &StockEntry| {
        let wrong = match entry.kind {
            StockKind::Reversed { entry } => entries.iter().find(|other| other.id == entry),
            _ => None,
        };
        let kind = wrong.map_or(&entry.kind, |wrong| &wrong.kind);
        let reverses = !is_void(entry.id) && materials::may_take_back(&screen.viewer, &entry.kind);
        let order = kind.order().and_then(|order| Some((numbers.get(&order)?.clone(), order_link(order))));
        EntryView {
            day: entry.day,
            at: entry.at,
            by: names.get(&entry.by).cloned().unwrap_or_default(),
            words: entry.kind.name().get(reader.lang).to_owned(),
            what: quantity(kind).map(|quantity| amount(quantity, &material.unit).to_string()).unwrap_or_default(),
            order,
            note: entry.note.clone(),
            is_void: is_void(entry.id),
            reverse: if reverses {
                format!("{}/entries/{}/reverse", link(material.id), entry.id)
            } else {
                String::new()
            },
        }
    };
    let mut shown: Vec<&StockEntry> = entries.iter().collect();
    shown.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    shown.into_iter().map(view).collect()
}

/// What an entry is about, below zero where a count found less.
pub(super) fn quantity(kind: &StockKind) -> Option<i64> {
    match *kind {
        StockKind::Counted { difference } => Some(difference),
        StockKind::Arrived { quantity, .. }
        | StockKind::SentBack { quantity, .. }
        | StockKind::Issued { quantity, .. }
        | StockKind::Returned { quantity, .. }
        | StockKind::Allocated { quantity, .. }
        | StockKind::Freed { quantity, .. } => Some(quantity),
        StockKind::Reversed { .. } => None,
    }
}

pub(super) async fn archive(screen: Screen, Path(id): Path<MaterialId>) -> Answer {
    set_archived(screen, id, true, "material-archived").await
}

pub(super) async fn restore(screen: Screen, Path(id): Path<MaterialId>) -> Answer {
    set_archived(screen, id, false, "material-restored").await
}

async fn set_archived(screen: Screen, id: MaterialId, archived: bool, said: &'static str) -> Answer {
    let actor = screen.actor();
    let work = move |tx: &mut Tx| {
        let there = materials::get(tx, id)?;
        materials::put(tx, &actor, Material { archived, ..there })
    };
    let material = screen.app.store.write(work).await?;
    Ok(screen.redirect(&link(id), &Message::new(said).with("code", material.code)))
}
