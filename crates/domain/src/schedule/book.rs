//! The working calendars that a company keeps: each by a name, one for the company, others for departments; and the tables
//! of public holidays that they take their holidays from.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{
    calendar::{Calendar, OwnDay},
    calendars::Calendars,
    holidays::Holidays,
    hours::Hours,
};
use crate::{DepartmentKey, Message, Say, Text, ids::is_key};

/// The most calendars of a company, and the most own days of a calendar.
pub const MOST: usize = 50;
pub const MOST_OWN: usize = 500;
/// The longest run of own days.
pub const LONGEST_OWN: i32 = 366;

/// China's table, which ships.
pub const CHINA: &str = "cn";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    pub calendars: Vec<Named>,
    /// Key of the calendar that the company works by.
    pub company: String,
    /// Departments that work by another one.
    #[serde(default)]
    pub departments: BTreeMap<DepartmentKey, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub key: String,
    pub name: Text,
    pub hours: Hours,
    /// Key of the table of public holidays; without one, none are taken.
    pub holidays: Option<String>,
    #[serde(default)]
    pub own: Vec<OwnDay>,
}

/// Tables of public holidays by country: what was imported, in front of what ships.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tables(BTreeMap<String, Table>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub name: Text,
    pub years: Holidays,
}

#[derive(Debug, Clone, PartialEq)]
pub enum BookFault {
    None,
    TooMany { most: usize },
    BadKey { key: String },
    SameKey { key: String },
    NoName,
    SameName { name: Text },
    UnknownCalendar { key: String },
    UnknownTable { key: String },
    InUse { name: Text },
    OwnName,
    OwnBackwards { name: String },
    OwnTooLong { name: String, most: i32 },
    TooManyOwn { most: usize },
}

impl Default for Book {
    fn default() -> Self {
        let usual = Named {
            key: "standard".into(),
            name: Text::new("标准工作日历", "Standard calendar"),
            hours: Hours::default(),
            holidays: Some(CHINA.into()),
            own: Vec::new(),
        };
        Self { company: usual.key.clone(), calendars: vec![usual], departments: BTreeMap::new() }
    }
}

impl Book {
    pub fn get(&self, key: &str) -> Option<&Named> {
        self.calendars.iter().find(|calendar| calendar.key == key)
    }

    /// The calendar that a department works by.
    pub fn of(&self, department: &DepartmentKey) -> Option<&Named> {
        self.departments.get(department).and_then(|key| self.get(key)).or_else(|| self.get(&self.company))
    }

    /// A calendar more, or in the place of the one with its key.
    pub fn with(mut self, calendar: Named) -> Self {
        match self.calendars.iter_mut().find(|kept| kept.key == calendar.key) {
            Some(kept) => *kept = calendar,
            None => self.calendars.push(calendar),
        }
        self
    }

    /// Without a calendar that nobody works by.
    pub fn without(mut self, key: &str) -> Result<Self, BookFault> {
        let calendar = self.get(key).ok_or_else(|| BookFault::UnknownCalendar { key: key.to_owned() })?;
        if self.company == key || self.departments.values().any(|used| used == key) {
            return Err(BookFault::InUse { name: calendar.name.clone() });
        }
        self.calendars.retain(|calendar| calendar.key != key);
        Ok(self)
    }

    /// A key that no calendar has yet.
    pub fn free_key(&self) -> String {
        let keys = (2..).map(|number| format!("calendar-{number}"));
        keys.into_iter().find(|key| self.get(key).is_none()).unwrap_or_default()
    }

    pub fn check(&self, tables: &Tables) -> Result<(), BookFault> {
        if self.calendars.is_empty() {
            return Err(BookFault::None);
        }
        if self.calendars.len() > MOST {
            return Err(BookFault::TooMany { most: MOST });
        }
        let (mut keys, mut names) = (BTreeSet::new(), BTreeSet::new());
        for calendar in &self.calendars {
            calendar.check(tables)?;
            if !keys.insert(&calendar.key) {
                return Err(BookFault::SameKey { key: calendar.key.clone() });
            }
            if !names.insert(&calendar.name.zh) {
                return Err(BookFault::SameName { name: calendar.name.clone() });
            }
        }
        match self.departments.values().chain([&self.company]).find(|key| !keys.contains(key)) {
            Some(key) => Err(BookFault::UnknownCalendar { key: key.clone() }),
            None => Ok(()),
        }
    }

