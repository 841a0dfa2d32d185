//! Days as people write them. Year first is read as it stands; anything else only when it can mean one day.

use jiff::{ToSpan, civil::Date};
use rust_decimal::Decimal;
use yidan_domain::text::plain;

use crate::{
    problem::{Note, Problem},
    sheet::Cell,
};

/// Day numbers of a spreadsheet that can be meant as days of business: 1990 to 2099.
const DAY_NUMBERS: std::ops::RangeInclusive<i64> = 32_874..=73_050;

/// A day.
pub fn date(cell: &Cell) -> Result<(Date, Option<Note>), Problem> {
    match cell {
        Cell::Date(date) => Ok((*date, None)),
        Cell::Number(number) => day_number(*number).ok_or(Problem::NotADate),
        Cell::Text(words) => written_date(&plain(words)),
        Cell::Formula(_) => Err(Problem::FormulaOnly),
        Cell::Error(_) => Err(Problem::ErrorValue),
        Cell::Empty | Cell::Bool(_) => Err(Problem::NotADate),
    }
}

fn day_number(number: Decimal) -> Option<(Date, Option<Note>)> {
    let days: i64 = number.is_integer().then(|| number.try_into().ok()).flatten()?;
    let date = DAY_NUMBERS.contains(&days).then(|| Date::new(1899, 12, 30).ok()?.checked_add(days.days()).ok())??;
    Some((date, Some(Note::DayNumber { date })))
}

fn written_date(words: &str) -> Result<(Date, Option<Note>), Problem> {
    // The time of day that databases write behind a day is not asked for.
    let words = words.split_once([' ', 'T']).filter(|(_, time)| is_time_of_day(time)).map_or(words, |(day, _)| day);
    if let Some(day_number) = words.parse().ok().and_then(day_number) {
        return Ok(day_number);
    }
    if words.len() == 8 && words.chars().all(|c| c.is_ascii_digit()) {
        return Ok((civil(&words[..4], &words[4..6], &words[6..])?, None));
    }
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let between: String = words.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect();
    let is_plain = matches!(between.as_str(), "--" | "//" | ".." | "年月日" | "年月" | "年月号");
    match numbers.as_slice() {
        [year, month, day] if is_plain && year.len() == 4 => Ok((civil(year, month, day)?, None)),
        [first, second, year] if is_plain && year.len() == 4 => day_or_month_first(first, second, year),
        [_, _, _] if is_plain => Err(Problem::ShortYear),
        [] => Err(if is_vague(words) { Problem::VagueDate } else { Problem::NotADate }),
        _ if is_vague(words) => Err(Problem::VagueDate),
        several if several.len() >= 4 && between.len() >= 3 => Err(Problem::SeveralDates),
        _ => Err(Problem::NotADate),
    }
}

fn is_time_of_day(time: &str) -> bool {
    time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z'))
}

/// `31/05/2026` can only be the last of May; `05/06/2026` may be two days.
fn day_or_month_first(first: &str, second: &str, year: &str) -> Result<(Date, Option<Note>), Problem> {
    match (civil(year, second, first), civil(year, first, second)) {
        (Ok(day_first), Ok(month_first)) if day_first == month_first => Ok((day_first, None)),
        (Ok(day_first), Ok(month_first)) => Err(Problem::AmbiguousDate { day_first, month_first }),
        (Ok(date), Err(_)) => Ok((date, Some(Note::DayFirst { date }))),
        (Err(_), Ok(date)) => Ok((date, Some(Note::MonthFirst { date }))),
        (Err(problem), Err(_)) => Err(problem),
    }
}

/// Years in which something of an order may happen.
const YEARS: (i16, i16) = (1900, 2199);

fn civil(year: &str, month: &str, day: &str) -> Result<Date, Problem> {
    let number = |part: &str| part.parse::<i16>().map_err(|_| Problem::NoSuchDay);
    let small = |part: &str| number(part).and_then(|n| i8::try_from(n).map_err(|_| Problem::NoSuchDay));
    let (from, to) = YEARS;
    let year = number(year).ok().filter(|year| (from..=to).contains(year)).ok_or(Problem::YearOutside { from, to })?;
    Date::new(year, small(month)?, small(day)?).map_err(|_| Problem::NoSuchDay)
}

/// Words that name a time without naming a day.
fn is_vague(words: &str) -> bool {
    const VAGUE: [&str; 22] = [
        "尽快",
        "待定",
        "待通知",
        "另定",
        "月底",
        "月初",
        "月中",
        "上旬",
        "中旬",
        "下旬",
        "左右",
        "周",
        "前",
        "后",
        "急",
        "asap",
        "tbd",
        "tba",
        "soon",
        "early",
        "mid",
        "end of",
    ];
    let words = words.to_lowercase();
    VAGUE.iter().any(|vague| words.contains(vague))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }

    #[test]
    fn days_are_read_one_way_or_refused() {
        let day = |year, month, day| Date::new(year, month, day).unwrap();
        let may_6 = day(2026, 5, 6);
        let june_5 = day(2026, 6, 5);
        let may_31 = day(2026, 5, 31);
        for (cell, read) in [
            (Cell::Date(may_6), Ok((may_6, None))),
            (text("2026-05-06"), Ok((may_6, None))),
            (text("2026/5/6"), Ok((may_6, None))),
            (text("２０２６．５．６"), Ok((may_6, None))),
            (text("2026年5月6日"), Ok((may_6, None))),
            (text("2026 年 5 月 6 号"), Ok((may_6, None))),
            (text("20260506"), Ok((may_6, None))),
            (text("2026-05-06 00:00:00.000"), Ok((may_6, None))),
            (text("2026-05-06T09:30:00Z"), Ok((may_6, None))),
            (Cell::Number(46_148.into()), Ok((may_6, Some(Note::DayNumber { date: may_6 })))),
            (text("46148"), Ok((may_6, Some(Note::DayNumber { date: may_6 })))),
            (text("31/05/2026"), Ok((may_31, Some(Note::DayFirst { date: may_31 })))),
            (text("5/31/2026"), Ok((may_31, Some(Note::MonthFirst { date: may_31 })))),
            (text("05/05/2026"), Ok((day(2026, 5, 5), None))),
            (text("05/06/2026"), Err(Problem::AmbiguousDate { day_first: june_5, month_first: may_6 })),
            (text("26-05-06"), Err(Problem::ShortYear)),
            (text("2026/2/30"), Err(Problem::NoSuchDay)),
            (text("9999-12-31"), Err(Problem::YearOutside { from: 1900, to: 2199 })),
            (text("31/13/2026"), Err(Problem::NoSuchDay)),
            (text("11/22,12/25"), Err(Problem::SeveralDates)),
            (text("2026-05-06~2026-05-10"), Err(Problem::SeveralDates)),
            (text("尽快"), Err(Problem::VagueDate)),
            (text("11月底"), Err(Problem::VagueDate)),
            (text("2026-05-06前"), Err(Problem::VagueDate)),
            (text("ASAP"), Err(Problem::VagueDate)),
            (text("部分出货 300"), Err(Problem::NotADate)),
            (text("5/6"), Err(Problem::NotADate)),
            (Cell::Number(7.into()), Err(Problem::NotADate)),
            (Cell::Number("46148.5".parse().unwrap()), Err(Problem::NotADate)),
            (Cell::Formula("=TODAY()".into()), Err(Problem::FormulaOnly)),
            (Cell::Error("#REF!".into()), Err(Problem::ErrorValue)),
        ] {
            assert_eq!(date(&cell), read, "{cell:?}");
        }
    }
}
