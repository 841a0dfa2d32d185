//! The book that insight is read from: one record for each order, noted anew when the order has changed.
//! It is a cache of what follows from cases and calendars; a new one is begun when the calendars change.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    hash::Hash,
    ops::Range,
    sync::Arc,
};

use super::record::{Reckoner, Record, StepRecord, Who};
use crate::{
    CustomerId, DepartmentKey, OrderId, PersonId, StepKey, Text,
    case::Case,
    order::ProcessRef,
    process::{Process, Step},
    schedule::{Calendars, Network},
};

#[derive(Debug)]
pub struct Book {
    pub(super) calendars: Calendars,
    pub(super) plans: Vec<Plan>,
    plan_of: HashMap<ProcessRef, usize>,
    pub(super) kinds: Names<StepOf>,
    pub(super) customers: Names<CustomerId>,
    pub(super) people: Names<PersonId>,
    pub(super) records: Vec<Record>,
    /// Of all records, in one piece: it can be given back to the system as a whole.
    pub(super) steps: Vec<StepRecord>,
}

/// A step of a process in all versions in which the same department does it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepOf {
    pub process: String,
    pub step: StepKey,
    pub department: DepartmentKey,
}

/// One version of a process.
#[derive(Debug)]
pub(super) struct Plan {
    pub process: Arc<Process>,
    /// For each step its place among the kinds, those directly before it, and how many come before it at all.
    pub kinds: Vec<usize>,
    before: Vec<Vec<usize>>,
    pub ranks: Vec<usize>,
}

impl Plan {
    fn of(process: &Arc<Process>, kinds: &mut Names<StepOf>) -> Self {
        let kind = |step: &Step| StepOf {
            process: process.key.clone(),
            step: step.key.clone(),
            department: step.department.clone(),
        };
        let mut plan = Self {
            process: Arc::clone(process),
            kinds: process.steps.iter().map(|step| kinds.place(kind(step)) as usize).collect(),
            before: Vec::new(),
            ranks: process.steps.iter().map(|step| process.up_to(&step.key).len()).collect(),
        };
        let before = |step: &Step| step.after.iter().filter_map(|key| plan.place(key)).collect();
        plan.before = process.steps.iter().map(before).collect();
        plan
    }

    pub fn before(&self, step: usize) -> impl Iterator<Item = usize> {
        self.before[step].iter().copied()
    }

    pub fn place(&self, step: &StepKey) -> Option<usize> {
        self.process.steps.iter().position(|known| &known.key == step)
    }
}

/// Which orders whoever asks may see, and is looking for by words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    All,
    Only(HashSet<OrderId>),
}

impl Default for Book {
    fn default() -> Self {
        Self::new(&Calendars::default())
    }
}

impl Book {
    pub fn new(calendars: &Calendars) -> Self {
        Self {
            calendars: calendars.clone(),
            plans: Vec::new(),
            plan_of: HashMap::new(),
            kinds: Names::default(),
            customers: Names::default(),
            people: Names::default(),
            records: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// Are its times reckoned by these?
    pub fn is_by(&self, calendars: &Calendars) -> bool {
        &self.calendars == calendars
    }

    /// Adds orders that it has no records of.
    pub fn add<'a>(&mut self, cases: impl IntoIterator<Item = &'a Case>) {
        self.keep(cases, HashMap::new());
    }

    /// Notes orders as they are now; older states of what is noted already are passed over.
    pub fn note<'a>(&mut self, cases: impl IntoIterator<Item = &'a Case>) {
        let cases: Vec<&Case> = cases.into_iter().collect();
        if cases.is_empty() {
            return;
        }
        // News are few: finding their records in one pass is cheaper than always knowing where each is.
        let news: HashSet<OrderId> = cases.iter().map(|case| case.id).collect();
        let known = self.records.iter().enumerate().filter(|(_, record)| news.contains(&record.id));
        let places = known.map(|(place, record)| (record.id, place)).collect();
        self.keep(cases, places);
    }

    fn keep<'a>(&mut self, cases: impl IntoIterator<Item = &'a Case>, mut places: HashMap<OrderId, usize>) {
        let calendars = self.calendars.clone();
        let mut reckoners: HashMap<*const Process, Reckoner> = HashMap::new();
        for case in cases {
            let known = places.get(&case.id).copied();
            // The same version may have been reckoned from less.
            if known.is_some_and(|place| self.records[place].version > case.version) {
                continue;
            }
            let reckoner = match reckoners.entry(Arc::as_ptr(&case.process)) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Reckoner {
                    plan: self.plan(&case.process),
                    network: Network::of(&case.process, &calendars),
                }),
            };
            let (record, steps) = reckoner.record(case, &mut self.customers, &mut self.people);
            match known {
                Some(place) => {
                    let first_step = self.records[place].first_step;
                    self.records[place] = Record { first_step, ..record };
                    let place = self.place_of(&self.records[place]);
                    self.steps[place].copy_from_slice(&steps);
                }
                None => {
                    places.insert(case.id, self.records.len());
                    self.records.push(Record { first_step: self.steps.len() as u32, ..record });
                    self.steps.extend(steps);
                }
            }
        }
    }

    /// Where its steps are.
    pub(super) fn place_of(&self, record: &Record) -> Range<usize> {
        let first = record.first_step as usize;
        first..first + self.plans[record.plan as usize].kinds.len()
    }

    pub(super) fn steps_of(&self, record: &Record) -> &[StepRecord] {
        &self.steps[self.place_of(record)]
    }

    fn plan(&mut self, process: &Arc<Process>) -> u32 {
        if let Some(known) = self.plan_of.get(&process.reference()) {
            return *known as u32;
        }
        self.plan_of.insert(process.reference(), self.plans.len());
        self.plans.push(Plan::of(process, &mut self.kinds));
        (self.plans.len() - 1) as u32
    }

    /// The newest version of a process that orders have run.
    pub fn process(&self, key: &str) -> Option<&Arc<Process>> {
        let of_key = self.plans.iter().map(|plan| &plan.process).filter(|process| process.key == key);
        of_key.max_by_key(|process| process.version)
    }

    /// The newest name of a step, with its number in the step table.
    pub fn step_name(&self, of: &StepOf) -> (usize, Text) {
        let has_step = |plan: &&Plan| plan.process.key == of.process && plan.process.step(&of.step).is_some();
        let newest = self.plans.iter().filter(has_step).max_by_key(|plan| plan.process.version);
        let named = newest.and_then(|plan| {
            let number = plan.process.number_of(&of.step)?;
            Some((number, plan.process.steps[number - 1].name.clone()))
        });
        named.unwrap_or_else(|| (0, Text::same(of.step.as_str())))
    }
}

/// Things with numbers in the order in which they came.
#[derive(Debug)]
pub(super) struct Names<T> {
    list: Vec<T>,
    places: HashMap<T, u32>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { list: Vec::new(), places: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Names<T> {
    /// Its number; a new one when it has none.
    pub fn place(&mut self, name: T) -> u32 {
        *self.places.entry(name).or_insert_with_key(|name| {
            self.list.push(name.clone());
            (self.list.len() - 1) as u32
        })
    }

    pub fn find(&self, name: &T) -> Option<u32> {
        self.places.get(name).copied()
    }

    pub fn all(&self) -> &[T] {
        &self.list
    }
}

impl Names<PersonId> {
    pub fn who(&mut self, person: PersonId) -> Option<Who> {
        Self::as_who(self.place(person))
    }

    pub fn as_who(place: u32) -> Option<Who> {
        Who::new(u16::try_from(place + 1).ok()?)
    }
}
