//! Due rules: a small typed language, printable in both languages.
//! `30d before delivery`, `14d before inspection`, `24h after order`, `2 workdays after previous`, `09:05 on order day`.

use jiff::civil;

use crate::StepKey;

#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// A time of day on the order day.
    Clock(civil::Time),
    Relative {
        by: Takes,
        side: Side,
        anchor: Anchor,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Side {
    Before,
    After,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Anchor {
    /// The date promised to the customer.
    Delivery,
    /// When the order was received.
    Order,
    /// The latest end of the steps this one comes after.
    Previous,
    Step(StepKey),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Takes {
    Minutes(u32),
    Hours(u32),
    /// Calendar days.
    Days(u32),
    Workdays(u32),
}
