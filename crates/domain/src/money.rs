//! Money: whole minor units of a currency, never a float.

use std::{fmt, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// A currency of ISO 4217, by its three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    pub const CNY: Currency = Currency(*b"CNY");
    pub const USD: Currency = Currency(*b"USD");
    pub const EUR: Currency = Currency(*b"EUR");

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Every code in force.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        [DIGITS_2, DIGITS_0, DIGITS_3, DIGITS_4].into_iter().flat_map(str::split_ascii_whitespace)
    }

    /// Digits after the decimal point (ISO 4217, minor unit): 2 for CNY, 0 for JPY, 3 for KWD.
    pub fn minor_digits(&self) -> u32 {
        let listed = |list: &str| list.split_ascii_whitespace().any(|code| code == self.code());
        if listed(DIGITS_0) {
            0
        } else if listed(DIGITS_3) {
            3
        } else if listed(DIGITS_4) {
            4
        } else {
            2
        }
    }

    /// The currency meant by what people write in sheets: a code in any case, or one of the few unmistakable names and
    /// signs. `¥` alone is not among them: it may be yuan or yen.
    pub fn written(typed: &str) -> Option<Currency> {
        let typed = crate::text::plain(typed).to_uppercase();
        match typed.as_str() {
            "RMB" | "人民币" | "CN¥" | "元" => Some(Currency::CNY),
            "US$" | "USD$" | "美元" | "美金" => Some(Currency::USD),
            "欧元" | "€" => Some(Currency::EUR),
            "英镑" | "£" => "GBP".parse().ok(),
            "日元" | "JP¥" => "JPY".parse().ok(),
            "港币" | "港元" | "HK$" => "HKD".parse().ok(),
            code => code.parse().ok(),
        }
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;
    fn from_str(s: &str) -> Result<Self, UnknownCurrency> {
        Currency::codes()
            .find(|code| *code == s)
            .and_then(|code| code.as_bytes().try_into().ok())
            .map(Currency)
            .ok_or_else(|| UnknownCurrency(s.to_owned()))
    }
}

impl TryFrom<String> for Currency {
    type Error = UnknownCurrency;
    fn try_from(s: String) -> Result<Self, UnknownCurrency> {
        s.parse()
    }
}

impl From<Currency> for String {
    fn from(c: Currency) -> String {
        c.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a currency code of ISO 4217")]
pub struct UnknownCurrency(pub String);

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

// The codes of ISO 4217 in force, by their minor units.
const DIGITS_0: &str = "\
    BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const DIGITS_2: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
    CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR \
    PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP \
    TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";
const DIGITS_3: &str = "\
    BHD IQD JOD KWD LYD OMR TND";
const DIGITS_4: &str = "\
    CLF UYW";

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

    #[test]
    fn currencies_are_read_as_people_write_them() {
        for (typed, code) in [
            ("RMB", Some("CNY")),
            ("usd", Some("USD")),
            ("US$", Some("USD")),
            ("美元", Some("USD")),
            ("¥", None),
            ("", None),
            ("XXX", None),
        ] {
            assert_eq!(Currency::written(typed).map(String::from).as_deref(), code, "{typed:?}");
        }
    }
}
