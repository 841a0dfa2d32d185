//! Working time: which days are worked, and from when to when. Everything here is civil time in the company's zone.

use jiff::civil::{Date, DateTime, Time, Weekday, time};

use crate::process::due::{Side, Takes};

/// Monday to Friday between two times of day. Holidays are not known yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    pub opens: Time,
    pub closes: Time,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { opens: time(9, 0, 0, 0), closes: time(18, 0, 0, 0) }
    }
}

impl Calendar {
    pub fn is_working(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// `None` at the end of the calendar, which no order reaches.
    pub fn next_working_day(&self, after: Date) -> Option<Date> {
        self.workdays(after, 1, Side::After)
    }

    /// The `count`-th working day before or after a day; the day itself when that is 0.
    pub fn workdays(&self, from: Date, count: u32, side: Side) -> Option<Date> {
        let mut date = from;
        for _ in 0..count {
            date = step(date, side)?;
            while !self.is_working(date) {
                date = step(date, side)?;
            }
        }
        Some(date)
    }

    /// The moment itself if it is worked at, else the next opening.
    pub fn open_at(&self, moment: DateTime) -> Option<DateTime> {
        if !self.is_working(moment.date()) || moment.time() >= self.closes {
            return Some(self.next_working_day(moment.date())?.to_datetime(self.opens));
        }
        Some(moment.max(moment.date().to_datetime(self.opens)))
    }

    /// When work that begins then ends: minutes, hours and workdays are working time, days go by the calendar.
    pub fn end_of_work(&self, begins: DateTime, takes: Takes) -> Option<DateTime> {
        let Some(mut minutes) = self.working_minutes(takes) else {
            return shifted(begins, takes, Side::After);
        };
        let mut moment = self.open_at(begins)?;
        loop {
            let left = minutes_between(moment.time(), self.closes);
            if minutes <= left {
                return moment.checked_add(jiff::SignedDuration::from_mins(minutes)).ok();
            }
            minutes -= left;
            moment = self.next_working_day(moment.date())?.to_datetime(self.opens);
        }
    }

    /// When work must begin to end then.
    pub fn start_of_work(&self, ends: DateTime, takes: Takes) -> Option<DateTime> {
        let Some(mut minutes) = self.working_minutes(takes) else {
            return shifted(ends, takes, Side::Before);
        };
        if minutes == 0 {
            return Some(ends);
        }
        let mut moment = self.closed_at(ends)?;
        loop {
            let left = minutes_between(self.opens, moment.time());
            if minutes <= left {
                return moment.checked_sub(jiff::SignedDuration::from_mins(minutes)).ok();
            }
            minutes -= left;
            moment = self.workdays(moment.date(), 1, Side::Before)?.to_datetime(self.closes);
        }
    }

    /// The moment itself if it is worked until then, else the last closing.
    fn closed_at(&self, moment: DateTime) -> Option<DateTime> {
        if !self.is_working(moment.date()) || moment.time() <= self.opens {
            return Some(self.workdays(moment.date(), 1, Side::Before)?.to_datetime(self.closes));
        }
        Some(moment.min(moment.date().to_datetime(self.closes)))
    }

    fn working_minutes(&self, takes: Takes) -> Option<i64> {
        match takes {
            Takes::Minutes(n) => Some(i64::from(n)),
            Takes::Hours(n) => Some(i64::from(n) * 60),
            Takes::Workdays(n) => Some(i64::from(n) * minutes_between(self.opens, self.closes)),
            Takes::Days(_) => None,
        }
    }
}

fn step(date: Date, side: Side) -> Option<Date> {
    match side {
        Side::Before => date.yesterday().ok(),
        Side::After => date.tomorrow().ok(),
    }
}

fn shifted(moment: DateTime, takes: Takes, side: Side) -> Option<DateTime> {
    let Takes::Days(days) = takes else { return None };
    let date = days_from(moment.date(), days, side)?;
    Some(date.to_datetime(moment.time()))
}

pub(super) fn days_from(date: Date, days: u32, side: Side) -> Option<Date> {
    let span = jiff::SignedDuration::from_hours(24 * i64::from(days));
    match side {
        Side::Before => date.checked_sub(span).ok(),
        Side::After => date.checked_add(span).ok(),
    }
}

fn minutes_between(from: Time, to: Time) -> i64 {
    from.duration_until(to).as_mins().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-03-06 is a Friday.
    #[test]
    fn work_goes_on_in_working_hours() {
        use Takes::*;
        for (begins, takes, ends) in [
            ("2026-03-06T09:00", Minutes(5), "2026-03-06T09:05"),
            ("2026-03-06T17:00", Hours(1), "2026-03-06T18:00"),
            ("2026-03-06T17:00", Hours(2), "2026-03-09T10:00"),
            ("2026-03-06T18:00", Workdays(1), "2026-03-09T18:00"),
            ("2026-03-06T09:00", Workdays(1), "2026-03-06T18:00"),
            ("2026-03-06T14:00", Workdays(1), "2026-03-09T14:00"),
            ("2026-03-07T11:00", Minutes(30), "2026-03-09T09:30"),
            ("2026-03-06T06:00", Minutes(30), "2026-03-06T09:30"),
            ("2026-03-06T14:00", Days(2), "2026-03-08T14:00"),
            ("2026-03-06T10:00", Minutes(0), "2026-03-06T10:00"),
        ] {
            let (begins, ends): (DateTime, DateTime) = (begins.parse().unwrap(), ends.parse().unwrap());
            assert_eq!(Calendar::default().end_of_work(begins, takes), Some(ends), "{begins} {takes}");
        }
    }

    #[test]
    fn work_that_must_end_in_time_begins_early_enough() {
        use Takes::*;
        for (ends, takes, begins) in [
            ("2026-03-06T09:05", Minutes(5), "2026-03-06T09:00"),
            ("2026-03-09T10:00", Hours(2), "2026-03-06T17:00"),
            ("2026-03-09T18:00", Workdays(1), "2026-03-09T09:00"),
            ("2026-03-08T12:00", Workdays(1), "2026-03-06T09:00"),
            ("2026-03-09T08:00", Minutes(30), "2026-03-06T17:30"),
            ("2026-03-09T18:00", Days(3), "2026-03-06T18:00"),
        ] {
            let (begins, ends): (DateTime, DateTime) = (begins.parse().unwrap(), ends.parse().unwrap());
            assert_eq!(Calendar::default().start_of_work(ends, takes), Some(begins), "{ends} {takes}");
        }
    }
}
