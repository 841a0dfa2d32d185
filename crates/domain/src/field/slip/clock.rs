//! The clocks of a slip (S9), by the clock on the wall: the carrier's copy is handed over on the day of the order, the goods
//! are there 24 hours later, the signed copy is back after 48. Both run from when the carrier has the slip; handing it over
//! late gains no time, as they run from the end of that day at the latest.

use jiff::{SignedDuration, Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::Slip;
use crate::field::fault::after;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    pub deliver_hours: u16,
    pub return_hours: u16,
}

impl Default for Limits {
    fn default() -> Self {
        Self { deliver_hours: 24, return_hours: 48 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    pub hand_over_by: Timestamp,
    pub deliver_by: Timestamp,
    pub return_by: Timestamp,
}

impl Clocks {
    pub fn of(slip: &Slip, limits: Limits, zone: &TimeZone) -> Self {
        let hand_over_by = midnight_after(slip.taken_at, zone).unwrap_or(slip.taken_at);
        let from = slip.carrier_since.map_or(hand_over_by, |at| at.min(hand_over_by));
        let hours = |count: u16| SignedDuration::from_hours(i64::from(count));
        Self {
            hand_over_by,
            deliver_by: after(from, hours(limits.deliver_hours)),
            return_by: after(from, hours(limits.return_hours)),
        }
    }
}

fn midnight_after(at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let next = zone.to_datetime(at).date().tomorrow().ok()?;
    zone.to_timestamp(next.to_datetime(Time::midnight())).ok()
}
