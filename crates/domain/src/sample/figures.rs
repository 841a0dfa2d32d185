//! Figures of samples: rounds, washes and makes that had to be done again, days, how many the customer approved at once,
//! and what is overdue.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Again, Round, Sample};
use crate::order::lateness::day_number;

/// Of many samples; those dropped are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    pub samples: usize,
    /// The customer has judged their first round.
    pub judged: usize,
    /// And approved it.
    pub first_pass: usize,
    pub rounds: usize,
    pub re_washes: usize,
    pub remakes: usize,
    /// Rounds that were sent, and the days that they took to be sent, all together.
    pub sent: usize,
    pub days_to_send: i64,
    pub overdue: usize,
}

pub fn figures<'a>(samples: impl IntoIterator<Item = &'a Sample>, today: Date) -> Figures {
    let mut all = Figures::default();
    for sample in samples.into_iter().filter(|sample| sample.dropped.is_none()) {
        let first = sample.rounds.first().and_then(Round::judged);
        all.samples += 1;
        all.judged += usize::from(first.is_some());
        all.first_pass += usize::from(first.is_some_and(|(judgement, _)| judgement.verdict.approves()));
        all.rounds += sample.rounds.len();
        all.re_washes += sample.sent_back(Again::ReWash);
        all.remakes += sample.sent_back(Again::Remake);
        for days in sample.rounds.iter().filter_map(Round::days_to_send) {
            all.sent += 1;
            all.days_to_send += i64::from(days);
        }
        all.overdue += usize::from(sample.overdue_days(today).is_some());
    }
    all
}

impl Figures {
    /// How many of a hundred samples the customer approved in the first round, to one digit after the point.
    pub fn first_pass_percent(&self) -> Option<Decimal> {
        quotient(Decimal::from(self.first_pass).checked_mul(Decimal::ONE_HUNDRED)?, self.judged)
    }

    /// From the sample room to the courier, on average, to one digit after the point.
    pub fn days_per_round(&self) -> Option<Decimal> {
        quotient(Decimal::from(self.days_to_send), self.sent)
    }
}

impl Round {
    /// From the day it was begun; 0 if sent on the same.
    pub fn days_to_send(&self) -> Option<i32> {
        self.sent().map(|(_, mark)| day_number(mark.on) - day_number(self.begun.on))
    }

    /// From the day it was sent.
    pub fn days_to_judge(&self) -> Option<i32> {
        let ((_, sent), (_, judged)) = (self.sent()?, self.judged()?);
        Some(day_number(judged.on) - day_number(sent.on))
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

fn quotient(whole: Decimal, parts: usize) -> Option<Decimal> {
    let exact = whole.checked_div(Decimal::from(parts))?;
    Some(exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}
