//! English words for amounts and counts, in capitals, as banks read them: `SAY US DOLLARS … ONLY`.

use super::currencies;
use crate::Money;

const SMALL: [&str; 20] = [
    "ZERO",
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
    "SIXTEEN",
    "SEVENTEEN",
    "EIGHTEEN",
    "NINETEEN",
];
const TENS: [&str; 10] = ["", "", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"];
const GROUPS: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "QUINTILLION"),
    (1_000_000_000_000_000, "QUADRILLION"),
    (1_000_000_000_000, "TRILLION"),
    (1_000_000_000, "BILLION"),
    (1_000_000, "MILLION"),
    (1_000, "THOUSAND"),
];

/// `SAY US DOLLARS ONE THOUSAND TWO HUNDRED AND THIRTY-FOUR AND CENTS FIFTY-SIX ONLY`. A fraction that has no usual name
/// stands in figures: `AND 56/100`.
pub fn english(money: Money) -> String {
    let unit = 10_u64.pow(money.currency.minor_digits());
    let (whole, rest) = (money.minor.unsigned_abs() / unit, money.minor.unsigned_abs() % unit);
    let named = currencies::find(money.currency);
    let name = named.map_or(money.currency.code(), |named| named.en);
    let minus = if money.minor < 0 { "MINUS " } else { "" };
    let fraction = match named.and_then(|named| named.minor) {
        _ if rest == 0 => String::new(),
        Some(minor) => format!(" AND {minor} {}", cardinal(rest)),
        None => format!(" AND {rest:0width$}/{unit}", width = money.currency.minor_digits() as usize),
    };
    format!("SAY {minus}{name} {}{fraction} ONLY", cardinal(whole))
}

/// Of packages: `SAY TOTAL ONE HUNDRED (100) CARTONS ONLY`.
pub fn say_total(count: u64, what: &str) -> String {
    format!("SAY TOTAL {} ({count}) {what} ONLY", cardinal(count))
}

pub fn cardinal(n: u64) -> String {
    let Some((value, name)) = GROUPS.into_iter().find(|(value, _)| n >= *value) else {
        return below_thousand(n);
    };
    let (high, low) = (n / value, n % value);
    let high = format!("{} {name}", below_thousand(high));
    match low {
        0 => high,
        // ONE THOUSAND AND FIVE, but ONE THOUSAND ONE HUNDRED.
        1..100 => format!("{high} AND {}", below_thousand(low)),
        _ => format!("{high} {}", cardinal(low)),
    }
}

fn below_thousand(n: u64) -> String {
    let (hundreds, rest) = (n / 100, n % 100);
    if hundreds == 0 {
        return below_hundred(rest);
    }
    let hundreds = format!("{} HUNDRED", below_hundred(hundreds));
    if rest == 0 { hundreds } else { format!("{hundreds} AND {}", below_hundred(rest)) }
}

