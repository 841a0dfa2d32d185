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

/// What units are called in Chinese, and in English on papers.
const ENGLISH: &[(&str, &str)] = &[
    ("件", "pcs"),
    ("个", "pcs"),
    ("只", "pcs"),
    ("条", "pcs"),
    ("支", "pcs"),
    ("把", "pcs"),
    ("块", "pcs"),
    ("根", "pcs"),
    ("片", "pcs"),
    ("枚", "pcs"),
    ("颗", "pcs"),
    ("粒", "pcs"),
    ("张", "sheets"),
    ("套", "sets"),
    ("双", "pairs"),
    ("对", "pairs"),
    ("副", "pairs"),
    ("台", "units"),
    ("打", "doz"),
    ("箱", "ctns"),
    ("盒", "boxes"),
    ("包", "packs"),
    ("袋", "bags"),
    ("瓶", "bottles"),
    ("桶", "drums"),
    ("卷", "rolls"),
    ("匹", "bolts"),
    ("托", "pallets"),
    ("米", "m"),
    ("厘米", "cm"),
    ("毫米", "mm"),
    ("码", "yd"),
    ("英尺", "ft"),
    ("平方米", "m²"),
    ("立方米", "m³"),
    ("公斤", "kg"),
    ("千克", "kg"),
    ("克", "g"),
    ("吨", "t"),
    ("升", "L"),
    ("毫升", "mL"),
    ("小时", "h"),
];

/// A unit as it is read in English; one that has no usual name there stays as it was entered.
pub fn english_unit(unit: &str) -> &str {
    ENGLISH.iter().find(|(zh, _)| *zh == unit).map_or(unit, |(_, en)| en)
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
        for (unit, wanted) in [("件", "pcs"), ("米", "m"), ("平方米", "m²"), ("kg", "kg"), ("车皮", "车皮")] {
            assert_eq!(english_unit(unit), wanted);
        }
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
