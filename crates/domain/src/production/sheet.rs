//! The figures of the summary sheet (S7): of each operation and in all what was delivered, what is scrap, and the rate of it.
//! Where there is nothing to divide there is no rate.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Balance;

/// What an operation, or the whole lot, has delivered, in ten-thousandths of the lot's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivered {
    pub good: i64,
    pub scrap: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// In the order of the route.
    pub operations: Vec<Delivered>,
    /// Good is what the last operation has finished, scrap that of all.
    pub total: Delivered,
}

impl Sheet {
    pub fn of(balances: &[Balance]) -> Self {
        let of = |balance: &Balance| Delivered { good: balance.good, scrap: balance.scrap };
        let good = balances.last().map_or(0, |last| last.good);
        let scrap = balances.iter().fold(0_i64, |sum, balance| sum.saturating_add(balance.scrap));
        Self { operations: balances.iter().map(of).collect(), total: Delivered { good, scrap } }
    }
}

impl Delivered {
    /// In percent, with two digits.
    pub fn scrap_rate(&self) -> Option<Decimal> {
        scrap_rate(self.good, self.scrap)
    }
}

/// Scrap in a hundred of what came out, good and scrap together.
pub fn scrap_rate(good: i64, scrap: i64) -> Option<Decimal> {
    let all = Decimal::from(good).checked_add(Decimal::from(scrap))?;
    let rate = (Decimal::from(scrap) * Decimal::ONE_HUNDRED).checked_div(all)?;
    Some(rate.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}