fn below_hundred(n: u64) -> String {
    if let Some(small) = SMALL.get(n as usize) {
        return (*small).to_owned();
    }
    let tens = TENS.get(n as usize / 10).copied().unwrap_or_default();
    if n.is_multiple_of(10) { tens.to_owned() } else { format!("{tens}-{}", SMALL[n as usize % 10]) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_said_in_english() {
        for (minor, code, words) in [
            (0, "USD", "SAY US DOLLARS ZERO ONLY"),
            (56, "USD", "SAY US DOLLARS ZERO AND CENTS FIFTY-SIX ONLY"),
            (100, "USD", "SAY US DOLLARS ONE ONLY"),
            (1_900, "USD", "SAY US DOLLARS NINETEEN ONLY"),
            (2_000, "USD", "SAY US DOLLARS TWENTY ONLY"),
            (2_101, "USD", "SAY US DOLLARS TWENTY-ONE AND CENTS ONE ONLY"),
            (10_000, "USD", "SAY US DOLLARS ONE HUNDRED ONLY"),
            (10_500, "USD", "SAY US DOLLARS ONE HUNDRED AND FIVE ONLY"),
            (100_500, "USD", "SAY US DOLLARS ONE THOUSAND AND FIVE ONLY"),
            (110_000, "USD", "SAY US DOLLARS ONE THOUSAND ONE HUNDRED ONLY"),
            (123_456, "USD", "SAY US DOLLARS ONE THOUSAND TWO HUNDRED AND THIRTY-FOUR AND CENTS FIFTY-SIX ONLY"),
            (5_000_000, "USD", "SAY US DOLLARS FIFTY THOUSAND ONLY"),
            (100_000_000, "USD", "SAY US DOLLARS ONE MILLION ONLY"),
            (100_000_100, "USD", "SAY US DOLLARS ONE MILLION AND ONE ONLY"),
            (
                123_456_789_012,
                "EUR",
                "SAY EUROS ONE BILLION TWO HUNDRED AND THIRTY-FOUR MILLION FIVE HUNDRED AND SIXTY-SEVEN THOUSAND \
                 EIGHT HUNDRED AND NINETY AND CENTS TWELVE ONLY",
            ),
            (1_250, "GBP", "SAY POUNDS STERLING TWELVE AND PENCE FIFTY ONLY"),
            (1_500, "JPY", "SAY JAPANESE YEN ONE THOUSAND FIVE HUNDRED ONLY"),
            (123_405, "CNY", "SAY CHINESE YUAN ONE THOUSAND TWO HUNDRED AND THIRTY-FOUR AND 05/100 ONLY"),
            (1_050, "KWD", "SAY KUWAITI DINARS ONE AND 050/1000 ONLY"),
            (150, "AED", "SAY AED ONE AND 50/100 ONLY"),
            (-100, "USD", "SAY MINUS US DOLLARS ONE ONLY"),
            (
                i64::MAX,
                "USD",
                "SAY US DOLLARS NINETY-TWO QUADRILLION TWO HUNDRED AND THIRTY-THREE TRILLION SEVEN HUNDRED AND \
                 TWENTY BILLION THREE HUNDRED AND SIXTY-EIGHT MILLION FIVE HUNDRED AND FORTY-SEVEN THOUSAND SEVEN \
                 HUNDRED AND FIFTY-EIGHT AND CENTS SEVEN ONLY",
            ),
        ] {
            assert_eq!(english(Money { minor, currency: code.parse().unwrap() }), words, "{minor} {code}");
        }
    }

    #[test]
    fn packages_are_counted_in_words_and_figures() {
        assert_eq!(say_total(1, "CARTON"), "SAY TOTAL ONE (1) CARTON ONLY");
        assert_eq!(say_total(1_205, "CARTONS"), "SAY TOTAL ONE THOUSAND TWO HUNDRED AND FIVE (1205) CARTONS ONLY");
        assert_eq!(
            cardinal(u64::MAX),
            "EIGHTEEN QUINTILLION FOUR HUNDRED AND FORTY-SIX QUADRILLION SEVEN HUNDRED AND FORTY-FOUR TRILLION \
             SEVENTY-THREE BILLION SEVEN HUNDRED AND NINE MILLION FIVE HUNDRED AND FIFTY-ONE THOUSAND SIX HUNDRED AND \
             FIFTEEN"
        );
    }

    /// Reads words back without the tables' order of writing.
    fn read(words: &str) -> Option<u64> {
        let (mut sum, mut group) = (0, 0);
        for word in words.split([' ', '-']).filter(|word| *word != "AND") {
            if let Some(small) = SMALL.iter().position(|one| *one == word) {
                group += small as u64;
            } else if let Some(tens) = TENS.iter().position(|one| *one == word) {
                group += tens as u64 * 10;
            } else if word == "HUNDRED" {
                group *= 100;
            } else {
                let (value, _) = GROUPS.iter().find(|(_, name)| *name == word)?;
                (sum, group) = (sum + group * value, 0);
            }
        }
        Some(sum + group)
    }

    proptest! {
        #[test]
        fn words_can_be_read_back(n in prop_oneof![0..100_000_u64, 0..=u64::MAX]) {
            prop_assert_eq!(read(&cardinal(n)), Some(n));
        }
    }
}
