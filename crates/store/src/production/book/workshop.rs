//! The workshop's board: what lies at which operation now, since when, and what is planned and was reported today.

use std::collections::BTreeMap;

use jiff::civil::Date;
use yidan_domain::{DepartmentKey, LotId, OrderId, Quantity, Text, access::Scope, order::lateness::day_number};

use super::{columns::Columns, live::Live, routes::Step, sheet::capped};
use crate::board::{self, Among, names::NOT_HERE, top::Top};

#[derive(Debug, Clone)]
pub struct WorkshopQuery {
    pub scope: Scope,
    pub today: Date,
    pub department: Option<DepartmentKey>,
    /// One operation alone, by its Chinese name.
    pub operation: Option<String>,
    /// Words that must all be found in the lot's order.
    pub text: String,
    /// Lots shown of each operation.
    pub each: usize,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workshop {
    /// In the order of routes.
    pub stations: Vec<Station>,
    /// Open lots that have been released, and those of them that should have been through.
    pub lots: usize,
    pub late: usize,
}

/// An operation of a department, and what lies there.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    pub operation: Text,
    pub department: DepartmentKey,
    pub lots: usize,
    /// Lots that should have been through the workshop by now.
    pub late: usize,
    /// One for each unit.
    pub amounts: Vec<Amount>,
    /// The first due first.
    pub here: Vec<Here>,
}

/// In ten-thousandths of the unit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Amount {
    pub unit: String,
    /// In progress, what is with outside factories included.
    pub in_progress: i64,
    pub rework: i64,
    pub out: i64,
    /// Of today.
    pub planned: i64,
    pub good: i64,
    pub scrap: i64,
}

/// What lies of a lot at an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Here {
    pub lot: LotId,
    pub number: String,
    pub goods: String,
    pub order: OrderId,
    /// Place of the operation in the lot's route.
    pub place: usize,
    pub in_progress: Quantity,
    pub rework: i64,
    pub out: i64,
    pub due: Option<Date>,
    /// Something last came here, or out of here.
    pub since: Option<Date>,
    pub is_late: bool,
    /// Of today.
    pub planned: i64,
    pub good: i64,
}

impl WorkshopQuery {
    pub(super) fn orders(&self) -> board::Query {
        board::Query { text: self.text.clone(), ..board::Query::all(self.scope, self.today) }
    }
}

/// By name and department.
type Key = (u32, u32);

struct Gathered {
    lots: usize,
    late: usize,
    /// By the number of the unit.
    amounts: BTreeMap<u32, Sums>,
    top: Top<(i32, LotId, u32, u32)>,
}

#[derive(Default)]
struct Sums {
    in_progress: i128,
    rework: i128,
    out: i128,
    planned: i128,
    good: i128,
    scrap: i128,
}

impl Columns {
    pub fn workshop(&self, query: &WorkshopQuery, among: &Among) -> Workshop {
        let today = day_number(query.today);
        let department = query.department.as_ref().map(|key| self.routes.departments.find(key).unwrap_or(NOT_HERE));
        let operation = query.operation.as_ref().map(|name| self.routes.find_name(name).unwrap_or(NOT_HERE));
        let is_wanted = |step: &Step| {
            department.is_none_or(|key| key == step.department) && operation.is_none_or(|name| name == step.name)
        };
        let mut found = Workshop::default();
        let mut stations: BTreeMap<Key, Gathered> = BTreeMap::new();
        let mut kinds = vec![0_usize; self.routes.kinds.len()];
        for (number, live) in self.live.iter() {
            let lot = number as usize;
            let row = self.row_of(lot);
            if !among.has(row) {
                continue;
            }
            let due = self.due_of(lot, row, among);
            let is_late = live.is_open && due.is_some_and(|due| due < today);
            let kind = self.kind_of(lot);
            // What is planned of a lot that waits for its release stands on planning's board.
            let is_released = !live.is_open || live.balances.first().is_some_and(|first| first.received > 0);
            let mut is_here = false;
            for (place, step) in kind.steps.iter().enumerate().filter(|(_, step)| is_wanted(step)) {
                let balance = live.balances.get(place).copied().unwrap_or_default();
                let lies_here = live.is_open && (balance.in_progress() != 0 || balance.rework != 0);
                let planned = if is_released { live.planned_on(place, query.today) } else { 0 };
                let (good, scrap) = live.made_on(place, today);
                if !lies_here && (planned, good, scrap) == (0, 0, 0) {
                    continue;
                }
                let station = stations.entry((step.name, step.department)).or_insert_with(|| Gathered {
                    lots: 0,
                    late: 0,
                    amounts: BTreeMap::new(),
                    top: Top::new(query.each),
                });
                let sums = station.amounts.entry(kind.unit).or_default();
                sums.planned += i128::from(planned);
                sums.good += i128::from(good);
                sums.scrap += i128::from(scrap);
                if !lies_here {
                    continue;
                }
                sums.in_progress += i128::from(balance.in_progress());
                sums.rework += i128::from(balance.rework);
                sums.out += i128::from(balance.out);
                station.lots += 1;
                station.late += usize::from(is_late);
                station.top.offer((due.unwrap_or(i32::MAX), self.ids.keys()[lot], number, place as u32));
                is_here = true;
            }
            kinds[self.kind[lot] as usize] += usize::from(is_here);
            found.lots += usize::from(is_here);
            found.late += usize::from(is_here && is_late);
        }
        let order = self.routes.usual_way(&kinds);
        let mut sorted: Vec<(usize, Key, Gathered)> = stations
            .into_iter()
            .map(|(key, gathered)| (order.iter().position(|name| *name == key.0).unwrap_or(usize::MAX), key, gathered))
            .collect();
        sorted.sort_by_key(|(place, key, _)| (*place, *key));
        found.stations = sorted
            .into_iter()
            .map(|(_, (name, department), gathered)| Station {
                operation: self.routes.name(name),
                department: self.routes.department(department),
                lots: gathered.lots,
                late: gathered.late,
                amounts: gathered.amounts.iter().map(|(unit, sums)| sums.amount(self.routes.unit(*unit))).collect(),
                here: gathered
                    .top
                    .into_sorted()
                    .into_iter()
                    .filter_map(|(_, _, lot, place)| self.here(lot, place as usize, query.today, among))
                    .collect(),
            })
            .collect();
        found
    }

    fn here(&self, number: u32, place: usize, today: Date, among: &Among) -> Option<Here> {
        let (lot, live): (usize, &Live) = (number as usize, self.live.get(number)?);
        let balance = live.balances.get(place)?;
        let due = self.due_of(lot, self.row_of(lot), among);
        let unit = self.routes.unit(self.kind_of(lot).unit);
        Some(Here {
            lot: self.ids.keys()[lot],
            number: live.number.clone(),
            goods: live.goods.clone(),
            order: self.order_of(lot),
            place,
            in_progress: Quantity { ten_thousandths: balance.in_progress(), unit },
            rework: balance.rework,
            out: balance.out,
            due: due.and_then(|day| self.day(day)),
            since: live.last.get(place).and_then(|day| self.day(*day)),
            is_late: due.is_some_and(|due| due < day_number(today)),
            planned: live.planned_on(place, today),
            good: live.made_on(place, day_number(today)).0,
        })
    }
}

impl Sums {
    fn amount(&self, unit: String) -> Amount {
        Amount {
            unit,
            in_progress: capped(self.in_progress),
            rework: capped(self.rework),
            out: capped(self.out),
            planned: capped(self.planned),
            good: capped(self.good),
            scrap: capped(self.scrap),
        }
    }
}
