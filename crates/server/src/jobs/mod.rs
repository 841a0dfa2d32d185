//! What the program does by itself while it serves: it watches orders, learns, and lets go of what nobody needs any more.
//! Each job is a function of the store and a time, so that a test calls it without waiting; only the loops here wait.

mod watch;

use std::time::Duration;

use yidan_store::idempotency;

use crate::app::App;

/// Starts them all; they end with the process.
pub fn start(app: &App) {
    tokio::spawn(watch::run(app.clone()));
    tokio::spawn(forget_answers(app.clone()));
}

/// Once an hour, lets go of answers that no program asks for again.
async fn forget_answers(app: App) {
    let mut hourly = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hourly.tick().await;
        let now = app.now();
        if let Err(error) = app.store.write(move |tx| idempotency::forget(tx, now)).await {
            tracing::warn!(%error, "old answers could not be forgotten");
        }
    }
}
