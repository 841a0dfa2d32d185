//! Public holidays from an ICS calendar (RFC 5545), as feeds of Chinese holidays are written.
//!
//! Each event is a holiday, from DTSTART up to but not with DTEND. What a feed marks as worked (`春节（班）`, `Working day`) is a
//! make-up day. In a feed that marks its days off as well (`春节（休）`), events without a mark are no days off (妇女节, 立春) and
//! are left out. A small reader of our own: those that exist do not say in which line a fault stands.

use std::collections::BTreeMap;

use jiff::{
    SignedDuration, Span, Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{
    holiday_fault::{HolidayFault, HolidayProblem},
    holidays::{Holiday, Holidays, YEARS, Year},
    ics_lines::{Event, events},
};

/// Longer than any holiday.
const LONGEST: usize = 60;

/// What an event says about its days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Off,
    Worked,
    /// No mark: a day off, unless the feed marks its days off.
    Nothing,
    /// Not a day off.
    Observed,
}

impl Holidays {
    /// The years of a calendar. Times in UTC are read on the clocks of `zone`.
    pub fn from_ics(source: &str, zone: &TimeZone) -> Result<Self, Vec<HolidayFault>> {
        let events = events(source)?;
        let marked = events.iter().any(|event| says(event) == Says::Off);
        let (mut days, mut faults) = (BTreeMap::<Date, Holiday>::new(), Vec::new());
        for event in &events {
            let off = match says(event) {
                Says::Observed => continue,
                Says::Nothing if marked => continue,
                said => said != Says::Worked,
            };
            match holidays(event, off, zone) {
                Ok(holidays) => holidays.into_iter().for_each(|holiday| keep(&mut days, holiday, event, &mut faults)),
                Err(problem) => faults.push(problem),
            }
        }
        if days.is_empty() && faults.is_empty() {
            faults.push(HolidayProblem::NoDays.at(1));
        }
        if faults.is_empty() { Ok(Self::from(years(days.into_values()))) } else { Err(faults) }
    }
}

fn keep(days: &mut BTreeMap<Date, Holiday>, holiday: Holiday, event: &Event, faults: &mut Vec<HolidayFault>) {
    let date = holiday.date;
    let kept = days.entry(date).or_insert_with(|| holiday.clone());
    if kept.off != holiday.off {
        faults.push(HolidayProblem::Twice { date }.at(event.line));
    }
}

fn says(event: &Event) -> Says {
    let summary = event.words("SUMMARY").to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| summary.contains(word));
    // “调休上班” and “Holiday working day” are worked: what speaks of work is asked first.
    if has(&["班", "工作日", "working day", "workday", "make-up day"]) {
        Says::Worked
    } else if has(&["休", "放假", "假期", "holiday", "day off"]) {
        Says::Off
    } else if ["纪念日", "observance"].iter().any(|word| event.words("DESCRIPTION").to_lowercase().contains(word)) {
        Says::Observed
    } else {
        Says::Nothing
    }
}

fn holidays(event: &Event, off: bool, zone: &TimeZone) -> Result<Vec<Holiday>, HolidayFault> {
    if let Some(line) = event.line_of("RRULE").or(event.line_of("RDATE")) {
        return Err(HolidayProblem::Repeats.at(line));
    }
    let name = bare_name(&event.words("SUMMARY"));
    if name.is_empty() {
        return Err(HolidayProblem::NoName.at(event.line));
    }
    let (from, until) = span(event, zone)?;
    let mut dates = from.series(Span::new().days(1)).take_while(|date| *date <= until);
    let holidays: Vec<Holiday> =
        dates.by_ref().take(LONGEST).map(|date| Holiday { date, name: name.clone(), off }).collect();
    if dates.next().is_some() {
        return Err(HolidayProblem::TooLong { most: LONGEST }.at(event.line));
    }
    Ok(holidays)
}

/// First and last day of an event.
fn span(event: &Event, zone: &TimeZone) -> Result<(Date, Date), HolidayFault> {
    let Some((line, written)) = event.value("DTSTART") else {
        return Err(HolidayProblem::NoStart.at(event.line));
    };
    let start = read(written, zone).ok_or_else(|| bad_date(line, written))?;
    let Some((line, end)) = end(event, start, zone)? else {
        return Ok((start.date(), start.date()));
    };
    if end < start {
        return Err(HolidayProblem::EndsBeforeStart.at(line));
    }
    // What ends at midnight ends with the day before; an event without length still has its day.
    let last = end.checked_sub(SignedDuration::from_nanos(1)).map_or(start.date(), DateTime::date);
    Ok((start.date(), last.max(start.date())))
}

