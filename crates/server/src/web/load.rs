//! The load: work that comes to each department and person, day by day, against what their hours allow. Overload is marked
//! before it comes. Figures are those of the last look ahead; each opens the orders behind it.

use std::collections::HashMap;

use askama::Template;
use axum::{Router, extract::Query, routing::get};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use yidan_domain::{
    DepartmentKey, Message, PersonId,
    order::lateness::day_number,
    party::Person,
    schedule::{Calendar, moment::date_of},
};
use yidan_store::{
    World,
    following::{Bucket, DayLoad, Load, MOST_ORDERS, Room, Who},
};

use super::{
    Answer, Failure, Screen,
    address::{Address, Names},
    board::address::{must_be_known, refused},
};
use crate::{
    allowed,
    app::App,
    known::Named,
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

pub fn routes() -> Router<App> {
    Router::new().route("/load", get(show)).route("/load/orders", get(behind))
}

const DAYS: usize = 28;
/// From this share of what the hours allow on, a day is nearly full.
const NEARLY_FULL: i64 = 85;

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    by: String,
}

#[derive(Template)]
#[template(path = "load/load.html")]
struct LoadPage {
    frame: Frame,
    by_person: bool,
    at: Option<Timestamp>,
    days: Vec<Day>,
    rows: Vec<Row>,
}

struct Day {
    words: String,
    weekday: String,
    is_off: bool,
}

struct Row {
    name: String,
    about: String,
    cells: Vec<Cell>,
    /// Days on which there is more work than hours.
    over: usize,
}

struct Cell {
    /// `free`, `some`, `full`, `over`, `off` or `none`.
    class: &'static str,
    steps: u32,
    hours: String,
    title: String,
    link: String,
}

async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    allowed::load(&screen.viewer)?;
    let world = screen.app.store.world();
    let frame = screen.frame().titled("nav-load").at(Nav::Load);
    let load = screen.app.store.following().load();
    let by_person = asked.by == "person";
    let calendar = world.company.calendars.company();
    let days = days(&load, calendar, &frame.reader);
    let grid = Grid { load: &load, world: &world, reader: &frame.reader };
    let rows = if by_person { grid.of_people() } else { grid.of_departments() };
    let page = LoadPage { by_person, at: load.at, days, rows, frame };
    Ok(html(&page.frame, &page))
}

fn days(load: &Load, calendar: &Calendar, reader: &Reader) -> Vec<Day> {
    let day = |day: i32| {
        let date = date_of(day)?;
        let weekday = reader.t(&format!("weekday-short-{}", date.weekday().to_monday_one_offset()));
        Some(Day { words: reader.day(date), weekday, is_off: !calendar.is_working(day) })
    };
    (load.first..).take(if load.at.is_some() { DAYS } else { 0 }).filter_map(day).collect()
}

struct Grid<'a> {
    load: &'a Load,
    world: &'a World,
    reader: &'a Reader,
}

impl Grid<'_> {
    fn of_departments(&self) -> Vec<Row> {
        let rows = self.load.of.iter().filter_map(|(who, days)| {
            let Who::Department(key) = who else { return None };
            let room = Room::of(who, self.world);
            let about = match room.hands {
                None => self.reader.t("load-nobody"),
                Some(places) if room.is_said => self.reader.count("load-places", places.into()),
                Some(people) => self.reader.count("load-hands", people.into()),
            };
            let name = self.world.company.department_name(key);
            let link = format!("/load/orders?department={key}");
            Some(self.row(name.get(self.reader.lang), about, days, &room, &link))
        });
        most_loaded_first(rows.collect())
    }

    fn of_people(&self) -> Vec<Row> {
        let known: HashMap<PersonId, &Person> = self.world.people.iter().map(|person| (person.id, person)).collect();
        let rows = self.load.of.iter().filter_map(|(who, days)| {
            let Who::Person(id) = who else { return None };
            let person = known.get(id)?;
            let departments = person.departments.iter().map(|key| self.world.company.department_name(key));
            let departments: Vec<String> = departments.map(|name| name.get(self.reader.lang).to_owned()).collect();
            let about = self.reader.list(departments.iter().map(String::as_str));
            let link = format!("/load/orders?person={id}");
            Some(self.row(&person.name, about, days, &Room::of(who, self.world), &link))
        });
        most_loaded_first(rows.collect())
    }

    fn row(&self, name: &str, about: String, days: &DayLoad, room: &Room, link: &str) -> Row {
        let days = (self.load.first..).zip(&days.days).take(DAYS);
        let cells: Vec<Cell> = days.map(|(day, bucket)| cell(name, day, bucket, room, link, self.reader)).collect();
        let over = cells.iter().filter(|cell| cell.class == "over").count();
        Row { name: name.to_owned(), about, cells, over }
    }
}

