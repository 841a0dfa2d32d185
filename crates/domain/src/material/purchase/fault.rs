//! What is wrong with a purchase before it is kept.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Purchase;
use crate::{
    Message, Say,
    material::{
        FieldFault, PriceFault, QuantityFault,
        amount::check,
        field::{self, Fields, LONGEST_CODE},
    },
    order::decide::LONGEST_TEXT,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PurchaseFault {
    Field(FieldFault),
    Quantity(QuantityFault),
    Price(PriceFault),
    WantedBeforeOrdered { ordered_on: Date },
    Tolerance,
}

impl Purchase {
    /// The purchase with its words tidied, or all that is wrong with it. `unit` is its material's.
    pub fn checked(self, unit: &str) -> Result<Purchase, Vec<PurchaseFault>> {
        let purchase = Purchase { number: field::line(&self.number), note: field::lines(&self.note), ..self };
        let faults = purchase.faults(unit);
        if faults.is_empty() { Ok(purchase) } else { Err(faults) }
    }

    fn faults(&self, unit: &str) -> Vec<PurchaseFault> {
        let mut fields = Fields::default();
        fields.needed(&self.number, ("采购单号", "purchase order number"), LONGEST_CODE);
        fields.within(&self.note, ("备注", "note"), LONGEST_TEXT);
        let mut faults: Vec<_> = fields.faults.into_iter().map(PurchaseFault::Field).collect();
        faults.extend(check(self.quantity, unit).err().map(PurchaseFault::Quantity));
        let prices = self.price.into_iter().chain(self.estimate);
        faults.extend(prices.filter_map(|price| price.fault()).map(PurchaseFault::Price));
        if self.wanted_on.is_some_and(|wanted| wanted < self.ordered_on) {
            faults.push(PurchaseFault::WantedBeforeOrdered { ordered_on: self.ordered_on });
        }
        if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&self.tolerance_percent) {
            faults.push(PurchaseFault::Tolerance);
        }
        faults
    }
}

impl Say for PurchaseFault {
    fn say(&self) -> Message {
        match self {
            PurchaseFault::Field(fault) => fault.say(),
            PurchaseFault::Quantity(fault) => fault.say(),
            PurchaseFault::Price(fault) => fault.say(),
            PurchaseFault::WantedBeforeOrdered { ordered_on } => {
                Message::new("purchase-wanted-before-ordered").with("ordered", *ordered_on)
            }
            PurchaseFault::Tolerance => Message::new("purchase-tolerance"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::tests::{cny, day, number, purchase};

    #[test]
    fn each_fault_is_named() {
        assert_eq!(purchase(1, 10).checked("条"), Ok(purchase(1, 10)));
        type Change = fn(&mut Purchase);
        let cases: [(Change, &str); 8] = [
            (|it| it.number = " ".into(), "material-field-missing"),
            (|it| it.number = "P".repeat(61), "material-field-too-long"),
            (|it| it.quantity = 0, "material-quantity-not-positive"),
            (|it| it.quantity = 5_000, "material-quantity-in-fractions"),
            (|it| it.quantity = i64::MAX, "material-quantity-too-large"),
            (|it| it.estimate = Some(cny("-1")), "material-price-negative"),
            (|it| it.wanted_on = Some(day("2026-03-01")), "purchase-wanted-before-ordered"),
            (|it| it.tolerance_percent = number("100.01"), "purchase-tolerance"),
        ];
        for (change, key) in cases {
            let mut purchase = purchase(1, 10);
            change(&mut purchase);
            let faults = purchase.checked("条").unwrap_err();
            assert_eq!(faults.iter().map(|fault| fault.say().key).collect::<Vec<_>>(), [key]);
        }
    }

    #[test]
    fn a_tolerance_is_a_share_of_what_was_ordered() {
        for (quantity, percent, least, most) in [
            (1_000, "0", 10_000_000, 10_000_000),
            (1_000, "3", 9_700_000, 10_300_000),
            (1, "0.005", 10_000, 10_000),
            (1, "150", 0, 20_000),
            (1, "-5", 10_000, 10_000),
        ] {
            let purchase = Purchase { tolerance_percent: number(percent), ..purchase(1, quantity) };
            assert_eq!((purchase.least(), purchase.most()), (least, most), "{quantity} ± {percent} %");
        }
        let endless = Purchase { quantity: i64::MAX, tolerance_percent: number("100"), ..purchase(1, 1) };
        assert_eq!((endless.least(), endless.most()), (0, i64::MAX));
    }
}
