//! An outside factory is rated by its jobs (S11, S16): was the agreed day kept, and how much of what came back was good.

use jiff::civil::Date;

use super::{Period, Quality, Rating};
use crate::production::{Agreed, Outcome, Terms};

/// A job as it stands today, counted in this unit.
#[derive(Debug, Clone, Copy)]
pub struct OutsideWork<'a> {
    pub terms: &'a Terms,
    pub outcome: &'a Outcome,
    pub unit: &'a str,
}

impl Rating {
    /// Jobs agreed for a day of the period, by today, are due like purchases; those that came back in it, last, count with all
    /// that came back. Of that, scrap, rework and what was lost is not accepted.
    pub fn add_outside<'a>(&mut self, jobs: impl IntoIterator<Item = OutsideWork<'a>>, period: Period, today: Date) {
        for OutsideWork { terms, outcome, unit } in jobs {
            let is_due = terms.agreed.is_some_and(|agreed| period.contains(agreed) && agreed <= today);
            if is_due {
                self.on_time.due = self.on_time.due.saturating_add(1);
                let in_time = outcome.agreed(terms, today) == Some(Agreed::Kept);
                self.on_time.in_time = self.on_time.in_time.saturating_add(u32::from(in_time));
            }
            if outcome.back_on.is_some_and(|back| period.contains(back)) {
                let quality = self.of_unit(unit);
                quality.arrivals = quality.arrivals.saturating_add(outcome.returns);
                quality.arrived = quality.arrived.saturating_add(outcome.accounted());
                quality.accepted = quality.accepted.saturating_add(outcome.good);
            }
        }
    }

    fn of_unit(&mut self, unit: &str) -> &mut Quality {
        let place = self.quality.iter().position(|quality| quality.unit == unit).unwrap_or_else(|| {
            self.quality.push(Quality::nothing(unit));
            self.quality.len() - 1
        });
        &mut self.quality[place]
    }
}
