//! Planning's board: which orders have nothing in the workshop yet, which lots wait to be released, which will be late, and how
//! much is before each operation.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    DepartmentKey, LotId, OrderId, Quantity, Text,
    access::Scope,
    order::lateness::day_number,
    process::Stage,
    production::{Bench, Queue, seconds_for, still_to_do},
    schedule::Moment,
};

use super::columns::Columns;
use crate::{
    World,
    board::{self, Among, State, top::Top},
    following::{Room, Who},
};

#[derive(Debug, Clone)]
pub struct PlanningQuery {
    pub scope: Scope,
    pub today: Date,
    pub now: Timestamp,
    /// Rows of each list.
    pub most: usize,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Planning {
    /// Orders that are being made, without a lot yet: the first promised first.
    pub to_make: (usize, Vec<ToMake>),
    /// Lots of which something is still to be released: the first planned, else due, first.
    pub to_release: (usize, Vec<ToRelease>),
    /// Lots that will not be through when they are due, the latest first.
    pub late: (usize, Vec<Late>),
    /// In the order of routes; the whole company's, for those who see all orders alone.
    pub load: Vec<Load>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToMake {
    pub order: OrderId,
    pub promised: Option<Date>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ToRelease {
    pub lot: LotId,
    pub number: String,
    pub goods: String,
    pub order: OrderId,
    /// Still to be released.
    pub left: Quantity,
    /// The first day that is planned of it.
    pub planned: Option<Date>,
    pub due: Option<Date>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Late {
    pub lot: LotId,
    pub number: String,
    pub goods: String,
    pub order: OrderId,
    pub due: Date,
    /// When it will be through by standard times; nothing where they are not known.
    pub expected: Option<Date>,
    pub days: i32,
}

/// The work before an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    pub operation: Text,
    pub department: DepartmentKey,
    pub lots: usize,
    /// By standard times, for one pair of hands.
    pub seconds: i64,
    /// Lots whose standard time here is not known.
    pub unknown: usize,
    /// What the department has before it in all, and when it will be through with that.
    pub department_seconds: i64,
    pub hands: Option<u32>,
    pub free_on: Option<Date>,
}

impl PlanningQuery {
    pub(super) fn orders(&self) -> board::Query {
        board::Query::all(self.scope, self.today)
    }

    /// Orders that are being made.
    pub(super) fn to_make(&self) -> board::Query {
        board::Query { stage: Some(Stage::Making), state: Some(State::Open), ..self.orders() }
    }
}

#[derive(Default)]
struct Before {
    lots: usize,
    seconds: i64,
    unknown: usize,
}

impl Columns {
    pub fn to_make(&self, query: &PlanningQuery, among: &Among) -> (usize, Vec<ToMake>) {
        let (mut total, mut top) = (0, Top::new(query.most));
        among.each(|row| {
            let order = among.id(row);
            if !self.has_lots(order) {
                total += 1;
                top.offer((among.promised(row as u32).unwrap_or(i32::MAX), order));
            }
        });
        let shown =
            |(day, order): (i32, OrderId)| ToMake { order, promised: self.day(day).filter(|_| day != i32::MAX) };
        (total, top.into_sorted().into_iter().map(shown).collect())
    }

    pub fn planning(&self, query: &PlanningQuery, among: &Among, world: &World) -> Planning {
        let today = day_number(query.today);
        let rooms: Vec<(Room, DepartmentKey)> =
            self.routes.departments.table(|key| (Room::of(&Who::Department(key.clone()), world), key.clone()));
        let benches = rooms.iter().map(|(room, _)| Bench { calendar: room.calendar, hands: room.hands }).collect();
        let now = Moment::of_timestamp(query.now, &world.company.calendars.zone);
        let mut queue = Queue::new(now, benches);
        // Departments work what is due first, whoever may see it.
        let mut open: Vec<(i32, u32)> = Vec::new();
        self.each_open(0..self.len(), |lot| {
            let due = self.due_of(lot, self.row_of(lot), among);
            open.push((due.unwrap_or(i32::MAX), lot as u32));
        });
        open.sort_unstable();
        let mut before: Vec<Before> = Vec::new();
        before.resize_with(self.routes.operations, Before::default);
        let (mut waiting, mut late) = ((0, Top::new(query.most)), (0, Top::new(query.most)));
        let mut kinds = vec![0_usize; self.routes.kinds.len()];
        for (due, number) in open {
            let lot = number as usize;
            let kind = self.kind[lot];
            let made = self.operations(lot).map(|at| (self.good[at], self.scrap[at]));
            let left = still_to_do(self.quantity[lot], made);
            let first = self.routes.first[kind as usize];
            let steps = self.routes.kind(kind).steps.iter().zip(first..).zip(left).filter(|(_, left)| *left > 0);
            // What an outside factory does burdens nobody here; it is back by the day that was agreed.
            let mut goes_out = false;
            let own = steps.filter(|((step, _), _)| {
                goes_out |= step.outside;
                !step.outside
            });
            let work = own.map(|((step, at), left)| {
                let seconds = step.seconds_per_unit.map(|seconds| seconds_for(left, seconds));
                before[at].add(seconds);
                (step.department as usize, seconds)
            });
            let own_end = queue.put(work);
            let back_by = || self.live.get(number).and_then(|live| live.back_by);
            let end = match goes_out {
                true => own_end.zip(back_by()).map(|(end, back)| end.max(back)),
                false => own_end,
            };
            kinds[kind as usize] += 1;
            if !among.has(self.row_of(lot)) {
                continue;
            }
            if self.waits.has(lot) {
                waiting.0 += 1;
                waiting.1.offer((self.begins(number).unwrap_or(due), due, self.ids.keys()[lot], number));
            }
            // What is overdue already is late even where nobody knows how long it takes.
            let days = end.unwrap_or(today).max(today).saturating_sub(due);
            if due != i32::MAX && days > 0 {
                late.0 += 1;
                late.1.offer((-days, self.ids.keys()[lot], number, end));
            }
        }
        Planning {
            to_make: Default::default(),
            to_release: (
                waiting.0,
                waiting.1.into_sorted().into_iter().filter_map(|found| self.to_release(found)).collect(),
            ),
            late: (late.0, late.1.into_sorted().into_iter().filter_map(|found| self.late(found, among)).collect()),
            load: match query.scope {
                Scope::All => self.load(&kinds, &before, &queue, &rooms),
                _ => Vec::new(),
            },
        }
    }

    /// The first day that is planned of a lot.
    fn begins(&self, number: u32) -> Option<i32> {
        self.live.get(number)?.plan.iter().map(|planned| day_number(planned.day)).min()
    }

    fn to_release(&self, (first, due, _, number): (i32, i32, LotId, u32)) -> Option<ToRelease> {
        let (lot, live) = (number as usize, self.live.get(number)?);
        let released = live.balances.first().map_or(0, |first| first.received);
        let day = |number: i32| self.day(number).filter(|_| number != i32::MAX);
        Some(ToRelease {
            lot: self.ids.keys()[lot],
            number: live.number.clone(),
            goods: live.goods.clone(),
            order: self.order_of(lot),
            left: Quantity {
                ten_thousandths: self.quantity[lot].saturating_sub(released),
                unit: self.routes.unit(self.kind_of(lot).unit),
            },
            planned: day(first).filter(|_| !live.plan.is_empty()),
            due: day(due),
        })
    }

    fn late(&self, (days, _, number, end): (i32, LotId, u32, Option<i32>), among: &Among) -> Option<Late> {
        let (lot, live) = (number as usize, self.live.get(number)?);
        Some(Late {
            lot: self.ids.keys()[lot],
            number: live.number.clone(),
            goods: live.goods.clone(),
            order: self.order_of(lot),
            due: self.day(self.due_of(lot, self.row_of(lot), among)?)?,
            expected: end.and_then(|day| self.day(day)),
            days: -days,
        })
    }

    fn load(&self, kinds: &[usize], before: &[Before], queue: &Queue, rooms: &[(Room, DepartmentKey)]) -> Vec<Load> {
        let mut of: BTreeMap<(u32, u32), Before> = BTreeMap::new();
        for (kind, first) in self.routes.kinds.keys().iter().zip(&self.routes.first) {
            for (step, before) in kind.steps.iter().zip(&before[*first..]).filter(|(_, before)| before.lots > 0) {
                of.entry((step.name, step.department)).or_default().add_all(before);
            }
        }
        let order = self.routes.usual_way(kinds);
        let mut of: Vec<((u32, u32), Before)> = of.into_iter().collect();
        of.sort_by_key(|((name, department), _)| (order.iter().position(|known| known == name), *department));
        let load = |((name, number), before): ((u32, u32), Before)| {
            let (room, department) = rooms.get(number as usize)?;
            Some(Load {
                operation: self.routes.name(name),
                department: department.clone(),
                lots: before.lots,
                seconds: before.seconds,
                unknown: before.unknown,
                department_seconds: queue.waiting(number as usize),
                hands: room.hands,
                free_on: queue.free_at(number as usize).and_then(Moment::date),
            })
        };
        of.into_iter().filter_map(load).collect()
    }
}

impl Before {
    fn add(&mut self, seconds: Option<i64>) {
        self.lots += 1;
        self.seconds = self.seconds.saturating_add(seconds.unwrap_or(0));
        self.unknown += usize::from(seconds.is_none());
    }

    fn add_all(&mut self, other: &Before) {
        self.lots += other.lots;
        self.seconds = self.seconds.saturating_add(other.seconds);
        self.unknown += other.unknown;
    }
}
