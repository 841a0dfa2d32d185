//! The list of purchases.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use yidan_domain::material::PurchaseState;
use yidan_store::{Tx, materials};

use super::{
    super::screen::url_escaped,
    Answer, Screen,
    view::{PurchaseView, purchase_views},
};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    find: String,
    /// Key of a state, `open`, or nothing for all.
    state: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "purchasing/purchases.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    rows: Vec<PurchaseView>,
    total: usize,
    pages: Pages,
    may_buy: bool,
}

pub async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let filter = materials::PurchaseFilter {
        words: asked.find.clone(),
        state: PurchaseState::of(&asked.state),
        open: asked.state == "open",
        ..materials::PurchaseFilter::default()
    };
    let skip = asked.page.saturating_mul(ROWS);
    let read = move |tx: &mut Tx| materials::purchases(tx, &viewer, &filter, (skip, ROWS), today);
    let found = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("purchases").at(Nav::Purchasing);
    let pages = Pages {
        first: (asked.page > 1).then(|| asked.link(&asked.state)),
        previous: asked.page.checked_sub(1).map(|page| format!("{}&page={page}", asked.link(&asked.state))),
        next: (skip.saturating_add(ROWS) < found.total)
            .then(|| format!("{}&page={}", asked.link(&asked.state), asked.page.saturating_add(1))),
    };
    let page = ListPage {
        rows: purchase_views(&found, &screen.viewer, today, &frame.reader),
        total: found.total,
        asked,
        pages,
        may_buy: screen.viewer.buys(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

impl Asked {
    fn link(&self, state: &str) -> String {
        format!("/purchases?state={state}&find={}", url_escaped(&self.find))
    }
}

impl ListPage {
    /// Link, words and whether it is the one shown.
    fn states(&self) -> Vec<(String, String, bool)> {
        let reader = &self.frame.reader;
        let tab = |key: &str, words: String| (self.asked.link(key), words, self.asked.state == key);
        let fixed = [("", "purchases-all"), ("open", "purchases-open")];
        let named = PurchaseState::ALL.iter().map(|state| (state.key(), state.name().get(reader.lang).to_owned()));
        fixed
            .iter()
            .map(|(key, words)| tab(key, reader.t(words)))
            .chain(named.map(|(key, words)| tab(key, words)))
            .collect()
    }
}
