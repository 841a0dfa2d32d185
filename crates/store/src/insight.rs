//! Insight: the book is kept beside the cases, in memory, and brought up to date when something is asked. The exceptions
//! that causes are counted from are read from their table.

use std::{
    collections::HashSet,
    sync::{PoisonError, RwLock, RwLockWriteGuard},
};

use jiff::Timestamp;
use serde::Deserialize;
use yidan_domain::{
    CauseKey, DepartmentKey, OrderId,
    access::Scope,
    exception::RuleKey,
    insight::{Book, Question, Seen, Trouble, View},
    schedule::Calendars,
};

use crate::{Error, Result, Store, Tx, following::Following};

#[derive(Debug, Default)]
pub(crate) struct Insight(RwLock<Book>);

impl Insight {
    fn answer<T>(&self, following: &Following, calendars: &Calendars, answer: impl FnOnce(&Book) -> T) -> T {
        let mut book = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if !book.is_by(calendars) {
            *book = Book::new(calendars);
        }
        book.follow(following.cases().all());
        // Others may ask at the same time from here on.
        answer(&RwLockWriteGuard::downgrade(book))
    }
}

impl Store {
    /// Puts a question to the orders that the scope shows. The first one after a start takes longer: two seconds for a
    /// million orders.
    pub async fn insight<T: Send + 'static>(
        &self,
        scope: Scope,
        question: Question,
        answer: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<T> {
        self.ready().await;
        self.following_ready().await;
        let store = self.clone();
        let answered = tokio::task::spawn_blocking(move || {
            let seen = store.seen_by(scope);
            let calendars = &store.world().company.calendars;
            store.insight_book().answer(store.following(), calendars, |book| answer(&book.ask(&question, &seen)))
        });
        answered.await.map_err(Error::storage)
    }

    fn seen_by(&self, scope: Scope) -> Seen {
        if scope == Scope::All {
            return Seen::All;
        }
        let all: Vec<OrderId> = self.following().cases().all().iter().map(|case| case.id).collect();
        Seen::Only(self.board().seen(scope, &all).into_iter().collect::<HashSet<OrderId>>())
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
