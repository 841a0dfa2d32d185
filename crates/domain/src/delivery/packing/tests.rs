//! Packing data as factories send them.

use super::*;
use crate::{Say, delivery::Due};

fn pcs(count: i64) -> Quantity {
    Quantity { ten_thousandths: count * 10_000, unit: "pcs".into() }
}

fn due(line: u32, goods: &str, count: i64, tolerance: u32) -> Due {
    Due { line, goods: goods.into(), quantity: pcs(count), tolerance_percent: tolerance.into() }
}

/// Cartons of 40 × 30 × 25 cm, 12 kg net and 13.2 kg gross.
fn cartons(first: u32, packages: u32, line: u32, each: i64) -> Row {
    Row {
        first,
        packages,
        kind: PackageKind::Carton,
        contents: vec![Content { line: Some(line), goods: String::new(), quantity: pcs(each) }],
        net_grams: Some(12_000),
        gross_grams: Some(13_200),
        size: Some(Size { length_mm: 400, width_mm: 300, height_mm: 250 }),
    }
}

fn list(rows: Vec<Row>) -> PackingList {
    PackingList { rows, marks: "NORDLICHT\nHAMBURG\nNO. 1-UP".into(), side_marks: String::new() }
}

fn keys(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|one| one.say().key.trim_start_matches("packing-")).collect()
}

#[test]
fn weights_and_volumes_add_up_exactly() {
    let packed = list(vec![cartons(1, 20, 1, 50), cartons(21, 1, 1, 13)]).checked().unwrap();
    let totals = packed.totals();
    // 0.03 CBM a carton.
    assert_eq!(
        totals,
        Totals {
            packages: 21,
            net_grams: Some(252_000),
            gross_grams: Some(277_200),
            cubic_mm: Some(630_000_000),
            litres: Some(630)
        }
    );
    assert_eq!(packed.by_kind().into_iter().collect::<Vec<_>>(), [(PackageKind::Carton, 21)]);
    assert_eq!((kilograms(277_200), kilograms(1_234_567)), ("277.2 kg".into(), "1,234.567 kg".into()));
    let mut unknown = packed.clone();
    unknown.rows[1].net_grams = None;
    unknown.rows[0].size = None;
    let totals = unknown.totals();
    assert_eq!((totals.net_grams, totals.gross_grams, totals.litres), (None, Some(277_200), None));
}

#[test]
fn the_largest_list_does_not_overflow() {
    let row = |first| Row {
        contents: vec![Content { quantity: pcs(MOST_IN_PACKAGE / 10_000), line: Some(1), goods: String::new() }; 50],
        net_grams: Some(MOST_GRAMS),
        gross_grams: Some(MOST_GRAMS),
        size: Some(Size { length_mm: MOST_MM, width_mm: MOST_MM, height_mm: MOST_MM }),
        ..cartons(first, MOST_PACKAGES / 2, 1, 1)
    };
    let list = list(vec![row(1), row(MOST_PACKAGES / 2 + 1)]).checked().unwrap();
    let totals = list.totals();
    assert_eq!(totals.gross_grams, Some(MOST_GRAMS * i64::from(MOST_PACKAGES)));
    assert_eq!(totals.cubic_mm, Some(3_375_000_000_000 * 1_000_000));
    let packed = packed([&list], &[due(1, "Flange", 1, 0)]);
    assert_eq!(packed[&1], MOST_IN_PACKAGE * 50 * i64::from(MOST_PACKAGES));
}

#[test]
fn data_that_cannot_be_are_refused_with_the_packages() {
    type Change = fn(&mut PackingList);
    let cases: &[(Change, &str)] = &[
        (|list| list.rows.clear(), "packing-no-rows"),
        (|list| list.rows[0].packages = 0, "packing-no-packages"),
        (|list| list.rows[0].first = 0, "packing-no-packages"),
        (|list| list.rows[0].packages = u32::MAX, "packing-too-many-packages"),
        (|list| list.rows[1].first = u32::MAX, "packing-too-many-packages"),
        (|list| list.rows[0].contents.clear(), "packing-empty"),
        (|list| list.rows[1].first = 20, "packing-numbers-twice"),
        (|list| list.rows[0].net_grams = Some(0), "packing-weight-outside"),
        (|list| list.rows[0].gross_grams = Some(-1), "packing-weight-outside"),
        (|list| list.rows[0].net_grams = Some(13_201), "packing-net-above-gross"),
        (|list| list.rows[0].size.as_mut().unwrap().height_mm = 0, "packing-size-outside"),
        (|list| list.rows[0].contents[0].quantity.ten_thousandths = 0, "packing-quantity-outside"),
        (|list| list.rows[0].contents[0].quantity.ten_thousandths = 5_000, "packing-in-fractions"),
        (|list| list.rows[0].contents[0].quantity.unit = " ".into(), "delivery-text-missing"),
        (|list| list.rows[0].contents[0].line = None, "delivery-text-missing"),
        (|list| list.marks = "x".repeat(4_001), "delivery-text-too-long"),
    ];
    for (place, (change, wanted)) in cases.iter().enumerate() {
        let mut list = list(vec![cartons(1, 20, 1, 50), cartons(21, 1, 1, 13)]);
        assert!(list.clone().checked().is_ok());
        change(&mut list);
        assert_eq!(list.checked().map_err(|fault| fault.say().key).err(), Some(*wanted), "case {place}");
    }
}

