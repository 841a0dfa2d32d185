//! Quantities in arithmetic: what may be entered, and shares of a whole.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{Message, Quantity, Say, quantity::is_counted};

/// Ten-thousandths in one unit.
pub(super) const ONE: i64 = 10_000;

/// The most that one entry may speak of, in ten-thousandths: a hundred thousand million units. Thousands of such entries
/// still add up.
pub const MOST_QUANTITY: i64 = 1_000_000_000_000_000;

/// Why a quantity is not taken, of whatever it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityFault {
    NotPositive {
        quantity: Quantity,
    },
    TooLarge {
        most: Quantity,
    },
    /// What is counted has no fractions.
    InFractions {
        quantity: Quantity,
    },
}

/// More than nothing, within reason, and whole where the unit is counted.
pub(super) fn check(quantity: i64, unit: &str) -> Result<(), QuantityFault> {
    if quantity <= 0 {
        return Err(QuantityFault::NotPositive { quantity: with_unit(quantity, unit) });
    }
    check_not_negative(quantity, unit)
}

/// As `check`, for what may be nothing.
pub fn check_not_negative(quantity: i64, unit: &str) -> Result<(), QuantityFault> {
    if quantity < 0 {
        Err(QuantityFault::NotPositive { quantity: with_unit(quantity, unit) })
    } else if quantity > MOST_QUANTITY {
        Err(QuantityFault::TooLarge { most: with_unit(MOST_QUANTITY, unit) })
    } else if is_counted(unit) && quantity % ONE != 0 {
        Err(QuantityFault::InFractions { quantity: with_unit(quantity, unit) })
    } else {
        Ok(())
    }
}

pub(super) fn with_unit(ten_thousandths: i64, unit: &str) -> Quantity {
    Quantity { ten_thousandths, unit: unit.to_owned() }
}

pub(super) fn decimal(quantity: i64) -> Decimal {
    Decimal::new(quantity, 4)
}

pub(super) fn sum(quantities: impl IntoIterator<Item = i64>) -> i64 {
    quantities.into_iter().fold(0, i64::saturating_add)
}

/// `part` as a percentage of `whole`, to two digits; none of nothing.
pub(crate) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(rounded(share, 2))
}

/// With all its digits, and without a sign before nothing.
pub(super) fn rounded(exact: Decimal, digits: u32) -> Decimal {
    let mut rounded = exact.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(digits);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

/// Digits after the point that say something.
pub(super) fn digits(number: Decimal) -> u32 {
    number.normalize().scale()
}

impl Say for QuantityFault {
    fn say(&self) -> Message {
        match self {
            QuantityFault::NotPositive { quantity } => {
                Message::new("material-quantity-not-positive").with("quantity", quantity.to_string())
            }
            QuantityFault::TooLarge { most } => {
                Message::new("material-quantity-too-large").with("most", most.to_string())
            }
            QuantityFault::InFractions { quantity } => {
                Message::new("material-quantity-in-fractions").with("quantity", quantity.to_string())
            }
        }
    }
}
