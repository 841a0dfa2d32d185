//! The list of purchases.

use askama::Template;
use axum::extract::Query;
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use yidan_domain::material::PurchaseState;
use yidan_store::{Tx, materials::PurchaseFilter};

use super::{
    super::screen::url_escaped,
    Answer, Screen, WEEK, ready,
    view::{PurchaseView, purchase_views},
};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    find: String,
    /// Key of a state, `open`, `today` or `week`, or nothing for all.
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
    let filter = asked.filter(today);
    let skip = asked.page.saturating_mul(ROWS);
    let index = ready(&screen).await;
    let read = move |tx: &mut Tx| index.materials().purchases(tx, &viewer, &filter, (skip, ROWS), today);
    let found = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("purchases").at(Nav::Purchasing);
    let link = |page: usize| format!("{}&page={page}", asked.link(&asked.state));
    let pages = Pages::numbered(asked.page, ROWS, found.total, link);
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
    fn filter(&self, today: Date) -> PurchaseFilter {
        let (due_from, due_by) = match self.state.as_str() {
            "today" => (Some(today), Some(today)),
            "week" => (Some(today.saturating_add(1.days())), Some(today.saturating_add(WEEK.days()))),
            _ => (None, None),
        };
        PurchaseFilter {
            words: self.find.clone(),
            state: PurchaseState::of(&self.state),
            open: self.state == "open" || due_by.is_some(),
            due_from,
            due_by,
            ..PurchaseFilter::default()
        }
    }

    fn link(&self, state: &str) -> String {
        format!("/purchases?state={state}&find={}", url_escaped(&self.find))
    }
}

impl ListPage {
    /// Link, words and whether it is the one shown.
    fn states(&self) -> Vec<(String, String, bool)> {
        let reader = &self.frame.reader;
        let tab = |key: &str, words: String| (self.asked.link(key), words, self.asked.state == key);
        let fixed =
            [("", "purchases-all"), ("open", "purchases-open"), ("today", "chase-today"), ("week", "chase-week")];
        let named = PurchaseState::ALL.iter().map(|state| (state.key(), state.name().get(reader.lang).to_owned()));
        fixed
            .iter()
            .map(|(key, words)| tab(key, reader.t(words)))
            .chain(named.map(|(key, words)| tab(key, words)))
            .collect()
    }
}
