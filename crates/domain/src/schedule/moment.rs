//! Moments of civil time in the company's zone, as whole seconds: what schedules are reckoned in.
//!
//! A moment has no zone of its own. It is made from an instant and turned back into one at the edge of a reckoning; in
//! between, days, hours and comparisons are plain arithmetic on one number.

use jiff::{
    SignedDuration, Timestamp,
    civil::{self, Date, DateTime, Time},
    tz::TimeZone,
};

use crate::order::lateness::day_number;

pub const DAY_SECONDS: i64 = 86_400;

/// Seconds since 1970-01-01T00:00 on the company's clocks.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment(pub i64);

impl Moment {
    pub fn of(civil: DateTime) -> Self {
        Self::at(day_number(civil.date()), civil.time())
    }

    pub fn at(day: i32, time: Time) -> Self {
        let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        Self::on(day, seconds)
    }

    /// So many seconds after the midnight that a day begins with.
    pub(super) fn on(day: i32, seconds: i64) -> Self {
        Self(i64::from(day) * DAY_SECONDS + seconds)
    }

    /// Rounded down to the second.
    pub fn of_timestamp(at: Timestamp, zone: &TimeZone) -> Self {
        let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
        Self(second + i64::from(zone.to_offset(at).seconds()))
    }

    /// The instant; of a time that the clocks skip or repeat, the one that jiff calls compatible. `None` beyond year 9999.
    pub fn timestamp(self, zone: &TimeZone) -> Option<Timestamp> {
        zone.to_timestamp(self.civil()?).ok()
    }

    pub fn civil(self) -> Option<DateTime> {
        let second = self.second_of_day();
        let time = Time::new((second / 3600) as i8, (second / 60 % 60) as i8, (second % 60) as i8, 0).ok()?;
        Some(self.date()?.to_datetime(time))
    }

    pub fn date(self) -> Option<Date> {
        date_of(self.day())
    }

    /// The day's number, as [`day_number`] counts.
    pub fn day(self) -> i32 {
        self.0.div_euclid(DAY_SECONDS).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
    }

    pub(super) fn second_of_day(self) -> i64 {
        self.0.rem_euclid(DAY_SECONDS)
    }
}

/// The day of a number that [`day_number`] counts; `None` beyond the years −9999 to 9999.
pub fn date_of(day: i32) -> Option<Date> {
    civil::date(1970, 1, 1).checked_add(SignedDuration::from_hours(i64::from(day) * 24)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_is_what_the_clocks_of_the_zone_show() {
        for (at, zone, civil, day) in [
            ("1970-01-01T00:00:00Z", "UTC", "1970-01-01T00:00:00", 0),
            ("2026-03-09T16:30:00.9Z", "Asia/Shanghai", "2026-03-10T00:30:00", 20_522),
            ("1969-12-31T23:59:59.5Z", "UTC", "1969-12-31T23:59:59", -1),
            ("2026-03-08T06:59:59Z", "America/New_York", "2026-03-08T01:59:59", 20_520),
            ("2026-03-08T07:00:00Z", "America/New_York", "2026-03-08T03:00:00", 20_520),
        ] {
            let moment = Moment::of_timestamp(at.parse().unwrap(), &TimeZone::get(zone).unwrap());
            assert_eq!((moment.civil(), moment.day()), (civil.parse().ok(), day), "{at} {zone}");
        }
    }

    proptest! {
        #[test]
        fn moments_are_days_and_times(seconds in -377_000_000_000_i64..253_000_000_000) {
            let moment = Moment(seconds);
            let civil = moment.civil().unwrap();
            prop_assert_eq!(Moment::of(civil), moment);
            prop_assert_eq!(Moment::at(moment.day(), civil.time()), moment);
            prop_assert_eq!(moment.timestamp(&TimeZone::UTC).map(|at| Moment::of_timestamp(at, &TimeZone::UTC)), Some(moment));
        }

        #[test]
        fn no_number_makes_a_moment_stumble(seconds in any::<i64>()) {
            let _ = (Moment(seconds).civil(), Moment(seconds).day(), Moment(seconds).timestamp(&TimeZone::UTC));
        }
    }
}
