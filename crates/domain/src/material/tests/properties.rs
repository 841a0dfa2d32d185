//! What holds of every ledger and every order, whatever people try to enter.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::material::{
    Need, Ordered, Stock,
    purchase::{self, Arrival, Followed, progress},
    requirement,
    stock::{
        Shelf, checked_allocation, checked_arrival, checked_count, checked_freeing, checked_issue, checked_return,
        checked_reversal, checked_sending_back, stock,
    },
    suggestion::{Shortage, set_aside_first},
    supply,
};

const ONE: i64 = 10_000;

/// What somebody tries to enter: an action, an order, a purchase, a quantity and a day of March.
type Try = (u8, u128, u128, i64, i8);

fn tries() -> impl Strategy<Value = Vec<Try>> {
    prop::collection::vec((0_u8..9, 1_u128..4, 1_u128..3, 1_i64..500, 1_i8..29), 0..40)
}

fn of_march(on: i8) -> Date {
    jiff::civil::date(2026, 3, on)
}

/// The ledger of those tries that are allowed.
fn ledger(tries: &[Try]) -> Vec<StockEntry> {
    let fabric = material(1, "m");
    let bought = |number: u128| Purchase {
        ordered_on: of_march(1),
        order: (number == 1).then(|| order(1)),
        ..purchase(number, 1)
    };
    let mut entries: Vec<StockEntry> = Vec::new();
    for (what, to, purchase, quantity, on) in tries {
        let shelf = Shelf {
            material: &fabric,
            entries: &entries,
            order_number: &|order| order.to_string(),
            purchase_number: &|purchase| purchase.to_string(),
        };
        let (to, purchase, quantity, on) = (order(*to), bought(*purchase), *quantity, of_march(*on));
        let kind = match what {
            0 => checked_count(shelf, quantity, on),
            1 | 2 => checked_arrival(shelf, &purchase, quantity, on),
            3 => checked_sending_back(shelf, &purchase, quantity, on),
            4 => checked_issue(shelf, to, quantity, on),
            5 => checked_return(shelf, to, quantity, on),
            6 => checked_allocation(shelf, to, quantity, on),
            7 => checked_freeing(shelf, to, quantity, on),
            _ => checked_reversal(shelf, StockEntryId(id(quantity as u128 % 20 + 1)), on),
        };
        if let Ok(kind) = kind {
            entries.push(stock_entry(entries.len() as u128 + 1, 1, on, kind));
        }
    }
    entries
}

/// The same by plain counting: on hand, set aside and issued by order.
fn recounted(entries: &[StockEntry], at: Date) -> (i64, BTreeMap<OrderId, i64>, BTreeMap<OrderId, i64>) {
    let gone = |entry: &StockEntry| {
        entries.iter().any(|it| it.day <= at && it.kind == StockKind::Reversed { entry: entry.id })
    };
    let (mut on_hand, mut set_aside, mut issued) = (0, BTreeMap::new(), BTreeMap::new());
    for entry in entries.iter().filter(|entry| entry.day <= at && !gone(entry)) {
        let mut aside = |order: OrderId, more: i64| *set_aside.entry(order).or_insert(0) += more;
        match entry.kind {
            StockKind::Counted { difference } => on_hand += difference,
            StockKind::Arrived { order, quantity, .. } => {
                on_hand += quantity;
                order.into_iter().for_each(|order| aside(order, quantity));
            }
            StockKind::SentBack { order, quantity, allocated, .. } => {
                on_hand -= quantity;
                order.into_iter().for_each(|order| aside(order, -allocated));
            }
            StockKind::Issued { order, quantity, allocated } => {
                on_hand -= quantity;
                aside(order, -allocated);
                *issued.entry(order).or_insert(0) += quantity;
            }
            StockKind::Returned { order, quantity } => {
                on_hand += quantity;
                *issued.entry(order).or_insert(0) -= quantity;
            }
            StockKind::Allocated { order, quantity } => aside(order, quantity),
            StockKind::Freed { order, quantity } => aside(order, -quantity),
            StockKind::Reversed { .. } => {}
        }
    }
    set_aside.retain(|_, quantity| *quantity != 0);
    issued.retain(|_, quantity| *quantity != 0);
    (on_hand, set_aside, issued)
}

fn all_march(entries: &[StockEntry]) -> Vec<Stock> {
    (1..=31).map(|on| stock(entries, material_id(1), of_march(on))).collect()
}

/// Colours of two styles: style, pieces. Consumption, wastage in hundredths of a percent, and per of three materials.
type Style = [(i64, i64, u32); 3];

