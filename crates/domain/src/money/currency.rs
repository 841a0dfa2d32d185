//! Currencies of ISO 4217: their codes, minor units, and the names that people write for them.

use std::{fmt, str::FromStr};

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