fn end(event: &Event, start: DateTime, zone: &TimeZone) -> Result<Option<(usize, DateTime)>, HolidayFault> {
    if let Some((line, written)) = event.value("DTEND") {
        return read(written, zone).map(|end| Some((line, end))).ok_or_else(|| bad_date(line, written));
    }
    let Some((line, written)) = event.value("DURATION") else { return Ok(None) };
    let length = written.parse::<Span>().ok();
    let end = length.and_then(|length| start.checked_add(length).ok()).ok_or_else(|| bad_date(line, written))?;
    Ok(Some((line, end)))
}

fn bad_date(line: usize, written: &str) -> HolidayFault {
    HolidayProblem::BadDate { written: written.to_owned() }.at(line)
}

/// `20270101`, `20270101T090000` or, in UTC, `20261231T160000Z`. A time of another place counts as it is written: its day is
/// the one that is meant.
fn read(written: &str, zone: &TimeZone) -> Option<DateTime> {
    let read = match written.strip_suffix('Z') {
        Some(_) => {
            let at = Timestamp::strptime("%Y%m%dT%H%M%S%:z", written.replace('Z', "+00:00")).ok()?;
            zone.to_datetime(at)
        }
        None if written.contains('T') => DateTime::strptime("%Y%m%dT%H%M%S", written).ok()?,
        None => Date::strptime("%Y%m%d", written).ok()?.into(),
    };
    YEARS.contains(&read.year()).then_some(read)
}

/// The name without its mark: `春节（休）` is 春节.
fn bare_name(summary: &str) -> String {
    let marks = ["（休）", "（班）", "(休)", "(班)", "[休]", "[班]", "【休】", "【班】"];
    marks.iter().fold(summary.to_owned(), |name, mark| name.replace(mark, "")).trim().to_owned()
}

