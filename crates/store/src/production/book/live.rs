//! What today's work needs to know of open lots and of those touched of late, found by the lot's number.

use jiff::civil::Date;
use yidan_domain::production::{Balance, Planned};

use super::news::Made;
use crate::board::names::NONE;

/// Of a lot.
#[derive(Debug, Default)]
pub struct Live {
    pub number: String,
    pub goods: String,
    pub balances: Vec<Balance>,
    pub plan: Vec<Planned>,
    /// Of each operation, when something last came to it or out of it.
    pub last: Vec<i32>,
    /// Of the last days.
    pub made: Vec<Made>,
    /// By when what is with outside factories is agreed to be back.
    pub back_by: Option<i32>,
    pub is_open: bool,
}

/// A place for each of them; a place that has become free is taken again.
#[derive(Debug, Default)]
pub struct Lives {
    /// By lot; `NONE` for others.
    place_of: Vec<u32>,
    kept: Vec<(u32, Live)>,
}

impl Lives {
    pub fn get(&self, lot: u32) -> Option<&Live> {
        self.kept.get(*self.place_of.get(lot as usize)? as usize).map(|(_, live)| live)
    }

    pub fn get_mut(&mut self, lot: u32) -> Option<&mut Live> {
        self.kept.get_mut(*self.place_of.get(lot as usize)? as usize).map(|(_, live)| live)
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, &Live)> {
        self.kept.iter().map(|(lot, live)| (*lot, live))
    }

    pub fn insert(&mut self, lot: u32, live: Live) {
        *self.keep(lot) = live;
    }

    /// The lot's, an empty one when there was none.
    pub fn keep(&mut self, lot: u32) -> &mut Live {
        let at = lot as usize;
        if self.place_of.len() <= at {
            self.place_of.resize(at + 1, NONE);
        }
        if self.place_of[at] == NONE {
            self.place_of[at] = self.kept.len() as u32;
            self.kept.push((lot, Live::default()));
        }
        &mut self.kept[self.place_of[at] as usize].1
    }

    pub fn remove(&mut self, lot: u32) {
        let Some(place) = self.place_of.get_mut(lot as usize).filter(|place| **place != NONE) else { return };
        let place = std::mem::replace(place, NONE) as usize;
        self.kept.swap_remove(place);
        if let Some((moved, _)) = self.kept.get(place) {
            self.place_of[*moved as usize] = place as u32;
        }
    }

    pub fn retain(&mut self, wanted: impl Fn(&Live) -> bool) {
        let gone: Vec<u32> = self.iter().filter(|(_, live)| !wanted(live)).map(|(lot, _)| lot).collect();
        gone.into_iter().for_each(|lot| self.remove(lot));
    }

    pub fn bytes(&self) -> usize {
        self.place_of.capacity() * 4 + self.kept.iter().map(|(_, live)| live.bytes()).sum::<usize>()
    }
}

impl Live {
    fn bytes(&self) -> usize {
        let lists = self.balances.capacity() * size_of::<Balance>() + self.made.capacity() * size_of::<Made>();
        let days = self.plan.capacity() * size_of::<Planned>() + self.last.capacity() * 4;
        size_of::<Self>() + self.number.capacity() + self.goods.capacity() + lists + days
    }

    /// Of an operation on a day: good and scrap.
    pub fn made_on(&self, operation: usize, day: i32) -> (i64, i64) {
        let of_day = self.made.iter().filter(|made| made.operation == operation && made.day == day);
        of_day.fold((0, 0), |(good, scrap), made| (good + made.good, scrap + made.scrap))
    }

    pub fn planned_on(&self, operation: usize, day: Date) -> i64 {
        let of_day = self.plan.iter().filter(|planned| planned.operation == operation && planned.day == day);
        of_day.fold(0, |sum: i64, planned| sum.saturating_add(planned.quantity))
    }
}
