//! Working time: which days are worked, and from when to when. Everything here is civil time in the company's zone.
//!
//! A calendar is compiled from hours, public holidays and the company's own days into one row a day from 1970 to 2099, with
//! the minutes worked before it: every question is then a look-up or one binary search. What lies outside has no answer.
//!
//! `forward` and `backward` are exact opposites: `forward(s, w) ≤ f` holds just when `s ≤ backward(f, w)` does.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::RangeInclusive,
    sync::{Arc, LazyLock},
};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{
    holidays::Holidays,
    hours::{Hours, Span},
    moment::{DAY_SECONDS, Moment},
};
use crate::{
    order::lateness::day_number,
    process::due::{Side, Takes},
};

/// Days from 1970-01-01 to 2099-12-31.
const DAYS: usize = 47_482;

/// Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Calendar(Arc<Table>);

#[derive(PartialEq, Eq)]
struct Table {
    /// One row a day, and one for the end.
    days: Vec<Day>,
    /// The different days that there are: 0 is a day off, 1 to 7 the weekdays, 8 a day worked in spite of its weekday.
    patterns: [Pattern; 9],
    marks: BTreeMap<i32, Mark>,
    /// Years whose public holidays are known; `None` when the calendar takes none.
    published: Option<BTreeSet<i16>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Day {
    minutes_before: u32,
    workdays_before: u16,
    pattern: u16,
}

#[derive(Clone, Default, PartialEq, Eq)]
struct Pattern {
    spans: Vec<Span>,
    minutes: u32,
}

const OFF: u16 = 0;
const IN_SPITE: u16 = 8;

/// Why a day differs from its weekday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub kind: MarkKind,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    Holiday,
    /// Worked to make up for a holiday.
    MakeUp,
    /// Off by the company's own word.
    OwnOff,
    /// Worked by the company's own word.
    OwnWorked,
}

impl MarkKind {
    pub fn is_worked(self) -> bool {
        matches!(self, MarkKind::MakeUp | MarkKind::OwnWorked)
    }
}

/// Days that the company itself takes off or works; public holidays give way to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnDay {
    pub from: Date,
    /// The last of them, often the same day.
    pub until: Date,
    pub worked: bool,
    pub name: String,
}

impl OwnDay {
    pub fn on(date: Date, worked: bool, name: impl Into<String>) -> Self {
        Self { from: date, until: date, worked, name: name.into() }
    }

    /// How many days; none or fewer when they end before they begin.
    pub fn length(&self) -> i32 {
        day_number(self.until) - day_number(self.from) + 1
    }

    fn days(&self) -> RangeInclusive<i32> {
        day_number(self.from).max(0)..=day_number(self.until).min(DAYS as i32 - 1)
    }
}

/// How much lies between a start and an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Seconds of working time.
    Worked(i64),
    /// Seconds by the clock.
    Elapsed(i64),
}

impl Work {
    pub fn is_nothing(self) -> bool {
        matches!(self, Work::Worked(0) | Work::Elapsed(0))
    }

    /// Working time and time by the clock say nothing of each other: any length is taken to be shorter.
    pub fn is_shorter_than(self, other: Work) -> bool {
        match (self, other) {
            (Work::Worked(own), Work::Worked(other)) | (Work::Elapsed(own), Work::Elapsed(other)) => own < other,
            _ => true,
        }
    }
}

impl Default for Calendar {
    /// The usual hours with China's public holidays.
    fn default() -> Self {
        static USUAL: LazyLock<Calendar> =
            LazyLock::new(|| Calendar::new(&Hours::default(), Some(Holidays::china()), &[]));
        USUAL.clone()
    }
}

impl Calendar {
    pub fn new(hours: &Hours, holidays: Option<&Holidays>, own: &[OwnDay]) -> Self {
        let marks = marks(holidays, own);
        let patterns = patterns(hours);
        let mut days = Vec::with_capacity(DAYS + 1);
        let mut next = Day::default();
        for number in 0..DAYS as i32 {
            next.pattern = pattern_of(number, marks.get(&number), &patterns);
            days.push(next);
            next.minutes_before += patterns[usize::from(next.pattern)].minutes;
            next.workdays_before += u16::from(next.pattern != OFF);
        }
        days.push(Day { pattern: OFF, ..next });
        let published = holidays.map(|holidays| holidays.years().map(|year| year.year).collect());
        Self(Arc::new(Table { days, patterns, marks, published }))
    }

    pub fn is_working(&self, day: i32) -> bool {
        self.day(day).is_some_and(|day| day.pattern != OFF)
    }

    /// The public holiday, make-up day or own day.
    pub fn mark(&self, day: i32) -> Option<&Mark> {
        self.0.marks.get(&day)
    }

