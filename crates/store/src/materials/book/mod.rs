//! The book of materials: what open orders need and lack, every line of purchases with what lists pick it by, and what lies
//! in the store, in memory, so that purchasing's and materials' boards are one pass over a few columns. It picks; the rows
//! that a page shows are read from the tables. What it does not know of an order it asks the board index. Like that it is a
//! cache: filled from the tables at start, told of every commit, never written to disk, and may be thrown away at any time.

mod bought;
mod columns;
mod needs;
mod news;
mod offers;
mod sheet;
mod short;
mod sought;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use jiff::civil::Date;
use yidan_domain::access::Viewer;

use crate::{
    Result, Tx,
    board::{Among, Board, Query, bits::Bits},
};

use columns::Columns;
use news::News;
pub use news::Touched;
pub use offers::{Offers, RATED_DAYS};
pub use short::{Group, InStock, Proposal, ToBuy};

/// Whoever commits never waits for readers: what was read of what it touched lies in the inbox until nobody asks, and every
/// question puts away first what lies there.
#[derive(Debug)]
pub struct Book {
    board: Arc<Board>,
    columns: RwLock<Columns>,
    inbox: Mutex<Vec<News>>,
    /// Touched, and not read yet. Held while it is read, so that what is read later is put away later.
    touched: Mutex<BTreeSet<Touched>>,
}

impl Book {
    pub(crate) fn beside(board: Arc<Board>) -> Self {
        Self { board, columns: RwLock::default(), inbox: Mutex::default(), touched: Mutex::default() }
    }

    /// Something was touched by what has been committed: `read` says how it stands now. What cannot be read is tried again
    /// with the next.
    pub(crate) fn learn(&self, touched: Touched, read: impl Fn(Touched) -> Result<News>) {
        let mut waiting = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.insert(touched);
        for touched in std::mem::take(&mut *waiting) {
            match read(touched) {
                Ok(news) => self.inbox.lock().unwrap_or_else(PoisonError::into_inner).push(news),
                Err(error) => {
                    tracing::error!(%error, %touched, "what was committed of materials could not be read");
                    waiting.insert(touched);
                }
            }
        }
        drop(waiting);
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

    /// Lines of purchases.
    pub fn len(&self) -> usize {
        self.read().lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how much memory it takes.
    pub fn bytes(&self) -> usize {
        self.read().bytes()
    }

    /// A question of somebody who sees these orders.
    pub(in crate::materials) fn ask<T>(
        &self,
        viewer: &Viewer,
        today: Date,
        question: impl FnOnce(&Columns, &Seen) -> T,
    ) -> T {
        let columns = self.read();
        let scope = viewer.scope();
        self.board.among(&Query::all(scope, today), |among| {
            let sees_store = scope == yidan_domain::access::Scope::All;
            let are_seen = columns.orders.are_among(among);
            question(&columns, &Seen { orders: among, are_seen, sees_store })
        })
    }

    fn put_away(&self, columns: &mut Columns) {
        let inbox = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        inbox.into_iter().for_each(|news| columns.put(news));
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

/// What somebody sees.
pub(in crate::materials) struct Seen<'a> {
    pub orders: &'a Among<'a>,
    /// The same by the numbers that orders have here.
    are_seen: Bits,
    /// What was bought for no order is for those who see all orders.
    pub sees_store: bool,
}

impl Seen<'_> {
    #[inline]
    pub fn has(&self, order: u32) -> bool {
        self.are_seen.has(order as usize)
    }
}
