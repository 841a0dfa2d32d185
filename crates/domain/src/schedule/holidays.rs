//! Public holidays and make-up working days, year by year, as a government publishes them.
//!
//! A year that is not here has not been published or not been imported: nothing is guessed about it. China's tables ship
//! (`data/holidays/cn`, where the papers they come from are named); later years and other countries are read from the same
//! JSON shape or from an ICS calendar ([`super::ics`]). A file is read whole or not at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::holiday_fault::{HolidayFault, HolidayProblem};
use crate::Text;

/// The years that calendars reach.
pub const YEARS: std::ops::RangeInclusive<i16> = 1970..=2099;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Year>", into = "Vec<Year>")]
pub struct Holidays {
    years: BTreeMap<i16, Year>,
}

/// The days of one year's table. Some lie in the December before: New Year's holiday may begin there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    pub year: i16,
    /// Where it was published, or the file that it was read from.
    #[serde(default)]
    pub papers: Vec<String>,
    pub days: Vec<Holiday>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub date: Date,
    pub name: String,
    /// A day off, or a day that is worked to make up for one.
    #[serde(rename = "isOffDay")]
    pub off: bool,
}

macro_rules! shipped {
    ($($year:literal)*) => {
        [$(include_str!(concat!("../../data/holidays/cn/", $year, ".json"))),*]
    };
}

const CHINA: [&str; 8] = shipped!(2019 2020 2021 2022 2023 2024 2025 2026);

impl Holidays {
    /// China, as published by the State Council for 2019 to 2026.
    pub fn china() -> &'static Holidays {
        static TABLES: LazyLock<Holidays> = LazyLock::new(|| {
            CHINA.into_iter().fold(Holidays::default(), |tables, year| match Holidays::from_json(year) {
                Ok(read) => tables.with(read),
                Err(faults) => unreachable!("shipped holidays: {faults:?}"),
            })
        });
        &TABLES
    }

    /// Is the year's table here?
    pub fn knows(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    pub fn year(&self, year: i16) -> Option<&Year> {
        self.years.get(&year)
    }

    /// These tables with the years of others, which take the place of ours.
    pub fn with(mut self, others: Holidays) -> Self {
        self.years.extend(others.years);
        self
    }

    pub fn without(mut self, year: i16) -> Self {
        self.years.remove(&year);
        self
    }

    /// From a file: JSON when it begins like that, else ICS.
    pub fn read(source: &str, zone: &TimeZone) -> Result<Self, Vec<HolidayFault>> {
        let begins = source.trim_start_matches('\u{feff}').trim_start();
        if begins.starts_with(['{', '[']) { Self::from_json(source) } else { Self::from_ics(source, zone) }
    }

    /// One year, in the shape of the tables that ship: `{"year", "papers", "days": [{"name", "date", "isOffDay"}]}`.
    pub fn from_json(source: &str) -> Result<Self, Vec<HolidayFault>> {
        let written: WrittenYear = serde_json::from_str(source.trim_start_matches('\u{feff}'))
            .map_err(|error| vec![HolidayProblem::Json { message: error.to_string() }.at(error.line())])?;
        written.check(source).map(|year| Self::from(vec![year]))
    }
}

/// China's holidays in English.
const ENGLISH: [(&str, &str); 7] = [
    ("元旦", "New Year's Day"),
    ("春节", "Spring Festival"),
    ("清明节", "Tomb-sweeping Day"),
    ("劳动节", "Labour Day"),
    ("端午节", "Dragon Boat Festival"),
    ("中秋节", "Mid-Autumn Festival"),
    ("国庆节", "National Day"),
];

/// A day's name for readers of both languages: as it is written, and in English where it is made of China's holidays
/// (`国庆节、中秋节`).
pub fn name(written: &str) -> Text {
    let english = |part: &str| ENGLISH.iter().find(|(zh, _)| *zh == part.trim()).map(|(_, english)| *english);
    let parts: Option<Vec<_>> = written.split(['、', ',']).map(english).collect();
    Text::new(written, parts.map_or_else(|| written.to_owned(), |parts| parts.join(", ")))
}

impl From<Vec<Year>> for Holidays {
    fn from(years: Vec<Year>) -> Self {
        Self { years: years.into_iter().map(|year| (year.year, year)).collect() }
    }
}

impl From<Holidays> for Vec<Year> {
    fn from(holidays: Holidays) -> Self {
        holidays.years.into_values().collect()
    }
}

/// As a file says it, before dates are read.
#[derive(Deserialize)]
struct WrittenYear {
    year: i16,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<WrittenDay>,
}