    pub fn day_name(&self, day: i32) -> Option<&str> {
        self.mark(day).map(|mark| mark.name.as_str())
    }

    /// The first year from one of these days to another whose public holidays are not published here: what is reckoned over
    /// it goes by the plain week in part, and has to say so.
    pub fn unpublished(&self, days: impl IntoIterator<Item = Date>) -> Option<i16> {
        let years: Vec<i16> = days.into_iter().map(Date::year).collect();
        (*years.iter().min()?..=*years.iter().max()?).find(|year| !self.knows(*year))
    }

    /// Are the year's public holidays published here, or none taken? Other years are reckoned by the plain week.
    pub fn knows(&self, year: i16) -> bool {
        self.0.published.as_ref().is_none_or(|years| years.contains(&year))
    }

    /// The working spans of a day; none when it is off.
    pub fn spans(&self, day: i32) -> &[Span] {
        self.day(day).map_or(&[], |day| &self.pattern(day).spans)
    }

    /// Working seconds of a day.
    pub fn hours_of(&self, day: i32) -> i64 {
        self.day(day).map_or(0, |day| i64::from(self.pattern(day).minutes) * 60)
    }

    pub fn opens(&self, day: i32) -> Option<Moment> {
        self.spans(day).first().map(|span| Moment::on(day, start(*span)))
    }

    /// Closing time; of a day off the regular one, as what is due on a Sunday still has an hour.
    pub fn closes(&self, day: i32) -> Moment {
        let last = self.spans(day).last().or(self.0.patterns[usize::from(IN_SPITE)].spans.last());
        Moment::on(day, last.map_or(DAY_SECONDS, |span| end(*span)))
    }

    /// Minutes and hours are working time, workdays so many regular days of it; days go by the clock.
    pub fn length(&self, takes: Takes) -> Work {
        match takes {
            Takes::Minutes(minutes) => Work::Worked(i64::from(minutes) * 60),
            Takes::Hours(hours) => Work::Worked(i64::from(hours) * 3600),
            Takes::Workdays(days) => {
                let regular = self.0.patterns[usize::from(IN_SPITE)].minutes;
                Work::Worked(i64::from(days) * i64::from(regular) * 60)
            }
            Takes::Days(days) => Work::Elapsed(i64::from(days) * DAY_SECONDS),
        }
    }

    /// The earliest moment by which the work is done when it begins then.
    pub fn forward(&self, from: Moment, work: Work) -> Option<Moment> {
        match work {
            Work::Worked(..=0) | Work::Elapsed(..=0) => Some(from),
            Work::Elapsed(seconds) => within(Moment(within(from)?.0.checked_add(seconds)?)),
            Work::Worked(seconds) => {
                let wanted = self.worked_before(from)?.checked_add(seconds)?;
                let (number, day) = self.last_day(|day| seconds_before(day) < wanted)?;
                let left = wanted - seconds_before(day);
                within(Moment::on(number, self.pattern(day).done_by(left)?))
            }
        }
    }

    /// The latest moment at which the work may begin to be done by then.
    pub fn backward(&self, to: Moment, work: Work) -> Option<Moment> {
        match work {
            Work::Worked(..=0) | Work::Elapsed(..=0) => Some(to),
            Work::Elapsed(seconds) => within(Moment(within(to)?.0.checked_sub(seconds)?)),
            Work::Worked(seconds) => {
                let wanted = self.worked_before(to)?.checked_sub(seconds)?;
                let (number, day) = self.last_day(|day| seconds_before(day) <= wanted)?;
                let done = wanted - seconds_before(day);
                Some(Moment::on(number, self.pattern(day).still_to_do(done)?))
            }
        }
    }

    /// The moment itself if it is worked at, else the next opening.
    pub fn open_at(&self, moment: Moment) -> Option<Moment> {
        let (day, second) = (moment.day(), moment.second_of_day());
        self.day(day)?;
        match self.spans(day).iter().find(|span| second < end(**span)) {
            Some(span) => Some(Moment::on(day, second.max(start(*span)))),
            None => self.opens(self.workdays(day, 1, Side::After)?),
        }
    }

    /// Working seconds between two moments; negative when the second is the earlier. What lies outside counts as off.
    pub fn worked(&self, from: Moment, to: Moment) -> i64 {
        let before = |moment: Moment| {
            let inside = moment.clamp(Moment(0), Moment::on(DAYS as i32, 0));
            self.worked_before(inside).unwrap_or_else(|| seconds_before(&self.0.days[DAYS]))
        };
        before(to) - before(from)
    }

