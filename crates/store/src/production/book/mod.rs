//! The book of what is made: every lot with what each of its operations has delivered, and of open lots all that the boards
//! show, in memory, so that the workshop's board, planning's and the summary sheet (S7) are one pass over a few columns. What
//! it does not know of an order it asks the board index. Like that it is a cache: filled from the tables at start, told of
//! every commit, never written to disk, and may be thrown away at any time.

mod columns;
mod live;
mod news;
mod planning;
mod query;
mod routes;
mod sheet;
mod workshop;

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::{Result, Tx, World, board::Board};

use columns::Columns;
pub use news::LotNews;
pub(crate) use news::{tell, told};
pub use planning::{Late, Load, Planning, PlanningQuery, ToMake, ToRelease};
pub use query::{BadCursor, Cursor, Query, Sort};
pub use sheet::{Page, Row, Sum};
pub use workshop::{Amount, Here, Station, Workshop, WorkshopQuery};

/// Whoever reports a change never waits for readers: it lies in the inbox until nobody reads, and every reader puts away
/// what lies there before looking.
#[derive(Debug)]
pub struct Book {
    board: Arc<Board>,
    columns: RwLock<Columns>,
    inbox: Mutex<Vec<Arc<LotNews>>>,
}

impl Book {
    pub(crate) fn beside(board: Arc<Board>) -> Self {
        Self { board, columns: RwLock::default(), inbox: Mutex::default() }
    }

    pub(crate) fn learn(&self, news: &Arc<LotNews>) {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(news));
        if let Ok(mut columns) = self.columns.try_write() {
            self.put_away(&mut columns);
        }
    }

    /// Fills it anew from the tables. What is committed meanwhile lies in the inbox.
    pub(crate) fn fill(&self, tx: &mut Tx) -> Result<()> {
        let mut columns = self.write();
        *columns = Columns::default();
        news::read_all(tx, &mut columns)?;
        columns.orders.find_on(&self.board);
        Ok(())
    }

    /// The summary sheet (S7), page by page.
    pub fn sheet(&self, query: &Query) -> Page {
        let columns = self.read();
        self.board.among(&query.orders, |among| columns.sheet(query, among))
    }

    /// What lies at which operation now.
    pub fn workshop(&self, query: &WorkshopQuery) -> Workshop {
        let columns = self.read();
        self.board.among(&query.orders(), |among| columns.workshop(query, among))
    }

    /// What is to be released, what runs late, and how much is before each operation.
    pub fn planning(&self, query: &PlanningQuery, world: &World) -> Planning {
        let columns = self.read();
        let planned = self.board.among(&query.orders(), |among| columns.planning(query, among, world));
        let to_make = self.board.among(&query.to_make(), |among| columns.to_make(query, among));
        Planning { to_make, ..planned }
    }

    /// Lots.
    pub fn len(&self) -> usize {
        self.read().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how much memory it takes.
    pub fn bytes(&self) -> usize {
        self.read().bytes()
    }

    pub(crate) fn knows(&self, news: &LotNews) -> bool {
        self.read().knows(news)
    }

    fn put_away(&self, columns: &mut Columns) {
        let inbox = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        inbox.iter().for_each(|news| columns.put(news));
        columns.orders.find_on(&self.board);
    }

    fn read(&self) -> RwLockReadGuard<'_, Columns> {
        let waiting = !self.inbox.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if waiting || self.columns.read().unwrap_or_else(PoisonError::into_inner).orders.are_looked_for() {
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
