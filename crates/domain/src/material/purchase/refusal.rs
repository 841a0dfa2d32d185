//! Why something is not told of a purchase, with the quantities and days that show what would be possible.

use jiff::civil::Date;

use crate::{
    Currency, Message, Quantity, Say,
    material::{NotReversible, PriceFault, QuantityFault},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PurchaseRefusal {
    Quantity(QuantityFault),
    Price(PriceFault),
    Reversal(NotReversible),
    BeforeOrdered {
        ordered_on: Date,
    },
    ExpectedBeforeOrdered {
        ordered_on: Date,
    },
    /// No more comes: it was closed on that day.
    Closed {
        day: Date,
    },
    MoreRejected {
        quantity: Quantity,
        rejected: Quantity,
    },
    /// With this arrival more would be accepted than the tolerance allows.
    OverDelivered {
        ordered: Quantity,
        most: Quantity,
        with_this: Quantity,
    },
    OtherCurrency {
        wanted: Currency,
    },
    MoreThanAccepted {
        quantity: Quantity,
        accepted: Quantity,
    },
    NoReason,
    ReasonTooLong {
        limit: usize,
    },
    NothingOutstanding,
    /// Something happened after the day on which it is to be closed.
    ClosedBefore {
        last: Date,
    },
}

impl From<QuantityFault> for PurchaseRefusal {
    fn from(fault: QuantityFault) -> Self {
        PurchaseRefusal::Quantity(fault)
    }
}

impl From<NotReversible> for PurchaseRefusal {
    fn from(refusal: NotReversible) -> Self {
        PurchaseRefusal::Reversal(refusal)
    }
}

impl Say for PurchaseRefusal {
    fn say(&self) -> Message {
        use PurchaseRefusal::*;
        match self {
            Quantity(fault) => fault.say(),
            Price(fault) => fault.say(),
            Reversal(refusal) => refusal.say(),
            BeforeOrdered { ordered_on } => Message::new("purchase-before-ordered").with("ordered", *ordered_on),
            ExpectedBeforeOrdered { ordered_on } => {
                Message::new("purchase-expected-before-ordered").with("ordered", *ordered_on)
            }
            Closed { day } => Message::new("purchase-closed").with("day", *day),
            MoreRejected { quantity, rejected } => Message::new("purchase-more-rejected")
                .with("quantity", quantity.to_string())
                .with("rejected", rejected.to_string()),
            OverDelivered { ordered, most, with_this } => Message::new("purchase-over-delivered")
                .with("ordered", ordered.to_string())
                .with("most", most.to_string())
                .with("total", with_this.to_string()),
            OtherCurrency { wanted } => Message::new("purchase-other-currency").with("wanted", wanted.code()),
            MoreThanAccepted { quantity, accepted } => Message::new("purchase-more-than-accepted")
                .with("quantity", quantity.to_string())
                .with("accepted", accepted.to_string()),
            NoReason => Message::new("purchase-no-reason"),
            ReasonTooLong { limit } => Message::new("purchase-reason-too-long").with("limit", *limit),
            NothingOutstanding => Message::new("purchase-nothing-outstanding"),
            ClosedBefore { last } => Message::new("purchase-closed-before").with("last", *last),
        }
    }
}
