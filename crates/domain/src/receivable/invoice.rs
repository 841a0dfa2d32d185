//! An invoice and the instalments in which it is to be paid.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    Currency, CustomerId, InvoiceId, Message, Money, OrderId, PersonId, Say, Text,
    terms::payment::{self, When},
};

/// The most instalments of an invoice.
pub const MOST_INSTALMENTS: usize = 60;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Invoice {
    pub id: InvoiceId,
    pub number: String,
    pub customer: CustomerId,
    pub order: Option<OrderId>,
    pub salesperson: Option<PersonId>,
    pub issued: Date,
    pub amount: Money,
    /// Base units for one unit of the amount's currency, on the day of issue.
    pub rate: Option<Decimal>,
    /// Terms of payment as written.
    pub terms: String,
    pub instalments: Vec<Instalment>,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// From 1, in the order of the terms.
    pub number: u32,
    pub amount: Money,
    /// Not known while it hangs on something that has not happened, such as the bill of lading.
    pub due: Option<Date>,
    /// What it is for, such as `deposit`; words of the terms of payment are understood.
    pub what: String,
}

/// What an instalment paid with the order is called.
const DEPOSIT: [&str; 9] =
    ["预付", "预付款", "定金", "订金", "in advance", "advance payment", "prepayment", "deposit", "down payment"];

impl Instalment {
    /// Is it paid with the order, before production?
    pub fn is_deposit(&self) -> bool {
        self.when() == Some(When::WithOrder)
    }

    /// What it is for, in both languages where the words are those of terms of payment.
    pub fn named(&self) -> Text {
        self.when().map_or_else(|| Text::same(&self.what), When::name)
    }

