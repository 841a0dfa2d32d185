//! Terms of trade and payment, as far as an order is followed by them: is the trade term one of the Incoterms, and do the
//! percentages of the payment term make a whole? When money is due is for `payment`.

pub mod payment;

use rust_decimal::Decimal;

use crate::text::plain;

/// The eleven rules of Incoterms 2020 (ICC publication 723).
pub const INCOTERMS: [&str; 11] = ["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"];

/// Older and everyday names of rules that are still in force.
const ALIASES: [(&str, &str); 3] = [("C&F", "CFR"), ("CNF", "CFR"), ("EX WORKS", "EXW")];

/// Why a trade term is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotATradeTerm {
    /// It does not begin with one of the eleven rules.
    Unknown,
    /// It is the number of a shipment.
    Tracking,
}

/// A trade term with its rule in capitals, then the place: `fob宁波` is `FOB 宁波`.
pub fn trade(typed: &str) -> Result<String, NotATradeTerm> {
    let typed = plain(typed);
    let names = INCOTERMS.iter().map(|rule| (*rule, *rule)).chain(ALIASES);
    for (name, rule) in names {
        let Some((head, place)) = typed.split_at_checked(name.len()) else { continue };
        // `FOBX` is a word that merely begins like a rule.
        if head.eq_ignore_ascii_case(name) && !place.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let place = place.trim_start_matches([' ', ',', '-', ':', '/']);
            return Ok(if place.is_empty() { rule.to_owned() } else { format!("{rule} {place}") });
        }
    }
    Err(if is_tracking(&typed) { NotATradeTerm::Tracking } else { NotATradeTerm::Unknown })
}

/// Does this look like the number of a shipment: a carrier's name in front, or eight digits and more?
pub fn is_tracking(typed: &str) -> bool {
    const CARRIERS: [&str; 14] =
        ["DHL", "UPS", "FEDEX", "TNT", "EMS", "SF", "COSCO", "MAERSK", "MSC", "顺丰", "中通", "圆通", "申通", "德邦"];
    let typed = plain(typed).to_uppercase();
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    digits >= 8 || (digits > 0 && CARRIERS.iter().any(|carrier| typed.starts_with(carrier)))
}

/// Percentages that do not make a whole: what they sum to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum(pub Decimal);

/// The percentages that a payment term is split by: `30TT/70LC` is 30 and 70. `None` when it names none (`L/C at sight`,
/// `O/A 60`, `月结30天`, where the number is days); `Err` when they do not sum to 100. A balance in words counts as the rest.
pub fn percentages(typed: &str) -> Option<Result<Vec<Decimal>, Sum>> {
    let text = plain(typed).to_uppercase();
    if text.contains("NET") {
        // `2/10 NET 30` is a discount for early payment.
        return None;
    }
    let numbers = numbers(&text);
    let whole = Decimal::ONE_HUNDRED;
    let mut found = Vec::new();
    for (i, number) in numbers.iter().enumerate() {
        let (before, after) = (number.before.trim_end(), number.after.trim_start());
        let is_days = ["天", "日", "DAY", "D "].iter().any(|word| after.starts_with(word))
            || ["O/A", "OA", "D/A", "DA", "D/P", "DP", "月结", "账期", "AT"].iter().any(|word| before.ends_with(word));
        let slashed = |between: &str| between.contains('/') && !between.contains('+');
        let in_list = slashed(number.after) && i + 1 < numbers.len() || i > 0 && slashed(number.before);
        let is_share = after.starts_with('%')
            || before.ends_with('%')
            || in_list
            || ["TT", "T/T", "LC", "L/C", "DP", "D/P", "DA", "D/A", "定金", "预付", "DEPOSIT"]
                .iter()
                .any(|means| after.starts_with(means));
        if is_share && !is_days {
            found.push(number.value);
        }
    }
    let (first, rest) = found.split_first()?;
    let sum = rest.iter().try_fold(*first, |sum, share| sum.checked_add(*share)).unwrap_or(Decimal::MAX);
    let balance_in_words = ["余款", "尾款", "余额", "BALANCE", "REST"].iter().any(|word| text.contains(word));
    if balance_in_words && sum < whole {
        found.push(whole - sum);
        return Some(Ok(found));
    }
    Some(if sum == whole { Ok(found) } else { Err(Sum(sum)) })
}

/// A number in a text, with what stands between it and its neighbours.
struct Number<'a> {
    value: Decimal,
    before: &'a str,
    after: &'a str,
}

fn numbers(text: &str) -> Vec<Number<'_>> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let joins = spans.last().is_some_and(|(_, end)| *end == at);
        let is_point = c == '.' && joins && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        if c.is_ascii_digit() || is_point {
            match spans.last_mut() {
                Some((_, end)) if joins => *end = at + 1,
                _ => spans.push((at, at + 1)),
            }
        }
    }
    let ends = |i: usize| spans.get(i).map_or(text.len(), |(start, _)| *start);
    let read = |(i, (start, end)): (usize, &(usize, usize))| {
        let value = text[*start..*end].parse().ok()?;
        let previous = if i == 0 { 0 } else { spans[i - 1].1 };
        Some(Number { value, before: &text[previous..*start], after: &text[*end..ends(i + 1)] })
    };
    spans.iter().enumerate().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trade_terms_are_the_eleven_rules() {
        use NotATradeTerm::*;
        for (typed, read) in [
            ("FOB NINGBO", Ok("FOB NINGBO")),
            ("fob宁波", Ok("FOB 宁波")),
            ("CFR ", Ok("CFR")),
            ("ｃｉｆ　Hamburg", Ok("CIF Hamburg")),
            ("C&F Osaka", Ok("CFR Osaka")),
            ("DDP, Lyon (Incoterms 2020)", Ok("DDP Lyon (Incoterms 2020)")),
            ("DHL 4412 8890 21", Err(Tracking)),
            ("631299817012", Err(Tracking)),
            ("DDU Oslo", Err(Unknown)),
            ("FOBBED", Err(Unknown)),
            ("送货上门", Err(Unknown)),
            ("", Err(Unknown)),
        ] {
            assert_eq!(trade(typed).as_deref(), read.as_ref().copied(), "{typed:?}");
        }
    }

    #[test]
    fn shares_of_a_payment_term_make_a_whole() {
        for (typed, read) in [
            ("30TT/70LC", "30+70"),
            ("T/T 30/70", "30+70"),
            ("20TT80LC60DAYS", "20+80"),
            ("TT100%", "100"),
            ("30/70", "30+70"),
            ("33.3/33.3/33.4", "33.3+33.3+33.4"),
            ("30% T/T deposit, balance against B/L copy", "30+70"),
            ("30%定金,余款发货前付清", "30+70"),
            ("30%定金 70%尾款", "30+70"),
            ("10/40/40/11", "= 101"),
            ("T/T 30/60", "= 90"),
            ("TT30%", "= 30"),
            ("L/C at sight", "none"),
            ("L/C 90 days", "none"),
            ("D/A 90 days", "none"),
            ("O/A 60", "none"),
            ("月结30天", "none"),
            ("2/10 net 30", "none"),
            ("款到发货", "none"),
            ("", "none"),
            ("99999999999999999999999999999999999/1", "none"),
        ] {
            let said = match percentages(typed) {
                None => "none".to_owned(),
                Some(Ok(shares)) => shares.iter().map(Decimal::to_string).collect::<Vec<_>>().join("+"),
                Some(Err(Sum(sum))) => format!("= {sum}"),
            };
            assert_eq!(said, read, "{typed:?}");
        }
    }
}
