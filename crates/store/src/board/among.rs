//! The orders that a query asks for, for other indexes that hold something of orders: they keep an order's row, which never
//! changes, and look up here whether it is asked for and what the board knows of it.

use yidan_domain::{OrderId, order::lateness::day_number, production::OfOrder};

use super::{Board, bits::Bits, columns::Columns, query::Query};

pub(crate) struct Among<'a> {
    columns: &'a Columns,
    found: Bits,
    today: i32,
}

impl Board {
    pub(crate) fn among<T>(&self, query: &Query, ask: impl FnOnce(&Among) -> T) -> T {
        let columns = self.read();
        let found = columns.matching(query);
        ask(&Among { columns: &columns, found, today: day_number(query.today) })
    }

    /// The rows of these orders, as far as they are here.
    pub(crate) fn rows_of<'a>(&self, ids: impl IntoIterator<Item = &'a OrderId>) -> Vec<Option<u32>> {
        let columns = self.read();
        ids.into_iter().map(|id| columns.ids.find(id)).collect()
    }
}

impl Among<'_> {
    #[inline]
    pub fn has(&self, row: u32) -> bool {
        (row as usize) < self.columns.len() && self.found.has(row as usize)
    }

    /// Every order that is asked for.
    pub fn each(&self, act: impl FnMut(usize)) {
        self.found.each(act);
    }

    pub fn id(&self, row: usize) -> OrderId {
        self.columns.id(row)
    }

    /// The day number.
    #[inline]
    pub fn promised(&self, row: u32) -> Option<i32> {
        self.columns.promised.get(row as usize)?.get()
    }

    /// What the countdown of its lots depends on.
    #[inline]
    pub fn of_order(&self, row: u32) -> OfOrder {
        self.columns.of_order(row as usize)
    }

    /// The day number.
    pub fn today(&self) -> i32 {
        self.today
    }

    /// The order's number, folded.
    #[inline]
    pub fn number(&self, row: u32) -> &[u8] {
        self.columns.texts.first(row as usize)
    }
}
