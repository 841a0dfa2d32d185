//! What an order went through, by the steps of a process: activities become steps, pieces of work that overlap become one,
//! and steps that the log does not know are settled.
//!
//! A step of which a case says nothing was skipped when later work of the case stands on it, or when the case has reached
//! the end of the process; otherwise it is still to come, and the order stays open.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use yidan_domain::{
    StepKey,
    process::{Process, Step},
    text::folded,
};

use super::{About, Case, End, Log, Work};
use crate::problem::{Place, Problem, RowFault};

/// An order that has been followed elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct PastOrder {
    pub place: Place,
    pub number: String,
    pub about: About,
    pub received: Timestamp,
    /// In the order in which they happened.
    pub deeds: Vec<Deed>,
    /// Steps that were passed over, and since when work could go on without them.
    pub skipped: BTreeMap<StepKey, Timestamp>,
    /// Something is still to be done: the log stops before the end of the process.
    pub is_open: bool,
    /// The same for the same content.
    pub fingerprint: [u8; 32],
    /// The same for the same case of the same process, whatever the log says of it.
    pub identity: [u8; 32],
}

#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    pub step: StepKey,
    /// Otherwise it is the beginning.
    pub is_end: bool,
    pub at: Timestamp,
    /// Empty when the log names nobody.
    pub who: String,
}

/// The orders, and why the rest of the log is none.
pub fn read_against(log: Log, process: &Process) -> (Vec<PastOrder>, Vec<RowFault>) {
    let Log { cases, mut faults, .. } = log;
    let names = Names::of(process);
    let mut orders = Vec::with_capacity(cases.len());
    let mut unknown: BTreeMap<String, Unknown> = BTreeMap::new();
    for case in cases {
        let strange: BTreeMap<&str, usize> = case
            .work
            .iter()
            .rev()
            .filter(|work| names.step(work).is_none())
            .map(|work| (work.activity.as_str(), work.row))
            .collect();
        for (activity, row) in &strange {
            let place = Place { sheet: case.place.sheet.clone(), row: *row };
            let unknown = unknown.entry((*activity).to_owned()).or_insert(Unknown { place, orders: 0 });
            unknown.orders += 1;
        }
        if strange.is_empty() {
            orders.push(order(case, process, &names));
        }
    }
    faults.extend(unknown.into_iter().map(|(activity, unknown)| unknown.fault(activity, process)));
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    (orders, faults)
}

/// An activity that is no step of the process. It is told once, where it stands first, however many orders have it.
struct Unknown {
    place: Place,
    orders: usize,
}

impl Unknown {
    fn fault(self, activity: String, process: &Process) -> RowFault {
        let steps = process.steps.iter().map(|step| step.name.clone()).collect();
        let problem = Problem::UnknownActivity { process: process.name.clone(), steps, orders: self.orders };
        RowFault { value: activity, ..self.place.fault(problem) }
    }
}

/// Steps by what people call them: the key, or the name in either language.
struct Names<'a> {
    steps: HashMap<String, Option<&'a Step>>,
    process: &'a Process,
}

impl<'a> Names<'a> {
    fn of(process: &'a Process) -> Self {
        let mut steps: HashMap<String, Option<&Step>> = HashMap::new();
        for step in &process.steps {
            for name in [&step.name.zh, &step.name.en] {
                // What two steps are called names neither.
                let named = steps.entry(folded(name)).or_insert(Some(step));
                *named = named.filter(|other| other.key == step.key);
            }
        }
        steps.extend(process.steps.iter().map(|step| (step.key.to_string(), Some(step))));
        Self { steps, process }
    }

    fn step(&self, work: &Work) -> Option<&'a Step> {
        let by_key = self.process.steps.iter().find(|step| step.key.as_str() == work.step);
        by_key.or_else(|| self.steps.get(&folded(&work.activity)).copied().flatten())
    }
}

/// All of the case's activities are known.
fn order(case: Case, process: &Process, names: &Names) -> PastOrder {
    let mut pieces: BTreeMap<&StepKey, Vec<Piece>> = BTreeMap::new();
    for work in &case.work {
        if let Some(step) = names.step(work) {
            pieces.entry(&step.key).or_default().extend(Piece::of(work));
        }
    }
    let runs: Runs = pieces.into_iter().map(|(step, pieces)| (step.clone(), joined(pieces))).collect();
    let (skipped, is_open) = settled(process, &runs);
    let deeds = deeds(&runs);
    let first = deeds.first().map(|deed| deed.at).unwrap_or_default();
    let received = case.about.received.filter(|received| *received <= first).unwrap_or(first);
    let fingerprint = fingerprint(&case, process, received, &deeds);
    let identity = Sha256::digest(format!("history case\0{}\0{}", process.key, case.name)).into();
    PastOrder {
        place: case.place,
        number: case.name,
        about: case.about,
        received,
        deeds,
        skipped,
        is_open,
        fingerprint,
        identity,
    }
}

