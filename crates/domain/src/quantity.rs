//! Quantities: whole ten-thousandths of a unit, never a float.

use std::fmt;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// Digits kept after the decimal point of a quantity.
const DIGITS: u32 = 4;

/// So many `ten_thousandths` of `unit`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    pub ten_thousandths: i64,
    pub unit: String,
}

impl Quantity {
    /// `None` when the amount has more than four digits after the point or does not fit.
    pub fn exact(amount: Decimal, unit: impl Into<String>) -> Option<Self> {
        let scaled = amount.checked_mul(Decimal::from(10_i64.pow(DIGITS)))?;
        (scaled.fract().is_zero()).then_some(())?;
        Some(Self { ten_thousandths: scaled.to_i64()?, unit: unit.into() })
    }

    pub fn amount(&self) -> Decimal {
        Decimal::new(self.ten_thousandths, DIGITS).normalize()
    }

    pub fn is_whole(&self) -> bool {
        self.ten_thousandths % 10_i64.pow(DIGITS) == 0
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", crate::money::grouped(&self.amount().to_string()), self.unit)
    }
}

/// Units that are counted and so have no fractions: pieces, sets, pairs, cartons …
pub fn is_counted(unit: &str) -> bool {
    matches!(
        unit.to_lowercase().as_str(),
        "pc" | "pcs"
            | "piece"
            | "pieces"
            | "set"
            | "sets"
            | "pair"
            | "pairs"
            | "ctn"
            | "ctns"
            | "box"
            | "boxes"
            | "件"
            | "个"
            | "只"
            | "条"
            | "套"
            | "双"
            | "台"
            | "箱"
            | "盒"
            | "支"
            | "把"
            | "张"
            | "块"
    )
}

/// Units that are packed goods: what is in them is counted apart.
pub fn is_packing(unit: &str) -> bool {
    matches!(unit.to_lowercase().as_str(), "ctn" | "ctns" | "box" | "boxes" | "箱" | "盒")
}

/// The names of a single piece, which are one unit. A set, a pair or a carton holds several.
pub fn is_piece(unit: &str) -> bool {
    matches!(unit.to_lowercase().as_str(), "pc" | "pcs" | "piece" | "pieces" | "ea" | "件" | "个" | "只")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_piece_are_one_unit() {
        assert!(["pc", "PCS", "Pieces", "ea", "件", "个", "只"].iter().all(|unit| is_piece(unit)));
        assert!(["set", "pair", "ctn", "套", "双", "箱", "m"].iter().all(|unit| !is_piece(unit)));
    }

    #[test]
    fn quantities_keep_four_digits() {
        for (typed, shown) in [("12500", Some("12,500 m")), ("33.3333", Some("33.3333 m")), ("0.00001", None)] {
            let quantity = Quantity::exact(typed.parse().unwrap(), "m");
            assert_eq!(quantity.map(|q| q.to_string()).as_deref(), shown);
        }
    }
}
