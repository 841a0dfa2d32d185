//! What it came to: entries of actual cost, kept as they were made, and how they stand against the estimate. A mistake is
//! not changed but taken back by an entry of its own.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Figures, Kind, Lack, figures::percent};
use crate::{
    Currency, Message, Money, Say,
    order::decide::{LONGEST_NAME, LONGEST_TEXT},
};

/// One entry, in the base of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actual {
    pub kind: Kind,
    /// Below zero for what came back.
    pub amount: Money,
    pub day: Date,
    /// Number of the invoice or voucher.
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
    /// The entry that this one takes back, counted from 1.
    #[serde(default)]
    pub reverses: Option<usize>,
}

/// Why an entry is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryFault {
    Zero,
    OtherCurrency {
        currency: Currency,
        base: Currency,
    },
    TooLong {
        limit: usize,
    },
    /// There is no entry of this number.
    NoSuchEntry {
        number: usize,
    },
    /// It is taken back already, or takes another one back itself.
    NotReversible {
        number: usize,
    },
}

impl Actual {
    /// What is wrong with an entry as somebody fills it in.
    pub fn fault(&self, base: Currency) -> Option<EntryFault> {
        let is_longer = |words: &str, limit| words.chars().count() > limit;
        if self.amount.currency != base {
            Some(EntryFault::OtherCurrency { currency: self.amount.currency, base })
        } else if self.amount.is_zero() {
            Some(EntryFault::Zero)
        } else if is_longer(&self.document, LONGEST_NAME) {
            Some(EntryFault::TooLong { limit: LONGEST_NAME })
        } else if is_longer(&self.note, LONGEST_TEXT) {
            Some(EntryFault::TooLong { limit: LONGEST_TEXT })
        } else {
            None
        }
    }

    /// The entry that takes number `number` of `entries` back.
    pub fn reversing(entries: &[Actual], number: usize, day: Date, note: String) -> Result<Actual, EntryFault> {
        let entry = number.checked_sub(1).and_then(|place| entries.get(place));
        let entry = entry.ok_or(EntryFault::NoSuchEntry { number })?;
        let reversed = entries.iter().any(|other| other.reverses == Some(number));
        let opposite = entry.amount.minor.checked_neg();
        match opposite {
            Some(minor) if !reversed && entry.reverses.is_none() => Ok(Actual {
                amount: Money { minor, ..entry.amount },
                day,
                note,
                reverses: Some(number),
                ..entry.clone()
            }),
            _ => Err(EntryFault::NotReversible { number }),
        }
    }
}

/// The estimate and what it came to, in the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Against {
    pub estimated: Money,
    pub actual: Money,
    /// Above zero: it came to more than was estimated.
    pub difference: Money,
    /// Of the estimate, to two digits; none where nothing was estimated.
    pub difference_percent: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Of every kind that was estimated or came up.
    pub kinds: Vec<(Kind, Against)>,
    pub cost: Against,
    /// With the revenue and the tax refund as estimated.
    pub profit: Against,
}

/// Refused when an entry is not in the base of the estimate, or a sum does not fit.
pub fn against(estimate: &Figures, actuals: &[Actual]) -> Result<Outcome, Lack> {
    let base = estimate.cost.currency;
    if let Some(other) = actuals.iter().map(|entry| entry.amount.currency).find(|currency| *currency != base) {
        return Err(Lack::Rate { currency: other });
    }
    outcome(estimate, actuals).ok_or(Lack::Overflow)
}

fn outcome(estimate: &Figures, actuals: &[Actual]) -> Option<Outcome> {
    let nothing = Money::zero(estimate.cost.currency);
    let estimated: BTreeMap<Kind, Money> = estimate.costs.iter().copied().collect();
    let mut actual: BTreeMap<Kind, Money> = BTreeMap::new();
    for entry in actuals {
        let sum = actual.entry(entry.kind).or_insert(nothing);
        *sum = sum.plus(entry.amount)?;
    }
    let kinds: BTreeSet<Kind> = estimated.keys().chain(actual.keys()).copied().collect();
    let of_kind = |sums: &BTreeMap<Kind, Money>, kind| sums.get(&kind).copied().unwrap_or(nothing);
    let kinds = kinds.into_iter().map(|kind| Some((kind, held(of_kind(&estimated, kind), of_kind(&actual, kind))?)));
    let cost = actual.values().try_fold(nothing, |sum, amount| sum.plus(*amount))?;
    let profit = estimate.revenue.plus(estimate.tax_refund)?.minus(cost)?;
    Some(Outcome {
        kinds: kinds.collect::<Option<_>>()?,
        cost: held(estimate.cost, cost)?,
        profit: held(estimate.profit, profit)?,
    })
}

pub(crate) fn held(estimated: Money, actual: Money) -> Option<Against> {
    let difference = actual.minus(estimated)?;
    Some(Against { estimated, actual, difference, difference_percent: percent(difference, estimated) })
}

