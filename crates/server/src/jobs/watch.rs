//! Watching orders: forecasts are made anew and rules looked after, soon after something has changed and in any case once
//! a minute, because time passes.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use yidan_store::{Change, World, following, orders, rebuild};

use crate::app::App;

const AT_LEAST_EVERY: Duration = Duration::from_secs(60);
/// After a change there are often more.
const REST: Duration = Duration::from_secs(2);
/// A look ahead may take this share of one processor's time.
const SHARE: u32 = 20;
/// What insight is counted from is put on the shelf when nobody has asked for so long.
const INSIGHT_RESTS: Duration = Duration::from_secs(30 * 60);
const LEARN_EVERY: SignedDuration = SignedDuration::from_hours(1);

pub async fn run(app: App) {
    app.store.ready().await;
    app.store.following_ready().await;
    let mut changes = app.store.changes();
    tokio::spawn(renew(app.clone()));
    let mut learned: Option<Timestamp> = None;
    // The company by whose calendars the rows are known to be.
    let mut refreshed: Option<Arc<World>> = None;
    loop {
        let now = app.now();
        if learned.is_none_or(|at| now.duration_since(at) >= LEARN_EVERY) {
            // When it fails it is tried again the next time.
            match app.store.learn_anew(now).await {
                Ok(()) => learned = Some(now),
                Err(error) => tracing::warn!(%error, "how long steps take could not be learned"),
            }
        }
        let world = app.store.world();
        if !refreshed.as_ref().is_some_and(|before| Arc::ptr_eq(before, &world)) {
            match orders::refresh_open(&app.store).await {
                Ok(_) => refreshed = Some(world),
                Err(error) => tracing::warn!(%error, "due dates could not be reckoned anew"),
            }
        }
        let begun = Instant::now();
        if let Err(error) = following::watch(&app.store, now).await {
            tracing::warn!(%error, "orders could not be watched");
        }
        match app.store.keep_insight(INSIGHT_RESTS).await {
            Ok(is_ready) => metrics::gauge!("yidan_insight_ready").set(if is_ready { 1 } else { 0 }),
            Err(error) => {
                metrics::gauge!("yidan_insight_ready").set(0);
                tracing::warn!(%error, "insight could not be made ready; the next question takes longer");
            }
        }
        let rest = (begun.elapsed() * SHARE).clamp(REST, AT_LEAST_EVERY);
        tokio::time::sleep(rest).await;
        let _ = tokio::time::timeout(AT_LEAST_EVERY - rest, news(&mut changes)).await;
        // What came meanwhile is seen by the next look.
        while changes.try_recv().is_ok() {}
    }
}

async fn renew(app: App) {
    // What every order is held against comes first.
    app.store.looked_ahead().await;
    match rebuild::renew(&app.store).await {
        Ok(None) => {}
        Ok(Some(report)) => {
            tracing::info!(orders = report.orders, "what an earlier version had kept was made anew");
            for fault in report.faults {
                tracing::warn!(?fault, "left as it was: see `yidan rebuild --check`");
            }
        }
        Err(error) => {
            tracing::warn!(%error, "what an earlier version has kept could not be made anew; it is tried at the next start");
        }
    }
}

/// Until an order or the company has changed.
async fn news(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(
                Change::Customer(_)
                | Change::Receivable(_)
                | Change::Lot(_)
                | Change::Materials(_)
                | Change::Notices(_),
            ) => {}
            Ok(Change::World | Change::Order { .. }) | Err(RecvError::Lagged(_) | RecvError::Closed) => return,
        }
    }
}
