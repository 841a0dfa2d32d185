//! Days that people agree on, hope for or remember. What is to come of an order lies neither before the order nor further
//! ahead than anything is planned, and what has happened is not older than anything that is still followed up. A day of
//! 1900 is a slip of the pen, or an empty cell of a spreadsheet.

use jiff::{ToSpan, civil::Date};

use super::decide::furthest;
use crate::{Message, Say, Text};

/// Books of orders that are brought over may be old; a day before that is a slip of the pen.
const OLDEST_YEARS: i64 = 50;

/// The first day on which an order can have been received.
pub fn oldest(today: Date) -> Date {
    today.saturating_sub(OLDEST_YEARS.years())
}

/// Where days of an order that are to come may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// When the order was received.
    pub from: Date,
    /// The last day that can be planned.
    pub to: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayFault {
    BeforeOrder { what: Text, day: Date, received: Date },
    TooFar { what: Text, day: Date, furthest: Date },
    TooLongAgo { what: Text, day: Date, oldest: Date },
}

impl Reach {
    pub fn of(received: Date, today: Date) -> Self {
        Self { from: received, to: furthest(today).max(received) }
    }

    pub fn check(&self, what: &Text, day: Date) -> Result<(), DayFault> {
        if day < self.from {
            return Err(DayFault::BeforeOrder { what: what.clone(), day, received: self.from });
        }
        not_too_far(what, day, self.to)
    }
}

pub fn not_too_far(what: &Text, day: Date, furthest: Date) -> Result<(), DayFault> {
    if day > furthest { Err(DayFault::TooFar { what: what.clone(), day, furthest }) } else { Ok(()) }
}

pub fn not_too_long_ago(what: &Text, day: Date, today: Date) -> Result<(), DayFault> {
    let oldest = oldest(today);
    if day < oldest { Err(DayFault::TooLongAgo { what: what.clone(), day, oldest }) } else { Ok(()) }
}

impl Say for DayFault {
    fn say(&self) -> Message {
        match self {
            DayFault::BeforeOrder { what, day, received } => {
                Message::new("day-before-order").with("what", what).with("day", *day).with("received", *received)
            }
            DayFault::TooFar { what, day, furthest } => {
                Message::new("day-too-far").with("what", what).with("day", *day).with("furthest", *furthest)
            }
            DayFault::TooLongAgo { what, day, oldest } => {
                Message::new("day-too-long-ago").with("what", what).with("day", *day).with("oldest", *oldest)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_lie_between_the_order_and_what_can_be_planned() {
        let day = |written: &str| written.parse::<Date>().unwrap();
        let reach = Reach::of(day("2026-03-10"), day("2026-03-15"));
        for (written, key) in [
            ("1900-01-01", Some("day-before-order")),
            ("2026-03-09", Some("day-before-order")),
            ("2026-03-10", None),
            // Today or not, what was agreed may have passed.
            ("2026-03-14", None),
            ("2029-03-17", None),
            ("2029-03-18", Some("day-too-far")),
            ("9999-12-31", Some("day-too-far")),
        ] {
            let told = reach.check(&Text::same("x"), day(written));
            assert_eq!(told.err().map(|fault| fault.say().key), key, "{written}");
        }
        for (written, is_taken) in [("1976-03-15", true), ("1976-03-14", false), ("1900-01-01", false)] {
            assert_eq!(
                not_too_long_ago(&Text::same("x"), day(written), day("2026-03-15")).is_ok(),
                is_taken,
                "{written}"
            );
        }
    }
}
