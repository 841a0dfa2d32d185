//! The daily plan of a lot: so many at an operation on a day; and what came of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Entry, Kind, Lot, LotFault, Planned,
    balance::{Kinds, kinds},
};

/// Days and operations of one plan.
const MOST_PLANNED: usize = 2_000;

/// One line for each day and operation, in this order; what is planned twice is added up, and nothing planned is left out.
pub fn tidy_plan(plan: Vec<Planned>) -> Vec<Planned> {
    let mut sums: BTreeMap<(Date, usize), i64> = BTreeMap::new();
    for planned in plan {
        let sum = sums.entry((planned.day, planned.operation)).or_default();
        *sum = sum.saturating_add(planned.quantity);
    }
    let kept = sums.into_iter().filter(|(_, quantity)| *quantity != 0);
    kept.map(|((day, operation), quantity)| Planned { day, operation, quantity }).collect()
}

/// What is wrong with the plan of a lot.
pub(super) fn plan_fault(lot: &Lot) -> Option<LotFault> {
    if lot.plan.len() > MOST_PLANNED {
        return Some(LotFault::PlannedTooLong { limit: MOST_PLANNED });
    }
    let mut sums = vec![0_i64; lot.route.len()];
    for planned in &lot.plan {
        let (Some(operation), Some(sum)) = (lot.route.get(planned.operation), sums.get_mut(planned.operation)) else {
            return Some(LotFault::PlannedOutsideRoute { place: planned.operation });
        };
        if planned.quantity <= 0 {
            return Some(LotFault::PlannedOutsideRoute { place: planned.operation });
        }
        if !lot.fits_unit(planned.quantity) {
            let (operation, quantity) = (operation.name.clone(), lot.amount(planned.quantity));
            return Some(LotFault::PlannedNotWhole { operation, day: planned.day, quantity });
        }
        *sum = sum.saturating_add(planned.quantity);
        if *sum > lot.quantity.ten_thousandths {
            let (operation, planned) = (operation.name.clone(), lot.amount(*sum));
            return Some(LotFault::PlannedTooMany { operation, planned, most: lot.quantity.clone() });
        }
    }
    None
}

/// A day of a lot: for each operation what was planned, and what came out good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDay {
    pub day: Date,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    pub planned: i64,
    /// Below nothing where more was taken back than reported.
    pub made: i64,
}

/// Every day on which something was planned or came out.
pub fn beside_plan(lot: &Lot, entries: &[Entry]) -> Vec<PlannedDay> {
    let mut days: BTreeMap<Date, Vec<Cell>> = BTreeMap::new();
    let mut cell = |day: Date, operation: usize, add: &dyn Fn(&mut Cell)| {
        let cells = days.entry(day).or_insert_with(|| vec![Cell::default(); lot.route.len()]);
        cells.get_mut(operation).map(add);
    };
    for planned in &lot.plan {
        cell(planned.day, planned.operation, &|it| it.planned += planned.quantity);
    }
    for (day, operation, good) in made(entries) {
        cell(day, operation, &|it| it.made += good);
    }
    let is_said = |cells: &Vec<Cell>| cells.iter().any(|cell| *cell != Cell::default());
    days.into_iter().filter(|(_, cells)| is_said(cells)).map(|(day, cells)| PlannedDay { day, cells }).collect()
}

/// What a day asks of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub operation: usize,
    pub planned: i64,
    /// Came out good on the day itself.
    pub made: i64,
    /// Planned for days before and not made by then.
    pub behind: i64,
    /// Of all that was planned up to the day, still to be made.
    pub open: i64,
}

/// The operations of which the day asks something, in the order of the route.
pub fn asked_on(lot: &Lot, entries: &[Entry], day: Date) -> Vec<Asked> {
    let days = beside_plan(lot, entries);
    let asked = |operation: usize| {
        let of = |day: &PlannedDay| day.cells.get(operation).copied().unwrap_or_default();
        let before = days.iter().filter(|it| it.day < day).map(of).fold(Cell::default(), plus);
        let today = days.iter().find(|it| it.day == day).map(of).unwrap_or_default();
        let behind = (before.planned - before.made).max(0);
        let open = (before.planned + today.planned - before.made - today.made).max(0);
        Asked { operation, planned: today.planned, made: today.made, behind, open }
    };
    (0..lot.route.len()).map(asked).filter(|asked| asked.planned > 0 || asked.behind > 0).collect()
}

fn plus(sum: Cell, cell: Cell) -> Cell {
    Cell { planned: sum.planned + cell.planned, made: sum.made + cell.made }
}

/// Day, operation and good quantity of every report; what takes one back counts against its own day.
fn made(entries: &[Entry]) -> impl Iterator<Item = (Date, usize, i64)> {
    let kinds: Kinds = kinds(entries);
    let of = move |entry: &Entry| match &entry.kind {
        Kind::Reported(report) => Some((entry.day, report.operation, report.good)),
        Kind::Reversed { entry: wrong } => match kinds.get(wrong) {
            Some(Kind::Reported(report)) => Some((entry.day, report.operation, -report.good)),
            _ => None,
        },
        Kind::Released { .. } | Kind::SentOut { .. } => None,
    };
    entries.iter().filter_map(of).collect::<Vec<_>>().into_iter()
}
