//! Figures that somebody has written into a summary sheet (S7), against what was told of the lot: which entries make the two
//! equal. More than before is reported; where it is less, the latest reports are taken back and what is left of them is said
//! anew. All of it is checked together, as one word.

use jiff::civil::Date;

use super::{
    Entry, Kind, Lot, ProgressRefusal, Report, Scrap, balances,
    check::{checked_parts, refused_together},
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
        let mut again = Report { operation: wanted.operation, good: more.0, ..Report::default() };
        let mut scrap = more.1;
        if more.0 < 0 || more.1 < 0 {
            if !saying.has_reason {
                let name = lot.route[wanted.operation].name.clone();
                let (before, given) =
                    if more.0 < 0 { (balance.good, wanted.good) } else { (balance.scrap, wanted.scrap) };
                let (before, given) = (lot.amount(before), lot.amount(given));
                return Err(ProgressRefusal::LessWithoutReason { operation: name, before, given });
            }
            let taken = taken_back(lot, made, wanted.operation, more, saying.day)?;
            for (id, report) in taken {
                kinds.push(Kind::Reversed { entry: id });
                again.good += report.good;
                scrap += report.scrapped();
                again.minutes = again.minutes.saturating_add(report.minutes);
                again.scrap.extend(report.scrap.iter().cloned());
            }
            let spoiled = std::mem::take(&mut again.scrap);
            again.scrap = as_many_of(spoiled, scrap);
        }
        let named = again.scrapped();
        if scrap > named {
            again.scrap.push(Scrap { cause: saying.cause.clone(), quantity: scrap - named });
        }
        if again.good > 0 || scrap > 0 {
            checked_parts(lot, &again)?;
            kinds.push(Kind::Reported(again));
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
