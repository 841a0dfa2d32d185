//! The watch: every open order is held against the company's rules with its forecast; what is new is raised, what is gone
//! mends itself. Any number of copies may watch: an exception is raised once.

use jiff::Timestamp;
use yidan_domain::{
    OrderId,
    case::Case,
    exception::{Difference, Rules, Watched, differences, found},
    schedule::{Calendars, Network, forecast::Forecast},
};

use super::{Ahead, Cases};
use crate::{Error, Result, Store, Tx, exceptions::apply_rules};

/// Orders dealt with in one transaction.
const BATCH: usize = 50;

struct Watch<'a> {
    rules: &'a Rules,
    calendars: &'a Calendars,
    now: Timestamp,
    found: Vec<Found>,
}

/// An order, with the version that something was found on.
type Found = (OrderId, u64, Vec<Difference>);

impl Ahead for Watch<'_> {
    fn see(&mut self, case: &Case, network: &Network, forecast: &Forecast) {
        let Some(guard) = &case.guard else { return };
        let watched = Watched::of(case, guard, network, forecast);
        let differences = differences(&found(&watched, self.rules, self.now, self.calendars), &guard.raised);
        if !differences.is_empty() {
            self.found.push((case.id, case.version, differences));
        }
    }
}

impl Watch<'_> {
    /// Nothing is wrong with an order that is done or cancelled: what was raised mends itself.
    fn see_closed(&mut self, cases: &Cases) {
        for case in cases.closed() {
            let raised = case.guard.as_ref().map(|guard| &*guard.raised).unwrap_or_default();
            self.found.push((case.id, case.version, differences(&[], raised)));
        }
    }
}

/// Looks ahead over every open order, raises and mends; answers how many exceptions it did.
pub async fn watch(store: &Store, now: Timestamp) -> Result<usize> {
    let index = store.clone();
    let looked = tokio::task::spawn_blocking(move || {
        let world = index.world();
        let calendars = &world.company.calendars;
        let mut watch = Watch { rules: &world.rules, calendars, now, found: Vec::new() };
        index.look_ahead(now, &mut watch);
        watch.see_closed(&index.following().cases());
        watch.found
    });
    let mut done = 0;
    for batch in looked.await.map_err(Error::storage)?.chunks(BATCH) {
        let orders = batch.to_vec();
        match store.write(move |tx| apply(tx, &orders, now)).await {
            Ok(applied) => done += applied,
            // One order that cannot be dealt with does not keep the others from it.
            Err(_) => done += one_by_one(store, batch, now).await,
        }
    }
    Ok(done)
}

fn apply(tx: &mut Tx, orders: &[Found], now: Timestamp) -> Result<usize> {
    orders.iter().try_fold(0, |done, (id, version, found)| Ok(done + apply_rules(tx, *id, *version, found, now)?))
}

async fn one_by_one(store: &Store, batch: &[Found], now: Timestamp) -> usize {
    let mut done = 0;
    for order in batch {
        let alone = [order.clone()];
        match store.write(move |tx| apply(tx, &alone, now)).await {
            Ok(applied) => done += applied,
            Err(error) => tracing::warn!(order = %order.0, %error, "what rules have found could not be kept"),
        }
    }
    done
}
