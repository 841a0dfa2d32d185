//! What is laid by at the end of an order (S17, 五-3): papers, electronic files, samples; and what of it is still missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ExportRefusal;
use crate::{
    Text,
    delivery::{
        LONGEST_LINE, LONGEST_TEXT, Mark,
        field::{needed, words},
        papers::{Kind, Paper},
    },
};

/// Something on the company's checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveItem {
    pub key: String,
    pub name: Text,
}

/// Of one order; what is kept by the item's key. Made by its events alone.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Archive {
    pub kept: BTreeMap<String, Kept>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Folder, shelf, drive.
    pub place: String,
    pub note: String,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArchiveEvent {
    pub mark: Mark,
    pub deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    Kept { item: String, place: String, note: String },
    Removed { item: String, reason: String },
}

/// The checklist that a new company starts with.
pub fn usual_items() -> Vec<ArchiveItem> {
    [
        ("papers", "订单单据", "Papers of the order"),
        ("files", "电子数据", "Electronic files"),
        ("sample", "样品", "Sample"),
        ("shipment-sample", "出货样", "Shipment sample"),
    ]
    .into_iter()
    .map(|(key, zh, en)| ArchiveItem { key: key.into(), name: Text::new(zh, en) })
    .collect()
}

/// What is known already makes no event.
pub fn decide(
    archive: &Archive,
    items: &[ArchiveItem],
    deed: Deed,
    mark: Mark,
) -> Result<Option<ArchiveEvent>, ExportRefusal> {
    let find = |key: &str| {
        let item = items.iter().find(|item| item.key == key);
        item.ok_or_else(|| ExportRefusal::NoSuchItem { key: key.to_owned() })
    };
    let deed = match deed {
        Deed::Kept { item, place, note } => {
            find(&item)?;
            let place = needed(&place, ("存放位置", "place"), LONGEST_LINE)?;
            let note = words(&note, ("备注", "note"), LONGEST_TEXT)?;
            if archive.kept.get(&item).is_some_and(|kept| kept.place == place && kept.note == note) {
                return Ok(None);
            }
            Deed::Kept { item, place, note }
        }
        Deed::Removed { item, reason } => {
            if !archive.kept.contains_key(&item) {
                return Err(ExportRefusal::NotKept { item: find(&item)?.name.clone() });
            }
            Deed::Removed { item, reason: needed(&reason, ("移出原因", "reason to remove it"), LONGEST_TEXT)? }
        }
    };
    Ok(Some(ArchiveEvent { mark, deed }))
}

impl Archive {
    pub fn apply(&mut self, event: &ArchiveEvent) {
        match &event.deed {
            Deed::Kept { item, place, note } => {
                let kept = Kept { place: place.clone(), note: note.clone(), mark: event.mark.clone() };
                self.kept.insert(item.clone(), kept);
            }
            Deed::Removed { item, .. } => {
                self.kept.remove(item);
            }
        }
    }

    /// Items of the list that are not kept yet.
    pub fn open<'a>(&self, items: &'a [ArchiveItem]) -> Vec<&'a ArchiveItem> {
        items.iter().filter(|item| !self.kept.contains_key(&item.key)).collect()
    }
}

/// Kinds of papers that an export order should have and has not, of those that stand.
pub fn missing_papers(papers: &[Paper]) -> Vec<Kind> {
    const WANTED: [Kind; 4] =
        [Kind::SalesContract, Kind::CommercialInvoice, Kind::PackingList, Kind::CustomsDeclaration];
    let has = |kind: &Kind| papers.iter().any(|paper| paper.kind == *kind && paper.is_standing());
    WANTED.into_iter().filter(|kind| !has(kind)).collect()
}
