//! What people type: what is missing, too long or out of reach, said once for all that is filled in on the road.

use jiff::{SignedDuration, Timestamp};

use crate::{
    Currency, Message, Money, Quantity, Say, Text,
    order::decide::{LONGEST_NAME, LONGEST_TEXT},
    quantity::is_counted,
    text::tidy,
};

/// The most that one entry may speak of, in ten-thousandths: a hundred million units. Thousands of them still add up.
pub(crate) const MOST_QUANTITY: i64 = 1_000_000_000_000;
/// The most money of one entry, in minor units.
pub(crate) const MOST_MINOR: i64 = 100_000_000_000_000;
/// Phones' clocks differ from ours.
pub(crate) const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Missing {
        what: Text,
    },
    /// In characters.
    TooLong {
        what: Text,
        limit: usize,
    },
    TooMany {
        what: Text,
        most: usize,
    },
    NotPositive {
        what: Text,
        quantity: Quantity,
    },
    /// What is counted has no fractions.
    InFractions {
        what: Text,
        quantity: Quantity,
    },
    TooLarge {
        what: Text,
        most: Quantity,
    },
    MoneyNotPositive {
        what: Text,
    },
    MoneyTooLarge {
        what: Text,
        most: Money,
    },
    OtherCurrency {
        given: Currency,
        wanted: Currency,
    },
    InTheFuture {
        at: Timestamp,
    },
    /// It cannot have happened before that.
    TooEarly {
        at: Timestamp,
        before: Timestamp,
    },
}

pub(crate) type Named<'a> = (&'a str, &'a str);

pub(crate) fn named((zh, en): Named) -> Text {
    Text::new(zh, en)
}

/// One line of words, tidied; it may be empty.
pub(crate) fn line(typed: &str, what: Named) -> Result<String, Fault> {
    within(tidy(typed, false), what, LONGEST_NAME)
}

pub(crate) fn line_needed(typed: &str, what: Named) -> Result<String, Fault> {
    needed(line(typed, what)?, what)
}

/// Words over several lines, tidied; they may be empty.
pub(crate) fn text(typed: &str, what: Named) -> Result<String, Fault> {
    within(tidy(typed, true), what, LONGEST_TEXT)
}

pub(crate) fn text_needed(typed: &str, what: Named) -> Result<String, Fault> {
    needed(text(typed, what)?, what)
}

fn within(words: String, what: Named, limit: usize) -> Result<String, Fault> {
    if words.chars().count() > limit { Err(Fault::TooLong { what: named(what), limit }) } else { Ok(words) }
}

fn needed(words: String, what: Named) -> Result<String, Fault> {
    if words.is_empty() { Err(Fault::Missing { what: named(what) }) } else { Ok(words) }
}

/// More than nothing, within reason, and whole where the unit is counted.
pub(crate) fn check_quantity(quantity: &Quantity, what: &Text) -> Result<(), Fault> {
    let (what, quantity) = (what.clone(), quantity.clone());
    if quantity.ten_thousandths <= 0 {
        Err(Fault::NotPositive { what, quantity })
    } else if quantity.ten_thousandths > MOST_QUANTITY {
        Err(Fault::TooLarge { what, most: Quantity { ten_thousandths: MOST_QUANTITY, ..quantity } })
    } else if is_counted(&quantity.unit) && !quantity.is_whole() {
        Err(Fault::InFractions { what, quantity })
    } else {
        Ok(())
    }
}

/// More than nothing, and so that many of them still add up.
pub(crate) fn check_money(amount: Money, what: Named) -> Result<(), Fault> {
    if !amount.is_positive() {
        Err(Fault::MoneyNotPositive { what: named(what) })
    } else if amount.minor > MOST_MINOR {
        Err(Fault::MoneyTooLarge { what: named(what), most: Money { minor: MOST_MINOR, ..amount } })
    } else {
        Ok(())
    }
}

pub(crate) fn check_past(at: Timestamp, now: Timestamp) -> Result<(), Fault> {
    let latest = now.checked_add(CLOCK_SKEW).unwrap_or(now);
    if at > latest { Err(Fault::InTheFuture { at }) } else { Ok(()) }
}

pub(crate) fn check_not_before(at: Timestamp, before: Timestamp) -> Result<(), Fault> {
    let earliest = before.checked_sub(CLOCK_SKEW).unwrap_or(before);
    if at < earliest { Err(Fault::TooEarly { at, before }) } else { Ok(()) }
}

/// At the end of time nothing is due any more.
pub(crate) fn after(at: Timestamp, duration: SignedDuration) -> Timestamp {
    at.checked_add(duration).unwrap_or(Timestamp::MAX)
}

impl Say for Fault {
    fn say(&self) -> Message {
        use Fault::*;
        match self {
            Missing { what } => Message::new("typed-missing").with("what", what),
            TooLong { what, limit } => Message::new("typed-too-long").with("what", what).with("limit", *limit),
            TooMany { what, most } => Message::new("typed-too-many").with("what", what).with("most", *most),
            NotPositive { what, quantity } => {
                Message::new("typed-not-positive").with("what", what).with("quantity", quantity.to_string())
            }
            InFractions { what, quantity } => {
                Message::new("typed-in-fractions").with("what", what).with("quantity", quantity.to_string())
            }
            TooLarge { what, most } => {
                Message::new("typed-too-large").with("what", what).with("most", most.to_string())
            }
            MoneyNotPositive { what } => Message::new("typed-money-not-positive").with("what", what),
            MoneyTooLarge { what, most } => {
                Message::new("typed-money-too-large").with("what", what).with("most", *most)
            }
            OtherCurrency { given, wanted } => {
                Message::new("typed-other-currency").with("given", given.code()).with("wanted", wanted.code())
            }
            InTheFuture { at } => Message::new("typed-in-the-future").with("at", *at),
            TooEarly { at, before } => Message::new("typed-too-early").with("at", *at).with("before", *before),
        }
    }
}
