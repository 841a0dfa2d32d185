//! Figures of a sample: how often it was sent back, how many days it took, whether it is overdue.

use jiff::civil::Date;

use super::{Again, Round, Sample};
use crate::order::lateness::day_number;

impl Round {
    /// From the day it was begun; 0 if sent on the same.
    pub fn days_to_send(&self) -> Option<i32> {
        self.sent().map(|(_, mark)| day_number(mark.on) - day_number(self.begun.on))
    }
}

impl Sample {
    /// How often checks have sent it back to this, in all rounds.
    pub fn sent_back(&self, to: Again) -> usize {
        self.rounds.iter().map(|round| round.sent_back(to)).sum()
    }

    /// The day on which it is to be handed over; `None` when none was said or it has been. Where the customer names no day
    /// for the first round, that of the process sheet counts.
    pub fn due(&self) -> Option<Date> {
        let waits_to_be_sent = match self.rounds.last() {
            None => true,
            Some(round) => round.sent().is_none(),
        };
        (waits_to_be_sent && self.dropped.is_none()).then_some(())?;
        let of_sheet = self.sheet().and_then(|sheet| sheet.due).filter(|_| self.rounds.len() <= 1);
        self.request.due.or(of_sheet)
    }

    /// Days since it should have been handed over, from 1.
    pub fn overdue_days(&self, today: Date) -> Option<i32> {
        self.due().map(|due| day_number(today) - day_number(due)).filter(|days| *days > 0)
    }
}