    /// The calendars ready to reckon with.
    pub fn compile(&self, tables: &Tables, zone: TimeZone) -> Calendars {
        let compiled = self.calendars.iter().map(|calendar| (calendar.key.clone(), calendar.compile(tables)));
        Calendars::of_named(zone, compiled.collect(), &self.company, &self.departments)
    }
}

impl Named {
    fn check(&self, tables: &Tables) -> Result<(), BookFault> {
        if !is_key(&self.key) {
            return Err(BookFault::BadKey { key: self.key.clone() });
        }
        if self.name.zh.trim().is_empty() || self.name.en.trim().is_empty() {
            return Err(BookFault::NoName);
        }
        if let Some(key) = self.holidays.as_ref().filter(|key| tables.get(key).is_none()) {
            return Err(BookFault::UnknownTable { key: key.clone() });
        }
        if self.own.len() > MOST_OWN {
            return Err(BookFault::TooManyOwn { most: MOST_OWN });
        }
        self.own.iter().try_for_each(check_own)
    }

    pub fn compile(&self, tables: &Tables) -> Calendar {
        let holidays = self.holidays.as_deref().map(|key| tables.get(key).map(|table| table.years).unwrap_or_default());
        Calendar::new(&self.hours, holidays.as_ref(), &self.own)
    }
}

fn check_own(own: &OwnDay) -> Result<(), BookFault> {
    if own.name.trim().is_empty() {
        return Err(BookFault::OwnName);
    }
    match own.length() {
        ..=0 => Err(BookFault::OwnBackwards { name: own.name.clone() }),
        1..=LONGEST_OWN => Ok(()),
        _ => Err(BookFault::OwnTooLong { name: own.name.clone(), most: LONGEST_OWN }),
    }
}

impl Tables {
    /// The table of a country, with the years that ship where none were imported in their place.
    pub fn get(&self, key: &str) -> Option<Table> {
        let imported = self.0.get(key).cloned();
        if key != CHINA {
            return imported;
        }
        let years = imported.map(|table| table.years).unwrap_or_default();
        Some(Table { name: Text::new("中国", "China"), years: Holidays::china().clone().with(years) })
    }

    /// What was imported alone.
    pub fn imported(&self, key: &str) -> Option<&Table> {
        self.0.get(key)
    }

    /// Every country's key and name, China first.
    pub fn names(&self) -> Vec<(String, Text)> {
        let others =
            self.0.iter().filter(|(key, _)| *key != CHINA).map(|(key, table)| (key.clone(), table.name.clone()));
        [(CHINA.to_owned(), Text::new("中国", "China"))].into_iter().chain(others).collect()
    }

    /// With the years of a table, which take the place of those there.
    pub fn with(mut self, key: &str, name: Text, years: Holidays) -> Result<Self, BookFault> {
        if !is_key(key) {
            return Err(BookFault::BadKey { key: key.to_owned() });
        }
        if name.zh.trim().is_empty() || name.en.trim().is_empty() {
            return Err(BookFault::NoName);
        }
        let table = self.0.entry(key.to_owned()).or_insert_with(|| Table { name, years: Holidays::default() });
        table.years = std::mem::take(&mut table.years).with(years);
        Ok(self)
    }

    /// Without an imported year; what ships for it holds again.
    pub fn without(mut self, key: &str, year: i16) -> Self {
        if let Some(table) = self.0.get_mut(key) {
            table.years = std::mem::take(&mut table.years).without(year);
        }
        self
    }
}

impl Say for BookFault {
    fn say(&self) -> Message {
        use BookFault::*;
        match self {
            None => Message::new("calendar-none"),
            TooMany { most } => Message::new("calendar-too-many").with("most", *most),
            BadKey { key } => Message::new("calendar-bad-key").with("key", key.as_str()),
            SameKey { key } => Message::new("calendar-same-key").with("key", key.as_str()),
            NoName => Message::new("calendar-no-name"),
            SameName { name } => Message::new("calendar-same-name").with("name", name),
            UnknownCalendar { key } => Message::new("calendar-unknown").with("key", key.as_str()),
            UnknownTable { key } => Message::new("calendar-unknown-table").with("key", key.as_str()),
            InUse { name } => Message::new("calendar-in-use").with("name", name),
            OwnName => Message::new("calendar-own-name"),
            OwnBackwards { name } => Message::new("calendar-own-backwards").with("name", name.as_str()),
            OwnTooLong { name, most } => {
                Message::new("calendar-own-too-long").with("name", name.as_str()).with("most", i64::from(*most))
            }
            TooManyOwn { most } => Message::new("calendar-too-many-own").with("most", *most),
        }
    }
}