    /// The `count`-th working day before or after a day; the day itself when that is 0.
    pub fn workdays(&self, from: i32, count: u32, side: Side) -> Option<i32> {
        if count == 0 {
            return Some(from);
        }
        let before = i64::from(self.day(from)?.workdays_before);
        let rank = match side {
            Side::After => before + i64::from(self.is_working(from)) + i64::from(count),
            Side::Before => before + 1 - i64::from(count),
        };
        let all = i64::from(self.0.days[DAYS].workdays_before);
        let found = |day: &Day| i64::from(day.workdays_before) < rank;
        (1..=all).contains(&rank).then(|| self.last_day(found)).flatten().map(|(number, _)| number)
    }

    /// Working days after the first day, up to and with the second; negative the other way round.
    pub fn workdays_between(&self, after: i32, until: i32) -> i32 {
        let through = |day: i32| i32::from(self.0.days[(day.clamp(-1, DAYS as i32 - 1) + 1) as usize].workdays_before);
        through(until) - through(after)
    }

    fn day(&self, number: i32) -> Option<&Day> {
        self.0.days[..DAYS].get(usize::try_from(number).ok()?)
    }

    fn pattern(&self, day: &Day) -> &Pattern {
        &self.0.patterns[usize::from(day.pattern)]
    }

    /// Working seconds from the beginning of the table.
    fn worked_before(&self, moment: Moment) -> Option<i64> {
        let day = self.day(moment.day())?;
        Some(seconds_before(day) + self.pattern(day).done_at(moment.second_of_day()))
    }

    /// The last day of which something holds that holds of all days up to one.
    fn last_day(&self, holds: impl Fn(&Day) -> bool) -> Option<(i32, &Day)> {
        let number = self.0.days[..DAYS].partition_point(holds).checked_sub(1)?;
        Some((number as i32, &self.0.days[number]))
    }
}

impl Pattern {
    fn of(spans: &[Span]) -> Self {
        Self { spans: spans.to_vec(), minutes: spans.iter().map(|span| u32::from(span.minutes())).sum() }
    }

    /// Seconds worked before that second of the day.
    fn done_at(&self, second: i64) -> i64 {
        self.spans.iter().map(|span| (second.min(end(*span)) - start(*span)).max(0)).sum()
    }

    /// The earliest second of the day before which so much is worked.
    fn done_by(&self, mut work: i64) -> Option<i64> {
        for span in &self.spans {
            let length = end(*span) - start(*span);
            if work <= length {
                return Some(start(*span) + work);
            }
            work -= length;
        }
        None
    }

    /// The latest second of the day before which no more than that is worked.
    fn still_to_do(&self, mut done: i64) -> Option<i64> {
        for span in &self.spans {
            let length = end(*span) - start(*span);
            if done < length {
                return Some(start(*span) + done);
            }
            done -= length;
        }
        None
    }
}

fn start(span: Span) -> i64 {
    i64::from(span.from()) * 60
}

fn end(span: Span) -> i64 {
    i64::from(span.to()) * 60
}

fn seconds_before(day: &Day) -> i64 {
    i64::from(day.minutes_before) * 60
}

fn within(moment: Moment) -> Option<Moment> {
    (0..DAYS as i32).contains(&moment.day()).then_some(moment)
}

/// Later tables and own days have the last word.
fn marks(holidays: Option<&Holidays>, own: &[OwnDay]) -> BTreeMap<i32, Mark> {
    let mut marks = BTreeMap::new();
    for holiday in holidays.into_iter().flat_map(Holidays::years).flat_map(|year| &year.days) {
        let kind = if holiday.off { MarkKind::Holiday } else { MarkKind::MakeUp };
        marks.insert(day_number(holiday.date), Mark { kind, name: holiday.name.clone() });
    }
    for days in own {
        let kind = if days.worked { MarkKind::OwnWorked } else { MarkKind::OwnOff };
        marks.extend(days.days().map(|day| (day, Mark { kind, name: days.name.clone() })));
    }
    marks
}

fn patterns(hours: &Hours) -> [Pattern; 9] {
    std::array::from_fn(|pattern| match Weekday::from_monday_one_offset(pattern as i8) {
        Ok(weekday) => Pattern::of(hours.on(weekday)),
        Err(_) if pattern == usize::from(IN_SPITE) => Pattern::of(hours.regular()),
        Err(_) => Pattern::default(),
    })
}

fn pattern_of(day: i32, mark: Option<&Mark>, patterns: &[Pattern; 9]) -> u16 {
    // 1970-01-01 was a Thursday; Monday is 1.
    let weekday = ((day + 3).rem_euclid(7) + 1) as u16;
    let regular = if patterns[usize::from(weekday)].spans.is_empty() { OFF } else { weekday };
    match mark.map(|mark| mark.kind.is_worked()) {
        None => regular,
        Some(false) => OFF,
        Some(true) if regular == OFF => IN_SPITE,
        Some(true) => regular,
    }
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calendar").finish_non_exhaustive()
    }
}
