//! Chinese capital numerals, by the rules for filling in bills and vouchers (支付结算办法, 附一): 整 follows 元 and 角 but not
//! 分; zeros between digits are said once; where the yuan end in a zero and jiao follow, 零 stands between them, so that
//! nothing can be written in.

use super::currencies;
use crate::Money;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
/// Of ten thousands, their thousands, hundreds and tens.
const PLACES: [(u64, &str); 4] = [(1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")];
const PARTS: [&str; 4] = ["角", "分", "厘", "毫"];
const HUNDRED_MILLION: u64 = 100_000_000;

/// With the currency before it: `人民币壹仟贰佰叁拾肆元伍角陆分`, `美元伍万元整`.
pub fn chinese(money: Money) -> String {
    let name = currencies::find(money.currency).map_or(money.currency.code(), |named| named.zh);
    format!("{name}{}", capitals(money))
}

/// The amount alone: `壹仟贰佰叁拾肆元伍角陆分`, `伍拾元整`.
pub fn capitals(money: Money) -> String {
    let digits = money.currency.minor_digits();
    let unit = 10_u64.pow(digits);
    let (whole, mut rest) = (money.minor.unsigned_abs() / unit, money.minor.unsigned_abs() % unit);
    let mut out = String::new();
    if money.minor < 0 {
        out.push('负');
    }
    if whole > 0 || rest == 0 {
        out.push_str(&number(whole));
        out.push('元');
    }
    if rest == 0 {
        out.push('整');
        return out;
    }
    // A zero at the end of the yuan counts like one among the parts.
    let mut gap = whole > 0 && whole.is_multiple_of(10);
    let mut last = "";
    let mut place = unit;
    for part in PARTS.iter().take(digits as usize) {
        place /= 10;
        let digit = rest / place;
        rest %= place;
        if digit == 0 {
            gap = whole > 0 || !last.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        out.push_str(DIGITS[digit as usize % 10]);
        out.push_str(part);
        last = part;
    }
    if last == "角" {
        out.push('整');
    }
    out
}

/// A number of pieces or yuan; `零` for none.
fn number(n: u64) -> String {
    if n == 0 { DIGITS[0].to_owned() } else { spelled(n) }
}

/// Above a hundred million (亿) what stands before it is spelled like a number by itself.
fn spelled(n: u64) -> String {
    let (high, low) = (n / HUNDRED_MILLION, n % HUNDRED_MILLION);
    if high > 0 {
        return joined(format!("{}亿", spelled(high)), low, HUNDRED_MILLION / 10);
    }
    let (high, low) = (n / 10_000, n % 10_000);
    if high > 0 { joined(format!("{}万", below_ten_thousand(high)), low, 1_000) } else { below_ten_thousand(low) }
}

/// What follows, with 零 between where its first place is empty.
fn joined(mut out: String, low: u64, first_place: u64) -> String {
    if low > 0 {
        if low < first_place {
            out.push('零');
        }
        out.push_str(&spelled(low));
    }
    out
}

fn below_ten_thousand(mut n: u64) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (value, place) in PLACES {
        let digit = n / value;
        n %= value;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        out.push_str(DIGITS[digit as usize % 10]);
        out.push_str(place);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Currency;

    fn money(minor: i64, code: &str) -> Money {
        Money { minor, currency: code.parse().unwrap() }
    }

    #[test]
    fn yuan_are_written_in_capitals() {
        for (minor, words) in [
            (0, "零元整"),
            (1, "壹分"),
            (5, "伍分"),
            (10, "壹角整"),
            (56, "伍角陆分"),
            (100, "壹元整"),
            (101, "壹元零壹分"),
            (110, "壹元壹角整"),
            (1_000, "壹拾元整"),
            (1_001, "壹拾元零壹分"),
            (1_500, "壹拾伍元整"),
            (10_000, "壹佰元整"),
            (10_100, "壹佰零壹元整"),
            (11_000, "壹佰壹拾元整"),
            (100_100, "壹仟零壹元整"),
            (101_000, "壹仟零壹拾元整"),
            (110_100, "壹仟壹佰零壹元整"),
            (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
            (123_450, "壹仟贰佰叁拾肆元伍角整"),
            (1_000_000, "壹万元整"),
            (1_000_100, "壹万零壹元整"),
            (10_000_000, "壹拾万元整"),
            (100_000_000, "壹佰万元整"),
            (100_000_100, "壹佰万零壹元整"),
            (1_000_000_000, "壹仟万元整"),
            (1_000_100_000, "壹仟万壹仟元整"),
            (1_010_000_000, "壹仟零壹拾万元整"),
            (10_000_000_000, "壹亿元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (10_001_000_000, "壹亿零壹万元整"),
            (11_000_000_000, "壹亿壹仟万元整"),
            (10_100_010_000, "壹亿零壹佰万零壹佰元整"),
            (1_234_567_890_123, "壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分"),
            (100_000_000_000_000, "壹万亿元整"),
            (-123_456, "负壹仟贰佰叁拾肆元伍角陆分"),
            (i64::MAX, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"),
        ] {
            assert_eq!(capitals(money(minor, "CNY")), words, "{minor}");
        }
    }

    /// The examples of the rules themselves.
    #[test]
    fn the_published_examples_come_out_as_published() {
        for (minor, words) in [
            (140_950, "人民币壹仟肆佰零玖元伍角整"),
            (600_714, "人民币陆仟零柒元壹角肆分"),
            (168_032, "人民币壹仟陆佰捌拾元零叁角贰分"),
            (10_700_053, "人民币壹拾万柒仟元零伍角叁分"),
            (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
            (32_504, "人民币叁佰贰拾伍元零肆分"),
        ] {
            assert_eq!(chinese(money(minor, "CNY")), words, "{minor}");
        }
    }

    #[test]
    fn other_currencies_have_their_names_and_digits() {
        for (minor, code, words) in [
            (5_000_000, "USD", "美元伍万元整"),
            (123_456, "EUR", "欧元壹仟贰佰叁拾肆元伍角陆分"),
            (1_500, "JPY", "日元壹仟伍佰元整"),
            (1_205, "KWD", "科威特第纳尔壹元贰角零伍厘"),
            (100, "AED", "AED壹元整"),
        ] {
            assert_eq!(chinese(money(minor, code)), words);
        }
    }

    /// Reads capitals back: a test that shares nothing with the writing of them.
    fn read(words: &str) -> Option<i128> {
        fn whole(words: &str) -> Option<i128> {
            if let Some((high, low)) = words.rsplit_once('亿') {
                return Some(whole(high)? * 100_000_000 + if low.is_empty() { 0 } else { whole(low)? });
            }
            if let Some((high, low)) = words.split_once('万') {
                return Some(whole(high)? * 10_000 + if low.is_empty() { 0 } else { whole(low)? });
            }
            let (mut sum, mut digit) = (0, 0);
            for c in words.chars() {
                let place = match c {
                    '仟' => 1_000,
                    '佰' => 100,
                    '拾' => 10,
                    c => {
                        digit = DIGITS.iter().position(|one| one.starts_with(c))? as i128;
                        continue;
                    }
                };
                (sum, digit) = (sum + digit * place, 0);
            }
            Some(sum + digit)
        }
        let words = words.trim_end_matches('整');
        let (yuan, parts) = words.split_once('元').unwrap_or(("", words));
        let digit = |unit: char| {
            let before = parts.split(unit).next().filter(|_| parts.contains(unit))?.chars().last()?;
            DIGITS.iter().position(|one| one.starts_with(before)).map(|digit| digit as i128)
        };
        Some(whole(yuan)? * 100 + digit('角').unwrap_or(0) * 10 + digit('分').unwrap_or(0))
    }

    proptest! {
        #[test]
        fn capitals_can_be_read_back(minor in prop_oneof![0..1_000_000_i64, 0..=i64::MAX]) {
            let words = capitals(Money { minor, currency: Currency::CNY });
            prop_assert_eq!(read(&words), Some(i128::from(minor)), "{}", words);
            prop_assert!(!words.contains("零零"));
        }
    }
}
