//! All inspections, the latest first; what is asked stands in the address.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use yidan_domain::{Message, quality::Stage};
use yidan_store::inspections::{self, Which};

use super::{Answer, Failure, Screen, view::Row};
use crate::{
    page::{Frame, Nav, Pages, filters, html},
    web::{
        address::{self, unknown},
        board::address::refused,
    },
};

pub type Address = address::Address<Inspections>;
pub type Pairs = Query<Vec<(String, String)>>;

const ROWS: usize = 50;
const AT: &str = "/quality/inspections";

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspections;

impl address::Names for Inspections {
    const ALL: &'static [&'static str] =
        &["q", "stage", "state", "verdict", "inspector", "from", "to", "waits", "after"];
}

pub const STATES: [&str; 6] = ["planned", "booked", "started", "inspected", "released", "cancelled"];
pub const VERDICTS: [&str; 3] = ["passed", "failed", "again"];
pub const WAITS: [&str; 5] = Which::KEYS;
pub const INSPECTORS: [&str; 4] = ["own", "customer", "nominated", "third_party"];

#[derive(Template)]
#[template(path = "quality/list.html")]
struct ListPage {
    frame: Frame,
    asked: Address,
    rows: Vec<Row>,
    pages: Pages,
}

pub fn read(asked: &Address, today: Date, limit: usize) -> Result<inspections::Query, Failure> {
    let word = |name: &'static str, known: &[&str]| -> Result<String, Message> {
        let said = asked.get(name);
        if said.is_empty() || known.contains(&said) { Ok(said.to_owned()) } else { Err(unknown(name, said)) }
    };
    let query = || {
        Ok(inspections::Query {
            stage: match asked.said("stage") {
                None => None,
                Some(key) => Some(Stage::named(key).ok_or_else(|| unknown("stage", key))?),
            },
            state: word("state", &STATES)?,
            verdict: word("verdict", &VERDICTS)?,
            inspector: word("inspector", &INSPECTORS)?,
            words: asked.get("q").to_owned(),
            from: asked.date("from")?,
            to: asked.date("to")?,
            waits: match asked.said("waits") {
                None => None,
                Some(key) => Some((Which::named(key).ok_or_else(|| unknown("waits", key))?, today)),
            },
            after: asked.parsed("after")?,
            limit,
        })
    };
    query().map_err(refused)
}

pub async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asked = Address::of(pairs);
    let (query, viewer) = (read(&asked, screen.today(), ROWS)?, screen.viewer.clone());
    let read = move |tx: &mut yidan_store::Tx| {
        let found = inspections::list(tx, &viewer, &query)?;
        Ok((found, inspections::unsettled(tx)?, inspections::settings(tx)?))
    };
    let ((found, more), unsettled, settings) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("quality-list").at(Nav::Quality);
    let first = asked.clone().with("after", "");
    let next = found.last().filter(|_| more).map(|last| last.kept.inspection.id.to_string());
    let page = ListPage {
        rows: found
            .iter()
            .map(|listed| {
                let row = Row::of(listed, &settings.lead, screen.today(), &screen.viewer, &frame.reader);
                // Here are those, too, that were released or inspected again.
                Row { has_failed: unsettled.contains(&listed.kept.inspection.id), ..row }
            })
            .collect(),
        pages: Pages {
            first: asked.said("after").map(|_| first.link(AT)),
            previous: None,
            next: next.map(|next| first.clone().with("after", &next).link(AT)),
        },
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

impl ListPage {
    fn export(&self, ending: &str) -> String {
        self.asked.clone().with("after", "").link(&format!("{AT}/export.{ending}"))
    }

    fn has_conditions(&self) -> bool {
        self.asked.names().any(|name| name != "after")
    }
}
