//! Cells become values or a problem; nothing is guessed. What could be read in one way only, but was written oddly, comes
//! with a note of how it was read.

mod dates;

use rust_decimal::Decimal;
use yidan_domain::{
    Currency, Money, Quantity,
    order::Channel,
    quantity::is_counted,
    terms::{self, NotATradeTerm, Sum},
    text::{plain, tidy},
};

use crate::{problem::Problem, sheet::Cell};
pub use dates::date;

/// Digits after the point that a price may have.
const PRICE_DIGITS: u32 = 8;
/// A number: digits, a point, thousands grouped by commas.
pub fn number(cell: &Cell) -> Result<Decimal, Problem> {
    match cell {
        Cell::Number(number) => Ok(*number),
        Cell::Text(words) => written_number(&plain(words)).ok_or(Problem::NotANumber),
        Cell::Formula(_) => Err(Problem::FormulaOnly),
        Cell::Error(_) => Err(Problem::ErrorValue),
        Cell::Empty | Cell::Bool(_) | Cell::Date(_) => Err(Problem::NotANumber),
    }
}

fn written_number(words: &str) -> Option<Decimal> {
    let digits = words.strip_prefix('-').unwrap_or(words);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let all_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| all_digits(first))?;
    let rest: Vec<&str> = groups.collect();
    let grouped_by_three = rest.iter().all(|group| group.len() == 3 && all_digits(group));
    if !grouped_by_three || (!rest.is_empty() && first.len() > 3) || fraction.is_some_and(|part| !all_digits(part)) {
        return None;
    }
    words.replace(',', "").parse().ok()
}

/// How much of what; more than nothing, and no part of a piece.
pub fn quantity(cell: &Cell, unit: &str) -> Result<Quantity, Problem> {
    let amount = number(cell)?;
    if amount <= Decimal::ZERO {
        return Err(Problem::QuantityNotPositive);
    }
    let unit = tidied_unit(unit);
    if is_counted(&unit) && !amount.is_integer() {
        return Err(Problem::CountedInFractions { unit });
    }
    if amount.normalize().scale() > 4 {
        return Err(Problem::TooPrecise { digits: 4 });
    }
    Quantity::exact(amount, unit).ok_or(Problem::TooLarge)
}

/// Counted units are one unit whatever their case: `PCS` is `pcs`. Of others `m` and `M` may differ.
fn tidied_unit(typed: &str) -> String {
    let unit = tidy(typed, false);
    let lower = unit.to_lowercase();
    if is_counted(&lower) { lower } else { unit }
}

/// A price; the sign of a currency before it must be that of `currency`.
pub fn price(cell: &Cell, currency: Currency) -> Result<Decimal, Problem> {
    let price = match cell {
        Cell::Text(words) => {
            let words = plain(words);
            let (sign, digits) = words.split_at(words.find(|c: char| c.is_ascii_digit() || c == '-').unwrap_or(0));
            if !sign.is_empty() && !is_sign_of(sign.trim_end(), currency) {
                let is_any =
                    Currency::codes().filter_map(|code| code.parse().ok()).any(|c| is_sign_of(sign.trim_end(), c));
                return Err(if is_any { Problem::OtherCurrencySign { currency } } else { Problem::NotANumber });
            }
            written_number(digits).ok_or(Problem::NotANumber)?
        }
        other => number(other)?,
    };
    if price < Decimal::ZERO {
        return Err(Problem::PriceNegative);
    }
    if price.normalize().scale() > PRICE_DIGITS {
        return Err(Problem::TooPrecise { digits: PRICE_DIGITS });
    }
    Ok(price.normalize())
}

/// `¥` is the sign of the yuan and the yen; `$` of every dollar.
fn is_sign_of(sign: &str, currency: Currency) -> bool {
    match sign {
        "¥" | "￥" => matches!(currency.code(), "CNY" | "JPY"),
        "$" => currency.code().ends_with('D'),
        other => Currency::written(other) == Some(currency),
    }
}

