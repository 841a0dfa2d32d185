//! The summary sheet (S7): the lots that match, a page at a time, with what all of them together have delivered and spoiled.

use std::ops::Range;

use jiff::civil::Date;
use yidan_domain::{
    LotId, OrderId, Quantity, Text,
    order::lateness::day_number,
    production::{Delivered, LotLateness, due_of_lot, lot_lateness},
};

use super::{
    columns::{Columns, NO_DAY},
    query::{Cursor, Place, Query, Sort},
};
use crate::board::{Among, side_by_side::side_by_side, top::Top};

#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The names of the operations of these lots, in the order of their routes.
    pub operations: Vec<Text>,
    /// The same, as the titles of a file that may be brought back.
    pub titles: Vec<Text>,
    pub rows: Vec<Row>,
    /// How many lots match, on all pages together.
    pub total: usize,
    /// Of all that match; what is counted in different units is not added up.
    pub sums: Vec<Sum>,
    pub next: Option<Cursor>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub lot: LotId,
    pub order: OrderId,
    pub quantity: Quantity,
    /// Its own day; without one, the day its order is promised for.
    pub due: Option<Date>,
    pub lateness: LotLateness,
    pub is_open: bool,
    /// One for each of the page's operations; `None` where the lot does not go through it.
    pub made: Vec<Option<Delivered>>,
    pub total: Delivered,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// How many lots there are, and of how much.
    pub lots: usize,
    pub quantity: Quantity,
    /// One for each of the page's operations.
    pub made: Vec<Option<Delivered>>,
    pub total: Delivered,
}

/// Sums over lots, which are wider than what one of them has.
type GoodAndScrap = (i128, i128);

/// Of lots of one kind.
#[derive(Clone, Copy, Default)]
struct OfKind {
    lots: usize,
    quantity: i128,
}

/// What a part of the lots comes to: those that may come on the page, and sums of all that match.
struct Tally {
    top: Top<(Place, u32)>,
    of_kind: Vec<OfKind>,
    /// Of every operation of every kind.
    sums: Vec<GoodAndScrap>,
}

impl Columns {
    pub fn sheet(&self, query: &Query, among: &Among) -> Page {
        let limit = query.limit.max(1);
        let mut parts = side_by_side(self.len(), |lots| self.tally(lots, query, among));
        let Tally { mut top, mut of_kind, mut sums } = parts.pop().unwrap_or_else(|| self.tally(0..0, query, among));
        for part in parts {
            part.top.into_sorted().into_iter().for_each(|found| top.offer(found));
            for (all, kind) in of_kind.iter_mut().zip(part.of_kind) {
                (all.lots, all.quantity) = (all.lots + kind.lots, all.quantity + kind.quantity);
            }
            for (all, sum) in sums.iter_mut().zip(part.sums) {
                (all.0, all.1) = (all.0 + sum.0, all.1 + sum.1);
            }
        }
        let mut found = top.into_sorted();
        let more = found.len() > limit;
        found.truncate(limit);
        let cursor =
            |(place, _): &(Place, u32)| Cursor { sort: query.sort, descending: query.descending, place: *place };
        let mut kinds: Vec<u32> = found.iter().map(|(_, lot)| self.kind[*lot as usize]).collect();
        kinds.dedup();
        let names = self.routes.columns(kinds);
        Page {
            titles: self.routes.titles(&names),
            operations: names.iter().map(|name| self.routes.name(*name)).collect(),
            total: of_kind.iter().map(|kind| kind.lots).sum(),
            sums: self.sums(&of_kind, &sums, &names),
            next: found.last().filter(|_| more).map(cursor),
            rows: found.iter().map(|(_, lot)| self.shown(*lot as usize, &names, among)).collect(),
        }
    }

    fn tally(&self, lots: Range<usize>, query: &Query, among: &Among) -> Tally {
        let from = query.after.filter(|cursor| (cursor.sort, cursor.descending) == (query.sort, query.descending));
        let passes = self.passing(query);
        let mut top: Top<(Place, u32)> = Top::new(query.limit.max(1).saturating_add(1));
        let mut of_kind = vec![OfKind::default(); self.routes.kinds.len()];
        let mut sums = vec![(0_i128, 0_i128); self.routes.operations];
        let mut take = |lot: usize| {
            let row = self.row_of(lot);
            if !among.has(row) || !passes(lot, row, among) {
                return;
            }
            let kind = self.kind[lot] as usize;
            of_kind[kind].lots += 1;
            of_kind[kind].quantity += i128::from(self.quantity[lot]);
            for (sum, at) in sums[self.routes.first[kind]..].iter_mut().zip(self.operations(lot)) {
                sum.0 += i128::from(self.good[at]);
                sum.1 += i128::from(self.scrap[at]);
            }
            let key = self.sort_key(query, lot, row, among);
            // The id is looked up only for what may come on the page.
            if top.bar().is_none_or(|bar| key <= bar.0.0) {
                let place = (key, self.ids.keys()[lot]);
                if from.is_none_or(|cursor| place > cursor.place) {
                    top.offer((place, lot as u32));
                }
            }
        };
        match query.open {
            Some(true) => self.each_open(lots, &mut take),
            Some(false) => lots.filter(|lot| !self.is_open(*lot)).for_each(&mut take),
            None => lots.for_each(&mut take),
        }
        Tally { top, of_kind, sums }
    }

