//! May this be said about the lot? An entry is held against all others: on no day from its own on may an operation deliver
//! more than it has received, do again more than was put aside, or an outside factory give back more than it was given.

use jiff::civil::Date;

use super::{
    Entry, Kind, Lot, ProgressRefusal, Report,
    balance::{Kinds, Sums, balances, kinds},
    lot::MOST,
};
use crate::{OutsideJobId, ProgressId};

/// Causes of scrap in one report.
const MOST_CAUSES: usize = 20;
/// A day and a night of twenty people.
pub(super) const MOST_MINUTES: u32 = 20 * 24 * 60;

/// So many are given to the first operation: never more than the lot is of.
pub fn checked_release(lot: &Lot, made: &[Entry], quantity: i64) -> Result<Kind, ProgressRefusal> {
    must_be_some(lot, quantity)?;
    let released = balances(lot.route.len(), made, Date::MAX).first().map_or(0, |first| first.received);
    let left = lot.quantity.ten_thousandths - released;
    if quantity > left {
        return Err(ProgressRefusal::MoreThanLot { given: lot.amount(quantity), left: lot.amount(left.max(0)) });
    }
    Ok(Kind::Released { quantity })
}

/// What came out of an operation on a day.
pub fn checked_report(lot: &Lot, made: &[Entry], report: Report, day: Date) -> Result<Kind, ProgressRefusal> {
    let Some(operation) = lot.route.get(report.operation) else {
        return Err(ProgressRefusal::NoSuchOperation { place: report.operation.saturating_add(1) });
    };
    checked_parts(lot, &report)?;
    let (taken, from_rework, job, place) = (report.came_out(), report.from_rework, report.job, report.operation);
    let kind = Kind::Reported(report);
    let name = operation.name.clone();
    worst_fault(lot, made, std::slice::from_ref(&kind), day).map_or(Ok(kind), |fault| {
        let most = |missing: i64| lot.amount((taken - missing).max(0));
        let given = lot.amount(taken);
        Err(match fault.what {
            What::Rework if from_rework => {
                ProgressRefusal::MoreThanPutAside { operation: name, given, most: most(fault.missing) }
            }
            What::Job(short) if Some(short) == job => {
                ProgressRefusal::MoreThanSentOut { operation: name, given, most: most(fault.missing) }
            }
            What::Here if fault.operation == place => {
                ProgressRefusal::MoreThanThere { operation: name, day: fault.day, given, most: most(fault.missing) }
            }
            _ => fault.later(lot),
        })
    })
}

/// Could such a report be, whatever else was told?
pub(super) fn checked_parts(lot: &Lot, report: &Report) -> Result<(), ProgressRefusal> {
    let quantities =
        || [report.good, report.rework, report.lost].into_iter().chain(report.scrap.iter().map(|scrap| scrap.quantity));
    if quantities().all(|quantity| quantity == 0) {
        return Err(ProgressRefusal::NothingReported);
    }
    quantities().filter(|quantity| *quantity != 0).try_for_each(|quantity| must_be_some(lot, quantity))?;
    if report.minutes > MOST_MINUTES {
        return Err(ProgressRefusal::TooLong { limit_hours: i64::from(MOST_MINUTES / 60) });
    }
    if report.scrap.len() > MOST_CAUSES {
        return Err(ProgressRefusal::TooManyCauses { limit: MOST_CAUSES });
    }
    if report.from_rework && report.job.is_some() {
        return Err(ProgressRefusal::ReworkOutside);
    }
    if report.lost != 0 && report.job.is_none() {
        return Err(ProgressRefusal::LostInside);
    }
    if report.from_rework && report.rework != 0 {
        return Err(ProgressRefusal::AgainPutAside);
    }
    Ok(())
}

/// What would be wrong were all of this said of the same day.
pub(super) fn refused_together(lot: &Lot, made: &[Entry], said: &[Kind], day: Date) -> Option<ProgressRefusal> {
    let fault = worst_fault(lot, made, said, day)?;
    let of_here = said.iter().filter_map(|kind| match (kind, fault.what) {
        (Kind::Reported(report), What::Here) if report.operation == fault.operation => {
            Some(report.good + report.scrapped())
        }
        _ => None,
    });
    let taken = of_here.reduce(i64::saturating_add);
    Some(match (taken, lot.route.get(fault.operation)) {
        (Some(taken), Some(operation)) => ProgressRefusal::MoreThanThere {
            operation: operation.name.clone(),
            day: fault.day,
            given: lot.amount(taken),
            most: lot.amount((taken - fault.missing).max(0)),
        },
        _ => fault.later(lot),
    })
}

