//! The process map: how orders really went through one version of a process, held against how it is defined.
//!
//! It tells of the orders delivered in the span, and of those cancelled in it. Of each order the finished steps are taken
//! in the sequence in which they were finished (at one moment: in that of the process); an edge joins each to the next,
//! with the time by the clock between the two. What a step was before it was opened again is not seen, only that it was.

use std::collections::BTreeMap;

use super::{
    Share, Times, View,
    book::Plan,
    record::{Record, StepRecord},
};
use crate::{order::row::Status, process::Process, schedule::Stamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    pub orders: u32,
    /// Orders without any deviation: no step skipped by hand, opened again, or finished before one that it comes after,
    /// and not cancelled.
    pub conforming: Share,
    /// One for each step of the process version.
    pub nodes: Vec<MapNode>,
    pub edges: Vec<MapEdge>,
    pub skipped: u32,
    pub returned: u32,
    pub out_of_order: u32,
    pub cancelled: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MapNode {
    /// Orders in which it was finished, skipped by hand, or fell away.
    pub finished: u32,
    pub skipped: u32,
    pub fell_away: u32,
    /// Orders in which it was opened again, and how often in all.
    pub returned: u32,
    pub returns: u32,
    /// Orders cancelled after this step, before any other.
    pub left_after: u32,
    /// Seconds of working time from when it could begin until it was finished.
    pub flow: Option<Times>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapEdge {
    pub from: End,
    pub to: End,
    pub orders: u32,
    /// Seconds by the clock from the end of the one to the end of the other.
    pub between: Times,
    pub way: Way,
}

/// Where an edge begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The order came in.
    Received,
    Step(usize),
    /// All is done.
    Done,
}

/// What the definition says of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It has this edge.
    Defined,
    /// The two don't wait for one another.
    Beside,
    /// It goes by way of other steps, which were done before, skipped, or fell away.
    Past,
    /// The other way round.
    Against,
}

/// What stood between an order and its process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Deviations {
    pub skipped: bool,
    pub returned: bool,
    pub out_of_order: bool,
    pub cancelled: bool,
}

/// An order's way through one version of a process.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    pub record: &'a Record,
    pub plan: &'a Plan,
    /// One for each step of it.
    pub steps: &'a [StepRecord],
}

impl Deviations {
    pub fn of(walk: &Walk) -> Self {
        let mut found = Self { cancelled: walk.record.status == Status::Cancelled, ..Self::default() };
        for (place, step) in walk.steps.iter().enumerate() {
            match step {
                StepRecord::Skipped { .. } => found.skipped = true,
                StepRecord::Done(done) => {
                    found.returned |= done.reopened > 0;
                    found.out_of_order |= walk.plan.before(place).any(|before| match &walk.steps[before] {
                        StepRecord::Done(earlier) => earlier.at > done.at,
                        _ => false,
                    });
                }
                _ => {}
            }
        }
        found
    }

    pub fn any(self) -> bool {
        self.skipped || self.returned || self.out_of_order || self.cancelled
    }
}

impl<'a> View<'a> {
    /// Versions of the process that orders on the map have run, with how many; the newest first.
    pub fn map_versions(&self, process: &str) -> Vec<(u32, u32)> {
        let mut versions = BTreeMap::new();
        for record in self.on_map() {
            let process_of = &self.plan(record).process;
            if process_of.key == process {
                *versions.entry(process_of.version).or_insert(0) += 1;
            }
        }
        versions.into_iter().rev().collect()
    }

    pub fn map(&self, process: &Process) -> Map {
        let mut drawing = Drawing::of(process);
        for record in self.on_map() {
            let walk = self.walk(record);
            if walk.plan.process.reference() == process.reference() {
                drawing.add(&walk);
            }
        }
        drawing.map()
    }

    /// Orders delivered or cancelled in the span.
    pub(super) fn on_map(&self) -> impl Iterator<Item = &'a Record> {
        self.records().filter(|record| match record.left {
            Some(left) => self.holds(left.at),
            None => record.cancelled.is_some_and(|at| self.holds(at)),
        })
    }
}

/// Finished steps of an order in the sequence in which they were finished, behind the moment it came in.
pub(super) fn trace(walk: &Walk) -> Vec<(Stamp, End)> {
    let Walk { record, plan, steps } = *walk;
    let done = steps.iter().enumerate().filter_map(|(place, step)| Some((step.done()?.at, place)));
    let mut steps: Vec<(Stamp, usize)> = done.collect();
    steps.sort_unstable_by_key(|(at, place)| (*at, plan.ranks[*place]));
    let steps = steps.into_iter().map(|(at, place)| (at, End::Step(place)));
    let done = record.done.map(|done| (done.at, End::Done));
    std::iter::once((record.received, End::Received)).chain(steps).chain(done).collect()
}

