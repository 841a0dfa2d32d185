//! What orders are supplied with, and what they wait for.

use std::collections::BTreeMap;

use super::*;
use crate::material::{
    AllIn, Need, Progress, Stock, Supply,
    purchase::progress,
    stock::stock,
    supply::{Supplied, all_in, supply, waiting_for, waits_for},
};

const ONE: i64 = 10_000;

fn need(material: u128, quantity: i64) -> Need {
    Need { material: material_id(material), quantity: quantity * ONE }
}

/// Bought for order 1: confirmed for a day, and so much of it accepted.
fn bought(number: u128, material: u128, quantity: i64, expected: Option<&str>, accepted: i64) -> (Purchase, Progress) {
    let purchase =
        Purchase { material: material_id(material), order: Some(order(1)), ..self::purchase(number, quantity) };
    let confirmed = expected.map(|expected| PurchaseKind::Confirmed { expected: day(expected) });
    let came = (accepted > 0).then(|| arrived(accepted, 0));
    let told = confirmed.into_iter().chain(came);
    let events: Vec<_> = (1..).zip(told).map(|(seq, kind)| purchase_event(number, seq, "2026-03-05", kind)).collect();
    let progress = progress(&purchase, &events, day("2026-03-10"));
    (purchase, progress)
}

fn in_store(allocated: i64, issued: i64) -> Stock {
    let of_order = |quantity: i64| BTreeMap::from([(order(1), quantity * ONE)]);
    Stock { on_hand: 9_999 * ONE, allocated: of_order(allocated), issued: of_order(issued), ..Stock::default() }
}

#[test]
fn a_need_is_covered_by_what_is_there_and_what_comes() {
    use AllIn::*;
    let on = |date| On(day(date));
    type Bought = Vec<(i64, Option<&'static str>, i64)>;
    type Case = (i64, i64, i64, Bought, (i64, i64, i64, AllIn));
    let cases: [Case; 10] = [
        // required, set aside, issued, bought; missing, outstanding, short, all in
        (1_000, 0, 0, vec![], (1_000, 0, 1_000, Unknown)),
        (1_000, 1_000, 0, vec![], (0, 0, 0, Already)),
        (1_000, 400, 600, vec![], (0, 0, 0, Already)),
        (1_000, 0, 1_050, vec![], (0, 0, 0, Already)),
        (1_000, 200, 0, vec![(800, Some("2026-03-20"), 0)], (800, 800, 0, on("2026-03-20"))),
        (1_000, 0, 0, vec![(800, Some("2026-03-20"), 0)], (1_000, 800, 200, Unknown)),
        (1_000, 0, 0, vec![(1_000, None, 0)], (1_000, 1_000, 0, Unknown)),
        (1_000, 500, 0, vec![(800, Some("2026-03-20"), 500)], (500, 300, 200, Unknown)),
        (
            1_000,
            0,
            0,
            vec![(500, Some("2026-03-28"), 0), (500, Some("2026-03-20"), 0)],
            (1_000, 1_000, 0, on("2026-03-28")),
        ),
        // More was bought than is needed: it does not wait for the last of it.
        (
            900,
            0,
            0,
            vec![(500, None, 0), (900, Some("2026-03-20"), 0), (500, Some("2026-03-28"), 0)],
            (900, 1_900, 0, on("2026-03-20")),
        ),
    ];
    for (required, allocated, issued, purchases, (missing, outstanding, shortage, expected)) in cases {
        let purchases: Vec<_> = (1..)
            .zip(&purchases)
            .map(|(number, (quantity, expected, accepted))| bought(number, 1, *quantity, *expected, *accepted))
            .collect();
        let stocks = BTreeMap::from([(material_id(1), in_store(allocated, issued))]);
        let found = supply(order(1), &[need(1, required)], &stocks, &purchases);
        let [it] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            (it.missing(), it.outstanding, it.shortage, it.all_in),
            (missing * ONE, outstanding * ONE, shortage * ONE, expected),
            "{required} {allocated} {issued} {purchases:?}"
        );
    }
}