fn most_loaded_first(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| std::cmp::Reverse(row.over));
    rows
}

fn cell(name: &str, day: i32, bucket: &Bucket, room: &Room, link: &str, reader: &Reader) -> Cell {
    let (is_off, room) = (!room.calendar.is_working(day), room.seconds(day));
    let class = match (bucket.steps, bucket.seconds, room) {
        (0, ..) if is_off => "off",
        (0, ..) => "free",
        (_, 0, _) => "some",
        (_, seconds, Some(room)) if seconds > room => "over",
        (_, seconds, Some(room)) if seconds * 100 >= room * NEARLY_FULL => "full",
        _ => "some",
    };
    let date = date_of(day).map(|date| reader.day(date)).unwrap_or_default();
    let hours = |seconds: i64| format!("{}.{}", seconds / 3600, seconds % 3600 / 360);
    let message = Message::new("load-cell")
        .with("name", name)
        .with("day", date)
        .with("steps", u64::from(bucket.steps))
        .with("hours", hours(bucket.seconds))
        .with("room", room.map_or("–".into(), hours));
    Cell {
        class,
        steps: bucket.steps,
        hours: if bucket.seconds == 0 { String::new() } else { hours(bucket.seconds) },
        title: reader.say(&message),
        link: format!("{link}&day={}", date_of(day).map(|date| date.to_string()).unwrap_or_default()),
    }
}

/// Whose load, and of which day.
#[derive(Debug, Clone, Default)]
struct Behind;

impl Names for Behind {
    const ALL: &'static [&'static str] = &["department", "person", "day"];
}

#[derive(Template)]
#[template(path = "load/orders.html")]
struct BehindPage {
    frame: Frame,
    /// Number, address and promised day of each order.
    orders: Vec<(String, String, Option<Date>)>,
    /// Said where not all orders are remembered.
    cut: String,
}

/// The orders behind one figure.
async fn behind(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    allowed::load(&screen.viewer)?;
    let (who, day) = asked(&screen, &Address::of(pairs)).await?;
    let load = screen.app.store.following().load();
    let place = usize::try_from(day_number(day) - load.first).ok();
    let bucket = place.and_then(|place| load.of.get(&who)?.days.get(place));
    let ids = bucket.map(|bucket| bucket.orders.clone()).unwrap_or_default();
    let rows = screen.app.store.read(move |tx| yidan_store::orders::rows(tx, &ids)).await?;
    let frame = screen.frame().titled("load-orders").at(Nav::Load);
    let orders = rows.into_iter().map(|row| (row.number, format!("/orders/{}", row.id), row.promised)).collect();
    let cut = bucket.filter(|bucket| bucket.has_more).map(|bucket| {
        let message = Message::new("load-first-orders").with("most", MOST_ORDERS);
        frame.reader.say(&message.with("steps", u64::from(bucket.steps)))
    });
    let page = BehindPage { cut: cut.unwrap_or_default(), frame, orders };
    Ok(html(&page.frame, &page))
}

/// What the address asks, or what is wrong with it.
async fn asked(screen: &Screen, address: &Address<Behind>) -> Result<(Who, Date), Failure> {
    let department = address.said("department").map(DepartmentKey::from);
    let person = address.parsed("person").map_err(refused)?;
    let day = address.date("day").map_err(refused)?;
    let named = Named { department: department.as_ref(), people: vec![("person", person)], ..Named::default() };
    must_be_known(screen, named).await?;
    let who = department.map(Who::Department).or(person.map(Who::Person));
    who.zip(day).ok_or_else(|| refused(Message::new("load-which")))
}
