//! What currencies are called in words. Those that are not listed go by their code.

use crate::Currency;

pub(super) struct Named {
    code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// Its hundredth, where English writes it out; else the fraction is written in figures.
    pub minor: Option<&'static str>,
}

const fn named(code: &'static str, zh: &'static str, en: &'static str, minor: Option<&'static str>) -> Named {
    Named { code, zh, en, minor }
}

const NAMED: [Named; 18] = [
    named("CNY", "人民币", "CHINESE YUAN", None),
    named("USD", "美元", "US DOLLARS", Some("CENTS")),
    named("EUR", "欧元", "EUROS", Some("CENTS")),
    named("GBP", "英镑", "POUNDS STERLING", Some("PENCE")),
    named("JPY", "日元", "JAPANESE YEN", None),
    named("HKD", "港元", "HONG KONG DOLLARS", Some("CENTS")),
    named("AUD", "澳大利亚元", "AUSTRALIAN DOLLARS", Some("CENTS")),
    named("CAD", "加拿大元", "CANADIAN DOLLARS", Some("CENTS")),
    named("NZD", "新西兰元", "NEW ZEALAND DOLLARS", Some("CENTS")),
    named("SGD", "新加坡元", "SINGAPORE DOLLARS", Some("CENTS")),
    named("CHF", "瑞士法郎", "SWISS FRANCS", None),
    named("KRW", "韩元", "KOREAN WON", None),
    named("TWD", "新台币", "NEW TAIWAN DOLLARS", Some("CENTS")),
    named("MOP", "澳门元", "MACAO PATACAS", None),
    named("THB", "泰铢", "THAI BAHT", None),
    named("RUB", "卢布", "RUSSIAN ROUBLES", None),
    named("INR", "印度卢比", "INDIAN RUPEES", None),
    named("KWD", "科威特第纳尔", "KUWAITI DINARS", None),
];

pub(super) fn find(currency: Currency) -> Option<&'static Named> {
    NAMED.iter().find(|named| named.code == currency.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_a_currency_in_force() {
        for named in &NAMED {
            assert!(named.code.parse::<Currency>().is_ok(), "{}", named.code);
        }
    }
}
