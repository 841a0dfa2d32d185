//! How well customers are answered: in time at first, and as promised after that.

use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;

use super::{Contact, Outcome, Rule};
use crate::schedule::calendar::Calendar;

/// So many of so many; those whose time is not over yet count for neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    pub kept: u32,
    pub of: u32,
}

/// First answers in time, and promises kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    pub answers: Kept,
    pub promises: Kept,
}

pub fn figures<'a>(
    contacts: impl IntoIterator<Item = &'a Contact>,
    rule: &Rule,
    calendar: &Calendar,
    zone: &TimeZone,
    now: Timestamp,
) -> Figures {
    let mut figures = Figures::default();
    for contact in contacts {
        // By when, and when somebody was in touch.
        let first = (rule.answer_by(contact.at, calendar, zone), contact.answers.first().map(|answer| answer.at));
        figures.answers.count(first, now);
        for (place, answer) in contact.answers.iter().enumerate() {
            if let Outcome::Promised { next } = answer.is {
                figures.promises.count((next, contact.answers.get(place + 1).map(|after| after.at)), now);
            }
        }
    }
    figures
}

impl Kept {
    fn count(&mut self, (due, done): (Timestamp, Option<Timestamp>), now: Timestamp) {
        let is_kept = done.is_some_and(|done| done <= due);
        if done.is_some() || due < now {
            self.of = self.of.saturating_add(1);
            self.kept = self.kept.saturating_add(u32::from(is_kept));
        }
    }

    /// To one digit; none of nothing.
    pub fn percent(self) -> Option<Decimal> {
        let share = Decimal::from(self.kept).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(self.of))?;
        Some(share.round_dp(1))
    }
}
