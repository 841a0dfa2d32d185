//! What an order needs of each material, by the bills of its products.
//!
//! Reckoned exactly, as fractions of whole numbers: quantity × consumption × (1 + wastage), summed over all lines, and only
//! then rounded up, once, to the fourth digit or to whole units where the material is counted. So a small size and a large
//! one share a carton, and no fabric is bought for roundings.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use super::{
    Bom, BomLine,
    amount::ONE,
    bom::{QUANTITY_DIGITS, WASTAGE_DIGITS},
};
use crate::{MaterialId, Message, ProductId, Say, quantity::is_counted};

/// A line of an order: so many ten-thousandths of the unit that the product's bill is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordered {
    /// None for a line in free text.
    pub product: Option<ProductId>,
    pub quantity: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    pub material: MaterialId,
    pub quantity: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requirement {
    /// Each material once, in the order in which lines and bills name them.
    pub needs: Vec<Need>,
    /// Lines, counted from 1, of which nobody has said what they are made of.
    pub without_bom: Vec<usize>,
}

/// A quantity so large that it cannot be reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    pub material: MaterialId,
}

/// `bom_of` gives the version that counts for the order, `unit_of` the unit of a material.
pub fn requirement<'b, 'u>(
    lines: &[Ordered],
    bom_of: impl Fn(ProductId) -> Option<&'b Bom>,
    unit_of: impl Fn(MaterialId) -> &'u str,
) -> Result<Requirement, TooLarge> {
    let mut without_bom = Vec::new();
    let mut places = BTreeMap::new();
    let mut sums: Vec<(MaterialId, Exact)> = Vec::new();
    for (number, line) in (1..).zip(lines) {
        let Some(bom) = line.product.and_then(&bom_of) else {
            without_bom.push(number);
            continue;
        };
        for used in &bom.lines {
            let material = used.material;
            let place = *places.entry(material).or_insert(sums.len());
            if place == sums.len() {
                sums.push((material, Exact::NOTHING));
            }
            let sum = Exact::used(line.quantity, used).and_then(|exact| sums[place].1.plus(exact));
            sums[place].1 = sum.ok_or(TooLarge { material })?;
        }
    }
    let need = |(material, exact): (MaterialId, Exact)| {
        let step = if is_counted(unit_of(material)) { ONE } else { 1 };
        let quantity = exact.rounded_up(step).ok_or(TooLarge { material })?;
        Ok(Need { material, quantity })
    };
    let needs = sums.into_iter().map(need).collect::<Result<_, TooLarge>>()?;
    Ok(Requirement { needs, without_bom })
}

/// Ten-thousandths as a reduced fraction, not below zero.
#[derive(Clone, Copy)]
struct Exact {
    over: i128,
    under: i128,
}

impl Exact {
    const NOTHING: Exact = Exact { over: 0, under: 1 };

    /// By so much of the product. None where it does not fit, which a checked bill never makes so.
    fn used(quantity: i64, line: &BomLine) -> Option<Exact> {
        let consumption = scaled(line.quantity, QUANTITY_DIGITS)?;
        let with_wastage = scaled(line.wastage_percent.checked_add(Decimal::ONE_HUNDRED)?, WASTAGE_DIGITS)?;
        let over = i128::from(quantity.max(0)).checked_mul(consumption)?.checked_mul(with_wastage)?;
        let under = power(QUANTITY_DIGITS)?.checked_mul(power(WASTAGE_DIGITS + 2)?)?;
        Some(Exact { over, under: under.checked_mul(i128::from(line.per.max(1)))? }.reduced())
    }

    fn plus(self, other: Exact) -> Option<Exact> {
        let shared = divisor(self.under, other.under);
        let (by_other, by_self) = (other.under / shared, self.under / shared);
        let over = self.over.checked_mul(by_other)?.checked_add(other.over.checked_mul(by_self)?)?;
        Some(Exact { over, under: self.under.checked_mul(by_other)? }.reduced())
    }

    fn rounded_up(self, step: i64) -> Option<i64> {
        let under = self.under.checked_mul(i128::from(step))?;
        let steps = self.over / under + i128::from(self.over % under != 0);
        i64::try_from(steps).ok()?.checked_mul(step)
    }

    fn reduced(self) -> Exact {
        let shared = divisor(self.over, self.under);
        Exact { over: self.over / shared, under: self.under / shared }
    }
}

/// The number in units of its last digit; what a number has beyond is rounded up, so that nothing is left out.
fn scaled(number: Decimal, digits: u32) -> Option<i128> {
    number.max(Decimal::ZERO).checked_mul(Decimal::from(10_i64.checked_pow(digits)?))?.ceil().to_i128()
}

fn power(digits: u32) -> Option<i128> {
    10_i128.checked_pow(digits)
}

