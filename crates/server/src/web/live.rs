//! What others change reaches open screens by itself: `GET /live`, as server-sent events.
//!
//! A line tells `orders` (the ids of orders that have changed, for the board), or with `?order=ID` only `order-ID` (its
//! version, for the order's page), and `reload` when too much has happened to tell. Only orders that the viewer may see
//! are spoken of. Between two events a line rests, so that a thousand screens cost little under any load.

use std::{collections::BTreeSet, convert::Infallible, sync::LazyLock, time::Duration};

use axum::{
    Router,
    extract::Query,
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures::{StreamExt, stream};
use serde::Deserialize;
use tokio::{
    sync::{
        broadcast::{
            Receiver,
            error::{RecvError, TryRecvError},
        },
        watch,
    },
    time::Instant,
};
use yidan_domain::{OrderId, access::Scope};
use yidan_store::{Change, Store};

use super::{Answer, Screen};
use crate::app::App;

/// Between two events of a line.
const REST: Duration = Duration::from_millis(500);

/// A comment is sent when nothing else was for so long, lest something between takes the line for dead.
const BREATH: Duration = Duration::from_secs(20);

/// Then the browser has to ask again, and whoever is no longer signed in hears no more.
const LASTS: Duration = Duration::from_secs(600);

/// Said once, when the program stops: lines that stay open would keep it from ending.
static STOPPING: LazyLock<watch::Sender<bool>> = LazyLock::new(|| watch::channel(false).0);

pub fn end_all() {
    STOPPING.send_replace(true);
}

pub fn routes() -> Router<App> {
    Router::new().route("/live", get(listen))
}

#[derive(Deserialize)]
struct Wanted {
    order: Option<OrderId>,
}

async fn listen(screen: Screen, Query(wanted): Query<Wanted>) -> Answer {
    let scope = screen.viewer.scope();
    if let Some(order) = wanted.order
        && screen.app.store.board().seen(scope, &[order]).is_empty()
    {
        return Err(yidan_store::Error::NotFound("order").into());
    }
    let line = Line {
        changes: screen.app.store.changes(),
        store: screen.app.store,
        scope,
        only: wanted.order,
        rests_until: Instant::now(),
        ends_at: Instant::now() + LASTS,
    };
    let events = stream::unfold(line, |mut line| async move { Some((line.next().await?, line)) });
    let events = events.map(Ok::<Event, Infallible>).fuse();
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(BREATH)).into_response())
}

struct Line {
    changes: Receiver<Change>,
    store: Store,
    scope: Scope,
    /// One order, or all of them.
    only: Option<OrderId>,
    rests_until: Instant,
    ends_at: Instant,
}

/// Orders that have changed, with their versions.
type Heard = BTreeSet<(OrderId, u64)>;

impl Line {
    /// The next event; `None` when the line has lasted long enough.
    async fn next(&mut self) -> Option<Event> {
        let (mut stopping, ends_at) = (STOPPING.subscribe(), self.ends_at);
        tokio::select! {
            event = self.wait() => event,
            () = tokio::time::sleep_until(ends_at) => None,
            _ = stopping.wait_for(|stopping| *stopping) => None,
        }
    }

    async fn wait(&mut self) -> Option<Event> {
        loop {
            tokio::time::sleep_until(self.rests_until).await;
            let heard = match self.hear().await {
                Ok(heard) => heard,
                Err(RecvError::Lagged(_)) => return Some(self.said(Event::default().event("reload").data(""))),
                Err(RecvError::Closed) => return None,
            };
            if let Some(event) = self.event(&heard) {
                return Some(self.said(event));
            }
        }
    }

    fn said(&mut self, event: Event) -> Event {
        self.rests_until = Instant::now() + REST;
        event
    }

    /// At least one change, and whatever else has come meanwhile.
    async fn hear(&mut self) -> Result<Heard, RecvError> {
        let mut heard = Heard::new();
        let mut change = self.changes.recv().await?;
        loop {
            if let Change::Order { row, .. } = change
                && self.only.is_none_or(|only| only == row.id)
            {
                heard.insert((row.id, row.version));
            }
            change = match self.changes.try_recv() {
                Ok(change) => change,
                Err(TryRecvError::Lagged(missed)) => return Err(RecvError::Lagged(missed)),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return Ok(heard),
            };
        }
    }

    /// What the viewer is told of what was heard, if anything.
    fn event(&self, heard: &Heard) -> Option<Event> {
        let ids: Vec<OrderId> = heard.iter().map(|(id, _)| *id).collect();
        let seen = self.store.board().seen(self.scope, &ids);
        if seen.is_empty() {
            return None;
        }
        let event = match (self.only, heard.last()) {
            (Some(order), Some((_, version))) => {
                Event::default().event(format!("order-{order}")).data(version.to_string())
            }
            _ => Event::default().event("orders").data(words(&seen)),
        };
        Some(event)
    }
}

fn words(ids: &[OrderId]) -> String {
    let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.dedup();
    ids.join(" ")
}
