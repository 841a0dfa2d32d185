//! Why typed words are no terms of payment, each with what is needed to mend them. Texts are under `payment-terms-…`.

use std::fmt;

use rust_decimal::Decimal;

use crate::{Message, Say};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPaymentTerms {
    Empty,
    /// Words that say nothing about paying, such as the number of a shipment.
    Unknown {
        words: String,
    },
    /// A number that can't be a percentage.
    Share {
        words: String,
    },
    /// The shares make more or less than 100 %.
    Sum {
        sum: Decimal,
    },
    /// So many payments stand without a share, and it can't be told what is left for them.
    NoShare {
        parts: usize,
    },
    /// At sight or after it, but of what: a letter of credit, D/P or D/A?
    NoMethod,
    /// Not a whole number of days, or more than `most`.
    Days {
        words: String,
        most: u32,
    },
    TooMany {
        most: usize,
    },
}

impl Say for NotPaymentTerms {
    fn say(&self) -> Message {
        use NotPaymentTerms::*;
        match self {
            Empty => Message::new("payment-terms-empty"),
            Unknown { words } => Message::new("payment-terms-unknown").with("words", words.as_str()),
            Share { words } => Message::new("payment-terms-share").with("words", words.as_str()),
            Sum { sum } => Message::new("payment-terms-sum").with("sum", sum.normalize().to_string()),
            NoShare { parts } => Message::new("payment-terms-no-share").with("parts", *parts),
            NoMethod => Message::new("payment-terms-no-method"),
            Days { words, most } => {
                Message::new("payment-terms-days").with("words", words.as_str()).with("most", i64::from(*most))
            }
            TooMany { most } => Message::new("payment-terms-too-many").with("most", *most),
        }
    }
}

/// For logs; people are shown `say` in their language.
impl fmt::Display for NotPaymentTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say().fmt(f)
    }
}
