//! The book of receivables: every instalment with the entries that lessen it, and every receipt, in memory, so that the
//! list, ageing at any date, the money to come and today's calls are one pass over a few columns. Like the board it is a
//! cache: filled from the tables at start, told of every commit, never written to disk, and may be thrown away at any time.

mod ageing;
mod columns;
mod likely;
mod list;
mod news;
mod query;
mod slips;
mod today;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use jiff::civil::Date;
use yidan_domain::{
    CustomerId,
    access::Scope,
    party::Customer,
    receivable::{Receipt, cash_in::CashIn, reminders::Rung},
};

use crate::{Result, Tx};

pub use ageing::{Aged, Ageing, AgeingQuery};
use columns::Columns;
pub use list::{Page, Row, Tally};
pub use news::{InvoiceNews, Move, News, Part, ReceiptNews};
pub(crate) use news::{tell_invoice, tell_receipt, told};
pub use query::{BadCursor, Cursor, Query, Sort};
pub use slips::{Slip, SlipPage, SlipQuery, SlipsShown};
pub use today::{Call, Due, Today};

/// Whoever reports a change never waits for readers: it lies in the inbox until nobody reads, and every reader puts away
/// what lies there before looking.
#[derive(Debug, Default)]
pub struct Book {
    columns: RwLock<Columns>,
    inbox: Mutex<Vec<Arc<News>>>,
}

impl Book {
    pub fn learn(&self, news: &Arc<News>) {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(news));
        if let Ok(mut columns) = self.columns.try_write() {
            self.put_away(&mut columns);
        }
    }

    pub(crate) fn name_customer(&self, customer: &Arc<Customer>) {
        self.learn(&Arc::new(News::Customer(Arc::clone(customer))));
    }

    /// Fills it anew from the tables. What is committed meanwhile lies in the inbox.
    pub(crate) fn fill(&self, tx: &mut Tx) -> Result<()> {
        let mut columns = self.write();
        *columns = Columns::default();
        news::read_all(tx, &mut columns)
    }

    /// The list, page by page.
    pub fn page(&self, query: &Query) -> Page {
        self.read().page(query)
    }

    /// What was open at the end of a day, by how long it was overdue, as due days stand today.
    pub fn ageing(&self, query: &AgeingQuery) -> Ageing {
        self.read().ageing(query)
    }

    /// The money to come: what is open by the day on which it was promised, or else is due.
    pub fn cash_in(&self, scope: Scope, today: Date, weeks: usize) -> CashIn {
        self.read().cash_in(scope, today, weeks)
    }

    /// Customers to call today, the one who owes most first: with something overdue, or a reminder due by the ladder.
    /// Of `most` customers, and of each so many instalments.
    pub fn calls(&self, scope: Scope, today: Date, ladder: &[Rung], most: (usize, usize)) -> Vec<Call> {
        self.read().calls(scope, today, ladder, most)
    }

    pub fn today(&self, scope: Scope, today: Date) -> Today {
        self.read().today(scope, today)
    }

    /// Receipts, the latest first.
    pub fn receipts(&self, query: &SlipQuery) -> SlipPage {
        self.read().slip_page(query)
    }

    /// Customers whose money a receipt may be, for a closer look.
    pub fn likely(&self, receipt: &Receipt, most: usize) -> Vec<CustomerId> {
        self.read().likely(receipt, most)
    }

    /// Instalments.
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

    pub(crate) fn knows(&self, news: &News) -> bool {
        self.read().knows(news)
    }

    fn put_away(&self, columns: &mut Columns) {
        let inbox = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        inbox.iter().for_each(|news| columns.put(news));
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
