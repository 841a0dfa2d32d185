//! What others change reaches open screens by itself: `GET /live`, as server-sent events.
//!
//! A line tells `orders` (the ids of orders that have changed, for the board), or with `?order=ID` only `order-ID` (its
//! version, for the order's page), with `?only=lots` `lots` (the ids of orders of whose lots something was told), or with
//! `?only=notices` of no orders; on every line `notices` when the viewer was told
//! something; and `reload` when too much has happened to tell. Only orders that the viewer may see are spoken of. Between two events a line rests, so that a thousand screens cost little under any load.

use std::{
    collections::{BTreeSet, VecDeque},
    convert::Infallible,
    sync::LazyLock,
    time::Duration,
};

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
use yidan_domain::{OrderId, PersonId, access::Scope};
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
    /// `notices`, on pages that show no orders; `lots`, on those of the workshop.
    #[serde(default)]
    only: String,
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
        me: screen.viewer.person,
        about: match wanted.order {
            Some(order) => About::Order(order),
            None if wanted.only == "notices" => About::Nothing,
            None if wanted.only == "lots" => About::Lots,
            None => About::Orders,
        },
        waiting: VecDeque::new(),
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
    me: PersonId,
    about: About,
    /// Heard together with what was said last.
    waiting: VecDeque<Event>,
    rests_until: Instant,
    ends_at: Instant,
}

/// Which orders a line tells of.
#[derive(Clone, Copy, PartialEq)]
enum About {
    Orders,
    Order(OrderId),
    /// Lots of any order.
    Lots,
    Nothing,
}

#[derive(Default)]
struct Heard {
    /// Orders that have changed, with their versions.
    orders: BTreeSet<(OrderId, u64)>,
    /// The viewer was told something, or has read it.
    notices: bool,
}

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
            if let Some(event) = self.waiting.pop_front() {
                return Some(self.said(event));
            }
            tokio::time::sleep_until(self.rests_until).await;
            let heard = match self.hear().await {
                Ok(heard) => heard,
                Err(RecvError::Lagged(_)) => return Some(self.said(Event::default().event("reload").data("all"))),
                Err(RecvError::Closed) => return None,
            };
            // Browsers do not hear an event without data, even if its name says enough.
            let notices = heard.notices.then(|| Event::default().event("notices").data("new"));
            self.waiting = self.event(&heard.orders).into_iter().chain(notices).collect();
        }
    }

    fn said(&mut self, event: Event) -> Event {
        self.rests_until = Instant::now() + REST;
        event
    }

    /// At least one change, and whatever else has come meanwhile.
    async fn hear(&mut self) -> Result<Heard, RecvError> {
        let mut heard = Heard::default();
        let mut change = self.changes.recv().await?;
        loop {
            match change {
                Change::Order { row, .. } if self.tells_of(row.id) => drop(heard.orders.insert((row.id, row.version))),
                Change::Lot(news) if self.about == About::Lots => {
                    heard.orders.insert((news.order, news.version));
                }
                Change::Notices(person) if person == self.me => heard.notices = true,
                _ => {}
            }
            change = match self.changes.try_recv() {
                Ok(change) => change,
                Err(TryRecvError::Lagged(missed)) => return Err(RecvError::Lagged(missed)),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return Ok(heard),
            };
        }
    }

    fn tells_of(&self, order: OrderId) -> bool {
        matches!(self.about, About::Orders) || self.about == About::Order(order)
    }

    /// What the viewer is told of the orders that were heard of, if anything.
    fn event(&self, heard: &BTreeSet<(OrderId, u64)>) -> Option<Event> {
        let ids: Vec<OrderId> = heard.iter().map(|(id, _)| *id).collect();
        let seen = self.store.board().seen(self.scope, &ids);
        if seen.is_empty() {
            return None;
        }
        let event = match (self.about, heard.last()) {
            (About::Order(order), Some((_, version))) => {
                Event::default().event(format!("order-{order}")).data(version.to_string())
            }
            (About::Lots, _) => Event::default().event("lots").data(words(&seen)),
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
