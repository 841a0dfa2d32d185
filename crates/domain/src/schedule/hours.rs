//! Working hours: the spans that are worked on each day of the week, in minutes of the day.
//!
//! Written `09:00-13:00`; a day has none (it is off) or several. What is not worked, a lunch for instance, lies between them.

use std::{fmt, str::FromStr};

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::{Message, Say, Text, process::due, text::plain};

/// The most spans that a day may have.
pub const MOST_SPANS: usize = 6;

/// The working spans of a week, Monday first; of each day sorted, with no overlap. At least one day is worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Week", into = "Week")]
pub struct Hours([Vec<Span>; 7]);

/// From one minute of the day to another, which is no longer worked. 24:00 is minute 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    from: u16,
    to: u16,
}

/// Hours as they are written to files and the API.
#[derive(Serialize, Deserialize, Default)]
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

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.say())]
pub enum HoursFault {
    /// Not `09:00-13:00`.
    Span {
        written: String,
    },
    /// It ends before it begins; work through the night is two spans.
    Backwards {
        span: String,
    },
    Overlap {
        first: Span,
        second: Span,
    },
    TooMany {
        most: usize,
    },
    NothingWorked,
}

impl Default for Hours {
    /// Monday to Friday, eight hours. The lunch is late because the quick process that ships runs until 12:35.
    fn default() -> Self {
        let day = vec![Span { from: 9 * 60, to: 13 * 60 }, Span { from: 14 * 60, to: 18 * 60 }];
        Self(std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { Vec::new() }))
    }
}

impl Hours {
    /// From the spans of each day, Monday first, in any order.
    pub fn new(mut week: [Vec<Span>; 7]) -> Result<Self, HoursFault> {
        for spans in &mut week {
            spans.sort();
            check_day(spans)?;
        }
        if week.iter().all(Vec::is_empty) { Err(HoursFault::NothingWorked) } else { Ok(Self(week)) }
    }

    pub fn on(&self, weekday: Weekday) -> &[Span] {
        &self.0[weekday.to_monday_zero_offset() as usize]
    }

    /// The hours of a day that is worked although its weekday is not: those of the first worked weekday.
    pub fn regular(&self) -> &[Span] {
        self.0.iter().find(|spans| !spans.is_empty()).map_or(&[], Vec::as_slice)
    }

    /// The spans of one day as people write them: `9:00-12:00, 13:30-18:00`, `8:30至17:30`; nothing for a day off.
    pub fn read_day(written: &str) -> Result<Vec<Span>, HoursFault> {
        let parts = plain(written).replace(['、', ';', '\n'], ",");
        let mut spans = parts
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect::<Result<Vec<Span>, _>>()?;
        spans.sort();
        check_day(&spans)?;
        Ok(spans)
    }

    /// As `read_day` reads it.
    pub fn written_day(spans: &[Span]) -> String {
        spans.iter().map(Span::to_string).collect::<Vec<_>>().join(", ")
    }
}

fn check_day(spans: &[Span]) -> Result<(), HoursFault> {
    if spans.len() > MOST_SPANS {
        return Err(HoursFault::TooMany { most: MOST_SPANS });
    }
    match spans.windows(2).find(|pair| pair[1].from < pair[0].to) {
        Some(pair) => Err(HoursFault::Overlap { first: pair[0], second: pair[1] }),
        None => Ok(()),
    }
}

impl Span {
    /// `None` unless it begins before it ends, within one day.
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < to && to <= 24 * 60).then_some(Self { from, to })
    }

    /// Minute of the day that it begins with.
    pub fn from(self) -> u16 {
        self.from
    }

    /// Minute of the day that it ends before.
    pub fn to(self) -> u16 {
        self.to
    }

    pub fn minutes(self) -> u16 {
        self.to - self.from
    }
}

impl FromStr for Span {
    type Err = HoursFault;

    fn from_str(written: &str) -> Result<Self, HoursFault> {
        let words = plain(written).replace(['–', '—', '~', '～', '至', '到'], "-");
        let fault = || HoursFault::Span { written: written.trim().to_owned() };
        let (from, to) = words.split_once('-').ok_or_else(fault)?;
        let (from, to) = (minute(from).ok_or_else(fault)?, minute(to).ok_or_else(fault)?);
        Span::new(from, to).ok_or_else(|| HoursFault::Backwards { span: written.trim().to_owned() })
    }
}