impl Say for EntryFault {
    fn say(&self) -> Message {
        match self {
            EntryFault::Zero => Message::new("costing-entry-zero"),
            EntryFault::OtherCurrency { currency, base } => {
                Message::new("costing-entry-other-currency").with("currency", currency.code()).with("base", base.code())
            }
            EntryFault::TooLong { limit } => Message::new("costing-entry-too-long").with("limit", *limit),
            EntryFault::NoSuchEntry { number } => Message::new("costing-entry-not-there").with("number", *number),
            EntryFault::NotReversible { number } => {
                Message::new("costing-entry-not-reversible").with("number", *number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Quantity,
        costing::{Basis, CostSheet, Item},
    };

    fn yuan(amount: &str) -> Money {
        Money::exact(amount.parse().unwrap(), Currency::CNY).unwrap()
    }

    fn entry(kind: Kind, amount: &str) -> Actual {
        let day = "2026-11-30".parse().unwrap();
        Actual { kind, amount: yuan(amount), day, document: String::new(), note: String::new(), reverses: None }
    }

    /// Revenue 1,500.00, goods 1,000.00, packing 60.00: profit 440.00.
    fn estimate() -> Figures {
        let item = |kind, total: &str| Item {
            kind,
            name: String::new(),
            basis: Basis::Total(total.parse().unwrap()),
            currency: Currency::CNY,
            spec: String::new(),
            fabric: None,
            with_vat: None,
        };
        let quantity = Quantity::exact("100".parse().unwrap(), "pcs").unwrap();
        let sheet = CostSheet {
            price: Some("15".parse().unwrap()),
            items: vec![item(Kind::Goods, "1000"), item(Kind::Packing, "60")],
            ..CostSheet::new(Currency::CNY, Currency::CNY, quantity)
        };
        sheet.figures().unwrap()
    }

    #[test]
    fn what_it_came_to_stands_against_the_estimate() {
        let mut entries = vec![entry(Kind::Goods, "1025.50"), entry(Kind::Freight, "80"), entry(Kind::Freight, "8")];
        entries.push(Actual::reversing(&entries, 2, entries[0].day, "记错单".to_owned()).unwrap());
        entries.push(entry(Kind::Goods, "-5.50"));

        let outcome = against(&estimate(), &entries).unwrap();
        let row = |held: Against| {
            let shown = [held.estimated, held.actual, held.difference].map(|money| money.amount().to_string());
            (shown.join(" "), held.difference_percent.map(|percent| percent.to_string()))
        };
        let percent = |percent: &str| Some(percent.to_owned());
        let kinds: Vec<_> = outcome.kinds.iter().map(|(kind, held)| (*kind, row(*held))).collect();
        assert_eq!(
            kinds,
            [
                (Kind::Goods, ("1000.00 1020.00 20.00".to_owned(), percent("2.00"))),
                (Kind::Packing, ("60.00 0.00 -60.00".to_owned(), percent("-100.00"))),
                (Kind::Freight, ("0.00 8.00 8.00".to_owned(), None)),
            ]
        );
        assert_eq!(row(outcome.cost), ("1060.00 1028.00 -32.00".to_owned(), percent("-3.02")));
        assert_eq!(row(outcome.profit), ("440.00 472.00 32.00".to_owned(), percent("7.27")));
    }

    #[test]
    fn what_cannot_be_summed_is_refused() {
        let in_dollars = Actual { amount: Money { minor: 1, currency: Currency::USD }, ..entry(Kind::Goods, "1") };
        let huge = Actual { amount: Money { minor: i64::MAX, currency: Currency::CNY }, ..entry(Kind::Goods, "1") };
        let refused = against(&estimate(), std::slice::from_ref(&in_dollars));
        assert_eq!(refused, Err(Lack::Rate { currency: Currency::USD }));
        assert_eq!(against(&estimate(), &[huge.clone(), huge]), Err(Lack::Overflow));
        let (currency, base) = (Currency::USD, Currency::CNY);
        assert_eq!(in_dollars.fault(base), Some(EntryFault::OtherCurrency { currency, base }));
    }

    #[test]
    fn an_entry_is_taken_back_once_and_by_its_opposite() {
        let mut entries = vec![entry(Kind::Goods, "1025.50")];
        let day = "2026-12-01".parse().unwrap();
        let reversal = Actual::reversing(&entries, 1, day, "记错单".to_owned()).unwrap();
        assert_eq!((reversal.amount, reversal.day, reversal.reverses), (yuan("-1025.50"), day, Some(1)));
        entries.push(reversal);
        for (number, fault) in [
            (0, EntryFault::NoSuchEntry { number: 0 }),
            (1, EntryFault::NotReversible { number: 1 }),
            (2, EntryFault::NotReversible { number: 2 }),
            (3, EntryFault::NoSuchEntry { number: 3 }),
        ] {
            assert_eq!(Actual::reversing(&entries, number, day, String::new()), Err(fault));
        }
    }

    #[test]
    fn entries_are_checked_as_they_are_typed() {
        let long = |limit: usize| "长".repeat(limit + 1);
        for (entry, fault) in [
            (entry(Kind::Goods, "-0.01"), None),
            (entry(Kind::Goods, "0"), Some(EntryFault::Zero)),
            (
                Actual { document: long(LONGEST_NAME), ..entry(Kind::Goods, "1") },
                Some(EntryFault::TooLong { limit: LONGEST_NAME }),
            ),
            (
                Actual { note: long(LONGEST_TEXT), ..entry(Kind::Goods, "1") },
                Some(EntryFault::TooLong { limit: LONGEST_TEXT }),
            ),
        ] {
            assert_eq!(entry.fault(Currency::CNY), fault);
        }
    }
}
