//! A customer's word to pay so much by a day, and whether it was kept.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Entry, Kind, Receipt, effective};
use crate::{CustomerId, InvoiceId, Money, PersonId};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPromise {
    pub customer: CustomerId,
    /// The invoice that is to be paid; without one, any payment of the customer's counts.
    pub invoice: Option<InvoiceId>,
    pub day: Date,
    pub amount: Money,
    pub made_on: Date,
    /// Who was told.
    pub by: PersonId,
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Kept,
    /// The day is past, and so much did not come by then.
    Broken {
        short: Money,
    },
    /// The day has not passed, and so much is still to come.
    Open {
        left: Money,
    },
}

/// What counts is money that came from the day of the promise until the day promised, both included: of the invoice what was
/// allocated to it, else what the customer paid in that currency.
pub fn outcome(promise: &PaymentPromise, receipts: &[Receipt], entries: &[Entry], today: Date) -> Outcome {
    let in_time = |day: Date| (promise.made_on..=promise.day.min(today)).contains(&day);
    let counts = |amount: &Money| amount.currency == promise.amount.currency;
    let came: i64 = match promise.invoice {
        Some(promised) => effective(entries, today)
            .filter(|entry| in_time(entry.day))
            .filter_map(|entry| match entry.kind {
                Kind::Allocated { invoice, settles, .. } if invoice == promised => Some(settles),
                _ => None,
            })
            .filter(counts)
            .fold(0, |sum, amount| sum.saturating_add(amount.minor)),
        None => receipts
            .iter()
            .filter(|receipt| receipt.customer == Some(promise.customer) && in_time(receipt.received_on))
            .filter_map(Receipt::paid)
            .filter(counts)
            .fold(0, |sum, amount| sum.saturating_add(amount.minor)),
    };
    let left = Money { minor: promise.amount.minor.saturating_sub(came), currency: promise.amount.currency };
    if !left.is_positive() {
        Outcome::Kept
    } else if today > promise.day {
        Outcome::Broken { short: left }
    } else {
        Outcome::Open { left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{allocated, cny, customer, day, entry, id, receipt, reversed, usd};

    #[test]
    fn a_promise_is_kept_by_what_came_in_time() {
        use Outcome::*;
        let promise = |invoice: Option<u128>, amount| PaymentPromise {
            customer: customer(),
            invoice: invoice.map(|number| InvoiceId(id(number))),
            day: day("2026-03-10"),
            amount,
            made_on: day("2026-03-02"),
            by: PersonId(id(1)),
            note: String::new(),
        };
        let of_another = Receipt { customer: None, ..receipt(4, "2026-03-05", 900) };
        let with_fee = Receipt { fee: cny(5), ..receipt(3, "2026-03-10", 395) };
        let receipts = [
            receipt(1, "2026-03-01", 700),
            receipt(2, "2026-03-02", 100),
            with_fee,
            of_another,
            receipt(5, "2026-03-11", 500),
        ];
        let entries = [
            entry(1, "2026-03-05", allocated(2, (1, 1), 60)),
            entry(2, "2026-03-06", allocated(2, (1, 1), 30)),
            entry(3, "2026-03-07", reversed(2)),
            entry(4, "2026-03-06", allocated(2, (2, 1), 10)),
            entry(5, "2026-03-11", allocated(5, (1, 1), 500)),
        ];
        for (invoice, amount, today, expected) in [
            (None, cny(500), "2026-03-10", Kept),
            (None, cny(501), "2026-03-10", Open { left: cny(1) }),
            (None, cny(501), "2026-03-11", Broken { short: cny(1) }),
            (None, cny(500), "2026-03-09", Open { left: cny(400) }),
            (None, usd(1), "2026-03-20", Broken { short: usd(1) }),
            (Some(1), cny(60), "2026-03-05", Kept),
            (Some(1), cny(90), "2026-03-06", Kept),
            (Some(1), cny(90), "2026-03-07", Open { left: cny(30) }),
            (Some(1), cny(90), "2026-03-12", Broken { short: cny(30) }),
            (Some(2), cny(10), "2026-03-12", Kept),
        ] {
            let promise = promise(invoice, amount);
            assert_eq!(outcome(&promise, &receipts, &entries, day(today)), expected, "{invoice:?} {amount} {today}");
        }
    }
}