#[test]
fn quantities_are_held_against_order_and_shipment() {
    let wanted = [due(1, "Flange", 1_000, 0), due(2, "Bolt", 200, 5)];
    let wrong = |mut row: Row| {
        row.contents[0] = Content { line: None, goods: "Nut M8".into(), quantity: pcs(1) };
        row
    };
    let metres = |mut row: Row| {
        row.contents[0].quantity.unit = "m".into();
        row
    };
    for (rows, complete, found) in [
        (vec![cartons(1, 20, 1, 50), cartons(21, 2, 2, 100)], true, &[][..]),
        (vec![cartons(1, 20, 1, 50), cartons(21, 2, 2, 95)], true, &[]),
        (vec![cartons(1, 20, 1, 50), cartons(21, 2, 2, 94)], true, &["short"]),
        (vec![cartons(1, 20, 1, 50), cartons(21, 2, 2, 94)], false, &[]),
        (vec![cartons(1, 20, 1, 50), cartons(21, 2, 2, 105)], true, &[]),
        (vec![cartons(1, 20, 1, 50), cartons(21, 2, 2, 106)], false, &["over"]),
        (vec![cartons(1, 20, 1, 51)], false, &["over"]),
        (vec![cartons(1, 20, 1, 50)], true, &["not-packed"]),
        (vec![cartons(1, 20, 1, 50), cartons(21, 2, 7, 100)], false, &["wrong-goods"]),
        (vec![wrong(cartons(1, 1, 1, 1))], false, &["wrong-goods"]),
        (vec![metres(cartons(1, 20, 1, 50))], true, &["other-unit", "not-packed", "not-packed"]),
    ] {
        let list = list(rows).checked().unwrap();
        assert_eq!(keys(&quantities(&[&list], &wanted, Measured::Order, complete)), found);
    }
    let list = list(vec![cartons(1, 20, 1, 51), cartons(21, 2, 2, 94)]);
    assert_eq!(
        quantities(&[&list], &wanted, Measured::Shipment, true),
        [
            Finding::Over { goods: wanted[0].name(), of: Measured::Shipment, packed: pcs(1_020), most: pcs(1_000) },
            Finding::Short { goods: wanted[1].name(), of: Measured::Shipment, packed: pcs(188), least: pcs(190) },
        ]
    );
}

#[test]
fn a_mixed_carton_counts_for_every_line_in_it() {
    let mut mixed = cartons(1, 3, 1, 10);
    mixed.contents.push(Content { line: Some(2), goods: "blue".into(), quantity: pcs(4) });
    let due = [due(1, "Shirt", 30, 0), due(2, "Skirt", 12, 0)];
    let list = list(vec![mixed]).checked().unwrap();
    assert_eq!(packed([&list, &list], &due).into_iter().collect::<Vec<_>>(), [(1, 600_000), (2, 240_000)]);
    assert_eq!(quantities(&[&list], &due, Measured::Order, true), []);
}

#[test]
fn what_papers_will_want_is_found_missing() {
    let mut rows = vec![cartons(3, 2, 1, 50), cartons(8, 1, 1, 50)];
    rows[0].gross_grams = None;
    rows[1].size = None;
    let list = PackingList { rows, ..PackingList::default() };
    assert_eq!(
        findings(&list),
        [
            Finding::NumbersMissing { first: 1, last: 2 },
            Finding::NumbersMissing { first: 5, last: 7 },
            Finding::NoWeight { numbers: vec![Text::same("3–4")] },
            Finding::NoSize { numbers: vec![Text::same("8")] },
            Finding::NoMarks,
        ]
    );
}

#[test]
fn packing_data_do_not_fall_below_what_has_left() {
    let due = [due(1, "Flange", 1_000, 0)];
    let at = |count: i64| std::collections::BTreeMap::from([(1, count * 10_000)]);
    for (packed, shipped, allowed) in [(500, 500, true), (499, 500, false), (0, 0, true)] {
        assert_eq!(may_repack(&at(packed), &at(shipped), &due).is_ok(), allowed, "{packed} {shipped}");
    }
}

#[test]
fn packing_data_follow_the_lines_of_their_order() {
    let before = [due(1, "Flange", 1_000, 0), due(2, "Bolt", 200, 0)];
    let list = list(vec![cartons(1, 20, 1, 50), cartons(21, 2, 2, 100)]).moved(&[(1, 2)], &before);
    let now: Vec<_> = list.rows.iter().map(|row| (row.contents[0].line, &*row.contents[0].goods)).collect();
    assert_eq!(now, [(Some(2), ""), (None, "Bolt")]);
    assert!(list.checked().is_ok());
}
