//! A row of the tracking sheet, whatever became of its purchases.

use std::collections::BTreeMap;

use super::*;
use crate::material::{
    Progress,
    purchase::progress,
    sheet::{Arrival, Column, Tracked, rows},
};

/// Bought for order 1 from a supplier: number, ordered on, what happened.
fn bought(number: u128, ordered_on: &str, told: Vec<(&str, PurchaseKind)>) -> (Purchase, Progress) {
    let line = Purchase {
        order: Some(order(1)),
        supplier: SupplierId(id(number % 2)),
        ordered_on: day(ordered_on),
        note: format!("PO-{number} 急"),
        ..purchase(number, 100)
    };
    let events: Vec<_> = (1..).zip(told).map(|(seq, (on, kind))| purchase_event(number, seq, on, kind)).collect();
    let progress = progress(&line, &events, day("2026-03-31"));
    (line, progress)
}

fn confirmed(expected: &str) -> PurchaseKind {
    PurchaseKind::Confirmed { expected: day(expected) }
}

#[test]
fn the_day_of_arrival_is_when_all_had_come_else_when_it_should() {
    use Arrival::*;
    let closed = || PurchaseKind::Closed { reason: "停产".into() };
    let came = |on: &'static str| bought(1, "2026-03-02", vec![(on, arrived(100, 0))]);
    let promised = |number, expected| bought(number, "2026-03-04", vec![("2026-03-05", confirmed(expected))]);
    let open = || bought(4, "2026-03-06", vec![]);
    let part_closed = || bought(5, "2026-03-03", vec![("2026-03-21", arrived(60, 0)), ("2026-03-25", closed())]);
    let closed_empty = || bought(6, "2026-03-03", vec![("2026-03-25", closed())]);
    for (purchases, arrival) in [
        (vec![], None),
        (vec![open()], None),
        (vec![came("2026-03-20")], Some(Arrived(day("2026-03-20")))),
        (vec![came("2026-03-20"), part_closed()], Some(Arrived(day("2026-03-21")))),
        (vec![came("2026-03-20"), closed_empty()], Some(Arrived(day("2026-03-20")))),
        (vec![closed_empty()], None),
        (vec![came("2026-03-20"), promised(2, "2026-04-10")], Some(Expected(day("2026-04-10")))),
        (vec![promised(2, "2026-04-10"), promised(3, "2026-04-02")], Some(Expected(day("2026-04-10")))),
        (vec![came("2026-03-20"), promised(2, "2026-04-10"), open()], None),
    ] {
        let fabric = material(1, "m");
        let extra = BTreeMap::new();
        let tracked =
            Tracked { order: order(1), project: "SO-1", material: &fabric, required: 0, remark: "", extra: &extra };
        let found = rows(&[tracked], &purchases, |_| String::new());
        assert_eq!(found[0].arrival, arrival, "{purchases:?}");
    }
}

#[test]
fn rows_are_numbered_in_the_order_of_purchase() {
    let (fabric, zips) = (material(1, "m"), material(2, "条"));
    let extra = BTreeMap::new();
    let row = |order: OrderId, material, remark| Tracked {
        order,
        project: "春季系列",
        material,
        required: 20_000,
        remark,
        extra: &extra,
    };
    let tracked = [row(order(2), &fabric, ""), row(order(1), &zips, "配色待定"), row(order(1), &fabric, "先到先裁")];
    let purchases = [bought(3, "2026-03-09", vec![]), bought(1, "2026-03-04", vec![]), bought(2, "2026-03-06", vec![])];
    let found = rows(&tracked, &purchases, |supplier| format!("厂 {}", supplier.0.as_u128()));
    assert_eq!(found.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
    let first = &found[0];
    assert_eq!(first.remarks, ["先到先裁", "PO-1 急", "PO-2 急", "PO-3 急"]);
    assert_eq!(first.suppliers, ["厂 1", "厂 0"]);
    assert_eq!(first.purchased_on, Some(day("2026-03-04")));
    assert_eq!(first.purchased.as_ref().unwrap().to_string(), "300 m");
    let (second, third) = (&found[1], &found[2]);
    assert_eq!((second.purchased.clone(), second.purchased_on, second.suppliers.len()), (None, None, 0));
    assert_eq!((third.required.as_ref().unwrap().to_string().as_str(), third.remarks.len()), ("2 条", 1));
    let headings: Vec<_> = Column::ALL.iter().map(|column| column.name().zh).collect();
    assert_eq!(headings.join(" "), "序号 项目名称 物料名称 需求数量 采购数量 采购日期 到货日期 供应商 备注");
}
