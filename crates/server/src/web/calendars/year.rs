//! A year of a calendar, month by month, with what is special about its days, who works by it, and its own days.

use askama::Template;
use axum::{extract::Query, http::StatusCode, response::Response};
use jiff::civil::{Date, Weekday, date};
use serde::Deserialize;
use yidan_domain::{
    DepartmentKey, Message, Text,
    order::lateness::day_number,
    party::Department,
    schedule::{
        Calendar,
        book::{Book, Named},
        calendar::OwnDay,
        holidays::{self, YEARS},
        hours::{Hours, Span},
        year::{DayKind, Run},
    },
};
use yidan_store::Error;

use super::{Answer, Screen, own};
use crate::page::{Faults, Frame, Nav, filters, html_with};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    calendar: String,
    year: String,
}

#[derive(Template)]
#[template(path = "calendars/year.html")]
struct YearPage {
    frame: Frame,
    manages: bool,
    may_change: bool,
    book: Book,
    departments: Vec<Department>,
    shown: Named,
    year: i16,
    is_known: bool,
    worked: i32,
    hours: Vec<HoursOf>,
    holidays: Option<Text>,
    months: Vec<Month>,
    runs: Vec<Run>,
    own: own::Typed,
    faults: Faults,
}

/// Days of the week that are worked alike.
struct HoursOf {
    days: String,
    spans: Vec<String>,
}

struct Month {
    first: Date,
    worked: i32,
    /// Monday first; nothing where the week is in another month.
    weeks: Vec<[Option<Shown>; 7]>,
}

struct Shown {
    number: i8,
    kind: DayKind,
    is_today: bool,
    /// For what is marked: day, name and kind in words.
    words: String,
}

pub(super) const WEEKDAYS: [&str; 7] = [
    "my-day-monday",
    "my-day-tuesday",
    "my-day-wednesday",
    "my-day-thursday",
    "my-day-friday",
    "my-day-saturday",
    "my-day-sunday",
];

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let year = asked.year.parse().ok().filter(|year| YEARS.contains(year));
    year_page(&screen, StatusCode::OK, Some(asked.calendar), year, own::Typed::default(), Faults::default())
}

/// The company's calendar and this year, unless others are asked for.
pub(super) fn year_page(
    screen: &Screen,
    status: StatusCode,
    calendar: Option<String>,
    year: Option<i16>,
    own: own::Typed,
    faults: Faults,
) -> Answer {
    let company = &screen.app.store.world().company;
    let key = calendar.filter(|key| !key.is_empty()).unwrap_or_else(|| company.book.company.clone());
    let shown = company.book.get(&key).ok_or(Error::NotFound("calendar"))?;
    let compiled = company.calendars.named(&key).ok_or(Error::NotFound("calendar"))?;
    let today = screen.today();
    let year = year.unwrap_or(today.year()).clamp(*YEARS.start(), *YEARS.end());
    let mut frame = screen.frame().titled("calendars");
    if screen.viewer.administers() {
        frame = frame.at(Nav::Settings);
    }
    let page = YearPage {
        manages: screen.viewer.manages(),
        may_change: screen.viewer.administers(),
        departments: company.departments.clone(),
        is_known: compiled.knows(year),
        worked: compiled.worked_days(date(year, 1, 1), date(year, 12, 31)),
        hours: hours(&frame, &shown.hours),
        holidays: shown.holidays.as_deref().and_then(|key| company.tables.get(key)).map(|table| table.name),
        months: (1..=12).map(|month| Month::of(&frame, compiled, date(year, month, 1), today)).collect(),
        runs: compiled.runs(year),
        book: company.book.clone(),
        shown: shown.clone(),
        year,
        own,
        faults,
        frame,
    };
    Ok(answer(status, &page))
}

fn answer(status: StatusCode, page: &YearPage) -> Response {
    html_with(status, &page.frame, page)
}

/// The days of the week with their hours; days that follow one another and are alike, as one.
fn hours(frame: &Frame, hours: &Hours) -> Vec<HoursOf> {
    let mut rows: Vec<(usize, usize, &[Span])> = Vec::new();
    for (day, weekday) in Weekday::Monday.cycle_forward().take(7).enumerate() {
        let spans = hours.on(weekday);
        match rows.last_mut() {
            Some((_, last, alike)) if *alike == spans => *last = day,
            _ => rows.push((day, day, spans)),
        }
    }
    let name = |day: usize| frame.t(WEEKDAYS[day]);
    let words = |(first, last, spans): (usize, usize, &[Span])| HoursOf {
        days: if first == last { name(first) } else { format!("{}–{}", name(first), name(last)) },
        spans: spans.iter().map(|span| span.to_string().replace('-', "–")).collect(),
    };
    rows.into_iter().map(words).collect()
}

