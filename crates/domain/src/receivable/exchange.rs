//! What is won or lost because an invoice was written at one rate and paid at another, in the currency of the books.
//! Invoice and receipt are valued cumulatively: each part is the rounded value of all up to and with it, less that of all
//! before. So the parts of an invoice come to its value at its rate, those of a receipt to its own, to the last minor unit.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Entry, Kind, effective};
use crate::{Currency, InvoiceId, Money, ReceiptId, ReceivableEntryId};

/// A part of an invoice or of a receipt, of which `before` was used up already. `rate`: base units for one of its units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    pub before: Money,
    pub amount: Money,
    pub rate: Decimal,
}

impl Part {
    /// Its value in `base`; `None` if it does not fit.
    pub fn value(&self, base: Currency) -> Option<Money> {
        let with = self.before.plus(self.amount)?.converted(self.rate, base)?;
        with.minus(self.before.converted(self.rate, base)?)
    }
}

/// What came in less what was owed for it: above zero a gain.
pub fn exchange_difference(settles: Part, takes: Part, base: Currency) -> Option<Money> {
    takes.value(base)?.minus(settles.value(base)?)
}

/// The difference of each allocation that counts on day `at`, in the order of value days. An amount in `base` is worth
/// itself; an allocation of which a rate is not known is left out. `entries`: all of the invoices and receipts in question.
pub fn exchange_differences(
    entries: &[Entry],
    at: Date,
    base: Currency,
    invoice_rate: impl Fn(InvoiceId) -> Option<Decimal>,
    receipt_rate: impl Fn(ReceiptId) -> Option<Decimal>,
) -> Vec<(ReceivableEntryId, Money)> {
    let mut ordered: Vec<&Entry> = effective(entries, at).collect();
    ordered.sort_by_key(|entry| (entry.day, entry.at, entry.id));
    let (mut settled, mut taken) = (BTreeMap::new(), BTreeMap::new());
    let rate_of =
        |amount: Money, known: Option<Decimal>| if amount.currency == base { Some(Decimal::ONE) } else { known };
    let mut differences = Vec::new();
    for entry in ordered {
        let Kind::Allocated { receipt, invoice, settles, takes, .. } = entry.kind else { continue };
        let settled = settled.entry(invoice).or_insert(Money::zero(settles.currency));
        let taken = taken.entry(receipt).or_insert(Money::zero(takes.currency));
        let difference = || {
            let settles = Part { before: *settled, amount: settles, rate: rate_of(settles, invoice_rate(invoice))? };
            let takes = Part { before: *taken, amount: takes, rate: rate_of(takes, receipt_rate(receipt))? };
            exchange_difference(settles, takes, base)
        };
        differences.extend(difference().map(|difference| (entry.id, difference)));
        *settled = settled.plus(settles).unwrap_or(*settled);
        *taken = taken.plus(takes).unwrap_or(*taken);
    }
    differences
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::receivable::tests::{cny, day, entry, id, usd};

    fn rate(rate: &str) -> Decimal {
        rate.parse().unwrap()
    }

    #[test]
    fn the_rate_of_the_day_of_payment_makes_the_difference() {
        for (before, amount, invoice_rate, receipt_rate, difference) in [
            (0, 100_000, "7.10", "7.15", 5_000),
            (0, 100_000, "7.15", "7.10", -5_000),
            (0, 100_000, "7.1", "7.1", 0),
            // At 7.05 nine cents are 63.45 fen, ten 70.5, eleven 77.55: the tenth has what rounding up gives.
            (0, 1, "7", "7.05", 0),
            (9, 1, "7", "7.05", 1),
            (10, 1, "7", "7.05", 0),
        ] {
            let part = |rate_of| Part { before: usd(before), amount: usd(amount), rate: rate(rate_of) };
            let found = exchange_difference(part(invoice_rate), part(receipt_rate), Currency::CNY);
            assert_eq!(found, Some(cny(difference)), "{before} {amount} {invoice_rate} {receipt_rate}");
        }
    }

    #[test]
    fn an_amount_in_the_currency_of_the_books_is_worth_itself() {
        let paid = |settles, takes| Kind::Allocated {
            receipt: ReceiptId(id(1)),
            invoice: InvoiceId(id(1)),
            instalment: 1,
            settles,
            takes,
        };
        // Two parts of a dollar invoice at 7.10, paid in yuan; the reversed one does not count.
        let entries = [
            entry(1, "2026-03-02", paid(usd(10_000), cny(71_500))),
            entry(2, "2026-03-03", paid(usd(10_000), cny(70_900))),
            entry(3, "2026-03-03", paid(usd(10_000), cny(99_999))),
            entry(4, "2026-03-04", Kind::Reversed { entry: ReceivableEntryId(id(3)) }),
        ];
        let found = |rate| exchange_differences(&entries, day("2026-03-31"), Currency::CNY, |_| rate, |_| None);
        let expected = [(ReceivableEntryId(id(1)), cny(500)), (ReceivableEntryId(id(2)), cny(-100))];
        assert_eq!(found(Some(rate("7.1"))), expected);
        assert_eq!(found(None), []);
    }

    proptest! {
        #[test]
        fn the_parts_come_to_the_difference_of_the_whole(
            parts in prop::collection::vec(1_i64..1_000_000, 1..12),
            invoice_rate in 1_i64..200_000,
            receipt_rate in 1_i64..200_000,
        ) {
            let paid = |minor| Kind::Allocated {
                receipt: ReceiptId(id(1)),
                invoice: InvoiceId(id(1)),
                instalment: 1,
                settles: usd(minor),
                takes: usd(minor),
            };
            let rates = (Decimal::new(invoice_rate, 4), Decimal::new(receipt_rate, 4));
            let differences = |parts: &[i64]| {
                let entries: Vec<Entry> =
                    parts.iter().zip(1..).map(|(minor, number)| entry(number, "2026-03-02", paid(*minor))).collect();
                let of = exchange_differences(&entries, day("2026-03-02"), Currency::CNY, |_| Some(rates.0), |_| Some(rates.1));
                of.iter().map(|(_, difference)| difference.minor).sum::<i64>()
            };
            prop_assert_eq!(differences(&parts), differences(&[parts.iter().sum()]));
        }
    }
}
