//! Amounts added up, each currency for itself: yuan and dollars are never one figure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Currency, Money};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Totals(BTreeMap<Currency, i64>);

impl Totals {
    /// A sum too large for any ledger (9 × 10^16 yuan) stays at what can be held.
    pub fn add(&mut self, money: Money) {
        let sum = self.0.entry(money.currency).or_default();
        *sum = sum.saturating_add(money.minor);
    }

    pub fn of(&self, currency: Currency) -> Money {
        Money { minor: self.0.get(&currency).copied().unwrap_or_default(), currency }
    }

    /// By currency code.
    pub fn iter(&self) -> impl Iterator<Item = Money> {
        self.0.iter().map(|(currency, minor)| Money { minor: *minor, currency: *currency })
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Money> for Totals {
    fn from_iter<I: IntoIterator<Item = Money>>(amounts: I) -> Self {
        let mut totals = Totals::default();
        amounts.into_iter().for_each(|amount| totals.add(amount));
        totals
    }
}
