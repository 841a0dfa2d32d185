//! The board of what waits: under which heading an inspection stands, and by when something has to happen to it. All that
//! follows from the inspection, its delivery and the lead times is one `Waits`, which changes with those alone; headings
//! and lateness are that held against a day.

use jiff::{SignedDuration, civil::Date};

use super::{Inspection, LeadTimes, State, booking::terms};

/// Days ahead that the board looks.
pub const AHEAD_DAYS: u32 = 7;
/// Behind every day: something is to be done, and nobody knows by when.
pub const NO_DAY: Date = Date::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heading {
    /// Failed: to be inspected again or released.
    Failed,
    /// To be booked, or moved before the delivery.
    ToBook,
    ThisWeek,
    /// The factory or planning is to be told.
    ToTell,
    Later,
}

/// What is next of an inspection that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    pub has_failed: bool,
    /// Agreed on or begun.
    pub day: Option<Date>,
    /// To be booked by this day, or `NO_DAY`; of a booked one, to be moved before the delivery by this day, as long as that
    /// is to come.
    pub book_by: Option<Date>,
    pub tell_by: Option<Date>,
    /// The first day on which something of it is due.
    pub act_by: Option<Date>,
}

/// The days that headings go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    pub today: Date,
    pub soon: Date,
    /// The last day of this week.
    pub sunday: Date,
}

impl Horizon {
    pub fn of(today: Date) -> Self {
        let left = 6 - i64::from(today.weekday().to_monday_zero_offset());
        Self { today, soon: days_after(today, i64::from(AHEAD_DAYS)), sunday: days_after(today, left) }
    }
}

impl Waits {
    pub fn of(inspection: &Inspection, delivery: Option<Date>, lead: &LeadTimes) -> Self {
        let terms = terms(inspection, delivery, lead);
        let book_by = match inspection.state {
            State::Planned => Some(terms.book_by.unwrap_or(NO_DAY)),
            _ => terms.move_by,
        };
        let tell_by = (terms.tells_factory || terms.tells_planning).then_some(terms.tell_by).flatten();
        let booking = terms.books.then_some(terms.book_by).flatten();
        Self {
            has_failed: matches!(inspection.state, State::Inspected { .. }),
            day: inspection.day().filter(|_| inspection.is_open()),
            book_by,
            tell_by,
            act_by: [booking, tell_by, terms.inspect_by].into_iter().flatten().min(),
        }
    }

    pub fn heading(&self, horizon: &Horizon) -> Heading {
        let is_soon = |by: Date| by <= horizon.soon || by == NO_DAY;
        let moves = |by: Date| self.day.is_none() || by >= horizon.today;
        match () {
            () if self.has_failed => Heading::Failed,
            () if self.book_by.is_some_and(|by| is_soon(by) && moves(by)) => Heading::ToBook,
            // What is inspected this week says itself whom to tell.
            () if self.day.is_some_and(|day| day <= horizon.sunday) => Heading::ThisWeek,
            () if self.is_to_tell(horizon) => Heading::ToTell,
            () => Heading::Later,
        }
    }

    /// It has its day, and somebody is to be told of it soon, whatever heading it stands under.
    pub fn is_to_tell(&self, horizon: &Horizon) -> bool {
        self.day.is_some() && self.tell_by.is_some_and(|by| by <= horizon.soon)
    }

    /// Something should have happened before today.
    pub fn is_late(&self, today: Date) -> bool {
        self.act_by.is_some_and(|by| by < today)
    }
}

/// Deliveries up to this day should have their inspection planned.
pub fn plan_until(lead: &LeadTimes, today: Date) -> Date {
    days_after(today, i64::from(lead.own_days) + i64::from(AHEAD_DAYS))
}

fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(days * 24))
}
