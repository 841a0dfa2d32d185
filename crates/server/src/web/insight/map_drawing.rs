//! The process map as a picture: the steps where the drawing of the process has them, with how many orders passed, how long
//! they took and what deviated; the ways between them as wide as they were gone. Ways that the process does not have are
//! curves of their own. The template `insight/map_drawing.html` writes the SVG.

use yidan_domain::{
    insight::{Asked, End, Figure, Map, MapEdge, MapNode, Way},
    process::{Process, Step},
};

use super::{address::Address, words::Words};
use crate::web::processes::{
    drawing,
    layout::{self, Layout, Measures},
};

const MEASURES: Measures = Measures { box_width: 186, box_height: 92, gap_x: 80, gap_y: 40, columns: 5 };
const NAME_ROOM: usize = 92;
const CAPTION_LINE: i32 = 15;
/// How far a way of its own bows out.
const BOW: i32 = 44;
/// Half the room that the words on a way take.
const WORDS_WIDE: i32 = 24;
const WORDS_HIGH: i32 = 18;
/// Ways beyond the definition that are drawn, the most frequent first; the table has them all.
const MOST_EXTRA: usize = 12;
/// Widths that ways are drawn in: the stylesheet has one for each.
const WIDTHS: u32 = 6;

pub struct MapDrawing {
    pub width: i32,
    pub height: i32,
    pub boxes: Vec<MapBox>,
    pub arrows: Vec<MapArrow>,
}

pub struct MapBox {
    pub x: i32,
    pub y: i32,
    pub number: usize,
    pub name: Vec<String>,
    pub department: String,
    pub colour: usize,
    /// No order passed it.
    pub is_unused: bool,
    pub passed: String,
    pub flow: String,
    /// Skipped, opened again, left: each with the orders behind it.
    pub deviations: Vec<Link>,
    pub link: String,
    pub about: String,
}

pub struct MapArrow {
    pub path: String,
    /// From 1 to `WIDTHS`; 0 for a way that nobody went.
    pub width: u32,
    pub class: &'static str,
    /// Words on the way.
    pub label: Option<ArrowLabel>,
    /// A way without words is a link itself: which of two steps side by side was done first says little.
    pub link: Option<Link>,
}

pub struct Link {
    pub link: String,
    pub about: String,
}

pub struct ArrowLabel {
    pub x: i32,
    pub y: i32,
    pub orders: String,
    pub between: String,
    pub link: String,
    pub about: String,
}

pub fn draw(words: &Words, address: &Address, process: &Process, map: &Map) -> MapDrawing {
    let captions: Vec<Vec<(Figure, String)>> = map.nodes.iter().map(|node| deviations(words, node)).collect();
    let nodes: Vec<layout::Node> = process
        .steps
        .iter()
        .zip(&captions)
        .map(|(step, caption)| layout::Node {
            caption: CAPTION_LINE * caption.len() as i32 + 6,
            ..drawing::node(process, step, 0)
        })
        .collect();
    let drawn = layout::layout(&nodes, MEASURES);
    let pen = Pen { words, address, process, most: map.edges.iter().map(|edge| edge.orders).max().unwrap_or(1).max(1) };
    let boxes = process.steps.iter().enumerate().zip(captions);
    let boxes =
        boxes.map(|((place, step), caption)| pen.step(place, step, &map.nodes[place], caption, drawn.boxes[place]));
    MapDrawing { width: drawn.width, height: drawn.height, boxes: boxes.collect(), arrows: pen.arrows(map, &drawn) }
}

fn deviations(words: &Words, node: &MapNode) -> Vec<(Figure, String)> {
    let told = [
        (Figure::Skipped, "insight-node-skipped", node.skipped),
        (Figure::Reopened, "insight-node-returned", node.returned),
        (Figure::LeftAfter, "insight-node-left", node.left_after),
    ];
    let told = told.into_iter().filter(|(_, _, count)| *count > 0);
    told.map(|(figure, key, count)| (figure, words.reader.count(key, i64::from(count)))).collect()
}

struct Pen<'a> {
    words: &'a Words<'a>,
    address: &'a Address,
    process: &'a Process,
    /// Orders on the busiest way.
    most: u32,
}

