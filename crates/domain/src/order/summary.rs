//! How an order stands, in the words of the summary sheet (S7): countdown 倒计时, delay 延期, exception state 异常状态 and
//! completion state 完成状态. One function for board, order page, API and sheets; no date, no number, never an error value.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{
    lateness::{ExpectedDay, Lateness, Outlook, day_number},
    row::{OrderRow, Status},
};
use crate::schedule::Calendar;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    pub lateness: Lateness,
    /// The two delays of `lateness` in the working days of the company.
    pub delay_workdays: Option<i32>,
    pub expected_delay_workdays: Option<i32>,
    pub trouble: Trouble,
    pub completion: Status,
    pub steps_closed: u32,
    pub steps_total: u32,
}

/// The exception state: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    Cancelled,
    /// An exception is open.
    Exception,
    Done,
    Late,
    WillBeLate,
    AtRisk,
    /// No day is promised.
    NoDate,
    DueSoon,
    /// The promise is safe, but a step is overdue.
    StepLate,
    OnTime,
}

/// Days before the promised day from which an order is pressing.
pub const SOON_DAYS: std::ops::RangeInclusive<i32> = 0..=3;

impl Summary {
    pub fn of(row: &OrderRow, expected: ExpectedDay, calendar: &Calendar, today: Date, now: Timestamp) -> Self {
        let lateness = Lateness::of(row, expected, today);
        let workdays = |late: Option<i32>| {
            let promised = day_number(row.promised?);
            Some(calendar.workdays_between(promised, promised.saturating_add(late?)))
        };
        Self {
            lateness,
            delay_workdays: workdays(lateness.delay_days),
            expected_delay_workdays: workdays(lateness.expected_delay_days),
            trouble: trouble(row, lateness, now),
            completion: row.status,
            steps_closed: row.steps_closed,
            steps_total: row.steps_total,
        }
    }
}

fn trouble(row: &OrderRow, lateness: Lateness, now: Timestamp) -> Trouble {
    let step_late = || row.stages.iter().any(|cell| cell.closed < cell.total && cell.due.is_some_and(|due| due < now));
    match (row.status, lateness.outlook) {
        (Status::Cancelled, _) => Trouble::Cancelled,
        _ if row.exceptions > 0 => Trouble::Exception,
        (Status::Done, _) => Trouble::Done,
        _ if lateness.delay_days.is_some() => Trouble::Late,
        (_, Outlook::WillBeLate) => Trouble::WillBeLate,
        (_, Outlook::AtRisk) => Trouble::AtRisk,
        _ if row.promised.is_none() => Trouble::NoDate,
        _ if lateness.countdown_days.is_some_and(|days| SOON_DAYS.contains(&days)) => Trouble::DueSoon,
        _ if step_late() => Trouble::StepLate,
        _ => Trouble::OnTime,
    }
}
