//! The inspectors' calendar: a month in its weeks, or a week by inspector; days off and public holidays are marked.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use jiff::{SignedDuration, civil::Date};
use yidan_domain::{Message, order::lateness::day_number, quality::Inspector, schedule::Calendar};
use yidan_store::inspections::{self, Listed};

use super::{
    Answer, Screen,
    view::{InspectionView, state},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
    web::{address, board::address::refused},
};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days;

impl address::Names for Days {
    const ALL: &'static [&'static str] = &["view", "day", "inspector"];
}

type Address = address::Address<Days>;

const AT: &str = "/quality/calendar";

#[derive(Template)]
#[template(path = "quality/calendar.html")]
struct CalendarPage {
    frame: Frame,
    asked: Address,
    is_week: bool,
    /// `2026-12`, or the first and last day of the week.
    title: String,
    before: String,
    after: String,
    now: String,
    days: Vec<Day>,
    /// In a week: each inspector with what there is on its seven days.
    inspectors: Vec<(String, Vec<Vec<Item>>)>,
    /// The year's public holidays are not known.
    /// A sentence where public holidays of a year are not known.
    unknown_year: Option<String>,
}

struct Day {
    date: Date,
    weekday: String,
    /// The weekday and the date.
    words: String,
    is_today: bool,
    is_off: bool,
    is_inside: bool,
    name: String,
    items: Vec<Item>,
}

#[derive(Clone)]
struct Item {
    link: String,
    number: String,
    stage: String,
    goods: String,
    inspector: String,
    state: (&'static str, &'static str),
}

pub async fn show(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let asked = Address::of(pairs);
    let day = asked.date("day").map_err(refused)?.unwrap_or(screen.today());
    let is_week = asked.get("view") == "week";
    let (from, to) = if is_week { week(day, day) } else { week(day.first_of_month(), day.last_of_month()) };
    let viewer = screen.viewer.clone();
    let listed = screen.app.store.read(move |tx| inspections::between(tx, &viewer, from, to)).await?;
    let frame = screen.frame().titled("quality-calendar").at(Nav::Quality);
    let wanted = asked.get("inspector");
    let shown = |one: &&Listed| wanted.is_empty() || one.kept.inspection.arrangement.inspector.key() == wanted;
    let listed: Vec<&Listed> = listed.iter().filter(shown).collect();
    let world = screen.app.store.world();
    let calendar = world.company.calendars.company();
    let count = if is_week { 7 } else { (day_number(to) - day_number(from) + 1).max(7) };
    let dates: Vec<Date> = (0..count).map(|more| later(from, i64::from(more))).collect();
    let month = (day.year(), day.month());
    let view = |date: &Date| Day {
        is_inside: is_week || (date.year(), date.month()) == month,
        ..shown_day(*date, &listed, calendar, screen.today(), &frame.reader)
    };
    let step = |day: Date| asked.clone().with("day", &day.to_string()).link(AT);
    let (before, after) = match is_week {
        true => (later(day, -7), later(day, 7)),
        false => (later(day.first_of_month(), -1), later(day.last_of_month(), 1)),
    };
    // A year is no quantity: it is not written with a comma.
    let unknown = |year: i16| Message::new("quality-holidays-unknown").with("year", year.to_string());
    let unknown = calendar.unpublished([from, to]).map(|year| frame.reader.say(&unknown(year)));
    let page = CalendarPage {
        is_week,
        title: match is_week {
            true => format!("{} – {}", frame.reader.day(from), frame.reader.day(to)),
            false => day.strftime("%Y-%m").to_string(),
        },
        before: step(before),
        after: step(after),
        now: asked.clone().with("day", "").link(AT),
        days: dates.iter().map(view).collect(),
        inspectors: if is_week { by_inspector(&listed, &dates, &frame.reader) } else { Vec::new() },
        unknown_year: unknown,
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// From the Monday before to the Sunday after.
fn week(first: Date, last: Date) -> (Date, Date) {
    let monday = later(first, -i64::from(first.weekday().to_monday_zero_offset()));
    (monday, later(last, 6 - i64::from(last.weekday().to_monday_zero_offset())))
}

fn later(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(days * 24))
}

fn shown_day(date: Date, listed: &[&Listed], calendar: &Calendar, today: Date, reader: &Reader) -> Day {
    let number = day_number(date);
    let weekday = reader.t(&format!("weekday-short-{}", date.weekday().to_monday_one_offset()));
    let of_day = listed.iter().filter(|one| one.kept.inspection.expected_on() == Some(date));
    Day {
        words: format!("{weekday} {}", reader.day(date)),
        weekday,
        is_today: date == today,
        is_off: !calendar.is_working(number),
        is_inside: true,
        name: calendar.day_name(number).unwrap_or_default().to_owned(),
        items: of_day.map(|one| item(one, reader)).collect(),
        date,
    }
}

fn by_inspector(listed: &[&Listed], dates: &[Date], reader: &Reader) -> Vec<(String, Vec<Vec<Item>>)> {
    let mut rows: BTreeMap<&Inspector, Vec<Vec<Item>>> = BTreeMap::new();
    for one in listed {
        let inspection = &one.kept.inspection;
        let Some(place) = dates.iter().position(|date| inspection.expected_on() == Some(*date)) else { continue };
        let row = rows.entry(&inspection.arrangement.inspector).or_insert_with(|| vec![Vec::new(); dates.len()]);
        row[place].push(item(one, reader));
    }
    rows.into_iter().map(|(who, row)| (who.name().get(reader.lang).to_owned(), row)).collect()
}

fn item(listed: &Listed, reader: &Reader) -> Item {
    let view = InspectionView::of(&listed.kept, reader);
    Item {
        goods: if view.goods.is_empty() { listed.goods.clone() } else { view.goods },
        link: view.link,
        number: view.number,
        stage: view.stage,
        inspector: view.inspector,
        state: state(&listed.kept.inspection),
    }
}

impl CalendarPage {
    fn view(&self, view: &str) -> String {
        self.asked.clone().with("view", view).link(AT)
    }

    fn of(&self, inspector: &str) -> String {
        self.asked.clone().with("inspector", inspector).link(AT)
    }

    fn is_of(&self, inspector: &str) -> bool {
        self.asked.get("inspector") == inspector
    }
}