/// By the years that they are published with: New Year's holiday may begin in December or end in January.
fn years(days: impl Iterator<Item = Holiday>) -> Vec<Year> {
    let mut years = BTreeMap::<i16, Vec<Holiday>>::new();
    for day in days {
        years.entry(day.date.year()).or_default().push(day);
    }
    let neighbour = |year: i16, days: &[Holiday], years: &BTreeMap<i16, Vec<Holiday>>| {
        let all = |within: &dyn Fn(Date) -> bool| days.iter().all(|day| within(day.date));
        if years.contains_key(&(year + 1)) && all(&|date| date.month() == 12 && date.day() > 24) {
            Some(year + 1)
        } else if years.contains_key(&(year - 1)) && all(&|date| date.month() == 1 && date.day() < 8) {
            Some(year - 1)
        } else {
            None
        }
    };
    let moves: Vec<(i16, i16)> =
        years.iter().filter_map(|(year, days)| Some((*year, neighbour(*year, days, &years)?))).collect();
    for (from, to) in moves {
        if let Some(days) = years.remove(&from) {
            years.entry(to).or_default().extend(days);
        }
    }
    years.into_iter().map(|(year, days)| Year { year, papers: Vec::new(), days }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn feed(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n")
    }

    fn read(source: &str) -> Result<Vec<String>, Vec<HolidayFault>> {
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        let holidays = Holidays::from_ics(source, &zone)?;
        let word = |day: &Holiday| format!("{} {} {}", day.date, day.name, if day.off { "off" } else { "worked" });
        Ok(holidays.years().flat_map(|year| &year.days).map(word).collect())
    }

    #[test]
    fn events_are_days_off_or_make_up_days() {
        for (lines, days) in [
            ("DTSTART;VALUE=DATE:20270101\nSUMMARY:元旦", vec!["2027-01-01 元旦 off"]),
            ("DTSTART:20270101\nDTEND:20270103\nSUMMARY:元旦", vec!["2027-01-01 元旦 off", "2027-01-02 元旦 off"]),
            ("DTSTART:20270101\nDURATION:P2D\nSUMMARY:元旦", vec!["2027-01-01 元旦 off", "2027-01-02 元旦 off"]),
            ("DTSTART:20270101\nDTEND:20270101\nSUMMARY:元旦", vec!["2027-01-01 元旦 off"]),
            (
                "DTSTART;TZID=\"Asia/Shanghai\":20270101T090000\nDTEND:20270101T180000\nSUMMARY:元旦",
                vec!["2027-01-01 元旦 off"],
            ),
            (
                "DTSTART:20261231T160000Z\nDTEND:20270101T160000Z\nSUMMARY:New Year\\, a holiday",
                vec!["2027-01-01 New Year, a holiday off"],
            ),
            ("DTSTART:20270214\nSUMMARY:春节（班）", vec!["2027-02-14 春节 worked"]),
            ("DTSTART:20270214\nSUMMARY:春节调休上班", vec!["2027-02-14 春节调休上班 worked"]),
            (
                "DTSTART:20270214\nSUMMARY:Spring Festival Ho\n liday Work\n\ting Day",
                vec!["2027-02-14 Spring Festival Holiday Working Day worked"],
            ),
        ] {
            let source = feed(&event(lines));
            assert_eq!(read(&source), Ok(days.iter().map(ToString::to_string).collect()), "{lines}");
        }
    }

    #[test]
    fn in_a_feed_with_marks_only_what_is_marked_counts() {
        let marked = feed(
            &[
                "DTSTART:20270205\nDTEND:20270208\nSUMMARY:春节（休）",
                "DTSTART:20270213\nSUMMARY:春节（班）\nBEGIN:VALARM\nDURATION:PT5M\nSUMMARY:?\nEND:VALARM",
                "DTSTART:20270308\nSUMMARY:妇女节",
                "DTSTART:20270206\nSUMMARY:除夕（休）",
                "DTSTART:20270601\nSUMMARY:儿童节（休）\nSTATUS:CANCELLED",
            ]
            .map(event)
            .concat(),
        );
        let days = ["2027-02-05 春节 off", "2027-02-06 春节 off", "2027-02-07 春节 off", "2027-02-13 春节 worked"];
        assert_eq!(read(&marked), Ok(days.map(str::to_owned).to_vec()));
        let observed = feed(&event("DTSTART:20270308\nSUMMARY:Women's Day\nDESCRIPTION:Observance"));
        assert_eq!(read(&observed), Err(vec![HolidayProblem::NoDays.at(1)]));
    }

    #[test]
    fn days_around_new_year_belong_to_the_year_they_are_published_with() {
        let events =
            ["20261231", "20270101", "20270501", "20280101"].map(|day| event(&format!("DTSTART:{day}\nSUMMARY:x")));
        let years = |source: &str| {
            let holidays = Holidays::from_ics(source, &TimeZone::UTC).unwrap();
            holidays.years().map(|year| (year.year, year.days.len())).collect::<Vec<_>>()
        };
        assert_eq!(years(&feed(&events.concat())), [(2027, 4)]);
        assert_eq!(years(&feed(&events[3])), [(2028, 1)]);
    }

    #[test]
    fn a_bad_file_says_the_line_and_is_taken_not_at_all() {
        use HolidayProblem::*;
        let written = |written: &str| BadDate { written: written.to_owned() };
        for (source, line, problem) in [
            ("<html>".to_owned(), 1, NotCalendar),
            (String::new(), 1, NotCalendar),
            (feed(""), 1, NoDays),
            (feed("rubbish\n"), 3, NotALine { written: "rubbish".into() }),
            (feed(&event("SUMMARY:元旦")), 3, NoStart),
            (feed(&event("DTSTART:20270230\nSUMMARY:元旦")), 4, written("20270230")),
            (feed(&event("DTSTART:20270101\nDTEND:x\nSUMMARY:元旦")), 5, written("x")),
            (feed(&event("DTSTART:30270101\nSUMMARY:元旦")), 4, written("30270101")),
            (feed(&event("DTSTART:20270102\nDTEND:20270101\nSUMMARY:元旦")), 5, EndsBeforeStart),
            (feed(&event("DTSTART:20270101\nDTEND:20270401\nSUMMARY:元旦")), 3, TooLong { most: 60 }),
            (feed(&event("DTSTART:20270101\nRRULE:FREQ=YEARLY\nSUMMARY:元旦")), 5, Repeats),
            (feed(&event("DTSTART:20270101")), 3, NoName),
            (feed("BEGIN:VEVENT\nDTSTART:20270101\n"), 5, Unclosed { component: "VEVENT".into() }),
            (format!("{}{}", feed(""), "END:VEVENT\n"), 4, Unclosed { component: "VEVENT".into() }),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT".into(), 2, Unclosed { component: "VEVENT".into() }),
        ] {
            assert_eq!(read(&source), Err(vec![problem.at(line)]), "{source}");
        }
        let twice =
            feed(&["DTSTART:20270101\nSUMMARY:元旦（休）", "DTSTART:20270101\nSUMMARY:元旦（班）"].map(event).concat());
        assert_eq!(read(&twice), Err(vec![Twice { date: "2027-01-01".parse().unwrap() }.at(7)]));
    }

    proptest! {
        #[test]
        fn no_file_makes_the_reader_stumble(
            words in any::<String>(),
            lines in prop::collection::vec("(BEGIN|END|DTSTART|DTEND|DURATION|SUMMARY|X)[;:\"]?(VEVENT|VCALENDAR|20[0-9]{6}|P[0-9]D|.{0,9})", 0..12),
        ) {
            let zone = TimeZone::UTC;
            let _ = (Holidays::read(&words, &zone), Holidays::read(&feed(&(lines.join("\n") + "\n")), &zone));
        }
    }
}
