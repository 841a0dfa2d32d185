//! Money: whole minor units of a currency, never a float.

mod allocation;
mod currency;

use std::fmt;

pub use currency::{Currency, UnknownCurrency};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// An amount in whole minor units (`minor` fen, cents …) of `currency`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// `amount` in whole units, rounded half away from zero to the currency's minor unit; `None` if it does not fit.
    pub fn rounded(amount: Decimal, currency: Currency) -> Option<Self> {
        let digits = currency.minor_digits();
        let rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        let minor = rounded.checked_mul(Decimal::from(10_i64.pow(digits)))?.to_i64()?;
        Some(Self { minor, currency })
    }

    /// `amount` in whole units; `None` if it has more digits than the currency or does not fit.
    pub fn exact(amount: Decimal, currency: Currency) -> Option<Self> {
        Self::rounded(amount, currency).filter(|money| money.amount() == amount)
    }

    /// Whole units, with the currency's digits: `12.50`.
    pub fn amount(&self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }

    /// The sum; `None` on overflow or when the currencies differ.
    pub fn plus(self, other: Money) -> Option<Money> {
        (self.currency == other.currency).then_some(())?;
        Some(Money { minor: self.minor.checked_add(other.minor)?, currency: self.currency })
    }

    /// The difference; `None` on overflow or when the currencies differ.
    pub fn minus(self, other: Money) -> Option<Money> {
        (self.currency == other.currency).then_some(())?;
        Some(Money { minor: self.minor.checked_sub(other.minor)?, currency: self.currency })
    }

    /// The same in another currency, one unit of this one being worth `rate` units of that; rounded half away from zero.
    pub fn converted(self, rate: Decimal, currency: Currency) -> Option<Money> {
        Money::rounded(self.amount().checked_mul(rate)?, currency)
    }

    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    pub fn is_positive(self) -> bool {
        self.minor > 0
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", grouped(&self.amount().to_string()), self.currency)
    }
}

/// A decimal number with its thousands grouped: `1,234,567.80`.
pub fn grouped(decimal: &str) -> String {
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_in_the_minor_units_of_their_currency() {
        for (amount, code, minor, shown) in [
            ("161.42", "CNY", Some(16142), "161.42 CNY"),
            ("1234567.8", "USD", Some(123456780), "1,234,567.80 USD"),
            ("1500", "JPY", Some(1500), "1,500 JPY"),
            ("0.5", "JPY", None, ""),
            ("0.125", "KWD", Some(125), "0.125 KWD"),
            ("0.001", "EUR", None, ""),
        ] {
            let money = Money::exact(amount.parse().unwrap(), code.parse().unwrap());
            assert_eq!(money.map(|m| m.minor), minor, "{amount} {code}");
            assert_eq!(money.map(|m| m.to_string()).unwrap_or_default(), shown);
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (amount, minor) in [("0.005", 1), ("-0.005", -1), ("0.0049", 0)] {
            assert_eq!(Money::rounded(amount.parse().unwrap(), Currency::CNY).unwrap().minor, minor);
        }
    }
}
