//! What a purchase costs against what it was thought to cost.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Purchase, PurchaseEvent, PurchaseKind};
use crate::{
    Money,
    material::{
        Price,
        amount::{decimal, rounded, sum},
        ledger::effective,
    },
};

/// Of what was accepted when it came, as billed; of what was ordered, while nothing was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgainstEstimate {
    pub quantity: i64,
    pub estimated: Money,
    pub paid: Money,
    /// Above zero where it was dearer.
    pub difference: Money,
    /// Of one unit on average, to four digits.
    pub difference_per_unit: Decimal,
}

/// None where one of the prices is not known, where they are in two currencies, or where an amount does not fit.
pub fn against_estimate(purchase: &Purchase, events: &[PurchaseEvent], at: Date) -> Option<AgainstEstimate> {
    let estimate = purchase.estimate?;
    let arrivals = effective(events, at).filter(|event| event.purchase == purchase.id);
    let accepted = arrivals.filter_map(|event| match event.kind {
        PurchaseKind::Arrived { quantity, rejected, price } if quantity > rejected => {
            Some((quantity.saturating_sub(rejected), price.or(purchase.price)))
        }
        _ => None,
    });
    let mut bought: Vec<(i64, Option<Price>)> = accepted.collect();
    if bought.is_empty() {
        bought.push((purchase.quantity, purchase.price));
    }
    let paid = bought.iter().try_fold(Decimal::ZERO, |paid, (quantity, price)| {
        let price = price.filter(|price| price.currency == estimate.currency)?;
        paid.checked_add(decimal(*quantity).checked_mul(price.per_unit)?)
    })?;
    let quantity = sum(bought.iter().map(|(quantity, _)| *quantity));
    let estimated = decimal(quantity).checked_mul(estimate.per_unit)?;
    let per_unit = paid.checked_sub(estimated)?.checked_div(decimal(quantity))?;
    let (estimated, paid) = (Money::rounded(estimated, estimate.currency)?, Money::rounded(paid, estimate.currency)?);
    Some(AgainstEstimate {
        quantity,
        estimated,
        paid,
        difference: paid.minus(estimated)?,
        difference_per_unit: rounded(per_unit, 4),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Currency,
        material::tests::{arrived, cny, day, number, purchase, purchase_event},
    };

    fn billed(quantity: i64, rejected: i64, price: &str) -> PurchaseKind {
        let PurchaseKind::Arrived { quantity, rejected, .. } = arrived(quantity, rejected) else { unreachable!() };
        PurchaseKind::Arrived { quantity, rejected, price: Some(cny(price)) }
    }

    #[test]
    fn fabric_is_paid_as_billed_and_held_against_the_estimate() {
        let fabric = Purchase { price: Some(cny("18.80")), estimate: Some(cny("18.50")), ..purchase(1, 1_000) };
        type Case = (Vec<PurchaseKind>, (i64, &'static str, &'static str, &'static str));
        let cases: [Case; 4] = [
            // Nothing has come: as ordered.
            (vec![], (1_000, "18500.00", "18800.00", "0.3000")),
            // 560 m at 18.80 and 420 m at 18.20: 10,528.00 + 7,644.00 against 980 × 18.50.
            (vec![arrived(600, 40), billed(420, 0, "18.20")], (980, "18130.00", "18172.00", "0.0429")),
            (vec![billed(300, 0, "18.50")], (300, "5550.00", "5550.00", "0.0000")),
            (vec![arrived(600, 600), billed(300, 0, "18")], (300, "5550.00", "5400.00", "-0.5000")),
        ];
        for (told, (quantity, estimated, paid, per_unit)) in cases {
            let events: Vec<_> =
                (1..).zip(told).map(|(seq, kind)| purchase_event(1, seq, "2026-03-10", kind)).collect();
            let found = against_estimate(&fabric, &events, day("2026-03-31")).unwrap();
            assert_eq!(found.quantity, quantity * 10_000);
            assert_eq!((found.estimated.amount(), found.paid.amount()), (number(estimated), number(paid)));
            assert_eq!(found.difference, found.paid.minus(found.estimated).unwrap());
            assert_eq!(found.difference_per_unit.to_string(), per_unit);
        }
    }

    #[test]
    fn what_cannot_be_compared_is_not() {
        let on = day("2026-03-31");
        let fabric = Purchase { price: Some(cny("18.80")), estimate: Some(cny("18.50")), ..purchase(1, 1_000) };
        let dollars = Price { currency: Currency::USD, ..cny("2.60") };
        let huge = Price { per_unit: Decimal::MAX, ..cny("1") };
        for other in [
            Purchase { estimate: None, ..fabric.clone() },
            Purchase { price: None, ..fabric.clone() },
            Purchase { price: Some(dollars), ..fabric.clone() },
            Purchase { price: Some(huge), ..fabric.clone() },
            Purchase { quantity: 0, ..fabric.clone() },
        ] {
            assert_eq!(against_estimate(&other, &[], on), None);
        }
    }
}