pub fn currency(cell: &Cell) -> Result<Currency, Problem> {
    Currency::written(&cell.shown()).ok_or(Problem::UnknownCurrency)
}

/// The percent taken off: `5%` or `0.05`. A bare 5 may be five percent or five tenths (五折), and is refused.
pub fn discount_percent(cell: &Cell) -> Result<Decimal, Problem> {
    let words = plain(&cell.shown());
    let percent = match words.strip_suffix('%') {
        Some(number) => written_number(number.trim_end()).ok_or(Problem::NotANumber)?,
        None => {
            let fraction = number(cell)?;
            if fraction >= Decimal::ONE {
                return Err(Problem::DiscountUnclear);
            }
            fraction * Decimal::ONE_HUNDRED
        }
    };
    let allowed = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    if allowed.contains(&percent) { Ok(percent.normalize()) } else { Err(Problem::DiscountUnclear) }
}

/// The stated amount must be what price and quantity come to.
pub fn check_amount(cell: &Cell, counted: Option<Money>) -> Result<(), Problem> {
    if cell.is_blank() {
        return Ok(());
    }
    let stated = match cell {
        Cell::Text(words) => {
            written_number(plain(words).trim_start_matches(['¥', '$', '€', '£'])).ok_or(Problem::NotANumber)?
        }
        other => number(other)?,
    };
    match counted {
        None => Err(Problem::AmountWithoutPrice),
        Some(counted) if counted.amount() == stated => Ok(()),
        Some(counted) => Err(Problem::AmountDiffers { stated: stated.normalize(), counted }),
    }
}

/// One line of text; a lone dash stands for nothing.
pub fn words(cell: &Cell, limit: usize) -> Result<String, Problem> {
    text(cell, limit, false)
}

/// Text that may have several lines.
pub fn lines(cell: &Cell, limit: usize) -> Result<String, Problem> {
    text(cell, limit, true)
}

fn text(cell: &Cell, limit: usize, lines: bool) -> Result<String, Problem> {
    if let Cell::Error(_) = cell {
        return Err(Problem::ErrorValue);
    }
    if cell.is_blank() {
        return Ok(String::new());
    }
    let words = cell.words(lines);
    let is_dash = words.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '\\' | '无'));
    match words {
        dash if is_dash && dash.chars().count() <= 2 => Ok(String::new()),
        long if long.chars().count() > limit => Err(Problem::TooLong { limit }),
        words => Ok(words),
    }
}

pub fn payment_terms(cell: &Cell, limit: usize) -> Result<String, Problem> {
    let terms = words(cell, limit)?;
    match terms::percentages(&terms) {
        Some(Err(Sum(sum))) => Err(Problem::SharesSum { sum }),
        _ => Ok(terms),
    }
}

pub fn trade_terms(cell: &Cell, limit: usize) -> Result<String, Problem> {
    let typed = words(cell, limit)?;
    if typed.is_empty() {
        return Ok(typed);
    }
    terms::trade(&typed).map_err(|fault| match fault {
        NotATradeTerm::Tracking => Problem::TrackingAsTradeTerm,
        NotATradeTerm::Unknown => Problem::UnknownTradeTerm,
    })
}

pub fn channel(cell: &Cell) -> Result<Channel, Problem> {
    match plain(&cell.shown()).to_lowercase().as_str() {
        "电话" | "phone" | "tel" | "telephone" => Ok(Channel::Phone),
        "传真" | "fax" => Ok(Channel::Fax),
        "邮件" | "邮箱" | "电子邮件" | "email" | "e-mail" | "mail" => Ok(Channel::Email),
        "网上" | "线上" | "网店" | "网络" | "online" | "web" => Ok(Channel::Online),
        "其他" | "其它" | "当面" | "上门" | "other" | "in person" => Ok(Channel::Other),
        _ => Err(Problem::UnknownChannel),
    }
}

pub fn yes_or_no(cell: &Cell) -> Result<bool, Problem> {
    if cell.is_blank() {
        return Ok(false);
    }
    match plain(&cell.shown()).to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "是" | "停用" | "√" => Ok(true),
        "0" | "false" | "no" | "n" | "否" => Ok(false),
        _ => Err(Problem::NotYesOrNo),
    }
}

