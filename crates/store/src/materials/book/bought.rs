//! Lines of purchases: the list of them, and what to chase today.

use std::cmp::Reverse;

use jiff::civil::Date;
use yidan_domain::{
    PurchaseId,
    material::{Dealt, Price, PurchaseState, rating::Moved},
    order::lateness::day_number,
};

use super::{
    super::chase::PurchaseFilter,
    Seen,
    columns::{Columns, NEVER},
    sought::Sought,
};
use crate::board::{names::NONE, top::Top};

/// What lists pick a line by.
#[derive(Debug)]
pub struct Bought {
    pub supplier: u32,
    pub material: u32,
    /// `NONE` for the store.
    pub order: u32,
    pub ordered_on: i32,
    /// The day that the supplier named last, else the day wanted.
    pub due: i32,
    /// How it stands while it is not overdue.
    pub in_time: PurchaseState,
    pub outstanding: i64,
    pub price: Option<Price>,
    pub dealt: Dealt,
}

/// Of a line of which something is still to come, what boards ask of each.
#[derive(Debug)]
pub struct Open {
    pub line: u32,
    pub material: u32,
    pub order: u32,
    /// The supplier has named a day.
    pub is_confirmed: bool,
}

/// Of the lists to chase by, the first few and how many there are: overdue, unconfirmed, today, this week.
pub struct Picked {
    pub open: usize,
    pub lists: [(usize, Vec<PurchaseId>); 4],
}

/// The week that is chased begins tomorrow.
const WEEK: i32 = 7;

impl Columns {
    /// A page of the lines that fit, and how many do.
    pub fn purchases(
        &self,
        filter: &PurchaseFilter,
        seen: &Seen,
        (skip, limit): (usize, usize),
        today: Date,
    ) -> (Vec<PurchaseId>, usize) {
        let fits = self.fitting(filter, seen, day_number(today));
        let mut total = 0;
        if filter.open {
            let mut page = Vec::new();
            let is_plain = filter.is_plain();
            let from = (filter.due_from.map_or(i32::MIN, day_number), i32::MIN, PurchaseId(uuid::Uuid::nil()));
            let (by, last) = (filter.due_by.map_or(NEVER, day_number), PurchaseId(uuid::Uuid::max()));
            for ((due, _, id), open) in self.open.range(from..=(by, NEVER, last)) {
                // What is due on no day is neither before nor after one.
                let has_day = *due != NEVER || (filter.due_from.is_none() && filter.due_by.is_none());
                let is_it = has_day && self.is_seen(open.order, seen);
                if is_it && (is_plain || fits(open.line)) {
                    if total >= skip && page.len() < limit {
                        page.push(*id);
                    }
                    total += 1;
                }
            }
            return (page, total);
        }
        let mut top = Top::new(skip.saturating_add(limit));
        for (number, line) in (0..).zip(&self.bought) {
            if fits(number) {
                total += 1;
                top.offer((
                    Reverse((line.ordered_on, self.number_of_line(number))),
                    self.lines.keys()[number as usize],
                ));
            }
        }
        (top.into_sorted().into_iter().skip(skip).take(limit).map(|(_, id)| id).collect(), total)
    }

    fn fitting<'a>(&'a self, filter: &PurchaseFilter, seen: &'a Seen, today: i32) -> impl Fn(u32) -> bool + use<'a> {
        let words = Sought::of(&filter.words, self);
        // What is asked for and not here has no number, and so nothing fits.
        let supplier = filter.supplier.map(|supplier| self.suppliers.find(&supplier));
        let material = filter.material.map(|material| self.materials.find(&material));
        let order = filter.order.map(|order| self.orders.find(order));
        let (state, due_from) = (filter.state, filter.due_from.map(day_number));
        let due_by = filter.due_by.map(day_number);
        move |number| {
            let line = &self.bought[number as usize];
            self.is_seen(line.order, seen)
                && supplier.is_none_or(|supplier| supplier == Some(line.supplier))
                && material.is_none_or(|material| material == Some(line.material))
                && order.is_none_or(|order| order == Some(line.order))
                && state.is_none_or(|state| line.state(today) == state)
                && due_from.is_none_or(|day| line.due != NEVER && line.due >= day)
                && due_by.is_none_or(|day| line.due != NEVER && line.due <= day)
                && words.all(|word| {
                    word.is_material(line.material)
                        || word.is_line(number)
                        || (line.order != NONE && word.is_in(seen.orders.number(self.orders.row(line.order))))
                })
        }
    }

    /// The number of the purchase, folded.
    pub fn number_of_line(&self, line: u32) -> &[u8] {
        self.numbers.first(line as usize)
    }

    /// What was bought for an order, or for the store.
    #[inline]
    pub fn is_seen(&self, order: u32, seen: &Seen) -> bool {
        match order {
            NONE => seen.sees_store,
            order => seen.has(order),
        }
    }

    pub fn chase(&self, seen: &Seen, most: usize, today: Date) -> Picked {
        let today = day_number(today);
        let mut picked = Picked { open: 0, lists: Default::default() };
        for ((due, _, id), open) in &self.open {
            if !self.is_seen(open.order, seen) {
                continue;
            }
            picked.open += 1;
            // Whatever is still to come is overdue once its day is past.
            let list = if *due < today {
                0
            } else if !open.is_confirmed {
                1
            } else if *due == today {
                2
            } else if (today + 1..=today + WEEK).contains(due) {
                3
            } else {
                continue;
            };
            let (count, ids) = &mut picked.lists[list];
            *count += 1;
            if ids.len() < most {
                ids.push(*id);
            }
        }
        picked
    }
}

impl Bought {
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.dealt.moves.capacity() * size_of::<Moved>()
    }
}
