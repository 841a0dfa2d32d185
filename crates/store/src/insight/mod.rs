//! Insight: a book of one record for each order, filled after the start and told of every commit from then on. While nobody
//! asks it lies outside of memory (`shelf`), from where a question has it back in a fraction of the time that reading every
//! order takes. The exceptions that causes are counted from are read from their table.

mod shelf;

use std::{
    path::Path,
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
use shelf::Shelved;

/// Orders noted in one go while the book is filled.
const BATCH: usize = 1_000;
/// With more news than this, filling it anew is no slower.
const MOST_NEWS: usize = 50_000;
/// So many are noted before anybody asks.
const MANY_NEWS: usize = 20_000;
const AFTER_FAILURE: Duration = Duration::from_secs(60 * 60);

#[derive(Debug)]
pub(crate) struct Insight {
    book: RwLock<Shelved>,
    /// What has been committed since the book was last brought up to date; without it the book is out of date.
    inbox: Mutex<Option<Inbox>>,
    /// When the book could not be put away: then a question fills it, and it is left alone for a while.
    failed: Mutex<Option<Instant>>,
}

#[derive(Debug)]
struct Inbox {
    cases: Vec<Arc<Case>>,
    /// When somebody last asked; none while it lies on the shelf.
    asked: Option<Instant>,
}

impl Insight {
    /// The book is put away in this folder; in the system's for temporary files where there is none.
    pub fn new(folder: Option<&Path>) -> Self {
        Self { book: RwLock::new(Shelved::new(folder)), inbox: Mutex::default(), failed: Mutex::default() }
    }

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

    /// What is in the book is no longer so.
    pub fn forget(&self) {
        let mut book = self.book.write().unwrap_or_else(PoisonError::into_inner);
        *self.inbox() = None;
        book.forget();
    }

    fn answer<T>(
        &self,
        calendars: &Calendars,
        read: impl FnOnce(&mut dyn FnMut(Case)) -> Result<()>,
        answer: impl FnOnce(&Book) -> T,
    ) -> Result<T> {
        let held = self.book.read().unwrap_or_else(PoisonError::into_inner);
        let book = match held.is_at_hand() && held.is_by(calendars) && self.is_asked_without_news() {
            // Several may ask at the same time.
            true => held,
            false => {
                drop(held);
                let book = self.up_to_date(calendars, read)?;
                if let Some(inbox) = &mut *self.inbox() {
                    inbox.asked = Some(Instant::now());
                }
                RwLockWriteGuard::downgrade(book)
            }
        };
        Ok(answer(book.book()))
    }

    /// Is nothing to be noted? Then somebody has asked just now.
    fn is_asked_without_news(&self) -> bool {
        let mut held = self.inbox();
        let inbox = held.as_mut().filter(|inbox| inbox.cases.is_empty());
        inbox.map(|inbox| inbox.asked = Some(Instant::now())).is_some()
    }

    fn up_to_date(
        &self,
        calendars: &Calendars,
        read: impl FnOnce(&mut dyn FnMut(Case)) -> Result<()>,
    ) -> Result<RwLockWriteGuard<'_, Shelved>> {
        let mut shelved = self.book.write().unwrap_or_else(PoisonError::into_inner);
        // What is committed while the book is filled is not missed.
        let news = self.inbox().replace(Inbox { cases: Vec::new(), asked: None });
        match news.zip(shelved.take_out(calendars)) {
            Some((news, book)) => book.note(news.cases.iter().map(|case| &**case)),
            None => {
                shelved.forget();
                shelved.put(filled(calendars, read).inspect_err(|_| *self.inbox() = None)?);
            }
        }
        Ok(shelved)
    }

    /// Is there anything to be done before the next question: the book filled, put away when nobody has asked for so long, or
    /// brought up to date?
    fn needs_care(&self, calendars: &Calendars, rests: Duration) -> bool {
        if self.failed().is_some_and(|failed| failed.elapsed() < AFTER_FAILURE) {
            return false;
        }
        // Locked, it is being used.
        let is_by = || self.book.try_read().map_or(true, |shelved| shelved.is_by(calendars));
        match &*self.inbox() {
            None => true,
            Some(Inbox { asked: Some(asked), .. }) => asked.elapsed() >= rests,
            Some(Inbox { cases, asked: None }) => cases.len() >= MANY_NEWS || !is_by(),
        }
    }

    fn care(&self, calendars: &Calendars, read: impl FnOnce(&mut dyn FnMut(Case)) -> Result<()>) -> Result<()> {
        let mut shelved = self.up_to_date(calendars, read)?;
        shelved.put_away().map_err(|error| {
            *self.failed() = Some(Instant::now());
            *self.inbox() = None;
            shelved.forget();
            Error::storage(error)
        })
    }

    fn failed(&self) -> MutexGuard<'_, Option<Instant>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
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
            book.add(&batch);
            batch.clear();
        }
    })?;
    book.add(&batch);
    Ok(book)
}

impl Store {
    /// Puts a question to the orders that the scope shows.
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

    /// Sees to it that the next question is answered soon, and that the book takes no memory when nobody has asked for so long.
    /// Answers whether a question would have to wait.
    pub async fn keep_insight(&self, rests: Duration) -> Result<bool> {
        let store = self.clone();
        let kept = tokio::task::spawn_blocking(move || {
            let calendars = &store.world().company.calendars;
            let insight = store.insight_book();
            if insight.needs_care(calendars, rests) {
                insight.care(calendars, |see| store.read_now(|tx| each_case(tx, Which::All, see)))?;
            }
            Ok(insight.inbox().is_some())
        });
        kept.await.map_err(Error::storage)?
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

#[cfg(test)]
mod tests {
    use super::*;

    const READ: fn(&mut dyn FnMut(Case)) -> Result<()> = |_| Ok(());
    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn the_book_is_put_away_and_is_at_hand_when_somebody_asks() {
        let (folder, calendars) = (tempfile::tempdir().unwrap(), Calendars::default());
        let insight = Insight::new(Some(folder.path()));
        let lies_away = || !insight.book.read().unwrap().is_at_hand();
        assert!(insight.needs_care(&calendars, HOUR), "it has never been filled");
        insight.care(&calendars, READ).unwrap();
        assert!(lies_away() && !insight.needs_care(&calendars, HOUR));
        let asked = |read: fn(&mut dyn FnMut(Case)) -> Result<()>| insight.answer(&calendars, read, |_| 7);
        assert_eq!(asked(|_| Err(Error::storage("it need not be filled anew"))).unwrap(), 7);
        assert!(!lies_away() && !insight.needs_care(&calendars, HOUR), "somebody may ask more");
        assert!(insight.needs_care(&calendars, Duration::ZERO));
        insight.care(&calendars, READ).unwrap();
        assert!(lies_away());
        insight.forget();
        assert!(insight.needs_care(&calendars, HOUR));
    }

    #[test]
    fn where_it_cannot_be_put_away_it_is_left_alone_and_filled_when_somebody_asks() {
        let calendars = Calendars::default();
        let insight = Insight::new(Some(Path::new("/there/is/no/such/folder")));
        assert!(insight.care(&calendars, READ).is_err());
        assert!(!insight.needs_care(&calendars, HOUR), "not once a minute");
        assert!(insight.inbox().is_none(), "a question would have to wait");
        assert_eq!(insight.answer(&calendars, READ, |_| 7).unwrap(), 7);
        assert!(insight.inbox().is_some());
    }
}
