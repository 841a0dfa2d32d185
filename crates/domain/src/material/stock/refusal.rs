//! Why an entry is not made, with the quantities and orders that show what would be possible.

use jiff::civil::Date;

use crate::{
    Message, Quantity, Say, Text,
    material::{NotReversible, QuantityFault},
};

/// How many orders a sentence names.
const NAMED: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StockRefusal {
    Quantity(QuantityFault),
    Reversal(NotReversible),
    /// `quantity` is what is wanted of what is free; `on` the day on which least of it is there.
    MoreThanAvailable {
        quantity: Quantity,
        available: Quantity,
        on_hand: Quantity,
        on: Date,
        /// For whom the rest is set aside, most first.
        set_aside: Vec<SetAside>,
    },
    /// With less than `least` counted, what was issued and set aside since could not have been there: `on` is the worst day.
    CountedTooLow {
        counted: Quantity,
        least: Quantity,
        on: Date,
        set_aside: Vec<SetAside>,
    },
    MoreThanAllocated {
        order: String,
        quantity: Quantity,
        allocated: Quantity,
    },
    MoreThanIssued {
        order: String,
        quantity: Quantity,
        issued: Quantity,
    },
    MoreThanArrived {
        number: String,
        quantity: Quantity,
        arrived: Quantity,
    },
    /// The purchase is of another material.
    OtherMaterial {
        number: String,
    },
    BeforeOrdered {
        number: String,
        ordered_on: Date,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The order's number.
    pub order: String,
    pub quantity: Quantity,
}

impl From<QuantityFault> for StockRefusal {
    fn from(fault: QuantityFault) -> Self {
        StockRefusal::Quantity(fault)
    }
}

impl From<NotReversible> for StockRefusal {
    fn from(refusal: NotReversible) -> Self {
        StockRefusal::Reversal(refusal)
    }
}

fn named(set_aside: &[SetAside]) -> Vec<Text> {
    let named = set_aside.iter().take(NAMED).map(|it| Text::same(format!("{} {}", it.order, it.quantity)));
    let more = (set_aside.len() > NAMED).then(|| Text::same("…"));
    named.chain(more).collect()
}

impl Say for StockRefusal {
    fn say(&self) -> Message {
        use StockRefusal::*;
        match self {
            Quantity(fault) => fault.say(),
            Reversal(refusal) => refusal.say(),
            MoreThanAvailable { quantity, available, on, set_aside, .. } if set_aside.is_empty() => {
                Message::new("stock-short")
                    .with("quantity", quantity.to_string())
                    .with("available", available.to_string())
                    .with("day", *on)
            }
            MoreThanAvailable { quantity, available, on_hand, on, set_aside } => Message::new("stock-short-set-aside")
                .with("quantity", quantity.to_string())
                .with("available", available.to_string())
                .with("held", on_hand.to_string())
                .with("day", *on)
                .with("orders", named(set_aside)),
            CountedTooLow { counted, least, on, set_aside } if set_aside.is_empty() => {
                Message::new("stock-counted-too-low")
                    .with("counted", counted.to_string())
                    .with("least", least.to_string())
                    .with("day", *on)
            }
            CountedTooLow { counted, least, on, set_aside } => Message::new("stock-counted-below-set-aside")
                .with("counted", counted.to_string())
                .with("least", least.to_string())
                .with("day", *on)
                .with("orders", named(set_aside)),
            MoreThanAllocated { order, quantity, allocated } => Message::new("stock-more-than-allocated")
                .with("order", order.as_str())
                .with("quantity", quantity.to_string())
                .with("allocated", allocated.to_string()),
            MoreThanIssued { order, quantity, issued } => Message::new("stock-more-than-issued")
                .with("order", order.as_str())
                .with("quantity", quantity.to_string())
                .with("issued", issued.to_string()),
            MoreThanArrived { number, quantity, arrived } => Message::new("stock-more-than-arrived")
                .with("number", number.as_str())
                .with("quantity", quantity.to_string())
                .with("arrived", arrived.to_string()),
            OtherMaterial { number } => Message::new("stock-other-material").with("number", number.as_str()),
            BeforeOrdered { number, ordered_on } => {
                Message::new("stock-before-ordered").with("number", number.as_str()).with("ordered", *ordered_on)
            }
        }
    }
}
