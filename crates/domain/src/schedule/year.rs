//! A year as it is shown: what kind of day each is, runs of days that belong together, and what an import would change.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use super::{
    calendar::{Calendar, MarkKind},
    holidays::{Holiday, Holidays, Year},
    moment::date_of,
};
use crate::order::lateness::day_number;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    Worked,
    Off,
    Marked(MarkKind),
}

impl DayKind {
    pub const ALL: [DayKind; 6] = [
        DayKind::Worked,
        DayKind::Off,
        DayKind::Marked(MarkKind::Holiday),
        DayKind::Marked(MarkKind::MakeUp),
        DayKind::Marked(MarkKind::OwnOff),
        DayKind::Marked(MarkKind::OwnWorked),
    ];

    pub fn key(self) -> &'static str {
        match self {
            DayKind::Worked => "worked",
            DayKind::Off => "off",
            DayKind::Marked(MarkKind::Holiday) => "holiday",
            DayKind::Marked(MarkKind::MakeUp) => "make-up",
            DayKind::Marked(MarkKind::OwnOff) => "own-off",
            DayKind::Marked(MarkKind::OwnWorked) => "own-worked",
        }
    }
}

/// Days one after another with one name and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub from: Date,
    pub until: Date,
    pub kind: MarkKind,
    pub name: String,
}

/// What an import would make of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearChange {
    pub year: i16,
    /// The year is known already.
    pub replaces: bool,
    pub off: usize,
    pub worked: usize,
    pub changes: Vec<Change>,
}

/// A day that is in one of the tables alone, or differently in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub date: Date,
    pub was: Option<Holiday>,
    pub is: Option<Holiday>,
}

impl Run {
    pub fn days(&self) -> i32 {
        day_number(self.until) - day_number(self.from) + 1
    }
}

impl Calendar {
    pub fn kind(&self, day: i32) -> DayKind {
        match self.mark(day) {
            Some(mark) => DayKind::Marked(mark.kind),
            None if self.is_working(day) => DayKind::Worked,
            None => DayKind::Off,
        }
    }

    /// The marked days of a year.
    pub fn runs(&self, year: i16) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for day in day_number(date(year, 1, 1))..=day_number(date(year, 12, 31)) {
            let (Some(mark), Some(date)) = (self.mark(day), date_of(day)) else { continue };
            match runs.last_mut() {
                Some(run) if run.kind == mark.kind && run.name == mark.name && day_number(run.until) == day - 1 => {
                    run.until = date;
                }
                _ => runs.push(Run { from: date, until: date, kind: mark.kind, name: mark.name.clone() }),
            }
        }
        runs
    }

    /// Working days from one to the other, both with them.
    pub fn worked_days(&self, from: Date, until: Date) -> i32 {
        self.workdays_between(day_number(from) - 1, day_number(until))
    }
}

impl Holidays {
    /// What the years of another table would change here.
    pub fn changed_by(&self, read: &Holidays) -> Vec<YearChange> {
        let days = |holidays: &Holidays, year| -> BTreeMap<Date, Holiday> {
            let days = holidays.year(year).into_iter().flat_map(|year| &year.days);
            days.map(|day| (day.date, day.clone())).collect()
        };
        let changed = |year: &Year| {
            let (was, is) = (days(self, year.year), days(read, year.year));
            let dates: BTreeSet<Date> = was.keys().chain(is.keys()).copied().collect();
            let changes = dates.into_iter().filter_map(|date| {
                let (was, is) = (was.get(&date).cloned(), is.get(&date).cloned());
                (was != is).then_some(Change { date, was, is })
            });
            YearChange {
                year: year.year,
                replaces: self.knows(year.year),
                off: year.days.iter().filter(|day| day.off).count(),
                worked: year.days.iter().filter(|day| !day.off).count(),
                changes: changes.collect(),
            }
        };
        read.years().map(changed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_belong_together_are_one_run() {
        let runs = Calendar::default().runs(2026);
        let run = |from: &str, until: &str, kind, name: &str| Run {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
            kind,
            name: name.into(),
        };
        assert_eq!(runs[0], run("2026-01-01", "2026-01-03", MarkKind::Holiday, "元旦"));
        assert_eq!(runs[1], run("2026-01-04", "2026-01-04", MarkKind::MakeUp, "元旦"));
        assert_eq!(runs[3], run("2026-02-15", "2026-02-23", MarkKind::Holiday, "春节"));
        assert_eq!(runs[3].days(), 9);
        assert_eq!(Calendar::default().worked_days(date(2026, 2, 1), date(2026, 2, 28)), 16);
    }

    #[test]
    fn an_import_is_told_day_by_day() {
        let read = |days: &str| Holidays::from_json(&format!(r#"{{"year": 2027, "days": [{days}]}}"#)).unwrap();
        let day = |date: &str, off| format!(r#"{{"name": "元旦", "date": "{date}", "isOffDay": {off}}}"#);
        let first = read(&[day("2027-01-01", true), day("2027-01-02", true)].join(","));
        let second = read(&[day("2027-01-01", true), day("2027-01-02", false), day("2027-01-03", true)].join(","));
        let said = |change: &YearChange| {
            let sign = |day: &Option<Holiday>| day.as_ref().map(|day| day.off);
            let changes = change.changes.iter().map(|change| (change.date.day(), sign(&change.was), sign(&change.is)));
            (change.replaces, change.off, change.worked, changes.collect::<Vec<_>>())
        };
        let fresh = Holidays::default().changed_by(&first);
        assert_eq!(said(&fresh[0]), (false, 2, 0, vec![(1, None, Some(true)), (2, None, Some(true))]));
        let changed = first.changed_by(&second);
        assert_eq!(said(&changed[0]), (true, 2, 1, vec![(2, Some(true), Some(false)), (3, None, Some(true))]));
        assert_eq!(first.changed_by(&first)[0].changes, []);
    }
}
