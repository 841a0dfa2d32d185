//! Money that came in, as the bank's slip tells it.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{CustomerId, Message, Money, ReceiptId, Say};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    pub id: ReceiptId,
    pub received_on: Date,
    /// What the bank credited.
    pub amount: Money,
    /// What banks on the way kept: the customer paid the amount and this.
    pub fee: Money,
    /// The payer as the bank names it.
    pub payer: String,
    /// Whose money it is, once that is known.
    pub customer: Option<CustomerId>,
    /// The bank's number.
    pub reference: String,
    pub remark: String,
    /// Base units for one unit of the amount's currency, on the day that it came in.
    pub rate: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ReceiptFault {
    AmountNotPositive {
        amount: Money,
    },
    RateNotPositive,
    /// A fee below zero, in another currency, or too large to be added.
    Fee {
        fee: Money,
        amount: Money,
    },
}

impl Receipt {
    pub fn checked(self) -> Result<Receipt, ReceiptFault> {
        if !self.amount.is_positive() {
            return Err(ReceiptFault::AmountNotPositive { amount: self.amount });
        }
        if self.rate.is_some_and(|rate| rate <= Decimal::ZERO) {
            return Err(ReceiptFault::RateNotPositive);
        }
        if self.fee.minor < 0 || self.paid().is_none() {
            return Err(ReceiptFault::Fee { fee: self.fee, amount: self.amount });
        }
        Ok(self)
    }

    /// What left the customer's account; always known of a checked receipt.
    pub fn paid(&self) -> Option<Money> {
        self.amount.plus(self.fee)
    }
}

impl Say for ReceiptFault {
    fn say(&self) -> Message {
        match self {
            ReceiptFault::AmountNotPositive { amount } => {
                Message::new("receipt-amount-not-positive").with("amount", *amount)
            }
            ReceiptFault::RateNotPositive => Message::new("receipt-rate-not-positive"),
            ReceiptFault::Fee { fee, amount } => Message::new("receipt-fee").with("fee", *fee).with("amount", *amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{cny, receipt, usd};

    #[test]
    fn a_slip_that_cannot_be_is_refused() {
        for (amount, fee, rate, expected) in [
            (cny(100), cny(0), None, None),
            (usd(9_985), usd(15), Some("7.1"), None),
            (cny(0), cny(0), None, Some(ReceiptFault::AmountNotPositive { amount: cny(0) })),
            (usd(1), usd(0), Some("0"), Some(ReceiptFault::RateNotPositive)),
            (cny(1), cny(-1), None, Some(ReceiptFault::Fee { fee: cny(-1), amount: cny(1) })),
            (usd(1), cny(1), None, Some(ReceiptFault::Fee { fee: cny(1), amount: usd(1) })),
        ] {
            let rate = rate.map(|rate| rate.parse().unwrap());
            let slip = Receipt { amount, fee, rate, ..receipt(1, "2026-03-01", 0) };
            assert_eq!(slip.checked().err(), expected);
        }
    }
}