/// A person's name: without the space that is put between Chinese characters to make columns even (`陈 静`).
pub fn person(cell: &Cell, limit: usize) -> Result<String, Problem> {
    let name = words(cell, limit)?;
    Ok(if name.is_ascii() { name } else { joined_han(&name) })
}

fn joined_han(name: &str) -> String {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let chars: Vec<char> = name.chars().collect();
    let keeps =
        |i: usize| chars[i] != ' ' || !(i > 0 && is_han(chars[i - 1]) && chars.get(i + 1).copied().is_some_and(is_han));
    (0..chars.len()).filter(|i| keeps(*i)).map(|i| chars[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }

    #[test]
    fn numbers_are_digits_with_thousands_grouped_or_refused() {
        for (typed, read) in [
            ("1,200", Some("1200")),
            ("1,234,567.80", Some("1234567.80")),
            ("１２", Some("12")),
            ("-100", Some("-100")),
            ("12,00", None),
            ("1200,5", None),
            ("1,2,3", None),
            ("1.2.3", None),
            ("1e5", None),
            ("500+20备品", None),
            ("一千", None),
            ("约500", None),
            (".5", None),
            ("", None),
            ("99999999999999999999999999999999", None),
        ] {
            assert_eq!(number(&text(typed)).ok(), read.map(|n| n.parse().unwrap()), "{typed:?}");
        }
    }

    #[test]
    fn quantities_prices_and_discounts_are_exact_or_refused() {
        for (typed, unit, read) in [
            ("1,200", "PCS", Ok("1,200 pcs")),
            ("2.5", "米", Ok("2.5 米")),
            ("33.3333", "pcs", Err(Problem::CountedInFractions { unit: "pcs".into() })),
            ("0", "件", Err(Problem::QuantityNotPositive)),
            ("-100", "件", Err(Problem::QuantityNotPositive)),
            ("0.00001", "kg", Err(Problem::TooPrecise { digits: 4 })),
            ("9999999999999999999", "kg", Err(Problem::TooLarge)),
        ] {
            let read_as = quantity(&text(typed), unit).map(|quantity| quantity.to_string());
            assert_eq!(read_as, read.map(str::to_owned), "{typed} {unit}");
        }
        let yen = "JPY".parse().unwrap();
        for (typed, currency, read) in [
            ("¥12.5", Currency::CNY, Ok("12.5")),
            ("￥1,500", yen, Ok("1500")),
            ("US$ 3.20", Currency::USD, Ok("3.2")),
            ("¥12.5", Currency::USD, Err(Problem::OtherCurrencySign { currency: Currency::USD })),
            ("-1", Currency::USD, Err(Problem::PriceNegative)),
            ("面议", Currency::CNY, Err(Problem::NotANumber)),
            ("0.123456789", Currency::CNY, Err(Problem::TooPrecise { digits: 8 })),
        ] {
            assert_eq!(price(&text(typed), currency), read.map(|n| n.parse().unwrap()), "{typed} {currency}");
        }
        for (typed, read) in [
            ("5%", Ok("5")),
            ("0.15", Ok("15")),
            ("0", Ok("0")),
            ("5", Err(Problem::DiscountUnclear)),
            ("120%", Err(Problem::DiscountUnclear)),
            ("九折", Err(Problem::NotANumber)),
        ] {
            assert_eq!(discount_percent(&text(typed)), read.map(|n| n.parse().unwrap()), "{typed}");
        }
    }

    #[test]
    fn names_are_tidied_and_dashes_are_nothing() {
        for (typed, name) in
            [("陈 静", "陈静"), ("王敏 ", "王敏"), ("Li Wei", "Li Wei"), ("—", ""), ("-", ""), ("无", "")]
        {
            assert_eq!(person(&text(typed), 200).unwrap(), name);
        }
        assert_eq!(words(&text(&"长".repeat(201)), 200), Err(Problem::TooLong { limit: 200 }));
    }
}
