//! Working calendars, each day of them, and the tables of public holidays.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{
    DepartmentKey, Message, Say,
    order::lateness::day_number,
    schedule::{
        book,
        calendar::{Calendar, OwnDay as Own},
        holiday_fault::HolidayFault,
        holidays::{self, YEARS},
        hours,
        moment::date_of,
    },
    text::tidy,
};
use yidan_store::calendars;

use super::{
    caller::Caller,
    problem::{Answer, Problem},
    products::Names,
    reading::Fault,
    reply::Reply,
    sent::{Query, Sent},
    values::{Day, Key, Name, Span, Text, Title},
};
use crate::app::App;

/// The longest span of days that is answered at once.
const MOST_DAYS: i32 = 1100;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_calendars, change_calendars))
        .routes(routes!(list_days))
        .routes(routes!(list_holidays, import_holidays))
}

/// All working calendars, and who works by which.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Calendars {
    calendars: Vec<NamedCalendar>,
    /// Key of the calendar that the company works by.
    #[schema(examples("standard"))]
    company: Key,
    /// Departments that work by another one: key of the department, key of the calendar.
    #[serde(default)]
    departments: BTreeMap<String, Key>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NamedCalendar {
    key: Key,
    name: Names,
    hours: Week,
    /// Key of the table of public holidays; none are taken without.
    #[serde(default)]
    holidays: Option<Key>,
    /// Days off and days worked of its own; public holidays give way to them.
    #[serde(default)]
    own: Vec<OwnDay>,
}

/// The spans that are worked on each day; a day without any is off.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct Week {
    monday: Vec<Span>,
    tuesday: Vec<Span>,
    wednesday: Vec<Span>,
    thursday: Vec<Span>,
    friday: Vec<Span>,
    saturday: Vec<Span>,
    sunday: Vec<Span>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnDay {
    from: Day,
    /// The last of them, often the same day.
    until: Day,
    worked: bool,
    name: Title,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    #[param(inline)]
    from: Day,
    /// The last day, 1,100 days later at most.
    #[param(inline)]
    to: Day,
    /// The department whose calendar is meant; the company's without one.
    #[param(required = false, inline)]
    department: Option<Key>,
}

#[derive(Serialize, ToSchema)]
struct Days {
    days: Vec<CalendarDay>,
}

#[derive(Serialize, ToSchema)]
struct CalendarDay {
    date: Day,
    working: bool,
    /// Working time, in minutes.
    minutes: i64,
    /// `worked` and `off` by the week; otherwise why it differs.
    kind: Kind,
    /// Of the holiday, the make-up day or the own day.
    name: Option<Text>,
    /// The year's public holidays are known; otherwise it is reckoned by the plain week.
    published: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Worked,
    Off,
    Holiday,
    MakeUp,
    OwnOff,
    OwnWorked,
}

#[derive(Serialize, ToSchema)]
struct HolidayTables {
    tables: Vec<HolidayTable>,
}

#[derive(Serialize, ToSchema)]
struct HolidayTable {
    #[schema(examples("cn"))]
    key: String,
    name: Text,
    years: Vec<HolidayYear>,
}

#[derive(Serialize, ToSchema)]
struct HolidayYear {
    year: i16,
    /// Where it was published.
    papers: Vec<String>,
    days: Vec<HolidayDay>,
}

#[derive(Serialize, ToSchema)]
struct HolidayDay {
    date: Day,
    name: String,
    /// Off, or worked to make up for a day off.
    off: bool,
}

/// One or more years of public holidays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    /// Key of the table: `cn`, or a new one.
    #[schema(examples("cn"))]
    table: Key,
    /// The country's name, for a new table.
    #[serde(default)]
    name: Option<Title>,
    /// The file: JSON as holiday-cn publishes it, or an ICS calendar.
    #[schema(examples(
        "{\"year\": 2027, \"days\": [{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true}]}"
    ))]
    source: String,
}

/// Working calendars
#[utoipa::path(get, path = "/calendars", tag = "calendars",
    responses((status = 200, description = "All, with the departments that work by them.", body = Calendars)))]
async fn get_calendars(caller: Caller) -> Reply<Calendars> {
    Reply::ok(Calendars::from(&caller.app.store.world().company.book))
}

