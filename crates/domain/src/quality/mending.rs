//! How long goods that failed take until they can pass, as long as nobody has said when they are inspected again.

use jiff::civil::Date;

use crate::{
    order::lateness::day_number,
    process::due::Side,
    schedule::{Calendar, moment::date_of},
};

/// Longest time, in working days.
pub const MOST_MEND_DAYS: u32 = 90;

#[derive(Debug, Clone, Copy)]
pub struct Mending<'a> {
    /// Working days of the company's calendar (`LeadTimes::mend_days`).
    pub days: u32,
    pub calendar: &'a Calendar,
}

impl Mending<'_> {
    /// The first day on which goods that failed on this one can pass; none beyond the calendar.
    pub fn mended_on(&self, failed: Date) -> Option<Date> {
        date_of(self.calendar.workdays(day_number(failed), self.days, Side::After)?)
    }
}
