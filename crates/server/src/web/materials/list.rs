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
    materials::{self, book::InStock},
};

use super::{
    super::{
        purchasing::{ready, view::amount},
        screen::url_escaped,
    },
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
    allocated: Quantity,
    free: Quantity,
    on_order: Quantity,
    short: Quantity,
}

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let filter = materials::Filter {
        words: asked.find.clone(),
        kind: MaterialKind::of(&asked.kind),
        archived: asked.is_archived(),
    };
    let after = Some(asked.after.clone()).filter(|after| !after.is_empty());
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let index = ready(&screen).await;
    let read = move |tx: &mut Tx| {
        let found = materials::list(tx, &filter, after.as_deref(), ROWS + 1)?;
        let ids: Vec<MaterialId> = found.iter().map(|material| material.id).collect();
        Ok((found, materials::tally(tx)?, index.materials().stock(&viewer, &ids, today)))
    };
    let (mut found, tally, stock) = screen.app.store.read(read).await?;
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
        rows: found.into_iter().map(|material| row(material, &stock, &frame)).collect(),
        tally,
        pages,
        may_keep: screen.viewer.keeps_materials(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn row(material: Material, stock: &BTreeMap<MaterialId, InStock>, frame: &Frame) -> Row {
    let InStock { shelf, on_order, short } = stock.get(&material.id).copied().unwrap_or_default();
    let of = |quantity: i64| amount(quantity, &material.unit);
    Row {
        name: material.name.get(frame.reader.lang).to_owned(),
        kind: material.kind.name().get(frame.reader.lang).to_owned(),
        on_hand: of(shelf.on_hand),
        allocated: of(shelf.allocated),
        free: of(shelf.available()),
        on_order: of(on_order),
        short: of(short),
        material,
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
