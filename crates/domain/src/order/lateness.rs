//! How an order stands against the day promised to the customer: countdown 倒计时, delay days 延期天数, and whether it will be
//! in time. Derived whenever it is shown; board, order page, API and sheets all ask here. No date, no number.

use jiff::civil::{self, Date};
use serde::Serialize;

use super::row::{OrderRow, Status};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Lateness {
    /// Days that are left until the promised day, below zero once it has passed; only while the goods have not left.
    pub countdown_days: Option<i32>,
    /// Days after the promised day on which the goods left, or today while they have not; `None` when not late.
    pub delay_days: Option<i32>,
    /// Days after the promised day on which the goods are expected to leave; `None` when in time.
    pub expected_delay_days: Option<i32>,
    pub outlook: Outlook,
}

/// Whether the promise will be kept; while the goods have not left, each worse than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// No day is promised, or the order is cancelled: there is nothing to keep.
    #[default]
    Nothing,
    /// The goods left by the promised day.
    Kept,
    /// They left later.
    Broken,
    OnTrack,
    /// One chance in ten, or more, of being late.
    AtRisk,
    /// Late by what such orders usually take.
    WillBeLate,
    /// The promised day has passed.
    Late,
}

/// When the goods are expected to leave, by the median and by nine cases in ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExpectedDay {
    pub median: Option<Date>,
    pub likely_by: Option<Date>,
}

impl Lateness {
    pub fn of(row: &OrderRow, expected: ExpectedDay, today: Date) -> Self {
        let number = |date: Option<Date>| date.map(day_number);
        let expected = (number(expected.median), number(expected.likely_by));
        Self::by_number(day_number(today), row.status, number(row.promised), number(row.delivered_on), expected)
    }

    /// The same rule on day numbers, for the index that holds a million orders against today at once: hence no branches.
    #[inline]
    pub fn by_number(
        today: i32,
        status: Status,
        promised: Option<i32>,
        delivered: Option<i32>,
        expected: (Option<i32>, Option<i32>),
    ) -> Self {
        let counts = promised.is_some() & (status != Status::Cancelled);
        let waiting = (status == Status::Open) & delivered.is_none();
        let promised = promised.unwrap_or(today);
        let countdown = promised - today;
        let late = delivered.unwrap_or(today) - promised;
        let median = expected.0.unwrap_or(today).max(today);
        let likely_by = expected.1.unwrap_or(median).max(median);
        let outlook = if !counts | !(waiting | delivered.is_some()) {
            Outlook::Nothing
        } else if delivered.is_some() {
            if late > 0 { Outlook::Broken } else { Outlook::Kept }
        } else if countdown < 0 {
            Outlook::Late
        } else if median > promised {
            Outlook::WillBeLate
        } else if likely_by > promised {
            Outlook::AtRisk
        } else {
            Outlook::OnTrack
        };
        Self {
            countdown_days: (counts & waiting).then_some(countdown),
            delay_days: (counts & (waiting | delivered.is_some()) & (late > 0)).then_some(late),
            expected_delay_days: (counts & waiting & (median > promised)).then_some(median - promised),
            outlook,
        }
    }
}

impl Outlook {
    pub fn key(self) -> &'static str {
        match self {
            Outlook::Nothing => "nothing",
            Outlook::Kept => "kept",
            Outlook::Broken => "broken",
            Outlook::OnTrack => "on-track",
            Outlook::AtRisk => "at-risk",
            Outlook::WillBeLate => "will-be-late",
            Outlook::Late => "late",
        }
    }
}

/// Days since 1970-01-01: what dates are compared and subtracted by where there are very many of them.
pub fn day_number(date: Date) -> i32 {
    (date.duration_since(civil::date(1970, 1, 1)).as_hours() / 24) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countdown_delay_and_outlook_follow_the_promise() {
        use Outlook::*;
        let today: Date = "2026-03-10".parse().unwrap();
        let none = (None, None);
        for (status, promised, delivered, expected, countdown, delay, expected_delay, outlook) in [
            // Today it is still in time.
            (Status::Open, Some("03-15"), None, none, Some(5), None, None, OnTrack),
            (Status::Open, Some("03-10"), None, none, Some(0), None, None, OnTrack),
            (Status::Open, Some("03-15"), None, (Some("03-12"), Some("03-15")), Some(5), None, None, OnTrack),
            (Status::Open, Some("03-15"), None, (Some("03-12"), Some("03-16")), Some(5), None, None, AtRisk),
            (Status::Open, Some("03-15"), None, (Some("03-16"), Some("03-20")), Some(5), None, Some(1), WillBeLate),
            // The promised day has passed: late by today, and later still by what is expected.
            (Status::Open, Some("02-28"), None, none, Some(-10), Some(10), Some(10), Late),
            (Status::Open, Some("02-28"), None, (Some("03-20"), Some("03-20")), Some(-10), Some(10), Some(20), Late),
            // An expectation that today has overtaken.
            (Status::Open, Some("03-09"), None, (Some("03-05"), Some("03-06")), Some(-1), Some(1), Some(1), Late),
            (Status::Open, None, None, none, None, None, None, Nothing),
            (Status::Open, None, None, (Some("03-12"), Some("03-16")), None, None, None, Nothing),
            // Finished early, in time and late; the money may still be out.
            (Status::Open, Some("03-05"), Some("03-07"), none, None, Some(2), None, Broken),
            (Status::Done, Some("03-05"), Some("03-05"), none, None, None, None, Kept),
            (Status::Done, Some("03-05"), Some("03-01"), none, None, None, None, Kept),
            (Status::Done, Some("03-05"), Some("04-05"), none, None, Some(31), None, Broken),
            (Status::Done, Some("03-05"), None, none, None, None, None, Nothing),
            (Status::Cancelled, Some("03-05"), None, none, None, None, None, Nothing),
        ] {
            let day = |day: Option<&str>| day.map(|day| day_number(format!("2026-{day}").parse().unwrap()));
            let (promised, delivered) = (day(promised), day(delivered));
            let expected = (day(expected.0), day(expected.1));
            let found = Lateness::by_number(day_number(today), status, promised, delivered, expected);
            let wanted =
                Lateness { countdown_days: countdown, delay_days: delay, expected_delay_days: expected_delay, outlook };
            assert_eq!(found, wanted, "{status:?} {promised:?} {delivered:?} {expected:?}");
        }
    }
}
