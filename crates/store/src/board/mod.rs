//! The board index: what lists filter, search and sort by, of every order, in memory. It answers any page of the board in
//! one pass over a few columns, the same on every database. It is a cache: filled from `order_row` at start, told of every
//! commit, never written to disk. No SQL, no clock here.

mod among;
mod beside;
pub(crate) mod bits;
mod columns;
mod counts;
mod cursor;
mod entry;
mod filter;
pub(crate) mod lists;
mod my_day;
pub(crate) mod names;
mod page;
mod query;
mod ranking;
pub(crate) mod side_by_side;
mod sorted;
mod state;
mod tasks;
pub(crate) mod texts;
pub(crate) mod top;

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, OrderId, PersonId,
    access::Scope,
    order::{
        lateness::{ExpectedDay, Lateness},
        row::OrderRow,
        summary::Summary,
    },
    schedule::Calendar,
};

pub(crate) use among::Among;
pub(crate) use beside::Orders;
use columns::Columns;
pub use counts::Counts;
pub use cursor::{BadCursor, Cursor};
pub use entry::{Active, Entry};
pub use my_day::{Desk, MyDay, PromiseDue, Task, Urgency};
pub use page::Page;
pub use query::{DateField, Query, Sort};
pub use state::State;

/// Whoever reports a change never waits for readers: the change lies in the inbox until nobody reads, and every reader
/// puts away what lies there before looking. So what was reported is seen by every question asked after it.
#[derive(Debug, Default)]
pub struct Board {
    columns: RwLock<Columns>,
    inbox: Mutex<Vec<Change>>,
}

#[derive(Debug)]
enum Change {
    Order(Arc<OrderRow>, ExpectedDay),
    Customer { id: CustomerId, name: String, code: String, owner: Option<PersonId> },
}

/// Filling the index at start, without a copy of each row. Readers wait until it is dropped.
pub struct Loading<'a>(RwLockWriteGuard<'a, Columns>);

impl Loading<'_> {
    pub fn add(&mut self, entry: &Entry) {
        self.0.put(entry);
    }

    pub fn name_customer(&mut self, id: CustomerId, name: &str, code: &str, owner: Option<PersonId>) {
        self.0.name_customer(id, name, code, owner);
    }
}

impl Board {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn loading(&self) -> Loading<'_> {
        Loading(self.write())
    }

    /// Adds the order, or replaces it unless a newer version is here already.
    pub fn put(&self, row: &OrderRow) {
        self.take(Arc::new(row.clone()), ExpectedDay::default());
    }

    /// The same without a copy, with the days its goods are expected to leave.
    pub fn take(&self, row: Arc<OrderRow>, expected: ExpectedDay) {
        self.report(Change::Order(row, expected));
    }

    /// When these orders' goods are expected to leave, as it is known now.
    pub fn expect(&self, days: &[(OrderId, ExpectedDay)]) {
        self.write().expect(days);
    }

    /// How an order stands, with the days on which its goods are expected to leave.
    pub fn summary(&self, row: &OrderRow, calendar: &Calendar, today: Date, now: Timestamp) -> Summary {
        Summary::of(row, self.expected(row.id), calendar, today, now)
    }

    /// The same against its promise alone.
    pub fn lateness(&self, row: &OrderRow, today: Date) -> Lateness {
        Lateness::of(row, self.expected(row.id), today)
    }

    /// When the order's goods are expected to leave; nothing once they have, and before it was looked at.
    pub fn expected(&self, id: OrderId) -> ExpectedDay {
        self.read().expected_of(id)
    }

    pub fn name_customer(&self, id: CustomerId, name: &str, code: &str, owner: Option<PersonId>) {
        self.report(Change::Customer { id, name: name.to_owned(), code: code.to_owned(), owner });
    }

    pub fn page(&self, query: &Query) -> Page {
        self.read().page(query)
    }

    pub fn counts(&self, scope: Scope, today: Date) -> Counts {
        self.read().counts(scope, today)
    }

    /// The same among the orders that the query asks for, in whatever state they are.
    pub fn counts_within(&self, query: &Query) -> Counts {
        self.read().counts_within(query)
    }

    /// The orders of a scope in which all these words are found.
    pub fn found(&self, scope: Scope, text: &str) -> HashSet<OrderId> {
        self.read().found(scope, text)
    }

    /// Those of the orders that the scope shows.
    pub fn seen(&self, scope: Scope, ids: &[OrderId]) -> Vec<OrderId> {
        self.read().seen(scope, ids)
    }

    pub fn my_day(&self, desk: &Desk) -> MyDay {
        self.read().my_day(desk)
    }

    /// The version of the order that the index knows.
    pub fn has(&self, id: OrderId) -> Option<u64> {
        self.read().version_of(id)
    }

    pub fn len(&self) -> usize {
        self.read().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how much memory the orders take.
    pub fn bytes(&self) -> usize {
        self.read().bytes()
    }

    fn report(&self, change: Change) {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).push(change);
        if let Ok(mut columns) = self.columns.try_write() {
            self.put_away(&mut columns);
        }
    }

    fn put_away(&self, columns: &mut Columns) {
        let changes = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        for change in changes {
            match change {
                Change::Order(row, expected) => {
                    if columns.put(&Entry::of(&row)) {
                        columns.expect(&[(row.id, expected)]);
                    }
                }
                Change::Customer { id, name, code, owner } => columns.name_customer(id, &name, &code, owner),
            }
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, Columns> {
        let waiting = !self.inbox.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if waiting {
            drop(self.write());
        }
        self.columns.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Columns> {
        let mut columns = self.columns.write().unwrap_or_else(PoisonError::into_inner);
        self.put_away(&mut columns);
        columns
    }
}
