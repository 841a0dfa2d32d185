//! The watch: every open order is held against the company's rules with its forecast; what is new is raised, what is gone
//! mends itself. Any number of copies may watch: an exception is raised once.

use jiff::Timestamp;
use yidan_domain::{
    OrderId,
    case::Case,
    exception::{Difference, Rules, Watched, differences, found},
    schedule::{Calendars, Network, forecast::Forecast},
};

use super::Ahead;
use crate::{Error, Result, Store, exceptions::apply_rules};

/// Orders dealt with in one transaction.
const BATCH: usize = 50;

struct Watch<'a> {
    rules: &'a Rules,
    calendars: &'a Calendars,
    now: Timestamp,
    /// Orders with the version that something was found on.
    found: Vec<(OrderId, u64, Vec<Difference>)>,
}

impl Ahead for Watch<'_> {
    fn see(&mut self, case: &Case, network: &Network, forecast: &Forecast) {
        let Some(guard) = &case.guard else { return };
        let watched = Watched::of_case(case, guard, network, forecast);
        let differences = differences(&found(&watched, self.rules, self.now, self.calendars), &guard.raised);
        if !differences.is_empty() {
            self.found.push((case.id, case.version, differences));
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
        watch.found
    });
    let mut done = 0;
    for batch in looked.await.map_err(Error::storage)?.chunks(BATCH) {
        let batch = batch.to_vec();
        done += store
            .write(move |tx| {
                let mut done = 0;
                for (id, version, differences) in &batch {
                    done += apply_rules(tx, *id, *version, differences, now)?;
                }
                Ok(done)
            })
            .await?;
    }
    Ok(done)
}
