//! The page of one order, live or as it was at a past time.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;
use serde::Deserialize;
use yidan_domain::{Message, OrderId};
use yidan_store::{Error, orders};

use super::{
    super::{Answer, Failure, Screen},
    history::Filter,
    loaded::Loaded,
    parsed,
    shown::Shown,
    typed,
    view::View,
};
use crate::page::{Frame, Nav, filters, html};

/// What a page of an order is asked by.
#[derive(Default, Deserialize)]
pub struct Look {
    /// A past day (with or without its time), or a moment.
    #[serde(default)]
    at: String,
    #[serde(default)]
    clock: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    person: String,
    before: Option<u64>,
}

impl Look {
    fn filter(&self) -> Filter {
        let Self { kind, step, person, before, .. } = self;
        Filter { kind: kind.clone(), step: step.clone(), person: person.clone(), before: *before }
    }

    /// The past moment that is asked for. A day alone means its end.
    fn moment(&self, screen: &Screen) -> Result<Option<Timestamp>, Message> {
        let at = self.at.trim();
        if at.is_empty() {
            return Ok(None);
        }
        if let Ok(moment) = at.parse::<Timestamp>() {
            return Ok(Some(moment));
        }
        let zone = &screen.app.store.world().company.zone;
        let (day, clock) = at.split_once(['T', ' ']).unwrap_or((at, &self.clock));
        let clock = if clock.trim().is_empty() { "23:59" } else { clock };
        typed::moment(day, clock, zone, screen.now())
    }
}

#[derive(Template)]
#[template(path = "orders/page.html")]
struct OrderPage {
    frame: Frame,
    order: View,
}

/// The order alone, to take the place of the one shown; with what has just been done.
#[derive(Template)]
#[template(path = "orders/panel.html")]
struct Panel {
    frame: Frame,
    order: View,
    done: Option<String>,
}

/// Entries of the history that follow those shown.
#[derive(Template)]
#[template(path = "orders/older.html")]
struct Older {
    order: View,
}

pub async fn show(screen: Screen, Path(id): Path<String>, Query(look): Query<Look>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let asked = look.moment(&screen).map_err(|why| Failure { status: StatusCode::BAD_REQUEST, message: Some(why) })?;
    // The time to come is not known; it is shown as of now.
    let past = asked.filter(|at| *at < screen.now());
    let loaded = at_time(Loaded::load(&screen, id).await?, past)?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = loaded.order.number.clone();
    let order = View::of(&loaded, &screen.viewer, &frame.reader, past, look.filter());
    if frame.panel && look.before.is_some() {
        return Ok(html(&frame, &Older { order }));
    }
    let page = OrderPage { frame, order };
    Ok(html(&page.frame, &page))
}

fn at_time(loaded: Loaded, past: Option<Timestamp>) -> Result<Loaded, Failure> {
    let Some(at) = past else { return Ok(loaded) };
    let entered = loaded.order.entered_at;
    let message = Message::new("orders-not-entered-yet").with("at", at).with("entered", entered);
    loaded.back_at(at).ok_or(Failure { status: StatusCode::NOT_FOUND, message: Some(message) })
}

/// The order as it stands now, for a page that is open.
pub async fn refresh(screen: Screen, Path(id): Path<String>, Query(look): Query<Look>) -> Answer {
    let id = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let frame = screen.frame();
    let order = View::of(&loaded, &screen.viewer, &frame.reader, None, look.filter());
    let panel = Panel { frame, order, done: None };
    Ok(html(&panel.frame, &panel))
}

/// The same after a deed, with the word that it is done.
pub async fn panel(screen: &Screen, id: OrderId, done: Option<&Message>) -> Result<Response, Failure> {
    let loaded = Loaded::load(screen, id).await?;
    let frame = screen.frame();
    let order = View::of(&loaded, &screen.viewer, &frame.reader, None, Filter::default());
    let done = done.map(|message| frame.reader.say(message));
    let panel = Panel { frame, order, done };
    Ok(html(&panel.frame, &panel))
}

pub async fn by_number(screen: Screen, Path(number): Path<String>) -> Answer {
    let scope = screen.viewer.scope();
    let found = screen.app.store.read(move |tx| {
        let id = orders::find_number(tx, number.trim())?.ok_or(Error::NotFound("order"))?;
        // An order out of sight is not told of by its number either.
        Ok(orders::load(tx, scope, id)?.id)
    });
    Ok(Redirect::to(&format!("/orders/{}", found.await?)).into_response())
}
