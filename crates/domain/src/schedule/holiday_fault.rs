//! What can be wrong with a file of public holidays, each with what is needed to mend it. Texts are under `holidays-…`.

use std::fmt;

use jiff::civil::Date;

use crate::{Message, Say};

#[derive(Debug, Clone, PartialEq)]
pub struct HolidayFault {
    /// From 1.
    pub line: usize,
    pub problem: HolidayProblem,
}

#[derive(Debug, Clone, PartialEq)]
pub enum HolidayProblem {
    /// Not JSON, or not of the shape; what the reader of JSON says.
    Json {
        message: String,
    },
    /// The table is there but has no days yet.
    NotPublished {
        year: i16,
    },
    YearOutside {
        year: i16,
    },
    BadDate {
        written: String,
    },
    /// A day of another year.
    Stray {
        date: Date,
        year: i16,
    },
    /// The day stands there a second time, or once as off and once as worked.
    Twice {
        date: Date,
    },
    NoName,
    /// Not an ICS calendar.
    NotCalendar,
    /// A line that is no `NAME:value`.
    NotALine {
        written: String,
    },
    /// An event that never ends, or an end without its beginning.
    Unclosed {
        component: String,
    },
    NoStart,
    /// An event that repeats: which days are meant is not said one by one.
    Repeats,
    EndsBeforeStart,
    TooLong {
        most: usize,
    },
    /// No event that is a holiday.
    NoDays,
}

impl HolidayProblem {
    pub fn at(self, line: usize) -> HolidayFault {
        HolidayFault { line, problem: self }
    }
}

impl Say for HolidayProblem {
    fn say(&self) -> Message {
        use HolidayProblem::*;
        match self {
            Json { message } => Message::new("holidays-json").with("message", message.as_str()),
            NotPublished { year } => Message::new("holidays-not-published").with("year", year.to_string()),
            YearOutside { year } => Message::new("holidays-year-outside").with("year", year.to_string()),
            BadDate { written } => Message::new("holidays-bad-date").with("written", written.as_str()),
            Stray { date, year } => Message::new("holidays-stray").with("date", *date).with("year", year.to_string()),
            Twice { date } => Message::new("holidays-twice").with("date", *date),
            NoName => Message::new("holidays-no-name"),
            NotCalendar => Message::new("holidays-not-calendar"),
            NotALine { written } => Message::new("holidays-not-a-line").with("written", written.as_str()),
            Unclosed { component } => Message::new("holidays-unclosed").with("component", component.as_str()),
            NoStart => Message::new("holidays-no-start"),
            Repeats => Message::new("holidays-repeats"),
            EndsBeforeStart => Message::new("holidays-ends-before-start"),
            TooLong { most } => Message::new("holidays-too-long").with("most", *most),
            NoDays => Message::new("holidays-no-days"),
        }
    }
}

impl Say for HolidayFault {
    fn say(&self) -> Message {
        self.problem.say().with("line", self.line)
    }
}

/// For logs; people are shown `say` in their language.
impl fmt::Display for HolidayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem.say())
    }
}
