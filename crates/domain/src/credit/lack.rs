//! What an order lacks to be released on credit, and what would give it: who has to do what, with the amount.

use jiff::civil::Date;

use crate::{Currency, Message, Money, Say};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The customer's own total is not known yet.
    NotCompared {
        desk: Money,
    },
    TotalsDiffer {
        desk: Money,
        customer: Money,
    },
    /// An amount that counts here is not in the order's currency.
    Currency {
        order: Currency,
        other: Currency,
    },
    LastMonthOpen {
        amount: Money,
    },
    /// The letter for the part of the shortfall that the limit carries.
    Commitment {
        amount: Money,
        shortfall: Money,
    },
    /// The salesperson's signature for what is above the limit, as far as the quota goes.
    Guarantee {
        amount: Money,
        signed: Money,
        quota_left: Money,
        /// What the customer would have to pay instead.
        or_paid: Money,
    },
    /// What neither limit nor quota can carry.
    TopUp {
        amount: Money,
        quota_left: Money,
    },
    /// No slip, and nothing that covers the whole order in its place.
    NoSlip {
        total: Money,
        quota_left: Money,
        /// What is wrong with the agreement that is there.
        agreement: Option<Flaw>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    Expired { until: Date },
    Short { amount: Money },
}

/// Something that one person can do about a lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The desk asks for the customer's own total and enters it.
    Compare,
    /// The desk writes down why the totals differ.
    Explain,
    /// The desk corrects the lines, or the total that it took from the customer's order.
    Correct,
    /// Finance restates the amount.
    Convert {
        order: Currency,
    },
    SettleLastMonth {
        amount: Money,
    },
    /// The customer writes the letter.
    Commit {
        amount: Money,
    },
    /// The salesperson signs for this much in all.
    Guarantee {
        amount: Money,
        quota_left: Money,
    },
    /// The customer pays this much more.
    Pay {
        amount: Money,
    },
    /// The marketing director signs an agreement.
    Defer {
        amount: Money,
    },
}

impl Lack {
    /// Any one of them does away with this lack. Never empty.
    pub fn ways(&self) -> Vec<Way> {
        match *self {
            Lack::NotCompared { .. } => vec![Way::Compare],
            Lack::TotalsDiffer { .. } => vec![Way::Correct, Way::Explain],
            Lack::Currency { order, .. } => vec![Way::Convert { order }],
            Lack::LastMonthOpen { amount } => vec![Way::SettleLastMonth { amount }],
            Lack::Commitment { amount, shortfall } => vec![Way::Commit { amount }, Way::Pay { amount: shortfall }],
            Lack::Guarantee { amount, quota_left, or_paid, .. } => {
                vec![Way::Guarantee { amount, quota_left }, Way::Pay { amount: or_paid }]
            }
            Lack::TopUp { amount, .. } => vec![Way::Pay { amount }],
            Lack::NoSlip { total: amount, quota_left, .. } => {
                let can_guarantee = quota_left.minor >= amount.minor;
                let guarantee = can_guarantee.then_some(Way::Guarantee { amount, quota_left });
                [Way::Pay { amount }].into_iter().chain(guarantee).chain([Way::Defer { amount }]).collect()
            }
        }
    }
}

impl Say for Lack {
    fn say(&self) -> Message {
        match *self {
            Lack::NotCompared { desk } => Message::new("credit-lack-not-compared").with("desk", desk),
            Lack::TotalsDiffer { desk, customer } => {
                Message::new("credit-lack-totals-differ").with("desk", desk).with("customer", customer)
            }
            Lack::Currency { order, other } => {
                Message::new("credit-lack-currency").with("order", order.code()).with("other", other.code())
            }
            Lack::LastMonthOpen { amount } => Message::new("credit-lack-last-month-open").with("amount", amount),
            Lack::Commitment { amount, shortfall } => {
                Message::new("credit-lack-commitment").with("amount", amount).with("shortfall", shortfall)
            }
            Lack::Guarantee { amount, signed, .. } => {
                Message::new("credit-lack-guarantee").with("amount", amount).with("signed", signed)
            }
            Lack::TopUp { amount, quota_left } => {
                Message::new("credit-lack-top-up").with("amount", amount).with("left", quota_left)
            }
            Lack::NoSlip { total, agreement, .. } => match agreement {
                None => Message::new("credit-lack-no-slip"),
                Some(Flaw::Expired { until }) => Message::new("credit-lack-no-slip-expired").with("until", until),
                Some(Flaw::Short { amount }) => Message::new("credit-lack-no-slip-short").with("amount", amount),
            }
            .with("total", total),
        }
    }
}

impl Say for Way {
    fn say(&self) -> Message {
        match *self {
            Way::Compare => Message::new("credit-way-compare"),
            Way::Explain => Message::new("credit-way-explain"),
            Way::Correct => Message::new("credit-way-correct"),
            Way::Convert { order } => Message::new("credit-way-convert").with("order", order.code()),
            Way::SettleLastMonth { amount } => Message::new("credit-way-settle-last-month").with("amount", amount),
            Way::Commit { amount } => Message::new("credit-way-commit").with("amount", amount),
            Way::Guarantee { amount, quota_left } => {
                Message::new("credit-way-guarantee").with("amount", amount).with("left", quota_left)
            }
            Way::Pay { amount } => Message::new("credit-way-pay").with("amount", amount),
            Way::Defer { amount } => Message::new("credit-way-defer").with("amount", amount),
        }
    }
}
