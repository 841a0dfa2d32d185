//! Figures in the reader's words: shares, days, working time, time by the clock.

use jiff::civil::Date;
use yidan_domain::{
    DepartmentKey, Message, PersonId, Text,
    insight::{Share, Span, Times, Weight},
    money::grouped,
    schedule::Calendars,
};
use yidan_store::World;

use crate::texts::Reader;

pub struct Words<'a> {
    pub reader: &'a Reader,
    pub world: &'a World,
}

const DAYS: (&str, &str) = ("insight-days-one", "insight-days");
const DAYS_LATE: (&str, &str) = ("insight-days-late-one", "insight-days-late");
const WORKDAYS: (&str, &str) = ("insight-workdays-one", "insight-workdays");
const HOURS: (&str, &str) = ("insight-hours", "insight-hours");
const MINUTES: (&str, &str) = ("insight-minutes", "insight-minutes");

const HOUR: u32 = 3600;
/// Working time beyond so many hours is told in days.
const MOST_HOURS: u32 = 24;
const CLOCK_DAY: u32 = 24 * HOUR;

impl Words<'_> {
    pub fn t(&self, key: &str) -> String {
        self.reader.t(key)
    }

    pub fn name(&self, text: &Text) -> String {
        text.get(self.reader.lang).to_owned()
    }

    pub fn number(&self, number: u32) -> String {
        grouped(&number.to_string())
    }

    /// Thousandths as a percentage: `66.7%`.
    pub fn percent(&self, per_mille: u32) -> String {
        format!("{}.{}%", per_mille / 10, per_mille % 10)
    }

    /// Nothing of nothing is told as nothing.
    pub fn share(&self, share: Share) -> String {
        share.per_mille().map(|per_mille| self.percent(per_mille)).unwrap_or_default()
    }

    pub fn days(&self, days: u32) -> String {
        self.with_unit(DAYS, self.number(days))
    }

    /// Tenths of a working day.
    pub fn workdays(&self, tenths: u64) -> String {
        self.with_unit(WORKDAYS, decimal(tenths))
    }

    /// Working time of a department, or of the company: minutes, hours, or working days.
    pub fn worked(&self, seconds: u32, department: Option<&DepartmentKey>) -> String {
        match seconds {
            0..HOUR => self.with_unit(MINUTES, self.number((seconds + 30) / 60)),
            _ if seconds <= MOST_HOURS * HOUR => self.with_unit(HOURS, tenths(seconds, HOUR)),
            _ => self.with_unit(WORKDAYS, tenths(seconds, day_seconds(&self.world.company.calendars, department))),
        }
    }

    /// Time by the clock.
    pub fn elapsed(&self, seconds: u32) -> String {
        match seconds {
            0..HOUR => self.with_unit(MINUTES, self.number((seconds + 30) / 60)),
            _ if seconds < 2 * CLOCK_DAY => self.with_unit(HOURS, tenths(seconds, HOUR)),
            _ => self.with_unit(DAYS, tenths(seconds, CLOCK_DAY)),
        }
    }

    pub fn weight(&self, weight: Weight) -> String {
        match weight {
            Weight::Days(days) => self.days(u32::try_from(days).unwrap_or_default()),
            Weight::DaysLate(days) => self.with_unit(DAYS_LATE, self.number(days.unsigned_abs())),
            Weight::Worked(seconds) => self.worked(seconds, None),
        }
    }

    /// With the year on both ends unless both lie in this one.
    pub fn span(&self, span: Span) -> String {
        let this_year = [span.from, span.to].iter().all(|day| day.year() == self.reader.today().year());
        let day = |day: Date| if this_year { self.reader.day(day) } else { day.to_string() };
        self.reader.say(&Message::new("insight-span").with("from", day(span.from)).with("to", day(span.to)))
    }

    pub fn department(&self, key: &DepartmentKey) -> String {
        self.name(&self.world.company.department_name(key))
    }

    pub fn person(&self, id: PersonId) -> String {
        let found = self.world.people.iter().find(|person| person.id == id);
        found.map_or_else(|| self.t("insight-person-gone"), |person| person.name.clone())
    }

    /// The name of a process, which may have been archived.
    pub fn process(&self, key: &str) -> String {
        self.world.processes.latest(key).map_or_else(|| key.to_owned(), |process| self.name(&process.name))
    }

    /// One of them has words of its own.
    fn with_unit(&self, (one, many): (&'static str, &'static str), amount: String) -> String {
        let key = if amount == "1" { one } else { many };
        self.reader.say(&Message::new(key).with("amount", amount))
    }
}

/// Working seconds of a regular day.
pub fn day_seconds(calendars: &Calendars, department: Option<&DepartmentKey>) -> u32 {
    use yidan_domain::{process::due::Takes, schedule::Work};
    let calendar = department.map_or_else(|| calendars.company(), |department| calendars.of(department));
    match calendar.length(Takes::Workdays(1)) {
        Work::Worked(seconds) | Work::Elapsed(seconds) => u32::try_from(seconds).unwrap_or(1).max(1),
    }
}

/// In units of so many seconds, with one digit after the point unless it is 0; rounded half up.
fn tenths(seconds: u32, unit: u32) -> String {
    decimal((u64::from(seconds) * 20 + u64::from(unit)) / (u64::from(unit) * 2))
}

fn decimal(tenths: u64) -> String {
    match tenths % 10 {
        0 => grouped(&(tenths / 10).to_string()),
        rest => format!("{}.{rest}", grouped(&(tenths / 10).to_string())),
    }
}

/// Count, median and ninth tenth, each in words.
pub struct Told {
    pub count: String,
    pub median: String,
    pub p90: String,
}

impl Told {
    pub fn of(words: &Words, times: Option<Times>, tell: impl Fn(u32) -> String) -> Option<Self> {
        times.map(|times| Self {
            count: words.reader.count("insight-cases", i64::from(times.count)),
            median: tell(times.median),
            p90: tell(times.p90),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, tz::TimeZone};
    use yidan_domain::Lang;

    use super::*;

    #[test]
    fn times_are_told_in_units_that_read_well() {
        let reader = Reader { lang: Lang::En, zone: TimeZone::UTC, now: Timestamp::UNIX_EPOCH };
        let world = World::default();
        let words = Words { reader: &reader, world: &world };
        for (seconds, worked, elapsed) in [
            (0, "0 min", "0 min"),
            (1500, "25 min", "25 min"),
            (3600, "1 h", "1 h"),
            (5400, "1.5 h", "1.5 h"),
            (86_400, "24 h", "24 h"),
            (8 * 3600 * 4, "4 workdays", "32 h"),
            (8 * 3600 * 45 / 10, "4.5 workdays", "36 h"),
            (3600 * 24 * 3, "9 workdays", "3 days"),
        ] {
            assert_eq!((words.worked(seconds, None), words.elapsed(seconds)), (worked.into(), elapsed.into()));
        }
        assert_eq!(words.percent(667), "66.7%");
        assert_eq!(words.share(Share::default()), "");
        assert_eq!(words.workdays(12_345), "1,234.5 workdays");
    }
}
