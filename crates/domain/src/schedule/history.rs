//! What finished orders teach: the spread of every step's times, by process, by department where a process is new, and by
//! supplier where one is named. A time runs from when a step could begin until it was finished, in the working time of
//! its department. Steps with a due rule that are done by their date, rather than so long after their turn, are learned so: by
//! whichever of the two varies less.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use super::{
    Calendars, Course, Moment, Network, Passed, Stamp, course::Mark, due, estimate::Spread, forecast::Estimates,
};
use crate::{
    DepartmentKey, StepKey,
    case::Case,
    process::{
        Process, Step,
        due::{Anchor, Due},
    },
};

#[derive(Debug, Default)]
pub struct History {
    by_process: HashMap<StepOf, Spread>,
    /// Of steps that follow their date: how far they were off it.
    /// By the due rule too, which says off which date they were.
    by_date: HashMap<(StepOf, Rule), Spread>,
    by_department: HashMap<(DepartmentKey, StepKey), Spread>,
    by_supplier: HashMap<Arc<str>, HashMap<StepOf, Spread>>,
}

/// A step of a process, whatever its version.
type StepOf = (String, StepKey);

/// The same for the steps of one network, at hand by place, for orders of one supplier or of none.
pub struct StepTimes<'a> {
    own: Vec<Option<&'a Spread>>,
    by_date: Vec<Option<&'a Spread>>,
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
            let dates = gathered.has_rules().then(|| due::dates(&gathered.network, &case.course));
            let passed = Passed::of(&case.course, &gathered.network);
            for step in 0..gathered.network.len() {
                let Some(seconds) = flow_time(&gathered.network, case, &passed, step, since) else { continue };
                gathered.add(step, seconds, case.supplier.as_ref());
                let due = match gathered.network.has_term(step) {
                    true => passed
                        .left(&gathered.network)
                        .and_then(|left| due::term(&gathered.network, step, gathered.network.moment(left))),
                    false => dates.as_ref().and_then(|dates| dates[step].end),
                };
                if let Some(due) = due {
                    gathered.add_slip(case, step, due);
                }
            }
        }
        Self::spread(processes.into_values())
    }

    fn spread<'a>(processes: impl Iterator<Item = Gathered<'a>>) -> Self {
        let (mut own, mut slips, mut department) = (HashMap::new(), HashMap::new(), HashMap::new());
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
            for (place, times) in gathered.slips.into_iter().enumerate() {
                let rule = rule_of(&process.steps[place]);
                slips.entry((name(place), rule)).or_insert_with(Vec::new).extend(times);
            }
            for (supplier, steps) in gathered.supplied {
                let of_supplier = supplied.entry(supplier).or_default();
                for (place, times) in steps.into_iter().enumerate().filter(|(_, times)| !times.is_empty()) {
                    of_supplier.entry(name(place)).or_default().extend(times);
                }
            }
        }
        let by_process: HashMap<StepOf, Spread> = spreads(own);
        let mut by_date: HashMap<(StepOf, Rule), Spread> = spreads(slips);
        by_date.retain(|(step, _), slip| {
            slip.is_enough() && by_process.get(step).is_some_and(|flow| slip.varies_less(flow))
        });
        Self {
            by_process,
            by_date,
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
        // Another version may have dropped the rule, or count from another day.
        let by_date = process.steps.iter().map(|step| {
            let key = ((process.key.clone(), step.key.clone()), rule_of(step));
            self.by_date.get(&key).filter(|_| keeps_a_date(step))
        });
        StepTimes {
            own,
            by_date: by_date.collect(),
            supplied: if of_supplier.is_some() { supplied.collect() } else { Vec::new() },
        }
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

    fn off_date(&self, step: usize) -> Option<&Spread> {
        self.by_date.get(step).copied().flatten()
    }
}

/// How long a finished step took since it could begin; `None` when it teaches nothing.
fn flow_time(network: &Network, case: &Case, passed: &Passed, step: usize, since: Stamp) -> Option<u32> {
    let Mark { finished, .. } = case.mark(step);
    let finished = finished.filter(|finished| *finished >= since)?;
    if !case.teaches(step) {
        return None;
    }
    let ready = passed.ready(network.before(step))?.min(finished);
    let worked = network.calendar(step).worked(network.moment(ready), network.moment(finished));
    u32::try_from(worked).ok()
}

/// The due rule, as something that two versions of a process can be compared by.
type Rule = String;

fn rule_of(step: &Step) -> Rule {
    format!("{:?}", step.due)
}

/// Is the step due by a day of its own, whatever the others take?
fn keeps_a_date(step: &Step) -> bool {
    match &step.due {
        Some(Due::Clock(_)) => true,
        Some(Due::Relative { anchor, .. }) => matches!(anchor, Anchor::Delivery | Anchor::Order),
        None => false,
    }
}

fn spreads<K: Eq + Hash, T: Into<i64>>(cases: HashMap<K, Vec<T>>) -> HashMap<K, Spread> {
    cases.into_iter().filter_map(|(key, cases)| Some((key, Spread::of(cases)?))).collect()
}

/// Times of one version of a process, for each step.
struct Gathered<'a> {
    network: Network<'a>,
    times: Vec<Vec<u32>>,
    slips: Vec<Vec<i64>>,
    supplied: HashMap<Arc<str>, Vec<Vec<u32>>>,
}

impl<'a> Gathered<'a> {
    fn of(network: Network<'a>) -> Self {
        let steps = network.len();
        Self { times: vec![Vec::new(); steps], slips: vec![Vec::new(); steps], supplied: HashMap::new(), network }
    }

    fn has_rules(&self) -> bool {
        self.network.process.steps.iter().any(keeps_a_date)
    }

    fn add_slip(&mut self, case: &Case, step: usize, due: Moment) {
        let finished = case.mark(step).finished.filter(|_| keeps_a_date(&self.network.process.steps[step]));
        if let Some(finished) = finished {
            self.slips[step].push(self.network.calendar(step).worked(due, self.network.moment(finished)));
        }
    }

    fn add(&mut self, step: usize, seconds: u32, supplier: Option<&Arc<str>>) {
        self.times[step].push(seconds);
        if let Some(supplier) = supplier {
            let none = || vec![Vec::new(); self.times.len()];
            self.supplied.entry(Arc::clone(supplier)).or_insert_with(none)[step].push(seconds);
        }
    }
}