    /// What is asked of a lot itself.
    fn passing<'a>(&'a self, query: &Query) -> impl Fn(usize, u32, &Among) -> bool + use<'a> {
        let with_department = query.department.as_ref().map(|key| {
            let department = self.routes.departments.find(key);
            self.routes.kinds.table(|kind| kind.steps.iter().any(|step| Some(step.department) == department))
        });
        let due = query.due.map(|(from, to)| (from.map_or(i32::MIN + 1, day_number), to.map_or(i32::MAX, day_number)));
        move |lot, row, among| {
            let has_department = |kinds: &Vec<bool>| kinds[self.kind[lot] as usize];
            let is_due =
                |(from, to): (i32, i32)| self.due_of(lot, row, among).is_some_and(|day| (from..=to).contains(&day));
            with_department.as_ref().is_none_or(has_department) && due.is_none_or(is_due)
        }
    }

    /// When the lot is due, else when its order is promised.
    pub fn due_of(&self, lot: usize, row: u32, among: &Among) -> Option<i32> {
        due_of_lot(a_day(self.due[lot]), among.promised(row))
    }

    fn lateness(&self, lot: usize, row: u32, among: &Among) -> LotLateness {
        let (due, through) = (a_day(self.due[lot]), a_day(self.through[lot]));
        lot_lateness(among.today(), due, through, &among.of_order(row))
    }

    fn sort_key(&self, query: &Query, lot: usize, row: u32, among: &Among) -> i64 {
        let key = match query.sort {
            Sort::Countdown => self.lateness(lot, row, among).countdown_days.map(i64::from),
            Sort::Delay => self.lateness(lot, row, among).delay_days.map(i64::from),
            Sort::Due => self.due_of(lot, row, among).map(i64::from),
            Sort::Made => Some(lot as i64),
        };
        match key {
            Some(key) if query.descending => -key,
            Some(key) => key,
            None => i64::MAX,
        }
    }

    fn shown(&self, lot: usize, names: &[u32], among: &Among) -> Row {
        let (kind, at) = (self.kind_of(lot), self.operations(lot));
        let of = |at: usize| Delivered { good: self.good[at], scrap: self.scrap[at] };
        let mut made = vec![None; names.len()];
        for (step, at) in kind.steps.iter().zip(at.clone()) {
            if let Some(column) = names.iter().position(|name| *name == step.name) {
                made[column] = Some(of(at));
            }
        }
        let good = at.clone().next_back().map_or(0, |last| self.good[last]);
        let scrap = at.fold(0_i64, |sum, at| sum.saturating_add(self.scrap[at]));
        let row = self.row_of(lot);
        Row {
            lot: self.ids.keys()[lot],
            order: self.order_of(lot),
            quantity: Quantity { ten_thousandths: self.quantity[lot], unit: self.routes.unit(kind.unit) },
            due: self.due_of(lot, row, among).and_then(|day| self.day(day)),
            lateness: self.lateness(lot, row, among),
            is_open: self.is_open(lot),
            made,
            total: Delivered { good, scrap },
        }
    }

    /// One for each unit, the one with the most lots first.
    fn sums(&self, of_kind: &[OfKind], sums: &[GoodAndScrap], names: &[u32]) -> Vec<Sum> {
        let nothing = (OfKind::default(), vec![None::<GoodAndScrap>; names.len()], (0, 0));
        let mut of_unit = vec![nothing; self.routes.units.len()];
        for ((kind, count), first) in self.routes.kinds.keys().iter().zip(of_kind).zip(&self.routes.first) {
            if count.lots == 0 {
                continue;
            }
            let (all, made, total) = &mut of_unit[kind.unit as usize];
            all.lots += count.lots;
            all.quantity += count.quantity;
            for (step, (good, scrap)) in kind.steps.iter().zip(&sums[*first..]) {
                if let Some(column) = names.iter().position(|name| *name == step.name) {
                    let sum = made[column].get_or_insert((0, 0));
                    *sum = (sum.0 + good, sum.1 + scrap);
                }
                total.1 += scrap;
            }
            total.0 += sums[*first..].get(kind.steps.len().wrapping_sub(1)).map_or(0, |last| last.0);
        }
        let delivered = |(good, scrap): GoodAndScrap| Delivered { good: capped(good), scrap: capped(scrap) };
        let mut sums: Vec<Sum> = (0..)
            .zip(of_unit)
            .filter(|(_, (all, ..))| all.lots > 0)
            .map(|(unit, (all, made, total))| Sum {
                lots: all.lots,
                quantity: Quantity { ten_thousandths: capped(all.quantity), unit: self.routes.unit(unit) },
                made: made.into_iter().map(|sum| sum.map(delivered)).collect(),
                total: delivered(total),
            })
            .collect();
        sums.sort_by_key(|sum| std::cmp::Reverse(sum.lots));
        sums
    }
}

fn a_day(day: i32) -> Option<i32> {
    (day != NO_DAY).then_some(day)
}

pub fn capped(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}
