//! Orders whose delivery comes near and whose goods nobody has planned to inspect.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use yidan_domain::{OrderId, access::Viewer};
use yidan_store::inspections::{self, Unplanned};

use super::{Answer, Screen};
use crate::{
    page::{Frame, Nav, Pages, filters, html},
    web::{address, board::address::refused},
};

const ROWS: usize = 50;
const AT: &str = "/quality/unplanned";

/// `after` and `order`: the page begins after this day of delivery, and this order of that day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Orders;

impl address::Names for Orders {
    const ALL: &'static [&'static str] = &["after", "order"];
}

#[derive(Template)]
#[template(path = "quality/unplanned.html")]
struct UnplannedPage {
    frame: Frame,
    missing: Vec<Missing>,
    missing_count: u64,
    pages: Pages,
}

pub struct Missing {
    pub number: String,
    pub link: String,
    pub customer: String,
    pub goods: String,
    pub delivery: Date,
    /// Where its inspection is planned; empty where this viewer may not.
    pub plan: String,
}

pub fn shown(found: Vec<Unplanned>, viewer: &Viewer) -> Vec<Missing> {
    let may = viewer.arranges_inspections();
    let row = |one: Unplanned| {
        let link = format!("/orders/{}", one.order);
        Missing {
            number: one.number,
            customer: one.customer,
            goods: one.goods,
            delivery: one.delivery,
            plan: if may { format!("{link}/inspections/new") } else { String::new() },
            link,
        }
    };
    found.into_iter().map(row).collect()
}

pub async fn show(screen: Screen, Query(pairs): super::list::Pairs) -> Answer {
    let asked = address::Address::<Orders>::of(pairs);
    let after = asked.date("after").map_err(refused)?;
    let order: Option<OrderId> = asked.parsed("order").map_err(refused)?;
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut yidan_store::Tx| inspections::unplanned(tx, &viewer, today, after.zip(order), ROWS + 1);
    let mut found = screen.app.store.read(read).await?;
    let more = found.rows.len() > ROWS;
    found.rows.truncate(ROWS);
    let last = found.rows.last().filter(|_| more);
    let next = last.map(|last| (last.delivery.to_string(), last.order.to_string()));
    let first = address::Address::<Orders>::default();
    let page = UnplannedPage {
        missing_count: found.count,
        pages: Pages {
            first: after.map(|_| AT.to_owned()),
            previous: None,
            next: next.map(|(day, order)| first.with("after", &day).with("order", &order).link(AT)),
        },
        missing: shown(found.rows, &screen.viewer),
        frame: screen.frame().titled("quality-missing").at(Nav::Quality),
    };
    Ok(html(&page.frame, &page))
}