/// The greatest common one, of numbers not below zero of which one is above.
fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl Say for TooLarge {
    fn say(&self) -> Message {
        Message::new("material-requirement-too-large")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::tests::{bom_of, id, material_id, uses};

    const POLO: u128 = 1;
    const TEE: u128 = 2;
    const VALVE: u128 = 3;

    fn boms() -> [Bom; 3] {
        [
            // Fabric in m, buttons counted, thread in kg, one carton for 24.
            bom_of(
                POLO,
                vec![uses(1, "1.35", 1, "5"), uses(2, "3", 1, "2"), uses(3, "0.0125", 1, "0"), uses(4, "1", 24, "0")],
            ),
            bom_of(TEE, vec![uses(1, "0.9", 1, "5"), uses(4, "1", 36, "0")]),
            // A body cast from 2.48 kg of brass with 3.5 % lost, two bolts.
            bom_of(VALVE, vec![uses(5, "2.48", 1, "3.5"), uses(6, "2", 1, "1")]),
        ]
    }

    fn unit(material: MaterialId) -> &'static str {
        ["m", "pcs", "kg", "箱", "kg", "件"][(material.0.as_u128() - 1) as usize]
    }

    fn needs(lines: &[(u128, i64)]) -> Result<Requirement, TooLarge> {
        let boms = boms();
        let line = |(product, pieces): &(u128, i64)| Ordered {
            product: Some(ProductId(id(*product))),
            quantity: pieces.saturating_mul(ONE),
        };
        let lines: Vec<Ordered> = lines.iter().map(line).collect();
        requirement(&lines, |product| boms.iter().find(|bom| bom.product == product), unit)
    }

    #[test]
    fn an_order_needs_what_its_bills_say_rounded_up_once() {
        type Needs<'a> = &'a [(u128, i64)];
        let cases: [(Needs, Needs); 7] = [
            // 1,000 × 1.35 m × 1.05; 3,060 buttons; 12.5 kg; 1,000 ÷ 24 = 41.67 cartons.
            (&[(POLO, 1_000)], &[(1, 14_175_000), (2, 30_600_000), (3, 125_000), (4, 420_000)]),
            // Exactly 100 cartons are 100, not 101.
            (&[(POLO, 2_400)], &[(1, 34_020_000), (2, 73_440_000), (3, 300_000), (4, 1_000_000)]),
            // 12 ÷ 24 + 18 ÷ 36: two halves share a carton. Buttons: 36.72 are 37.
            (&[(POLO, 12), (TEE, 18)], &[(1, 340_200), (2, 370_000), (3, 1_500), (4, 10_000)]),
            // Colours of one style are summed before they are rounded: 3 × 1 piece are 9.18 buttons.
            (&[(POLO, 1), (POLO, 1), (POLO, 1)], &[(1, 42_525), (2, 100_000), (3, 375), (4, 10_000)]),
            // 500 × 2.48 × 1.035 = 1,283.4 kg; 1,010 bolts.
            (&[(VALVE, 500)], &[(5, 12_834_000), (6, 10_100_000)]),
            (&[(VALVE, 0)], &[(5, 0), (6, 0)]),
            (&[], &[]),
        ];
        for (lines, expected) in cases {
            let needs = needs(lines).unwrap().needs;
            let found: Vec<(u128, i64)> = needs.iter().map(|it| (it.material.0.as_u128(), it.quantity)).collect();
            assert_eq!(found, expected, "{lines:?}");
        }
    }

    #[test]
    fn lines_without_a_bill_are_told() {
        let boms = boms();
        let lines = [
            Ordered { product: Some(ProductId(id(TEE))), quantity: 10 * ONE },
            Ordered { product: None, quantity: 5 * ONE },
            Ordered { product: Some(ProductId(id(99))), quantity: 5 * ONE },
        ];
        let found = requirement(&lines, |product| boms.iter().find(|bom| bom.product == product), unit).unwrap();
        assert_eq!(found.without_bom, [2, 3]);
        assert_eq!(found.needs[0], Need { material: material_id(1), quantity: 94_500 });
    }

    #[test]
    fn what_cannot_be_reckoned_is_said_and_not_cut_off() {
        assert_eq!(needs(&[(VALVE, i64::MAX)]), Err(TooLarge { material: material_id(5) }));
        let wild =
            bom_of(1, vec![BomLine { quantity: Decimal::MAX, wastage_percent: Decimal::MAX, ..uses(1, "1", 1, "0") }]);
        let lines = [Ordered { product: Some(wild.product), quantity: i64::MAX }];
        assert_eq!(requirement(&lines, |_| Some(&wild), unit), Err(TooLarge { material: material_id(1) }));
    }
}
