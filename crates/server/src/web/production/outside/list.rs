//! All jobs: what is out, the late ones first; what was lost and is not settled; what is done.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use yidan_domain::{SupplierId, material::Supplier, production::Stage};
use yidan_store::{
    Tx,
    production::{self, JobFilter},
    suppliers,
};

use super::{Answer, Screen, parsed_supplier, view::JobRow};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    stage: String,
    supplier: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "production/outside/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    rows: Vec<JobRow>,
    suppliers: Vec<(String, String)>,
    pages: Pages,
}

pub async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let viewer = screen.viewer.clone();
    let filter = JobFilter { stage: asked.stage(), supplier: parsed_supplier(&asked.supplier) };
    let skip = asked.page.min(100_000) * ROWS;
    let read = move |tx: &mut Tx| Ok((production::jobs(tx, &viewer, filter, skip, ROWS + 1)?, suppliers::all(tx)?));
    let (mut found, all): (Vec<_>, BTreeMap<SupplierId, Supplier>) = screen.app.store.read(read).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let frame = screen.frame().titled("outside-title").at(Nav::Outside);
    let row = |listed| JobRow::of(listed, all.get(&listed.job.supplier), screen.today(), &frame.reader);
    let mut offered: Vec<_> = all.values().filter(|it| super::send::works_outside(it)).collect();
    offered.sort_by(|one, other| one.name.cmp(&other.name));
    let at = |page: usize| format!("{}&page={page}", asked.link(&asked.stage));
    let page = ListPage {
        rows: found.iter().map(row).collect(),
        suppliers: offered.into_iter().map(|it| (it.id.to_string(), it.name.clone())).collect(),
        pages: Pages {
            first: (asked.page > 1).then(|| at(0)),
            previous: asked.page.checked_sub(1).map(at),
            next: more.then(|| at(asked.page + 1)),
        },
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

impl Asked {
    fn stage(&self) -> Stage {
        match self.stage.as_str() {
            "charge" => Stage::Charge,
            "done" => Stage::Done,
            _ => Stage::Out,
        }
    }

    fn link(&self, stage: &str) -> String {
        format!(
            "/outside?stage={stage}&supplier={}",
            parsed_supplier(&self.supplier).map(|id| id.to_string()).unwrap_or_default()
        )
    }

    fn is(&self, stage: &str) -> bool {
        self.stage == stage || (stage == "out" && self.stage() == Stage::Out)
    }
}
