//! The digest of the morning: looked after once a minute, made once a day by whichever copy of the program comes first.

use std::time::Duration;

use yidan_store::digests;

use crate::app::App;

const EVERY: Duration = Duration::from_secs(60);

pub async fn run(app: App) {
    // A digest without forecasts would be one for the whole day.
    app.store.looked_ahead().await;
    let mut minutes = tokio::time::interval(EVERY);
    loop {
        minutes.tick().await;
        match digests::make(&app.store, app.now()).await {
            Ok(0) => {}
            Ok(made) => tracing::info!(made, "digests of the morning"),
            Err(error) => tracing::warn!(%error, "digests could not be made"),
        }
    }
}