/// Leftovers that go back to the store leave no order short; what comes back whole was never used.
#[test]
fn what_came_back_was_left_over_unless_all_did() {
    type Moved = (bool, i64);
    let (out, back) = (|quantity: i64| -> Moved { (true, quantity) }, |quantity: i64| -> Moved { (false, quantity) });
    let cases: [(i64, Vec<Moved>, i64); 7] = [
        // required, what went out and came back; missing
        (1_000, vec![out(1_000), back(80)], 0),
        (1_100, vec![out(1_000), back(80)], 100),
        (1_000, vec![out(600), back(80)], 400),
        (1_000, vec![out(1_000), back(80), out(80)], 0),
        (1_000, vec![out(1_000), back(80), out(30), back(30)], 0),
        (1_000, vec![out(1_000), back(1_000)], 1_000),
        (1_000, vec![out(1_000), back(1_000), out(400), back(10)], 600),
    ];
    for (required, moved, missing) in cases {
        let kind = |(is_out, quantity): &Moved| match is_out {
            true => StockKind::Issued { order: order(1), quantity: quantity * ONE, allocated: 0 },
            false => StockKind::Returned { order: order(1), quantity: quantity * ONE },
        };
        let entries: Vec<StockEntry> =
            (1..).zip(&moved).map(|(id, one)| stock_entry(id, 1, day("2026-03-05"), kind(one))).collect();
        let stocks = BTreeMap::from([(material_id(1), stock(&entries, material_id(1), day("2026-03-05")))]);
        let found = supply(order(1), &[need(1, required)], &stocks, &[]);
        assert_eq!(found[0].missing() / ONE, missing, "{required} {moved:?}");
    }
}

/// Nobody can tell from goods that come back why they do: too much that was issued is mended by taking the issue back.
#[test]
fn an_issue_that_was_taken_back_supplied_nothing() {
    let issued = |quantity: i64| StockKind::Issued { order: order(1), quantity: quantity * ONE, allocated: 0 };
    let wrong = StockKind::Reversed { entry: StockEntryId(id(1)) };
    let told = [issued(1_000), wrong, issued(100)];
    let entries: Vec<StockEntry> =
        (1..).zip(told).map(|(id, one)| stock_entry(id, 1, day("2026-03-05"), one)).collect();
    let stocks = BTreeMap::from([(material_id(1), stock(&entries, material_id(1), day("2026-03-05")))]);
    let found = supply(order(1), &[need(1, 1_000)], &stocks, &[]);
    assert_eq!((found[0].left_over, found[0].missing()), (0, 900 * ONE));
}

#[test]
fn what_others_have_does_not_count_and_what_is_there_besides_is_shown() {
    let of_another = Purchase { order: Some(order(2)), ..bought(1, 1, 500, None, 0).0 };
    let progress = bought(1, 1, 500, None, 0).1;
    let purchases = [(of_another, progress), bought(2, 3, 40, Some("2026-03-20"), 0)];
    let stocks = BTreeMap::from([(material_id(2), in_store(10, 0)), (material_id(9), Stock::default())]);
    let found = supply(order(1), &[need(1, 100), need(1, 50)], &stocks, &purchases);
    let shown: Vec<_> =
        found.iter().map(|it| (it.material.0.as_u128(), it.required / ONE, it.shortage / ONE)).collect();
    assert_eq!(shown, [(1, 150, 150), (2, 0, 0), (3, 0, 0)]);
    assert_eq!(found[2].purchased, 40 * ONE);
}

#[test]
fn what_an_order_waits_for_and_which_orders_wait() {
    let needs = [need(1, 1_000), need(2, 3_000), need(3, 50), need(4, 5)];
    let purchases = [bought(1, 1, 1_000, Some("2026-03-20"), 0), bought(2, 2, 3_000, Some("2026-03-28"), 0)];
    let stocks = BTreeMap::from([(material_id(4), in_store(5, 0))]);
    let supplies = supply(order(1), &needs, &stocks, &purchases);
    // Nobody has bought the cartons; the buttons come after the fabric; the thread is there.
    let waits: Vec<_> = waits_for(&supplies).iter().map(|it| it.material.0.as_u128()).collect();
    assert_eq!(waits, [3, 2, 1]);
    assert_eq!(all_in(&supplies), AllIn::Unknown);
    assert_eq!(all_in(&supplies[..2]), AllIn::On(day("2026-03-28")));
    assert_eq!(all_in(&[]), AllIn::Already);

    let supplied = |number: u128, needed_on: Option<&str>, supplies: Vec<Supply>| Supplied {
        order: order(number),
        needed_on: needed_on.map(day),
        supplies,
    };
    let orders = [
        supplied(1, None, supplies.clone()),
        supplied(2, Some("2026-04-02"), supplies.clone()),
        supplied(3, Some("2026-03-25"), supplies.clone()),
        supplied(4, Some("2026-03-01"), supplies[3..].to_vec()),
        supplied(5, Some("2026-03-25"), supplies[..1].to_vec()),
    ];
    for (material, expected) in [(1, vec![3, 5, 2, 1]), (2, vec![3, 2, 1]), (4, vec![]), (9, vec![])] {
        let waiting = waiting_for(material_id(material), &orders);
        let found: Vec<u128> = waiting.iter().map(|(waits, _)| waits.order.0.as_u128()).collect();
        assert_eq!(found, expected, "{material}");
    }
}
