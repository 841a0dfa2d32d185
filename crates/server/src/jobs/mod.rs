//! What the program does by itself while it serves: it watches orders, learns, and lets go of what nobody needs any more.
//! Each job is a function of the store and a time, so that a test calls it without waiting; only the loops here wait.

mod digest;
mod watch;

use std::time::Duration;

use yidan_store::{digests, idempotency, notices};

use crate::app::App;

/// Starts them all; they end with the process.
pub fn start(app: &App) {
    tokio::spawn(watch::run(app.clone()));
    tokio::spawn(digest::run(app.clone()));
    tokio::spawn(forget(app.clone()));
}

/// Once an hour, lets go of answers that no program asks for again, and of notices and digests of long ago.
async fn forget(app: App) {
    let mut hourly = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hourly.tick().await;
        let now = app.now();
        let forgotten = app.store.write(move |tx| {
            idempotency::forget(tx, now)?;
            notices::forget(tx, now)?;
            digests::forget(tx, now)
        });
        if let Err(error) = forgotten.await {
            tracing::warn!(%error, "what is old could not be forgotten");
        }
    }
}
