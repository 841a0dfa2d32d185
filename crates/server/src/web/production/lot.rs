//! The page of a lot: where its goods are, and what was said about them.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    LotId, PersonId, ProgressId,
    access::Viewer,
    production::{Entry, Kind, Lot, Teller},
};
use yidan_store::{
    Error, World, orders, people,
    production::{self, Kept},
};

use super::{Answer, Failure, Screen, link, view::LotView};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
    web::orders::files,
};

#[derive(Template)]
#[template(path = "production/lot.html")]
struct LotPage {
    frame: Frame,
    lot: LotView,
    order_number: String,
    order_link: String,
    note: String,
    /// Why it was closed, and when.
    closed: Option<(String, Date)>,
    entries: Vec<EntryView>,
    is_open: bool,
    may_reopen: bool,
    may_plan: bool,
    may_release: bool,
}

struct EntryView {
    day: Date,
    at: Timestamp,
    by: String,
    operation: String,
    what: Vec<String>,
    note: String,
    photos: Vec<(String, String)>,
    /// It was taken back by a later one.
    is_void: bool,
    reverse: String,
}

pub async fn load(screen: &Screen, id: LotId) -> Result<(Kept, Vec<Entry>), Failure> {
    let viewer = screen.viewer.clone();
    let read = move |tx: &mut yidan_store::Tx| {
        Ok((production::get(tx, &viewer, id)?, production::entries_of(tx, &viewer, id)?))
    };
    Ok(screen.app.store.read(read).await?)
}

pub async fn show(screen: Screen, Path(id): Path<LotId>) -> Answer {
    let (kept, entries) = load(&screen, id).await?;
    let (scope, order) = (screen.viewer.scope(), kept.lot.order);
    let read = screen.app.store.read(move |tx| Ok((orders::load(tx, scope, order)?, people::all(tx)?)));
    let (order, people) = read.await?;
    let names = people.into_iter().map(|person| (person.id, person.name)).collect();
    let (world, mut frame) = (screen.app.store.world(), screen.frame().at(Nav::Board));
    frame.title = kept.lot.number.clone();
    let released = kept.balances.first().map_or(0, |first| first.received);
    let page = LotPage {
        lot: LotView::of(&kept, &screen.viewer, &world, &frame.reader),
        order_number: order.number.clone(),
        order_link: format!("/orders/{}/lots", order.id),
        note: kept.lot.note.clone(),
        closed: kept.lot.closed.as_ref().map(|closed| (closed.reason.clone(), closed.on)),
        entries: views(&kept.lot, &entries, (&names, &world), &screen.viewer, &frame.reader),
        is_open: kept.is_open(),
        may_reopen: kept.lot.closed.is_some() && order.cancelled.is_none(),
        may_plan: screen.viewer.plans_production(),
        may_release: kept.lot.closed.is_none() && released < kept.lot.quantity.ten_thousandths,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// The latest first.
fn views(
    lot: &Lot,
    entries: &[Entry],
    (names, world): (&BTreeMap<PersonId, String>, &World),
    viewer: &Viewer,
    reader: &Reader,
) -> Vec<EntryView> {
    let is_void = |id: ProgressId| entries.iter().any(|it| matches!(it.kind, Kind::Reversed { entry } if entry == id));
    let view = |entry: &Entry| {
        let wrong = match entry.kind {
            Kind::Reversed { entry } => entries.iter().find(|other| other.id == entry),
            _ => None,
        };
        let kind = wrong.map_or(&entry.kind, |wrong| &wrong.kind);
        let stands = !matches!(entry.kind, Kind::Reversed { .. }) && !is_void(entry.id) && lot.closed.is_none();
        let reverses = stands && production::may_reverse(viewer, lot, &entry.kind);
        EntryView {
            day: entry.day,
            at: entry.at,
            by: match entry.by {
                Teller::Person(person) => names.get(&person).cloned().unwrap_or_default(),
                Teller::Outside(_) => reader.t("lot-outside"),
            },
            operation: operation_of(lot, kind)
                .map(|place| lot.route[place].name.get(reader.lang).to_owned())
                .unwrap_or_default(),
            what: wrong
                .map(|_| reader.t("lot-entry-reversed"))
                .into_iter()
                .chain(words(lot, kind, world, reader))
                .collect(),
            note: entry.note.clone(),
            photos: photos(lot, &entry.kind),
            is_void: is_void(entry.id),
            reverse: if reverses { format!("{}/entries/{}/reverse", link(lot.id), entry.id) } else { String::new() },
        }
    };
    entries.iter().rev().map(view).collect()
}

fn operation_of(lot: &Lot, kind: &Kind) -> Option<usize> {
    let place = match kind {
        Kind::Reported(report) => report.operation,
        Kind::SentOut { operation, .. } => *operation,
        Kind::Released { .. } | Kind::Reversed { .. } => return None,
    };
    (place < lot.route.len()).then_some(place)
}

/// What an entry says, piece by piece.
pub fn words(lot: &Lot, kind: &Kind, world: &World, reader: &Reader) -> Vec<String> {
    let counted = |key: &str, quantity: i64| format!("{} {}", reader.t(key), lot.amount(quantity));
    match kind {
        Kind::Released { quantity } => vec![counted("lot-released", *quantity)],
        Kind::SentOut { quantity, .. } => vec![counted("lot-sent-out", *quantity)],
        Kind::Reversed { .. } => Vec::new(),
        Kind::Reported(report) => {
            let mut said = Vec::new();
            if report.from_rework {
                said.push(reader.t("lot-after-rework"));
            }
            if report.good > 0 {
                said.push(counted("lot-good", report.good));
            }
            for scrap in &report.scrap {
                let cause = world.causes.get(&scrap.cause).map(|cause| cause.name.get(reader.lang).to_owned());
                said.push(format!("{} · {}", counted("lot-scrap", scrap.quantity), cause.unwrap_or_default()));
            }
            if report.rework > 0 {
                said.push(counted("lot-rework", report.rework));
            }
            if report.minutes > 0 {
                said.push(reader.count("lot-minutes", i64::from(report.minutes)));
            }
            said
        }
    }
}

fn photos(lot: &Lot, kind: &Kind) -> Vec<(String, String)> {
    let Kind::Reported(report) = kind else { return Vec::new() };
    let photo =
        |file: &yidan_domain::order::FileRef| (format!("{}/photos/{}", link(lot.id), file.id), file.name.clone());
    report.photos.iter().map(photo).collect()
}

/// A photo of a report, handed out to those who may see the lot.
pub async fn photo(screen: Screen, Path((id, file)): Path<(LotId, String)>) -> Answer {
    let (_, entries) = load(&screen, id).await?;
    let of = |entry: Entry| match entry.kind {
        Kind::Reported(report) => report.photos,
        _ => Vec::new(),
    };
    let found = entries.into_iter().flat_map(of).find(|kept| kept.id.to_string() == file);
    let kept = found.ok_or(Error::NotFound("file"))?;
    files::hand_out(&screen, &kept).await
}
