//! When goods are expected to leave and to arrive, every change of that, and how late they are by the first and by the last.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Shipment;
use crate::{delivery::Mark, order::lateness::day_number};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    pub etd: Option<Date>,
    pub eta: Option<Date>,
    /// Why it is another than before; empty for the first.
    pub reason: String,
    pub mark: Mark,
}

/// In days; below zero when early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// Against what was said first: what the customer was told.
    pub against_first: i32,
    /// Against what was said last.
    pub against_latest: i32,
}

impl Shipment {
    /// Of arrival: as it arrived, or else as it looks today.
    pub fn delay(&self, today: Date) -> Option<Delay> {
        let etas = || self.estimates.iter().filter_map(|estimate| estimate.eta);
        late(etas().next(), etas().next_back(), self.arrived_on(), today)
    }

    /// Of departure.
    pub fn departure_delay(&self, today: Date) -> Option<Delay> {
        let etds = || self.estimates.iter().filter_map(|estimate| estimate.etd);
        late(etds().next(), etds().next_back(), self.departed.as_ref().map(|departed| departed.on), today)
    }
}

/// What has not happened is expected on the latest day named, or today when that has gone by.
fn late(first: Option<Date>, latest: Option<Date>, happened: Option<Date>, today: Date) -> Option<Delay> {
    let (first, latest) = (first?, latest?);
    let day = happened.unwrap_or(latest.max(today));
    let days = |from: Date| day_number(day) - day_number(from);
    Some(Delay { against_first: days(first), against_latest: days(latest) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delay_is_counted_from_the_first_and_the_latest_word() {
        let day = |written: &str| Some(written.parse::<Date>().unwrap());
        for (first, latest, happened, today, delay) in [
            ("2026-11-20", "2026-11-20", None, "2026-11-10", (0, 0)),
            ("2026-11-20", "2026-11-20", None, "2026-11-23", (3, 3)),
            ("2026-11-20", "2026-11-25", None, "2026-11-10", (5, 0)),
            ("2026-11-20", "2026-11-25", Some("2026-11-27"), "2026-12-10", (7, 2)),
            ("2026-11-20", "2026-11-25", Some("2026-11-18"), "2026-12-10", (-2, -7)),
        ] {
            let counted = late(day(first), day(latest), happened.and_then(day), today.parse().unwrap());
            assert_eq!(counted, Some(Delay { against_first: delay.0, against_latest: delay.1 }), "{first} {latest}");
        }
        assert_eq!(late(None, None, day("2026-11-20"), Date::MIN), None);
    }
}
