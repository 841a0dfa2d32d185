//! A supplier's quarter.

use super::*;
use crate::{
    Money,
    material::rating::{OnTime, OutsideWork, Period, PriceDeviation, Response, rating},
    production::{Outcome, Terms},
};

fn unit(material: MaterialId) -> &'static str {
    if material == material_id(1) { "m" } else { "件" }
}

fn quarter() -> Period {
    Period { from: day("2026-01-01"), to: day("2026-03-31") }
}

/// Ordered and wanted on these days.
fn ordered(number: u128, ordered_on: &str, wanted_on: &str) -> Purchase {
    Purchase {
        ordered_on: day(ordered_on),
        wanted_on: Some(day(wanted_on)),
        price: Some(cny("18.80")),
        estimate: Some(cny("18.50")),
        ..purchase(number, 1_000)
    }
}

fn confirmed(expected: &str) -> PurchaseKind {
    PurchaseKind::Confirmed { expected: day(expected) }
}

#[test]
fn a_supplier_is_judged_by_what_happened() {
    let bolts = Purchase { material: material_id(2), price: None, ..ordered(3, "2026-02-01", "2026-02-20") };
    let of_another = Purchase { supplier: SupplierId(id(2)), ..ordered(9, "2026-02-01", "2026-02-20") };
    let purchases = [
        // In time by the day named first, though later than wanted; 40 m of 1,000 rejected.
        ordered(1, "2026-01-05", "2026-01-20"),
        // Put off from 10 to 20 February: came by the later day, so late.
        ordered(2, "2026-01-10", "2026-02-10"),
        // Bolts, never confirmed, in time; 50 of 1,000 sent back.
        bolts,
        // Due after the quarter; ordered in it, and not confirmed.
        ordered(4, "2026-03-20", "2026-04-20"),
        // Closed by us before it was due.
        ordered(5, "2026-03-01", "2026-03-25"),
        // Ordered in the last quarter, due in this one, never came.
        ordered(6, "2025-12-20", "2026-01-31"),
        of_another,
    ];
    let events = [
        purchase_event(1, 1, "2026-01-06", confirmed("2026-01-25")),
        purchase_event(1, 2, "2026-01-25", arrived(1_000, 40)),
        purchase_event(2, 1, "2026-01-14", confirmed("2026-02-10")),
        purchase_event(2, 2, "2026-02-08", confirmed("2026-02-20")),
        purchase_event(2, 3, "2026-02-10", arrived(400, 0)),
        purchase_event(2, 4, "2026-02-20", arrived(600, 0)),
        purchase_event(3, 1, "2026-02-20", arrived(1_000, 0)),
        purchase_event(3, 2, "2026-03-02", PurchaseKind::SentBack { quantity: 50 * 10_000 }),
        purchase_event(5, 1, "2026-03-04", confirmed("2026-03-25")),
        purchase_event(5, 2, "2026-03-10", PurchaseKind::Closed { reason: "改用库存".into() }),
        purchase_event(9, 1, "2026-02-20", arrived(1, 1)),
    ];
    let found = rating(SupplierId(id(1)), &purchases, &events, unit, quarter(), day("2026-04-02"));
    // Due: 1, 2, 3, 6.
    assert_eq!(found.on_time, OnTime { due: 4, in_time: 2 });
    assert_eq!(found.on_time.percent(), Some(number("50.00")));
    let quality: Vec<_> = found
        .quality
        .iter()
        .map(|it| (it.unit.as_str(), it.arrivals, it.arrived / 10_000, it.accepted / 10_000, it.percent()))
        .collect();
    let expected = [("m", 3, 2_000, 1_960, Some(number("98.00"))), ("件", 1, 1_000, 950, Some(number("95.00")))];
    assert_eq!(quality, expected);
    // 960 m and 1,000 m accepted; 1,000 m each of 4 and 5 as ordered; nobody knows what the bolts cost.
    let yuan = |minor| Money { minor, currency: Currency::CNY };
    let [prices] = found.prices.as_slice() else { panic!("{:?}", found.prices) };
    assert_eq!(*prices, PriceDeviation { purchases: 4, estimated: yuan(7_326_000), paid: yuan(7_444_800) });
    assert_eq!(prices.percent(), Some(number("1.62")));
    // 1, 4 and 3 days; 3 and 4 have no answer.
    assert_eq!(found.response, Response { ordered: 5, confirmed: 3, median_days: Some(number("3")) });
}

/// A factory is rated by the days it kept and by what came back good.
#[test]
fn outside_work_counts_like_purchases() {
    let terms = |agreed: &str| Terms {
        agreed: Some(day(agreed)),
        price: None,
        allowed_loss: None,
        loss_price: None,
        currency: Currency::CNY,
        note: String::new(),
    };
    let back = |sent: i64, good: i64, lost: i64, on: &str| Outcome {
        sent,
        good,
        lost,
        returns: 1,
        back_on: Some(day(on)),
        ..Outcome::default()
    };
    let jobs = [
        // In time, three lost; late; not back yet; due only in April, back before.
        (terms("2026-02-10"), back(100, 97, 3, "2026-02-09")),
        (terms("2026-02-10"), back(100, 100, 0, "2026-02-12")),
        (terms("2026-03-20"), Outcome { sent: 50, ..Outcome::default() }),
        (terms("2026-04-10"), back(200, 191, 9, "2026-03-30")),
    ];
    let mut found = rating(SupplierId(id(1)), &[], &[], unit, quarter(), day("2026-04-02"));
    let works = jobs.iter().map(|(terms, outcome)| OutsideWork { terms, outcome, unit: "件" });
    found.add_outside(works, quarter(), day("2026-04-02"));
    assert_eq!(found.on_time, OnTime { due: 3, in_time: 1 });
    let [quality] = found.quality.as_slice() else { panic!("{:?}", found.quality) };
    assert_eq!((quality.arrivals, quality.arrived, quality.percent()), (3, 400, Some(number("97.00"))));
}

#[test]
fn nothing_rests_on_nothing() {
    let found = rating(SupplierId(id(1)), &[], &[], unit, quarter(), day("2026-04-02"));
    assert_eq!(found.on_time.percent(), None);
    assert_eq!((found.quality.as_slice(), found.prices.as_slice()), (&[][..], &[][..]));
    assert_eq!(found.response, Response::default());
    // What is not due by today is not late yet; half a day is a median too.
    let purchases = [ordered(1, "2026-03-01", "2026-03-25"), ordered(2, "2026-03-01", "2026-03-25")];
    let events = [
        purchase_event(1, 1, "2026-03-01", confirmed("2026-03-25")),
        purchase_event(2, 1, "2026-03-02", confirmed("2026-03-25")),
    ];
    let found = rating(SupplierId(id(1)), &purchases, &events, unit, quarter(), day("2026-03-20"));
    assert_eq!(found.on_time, OnTime { due: 0, in_time: 0 });
    assert_eq!(found.response, Response { ordered: 2, confirmed: 2, median_days: Some(number("0.5")) });
}