fn styles() -> impl Strategy<Value = [Style; 2]> {
    let line = || (1_i64..5_000_000, 0_i64..9_999, 1_u32..40);
    prop::array::uniform2([line(), line(), line()])
}

fn bill(product: u128, style: &Style) -> Bom {
    let line = |(material, (micros, wastage, per)): (u128, &(i64, i64, u32))| BomLine {
        quantity: Decimal::new(*micros, 6),
        wastage_percent: Decimal::new(*wastage, 2),
        ..uses(material, "1", *per, "0")
    };
    bom_of(product, (1..).zip(style).map(line).collect())
}

fn needs(styles: &[Style; 2], colours: &[(u128, i64)]) -> Vec<Need> {
    let bills = [bill(1, &styles[0]), bill(2, &styles[1])];
    let line =
        |(product, quantity): &(u128, i64)| Ordered { product: Some(ProductId(id(*product))), quantity: *quantity };
    let lines: Vec<Ordered> = colours.iter().map(line).collect();
    let unit = |material: MaterialId| ["m", "pcs", "kg"][material.0.as_u128() as usize - 1];
    requirement(&lines, |product| bills.iter().find(|bill| bill.product == product), unit).unwrap().needs
}

proptest! {
    #[test]
    fn balances_are_what_was_entered_and_never_below_zero(tries in tries()) {
        let entries = ledger(&tries);
        for (on, stock) in (1..).zip(all_march(&entries)) {
            let (on_hand, set_aside, issued) = recounted(&entries, of_march(on));
            prop_assert_eq!((stock.on_hand, &stock.allocated, &stock.issued), (on_hand, &set_aside, &issued), "{}", on);
            prop_assert_eq!(stock.on_hand, stock.available() + stock.allocated_in_all(), "{}", on);
            let all = set_aside.values().chain(issued.values()).chain(stock.arrived.values()).copied();
            let least = all.chain([stock.on_hand, stock.available()]).min();
            prop_assert!(least >= Some(0), "{} on the {}: {:?}", least.unwrap(), on, stock);
        }
    }

    #[test]
    fn it_does_not_matter_in_which_order_entries_are_read(tries in tries(), turn in any::<prop::sample::Index>()) {
        let mut entries = ledger(&tries);
        let before = all_march(&entries);
        entries.reverse();
        if !entries.is_empty() {
            let middle = turn.index(entries.len());
            entries.rotate_left(middle);
        }
        prop_assert_eq!(all_march(&entries), before);
    }

    #[test]
    fn reversing_an_entry_on_its_day_leaves_no_trace(tries in tries(), which in any::<prop::sample::Index>()) {
        let mut entries = ledger(&tries);
        prop_assume!(!entries.is_empty());
        let wrong = entries[which.index(entries.len())].clone();
        let fabric = material(1, "m");
        let shelf = Shelf {
            material: &fabric,
            entries: &entries,
            order_number: &|order| order.to_string(),
            purchase_number: &|purchase| purchase.to_string(),
        };
        let Ok(kind) = checked_reversal(shelf, wrong.id, wrong.day) else { return Ok(()) };
        entries.push(stock_entry(100, 1, wrong.day, kind));
        let with = all_march(&entries);
        entries.retain(|it| it.id != wrong.id && it.id != StockEntryId(id(100)));
        prop_assert_eq!(with, all_march(&entries));
    }

    #[test]
    fn a_need_is_the_exact_amount_or_less_than_a_step_more(
        styles in styles(),
        colours in prop::collection::vec((1_u128..3, 1_i64..50_000_000), 1..5),
    ) {
        for need in needs(&styles, &colours) {
            let material = need.material.0.as_u128() as usize - 1;
            let step: i128 = if material == 1 { ONE.into() } else { 1 };
            // All over a common denominator: 10^10 × the products of `per`.
            let per: i128 = styles.iter().map(|style| i128::from(style[material].2)).product();
            let exact: i128 = colours.iter().map(|(style, quantity)| {
                let (micros, wastage, own) = styles[*style as usize - 1][material];
                i128::from(*quantity) * i128::from(micros) * i128::from(10_000 + wastage) * (per / i128::from(own))
            }).sum();
            let found = i128::from(need.quantity) * 10_i128.pow(10) * per;
            prop_assert!(exact <= found && found < exact + step * 10_i128.pow(10) * per, "{:?}", need);
            prop_assert_eq!(i128::from(need.quantity) % step, 0);
        }
    }

    #[test]
    fn parts_of_an_order_need_no_less_than_the_whole(
        styles in styles(),
        colours in prop::collection::vec((1_u128..3, 1_i64..50_000_000), 2..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let (first, second) = colours.split_at(cut.index(colours.len()));
        let sums = |needs: &[Need]| needs.iter().fold(BTreeMap::new(), |mut sums: BTreeMap<_, i64>, need| {
            *sums.entry(need.material).or_default() += need.quantity;
            sums
        });
        let whole = sums(&needs(&styles, &colours));
        let parts = sums(&[needs(&styles, first), needs(&styles, second)].concat());
        for (material, whole) in whole {
            let step = if material == material_id(2) { ONE } else { 1 };
            let more = parts[&material] - whole;
            prop_assert!((0..=step).contains(&more), "{} more of {:?}", more, material);
        }
        let mut turned = colours.clone();
        turned.reverse();
        prop_assert_eq!(sums(&needs(&styles, &turned)), sums(&needs(&styles, &colours)));
    }

    #[test]
    fn what_came_is_the_sum_of_what_came_in_whatever_order(
        tries in prop::collection::vec((0_u8..5, 1_i64..60, 0_i64..60, 3_i8..29), 0..25),
    ) {
        let line = Purchase { tolerance_percent: number("5"), ..purchase(1, 100) };
        let mut events: Vec<PurchaseEvent> = Vec::new();
        for (what, quantity, rejected, on) in tries {
            let (on, of) = (of_march(on), Followed { purchase: &line, unit: "m", events: &events });
            let arrival = Arrival { quantity: quantity * ONE, rejected: rejected * ONE, price: None, accept_over: false };
            let kind = match what {
                0 | 1 => purchase::checked_arrival(of, arrival, on),
                2 => purchase::checked_sending_back(of, quantity * ONE, on),
                3 => purchase::checked_confirmation(of, of_march(28), on),
                _ => purchase::checked_reversal(of, rejected as u32 % 10 + 1, on),
            };
            if let Ok(kind) = kind {
                events.push(purchase_event(1, events.len() as u32 + 1, &on.to_string(), kind));
            }
        }
        let standing = |events: &[PurchaseEvent]| -> Vec<_> {
            (2..=31).map(|on| progress(&line, events, of_march(on))).collect()
        };
        let before = standing(&events);
        for it in &before {
            prop_assert!(it.accepted >= 0 && it.outstanding >= 0, "{:?}", it);
            prop_assert_eq!(it.accepted, it.arrived - it.rejected - it.sent_back);
            prop_assert_eq!(it.outstanding == 0, it.complete_on.is_some());
        }
        events.reverse();
        prop_assert_eq!(standing(&events), before);
    }

    #[test]
    fn what_is_required_is_there_to_come_or_short(
        required in 0_i64..1_000,
        (allocated, issued) in (0_i64..600, 0_i64..600),
        bought in prop::collection::vec((1_i64..400, 0_i64..400, prop::option::of(3_i8..29)), 0..4),
    ) {
        let purchases: Vec<_> = (1_u128..).zip(&bought).map(|(number, (quantity, came, expected))| {
            let line = Purchase { order: Some(order(1)), ..purchase(number, *quantity) };
            let confirmed = expected.map(|on| PurchaseKind::Confirmed { expected: of_march(on) });
            let came = (*came > 0).then(|| arrived(*came, 0));
            let events: Vec<_> = (1..).zip(confirmed.into_iter().chain(came))
                .map(|(seq, kind)| purchase_event(number, seq, "2026-03-02", kind)).collect();
            let standing = progress(&line, &events, of_march(2));
            (line, standing)
        }).collect();
        let stock = Stock {
            on_hand: allocated,
            allocated: BTreeMap::from([(order(1), allocated)]),
            issued: BTreeMap::from([(order(1), issued)]),
            ..Stock::default()
        };
        let needs = [Need { material: material_id(1), quantity: required }];
        let found = supply(order(1), &needs, &BTreeMap::from([(material_id(1), stock)]), &purchases);
        let it = &found[0];
        prop_assert_eq!(it.missing(), (required - allocated - issued).max(0));
        prop_assert_eq!(it.shortage, (it.missing() - it.outstanding).max(0));
        prop_assert_eq!(it.outstanding, bought.iter().map(|(quantity, came, _)| (quantity - came).max(0) * ONE).sum::<i64>());
        prop_assert!(it.shortage == 0 || it.all_in == crate::material::AllIn::Unknown);
        prop_assert_eq!(it.missing() == 0, it.all_in == crate::material::AllIn::Already);
    }

    #[test]
    fn what_is_set_aside_and_what_remains_come_to_the_shortages(
        short in prop::collection::vec((1_u128..5, 1_u128..4, 1_i64..100, prop::option::of(1_i8..29)), 0..10),
        free in prop::collection::vec(0_i64..200, 3),
    ) {
        let shortages: Vec<Shortage> = short.iter().map(|(of, material, quantity, on)| Shortage {
            order: order(*of), material: material_id(*material), quantity: *quantity, needed_on: on.map(of_march),
        }).collect();
        let free: BTreeMap<_, _> = (1..).zip(free).map(|(number, quantity)| (material_id(number), quantity)).collect();
        let (covered, remain) = set_aside_first(&shortages, &free);
        for (material, free) in free {
            let sum = |of: &[Shortage]| of.iter().filter(|it| it.material == material).map(|it| it.quantity).sum::<i64>();
            prop_assert_eq!(sum(&covered) + sum(&remain), sum(&shortages));
            prop_assert_eq!(sum(&covered), sum(&shortages).min(free));
        }
    }

    #[test]
    fn no_number_is_too_wild(
        quantity in any::<i64>(),
        other in any::<i64>(),
        micros in any::<i64>(),
        wastage in any::<i64>(),
        per in any::<u32>(),
    ) {
        let bill = bom_of(1, vec![
            BomLine { quantity: Decimal::new(micros, 6), wastage_percent: Decimal::new(wastage, 2), ..uses(1, "1", per, "0") },
            uses(2, "1000000", per, "99.99"),
        ]);
        let lines = [Ordered { product: Some(bill.product), quantity }, Ordered { product: Some(bill.product), quantity: other }];
        let _ = requirement(&lines, |_| Some(&bill), |_| "pcs");
        let _ = bill.clone().checked();
        let fabric = material(1, "m");
        let on = of_march(5);
        let entries = [
            stock_entry(1, 1, on, StockKind::Counted { difference: quantity }),
            stock_entry(2, 1, on, StockKind::Issued { order: order(1), quantity: other, allocated: quantity }),
            stock_entry(3, 1, on, StockKind::Arrived { purchase: PurchaseId(id(1)), order: Some(order(1)), quantity: other }),
        ];
        let shelf = Shelf {
            material: &fabric,
            entries: &entries,
            order_number: &|order| order.to_string(),
            purchase_number: &|purchase| purchase.to_string(),
        };
        let wild = Purchase { quantity, tolerance_percent: Decimal::new(wastage, 2), price: Some(cny("18")), ..purchase(1, 1) };
        let wild = Purchase { estimate: Some(Price { per_unit: Decimal::new(micros, 6), ..cny("1") }), ..wild };
        for kind in [
            checked_count(shelf, other, on),
            checked_arrival(shelf, &wild, other, on),
            checked_issue(shelf, order(1), other, on),
            checked_allocation(shelf, order(1), other, on),
            checked_reversal(shelf, StockEntryId(id(2)), on),
        ] {
            let _ = kind.map_err(|refusal| crate::Say::say(&refusal).to_string());
        }
        let events = [
            purchase_event(1, 1, "2026-03-05", PurchaseKind::Arrived { quantity: other, rejected: quantity, price: None }),
            purchase_event(1, 2, "2026-03-05", PurchaseKind::SentBack { quantity: other }),
            purchase_event(1, 3, "2026-03-06", PurchaseKind::Reversed { seq: 1 }),
        ];
        let of = Followed { purchase: &wild, unit: "m", events: &events };
        let arrival = Arrival { quantity: other, rejected: quantity, price: None, accept_over: false };
        let _ = purchase::checked_arrival(of, arrival, on).map_err(|refusal| crate::Say::say(&refusal).to_string());
        let _ = purchase::checked_sending_back(of, quantity, on);
        let _ = purchase::checked_closing(of, "缺货", on);
        let _ = wild.clone().checked("m");
        let _ = purchase::against_estimate(&wild, &events, on);
        let standing = progress(&wild, &events, on);
        let stocks = crate::material::stock::stocks(&entries, on);
        let _ = supply(order(1), &[Need { material: material_id(1), quantity }], &stocks, &[(wild.clone(), standing)]);
        let period = crate::material::Period { from: on, to: on };
        let found = crate::material::rating(wild.supplier, std::slice::from_ref(&wild), &events, |_| "m", period, on);
        let _ = found.quality.iter().map(|it| it.percent()).collect::<Vec<_>>();
        let _ = found.prices.iter().map(|it| it.percent()).collect::<Vec<_>>();
    }
}
