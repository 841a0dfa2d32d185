//! What is in which package (S1, 8): the factory's packing data, row by row, with its weights, sizes and marks. Weights are
//! whole grams, lengths whole millimetres. `check` holds it against what an order or a shipment wants, `totals` adds it up.

mod check;
mod fault;
mod totals;

#[cfg(test)]
mod tests;

pub use check::{Finding, Measured, findings, may_repack, packed, quantities};
pub use fault::PackingFault;
use serde::{Deserialize, Serialize};
pub use totals::Totals;

use super::{
    LONGEST_LINE, LONGEST_TEXT,
    field::{at_most, needed, words},
};
use crate::{Quantity, Text, quantity::is_counted};

pub const MOST_ROWS: usize = 2_000;
/// Of one packing list.
pub const MOST_PACKAGES: u32 = 1_000_000;
/// Kinds of goods in one package.
pub const MOST_CONTENTS: usize = 50;
/// In one package, in ten-thousandths of a unit.
pub const MOST_IN_PACKAGE: i64 = 100_000_000_000;
/// One package weighs at most a hundred tonnes …
pub const MOST_GRAMS: i64 = 100_000_000;
/// … and no side is longer than 15 m.
pub const MOST_MM: u32 = 15_000;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PackingList {
    pub rows: Vec<Row>,
    /// Shipping marks 唛头 as they stand on the packages, line by line.
    pub marks: String,
    pub side_marks: String,
}

/// Packages that are all alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Number of the first of them, from 1.
    pub first: u32,
    pub packages: u32,
    pub kind: PackageKind,
    /// Of one package, as weights and size are.
    pub contents: Vec<Content>,
    pub net_grams: Option<i64>,
    pub gross_grams: Option<i64>,
    pub size: Option<Size>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Line of the order, from 1; `None` where the factory names goods that nobody ordered.
    pub line: Option<u32>,
    /// As the factory calls it: style, colour, size.
    pub goods: String,
    pub quantity: Quantity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub length_mm: u32,
    pub width_mm: u32,
    pub height_mm: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackageKind {
    Carton,
    Pallet,
    WoodenCase,
    Bag,
    Bale,
    Roll,
    Drum,
    Bundle,
}

impl PackageKind {
    pub const ALL: [PackageKind; 8] = [
        PackageKind::Carton,
        PackageKind::Pallet,
        PackageKind::WoodenCase,
        PackageKind::Bag,
        PackageKind::Bale,
        PackageKind::Roll,
        PackageKind::Drum,
        PackageKind::Bundle,
    ];

    /// Of several.
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            PackageKind::Carton => ("纸箱", "cartons"),
            PackageKind::Pallet => ("托盘", "pallets"),
            PackageKind::WoodenCase => ("木箱", "wooden cases"),
            PackageKind::Bag => ("袋", "bags"),
            PackageKind::Bale => ("包", "bales"),
            PackageKind::Roll => ("卷", "rolls"),
            PackageKind::Drum => ("桶", "drums"),
            PackageKind::Bundle => ("捆", "bundles"),
        };
        Text::new(zh, en)
    }
}

impl Size {
    /// At most 3.4 × 10^12.
    pub fn cubic_mm(self) -> i64 {
        i64::from(self.length_mm) * i64::from(self.width_mm) * i64::from(self.height_mm)
    }
}

impl Row {
    /// Number of the last of them.
    pub fn last(&self) -> u32 {
        self.first.saturating_add(self.packages.saturating_sub(1))
    }

    /// `1–20`, or `7`.
    pub fn numbers(&self) -> String {
        if self.packages == 1 { self.first.to_string() } else { format!("{}–{}", self.first, self.last()) }
    }

    /// Volume of all its packages.
    pub fn cubic_mm(&self) -> Option<i64> {
        self.size.map(|size| size.cubic_mm().saturating_mul(i64::from(self.packages)))
    }

    /// The same in thousandths of a cubic metre, as it stands on papers, where totals are sums of what the rows show.
    pub fn litres(&self) -> Option<i64> {
        self.cubic_mm().map(|cubic| cubic.saturating_add(500_000) / 1_000_000)
    }