impl fmt::Display for BookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factory() -> Named {
        let six_days =
            std::array::from_fn(|day| if day < 6 { vec!["08:00-17:00".parse().unwrap()] } else { Vec::new() });
        let name = Text::new("慈溪工厂", "Cixi factory");
        Named { key: "factory".into(), name, hours: Hours::new(six_days).unwrap(), holidays: None, own: Vec::new() }
    }

    #[test]
    fn a_department_works_by_its_own_calendar_and_the_others_by_the_company_s() {
        let mut book = Book::default().with(factory());
        book.departments.insert("production".into(), "factory".into());
        assert_eq!(book.check(&Tables::default()), Ok(()));
        let calendars = book.compile(&Tables::default(), TimeZone::UTC);
        // 2026-03-07 is a Saturday.
        let saturday = crate::order::lateness::day_number("2026-03-07".parse().unwrap());
        assert!(calendars.of(&"production".into()).is_working(saturday));
        assert!(!calendars.of(&"sales".into()).is_working(saturday) && !calendars.company().is_working(saturday));
        assert_eq!(book.of(&"production".into()).map(|calendar| calendar.key.as_str()), Some("factory"));
        assert_eq!(book.clone().without("factory"), Err(BookFault::InUse { name: factory().name }));
        book.departments.clear();
        assert_eq!(book.without("factory"), Ok(Book::default()));
    }

    #[test]
    fn a_book_that_does_not_hold_together_is_refused() {
        let own = |from: &str, until: &str, name: &str| {
            let (from, until) = (from.parse().unwrap(), until.parse().unwrap());
            Book::default()
                .with(Named { own: vec![OwnDay { from, until, worked: false, name: name.into() }], ..factory() })
        };
        let with = |change: &dyn Fn(&mut Book)| {
            let mut book = Book::default().with(factory());
            change(&mut book);
            book
        };
        for (book, fault) in [
            (with(&|book| book.calendars.clear()), BookFault::None),
            (with(&|book| book.calendars[1].key = "Werk".into()), BookFault::BadKey { key: "Werk".into() }),
            (with(&|book| book.calendars[1].key = "standard".into()), BookFault::SameKey { key: "standard".into() }),
            (with(&|book| book.calendars[1].name.en = " ".into()), BookFault::NoName),
            (with(&|book| book.company = "x".into()), BookFault::UnknownCalendar { key: "x".into() }),
            (
                with(&|book| book.calendars[1].holidays = Some("vn".into())),
                BookFault::UnknownTable { key: "vn".into() },
            ),
            (own("2026-08-02", "2026-08-01", "高温假"), BookFault::OwnBackwards { name: "高温假".into() }),
            (own("2026-08-01", "2027-08-02", "高温假"), BookFault::OwnTooLong { name: "高温假".into(), most: 366 }),
            (own("2026-08-01", "2026-08-01", ""), BookFault::OwnName),
        ] {
            assert_eq!(book.check(&Tables::default()), Err(fault));
        }
    }

    #[test]
    fn imported_years_stand_in_front_of_those_that_ship() {
        let year = |day: &str| {
            let json = format!(r#"{{"year": 2026, "days": [{{"name": "元旦", "date": "{day}", "isOffDay": true}}]}}"#);
            Holidays::from_json(&json).unwrap()
        };
        let tables = Tables::default().with("cn", Text::same("x"), year("2026-01-05")).unwrap();
        let table = tables.get("cn").unwrap();
        assert_eq!(table.name.en, "China");
        assert_eq!(table.years.year(2026).map(|year| year.days.len()), Some(1));
        assert!(table.years.knows(2025));
        assert_eq!(tables.without("cn", 2026).get("cn").unwrap().years.year(2026), Holidays::china().year(2026));
        let kept =
            serde_json::to_string(&Tables::default().with("vn", Text::same("越南"), year("2026-01-01")).unwrap());
        let tables: Tables = serde_json::from_str(&kept.unwrap()).unwrap();
        assert_eq!(tables.names().len(), 2);
        assert!(tables.get("vn").is_some_and(|table| table.years.knows(2026) && !table.years.knows(2025)));
    }
}
