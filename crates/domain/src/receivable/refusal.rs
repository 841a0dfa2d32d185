//! Why an entry is not made, with the amounts and days that show what would be possible.

use jiff::civil::Date;

use crate::{Currency, Message, Money, Say};

#[derive(Debug, Clone, PartialEq)]
pub enum EntryRefusal {
    NotPositive {
        amount: Money,
    },
    WrongCurrency {
        given: Money,
        wanted: Currency,
    },
    /// Invoice and receipt are in different currencies: it takes both amounts.
    BothAmounts {
        invoice: Currency,
        receipt: Currency,
    },
    /// In one currency, what is settled is what is taken.
    AmountsDiffer {
        settles: Money,
        takes: Money,
    },
    /// The money is not known to be that of the invoice's customer.
    OtherCustomer {
        number: String,
    },
    NoSuchInstalment {
        number: String,
        instalment: u32,
    },
    BeforeIssued {
        number: String,
        issued: Date,
    },
    BeforeReceived {
        received: Date,
    },
    MoreThanOpen {
        amount: Money,
        open: Money,
    },
    MoreThanLeft {
        amount: Money,
        left: Money,
    },
    NoSuchEntry,
    AlreadyReversed,
    IsReversal,
    ReversedBefore {
        day: Date,
    },
}

impl Say for EntryRefusal {
    fn say(&self) -> Message {
        use EntryRefusal::*;
        match self {
            NotPositive { amount } => Message::new("entry-not-positive").with("amount", *amount),
            WrongCurrency { given, wanted } => {
                Message::new("entry-wrong-currency").with("given", *given).with("wanted", wanted.code())
            }
            BothAmounts { invoice, receipt } => {
                Message::new("entry-both-amounts").with("invoice", invoice.code()).with("receipt", receipt.code())
            }
            AmountsDiffer { settles, takes } => {
                Message::new("entry-amounts-differ").with("settles", *settles).with("takes", *takes)
            }
            OtherCustomer { number } => Message::new("entry-other-customer").with("number", number.as_str()),
            NoSuchInstalment { number, instalment } => Message::new("entry-no-such-instalment")
                .with("number", number.as_str())
                .with("instalment", i64::from(*instalment)),
            BeforeIssued { number, issued } => {
                Message::new("entry-before-issued").with("number", number.as_str()).with("issued", *issued)
            }
            BeforeReceived { received } => Message::new("entry-before-received").with("received", *received),
            MoreThanOpen { amount, open } => {
                Message::new("entry-more-than-open").with("amount", *amount).with("open", *open)
            }
            MoreThanLeft { amount, left } => {
                Message::new("entry-more-than-left").with("amount", *amount).with("left", *left)
            }
            NoSuchEntry => Message::new("entry-unknown"),
            AlreadyReversed => Message::new("entry-already-reversed"),
            IsReversal => Message::new("entry-is-reversal"),
            ReversedBefore { day } => Message::new("entry-reversed-before").with("day", *day),
        }
    }
}