    fn checked(self) -> Result<Self, PackingFault> {
        let numbers = self.numbers();
        if self.first == 0 || self.packages == 0 {
            return Err(PackingFault::NoPackages { numbers });
        }
        if self.contents.is_empty() {
            return Err(PackingFault::Empty { numbers });
        }
        at_most(self.contents.len(), MOST_CONTENTS, ("一箱里的货品", "kinds of goods in one package"))?;
        for (grams, what) in [(self.net_grams, ("净重", "net weight")), (self.gross_grams, ("毛重", "gross weight"))]
        {
            if grams.is_some_and(|grams| !(1..=MOST_GRAMS).contains(&grams)) {
                let what = Text::new(what.0, what.1);
                return Err(PackingFault::WeightOutside { numbers, what, most_kg: MOST_GRAMS / 1_000 });
            }
        }
        if let (Some(net), Some(gross)) = (self.net_grams, self.gross_grams)
            && net > gross
        {
            return Err(PackingFault::NetAboveGross { numbers, net: kilograms(net), gross: kilograms(gross) });
        }
        let sides = self.size.map(|size| [size.length_mm, size.width_mm, size.height_mm]);
        if sides.is_some_and(|sides| sides.iter().any(|side| !(1..=MOST_MM).contains(side))) {
            return Err(PackingFault::SizeOutside { numbers, most_cm: i64::from(MOST_MM / 10) });
        }
        let contents = self.contents.into_iter().map(|content| content.checked(&numbers));
        Ok(Self { contents: contents.collect::<Result<_, _>>()?, ..self })
    }
}

impl Content {
    fn checked(self, numbers: &str) -> Result<Self, PackingFault> {
        let goods = match self.line {
            Some(_) => words(&self.goods, ("货品", "goods"), LONGEST_LINE)?,
            None => needed(&self.goods, ("货品", "goods"), LONGEST_LINE)?,
        };
        let unit = needed(&self.quantity.unit, ("单位", "unit"), 20)?;
        let quantity = Quantity { unit, ..self.quantity };
        if !(1..=MOST_IN_PACKAGE).contains(&quantity.ten_thousandths) {
            let most = Quantity { ten_thousandths: MOST_IN_PACKAGE, unit: quantity.unit.clone() };
            return Err(PackingFault::QuantityOutside { numbers: numbers.to_owned(), quantity, most });
        }
        if is_counted(&quantity.unit) && !quantity.is_whole() {
            return Err(PackingFault::InFractions { numbers: numbers.to_owned(), quantity });
        }
        Ok(Self { goods, quantity, ..self })
    }
}

impl PackingList {
    /// The list with its texts tidied and its rows in the order of their numbers. What is merely not as it should be is kept
    /// and found by `findings`.
    pub fn checked(self) -> Result<Self, PackingFault> {
        if self.rows.is_empty() {
            return Err(PackingFault::NoRows);
        }
        at_most(self.rows.len(), MOST_ROWS, ("装箱资料的行", "rows"))?;
        let packages = self.rows.iter().fold(0, |sum: u32, row| sum.saturating_add(row.packages));
        let last = self.rows.iter().map(Row::last).max().unwrap_or_default();
        if packages > MOST_PACKAGES || last > MOST_PACKAGES {
            return Err(PackingFault::TooManyPackages { most: i64::from(MOST_PACKAGES) });
        }
        let mut rows = self.rows.into_iter().map(Row::checked).collect::<Result<Vec<_>, _>>()?;
        rows.sort_by_key(|row| row.first);
        let twice = rows.windows(2).find(|pair| pair[1].first <= pair[0].last());
        if let Some([one, other]) = twice {
            return Err(PackingFault::NumbersTwice { numbers: one.numbers(), others: other.numbers() });
        }
        let marks = words(&self.marks, ("唛头", "shipping marks"), LONGEST_TEXT)?;
        let side_marks = words(&self.side_marks, ("侧唛", "side marks"), LONGEST_TEXT)?;
        Ok(Self { rows, marks, side_marks })
    }
}

/// `12.5 kg`.
pub fn kilograms(grams: i64) -> String {
    let kg = rust_decimal::Decimal::new(grams, 3).normalize();
    format!("{} kg", crate::money::grouped(&kg.to_string()))
}
