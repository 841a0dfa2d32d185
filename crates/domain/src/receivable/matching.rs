//! Whose money is it? A bank's slip held against customers with their open invoices. What comes out is a proposal with its
//! reasons, for a person to judge; nothing is ever booked by it.

use std::cmp::Reverse;

use super::Receipt;
use crate::{CustomerId, InvoiceId, Message, Money, Say, text::folded};

/// Numbers with fewer letters and digits are found in a remark by chance.
const SHORTEST_NUMBER: usize = 4;
/// Names with fewer bytes are found within others by chance: two Chinese characters, or six letters.
const SHORTEST_NAME_BYTES: usize = 6;

#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub customer: CustomerId,
    /// The customer's name first, then others that it pays by.
    pub names: Vec<String>,
    pub items: Vec<OpenInvoice>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OpenInvoice {
    pub invoice: InvoiceId,
    pub number: String,
    pub order_number: String,
    /// The customer's own number of the order.
    pub customer_ref: String,
    /// What is open of each instalment.
    pub instalments: Vec<Money>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    pub customer: CustomerId,
    pub name: String,
    /// Those that the reasons speak of.
    pub invoices: Vec<InvoiceId>,
    /// 1 to 100.
    pub score: u8,
    pub because: Vec<Reason>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The slip names an invoice, an order, or the customer's number of it.
    Named {
        number: String,
    },
    /// What was credited (with the bank's fee: what was paid) is what is open of an instalment of this invoice,
    Instalment {
        number: String,
        with_fee: bool,
    },
    /// of the whole invoice,
    Invoice {
        number: String,
        with_fee: bool,
    },
    /// or of all that the customer owes in this currency.
    Balance {
        with_fee: bool,
    },
    PayerIs {
        name: String,
    },
    PayerLike {
        name: String,
    },
}

impl Reason {
    fn weight(&self) -> u8 {
        match self {
            Reason::Named { .. } => 50,
            Reason::PayerIs { .. } => 40,
            Reason::Instalment { with_fee: false, .. } | Reason::Invoice { with_fee: false, .. } => 30,
            Reason::Instalment { with_fee: true, .. } | Reason::Invoice { with_fee: true, .. } => 25,
            Reason::Balance { with_fee: false } => 25,
            Reason::Balance { with_fee: true } | Reason::PayerLike { .. } => 20,
        }
    }
}

/// Customers for whom something speaks, the best first; equals by name.
pub fn match_slip(receipt: &Receipt, candidates: &[Candidate]) -> Vec<Match> {
    let slip = Slip::of(receipt);
    let mut matches: Vec<Match> = candidates.iter().filter_map(|candidate| slip.matched(candidate)).collect();
    matches.sort_by_cached_key(|it| (Reverse(it.score), folded(&it.name), it.customer));
    matches
}

/// A slip made ready to be compared with many.
struct Slip {
    /// What the payer wrote, and the bank's own number.
    words: Vec<char>,
    payer: String,
    amount: Money,
    /// With the fee, where there was one.
    paid: Option<Money>,
}

impl Slip {
    fn of(receipt: &Receipt) -> Self {
        Self {
            words: folded(&format!("{} {}", receipt.remark, receipt.reference)).chars().collect(),
            payer: folded(&receipt.payer),
            amount: receipt.amount,
            paid: receipt.paid().filter(|paid| *paid != receipt.amount),
        }
    }

    fn matched(&self, candidate: &Candidate) -> Option<Match> {
        let mut because: Vec<Reason> = self.payer_is(candidate).into_iter().collect();
        let mut invoices = Vec::new();
        for item in &candidate.items {
            let before = because.len();
            because.extend(self.named(item));
            because.extend(self.amount_of(item));
            if because.len() > before {
                invoices.push(item.invoice);
            }
        }
        if candidate.items.len() > 1 {
            let all = sum(candidate.items.iter().flat_map(|item| &item.instalments), self.amount);
            because.extend(self.is(all).map(|with_fee| Reason::Balance { with_fee }));
        }
        // Of each kind of reason the strongest counts: ten invoices over the same amount don't make it surer.
        let strongest =
            |of: fn(&Reason) -> bool| because.iter().filter(|it| of(it)).map(Reason::weight).max().unwrap_or(0);
        let by_name = strongest(|it| matches!(it, Reason::PayerIs { .. } | Reason::PayerLike { .. }));
        let by_number = strongest(|it| matches!(it, Reason::Named { .. }));
        let by_amount =
            strongest(|it| matches!(it, Reason::Instalment { .. } | Reason::Invoice { .. } | Reason::Balance { .. }));
        let name = candidate.names.first().cloned().unwrap_or_default();
        let score = (by_name + by_number + by_amount).min(100);
        (score > 0).then_some(Match { customer: candidate.customer, name, invoices, score, because })
    }

