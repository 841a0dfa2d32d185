//! What packing data add up to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PackageKind, PackingList, Row};

/// A figure is there once every row has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    pub packages: u32,
    pub net_grams: Option<i64>,
    pub gross_grams: Option<i64>,
    /// Exact: what freight is shared by.
    pub cubic_mm: Option<i64>,
    /// Thousandths of a cubic metre; the sum of what the rows show.
    pub litres: Option<i64>,
}

impl PackingList {
    pub fn totals(&self) -> Totals {
        let all = |of: fn(&Row) -> Option<i64>| {
            self.rows.iter().try_fold(0_i64, |sum, row| Some(sum.saturating_add(of(row)?)))
        };
        let each = |row: &Row, grams: i64| grams.saturating_mul(i64::from(row.packages));
        let weight = |of: fn(&Row) -> Option<i64>| {
            self.rows.iter().try_fold(0_i64, |sum, row| Some(sum.saturating_add(each(row, of(row)?))))
        };
        Totals {
            packages: self.rows.iter().fold(0, |sum, row| sum.saturating_add(row.packages)),
            net_grams: weight(|row| row.net_grams),
            gross_grams: weight(|row| row.gross_grams),
            cubic_mm: all(Row::cubic_mm),
            litres: all(Row::litres),
        }
    }

    /// How many packages of each kind.
    pub fn by_kind(&self) -> BTreeMap<PackageKind, u32> {
        let mut kinds: BTreeMap<PackageKind, u32> = BTreeMap::new();
        for row in &self.rows {
            let count = kinds.entry(row.kind).or_default();
            *count = count.saturating_add(row.packages);
        }
        kinds
    }
}
