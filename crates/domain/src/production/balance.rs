//! What each operation has received, delivered and holds. received = good + scrap + rework + in progress, on every day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Entry, Kind};
use crate::{OutsideJobId, ProgressId};

/// Of one operation, in ten-thousandths of the lot's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Balance {
    /// From the operation before; of the first, what was released.
    pub received: i64,
    pub good: i64,
    pub scrap: i64,
    /// Put aside to be done again.
    pub rework: i64,
    /// With outside factories: a part of what is in progress.
    pub out: i64,
    pub minutes: i64,
}

impl Balance {
    pub fn in_progress(&self) -> i64 {
        self.received - self.good - self.scrap - self.rework
    }

    /// What is in progress in the own workshop.
    pub fn here(&self) -> i64 {
        self.in_progress() - self.out
    }
}

/// How an operation stands at the end of a day, for each of so many operations.
pub fn balances(operations: usize, entries: &[Entry], at: Date) -> Vec<Balance> {
    let mut sums = Sums::new(operations);
    let kinds = kinds(entries);
    entries.iter().filter(|entry| entry.day <= at).for_each(|entry| sums.add(&entry.kind, &kinds));
    sums.balances
}

/// How many are still with the outside factory at the end of a day.
pub fn out_of_job(job: OutsideJobId, entries: &[Entry], at: Date) -> i64 {
    let mut sums = Sums::new(0);
    let kinds = kinds(entries);
    entries.iter().filter(|entry| entry.day <= at).for_each(|entry| sums.add(&entry.kind, &kinds));
    sums.jobs.iter().filter(|((of, _), _)| *of == job).map(|(_, out)| out).sum()
}

pub(super) type Kinds<'a> = BTreeMap<ProgressId, &'a Kind>;

pub(super) fn kinds(entries: &[Entry]) -> Kinds<'_> {
    entries.iter().map(|entry| (entry.id, &entry.kind)).collect()
}

/// Adds up entries in any order.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub balances: Vec<Balance>,
    /// What is with each outside job, of the operation it is about.
    pub jobs: BTreeMap<(OutsideJobId, usize), i64>,
}

impl Sums {
    pub fn new(operations: usize) -> Self {
        Self { balances: vec![Balance::default(); operations], jobs: BTreeMap::new() }
    }

    pub fn add(&mut self, kind: &Kind, kinds: &Kinds) {
        match kind {
            Kind::Reversed { entry } => {
                if let Some(wrong) = kinds.get(entry) {
                    self.count(wrong, -1);
                }
            }
            kind => self.count(kind, 1),
        }
    }

    fn count(&mut self, kind: &Kind, sign: i64) {
        match kind {
            Kind::Released { quantity } => self.receive(0, sign * quantity),
            Kind::Reported(report) => {
                let (good, scrap) = (sign * report.good, sign * report.scrapped());
                if let Some(here) = self.balances.get_mut(report.operation) {
                    here.good += good;
                    here.scrap += scrap;
                    here.rework += sign * report.rework;
                    here.minutes += sign * i64::from(report.minutes);
                    if report.from_rework {
                        here.rework -= good + scrap;
                    }
                }
                self.receive(report.operation + 1, good);
                if let Some(job) = report.job {
                    self.out(job, report.operation, -(good + scrap + sign * report.rework));
                }
            }
            Kind::SentOut { job, operation, quantity } => self.out(*job, *operation, sign * quantity),
            Kind::Reversed { .. } => {}
        }
    }

    fn receive(&mut self, operation: usize, quantity: i64) {
        if let Some(here) = self.balances.get_mut(operation) {
            here.received += quantity;
        }
    }

    fn out(&mut self, job: OutsideJobId, operation: usize, quantity: i64) {
        *self.jobs.entry((job, operation)).or_default() += quantity;
        if let Some(here) = self.balances.get_mut(operation) {
            here.out += quantity;
        }
    }
}