    fn payer_is(&self, candidate: &Candidate) -> Option<Reason> {
        let long_enough = |name: &str| name.len() >= SHORTEST_NAME_BYTES;
        let mut like = None;
        for name in &candidate.names {
            let known = folded(name);
            if known.is_empty() || self.payer.is_empty() {
                continue;
            }
            if known == self.payer {
                return Some(Reason::PayerIs { name: name.clone() });
            }
            let within = |inner: &str, outer: &str| long_enough(inner) && outer.contains(inner);
            if like.is_none() && (within(&known, &self.payer) || within(&self.payer, &known)) {
                like = Some(Reason::PayerLike { name: name.clone() });
            }
        }
        like
    }

    fn named(&self, item: &OpenInvoice) -> Option<Reason> {
        let numbers = [&item.number, &item.order_number, &item.customer_ref];
        let named = numbers.into_iter().find(|number| self.names(number))?;
        Some(Reason::Named { number: named.clone() })
    }

    /// Does the slip say this number? Hyphens and the like don't matter, as banks drop them; but `INV-12` is not `INV-120`.
    fn names(&self, number: &str) -> bool {
        let wanted: Vec<char> = folded(number).chars().filter(|c| c.is_alphanumeric()).collect();
        wanted.len() >= SHORTEST_NUMBER && (0..self.words.len()).any(|start| starts_with(&self.words, start, &wanted))
    }

    fn amount_of(&self, item: &OpenInvoice) -> Option<Reason> {
        let number = || item.number.clone();
        let whole =
            self.is(sum(&item.instalments, self.amount)).map(|with_fee| Reason::Invoice { number: number(), with_fee });
        let part = || item.instalments.iter().find_map(|open| self.is(Some(*open)));
        whole.or_else(|| part().map(|with_fee| Reason::Instalment { number: number(), with_fee }))
    }

    /// Is this what was credited (`false`), or what was paid with the fee (`true`)?
    fn is(&self, open: Option<Money>) -> Option<bool> {
        let open = open.filter(|open| open.is_positive())?;
        if open == self.amount {
            Some(false)
        } else if Some(open) == self.paid {
            Some(true)
        } else {
            None
        }
    }
}

/// What is open in the currency of `like`; `None` if it does not fit.
fn sum<'a>(open: impl IntoIterator<Item = &'a Money>, like: Money) -> Option<Money> {
    let mut fitting = open.into_iter().filter(|open| open.currency == like.currency);
    fitting.try_fold(Money::zero(like.currency), |sum, open| sum.plus(*open))
}

/// Do the letters and digits of `words` from `start` on begin with `wanted`, as a number of its own?
fn starts_with(words: &[char], start: usize, wanted: &[char]) -> bool {
    // Chinese stands beside a number without a space.
    let is_part = |at: Option<&char>| at.is_some_and(char::is_ascii_alphanumeric);
    if words.get(start) != wanted.first() || (start > 0 && is_part(words.get(start - 1))) {
        return false;
    }
    let mut at = start;
    for letter in wanted {
        while words.get(at).is_some_and(|c| !c.is_alphanumeric()) {
            at += 1;
        }
        if words.get(at) != Some(letter) {
            return false;
        }
        at += 1;
    }
    !is_part(words.get(at))
}

