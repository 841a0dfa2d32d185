//! What is kept is read again as it was, and empty fields take no room.

use super::*;

fn kept<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) -> String {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
    json
}

#[test]
fn entries_bills_and_purchases_are_read_again_as_they_were() {
    let entry = StockKind::Issued { order: order(1), quantity: 13_500, allocated: 10_000 };
    assert_eq!(
        kept(&entry),
        r#"{"is":"issued","order":"00000000-0000-0000-0000-000000000001","quantity":13500,"allocated":10000}"#
    );
    kept(&stock_entry(1, 1, day("2026-03-02"), StockKind::Reversed { entry: StockEntryId(id(7)) }));
    kept(&StockKind::Arrived { purchase: PurchaseId(id(1)), order: None, quantity: 1 });
    let billed = PurchaseKind::Arrived { quantity: 600, rejected: 40, price: Some(cny("18.80")) };
    assert_eq!(
        kept(&billed),
        r#"{"is":"arrived","quantity":600,"rejected":40,"price":{"per_unit":"18.80","currency":"CNY"}}"#
    );
    kept(&purchase_event(1, 1, "2026-03-05", PurchaseKind::Closed { reason: "停产".into() }));
    kept(&Purchase { estimate: Some(cny("18.5")), tolerance_percent: number("3"), ..purchase(1, 5) });
    kept(&Material { price: Some(cny("2")), supplier: Some(SupplierId(id(1))), ..material(1, "m") });
    kept(&supplier(1));
    let plain = kept(&uses(1, "1.35", 1, "0"));
    assert_eq!(plain, r#"{"material":"00000000-0000-0000-0000-000000000001","quantity":"1.35"}"#);
    kept(&bom(2, vec![uses(1, "1.35", 1, "5"), uses(3, "1", 24, "0")]));
}
