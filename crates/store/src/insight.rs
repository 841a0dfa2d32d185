//! Insight: the book is filled from the orders when the first question comes, told of every commit from then on, and put
//! away when nobody has asked for a while. The exceptions that causes are counted from are read from their table.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use serde::Deserialize;
use yidan_domain::{
    CauseKey, DepartmentKey, OrderId,
    access::Scope,
    case::Case,
    exception::RuleKey,
    insight::{Book, Question, Seen, Trouble, View},
    schedule::Calendars,
};

use crate::{
    Error, Result, Store, Tx,
    orders::{Which, each_case},
};

/// Orders noted in one go while the book is filled.
const BATCH: usize = 1_000;
/// With more news than this, filling it anew is no slower.
const MOST_NEWS: usize = 50_000;

#[derive(Debug, Default)]
pub(crate) struct Insight {
    book: RwLock<Book>,
    /// What has been committed since the book was last brought up to date; without it the book is out of date.
    inbox: Mutex<Option<Inbox>>,
}

#[derive(Debug)]
struct Inbox {
    cases: Vec<Arc<Case>>,
    asked: Instant,
}

impl Insight {
    /// Commits never wait for questions.
    pub fn learn(&self, case: &Arc<Case>) {
        let mut held = self.inbox();
        if let Some(inbox) = &mut *held {
            inbox.cases.push(Arc::clone(case));
            if inbox.cases.len() > MOST_NEWS {
                *held = None;
            }
        }
    }

    /// Puts the book away.
    pub fn forget(&self) {
        let mut book = self.book.write().unwrap_or_else(PoisonError::into_inner);
        *self.inbox() = None;
        *book = Book::default();
    }

    fn answer<T>(
        &self,
        calendars: &Calendars,
        read: impl FnOnce(&mut dyn FnMut(Case)) -> Result<()>,
        answer: impl FnOnce(&Book) -> T,
    ) -> Result<T> {
        let mut book = self.book.write().unwrap_or_else(PoisonError::into_inner);
        // What is committed while the book is filled is not missed.
        let news = self.inbox().replace(Inbox { cases: Vec::new(), asked: Instant::now() });
        match news {
            Some(news) if book.is_by(calendars) => book.note(news.cases.iter().map(|case| &**case)),
            _ => {
                *book = Book::default();
                *book = filled(calendars, read).inspect_err(|_| *self.inbox() = None)?;
            }
        }
        // Others may ask at the same time from here on.
        Ok(answer(&RwLockWriteGuard::downgrade(book)))
    }

    fn is_unasked(&self, so_long: Duration) -> bool {
        self.inbox().as_ref().is_some_and(|inbox| inbox.asked.elapsed() >= so_long)
    }

    fn inbox(&self) -> MutexGuard<'_, Option<Inbox>> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn filled(calendars: &Calendars, read: impl FnOnce(&mut dyn FnMut(Case)) -> Result<()>) -> Result<Book> {
    let mut book = Book::new(calendars);
    let mut batch = Vec::with_capacity(BATCH);
    read(&mut |case| {
        batch.push(case);
        if batch.len() == BATCH {
            book.note(&batch);
            batch.clear();
        }
    })?;
    book.note(&batch);
    Ok(book)
}

impl Store {
    /// Puts a question to the orders that the scope shows. The first one in a while takes longer, as every order is read.
    pub async fn insight<T: Send + 'static>(
        &self,
        scope: Scope,
        question: Question,
        answer: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<T> {
        self.ready().await;
        let store = self.clone();
        let answered = tokio::task::spawn_blocking(move || {
            let calendars = &store.world().company.calendars;
            let read = |see: &mut dyn FnMut(Case)| store.read_now(|tx| each_case(tx, Which::All, see));
            store.insight_book().answer(calendars, read, |book| {
                answer(&book.ask(&question, &store.seen(scope, &question.filter.words)))
            })
        });
        answered.await.map_err(Error::storage)?
    }

    /// Puts the book of insight away when nobody has asked for so long: it gives its memory back.
    pub fn tidy_insight(&self, unasked: Duration) {
        if self.insight_book().is_unasked(unasked) {
            self.insight_book().forget();
        }
    }

    fn seen(&self, scope: Scope, words: &str) -> Seen {
        match scope {
            Scope::All if words.trim().is_empty() => Seen::All,
            _ => Seen::Only(self.board().found(scope, words)),
        }
    }
}

/// What the read table of exceptions keeps in words.
#[derive(Deserialize)]
struct Raised {
    raised_at: Timestamp,
}

/// Every exception of the company, as far as causes count it.
pub fn troubles(tx: &mut Tx) -> Result<Vec<Trouble>> {
    const ALL: &str = "SELECT order_id, rule, cause, charged_to, department, owner, cleared_at, body FROM exceptions";
    tx.rows(ALL, &[], |row| {
        Ok(Trouble {
            order: OrderId(row.uuid(0)?),
            rule: row.str_opt(1)?.and_then(RuleKey::named),
            cause: row.str_opt(2)?.map(CauseKey::from),
            department: row.str_opt(3)?.or(row.str_opt(4)?).map(DepartmentKey::from),
            owner: row.uuid_opt(5)?.map(yidan_domain::PersonId),
            cleared: row.parsed_opt(6)?,
            raised: row.json::<Raised>(7)?.raised_at,
        })
    })
}