impl Say for Reason {
    fn say(&self) -> Message {
        let with_fee = |with_fee: bool, plain, fee| Message::new(if with_fee { fee } else { plain });
        match self {
            Reason::Named { number } => Message::new("match-named").with("number", number.as_str()),
            Reason::Instalment { number, with_fee: fee } => {
                with_fee(*fee, "match-instalment", "match-instalment-with-fee").with("number", number.as_str())
            }
            Reason::Invoice { number, with_fee: fee } => {
                with_fee(*fee, "match-invoice", "match-invoice-with-fee").with("number", number.as_str())
            }
            Reason::Balance { with_fee: fee } => with_fee(*fee, "match-balance", "match-balance-with-fee"),
            Reason::PayerIs { name } => Message::new("match-payer-is").with("name", name.as_str()),
            Reason::PayerLike { name } => Message::new("match-payer-like").with("name", name.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{cny, id, receipt};

    fn item(invoice: u128, number: &str, order_number: &str, customer_ref: &str, open: &[i64]) -> OpenInvoice {
        OpenInvoice {
            invoice: InvoiceId(id(invoice)),
            number: number.into(),
            order_number: order_number.into(),
            customer_ref: customer_ref.into(),
            instalments: open.iter().copied().map(cny).collect(),
        }
    }

    fn candidates() -> Vec<Candidate> {
        let candidate = |number, names: &[&str], items| Candidate {
            customer: CustomerId(id(number)),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            items,
        };
        vec![
            candidate(
                1,
                &["星河贸易（上海）"],
                vec![item(11, "INV-2026-12", "SO-2026-001", "PO 77/A", &[3_000, 7_000])],
            ),
            candidate(
                2,
                &["晨光进出口", "Morning Light Ltd"],
                vec![item(21, "INV-2026-120", "SO-2026-002", "", &[5_000]), item(22, "INV-2026-121", "", "", &[2_500])],
            ),
            candidate(3, &["Casa Verde S.L."], Vec::new()),
        ]
    }

    #[test]
    fn a_slip_finds_its_customer_by_number_amount_and_name() {
        let (star, light, casa) = ("星河贸易（上海）", "晨光进出口", "Casa Verde S.L.");
        for (payer, remark, amount, fee, expected) in [
            ("", "", 1, 0, &[][..]),
            ("", "货款INV-2026-12尾款", 1, 0, &[(star, 50, &[11][..], "match-named")]),
            ("", "INV202612", 1, 0, &[(star, 50, &[11], "match-named")]),
            ("", "PO77A, so2026002", 1, 0, &[(star, 50, &[11], "match-named"), (light, 50, &[21], "match-named")]),
            ("", "INV-2026-120", 1, 0, &[(light, 50, &[21], "match-named")]),
            ("", "INV-2026-1", 1, 0, &[]),
            ("", "xINV-2026-12", 1, 0, &[]),
            ("", "", 3_000, 0, &[(star, 30, &[11], "match-instalment")]),
            ("", "", 6_985, 15, &[(star, 25, &[11], "match-instalment-with-fee")]),
            ("", "", 10_000, 0, &[(star, 30, &[11], "match-invoice")]),
            ("", "", 9_985, 15, &[(star, 25, &[11], "match-invoice-with-fee")]),
            ("", "", 7_500, 0, &[(light, 25, &[], "match-balance")]),
            ("", "", 7_480, 20, &[(light, 20, &[], "match-balance-with-fee")]),
            ("星河贸易(上海)", "", 1, 0, &[(star, 40, &[], "match-payer-is")]),
            ("MORNING  LIGHT LTD", "", 1, 0, &[(light, 40, &[], "match-payer-is")]),
            ("上海晨光进出口有限公司", "", 1, 0, &[(light, 20, &[], "match-payer-like")]),
            ("Casa Verde", "", 1, 0, &[(casa, 20, &[], "match-payer-like")]),
            ("Casa", "", 1, 0, &[]),
            (
                "星河贸易(上海)",
                "SO-2026-001",
                7_000,
                0,
                &[(star, 100, &[11], "match-payer-is match-named match-instalment")],
            ),
            // Another customer's money, by the amount; the name says more.
            (
                "Casa Verde S.L.",
                "",
                2_500,
                0,
                &[(casa, 40, &[], "match-payer-is"), (light, 30, &[22], "match-invoice")],
            ),
        ] {
            let slip = Receipt {
                payer: payer.into(),
                remark: remark.into(),
                fee: cny(fee),
                reference: String::new(),
                ..receipt(1, "2026-03-01", amount)
            };
            let mut customers = candidates();
            let matches = match_slip(&slip, &customers);
            let found: Vec<_> = matches
                .iter()
                .map(|it| {
                    let keys: Vec<_> = it.because.iter().map(|reason| reason.say().key).collect();
                    (it.name.as_str(), it.score, it.invoices.clone(), keys.join(" "))
                })
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, score, invoices, keys)| {
                    let invoices = invoices.iter().map(|number| InvoiceId(id(*number))).collect();
                    (*name, *score, invoices, (*keys).to_owned())
                })
                .collect();
            assert_eq!(found, expected, "{payer:?} {remark:?} {amount}");
            customers.reverse();
            assert_eq!(match_slip(&slip, &customers), matches, "in whatever order they come");
        }
    }
}
