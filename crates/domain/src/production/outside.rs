//! Work of one operation that an outside factory does (外协): on which terms, what went out and came back, how much of it was
//! lost against what is allowed, whether the agreed day was kept, and what the factory is charged with for the loss.
//!
//! What a job adds up to follows from the lot's entries (`Outcome`). A charge is proposed by the terms; a person decides it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::{Entry, Kind, scrap_rate};
use crate::{
    Currency, LotId, Message, Money, OutsideJobId, PersonId, ProgressId, Quantity, Say, SupplierId,
    order::lateness::day_number, quantity::is_counted,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutsideJob {
    pub id: OutsideJobId,
    /// As it stands on the contract: the lot's number and a count.
    pub number: String,
    pub lot: LotId,
    pub operation: usize,
    pub supplier: SupplierId,
    pub terms: Terms,
    /// What was thought of the goods when they were back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Judged>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<Charge>,
}

/// What was agreed with the factory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// When it should be back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Date>,
    /// For one unit that comes back good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
    /// Loss in a hundred that is not charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_loss: Option<Decimal>,
    /// What one unit lost beyond that is charged with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss_price: Option<Decimal>,
    pub currency: Currency,
    /// For the factory to read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    pub verdict: Verdict,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub by: PersonId,
    pub on: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Good,
    /// Not as agreed, and taken all the same.
    Accepted,
    Bad,
}

/// What the factory is charged with for the loss; nothing is a decision, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub amount: Money,
    pub reason: String,
    pub by: PersonId,
    pub on: Date,
    /// The loss beyond what is allowed that it was decided for. Of charges that were decided before this was kept it is not
    /// known: they stand for whatever was lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<i64>,
}

/// What a job adds up to, in ten-thousandths of the lot's unit. Entries that were taken back do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outcome {
    pub sent: i64,
    pub good: i64,
    /// Came back and is good for nothing.
    pub scrap: i64,
    /// Never came back.
    pub lost: i64,
    /// To be done again in the own workshop.
    pub rework: i64,
    pub sendings: u32,
    /// In how many parts it came back.
    pub returns: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_on: Option<Date>,
}

/// Was the agreed day kept?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// In so many days; today is none.
    Due {
        days: i32,
    },
    /// Not all is back, and the day has passed.
    Overdue {
        days: i32,
    },
    Kept,
    Late {
        days: i32,
    },
}

/// What is still to be done about a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Something is with the factory.
    Out,
    /// All is back, with a loss beyond what is allowed, and nobody has decided what that costs, or only of a part of it.
    Charge,
    Done,
}

impl Outcome {
    pub fn of(job: OutsideJobId, entries: &[Entry]) -> Self {
        let void: BTreeSet<ProgressId> = entries.iter().filter_map(reversed).collect();
        let mut outcome = Self::default();
        for entry in entries.iter().filter(|entry| !void.contains(&entry.id)) {
            outcome.add(job, entry);
        }
        outcome
    }

    fn add(&mut self, job: OutsideJobId, entry: &Entry) {
        match &entry.kind {
            Kind::SentOut { job: of, quantity, .. } if *of == job => {
                self.sent += quantity;
                self.sendings += 1;
                self.sent_on = Some(self.sent_on.map_or(entry.day, |first| first.min(entry.day)));
            }
            Kind::Reported(report) if report.job == Some(job) => {
                self.good += report.good;
                self.scrap += report.scrapped() - report.lost;
                self.lost += report.lost;
                self.rework += report.rework;
                self.returns += 1;
                self.back_on = self.back_on.max(Some(entry.day));
            }
            _ => {}
        }
    }

    /// What the factory has accounted for: come back in whatever state, or lost.
    pub fn accounted(&self) -> i64 {
        self.good + self.scrap + self.lost + self.rework
    }

    /// Still with the factory.
    pub fn out(&self) -> i64 {
        self.sent - self.accounted()
    }

    pub fn loss(&self) -> i64 {
        self.scrap + self.lost
    }

    /// Of what is accounted for, in percent with two digits.
    pub fn loss_rate(&self) -> Option<Decimal> {
        scrap_rate(self.good + self.rework, self.loss())
    }

    /// The largest loss that is not above the allowed rate. Of what is counted, whole units.
    pub fn allowed(&self, terms: &Terms, unit: &str) -> i64 {
        let percent = terms.allowed_loss.unwrap_or_default();
        let exact = Decimal::from(self.accounted()).checked_mul(percent).map(|product| product / Decimal::ONE_HUNDRED);
        let whole = exact.and_then(|exact| i64::try_from(exact.floor()).ok()).unwrap_or_default();
        if is_counted(unit) { whole - whole % ONE } else { whole }
    }

    pub fn beyond(&self, terms: &Terms, unit: &str) -> i64 {
        (self.loss() - self.allowed(terms, unit)).max(0)
    }

