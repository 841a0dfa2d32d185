//! The catalogue by number: found by any part of number, name or specification, page after page.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use yidan_domain::{money::grouped, party::Product};
use yidan_store::{customers::Tally, products};

use super::super::{Answer, Screen, screen::url_escaped};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    find: String,
    /// `yes` for those no longer in use.
    archived: String,
    /// The last number of the page before.
    after: String,
}

#[derive(Template)]
#[template(path = "products/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    products: Vec<Product>,
    tally: Tally,
    pages: Pages,
    may_keep: bool,
    may_import: bool,
}

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let (words, archived, after) = (asked.find.clone(), asked.is_archived(), asked.after.clone());
    let (mut found, tally) = screen
        .app
        .store
        .read(move |tx| {
            let found = products::list(tx, &words, archived, Some(&after), ROWS + 1)?;
            Ok((found, products::tally(tx)?))
        })
        .await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let last = found.last().filter(|_| more).map(|product| url_escaped(&product.code));
    let pages = Pages {
        first: (!asked.after.is_empty()).then(|| asked.link(archived)),
        previous: None,
        next: last.map(|code| format!("{}&after={code}", asked.link(archived))),
    };
    let page = ListPage {
        frame: screen.frame().titled("nav-products").at(Nav::Products),
        asked,
        products: found,
        tally,
        pages,
        may_keep: screen.viewer.enters_orders(),
        may_import: screen.viewer.manages(),
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
        format!("/products?{archived}find={}", url_escaped(&self.find))
    }
}

impl ListPage {
    fn in_use(&self) -> u64 {
        self.tally.in_use
    }

    fn archived(&self) -> u64 {
        self.tally.archived
    }

    fn is_new(&self) -> bool {
        self.in_use() + self.archived() == 0
    }

    /// The name in the reader's language, and in the other one where that says something else.
    fn names<'a>(&self, product: &'a Product) -> (&'a str, &'a str) {
        let (zh, en) = (product.name.zh.as_str(), product.name.en.as_str());
        let (own, other) = if self.frame.is_zh() { (zh, en) } else { (en, zh) };
        (own, if own == other { "" } else { other })
    }

    fn price(&self, product: &Product) -> String {
        let currency = product.currency.map(|currency| format!(" {currency}")).unwrap_or_default();
        product.price.map(|price| format!("{}{currency}", grouped(&price.to_string()))).unwrap_or_default()
    }
}