impl Pen<'_> {
    fn step(
        &self,
        place: usize,
        step: &Step,
        node: &MapNode,
        deviations: Vec<(Figure, String)>,
        at: (i32, i32),
    ) -> MapBox {
        let words = self.words;
        let name = words.name(&step.name);
        let department = words.name(&self.process.department_name(&step.department));
        let passed = words.reader.count("insight-node-passed", i64::from(node.finished));
        let flow = node.flow.map(|times| words.worked(times.median, Some(&step.department))).unwrap_or_default();
        let said = [name.as_str(), &passed, &flow].into_iter().chain(deviations.iter().map(|(_, told)| told.as_str()));
        MapBox {
            x: at.0,
            y: at.1,
            number: place + 1,
            name: drawing::lines(&name, NAME_ROOM, 2),
            colour: drawing::colour(self.process, step),
            is_unused: node.finished == 0,
            link: self.orders(Asked::on(Figure::OnMap, &step.key)),
            about: format!("{}. {}", place + 1, words.reader.list(said.filter(|part| !part.is_empty()))),
            department,
            passed,
            flow,
            deviations: deviations
                .iter()
                .map(|(figure, told)| Link { link: self.orders(Asked::on(*figure, &step.key)), about: told.clone() })
                .collect(),
        }
    }

    fn orders(&self, asked: Asked) -> String {
        let address = self.address.clone().with("process", &self.process.key);
        address.orders(&Asked { version: Some(self.process.version), ..asked })
    }

    fn arrows(&self, map: &Map, drawn: &Layout) -> Vec<MapArrow> {
        let edge = |from: usize, to: usize| {
            map.edges.iter().find(|edge| (edge.from, edge.to) == (End::Step(from), End::Step(to)))
        };
        let defined = drawn.arrows.iter().zip(&drawn.middles);
        let mut arrows: Vec<MapArrow> = defined
            .map(|((from, to, path), middle)| self.arrow(path.clone(), "defined", edge(*from, *to), *middle))
            .collect();
        let is_drawn = |edge: &&MapEdge| {
            drawn.arrows.iter().any(|(from, to, _)| (End::Step(*from), End::Step(*to)) == (edge.from, edge.to))
        };
        let mut extra: Vec<&MapEdge> = map.edges.iter().filter(|edge| !is_drawn(edge)).collect();
        extra.sort_by_key(|edge| (edge.way == Way::Beside, std::cmp::Reverse(edge.orders)));
        arrows.extend(extra.into_iter().filter_map(|edge| self.curve(edge, drawn)).take(MOST_EXTRA));
        arrows
    }

    /// From box to box over what lies between: above the boxes forwards, below them backwards, straight to another band.
    fn curve(&self, edge: &MapEdge, drawn: &Layout) -> Option<MapArrow> {
        let (End::Step(from), End::Step(to)) = (edge.from, edge.to) else { return None };
        let (a, b) = (drawn.boxes[from], drawn.boxes[to]);
        let (half, high) = (MEASURES.box_width / 2, MEASURES.box_height);
        let side_by_side = a.0 != b.0 && (a.1 - b.1).abs() <= high + MEASURES.gap_y;
        let path = if side_by_side && a.0 < b.0 {
            let over = a.1.min(b.1) - BOW;
            [(a.0 + half, a.1), (a.0 + half, over), (b.0 + half, over), (b.0 + half, b.1)]
        } else if side_by_side {
            let under = a.1.max(b.1) + high + BOW;
            [(a.0 + half, a.1 + high), (a.0 + half, under), (b.0 + half, under), (b.0 + half, b.1 + high)]
        } else {
            let down = b.1 > a.1;
            let (start, end) = if down { (a.1 + high, b.1) } else { (a.1, b.1 + high) };
            let reach = (end - start) / 2;
            [(a.0 + half, start), (a.0 + half, start + reach), (b.0 + half, end - reach), (b.0 + half, end)]
        };
        let [start, bend, turn, end] = path;
        let middle = |pick: fn(&(i32, i32)) -> i32| (pick(&start) + 3 * pick(&bend) + 3 * pick(&turn) + pick(&end)) / 8;
        let written =
            format!("M{} {} C{} {} {} {} {} {}", start.0, start.1, bend.0, bend.1, turn.0, turn.1, end.0, end.1);
        let class = match edge.way {
            Way::Defined => "defined",
            Way::Beside => "beside",
            Way::Past => "past",
            Way::Against => "against",
        };
        let middle = beside_boxes((middle(|point| point.0), middle(|point| point.1)), &drawn.boxes);
        Some(self.arrow(written, class, Some(edge), middle))
    }

    fn arrow(&self, path: String, class: &'static str, edge: Option<&MapEdge>, at: (i32, i32)) -> MapArrow {
        let Some(edge) = edge else { return MapArrow { path, width: 0, class: "unused", label: None, link: None } };
        let link = self.orders(next(self.process, edge));
        let about = about(self.words, self.process, edge);
        let quiet = edge.way == Way::Beside;
        let between = self.words.elapsed(edge.between.median);
        let words =
            |link, about| ArrowLabel { x: at.0, y: at.1, orders: self.words.number(edge.orders), between, link, about };
        MapArrow {
            path,
            width: 1 + (WIDTHS - 1) * edge.orders / self.most,
            class,
            link: quiet.then(|| Link { link: link.clone(), about: about.clone() }),
            label: (!quiet).then(|| words(link, about)),
        }
    }
}

/// The nearest place above or below at which words lie on no box; the place itself when there is none near.
fn beside_boxes((x, y): (i32, i32), boxes: &[(i32, i32)]) -> (i32, i32) {
    let lies_on = |y: i32| {
        boxes.iter().any(|(left, top)| {
            let (right, bottom) = (left + MEASURES.box_width, top + MEASURES.box_height);
            (left - WORDS_WIDE..right + WORDS_WIDE).contains(&x) && (top - WORDS_HIGH..bottom + WORDS_HIGH).contains(&y)
        })
    };
    let near = [0, -16, 16, -32, 32, -48, 48, -64, 64];
    (x, near.into_iter().map(|aside| y + aside).find(|y| !lies_on(*y)).unwrap_or(y))
}

/// The question for the orders that went this way.
pub fn next(process: &Process, edge: &MapEdge) -> Asked {
    let step = |end: End| match end {
        End::Step(place) => Some(process.steps[place].key.clone()),
        End::Received | End::Done => None,
    };
    Asked { step: step(edge.from), then: step(edge.to), ..Asked::of(Figure::Next) }
}

fn about(words: &Words, process: &Process, edge: &MapEdge) -> String {
    let orders = words.reader.count("insight-node-passed", i64::from(edge.orders));
    let between = words.elapsed(edge.between.median);
    let told = words.reader.list([orders.as_str(), &between]);
    format!("{} → {}: {told}", end(words, process, edge.from), end(words, process, edge.to))
}

/// What an end of a way is called.
pub fn end(words: &Words, process: &Process, end: End) -> String {
    match end {
        End::Received => words.t("insight-end-received"),
        End::Step(place) => words.name(&process.steps[place].name),
        End::Done => words.t("insight-end-done"),
    }
}