/// Change the working calendars
///
/// For administrators. What is sent takes the place of all that is there.
#[utoipa::path(put, path = "/calendars", tag = "calendars", request_body = Calendars,
    responses((status = 200, description = "Changed.", body = Calendars), (status = 403)))]
async fn change_calendars(caller: Caller, Sent { what, once }: Sent<Calendars>) -> Answer {
    caller.must_administer()?;
    let book = what.read()?;
    let changed = caller.commit(once, move |tx, actor| {
        calendars::put_book(tx, actor, &book)?;
        Ok(Reply::ok(Calendars::from(&book)))
    });
    changed.await
}

/// Days of a calendar
///
/// Is it worked, and what is it called?
#[utoipa::path(get, path = "/calendar/days", tag = "calendars", params(Wanted),
    responses((status = 200, description = "Each day from the first to the last.", body = Days)))]
async fn list_days(caller: Caller, Query(wanted): Query<Wanted>) -> Answer {
    let company = &caller.app.store.world().company;
    let calendar = match &wanted.department {
        None => company.calendars.company(),
        Some(key) => {
            let department = DepartmentKey::from(key.0.as_str());
            if !company.departments.iter().any(|known| known.key == department) {
                let unknown = Message::new("person-unknown-department").with("department", key.0.as_str());
                return Err(Fault::in_parameter("department", unknown).into());
            }
            company.calendars.of(&department)
        }
    };
    let days = wanted.days()?.filter_map(|day| CalendarDay::of(calendar, day)).collect();
    Ok(Reply::ok(Days { days }).into_response())
}

/// Public holidays
#[utoipa::path(get, path = "/holidays", tag = "calendars",
    responses((status = 200, description = "Every country's table, year by year.", body = HolidayTables)))]
async fn list_holidays(caller: Caller) -> Reply<HolidayTables> {
    let tables = &caller.app.store.world().company.tables;
    let shown = tables.names().into_iter().filter_map(|(key, _)| {
        let table = tables.get(&key)?;
        Some(HolidayTable { key, name: (&table.name).into(), years: years(&table.years) })
    });
    Reply::ok(HolidayTables { tables: shown.collect() })
}

/// Import public holidays
///
/// For administrators. Years that are there are replaced. A faulty file is refused whole; each fault names its line.
#[utoipa::path(post, path = "/holidays", tag = "calendars", request_body = HolidayFile,
    responses((status = 201, description = "The years that were read.", body = HolidayTable), (status = 403)))]
async fn import_holidays(caller: Caller, Sent { what, once }: Sent<HolidayFile>) -> Answer {
    caller.must_administer()?;
    let company = &caller.app.store.world().company;
    let read = holidays::Holidays::read(&what.source, &company.zone).map_err(faulty)?;
    let known = company.tables.get(&what.table.0).map(|table| table.name);
    let typed = || yidan_domain::Text::same(what.name.as_ref().map(|name| tidy(&name.0, false)).unwrap_or_default());
    let (key, name) = (what.table.0.clone(), known.unwrap_or_else(typed));
    let imported = caller.commit(once, move |tx, actor| {
        calendars::put_holidays(tx, actor, &key, &name, &read)?;
        Ok(Reply::made(HolidayTable { key: key.clone(), name: (&name).into(), years: years(&read) }))
    });
    imported.await
}

fn faulty(faults: Vec<HolidayFault>) -> Problem {
    Problem::faults(faults.iter().map(|fault| Fault::at("/source", fault.say())).collect())
}

fn years(holidays: &holidays::Holidays) -> Vec<HolidayYear> {
    let day = |day: &holidays::Holiday| HolidayDay { date: Day(day.date), name: day.name.clone(), off: day.off };
    let year = |year: &holidays::Year| HolidayYear {
        year: year.year,
        papers: year.papers.clone(),
        days: year.days.iter().map(day).collect(),
    };
    holidays.years().map(year).collect()
}

