//! The columns: one value for every lot and operation, lots numbered as they came. What only boards of today's work show is
//! kept of open lots, and of those that were touched of late.

use std::ops::Range;

use jiff::civil::Date;
use yidan_domain::{
    LotId, OrderId,
    order::lateness::day_number,
    production::{Entry, Planned},
    schedule::moment::date_of,
};

use super::{
    live::{Live, Lives},
    news::{KEPT_DAYS, LotNews, Made, Moves},
    routes::{Kind, Routes},
};
use crate::board::{
    Orders,
    bits::Flags,
    names::{NONE, Numbered},
};

/// Stands for no day.
pub const NO_DAY: i32 = i32::MIN;

#[derive(Debug, Default)]
pub struct Columns {
    // For every lot.
    pub ids: Numbered<LotId>,
    versions: Vec<u32>,
    /// Number of its order.
    order: Vec<u32>,
    /// What it has in common with others.
    pub kind: Vec<u32>,
    pub quantity: Vec<i64>,
    pub due: Vec<i32>,
    /// The day on which it was made or closed.
    pub through: Vec<i32>,
    /// Its first operation; there are as many as its kind has.
    first: Vec<u32>,
    is_open: Flags,
    /// Something of it is still to be released.
    pub waits: Flags,
    // For every operation of every lot.
    pub good: Vec<i64>,
    pub scrap: Vec<i64>,
    // What they share.
    pub routes: Routes,
    pub orders: Orders,
    pub live: Lives,
    /// The latest day of which anything was told.
    newest: Option<i32>,
}

impl Columns {
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    pub fn operations(&self, lot: usize) -> Range<usize> {
        let first = self.first[lot] as usize;
        first..first + self.kind_of(lot).steps.len()
    }

    pub fn kind_of(&self, lot: usize) -> &Kind {
        self.routes.kind(self.kind[lot])
    }

    pub fn order_of(&self, lot: usize) -> OrderId {
        self.orders.id(self.order[lot])
    }

    /// The row of its order on the board.
    #[inline]
    pub fn row_of(&self, lot: usize) -> u32 {
        self.orders.row(self.order[lot])
    }

    pub fn has_lots(&self, order: OrderId) -> bool {
        self.orders.find(order).is_some()
    }

    #[inline]
    pub fn is_open(&self, lot: usize) -> bool {
        self.is_open.has(lot)
    }

    /// Of these lots, of which the first is a multiple of 64.
    pub fn each_open(&self, lots: Range<usize>, act: impl FnMut(usize)) {
        self.is_open.each_of(lots, act);
    }

    pub fn put(&mut self, news: &LotNews) {
        let version = u32::try_from(news.version).unwrap_or(u32::MAX);
        let lot = match self.ids.find(&news.id) {
            Some(lot) if version < self.versions[lot as usize] => return,
            Some(lot) => lot as usize,
            None => self.add(news),
        };
        let kind = self.routes.number(&news.route, &news.unit);
        // A lot keeps its route; were there another, its operations would lie elsewhere.
        if self.first[lot] == NONE || self.operations(lot).len() != news.route.len() {
            self.first[lot] = self.good.len() as u32;
            self.good.resize(self.good.len() + news.route.len(), 0);
            self.scrap.resize(self.good.len(), 0);
        }
        self.kind[lot] = kind;
        self.versions[lot] = version;
        self.quantity[lot] = news.quantity;
        self.due[lot] = news.due.map_or(NO_DAY, day_number);
        self.through[lot] = news.through.map_or(NO_DAY, day_number);
        for (at, balance) in self.operations(lot).zip(&news.balances) {
            (self.good[at], self.scrap[at]) = (balance.good, balance.scrap);
        }
        let released = news.balances.first().map_or(0, |first| first.received);
        self.is_open.set(lot, news.is_open);
        self.waits.set(lot, released < news.quantity);
        self.put_live(lot as u32, news);
    }

    fn add(&mut self, news: &LotNews) -> usize {
        let lot = self.ids.add(news.id) as usize;
        let order = self.orders.number(news.order);
        self.versions.push(0);
        self.order.push(order);
        self.kind.push(0);
        self.quantity.push(0);
        self.due.push(NO_DAY);
        self.through.push(NO_DAY);
        self.first.push(NONE);
        lot
    }

    fn put_live(&mut self, lot: u32, news: &LotNews) {
        let latest = news.moves.made.iter().map(|made| made.day).max();
        if latest > self.newest {
            self.newest = latest;
            self.forget_old();
        }
        if !news.is_open && latest.is_none_or(|latest| latest < self.since()) {
            self.live.remove(lot);
            return;
        }
        let live = Live {
            number: news.number.clone(),
            goods: news.goods.clone(),
            balances: news.balances.clone(),
            plan: news.plan.clone(),
            last: news.moves.last.clone(),
            made: of_late(&news.moves.made, self.since()),
            back_by: news.back_by.map(day_number),
            is_open: news.is_open,
        };
        self.live.insert(lot, live);
    }

    /// What was made from this day on is kept.
    fn since(&self) -> i32 {
        self.newest.map_or(NO_DAY, |day| day - KEPT_DAYS)
    }

    /// A day has begun: what was made long ago is no news of today's work.
    pub fn forget_old(&mut self) {
        let since = self.since();
        self.live.retain(|live| live.is_open || live.made.iter().any(|made| made.day >= since));
    }

    /// While everything is read: these are closed, but were touched of late.
    pub fn keep_of_late(&mut self, lots: impl Iterator<Item = (LotId, Vec<Planned>)>) {
        for (id, plan) in lots {
            if let Some(lot) = self.ids.find(&id) {
                self.live.keep(lot).plan = plan;
            }
        }
    }

    pub fn put_moves(&mut self, lot: LotId, entries: &[Entry]) {
        let Some(lot) = self.ids.find(&lot) else { return };
        let operations = self.operations(lot as usize).len();
        let Some(live) = self.live.get_mut(lot) else { return };
        let moves = Moves::of(operations, entries);
        self.newest = self.newest.max(moves.made.iter().map(|made| made.day).max());
        let since = self.newest.map_or(NO_DAY, |day| day - KEPT_DAYS);
        (live.last, live.made) = (moves.last, of_late(&moves.made, since));
    }

    /// While everything is read: by when what is outside is agreed to be back.
    pub fn put_back_by(&mut self, lot: LotId, day: Date) {
        let found = self.ids.find(&lot);
        if let Some(live) = found.and_then(|lot| self.live.get_mut(lot)) {
            live.back_by = Some(day_number(day));
        }
    }

    /// Is this version, or a newer one, here already?
    pub fn knows(&self, news: &LotNews) -> bool {
        self.ids.find(&news.id).is_some_and(|lot| u64::from(self.versions[lot as usize]) >= news.version)
    }

    pub fn day(&self, number: i32) -> Option<jiff::civil::Date> {
        date_of(number).filter(|_| number != NO_DAY)
    }

    pub fn bytes(&self) -> usize {
        fn of<T>(column: &Vec<T>) -> usize {
            column.capacity() * size_of::<T>()
        }
        let lots = of(&self.versions)
            + of(&self.order)
            + of(&self.kind)
            + of(&self.quantity)
            + of(&self.due)
            + of(&self.through);
        let made = of(&self.first) + self.is_open.bytes() + self.waits.bytes() + of(&self.good) + of(&self.scrap);
        self.ids.bytes() + lots + made + self.orders.bytes() + self.live.bytes()
    }
}

fn of_late(made: &[Made], since: i32) -> Vec<Made> {
    made.iter().filter(|made| made.day >= since).copied().collect()
}
