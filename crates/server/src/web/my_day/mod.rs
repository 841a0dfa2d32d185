//! My day: what waits for the person who looks, most urgent first, each with the one tap that moves it on. The index says
//! what waits; the orders themselves say what may be done and why not.

mod card;

use std::collections::HashMap;

use askama::Template;
use axum::{Router, extract::Query, routing::get};
use serde::Deserialize;
use yidan_domain::{CustomerId, Message, OrderId, access::Role, order::Order};
use yidan_store::{
    approvals,
    board::{Desk, MyDay, Urgency},
    customers,
    notices::{self, Told},
    orders,
};

use super::{Answer, Failure, Screen, notices::shown::Notice};
use crate::{
    app::App,
    page::{Frame, Nav, filters, html},
};
use card::{Card, Cards};

pub fn routes() -> Router<App> {
    Router::new().route("/my-day", get(show))
}

/// Tasks shown at first, and at most.
const FEW: usize = 60;
const MOST: usize = 480;

/// Notices shown above the tasks.
const NEWEST: usize = 3;

#[derive(Deserialize)]
struct Wanted {
    rows: Option<String>,
}

#[derive(Template)]
#[template(path = "my_day/my_day.html")]
struct Day {
    frame: Frame,
    date: String,
    /// What waits for the viewer's signature.
    to_sign: usize,
    /// The latest notices that are not read.
    notices: Vec<Notice>,
    /// What is to be done, and what is only to be kept in mind.
    pressing: Vec<Section>,
    resting: Vec<Section>,
    read_only: bool,
    has_departments: bool,
    /// Everything, also what is not shown.
    count: usize,
    more: Option<usize>,
}

struct Section {
    urgency: Urgency,
    count: usize,
    cards: Vec<Card>,
}

async fn show(screen: Screen, Query(wanted): Query<Wanted>) -> Answer {
    let rows = wanted.rows.and_then(|rows| rows.parse().ok()).unwrap_or(FEW).clamp(1, MOST);
    let (day, known, told, to_sign) = look(&screen, rows).await?;
    let frame = screen.frame().titled("nav-my-day").at(Nav::MyDay);
    let world = screen.app.store.world();
    let cards = Cards { reader: &frame.reader, world: &world, viewer: &screen.viewer, known: &known };
    let mut sections = sections(&day, cards.of(&day));
    let resting = sections.split_off(4);
    let count: usize = day.counts.iter().map(|(_, count)| count).sum();
    let page = Day {
        date: date_words(&frame),
        to_sign,
        notices: told.iter().map(|told| Notice::of(told, &world.people, &frame.reader)).collect(),
        pressing: sections,
        resting,
        read_only: screen.viewer.role == Role::ReadOnly,
        has_departments: !screen.viewer.departments.is_empty(),
        count,
        more: (count > day.tasks.len() + day.promises.len() && rows < MOST).then_some((rows * 2).min(MOST)),
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// Orders and names that the day speaks of.
struct Known {
    orders: HashMap<OrderId, Order>,
    customers: HashMap<CustomerId, String>,
}

async fn look(screen: &Screen, limit: usize) -> Result<(MyDay, Known, Vec<Told>, usize), Failure> {
    let store = screen.app.store.clone();
    store.ready().await;
    let (desk, index, viewer) = (desk(screen, limit), store.clone(), screen.viewer.clone());
    let read = store.read(move |tx| {
        let day = index.board().my_day(&desk);
        let tasks = day.tasks.iter().map(|task| task.order);
        let mut ids: Vec<OrderId> = tasks.chain(day.promises.iter().map(|promise| promise.order)).collect();
        ids.sort_unstable();
        ids.dedup();
        let orders = orders::load_known(tx, &ids)?;
        let of_orders: Vec<CustomerId> = orders.values().map(|order| order.header.customer).collect();
        let customers = customers::names(tx, &of_orders)?;
        let told = notices::of(tx, desk.person, true, None, NEWEST)?;
        let to_sign = approvals::inbox(tx, &viewer)?.items.len();
        Ok((day, Known { orders, customers }, told, to_sign))
    });
    Ok(read.await?)
}

fn desk(screen: &Screen, limit: usize) -> Desk {
    let (viewer, today) = (&screen.viewer, screen.today());
    let zone = &screen.app.store.world().company.zone;
    let tomorrow = today.tomorrow().and_then(|day| zone.to_timestamp(day.at(0, 0, 0, 0)));
    Desk {
        scope: viewer.scope(),
        person: viewer.person,
        departments: viewer.departments.clone(),
        now: screen.now(),
        today,
        tomorrow: tomorrow.unwrap_or(screen.now()),
        limit,
    }
}

/// One for each urgency, in their order; those that are empty, too.
fn sections(day: &MyDay, cards: Vec<(Urgency, Card)>) -> Vec<Section> {
    let mut sections: Vec<Section> = day
        .counts
        .iter()
        .map(|(urgency, count)| Section { urgency: *urgency, count: *count, cards: Vec::new() })
        .collect();
    for (urgency, card) in cards {
        if let Some(section) = sections.iter_mut().find(|section| section.urgency == urgency) {
            section.cards.push(card);
        }
    }
    sections.iter_mut().for_each(|section| section.cards.sort_by_key(|card| card.due));
    sections
}

fn date_words(frame: &Frame) -> String {
    const WEEKDAYS: [&str; 7] = [
        "my-day-monday",
        "my-day-tuesday",
        "my-day-wednesday",
        "my-day-thursday",
        "my-day-friday",
        "my-day-saturday",
        "my-day-sunday",
    ];
    let today = frame.reader.today();
    let weekday = WEEKDAYS[today.weekday().to_monday_zero_offset() as usize % 7];
    frame
        .reader
        .say(&Message::new("my-day-date").with("date", frame.reader.day(today)).with("weekday", frame.t(weekday)))
}

impl Day {
    /// Nothing presses, but something rests.
    fn is_calm(&self) -> bool {
        self.pressing.iter().all(|section| section.count == 0)
    }

    /// Nothing rests: what presses takes the whole width.
    fn is_one_column(&self) -> bool {
        self.resting.iter().all(|section| section.count == 0)
    }

    fn empty_words(&self) -> &'static str {
        if self.has_departments { "my-day-empty-onward" } else { "my-day-empty-no-department" }
    }

    fn all(&self) -> impl Iterator<Item = &Section> {
        self.pressing.iter().chain(&self.resting).filter(|section| section.count > 0)
    }
}

impl Section {
    fn key(&self) -> String {
        format!("my-day-{}", self.urgency.key())
    }

    fn class(&self) -> &'static str {
        match self.urgency {
            Urgency::Overdue => "red",
            Urgency::DueToday => "amber",
            Urgency::Blocked => "plum",
            Urgency::Handed | Urgency::Ready | Urgency::Promised => "",
        }
    }

    /// Those that are not shown.
    fn hidden(&self) -> usize {
        self.count.saturating_sub(self.cards.len())
    }
}