    /// What the terms would charge: the loss beyond what is allowed, by its value. None where no value was agreed.
    pub fn proposed(&self, terms: &Terms, unit: &str) -> Option<Money> {
        priced(terms.loss_price?, self.beyond(terms, unit), terms.currency)
    }

    /// What the factory is owed for its work: the price of what came back good.
    pub fn fee(&self, terms: &Terms) -> Option<Money> {
        priced(terms.price?, self.good, terms.currency)
    }

    pub fn agreed(&self, terms: &Terms, today: Date) -> Option<Agreed> {
        // A factory that was given nothing after all owes nothing by any day.
        let agreed = terms.agreed.filter(|_| self.sent > 0)?;
        let after = |day: Date| day_number(day) - day_number(agreed);
        Some(match self.back_on.filter(|_| self.out() == 0) {
            Some(back) if back > agreed => Agreed::Late { days: after(back) },
            Some(_) => Agreed::Kept,
            None if today > agreed => Agreed::Overdue { days: after(today) },
            None => Agreed::Due { days: -after(today) },
        })
    }
}

impl OutsideJob {
    pub fn stage(&self, outcome: &Outcome, unit: &str) -> Stage {
        if outcome.out() > 0 {
            Stage::Out
        } else if outcome.beyond(&self.terms, unit) > self.decided() {
            Stage::Charge
        } else {
            Stage::Done
        }
    }

    /// The loss beyond what is allowed for which a charge was decided.
    fn decided(&self) -> i64 {
        self.charge.as_ref().map_or(0, |charge| charge.beyond.unwrap_or(i64::MAX))
    }
}

const ONE: i64 = 10_000;

fn priced(price: Decimal, ten_thousandths: i64, currency: Currency) -> Option<Money> {
    let quantity = Quantity { ten_thousandths, unit: String::new() };
    Money::rounded(price.checked_mul(quantity.amount())?, currency)
}

fn reversed(entry: &Entry) -> Option<ProgressId> {
    match entry.kind {
        Kind::Reversed { entry } => Some(entry),
        _ => None,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutsideFault {
    NegativePrice,
    /// Beyond what any price is.
    PriceTooLarge,
    LossOutside,
    NegativeCharge,
    OtherCurrency {
        currency: Currency,
    },
    /// The loss is not known while something is out.
    StillOut {
        left: Quantity,
    },
    NothingLost,
}

/// Prices are kept with six digits and as many places before the point.
const LARGEST_PRICE: i64 = 1_000_000_000;

impl Terms {
    /// The terms as they are kept: prices of at most six places.
    pub fn checked(self) -> Result<Terms, OutsideFault> {
        let prices = [self.price, self.loss_price];
        if prices.iter().flatten().any(Decimal::is_sign_negative) {
            return Err(OutsideFault::NegativePrice);
        }
        if prices.iter().flatten().any(|price| *price > Decimal::from(LARGEST_PRICE)) {
            return Err(OutsideFault::PriceTooLarge);
        }
        if self.allowed_loss.is_some_and(|rate| rate.is_sign_negative() || rate > Decimal::ONE_HUNDRED) {
            return Err(OutsideFault::LossOutside);
        }
        let price =
            |price: Decimal| price.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize();
        Ok(Terms {
            price: self.price.map(price),
            loss_price: self.loss_price.map(price),
            allowed_loss: self.allowed_loss.map(|rate| rate.round_dp(4).normalize()),
            ..self
        })
    }
}

/// May this be charged for the loss?
pub fn checked_charge(job: &OutsideJob, outcome: &Outcome, unit: &str, amount: Money) -> Result<Money, OutsideFault> {
    if outcome.out() != 0 {
        let left = Quantity { ten_thousandths: outcome.out(), unit: unit.into() };
        return Err(OutsideFault::StillOut { left });
    }
    if outcome.loss() == 0 {
        return Err(OutsideFault::NothingLost);
    }
    if amount.minor < 0 {
        return Err(OutsideFault::NegativeCharge);
    }
    if amount.currency != job.terms.currency {
        return Err(OutsideFault::OtherCurrency { currency: job.terms.currency });
    }
    Ok(amount)
}

impl Say for OutsideFault {
    fn say(&self) -> Message {
        match self {
            OutsideFault::NegativePrice => Message::new("outside-negative-price"),
            OutsideFault::PriceTooLarge => Message::new("outside-price-too-large").with("limit", LARGEST_PRICE),
            OutsideFault::LossOutside => Message::new("outside-loss-outside"),
            OutsideFault::NegativeCharge => Message::new("outside-negative-charge"),
            OutsideFault::OtherCurrency { currency } => {
                Message::new("outside-other-currency").with("currency", currency.to_string())
            }
            OutsideFault::StillOut { left } => Message::new("outside-still-out").with("left", left.to_string()),
            OutsideFault::NothingLost => Message::new("outside-nothing-lost"),
        }
    }
}