type Runs = BTreeMap<StepKey, Vec<Piece>>;

/// Work on one step, without a break.
struct Piece {
    from: Timestamp,
    start: Option<End>,
    /// `None` while it is under way.
    end: Option<End>,
}

impl Piece {
    fn of(work: &Work) -> Option<Self> {
        let from = work.start.as_ref().or(work.end.as_ref())?.at;
        Some(Self { from, start: work.start.clone(), end: work.end.clone() })
    }

    /// Ends only after the other has begun.
    fn overlaps(&self, later: &Piece) -> bool {
        self.end.as_ref().is_none_or(|end| later.from < end.at)
    }
}

/// A step here is worked on once at a time: what overlaps is one piece, from the first start to the last end.
fn joined(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by_key(|piece| piece.from);
    let mut runs: Vec<Piece> = Vec::new();
    for piece in pieces {
        match runs.last_mut().filter(|last| last.overlaps(&piece)) {
            Some(last) => {
                last.end = match (last.end.take(), piece.end) {
                    (Some(mine), Some(other)) => Some(if other.at > mine.at { other } else { mine }),
                    _ => None,
                };
            }
            None => runs.push(piece),
        }
    }
    runs
}

fn deeds(runs: &Runs) -> Vec<Deed> {
    let mut deeds = Vec::new();
    for (step, pieces) in runs {
        for piece in pieces {
            let ends = [(piece.start.as_ref(), false), (piece.end.as_ref(), true)];
            let told = ends.into_iter().filter_map(|(end, is_end)| Some((end?, is_end)));
            deeds.extend(told.map(|(End { at, who }, is_end)| Deed {
                step: step.clone(),
                is_end,
                at: *at,
                who: who.clone(),
            }));
        }
    }
    // Stable: of one step, a start stays before its end.
    deeds.sort_by_key(|deed| deed.at);
    deeds
}

/// The steps that were passed over, and whether anything is still to come.
fn settled(process: &Process, runs: &Runs) -> (BTreeMap<StepKey, Timestamp>, bool) {
    let is_done =
        |step: &&Step| runs.get(&step.key).is_some_and(|pieces| pieces.iter().all(|piece| piece.end.is_some()));
    let is_end = |step: &&Step| process.following(&step.key).next().is_none();
    let may_miss = |step: &Step| step.optional || step.optional_when.is_some();
    let mut ends = process.steps.iter().filter(is_end);
    let reached = process.steps.iter().filter(is_end).any(|step| is_done(&step));
    let is_complete = reached
        && ends.all(|step| is_done(&step) || (may_miss(step) && !runs.contains_key(&step.key)))
        && runs.values().flatten().all(|piece| piece.end.is_some());
    // It could be passed over as soon as what comes before it was done: from then on what comes after it waited.
    let done_before = |step: &Step| {
        let before = process.up_to(&step.key).into_iter().filter_map(|before| runs.get(&before.key)).flatten();
        before
            .map(|piece| piece.end.as_ref().map(|end| end.at))
            .try_fold(None, |last, end| Some(last.max(Some(end?))))
            .flatten()
    };
    let mut skipped: BTreeMap<StepKey, Timestamp> = BTreeMap::new();
    for (key, pieces) in runs {
        let Some(begun) = pieces.first().map(|piece| piece.from) else { continue };
        for step in process.up_to(key).into_iter().filter(|step| !runs.contains_key(&step.key)) {
            let since = skipped.entry(step.key.clone()).or_insert(begun);
            *since = begun.min(*since).min(done_before(step).unwrap_or(begun));
        }
    }
    let last = runs.values().flatten().filter_map(|piece| Some(piece.end.as_ref()?.at)).max();
    if let Some(last) = last.filter(|_| is_complete) {
        for step in process.steps.iter().filter(|step| !runs.contains_key(&step.key)) {
            skipped.entry(step.key.clone()).or_insert(last);
        }
    }
    (skipped, !is_complete)
}

fn fingerprint(case: &Case, process: &Process, received: Timestamp, deeds: &[Deed]) -> [u8; 32] {
    let About { customer, customer_ref, goods, promised, .. } = &case.about;
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    for part in ["history", &process.key, &case.name, customer, customer_ref, goods] {
        add(part);
    }
    add(&format!("{promised:?} {received}"));
    for deed in deeds {
        add(&format!("{} {} {} {}", deed.step, deed.is_end, deed.at, deed.who));
    }
    hash.finalize().into()
}