#[derive(Deserialize)]
struct WrittenDay {
    name: String,
    date: String,
    #[serde(rename = "isOffDay")]
    off: bool,
}

impl WrittenYear {
    fn check(self, source: &str) -> Result<Year, Vec<HolidayFault>> {
        let at = |words: &str| line_of(source, words);
        let year = self.year;
        if !YEARS.contains(&year) {
            return Err(vec![HolidayProblem::YearOutside { year }.at(at("\"year\""))]);
        }
        if self.days.is_empty() {
            return Err(vec![HolidayProblem::NotPublished { year }.at(at("\"days\""))]);
        }
        let (mut days, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for day in self.days {
            let written = &day.date;
            match written.parse::<Date>() {
                Err(_) => faults.push(HolidayProblem::BadDate { written: written.clone() }.at(at(written))),
                Ok(date) if !belongs(date, year) => {
                    faults.push(HolidayProblem::Stray { date, year }.at(at(written)));
                }
                Ok(date) if !seen.insert(date) => {
                    faults.push(HolidayProblem::Twice { date }.at(last_line_of(source, written)));
                }
                Ok(_) if day.name.trim().is_empty() => faults.push(HolidayProblem::NoName.at(at(written))),
                Ok(date) => days.push(Holiday { date, name: day.name.trim().to_owned(), off: day.off }),
            }
        }
        if faults.is_empty() { Ok(Year { year, papers: self.papers, days }) } else { Err(faults) }
    }
}

/// A year's table may begin in the December before and end in the January after.
fn belongs(date: Date, year: i16) -> bool {
    date.year() == year
        || (date.year() == year - 1 && date.month() == 12)
        || (date.year() == year + 1 && date.month() == 1)
}

fn line_of(source: &str, words: &str) -> usize {
    source.lines().position(|line| line.contains(words)).map_or(1, |at| at + 1)
}

fn last_line_of(source: &str, words: &str) -> usize {
    let found = source.lines().enumerate().filter(|(_, line)| line.contains(words)).last();
    found.map_or(1, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_that_ship_are_those_published() {
        let china = Holidays::china();
        assert_eq!(china.years().map(|year| year.year).collect::<Vec<_>>(), (2019..=2026).collect::<Vec<_>>());
        assert!(china.years().all(|year| year.papers.iter().all(|paper| paper.contains("gov.cn"))));
        assert!(!china.knows(2027) && !china.knows(2018));
        let english = |day: &Holiday| !name(&day.name).en.contains(['节', '旦']);
        assert!(china.years().flat_map(|year| &year.days).all(english));
        assert_eq!(name("厂庆").en, "厂庆");
        let kept = serde_json::to_string(china).unwrap();
        assert_eq!(&serde_json::from_str::<Holidays>(&kept).unwrap(), china);
    }

    #[test]
    fn a_faulty_table_is_refused_whole_and_each_fault_says_its_line() {
        use HolidayProblem::*;
        let date = |written: &str| written.parse().unwrap();
        let day =
            |date: &str, name: &str| format!("{{\"name\": \"{name}\", \"date\": \"{date}\", \"isOffDay\": true}}");
        let table = |days: &[String]| format!("{{\"year\": 2027,\n\"days\": [\n{}\n]}}", days.join(",\n"));
        for (source, expected) in [
            (table(&[]), vec![(2, NotPublished { year: 2027 })]),
            (table(&[day("2027-02-30", "春节")]), vec![(3, BadDate { written: "2027-02-30".into() })]),
            (
                table(&[
                    day("2027-01-01", "元旦"),
                    day("2026-01-01", "元旦"),
                    day("2027-01-01", "春节"),
                    day("2027-10-01", " "),
                ]),
                vec![
                    (4, Stray { date: date("2026-01-01"), year: 2027 }),
                    (5, Twice { date: date("2027-01-01") }),
                    (6, NoName),
                ],
            ),
            (table(&[day("2027-01-01", "元旦")]).replace("2027,", "20270,"), vec![(1, YearOutside { year: 20270 })]),
        ] {
            let expected: Vec<HolidayFault> = expected.into_iter().map(|(line, problem)| problem.at(line)).collect();
            assert_eq!(Holidays::from_json(&source), Err(expected), "{source}");
        }
        let faults = Holidays::from_json("{\"year\": 2027,\n \"days\": 5}").unwrap_err();
        assert!(matches!(&faults[..], [HolidayFault { line: 2, problem: Json { .. } }]), "{faults:?}");
    }
}
