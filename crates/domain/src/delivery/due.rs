//! What an order wants delivered, line by line: what packing and shipments are held against.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

use crate::{Quantity, Text, order::Line, quantity::is_counted};

/// One line of an order, or of a shipment.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// From 1.
    pub line: u32,
    pub goods: String,
    pub quantity: Quantity,
    /// So much more or less may be delivered (溢短装条款).
    pub tolerance_percent: Decimal,
}

impl Due {
    pub fn of_order(lines: &[Line], tolerance_percent: Decimal) -> Vec<Due> {
        let due = |(line, number): (&Line, u32)| Due {
            line: number,
            goods: format!("{} {}", line.name, line.spec).trim().to_owned(),
            quantity: line.quantity.clone(),
            tolerance_percent,
        };
        lines.iter().zip(1..).map(due).collect()
    }

    pub fn find(due: &[Due], line: u32) -> Option<&Due> {
        due.iter().find(|one| one.line == line)
    }

    /// The most that may be delivered, in ten-thousandths; of what is counted a whole number.
    pub fn most(&self) -> i64 {
        self.percent(Decimal::ONE_HUNDRED.saturating_add(self.tolerance_percent), RoundingStrategy::ToNegativeInfinity)
    }

    /// The least that has to be.
    pub fn least(&self) -> i64 {
        self.percent(Decimal::ONE_HUNDRED.saturating_sub(self.tolerance_percent), RoundingStrategy::ToPositiveInfinity)
    }

    fn percent(&self, percent: Decimal, rounding: RoundingStrategy) -> i64 {
        let whole = self.quantity.ten_thousandths;
        let unit = if is_counted(&self.quantity.unit) && self.quantity.is_whole() { 10_000 } else { 1 };
        let scale = Decimal::from(unit * 100_i64);
        let exact = Decimal::from(whole).checked_mul(percent).and_then(|amount| amount.checked_div(scale));
        let units = exact.and_then(|amount| amount.round_dp_with_strategy(0, rounding).to_i64());
        units.and_then(|units| units.checked_mul(unit)).unwrap_or(whole)
    }

    pub fn amount(&self, ten_thousandths: i64) -> Quantity {
        Quantity { ten_thousandths, unit: self.quantity.unit.clone() }
    }

    /// `第 2 行 法兰 DN25`.
    pub fn name(&self) -> Text {
        Text::new(format!("第 {} 行“{}”", self.line, self.goods), format!("line {} “{}”", self.line, self.goods))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tolerance_allows_whole_pieces_and_parts_of_metres() {
        for (quantity, unit, tolerance, least, most) in [
            (1_000, "pcs", "0", 10_000_000, 10_000_000),
            (1_000, "pcs", "5", 9_500_000, 10_500_000),
            // 333 ± 5 % is 316.35 to 349.65: whole pieces lie within.
            (333, "pcs", "5", 3_170_000, 3_490_000),
            (333, "m", "5", 3_163_500, 3_496_500),
            (1, "pcs", "5", 10_000, 10_000),
        ] {
            let due = Due {
                line: 1,
                goods: String::new(),
                quantity: Quantity { ten_thousandths: quantity * 10_000, unit: unit.into() },
                tolerance_percent: tolerance.parse().unwrap(),
            };
            assert_eq!((due.least(), due.most()), (least, most), "{quantity} {unit} ±{tolerance}");
        }
    }
}
