//! The process map: how the orders of the span really went through one version of a process, and what deviated from it.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use yidan_domain::{
    insight::{Asked, Figure, Map, Way},
    order::ProcessRef,
    process::Process,
};
use yidan_store::Error;

use super::{
    Pairs,
    address::Address,
    asking::{Asking, Head},
    map_drawing::{self, MapDrawing},
    words::Words,
};
use crate::{
    page::{Frame, filters, html},
    web::{Answer, Failure, Screen},
};

#[derive(Template)]
#[template(path = "insight/map.html")]
struct MapPage {
    frame: Frame,
    head: Head,
    name: String,
    version: u32,
    /// Versions that orders of the span have run, each with how many and the way to its map.
    versions: Vec<(u32, u32, String)>,
    tiles: Vec<Tile>,
    drawing: MapDrawing,
    ways: Vec<WayRow>,
    orders: u32,
}

struct Tile {
    key: &'static str,
    value: String,
    link: String,
}

struct WayRow {
    from: String,
    to: String,
    orders: u32,
    median: String,
    p90: String,
    way: &'static str,
    class: &'static str,
    link: String,
}

pub(super) struct Found {
    pub process: Arc<Process>,
    pub versions: Vec<(u32, u32)>,
    pub map: Map,
}

impl Found {
    /// The process that is asked about, else the company's usual one; its newest version that orders have run.
    pub async fn look(asking: &Asking) -> Result<Self, Failure> {
        let world = Arc::clone(&asking.world);
        let key = asking.question.filter.process.clone().unwrap_or_else(|| world.company.settings.process.clone());
        let wanted = asking.address.version()?;
        let found = asking.look(move |view| {
            let versions = view.map_versions(&key);
            let latest = || world.processes.latest(&key).map(|process| process.version);
            let version = wanted.or(versions.first().map(|(version, _)| *version)).or_else(latest)?;
            let process = Arc::clone(world.processes.get(&ProcessRef { key, version })?);
            let map = view.map(&process);
            Some(Self { process, versions, map })
        });
        Ok(found.await?.ok_or(Error::NotFound("process"))?)
    }
}

pub(super) async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asking = Asking::of(screen, pairs).await?;
    let Found { process, versions, map } = Found::look(&asking).await?;
    let frame = asking.frame("insight-map");
    let words = asking.words(&frame);
    let here = asking.address.clone().with("process", &process.key);
    let version_link = |version: u32| here.clone().with("version", &version.to_string()).link("/insight/map");
    let page = MapPage {
        head: asking.head("/insight/map", &frame),
        name: words.name(&process.name),
        version: process.version,
        versions: versions.iter().map(|(version, orders)| (*version, *orders, version_link(*version))).collect(),
        tiles: tiles(&words, &here, &process, &map),
        drawing: map_drawing::draw(&words, &asking.address, &process, &map),
        ways: ways(&words, &here, &process, &map),
        orders: map.orders,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// Ways that are told at once; the others can be laid open.
const FREQUENT: usize = 15;

impl MapPage {
    fn frequent(&self) -> &[WayRow] {
        &self.ways[..self.ways.len().min(FREQUENT)]
    }

    fn others(&self) -> &[WayRow] {
        &self.ways[self.ways.len().min(FREQUENT)..]
    }
}

fn tiles(words: &Words, address: &Address, process: &Process, map: &Map) -> Vec<Tile> {
    let tile = |key, figure, value| {
        let asked = Asked { version: Some(process.version), ..Asked::of(figure) };
        Tile { key, value, link: address.orders(&asked) }
    };
    vec![
        tile("insight-on-map", Figure::OnMap, words.number(map.orders)),
        tile("insight-conforming", Figure::Conforming, words.share(map.conforming)),
        tile("insight-skipped", Figure::Skipped, words.number(map.skipped)),
        tile("insight-reopened", Figure::Reopened, words.number(map.returned)),
        tile("insight-out-of-order", Figure::OutOfOrder, words.number(map.out_of_order)),
        tile("insight-cancelled", Figure::Cancelled, words.number(map.cancelled)),
    ]
}

/// The most frequent first.
fn ways(words: &Words, address: &Address, process: &Process, map: &Map) -> Vec<WayRow> {
    let mut edges: Vec<_> = map.edges.iter().collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.orders));
    let row = |edge: &yidan_domain::insight::MapEdge| WayRow {
        from: map_drawing::end(words, process, edge.from),
        to: map_drawing::end(words, process, edge.to),
        orders: edge.orders,
        median: words.elapsed(edge.between.median),
        p90: words.elapsed(edge.between.p90),
        way: way_key(edge.way),
        class: if edge.way == Way::Against { "late" } else { "none" },
        link: {
            let asked = Asked { version: Some(process.version), ..map_drawing::next(process, edge) };
            address.orders(&asked)
        },
    };
    edges.into_iter().map(row).collect()
}

pub(super) fn way_key(way: Way) -> &'static str {
    match way {
        Way::Defined => "insight-way-defined",
        Way::Beside => "insight-way-beside",
        Way::Past => "insight-way-past",
        Way::Against => "insight-way-against",
    }
}