impl Month {
    fn of(frame: &Frame, calendar: &Calendar, first: Date, today: Date) -> Self {
        let mut weeks = Vec::new();
        let mut week: [Option<Shown>; 7] = Default::default();
        let last = first.last_of_month();
        for date in first.series(jiff::Span::new().days(1)).take_while(|date| *date <= last) {
            let place = date.weekday().to_monday_zero_offset() as usize;
            week[place] = Some(Shown::of(frame, calendar, date, today));
            if place == 6 || date == last {
                weeks.push(std::mem::take(&mut week));
            }
        }
        Self { first, worked: calendar.worked_days(first, last), weeks }
    }

    fn name(&self) -> String {
        const MONTHS: [&str; 12] = [
            "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
            "month-10", "month-11", "month-12",
        ];
        MONTHS[(self.first.month() - 1) as usize].to_owned()
    }
}

impl Shown {
    fn of(frame: &Frame, calendar: &Calendar, date: Date, today: Date) -> Self {
        let kind = calendar.kind(day_number(date));
        let words = calendar.day_name(day_number(date)).map_or_else(String::new, |name| {
            let said = Message::new("calendar-day-words")
                .with("date", date.strftime("%m-%d").to_string())
                .with("name", holidays::name(name))
                .with("kind", frame.t(kind_key(kind)));
            frame.reader.say(&said)
        });
        Self { number: date.day(), kind, is_today: date == today, words }
    }

    /// The one character that tells the kind without colour.
    fn mark(&self) -> &'static str {
        mark_key(self.kind)
    }
}

pub(super) fn kind_key(kind: DayKind) -> &'static str {
    match kind.key() {
        "worked" => "day-kind-worked",
        "off" => "day-kind-off",
        "holiday" => "day-kind-holiday",
        "make-up" => "day-kind-make-up",
        "own-off" => "day-kind-own-off",
        _ => "day-kind-own-worked",
    }
}

fn mark_key(kind: DayKind) -> &'static str {
    match kind.key() {
        "holiday" => "day-mark-holiday",
        "make-up" => "day-mark-make-up",
        "own-off" => "day-mark-own-off",
        "own-worked" => "day-mark-own-worked",
        _ => "",
    }
}

impl YearPage {
    fn is_shown(&self, calendar: &Named) -> bool {
        calendar.key == self.shown.key
    }

    fn kinds(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        DayKind::ALL.into_iter().map(|kind| (kind.key(), kind_key(kind), mark_key(kind)))
    }

    /// Short and long names of the weekdays.
    fn weekdays(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        const SHORT: [&str; 7] = ["week-mo", "week-tu", "week-we", "week-th", "week-fr", "week-sa", "week-su"];
        SHORT.into_iter().zip(WEEKDAYS)
    }

    fn unknown_words(&self) -> String {
        self.frame.reader.say(&Message::new("calendar-year-unknown").with("year", self.year.to_string()))
    }

    /// The years before and after, as far as calendars reach.
    fn years_around(&self) -> impl Iterator<Item = i16> {
        [self.year - 1, self.year + 1].into_iter().filter(|year| YEARS.contains(year))
    }

    fn is_past(&self, other: &i16) -> bool {
        *other < self.year
    }

    fn run_name(&self, run: &Run) -> String {
        holidays::name(&run.name).get(self.frame.reader.lang).to_owned()
    }

    fn run_kind(&self, run: &Run) -> &'static str {
        kind_key(DayKind::Marked(run.kind))
    }

    /// The calendar's own days, the latest first.
    fn own_days(&self) -> Vec<&OwnDay> {
        let mut own: Vec<&OwnDay> = self.shown.own.iter().collect();
        own.sort_by_key(|day| std::cmp::Reverse(day.from));
        own
    }

    /// May it be taken out? Nobody works by it.
    fn is_unused(&self) -> bool {
        self.book.company != self.shown.key && !self.book.departments.values().any(|key| *key == self.shown.key)
    }

    /// The key of a department's own calendar; empty when it works by the company's.
    fn calendar_of(&self, department: &DepartmentKey) -> &str {
        self.book.departments.get(department).map_or("", String::as_str)
    }

    fn name_of(&self, department: &DepartmentKey) -> &str {
        self.book.of(department).map_or("", |calendar| calendar.name.get(self.frame.reader.lang))
    }

    /// Does everybody work by it?
    fn is_for_all(&self) -> bool {
        self.workers().len() == self.departments.len()
    }

    /// Who works by the calendar shown.
    fn workers(&self) -> Vec<&Department> {
        let here = |department: &&Department| self.book.of(&department.key).is_some_and(|found| self.is_shown(found));
        self.departments.iter().filter(here).collect()
    }
}
