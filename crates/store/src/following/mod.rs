//! Every open order's course in memory: what forecasts, load and the watch are made from. Like the board it is a cache: filled
//! from the orders' state at start, told of every commit, never written to disk. No SQL and no clock here.

mod ahead;
mod load;
mod watch;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use jiff::Timestamp;
use yidan_domain::{
    OrderId,
    case::Case,
    order::{lateness::ExpectedDay, row::Status},
    schedule::{Calendars, History, Network, forecast::Forecast},
};

use crate::Result;

pub use ahead::Ahead;
pub use load::{Bucket, DayLoad, Load, MOST_ORDERS, Room, Who};
pub use watch::watch;

/// Whoever reports a change never waits for readers: the change lies in the inbox until nobody reads, and every reader
/// puts away what lies there before looking.
#[derive(Debug, Default)]
pub struct Following {
    cases: RwLock<Cases>,
    inbox: Mutex<Vec<Arc<Case>>>,
    history: RwLock<Arc<History>>,
    load: RwLock<Arc<Load>>,
}

#[derive(Debug, Default)]
pub struct Cases(BTreeMap<OrderId, Followed>);

/// An order that nobody has to watch any more leaves its version behind, lest an older state come late.
#[derive(Debug)]
struct Followed {
    version: u64,
    case: Option<Box<Case>>,
}

impl Cases {
    pub fn open(&self) -> impl Iterator<Item = &Case> {
        self.watched().filter(|case| case.status == Status::Open)
    }

    /// Orders done or cancelled with something open that a rule has raised.
    pub fn closed(&self) -> impl Iterator<Item = &Case> {
        self.watched().filter(|case| case.status != Status::Open)
    }

    fn watched(&self) -> impl Iterator<Item = &Case> {
        self.0.values().filter_map(|followed| followed.case.as_deref())
    }

    fn put(&mut self, case: Case) {
        let is_newest = |known: &Followed| known.version <= case.version;
        if self.0.get(&case.id).is_none_or(is_newest) {
            let (id, version) = (case.id, case.version);
            let case = case.guard.is_some().then(|| Box::new(case));
            self.0.insert(id, Followed { version, case });
        }
    }
}

impl Following {
    /// What lists show of the order from now on: when its goods are expected to leave.
    pub(crate) fn learn(&self, case: &Arc<Case>, calendars: &Calendars, now: Timestamp) -> ExpectedDay {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(case));
        if let Ok(mut cases) = self.cases.try_write() {
            self.put_away(&mut cases);
        }
        self.expected(case, calendars, now)
    }

    /// Fills it anew with the cases that `read` shows. What is committed meanwhile lies in the inbox.
    pub(crate) fn fill(&self, read: impl FnOnce(&mut dyn FnMut(Case)) -> Result<()>) -> Result<()> {
        let mut cases = self.write();
        cases.0.clear();
        read(&mut |case| cases.put(case))
    }

    /// Every open order of the company, as committed.
    pub fn cases(&self) -> RwLockReadGuard<'_, Cases> {
        let waiting = !self.inbox.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if waiting {
            drop(self.write());
        }
        self.cases.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn history(&self) -> Arc<History> {
        Arc::clone(&self.history.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The work that comes to departments and people, as of the last look ahead.
    pub fn load(&self) -> Arc<Load> {
        Arc::clone(&self.load.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// When everything about an order is expected, by what is known now.
    pub fn forecast(&self, case: &Case, calendars: &Calendars, now: Timestamp) -> Forecast {
        let network = Network::of(&case.process, calendars);
        let history = self.history();
        case.forecast(&network, &history.of_network(&network, case.supplier.as_deref()), now)
    }

    fn expected(&self, case: &Case, calendars: &Calendars, now: Timestamp) -> ExpectedDay {
        if case.status != Status::Open {
            return ExpectedDay::default();
        }
        self.forecast(case, calendars, now).expected_day()
    }

    fn put_away(&self, cases: &mut Cases) {
        let inbox = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        for case in inbox {
            cases.put(Arc::unwrap_or_clone(case));
        }
    }

    fn write(&self) -> RwLockWriteGuard<'_, Cases> {
        let mut cases = self.cases.write().unwrap_or_else(PoisonError::into_inner);
        self.put_away(&mut cases);
        cases
    }
}
