//! What was said of a lot, as it is shown: entry by entry, in the reader's words.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    OutsideJobId, PersonId, ProgressId,
    access::Viewer,
    order::FileRef,
    production::{Entry, Kind, Lot, Teller},
};
use yidan_store::{
    World,
    production::{self, Whole},
};

use super::link;
use crate::texts::Reader;

pub struct EntryView {
    pub day: Date,
    pub at: Timestamp,
    pub by: String,
    pub operation: String,
    pub what: Vec<String>,
    pub note: String,
    /// Where each photo is, and what it is called.
    pub photos: Vec<(String, String)>,
    /// It was taken back by a later one.
    pub is_void: bool,
    pub reverse: String,
}

/// Who speaks in a lot: the company's people, and the factories of its jobs.
pub struct Names {
    pub people: BTreeMap<PersonId, String>,
    pub factories: BTreeMap<OutsideJobId, String>,
}

impl Names {
    pub fn of(whole: &Whole, world: &World) -> Self {
        let factory = |supplier| whole.factories.get(supplier).cloned().unwrap_or_default();
        Self {
            people: world.people.iter().map(|person| (person.id, person.name.clone())).collect(),
            factories: whole.jobs.iter().map(|kept| (kept.job.id, factory(&kept.job.supplier))).collect(),
        }
    }

    fn by(&self, teller: Teller, reader: &Reader) -> String {
        match teller {
            Teller::Person(person) => self.people.get(&person).cloned().unwrap_or_default(),
            Teller::Outside(job) => {
                let name = self.factories.get(&job).cloned().unwrap_or_default();
                format!("{} {name}", reader.t("lot-by-link")).trim().to_owned()
            }
        }
    }
}

/// The latest first. `only` leaves those of one outside job.
pub fn views(
    whole: &Whole,
    only: Option<OutsideJobId>,
    world: &World,
    viewer: &Viewer,
    reader: &Reader,
) -> Vec<EntryView> {
    let (lot, entries, names) = (&whole.kept.lot, &whole.entries, Names::of(whole, world));
    let is_void = |id: ProgressId| entries.iter().any(|it| matches!(it.kind, Kind::Reversed { entry } if entry == id));
    let view = |entry: &Entry| {
        let wrong = wrong_of(entry, entries);
        let kind = wrong.map_or(&entry.kind, |wrong| &wrong.kind);
        if only.is_some() && kind.job() != only {
            return None;
        }
        let stands = !matches!(entry.kind, Kind::Reversed { .. }) && !is_void(entry.id);
        let is_in_time = lot.closed.is_none() || entry.kind.job().is_some();
        let reverses = stands && is_in_time && production::may_reverse(viewer, lot, &entry.kind);
        let place = operation_of(lot, kind);
        Some(EntryView {
            day: entry.day,
            at: entry.at,
            by: names.by(entry.by, reader),
            operation: place.map(|place| lot.route[place].name.get(reader.lang).to_owned()).unwrap_or_default(),
            what: wrong
                .map(|_| reader.t("lot-entry-reversed"))
                .into_iter()
                .chain(words(lot, kind, world, reader))
                .chain(kind.job().and_then(|job| names.factories.get(&job).cloned()).filter(|_| only.is_none()))
                .collect(),
            note: entry.note.clone(),
            photos: photos(&entry.kind).map(|file| (photo_link(lot, file), file.name.clone())).collect(),
            is_void: is_void(entry.id),
            reverse: if reverses { format!("{}/entries/{}/reverse", link(lot.id), entry.id) } else { String::new() },
        })
    };
    entries.iter().rev().filter_map(view).collect()
}

/// The entry that this one takes back.
pub fn wrong_of<'a>(entry: &Entry, entries: &'a [Entry]) -> Option<&'a Entry> {
    match entry.kind {
        Kind::Reversed { entry } => entries.iter().find(|other| other.id == entry),
        _ => None,
    }
}

pub fn photos(kind: &Kind) -> impl Iterator<Item = &FileRef> {
    match kind {
        Kind::Reported(report) => report.photos.iter(),
        _ => [].iter(),
    }
}

fn photo_link(lot: &Lot, file: &FileRef) -> String {
    format!("{}/photos/{}", link(lot.id), file.id)
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
            if report.lost > 0 {
                said.push(counted("outside-lost", report.lost));
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
