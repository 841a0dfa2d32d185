//! How an order stands against the day promised to the customer: countdown 倒计时 and delay days 延期天数 (S7). Derived
//! whenever it is shown. No date, no number.

use jiff::civil::{self, Date};
use serde::Serialize;

use super::row::{OrderRow, Status};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Lateness {
    /// Days that are left until the promised day, below zero once it has passed; only while the goods have not left.
    pub countdown_days: Option<i32>,
    /// Days after the promised day on which the goods left, or today while they have not; `None` when not late.
    pub delay_days: Option<i32>,
}

impl Lateness {
    pub fn of(row: &OrderRow, today: Date) -> Self {
        Self::on(today, row.status, row.promised, row.delivered_on)
    }

    pub fn on(today: Date, status: Status, promised: Option<Date>, delivered: Option<Date>) -> Self {
        Self::by_number(day_number(today), status, promised.map(day_number), delivered.map(day_number))
    }

    /// The same rule on day numbers, for the index that holds a million orders against today at once: hence no branches.
    #[inline]
    pub fn by_number(today: i32, status: Status, promised: Option<i32>, delivered: Option<i32>) -> Self {
        let counts = promised.is_some() & (status != Status::Cancelled);
        let waiting = (status == Status::Open) & delivered.is_none();
        let promised = promised.unwrap_or(today);
        let countdown = promised - today;
        let late = delivered.unwrap_or(today) - promised;
        Self {
            countdown_days: (counts & waiting).then_some(countdown),
            delay_days: (counts & (waiting | delivered.is_some()) & (late > 0)).then_some(late),
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
    fn countdown_and_delay_follow_the_promise() {
        let today: Date = "2026-03-10".parse().unwrap();
        for (status, promised, delivered, countdown, delay) in [
            (Status::Open, Some("2026-03-15"), None, Some(5), None),
            (Status::Open, Some("2026-03-10"), None, Some(0), None),
            (Status::Open, Some("2026-02-28"), None, Some(-10), Some(10)),
            (Status::Open, None, None, None, None),
            (Status::Open, Some("2026-03-05"), Some("2026-03-07"), None, Some(2)),
            (Status::Done, Some("2026-03-05"), Some("2026-03-05"), None, None),
            (Status::Done, Some("2026-03-05"), Some("2026-04-05"), None, Some(31)),
            (Status::Done, Some("2026-03-05"), None, None, None),
            (Status::Cancelled, Some("2026-03-05"), None, None, None),
        ] {
            let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
            let found = Lateness::on(today, status, day(promised), day(delivered));
            let expected = Lateness { countdown_days: countdown, delay_days: delay };
            assert_eq!(found, expected, "{status:?} {promised:?} {delivered:?}");
        }
    }
}
