//! What finished orders teach: the spread of every step's times, by process, by department where a process is new, and by
//! supplier where one is named. A time runs from when a step could begin until it was finished, in the working time of
//! its department.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use super::{Calendars, Course, Network, Stamp, course::Mark, estimate::Spread, forecast::Estimates};
use crate::{
    DepartmentKey, StepKey,
    case::Case,
    process::{Process, Step},
};

#[derive(Debug, Default)]
pub struct History {
    by_process: HashMap<StepOf, Spread>,
    by_department: HashMap<(DepartmentKey, StepKey), Spread>,
    by_supplier: HashMap<Arc<str>, HashMap<StepOf, Spread>>,
}

/// A step of a process, whatever its version.
type StepOf = (String, StepKey);

/// The same for the steps of one network, at hand by place, for orders of one supplier or of none.
pub struct StepTimes<'a> {
    own: Vec<Option<&'a Spread>>,
    supplied: Vec<Option<&'a Spread>>,
}

impl History {
    /// From the steps finished since then.
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>, calendars: &'a Calendars, since: Stamp) -> Self {
        let mut processes: HashMap<*const Process, Gathered> = HashMap::new();
        for case in cases {
            let gathered = processes
                .entry(Arc::as_ptr(&case.process))
                .or_insert_with(|| Gathered::of(Network::of(&case.process, calendars)));
            for step in 0..gathered.network.len() {
                if let Some(seconds) = flow_time(&gathered.network, case, step, since) {
                    gathered.add(step, seconds, case.supplier.as_ref());
                }
            }
        }
        Self::spread(processes.into_values())
    }

    fn spread<'a>(processes: impl Iterator<Item = Gathered<'a>>) -> Self {
        let (mut own, mut department) = (HashMap::new(), HashMap::new());
        let mut supplied: HashMap<Arc<str>, HashMap<StepOf, Vec<u32>>> = HashMap::new();
        for gathered in processes {
            let process = gathered.network.process;
            let name = |step: usize| (process.key.clone(), process.steps[step].key.clone());
            for (place, times) in gathered.times.into_iter().enumerate() {
                let step = &process.steps[place];
                let in_department: &mut Vec<u32> =
                    department.entry((step.department.clone(), step.key.clone())).or_default();
                in_department.extend(&times);
                own.entry(name(place)).or_insert_with(Vec::new).extend(times);
            }
            for (supplier, steps) in gathered.supplied {
                let of_supplier = supplied.entry(supplier).or_default();
                for (place, times) in steps.into_iter().enumerate().filter(|(_, times)| !times.is_empty()) {
                    of_supplier.entry(name(place)).or_default().extend(times);
                }
            }
        }
        Self {
            by_process: spreads(own),
            by_department: spreads(department),
            by_supplier: supplied.into_iter().map(|(supplier, steps)| (supplier, spreads(steps))).collect(),
        }
    }

    /// The spread of one step's times. Where the process is too new and says no standard time either, those of the same
    /// step of the same department in other processes have to do.
    pub fn of_step(&self, process: &str, step: &Step) -> Option<&Spread> {
        let own = self.by_process.get(&(process.to_owned(), step.key.clone())).filter(|spread| spread.is_enough());
        let elsewhere = || self.by_department.get(&(step.department.clone(), step.key.clone()));
        own.or_else(|| elsewhere().filter(|_| step.takes.is_none()))
    }

    pub fn of_network<'a>(&'a self, network: &Network, supplier: Option<&str>) -> StepTimes<'a> {
        let process = network.process;
        let own = process.steps.iter().map(|step| self.of_step(&process.key, step)).collect();
        let of_supplier = supplier.and_then(|supplier| self.by_supplier.get(supplier));
        let supplied = process
            .steps
            .iter()
            .map(|step| of_supplier?.get(&(process.key.clone(), step.key.clone())).filter(|spread| spread.is_enough()));
        StepTimes { own, supplied: if of_supplier.is_some() { supplied.collect() } else { Vec::new() } }
    }

    /// Has this supplier a history of its own?
    pub fn knows_supplier(&self, supplier: &str) -> bool {
        self.by_supplier.contains_key(supplier)
    }
}

impl Estimates for StepTimes<'_> {
    fn of(&self, step: usize, _: &Course) -> Option<&Spread> {
        let supplied = self.supplied.get(step).copied().flatten();
        supplied.or_else(|| self.own.get(step).copied().flatten())
    }
}

/// How long a finished step took since it could begin; `None` when it teaches nothing.
pub fn flow_time(network: &Network, case: &Case, step: usize, since: Stamp) -> Option<u32> {
    let Mark { finished, .. } = case.mark(step);
    let finished = finished.filter(|finished| *finished >= since)?;
    if !case.teaches(step) {
        return None;
    }
    let ready = case.ready(network.before(step))?.min(finished);
    let worked = network.calendar(step).worked(network.moment(ready), network.moment(finished));
    u32::try_from(worked).ok()
}

fn spreads<K: Eq + Hash>(cases: HashMap<K, Vec<u32>>) -> HashMap<K, Spread> {
    cases.into_iter().filter_map(|(key, cases)| Some((key, Spread::of(cases)?))).collect()
}

/// Times of one version of a process, for each step.
struct Gathered<'a> {
    network: Network<'a>,
    times: Vec<Vec<u32>>,
    supplied: HashMap<Arc<str>, Vec<Vec<u32>>>,
}

impl<'a> Gathered<'a> {
    fn of(network: Network<'a>) -> Self {
        Self { times: vec![Vec::new(); network.len()], supplied: HashMap::new(), network }
    }

    fn add(&mut self, step: usize, seconds: u32, supplier: Option<&Arc<str>>) {
        self.times[step].push(seconds);
        if let Some(supplier) = supplier {
            let none = || vec![Vec::new(); self.times.len()];
            self.supplied.entry(Arc::clone(supplier)).or_insert_with(none)[step].push(seconds);
        }
    }
}