    /// Terms of payment take words without a time (`balance`) for payment with the order; here these say nothing.
    fn when(&self) -> Option<When> {
        if DEPOSIT.contains(&self.what.trim().to_lowercase().as_str()) {
            return Some(When::WithOrder);
        }
        let terms = payment::read(&self.what).ok()?;
        let [part] = terms.parts.as_slice() else { return None };
        Some(part.when).filter(|when| *when != When::WithOrder)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum InvoiceFault {
    NoNumber,
    AmountNotPositive { amount: Money },
    RateNotPositive,
    NoInstalments,
    TooManyInstalments { most: usize },
    InstalmentNumber { number: u32 },
    InstalmentNotPositive { number: u32, amount: Money },
    InstalmentCurrency { number: u32, wanted: Currency },
    SumDiffers { sum: Money, amount: Money },
}

impl Invoice {
    /// The invoice, if it holds together: its instalments are more than nothing and come to its amount.
    pub fn checked(self) -> Result<Invoice, InvoiceFault> {
        if self.number.trim().is_empty() {
            return Err(InvoiceFault::NoNumber);
        }
        if !self.amount.is_positive() {
            return Err(InvoiceFault::AmountNotPositive { amount: self.amount });
        }
        if self.rate.is_some_and(|rate| rate <= Decimal::ZERO) {
            return Err(InvoiceFault::RateNotPositive);
        }
        if self.instalments.is_empty() {
            return Err(InvoiceFault::NoInstalments);
        }
        if self.instalments.len() > MOST_INSTALMENTS {
            return Err(InvoiceFault::TooManyInstalments { most: MOST_INSTALMENTS });
        }
        let mut numbers = BTreeSet::new();
        let mut sum = Money::zero(self.amount.currency);
        for &Instalment { number, amount, .. } in &self.instalments {
            if number == 0 || !numbers.insert(number) {
                return Err(InvoiceFault::InstalmentNumber { number });
            }
            if !amount.is_positive() {
                return Err(InvoiceFault::InstalmentNotPositive { number, amount });
            }
            if amount.currency != sum.currency {
                return Err(InvoiceFault::InstalmentCurrency { number, wanted: sum.currency });
            }
            sum = sum.plus(amount).ok_or(InvoiceFault::SumDiffers { sum, amount: self.amount })?;
        }
        if sum != self.amount {
            return Err(InvoiceFault::SumDiffers { sum, amount: self.amount });
        }
        Ok(self)
    }
}

impl Say for InvoiceFault {
    fn say(&self) -> Message {
        use InvoiceFault::*;
        match self {
            NoNumber => Message::new("invoice-no-number"),
            AmountNotPositive { amount } => Message::new("invoice-amount-not-positive").with("amount", *amount),
            RateNotPositive => Message::new("invoice-rate-not-positive"),
            NoInstalments => Message::new("invoice-no-instalments"),
            TooManyInstalments { most } => Message::new("invoice-too-many-instalments").with("most", *most),
            InstalmentNumber { number } => Message::new("invoice-instalment-number").with("number", i64::from(*number)),
            InstalmentNotPositive { number, amount } => Message::new("invoice-instalment-not-positive")
                .with("number", i64::from(*number))
                .with("amount", *amount),
            InstalmentCurrency { number, wanted } => Message::new("invoice-instalment-currency")
                .with("number", i64::from(*number))
                .with("wanted", wanted.code()),
            SumDiffers { sum, amount } => Message::new("invoice-sum-differs").with("sum", *sum).with("amount", *amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{cny, invoice, usd};

    #[test]
    fn what_an_instalment_is_for_is_understood_where_terms_of_payment_are_written() {
        for (what, is_deposit, zh, en) in [
            ("预付", true, "预付", "in advance"),
            ("in advance", true, "预付", "in advance"),
            ("定金", true, "预付", "in advance"),
            ("deposit", true, "预付", "in advance"),
            ("发货前付款", false, "发货前付款", "before shipment"),
            ("开票后30天", false, "开票后30天", "30 days after invoice date"),
            ("30 days after B/L date", false, "提单日后30天", "30 days after B/L date"),
            ("见提单复印件付款", false, "见提单复印件付款", "against copy of B/L"),
            ("on delivery", false, "货到付款", "on delivery"),
            ("月末后30天", false, "月末后30天", "30 days after end of month"),
            ("尾款", false, "尾款", "尾款"),
            ("模具费", false, "模具费", "模具费"),
            ("", false, "", ""),
        ] {
            let instalment = Instalment { number: 1, amount: cny(1), due: None, what: what.into() };
            assert_eq!((instalment.is_deposit(), instalment.named()), (is_deposit, Text::new(zh, en)), "{what}");
        }
    }

    #[test]
    fn an_invoice_that_does_not_hold_together_is_refused() {
        let sound = || invoice(1, "2026-03-01", &[(3_000, Some("2026-03-01")), (7_000, None)]);
        assert_eq!(sound().checked(), Ok(sound()));
        let with = |change: fn(&mut Invoice)| {
            let mut invoice = sound();
            change(&mut invoice);
            invoice.checked().unwrap_err()
        };
        for (fault, expected) in [
            (with(|invoice| invoice.number = " ".into()), InvoiceFault::NoNumber),
            (with(|invoice| invoice.amount = cny(0)), InvoiceFault::AmountNotPositive { amount: cny(0) }),
            (with(|invoice| invoice.rate = Some(Decimal::ZERO)), InvoiceFault::RateNotPositive),
            (with(|invoice| invoice.instalments.clear()), InvoiceFault::NoInstalments),
            (with(|invoice| invoice.instalments[1].number = 1), InvoiceFault::InstalmentNumber { number: 1 }),
            (with(|invoice| invoice.instalments[0].number = 0), InvoiceFault::InstalmentNumber { number: 0 }),
            (
                with(|invoice| invoice.instalments[1].amount = cny(-1)),
                InvoiceFault::InstalmentNotPositive { number: 2, amount: cny(-1) },
            ),
            (
                with(|invoice| invoice.instalments[1].amount = usd(7_000)),
                InvoiceFault::InstalmentCurrency { number: 2, wanted: Currency::CNY },
            ),
            (
                with(|invoice| invoice.amount = cny(10_001)),
                InvoiceFault::SumDiffers { sum: cny(10_000), amount: cny(10_001) },
            ),
            (
                with(|invoice| invoice.instalments[1].amount = cny(i64::MAX)),
                InvoiceFault::SumDiffers { sum: cny(3_000), amount: cny(10_000) },
            ),
            (
                with(|invoice| invoice.instalments = vec![invoice.instalments[0].clone(); MOST_INSTALMENTS + 1]),
                InvoiceFault::TooManyInstalments { most: MOST_INSTALMENTS },
            ),
        ] {
            assert_eq!(fault, expected);
        }
    }
}