struct Drawing<'a> {
    process: &'a Process,
    map: Map,
    flows: Vec<Vec<u32>>,
    /// For each pair of ends the seconds between; received is the row before the steps', done the column after.
    between: Vec<Vec<u32>>,
}

impl<'a> Drawing<'a> {
    fn of(process: &'a Process) -> Self {
        let steps = process.steps.len();
        Self {
            process,
            map: Map {
                orders: 0,
                conforming: Share::default(),
                nodes: vec![MapNode::default(); steps],
                edges: Vec::new(),
                skipped: 0,
                returned: 0,
                out_of_order: 0,
                cancelled: 0,
            },
            flows: vec![Vec::new(); steps],
            between: vec![Vec::new(); (steps + 1) * (steps + 1)],
        }
    }

    fn add(&mut self, walk: &Walk) {
        let deviations = Deviations::of(walk);
        let map = &mut self.map;
        map.orders += 1;
        map.conforming.count(!deviations.any());
        map.skipped += u32::from(deviations.skipped);
        map.returned += u32::from(deviations.returned);
        map.out_of_order += u32::from(deviations.out_of_order);
        map.cancelled += u32::from(deviations.cancelled);
        for ((node, flows), step) in map.nodes.iter_mut().zip(&mut self.flows).zip(walk.steps) {
            node.add(step);
            flows.extend(step.done().and_then(|done| done.flow).map(|flow| flow.get()));
        }
        let trace = trace(walk);
        if let (true, Some((_, End::Step(last)))) = (deviations.cancelled, trace.last()) {
            map.nodes[*last].left_after += 1;
        }
        for pair in trace.windows(2) {
            let seconds = pair[1].0.second().saturating_sub(pair[0].0.second());
            let cell = self.cell(pair[0].1, pair[1].1);
            self.between[cell].push(seconds);
        }
    }

    fn cell(&self, from: End, to: End) -> usize {
        let row = if let End::Step(place) = from { place + 1 } else { 0 };
        let column = if let End::Step(place) = to { place } else { self.process.steps.len() };
        row * (self.process.steps.len() + 1) + column
    }

    fn map(mut self) -> Map {
        for (node, flows) in self.map.nodes.iter_mut().zip(&mut self.flows) {
            node.flow = Times::of(flows);
        }
        let steps = || (0..self.process.steps.len()).map(End::Step);
        let pairs: Vec<(End, End)> = std::iter::once(End::Received)
            .chain(steps())
            .flat_map(|from| steps().chain([End::Done]).map(move |to| (from, to)))
            .collect();
        let definition = Definition::of(self.process);
        for (from, to) in pairs {
            let cell = self.cell(from, to);
            if let Some(between) = Times::of(&mut self.between[cell]) {
                let way = definition.way(from, to);
                self.map.edges.push(MapEdge { from, to, orders: between.count, between, way });
            }
        }
        self.map
    }
}

impl MapNode {
    fn add(&mut self, step: &StepRecord) {
        match step {
            StepRecord::Done(done) => {
                self.finished += 1;
                self.returned += u32::from(done.reopened > 0);
                self.returns += u32::from(done.reopened);
            }
            StepRecord::Skipped { .. } => self.skipped += 1,
            StepRecord::FellAway => self.fell_away += 1,
            StepRecord::Idle | StepRecord::Active { .. } => {}
        }
    }
}

/// For each step those that it comes after, directly and at all.
struct Definition {
    directly: Vec<Vec<usize>>,
    at_all: Vec<Vec<usize>>,
}

impl Definition {
    fn of(process: &Process) -> Self {
        let place = |key: &crate::StepKey| process.steps.iter().position(|step| &step.key == key);
        let directly = process.steps.iter().map(|step| step.after.iter().filter_map(place).collect()).collect();
        let at_all = process.steps.iter().enumerate().map(|(own, step)| {
            let up_to = process.up_to(&step.key);
            up_to.iter().filter_map(|before| place(&before.key)).filter(|before| *before != own).collect()
        });
        Self { at_all: at_all.collect(), directly }
    }

    fn way(&self, from: End, to: End) -> Way {
        match (from, to) {
            (End::Step(from), End::Step(to)) if self.directly[to].contains(&from) => Way::Defined,
            (End::Step(from), End::Step(to)) if self.at_all[to].contains(&from) => Way::Past,
            (End::Step(from), End::Step(to)) if self.at_all[from].contains(&to) => Way::Against,
            (End::Step(_), End::Step(_)) => Way::Beside,
            (End::Received, End::Step(to)) if !self.directly[to].is_empty() => Way::Past,
            (End::Step(from), End::Done) if self.directly.iter().any(|before| before.contains(&from)) => Way::Past,
            _ => Way::Defined,
        }
    }
}
