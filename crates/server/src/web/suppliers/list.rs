//! Suppliers by name: found by any part of what is known of them, page after page.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use yidan_domain::{
    SupplierId,
    material::{Supplier, SupplierKind},
};
use yidan_store::{customers::Tally, suppliers};

use super::{
    super::{orders::parsed, screen::url_escaped},
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
#[template(path = "suppliers/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    suppliers: Vec<Supplier>,
    tally: Tally,
    pages: Pages,
    may_keep: bool,
}

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let after: Option<SupplierId> = match asked.after.as_str() {
        "" => None,
        id => Some(parsed(id)?),
    };
    let filter = suppliers::Filter {
        words: asked.find.clone(),
        kind: SupplierKind::of(&asked.kind),
        archived: asked.is_archived(),
    };
    let read =
        move |tx: &mut yidan_store::Tx| Ok((suppliers::list(tx, &filter, after, ROWS + 1)?, suppliers::tally(tx)?));
    let (mut found, tally) = screen.app.store.read(read).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let last = found.last().filter(|_| more).map(|supplier| supplier.id);
    let pages = Pages {
        first: after.map(|_| asked.link(asked.is_archived())),
        previous: None,
        next: last.map(|id| format!("{}&after={id}", asked.link(asked.is_archived()))),
    };
    let page = ListPage {
        frame: screen.frame().titled("suppliers").at(Nav::Purchasing),
        asked,
        suppliers: found,
        tally,
        pages,
        may_keep: screen.viewer.keeps_suppliers(),
    };
    Ok(html(&page.frame, &page))
}

impl Asked {
    fn is_archived(&self) -> bool {
        self.archived == "yes"
    }

    /// The same search among those in use, or those no longer in use.
    fn link(&self, archived: bool) -> String {
        let archived = if archived { "archived=yes&" } else { "" };
        format!("/suppliers?{archived}kind={}&find={}", url_escaped(&self.kind), url_escaped(&self.find))
    }
}

impl ListPage {
    fn kinds(&self, supplier: &Supplier) -> String {
        let reader = &self.frame.reader;
        let names: Vec<String> = supplier.kinds.iter().map(|kind| kind.name().get(reader.lang).to_owned()).collect();
        reader.list(names.iter().map(String::as_str))
    }

    /// Key and words of each kind.
    fn all_kinds(&self) -> Vec<(&'static str, String)> {
        SupplierKind::ALL.map(|kind| (kind.key(), kind.name().get(self.frame.reader.lang).to_owned())).to_vec()
    }

    fn in_use(&self) -> u64 {
        self.tally.in_use
    }

    fn archived(&self) -> u64 {
        self.tally.archived
    }

    /// Nobody has been added yet, in use or not.
    fn is_new(&self) -> bool {
        self.tally.in_use + self.tally.archived == 0
    }
}
