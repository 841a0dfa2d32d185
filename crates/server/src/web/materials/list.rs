//! Materials by code, each with what is on hand, set aside, free, on order and short.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use yidan_domain::{
    MaterialId, Quantity,
    material::{Material, MaterialKind},
};
use yidan_store::{
    Tx,
    customers::Tally,
    materials::{self, OnShelf},
};

use super::{
    super::{purchasing::view::amount, screen::url_escaped},
    Answer, Screen,
};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    find: String,
    kind: String,
    /// `yes` for those no longer in use.
    archived: String,
    after: String,
}

#[derive(Template)]
#[template(path = "materials/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    rows: Vec<Row>,
    tally: Tally,
    pages: Pages,
    may_keep: bool,
}

struct Row {
    material: Material,
    name: String,
    kind: String,
    on_hand: Quantity,
    allocated: i64,
    free: Quantity,
    on_order: Quantity,
    short: Quantity,
}

/// What is known of materials besides the catalogue.
struct Known {
    shelves: BTreeMap<MaterialId, OnShelf>,
    on_order: BTreeMap<MaterialId, i64>,
    short: BTreeMap<MaterialId, i64>,
}

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let filter = materials::Filter {
        words: asked.find.clone(),
        kind: MaterialKind::of(&asked.kind),
        archived: asked.is_archived(),
    };
    let after = Some(asked.after.clone()).filter(|after| !after.is_empty());
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| {
        let found = materials::list(tx, &filter, after.as_deref(), ROWS + 1)?;
        let open = materials::PurchaseFilter { open: true, ..materials::PurchaseFilter::default() };
        let open = materials::purchases(tx, &viewer, &open, (0, usize::MAX), today)?;
        let proposal = materials::proposal(tx, &viewer, today)?;
        let coming = open.lines.iter().map(|kept| (kept.purchase.material, kept.progress.outstanding));
        let short = proposal.groups.iter().flat_map(|group| &group.lines).map(|line| (line.material, line.quantity));
        let known = Known { shelves: materials::shelves(tx)?, on_order: summed(coming), short: summed(short) };
        Ok((found, materials::tally(tx)?, known))
    };
    let (mut found, tally, known) = screen.app.store.read(read).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let last = found.last().filter(|_| more).map(|material| url_escaped(&material.code));
    let pages = Pages {
        first: (!asked.after.is_empty()).then(|| asked.link(asked.is_archived())),
        previous: None,
        next: last.map(|code| format!("{}&after={code}", asked.link(asked.is_archived()))),
    };
    let frame = screen.frame().titled("materials").at(Nav::Purchasing);
    let page = ListPage {
        asked,
        rows: found.into_iter().map(|material| row(material, &known, &frame)).collect(),
        tally,
        pages,
        may_keep: screen.viewer.keeps_materials(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn summed(quantities: impl Iterator<Item = (MaterialId, i64)>) -> BTreeMap<MaterialId, i64> {
    let mut sums: BTreeMap<MaterialId, i64> = BTreeMap::new();
    for (material, quantity) in quantities {
        let sum = sums.entry(material).or_default();
        *sum = sum.saturating_add(quantity);
    }
    sums
}

fn row(material: Material, known: &Known, frame: &Frame) -> Row {
    let shelf = known.shelves.get(&material.id).copied().unwrap_or_default();
    let of = |quantities: &BTreeMap<MaterialId, i64>| quantities.get(&material.id).copied().unwrap_or_default();
    Row {
        name: material.name.get(frame.reader.lang).to_owned(),
        kind: material.kind.name().get(frame.reader.lang).to_owned(),
        on_hand: amount(shelf.on_hand, &material.unit),
        allocated: shelf.allocated,
        free: amount(shelf.available(), &material.unit),
        on_order: amount(of(&known.on_order), &material.unit),
        short: amount(of(&known.short), &material.unit),
        material,
    }
}

impl Row {
    fn allocated(&self) -> Quantity {
        amount(self.allocated, &self.material.unit)
    }
}

impl Asked {
    fn is_archived(&self) -> bool {
        self.archived == "yes"
    }

    /// The same search among those in use, or those no longer in use.
    fn link(&self, archived: bool) -> String {
        let archived = if archived { "archived=yes&" } else { "" };
        format!("/materials?{archived}kind={}&find={}", url_escaped(&self.kind), url_escaped(&self.find))
    }
}

impl ListPage {
    fn all_kinds(&self) -> Vec<(&'static str, String)> {
        MaterialKind::ALL.map(|kind| (kind.key(), kind.name().get(self.frame.reader.lang).to_owned())).to_vec()
    }

    fn in_use(&self) -> u64 {
        self.tally.in_use
    }

    fn archived(&self) -> u64 {
        self.tally.archived
    }

    fn is_new(&self) -> bool {
        self.tally.in_use + self.tally.archived == 0
    }
}
