//! The sheet of receivables (S6): every instalment with its customer, its payment and its state. What is asked stands in the
//! address; list and export show the same rows.

mod address;
pub mod export;
mod row;

use askama::Template;
use axum::extract::Query;
use yidan_domain::{Money, receivable::State};
use yidan_store::receivables::book;

use super::{Answer, Screen, ledger, must_see, state_key};
use crate::page::{Frame, Nav, Pages, Sorting, filters, html};
use address::Address;
use row::RowView;

type Pairs = Query<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "finance/receivables.html")]
struct ListPage {
    frame: Frame,
    asked: Address,
    states: Vec<StateTab>,
    rows: Vec<RowView>,
    total: usize,
    sort: Sorting,
    pages: Pages,
    /// Empty for those who see their own alone.
    salespeople: Vec<(String, String)>,
    currencies: Vec<&'static str>,
    may_book: bool,
}

struct StateTab {
    link: String,
    key: &'static str,
    count: usize,
    sums: Vec<Money>,
    class: &'static str,
    is_current: bool,
}

pub async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    must_see(&screen).await?;
    let asked = Address::of(pairs);
    let query = address::read(&screen, &asked).await?;
    let found = screen.app.store.receivables().page(&query);
    let rows = row::rows(&screen, &found.rows).await?;
    let frame = screen.frame().titled("finance-receivables").at(Nav::Finance);
    let first = asked.clone().with("after", "");
    let world = screen.app.store.world();
    let sells = |person: &&yidan_domain::party::Person| person.active && person.departments.contains(&"sales".into());
    let sees_all = screen.viewer.scope() == yidan_domain::access::Scope::All;
    let salespeople = world.people.iter().filter(sells).filter(|_| sees_all);
    let page = ListPage {
        states: tabs(&asked, &query, &found),
        rows,
        total: found.total,
        sort: sorting(&first, &query),
        pages: Pages {
            first: asked.said("after").map(|_| first.link("/finance/receivables")),
            previous: None,
            next: found.next.map(|next| asked.clone().with("after", &next.to_string()).link("/finance/receivables")),
        },
        salespeople: salespeople.map(|person| (person.id.to_string(), person.name.clone())).collect(),
        currencies: crate::web::form::currencies(),
        may_book: screen.viewer.keeps_books(),
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn tabs(asked: &Address, query: &book::Query, found: &book::Page) -> Vec<StateTab> {
    let tab = |key: &'static str, words: &'static str, tally: &book::Tally, is_current: bool| StateTab {
        link: asked.clone().with("after", "").with("state", key).link("/finance/receivables"),
        key: words,
        count: tally.count,
        sums: ledger::amounts(if key == "paid" { &tally.amount } else { &tally.open }),
        class: if key == "overdue" { "red" } else { "" },
        is_current,
    };
    let mut all = book::Tally::default();
    for tally in &found.states {
        all.count += tally.count;
        tally.open.iter().for_each(|amount| all.open.add(amount));
    }
    let mut tabs = vec![tab("", "all", &all, query.state.is_none())];
    for (state, tally) in State::ALL.into_iter().zip(&found.states) {
        let (key, words) = state_key(state);
        tabs.push(tab(key, words, tally, query.state == Some(state)));
    }
    tabs
}

fn sorting(first: &Address, query: &book::Query) -> Sorting {
    let base = match first.clone().with("sort", "").query() {
        rest if rest.is_empty() => "/finance/receivables?".to_owned(),
        rest => format!("/finance/receivables?{rest}&"),
    };
    Sorting { key: query.sort.key().to_owned(), descending: query.descending, base }
}

impl ListPage {
    fn export(&self, ending: &str) -> String {
        self.asked.clone().with("after", "").link(&format!("/finance/receivables/export.{ending}"))
    }

    fn has_conditions(&self) -> bool {
        self.asked.names().any(|name| !matches!(name, "sort" | "after"))
    }
}