fn minute(written: &str) -> Option<u16> {
    if written.trim() == "24:00" {
        return Some(24 * 60);
    }
    let time = due::clock(written).ok()?;
    Some(time.hour() as u16 * 60 + time.minute() as u16)
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}-{:02}:{:02}", self.from / 60, self.from % 60, self.to / 60, self.to % 60)
    }
}

impl TryFrom<String> for Span {
    type Error = HoursFault;

    fn try_from(written: String) -> Result<Self, HoursFault> {
        written.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

impl TryFrom<Week> for Hours {
    type Error = HoursFault;

    fn try_from(week: Week) -> Result<Self, HoursFault> {
        Hours::new([week.monday, week.tuesday, week.wednesday, week.thursday, week.friday, week.saturday, week.sunday])
    }
}

impl From<Hours> for Week {
    fn from(Hours([monday, tuesday, wednesday, thursday, friday, saturday, sunday]): Hours) -> Self {
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }
}

impl Say for HoursFault {
    fn say(&self) -> Message {
        match self {
            HoursFault::Span { written } => Message::new("hours-span").with("written", written.as_str()),
            HoursFault::Backwards { span } => Message::new("hours-backwards").with("span", span.as_str()),
            HoursFault::Overlap { first, second } => Message::new("hours-overlap")
                .with("first", Text::same(first.to_string()))
                .with("second", Text::same(second.to_string())),
            HoursFault::TooMany { most } => Message::new("hours-too-many").with("most", *most),
            HoursFault::NothingWorked => Message::new("hours-nothing-worked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hours_of_a_day_are_read_as_people_write_them() {
        for (written, read) in [
            ("9:00-12:00, 13:30-18:00", "09:00-12:00, 13:30-18:00"),
            ("13：30–18：00、9：00~12：00", "09:00-12:00, 13:30-18:00"),
            ("8:30至17:30", "08:30-17:30"),
            ("00:00-06:00;22:00-24:00", "00:00-06:00, 22:00-24:00"),
            ("09:00-12:00,12:00-13:00", "09:00-12:00, 12:00-13:00"),
            ("  ", ""),
        ] {
            assert_eq!(
                Hours::read_day(written).map(|spans| Hours::written_day(&spans)),
                Ok(read.to_owned()),
                "{written}"
            );
        }
    }

    #[test]
    fn hours_that_cannot_be_are_refused() {
        let span = |written: &str| written.parse().unwrap();
        for (written, fault) in [
            ("nine to five", HoursFault::Span { written: "nine to five".into() }),
            ("9-12", HoursFault::Span { written: "9-12".into() }),
            ("09:00-25:00", HoursFault::Span { written: "09:00-25:00".into() }),
            ("22:00-06:00", HoursFault::Backwards { span: "22:00-06:00".into() }),
            ("09:00-09:00", HoursFault::Backwards { span: "09:00-09:00".into() }),
            (
                "09:00-13:00, 12:00-18:00",
                HoursFault::Overlap { first: span("09:00-13:00"), second: span("12:00-18:00") },
            ),
            ("1:00-1:01,2:00-2:01,3:00-3:01,4:00-4:01,5:00-5:01,6:00-6:01,7:00-7:01", HoursFault::TooMany { most: 6 }),
        ] {
            assert_eq!(Hours::read_day(written), Err(fault), "{written}");
        }
        assert_eq!(Hours::new(Default::default()), Err(HoursFault::NothingWorked));
    }

    #[test]
    fn hours_are_kept_in_words() {
        let kept = serde_json::to_value(Hours::default()).unwrap();
        assert_eq!(kept["monday"], serde_json::json!(["09:00-13:00", "14:00-18:00"]));
        assert_eq!(serde_json::from_value::<Hours>(kept).unwrap(), Hours::default());
        assert!(serde_json::from_str::<Hours>(r#"{"monday": ["18:00-09:00"]}"#).is_err());
        assert!(serde_json::from_str::<Hours>("{}").is_err());
    }
}
