//! The page of a line of a purchase: how it stands, and what happened to it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    PersonId, PurchaseId,
    material::{Progress, Purchase, PurchaseEvent, PurchaseKind},
};
use yidan_store::{
    Tx,
    materials::{self, KeptPurchase, Purchases},
    people, suppliers,
};

use super::{
    Answer, Failure, Screen, link,
    view::{PurchaseView, amount, price_words, purchase_view},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "purchasing/purchase.html")]
struct PurchasePage {
    frame: Frame,
    it: PurchaseView,
    purchase: Purchase,
    progress: Progress,
    estimate: String,
    rejected: String,
    sent_back: String,
    events: Vec<EventView>,
    may_send_back: bool,
}

struct EventView {
    day: Date,
    at: Timestamp,
    by: String,
    words: String,
    what: Vec<String>,
    note: String,
    /// It was taken back by a later one.
    is_void: bool,
    reverse: String,
}

/// A line with the names that go with it.
pub struct Loaded {
    pub kept: KeptPurchase,
    pub among: Purchases,
    pub events: Vec<PurchaseEvent>,
    pub unit: String,
    pub names: BTreeMap<PersonId, String>,
}

pub async fn load(screen: &Screen, id: PurchaseId) -> Result<Loaded, Failure> {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| {
        let kept = materials::purchase(tx, &viewer, id, today)?;
        let material = materials::get(tx, kept.purchase.material)?;
        let supplier = suppliers::get(tx, kept.purchase.supplier)?;
        let orders = match kept.purchase.order {
            None => BTreeMap::new(),
            Some(order) => [(order, yidan_store::orders::load(tx, viewer.scope(), order)?.number)].into(),
        };
        let unit = material.unit.clone();
        let among = Purchases {
            lines: Vec::new(),
            total: 1,
            materials: [(material.id, material)].into(),
            suppliers: [(supplier.id, supplier)].into(),
            orders,
        };
        let names = people::all(tx)?.into_iter().map(|person| (person.id, person.name)).collect();
        Ok(Loaded { events: materials::events_of(tx, &viewer, id)?, kept, among, unit, names })
    };
    Ok(screen.app.store.read(read).await?)
}

pub async fn show(screen: Screen, Path(id): Path<PurchaseId>) -> Answer {
    let loaded = load(&screen, id).await?;
    let mut frame = screen.frame().at(Nav::Purchasing);
    let (purchase, progress) = (loaded.kept.purchase.clone(), loaded.kept.progress.clone());
    frame.title = purchase.number.clone();
    let some = |quantity: i64| match quantity {
        0 => String::new(),
        _ => amount(quantity, &loaded.unit).to_string(),
    };
    let page = PurchasePage {
        it: purchase_view(&loaded.kept, &loaded.among, &screen.viewer, screen.today(), &frame.reader),
        estimate: purchase.estimate.map(|price| price_words(price, &loaded.unit)).unwrap_or_default(),
        rejected: some(progress.rejected),
        sent_back: some(progress.sent_back),
        events: events(&loaded, &screen, &frame.reader),
        may_send_back: progress.accepted > 0 && screen.viewer.receives(),
        purchase,
        progress,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// The latest first.
fn events(loaded: &Loaded, screen: &Screen, reader: &Reader) -> Vec<EventView> {
    let is_void = |seq: u32| {
        loaded.events.iter().any(|it| matches!(it.kind, PurchaseKind::Reversed { seq: wrong } if wrong == seq))
    };
    let view = |event: &PurchaseEvent| {
        let wrong = match event.kind {
            PurchaseKind::Reversed { seq } => loaded.events.iter().find(|other| other.seq == seq),
            _ => None,
        };
        let reverses = !is_void(event.seq) && materials::may_take_back_news(&screen.viewer, &event.kind);
        EventView {
            day: event.day,
            at: event.at,
            by: loaded.names.get(&event.by).cloned().unwrap_or_default(),
            words: event.kind.name().get(reader.lang).to_owned(),
            what: words(wrong.map_or(&event.kind, |wrong| &wrong.kind), &loaded.unit, reader),
            note: event.note.clone(),
            is_void: is_void(event.seq),
            reverse: if reverses {
                format!("{}/events/{}/reverse", link(loaded.kept.purchase.id), event.seq)
            } else {
                String::new()
            },
        }
    };
    loaded.events.iter().rev().map(view).collect()
}

/// What an event says besides its name.
pub fn words(kind: &PurchaseKind, unit: &str, reader: &Reader) -> Vec<String> {
    let quantity = |key: &str, quantity: i64| format!("{} {}", reader.t(key), amount(quantity, unit));
    match kind {
        PurchaseKind::Confirmed { expected } => {
            vec![format!("{} {}", reader.t("purchase-expected"), reader.day(*expected))]
        }
        PurchaseKind::Arrived { quantity: arrived, rejected, price } => {
            let rejected = (*rejected > 0).then(|| quantity("purchase-rejected", *rejected));
            let price = price.map(|price| format!("{} {}", reader.t("purchase-billed"), price_words(price, unit)));
            [Some(quantity("purchase-arrived", *arrived)), rejected, price].into_iter().flatten().collect()
        }
        PurchaseKind::SentBack { quantity: back } => vec![quantity("purchase-sent-back", *back)],
        PurchaseKind::Closed { reason } => vec![reason.clone()],
        PurchaseKind::Reversed { .. } => Vec::new(),
    }
}