impl Wanted {
    fn days(&self) -> Result<std::ops::RangeInclusive<i32>, Problem> {
        for (name, day) in [("from", self.from.0), ("to", self.to.0)] {
            if !YEARS.contains(&day.year()) {
                return Err(Fault::in_parameter(name, Message::new("calendar-outside")).into());
            }
        }
        let (from, to) = (day_number(self.from.0), day_number(self.to.0));
        if to < from || to - from >= MOST_DAYS {
            let span = Message::new("calendar-days-span").with("most", i64::from(MOST_DAYS));
            return Err(Fault::in_parameter("to", span).into());
        }
        Ok(from..=to)
    }
}

impl CalendarDay {
    fn of(calendar: &Calendar, day: i32) -> Option<Self> {
        let date = date_of(day)?;
        Some(Self {
            date: Day(date),
            working: calendar.is_working(day),
            minutes: calendar.hours_of(day) / 60,
            kind: match calendar.kind(day).key() {
                "worked" => Kind::Worked,
                "off" => Kind::Off,
                "holiday" => Kind::Holiday,
                "make-up" => Kind::MakeUp,
                "own-off" => Kind::OwnOff,
                _ => Kind::OwnWorked,
            },
            name: calendar.day_name(day).map(|name| (&holidays::name(name)).into()),
            published: calendar.knows(date.year()),
        })
    }
}

impl Calendars {
    fn read(self) -> Result<book::Book, Problem> {
        let named = self.calendars.into_iter().enumerate().map(|(place, calendar)| calendar.read(place));
        Ok(book::Book {
            calendars: named.collect::<Result<_, _>>()?,
            company: self.company.0,
            departments: self
                .departments
                .into_iter()
                .map(|(key, calendar)| (key.as_str().into(), calendar.0))
                .collect(),
        })
    }
}

impl NamedCalendar {
    fn read(self, place: usize) -> Result<book::Named, Problem> {
        let hours = self.hours.read().map_err(|fault| Fault::at(format!("/calendars/{place}/hours"), fault.say()))?;
        let own = |own: OwnDay| Own {
            from: own.from.0,
            until: own.until.0,
            worked: own.worked,
            name: tidy(&own.name.0, false),
        };
        Ok(book::Named {
            key: self.key.0,
            name: both(&self.name),
            hours,
            holidays: self.holidays.map(|key| key.0),
            own: self.own.into_iter().map(own).collect(),
        })
    }
}

/// Where one language is left out, both are the same.
fn both(names: &Names) -> yidan_domain::Text {
    let (zh, en) = (tidy(&names.zh.0, false), tidy(&names.en.0, false));
    match (zh.is_empty(), en.is_empty()) {
        (true, _) => yidan_domain::Text::same(en),
        (_, true) => yidan_domain::Text::same(zh),
        _ => yidan_domain::Text::new(zh, en),
    }
}

impl Week {
    fn read(self) -> Result<hours::Hours, hours::HoursFault> {
        let days = [self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday];
        hours::Hours::new(days.map(|spans| spans.into_iter().map(|span| span.0).collect()))
    }

    fn of(hours: &hours::Hours) -> Self {
        use jiff::civil::Weekday::*;
        let day = |weekday| hours.on(weekday).iter().copied().map(Span).collect();
        Self {
            monday: day(Monday),
            tuesday: day(Tuesday),
            wednesday: day(Wednesday),
            thursday: day(Thursday),
            friday: day(Friday),
            saturday: day(Saturday),
            sunday: day(Sunday),
        }
    }
}

impl From<&book::Book> for Calendars {
    fn from(book: &book::Book) -> Self {
        Self {
            calendars: book.calendars.iter().map(NamedCalendar::from).collect(),
            company: Key(book.company.clone()),
            departments: book
                .departments
                .iter()
                .map(|(key, calendar)| (key.0.clone(), Key(calendar.clone())))
                .collect(),
        }
    }
}

impl From<&book::Named> for NamedCalendar {
    fn from(calendar: &book::Named) -> Self {
        let own = |own: &Own| OwnDay {
            from: Day(own.from),
            until: Day(own.until),
            worked: own.worked,
            name: Title(own.name.clone()),
        };
        Self {
            key: Key(calendar.key.clone()),
            name: Names { zh: Name(calendar.name.zh.clone()), en: Name(calendar.name.en.clone()) },
            hours: Week::of(&calendar.hours),
            holidays: calendar.holidays.clone().map(Key),
            own: calendar.own.iter().map(own).collect(),
        }
    }
}
