//! Where an order stands in a sorted list, as one number: the smaller the earlier, whatever it is sorted by and whichever
//! way round.

use yidan_domain::order::lateness::day_number;

use super::{
    bits::Bits,
    columns::{Columns, Day},
    cursor::{Cursor, Place},
    query::{Query, Sort},
};

pub struct Ranking<'a> {
    columns: &'a Columns,
    sort: Sort,
    descending: bool,
    today: i32,
    /// By customer's number; only for sorting by customer.
    customers: Vec<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranked {
    pub place: u64,
    id: u128,
    pub row: u32,
}

/// The place of orders with nothing to sort by.
const LAST: u64 = u64::MAX;

impl<'a> Ranking<'a> {
    pub fn new(columns: &'a Columns, query: &Query) -> Self {
        let Query { sort, descending, today, .. } = *query;
        let customers = if sort == Sort::Customer { columns.customers.places() } else { Vec::new() };
        Self { columns, sort, descending, today: day_number(today), customers }
    }

    pub fn place(&self, row: usize) -> u64 {
        self.place_by(self.sort, row)
    }

    /// Every row with its place, in no order. One loop for each sort, so that none asks each row what to sort by.
    #[inline]
    pub fn each(&self, found: &Bits, mut act: impl FnMut(usize, u64)) {
        macro_rules! by {
            ($sort:expr) => {
                found.each_spread(|row| act(row, self.place_by($sort, row)))
            };
        }
        match self.sort {
            Sort::Number => by!(Sort::Number),
            Sort::Customer => by!(Sort::Customer),
            Sort::Received => by!(Sort::Received),
            Sort::Promised => by!(Sort::Promised),
            Sort::Countdown => by!(Sort::Countdown),
            Sort::Delay => by!(Sort::Delay),
            Sort::Expected => by!(Sort::Expected),
            Sort::Stage => by!(Sort::Stage),
            Sort::Completion => by!(Sort::Completion),
            Sort::Exceptions => by!(Sort::Exceptions),
            Sort::Updated => by!(Sort::Updated),
        }
    }

    #[inline(always)]
    fn place_by(&self, sort: Sort, row: usize) -> u64 {
        let columns = self.columns;
        let key = match sort {
            // Numbers have an order of their own (`Columns::by_number`).
            Sort::Number => None,
            Sort::Customer => Some(self.customers[columns.customer[row] as usize]),
            Sort::Received => day(columns.received[row]),
            Sort::Promised => day(columns.promised[row]),
            Sort::Countdown => columns.lateness(row, self.today).countdown_days.map(|days| signed(days.into())),
            Sort::Delay => columns.lateness(row, self.today).delay_days.map(|days| signed(days.into())),
            Sort::Expected => day(columns.expected[row]),
            Sort::Stage => Some(columns.stage[row] as u64),
            Sort::Completion => completion(columns.steps_closed[row], columns.steps_total[row]),
            Sort::Exceptions => Some(columns.exceptions[row].into()),
            Sort::Updated => Some(columns.updated[row].number().into()),
        };
        self.directed(key)
    }

    #[inline(always)]
    fn directed(&self, key: Option<u64>) -> u64 {
        match key {
            None => LAST,
            Some(key) if self.descending => LAST - 1 - key,
            Some(key) => key,
        }
    }

    #[inline]
    pub fn of_row(&self, row: usize, place: u64) -> Ranked {
        self.ranked(place, self.columns.id(row).0.as_u128(), row as u32)
    }

    pub fn of_cursor(&self, cursor: &Cursor) -> Ranked {
        let place = match &cursor.place {
            Place::Words(name) => self.directed(Some(self.columns.customers.place(name.as_bytes(), &self.customers))),
            Place::Number(place) => *place,
        };
        self.ranked(place, cursor.id.0.as_u128(), 0)
    }

    #[inline]
    fn ranked(&self, place: u64, id: u128, row: u32) -> Ranked {
        Ranked { place, id: if self.descending { !id } else { id }, row }
    }

    /// A cursor at the row, for the page behind or before it.
    pub fn cursor(&self, row: u32, backward: bool) -> Cursor {
        let columns = self.columns;
        let words = |words: &[u8]| Place::Words(String::from_utf8_lossy(words).into_owned());
        let place = match self.sort {
            Sort::Number => words(columns.texts.first(row as usize)),
            Sort::Customer => words(columns.customers.name_of(columns.customer[row as usize])),
            _ => Place::Number(self.place(row as usize)),
        };
        let Ranking { sort, descending, .. } = *self;
        Cursor { sort, descending, backward, place, id: columns.id(row as usize) }
    }
}

impl Ranked {
    /// The same place in the list read from its end.
    #[inline]
    pub fn turned(self, backward: bool) -> Self {
        if backward { Self { place: !self.place, id: !self.id, row: self.row } } else { self }
    }

    #[inline]
    pub fn is_behind(&self, other: &Self) -> bool {
        (self.place, self.id) > (other.place, other.id)
    }
}

fn day(day: Day) -> Option<u64> {
    day.get().map(|day| signed(day.into()))
}

/// Keeps the order of signed numbers, and stays clear of `LAST`.
fn signed(number: i64) -> u64 {
    (number.cast_unsigned() ^ (1 << 63)).min(LAST - 1)
}

/// The part of its steps that is closed. The same fractions make the same bits and larger ones larger bits: 16-bit numbers
/// leave a double much room.
fn completion(closed: u16, total: u16) -> Option<u64> {
    (total > 0).then(|| (f64::from(closed) / f64::from(total)).to_bits())
}
