//! Hours in which no phone rings, by the clock of whoever is told.

use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::OutboxFault;

/// From one time to another, often over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    pub from: Time,
    pub until: Time,
}

impl Default for Quiet {
    /// From nine in the evening to eight in the morning.
    fn default() -> Self {
        Self { from: Time::constant(21, 0, 0, 0), until: Time::constant(8, 0, 0, 0) }
    }
}

impl Quiet {
    pub fn checked(self) -> Result<Self, OutboxFault> {
        // From eight to eight would be never or always.
        if self.from == self.until { Err(OutboxFault::QuietAllDay { at: self.from.to_string() }) } else { Ok(self) }
    }

    pub fn covers(&self, time: Time) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }

    /// The moment itself, or the end of the quiet hours that it lies in.
    pub fn free_at(&self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let local = zone.to_datetime(at);
        if !self.covers(local.time()) {
            return at;
        }
        let same_day = local.time() < self.until;
        let day = if same_day { Ok(local.date()) } else { local.date().tomorrow() };
        let free = day.ok().and_then(|day| zone.to_timestamp(day.to_datetime(self.until)).ok());
        // Never earlier: where clocks are put back, an hour is there twice.
        free.map_or(at, |free| free.max(at))
    }
}
