//! Figures that somebody has written into a summary sheet (S7), against what was told of the lot: which entries make the two
//! equal. More than before is reported; where it is less, the latest reports are taken back and what is left of them is said
//! anew. All of it is checked together, as one word.

use jiff::civil::Date;

use super::{
    Entry, Kind, Lot, ProgressRefusal, Report, Scrap, balances,
    check::{MOST_MINUTES, checked_parts, refused_together},
};
use crate::{CauseKey, ProgressId};

/// What an operation should have delivered and spoiled in all, in ten-thousandths of the lot's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Place in the route, from 0.
    pub operation: usize,
    pub good: i64,
    pub scrap: i64,
}

/// How it is said.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    pub day: Date,
    /// Of scrap that nobody has named a cause for.
    pub cause: &'a CauseKey,
    /// Has somebody said why there is less than before?
    pub has_reason: bool,
}

/// What is to be told of the lot, in this order; nothing where the figures are the same.
pub fn checked_figures(
    lot: &Lot,
    made: &[Entry],
    wanted: &[Wanted],
    saying: Saying,
) -> Result<Vec<Kind>, ProgressRefusal> {
    let now = balances(lot.route.len(), made, Date::MAX);
    let mut kinds = Vec::new();
    for wanted in wanted {
        let Some(balance) = now.get(wanted.operation) else {
            return Err(ProgressRefusal::NoSuchOperation { place: wanted.operation.saturating_add(1) });
        };
        if let Some(wrong) = [wanted.good, wanted.scrap].into_iter().find(|figure| *figure < 0) {
            return Err(ProgressRefusal::NotPositive { given: lot.amount(wrong) });
        }
        let more = (wanted.good.saturating_sub(balance.good), wanted.scrap.saturating_sub(balance.scrap));
        let mut taken = Vec::new();
        if more.0 < 0 || more.1 < 0 {
            if !saying.has_reason {
                let name = lot.route[wanted.operation].name.clone();
                let (before, given) =
                    if more.0 < 0 { (balance.good, wanted.good) } else { (balance.scrap, wanted.scrap) };
                let (before, given) = (lot.amount(before), lot.amount(given));
                return Err(ProgressRefusal::LessWithoutReason { operation: name, before, given });
            }
            taken = taken_back(lot, made, wanted.operation, more, saying.day)?;
        }
        kinds.extend(taken.iter().map(|(id, _)| Kind::Reversed { entry: *id }));
        for report in said_anew(wanted.operation, &taken, more, saying.cause) {
            checked_parts(lot, &report)?;
            kinds.push(Kind::Reported(report));
        }
    }
    match refused_together(lot, made, &kinds, saying.day) {
        Some(refusal) => Err(refusal),
        None => Ok(kinds),
    }
}

/// The latest reports of an operation, as many as it takes until no more is said than is wanted. Those of outside factories and
/// of rework are left alone: they count elsewhere too.
fn taken_back<'a>(
    lot: &Lot,
    made: &'a [Entry],
    operation: usize,
    (mut good, mut scrap): (i64, i64),
    day: Date,
) -> Result<Vec<(ProgressId, &'a Report)>, ProgressRefusal> {
    let is_void = |id| made.iter().any(|other| matches!(other.kind, Kind::Reversed { entry } if entry == id));
    let plain = |entry: &'a Entry| match &entry.kind {
        Kind::Reported(report)
            if report.operation == operation
                && entry.day <= day
                && !report.from_rework
                && report.rework == 0
                && report.job.is_none()
                && !is_void(entry.id) =>
        {
            Some((entry, report))
        }
        _ => None,
    };
    let mut own: Vec<_> = made.iter().filter_map(plain).collect();
    own.sort_by_key(|(entry, _)| (entry.day, entry.at));
    let mut taken = Vec::new();
    while good < 0 || scrap < 0 {
        let Some((entry, report)) = own.pop() else {
            return Err(ProgressRefusal::NotTakenBackHere { operation: lot.route[operation].name.clone() });
        };
        good += report.good;
        scrap += report.scrapped();
        taken.push((entry.id, report));
    }
    Ok(taken)
}

/// What is said in place of the reports that were taken back, the latest of them first: each has what is left of it, the last
/// also what is more than before. Of scrap that is more, the cause is the one that was named.
fn said_anew(
    operation: usize,
    taken: &[(ProgressId, &Report)],
    (mut good, mut scrap): (i64, i64),
    cause: &CauseKey,
) -> Vec<Report> {
    for (_, report) in taken {
        good += report.good;
        scrap += report.scrapped();
    }
    let mut anew: Vec<Report> = Vec::new();
    for (_, report) in taken.iter().rev() {
        let again = Report {
            operation,
            good: report.good.min(good),
            scrap: as_many_of(report.scrap.clone(), scrap),
            minutes: report.minutes,
            ..Report::default()
        };
        good -= again.good;
        scrap -= again.scrapped();
        anew.push(again);
    }
    if anew.is_empty() {
        anew.push(Report { operation, ..Report::default() });
    }
    if let Some(last) = anew.last_mut() {
        last.good += good;
        if scrap > 0 {
            last.scrap.push(Scrap { cause: cause.clone(), quantity: scrap });
        }
    }
    let (mut said, empty): (Vec<Report>, Vec<Report>) = anew.into_iter().partition(|it| it.came_out() > 0);
    // The hours of one of which nothing is left were worked all the same.
    if let Some(last) = said.last_mut() {
        let minutes = empty.iter().fold(last.minutes, |sum, it| sum.saturating_add(it.minutes));
        last.minutes = minutes.min(MOST_MINUTES.max(last.minutes));
    }
    said
}

/// The first of them, up to so many in all; each cause once.
fn as_many_of(spoiled: Vec<Scrap>, most: i64) -> Vec<Scrap> {
    let (mut left, mut kept) = (most, Vec::<Scrap>::new());
    for scrap in spoiled {
        let quantity = scrap.quantity.min(left);
        left -= quantity;
        match kept.iter_mut().find(|known| known.cause == scrap.cause) {
            Some(known) => known.quantity += quantity,
            None if quantity > 0 => kept.push(Scrap { quantity, ..scrap }),
            None => {}
        }
    }
    kept
}
