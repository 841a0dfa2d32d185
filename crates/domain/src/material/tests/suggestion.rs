//! What to buy, from whom, and by when to order it.

use std::collections::BTreeMap;

use super::*;
use crate::material::suggestion::{Shortage, set_aside_first, suggestions};

fn short(of: u128, material: u128, quantity: i64, needed_on: Option<&str>) -> Shortage {
    Shortage { order: order(of), material: material_id(material), quantity, needed_on: needed_on.map(day) }
}

#[test]
fn shortages_become_lines_by_supplier_and_by_the_day_to_order() {
    let usual = |number: u128, from: Option<u128>, lead_days: Option<u32>| Material {
        supplier: from.map(|number| SupplierId(id(number))),
        lead_days,
        price: Some(cny("2")),
        ..material(number, "m")
    };
    // Fabric from supplier 1 takes 15 days, rib of the same the supplier's 7; zips from supplier 2, who names no time; cartons
    // from nobody in particular; supplier 3 is out of business.
    let materials = [
        usual(1, Some(1), Some(15)),
        usual(2, Some(1), None),
        usual(3, Some(2), None),
        usual(4, None, Some(2)),
        usual(5, Some(3), None),
    ];
    let materials: BTreeMap<_, _> = materials.into_iter().map(|it| (it.id, it)).collect();
    let suppliers = [
        Supplier { lead_days: Some(7), ..supplier(1) },
        supplier(2),
        Supplier { archived: true, lead_days: Some(1), ..supplier(3) },
    ];
    let suppliers: BTreeMap<_, _> = suppliers.into_iter().map(|it| (it.id, it)).collect();
    let shortages = [
        short(1, 4, 42, Some("2026-04-10")),
        short(1, 2, 50, Some("2026-04-01")),
        short(1, 1, 1_000, Some("2026-04-20")),
        short(2, 1, 700, Some("2026-04-05")),
        short(2, 3, 900, Some("2026-03-22")),
        short(2, 5, 1, None),
        short(2, 9, 1, Some("2026-03-30")),
        short(3, 1, 0, Some("2026-03-01")),
    ];
    let groups = suggestions(&shortages, &materials, &suppliers);
    let shown: Vec<String> = groups
        .iter()
        .map(|group| {
            let line = |line: &crate::material::suggestion::Suggested| {
                let by = line.order_by.map_or("?".to_owned(), |by| by.to_string());
                format!("{}×{} by {by}", line.quantity, line.material.0.as_u128())
            };
            let lines: Vec<String> = group.lines.iter().map(line).collect();
            format!("{:?}: {}", group.supplier.map(|it| it.0.as_u128()), lines.join(", "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Some(1): 700×1 by 2026-03-21, 50×2 by 2026-03-25, 1000×1 by 2026-04-05",
            "Some(2): 900×3 by ?",
            "None: 1×9 by ?, 42×4 by 2026-04-08, 1×5 by ?",
        ]
    );
    assert_eq!(groups[0].lines[0].estimate, Some(cny("2")));
    assert_eq!(
        suggestions(&[short(1, 1, 5, Some("-009999-01-01"))], &materials, &suppliers)[0].lines[0].order_by,
        None
    );
}

#[test]
fn what_lies_free_is_set_aside_for_whom_needs_it_first() {
    let shortages = [
        short(1, 1, 600, None),
        short(2, 1, 500, Some("2026-04-10")),
        short(3, 1, 300, Some("2026-04-01")),
        short(3, 2, 10, Some("2026-04-01")),
    ];
    let free = BTreeMap::from([(material_id(1), 450), (material_id(3), 99)]);
    let (covered, remain) = set_aside_first(&shortages, &free);
    assert_eq!(covered, [short(3, 1, 300, Some("2026-04-01")), short(2, 1, 150, Some("2026-04-10"))]);
    let left = [short(1, 1, 600, None), short(2, 1, 350, Some("2026-04-10")), short(3, 2, 10, Some("2026-04-01"))];
    assert_eq!(remain, left);
}