/// So many are given to an outside factory.
pub fn checked_sending(
    lot: &Lot,
    made: &[Entry],
    (job, operation): (OutsideJobId, usize),
    quantity: i64,
    day: Date,
) -> Result<Kind, ProgressRefusal> {
    let Some(named) = lot.route.get(operation) else {
        return Err(ProgressRefusal::NoSuchOperation { place: operation.saturating_add(1) });
    };
    must_be_some(lot, quantity)?;
    let kind = Kind::SentOut { job, operation, quantity };
    worst_fault(lot, made, std::slice::from_ref(&kind), day).map_or(Ok(kind), |fault| {
        Err(ProgressRefusal::MoreToSend {
            operation: named.name.clone(),
            day: fault.day,
            given: lot.amount(quantity),
            most: lot.amount((quantity - fault.missing).max(0)),
        })
    })
}

/// Takes back an entry that was wrong, from a day on.
pub fn checked_reversal(lot: &Lot, made: &[Entry], wrong: ProgressId, day: Date) -> Result<Kind, ProgressRefusal> {
    let Some(entry) = made.iter().find(|entry| entry.id == wrong) else {
        return Err(ProgressRefusal::NoSuchEntry);
    };
    if matches!(entry.kind, Kind::Reversed { .. }) {
        return Err(ProgressRefusal::IsReversal);
    }
    if made.iter().any(|other| matches!(other.kind, Kind::Reversed { entry } if entry == wrong)) {
        return Err(ProgressRefusal::AlreadyReversed);
    }
    if day < entry.day {
        return Err(ProgressRefusal::ReversedBefore { day: entry.day });
    }
    let kind = Kind::Reversed { entry: wrong };
    worst_fault(lot, made, std::slice::from_ref(&kind), day).map_or(Ok(kind), |fault| Err(fault.later(lot)))
}

fn must_be_some(lot: &Lot, quantity: i64) -> Result<(), ProgressRefusal> {
    let given = lot.amount(quantity);
    if quantity <= 0 {
        return Err(ProgressRefusal::NotPositive { given });
    }
    if quantity > MOST {
        return Err(ProgressRefusal::TooMany { most: lot.amount(MOST) });
    }
    if !lot.fits_unit(quantity) {
        return Err(ProgressRefusal::NotWhole { given });
    }
    Ok(())
}

/// Where the entries would not add up.
struct Fault {
    day: Date,
    operation: usize,
    what: What,
    /// By how much.
    missing: i64,
}

#[derive(Clone, Copy)]
enum What {
    Here,
    Rework,
    Job(OutsideJobId),
}

impl Fault {
    /// The fault lies with what was said for a later day, or for another operation.
    fn later(&self, lot: &Lot) -> ProgressRefusal {
        let operation = lot.route.get(self.operation).map(|operation| operation.name.clone()).unwrap_or_default();
        ProgressRefusal::TakenSince { operation, day: self.day, missing: lot.amount(self.missing) }
    }
}

/// Where it would be wrong on the worst of the days from `day` on, were this said as well; of a day, the first that is.
fn worst_fault(lot: &Lot, made: &[Entry], said: &[Kind], day: Date) -> Option<Fault> {
    let kinds: Kinds = kinds(made);
    let mut told: Vec<(Date, &Kind)> = made.iter().map(|entry| (entry.day, &entry.kind)).collect();
    told.extend(said.iter().map(|kind| (day, kind)));
    told.sort_by_key(|(day, _)| *day);
    let mut sums = Sums::new(lot.route.len());
    let mut worst: Option<Fault> = None;
    for of_day in told.chunk_by(|one, next| one.0 == next.0) {
        of_day.iter().for_each(|(_, kind)| sums.add(kind, &kinds));
        let today = of_day[0].0;
        if today < day {
            continue;
        }
        let below =
            |operation, what, left: i64| (left < 0).then_some(Fault { day: today, operation, what, missing: -left });
        let operations = sums.balances.iter().enumerate().flat_map(|(operation, balance)| {
            [below(operation, What::Rework, balance.rework), below(operation, What::Here, balance.here())]
        });
        let jobs = sums.jobs.iter().map(|((job, operation), out)| below(*operation, What::Job(*job), *out));
        let found = jobs.chain(operations).flatten().next();
        let is_worse = |fault: &Fault| worst.as_ref().is_none_or(|worst| fault.missing > worst.missing);
        worst = found.filter(is_worse).or(worst);
    }
    worst
}
