//! Freight and port charges: shared to the cent, counted by the cubic metre.

use proptest::prelude::*;

use super::*;
use crate::{
    ChargeId, ShipmentId, Text,
    delivery::export::charge::{self, What},
};

fn shipment(number: u128) -> ShipmentId {
    ShipmentId(uuid::Uuid::from_u128(number))
}

fn volume(number: u128, litres: Option<i64>) -> Volume {
    Volume {
        shipment: shipment(number),
        name: Text::same(format!("S{number}")),
        cubic_mm: litres.map(|litres| litres * 1_000_000),
    }
}

fn bill(id: u128, kind: ChargeKind, payee: &str, amount: Money, shipments: &[u128]) -> Charge {
    Charge {
        id: ChargeId(uuid::Uuid::from_u128(id)),
        kind,
        payee: payee.into(),
        number: String::new(),
        amount,
        on: day("2026-11-25"),
        shipments: shipments.iter().map(|number| shipment(*number)).collect(),
        note: String::new(),
    }
}

fn book(made: &[ChargeEntry], charge: Charge) -> Result<Option<ChargeEntry>, &'static str> {
    key(charge::book(made, charge, mark(CLERK), day("2026-12-01")))
}

#[test]
fn a_bill_is_booked_once_and_taken_back_once() {
    let good = || bill(1, ChargeKind::Freight, " Sinotrans ", usd(1_800), &[1]);
    for (charge, answer) in [
        (Charge { amount: usd(0), ..good() }, "export-amount-not-positive"),
        (Charge { on: day("2026-12-02"), ..good() }, "export-day-to-come"),
        (Charge { payee: " ".into(), ..good() }, "delivery-text-missing"),
        (Charge { shipments: vec![], ..good() }, "export-no-shipment"),
        (Charge { shipments: vec![shipment(1); 2], ..good() }, "export-shipment-twice"),
    ] {
        assert_eq!(book(&[], charge), Err(answer));
    }
    let mut made = vec![book(&[], good()).unwrap().unwrap()];
    assert_eq!(book(&made, good()), Ok(None));
    let reverse = |made: &[ChargeEntry], id: u128, reason: &str| {
        key(charge::reverse(made, ChargeId(uuid::Uuid::from_u128(id)), reason, mark(CLERK)))
    };
    assert_eq!(reverse(&made, 2, "x"), Err("export-not-there"));
    assert_eq!(reverse(&made, 1, " "), Err("delivery-text-missing"));
    assert_eq!(charge::standing(&made).len(), 1);
    made.push(reverse(&made, 1, "billed twice").unwrap());
    assert_eq!(reverse(&made, 1, "again"), Err("export-already-reversed"));
    assert_eq!(charge::standing(&made), Vec::<&Charge>::new());
    assert!(matches!(&made[0].what, What::Booked { charge } if charge.payee == "Sinotrans"));
}

#[test]
fn a_container_that_is_shared_is_paid_by_volume() {
    let volumes = [volume(1, Some(10_000)), volume(2, Some(20_000)), volume(3, None)];
    let shared = |shipments: &[u128]| {
        let parts = shares(&bill(1, ChargeKind::Freight, "x", usd(100), shipments), &volumes);
        key(parts).map(|parts| parts.iter().map(|(_, money)| money.minor).collect::<Vec<_>>())
    };
    for (shipments, parts) in [
        (&[1][..], Ok(vec![10_000])),
        (&[1, 2], Ok(vec![3_333, 6_667])),
        (&[2, 1], Ok(vec![6_667, 3_333])),
        // Alone it pays all, packed or not.
        (&[3], Ok(vec![10_000])),
        (&[1, 3], Err("export-volume-unknown")),
        (&[1, 9], Err("export-volume-unknown")),
    ] {
        assert_eq!(shared(shipments), parts, "{shipments:?}");
    }
}

#[test]
fn charges_are_counted_by_kind_by_forwarder_and_by_cubic_metre() {
    let bills = [
        bill(1, ChargeKind::Freight, "Sinotrans", usd(1_800), &[1]),
        bill(2, ChargeKind::Port, "SINOTRANS", cny(2_400), &[1, 2]),
        bill(3, ChargeKind::Freight, "Kerry", usd(700), &[2]),
    ];
    let bills: Vec<&Charge> = bills.iter().collect();
    let figures_of = |volumes: &[Volume]| figures(&bills, volumes);
    let known = figures_of(&[volume(1, Some(20_000)), volume(2, Some(4_000))]);
    assert_eq!(known.total.of(Currency::USD), usd(2_500));
    assert_eq!(known.by_kind[&ChargeKind::Port].of(Currency::CNY), cny(2_400));
    assert_eq!(known.cubic_mm, Some(24_000_000_000));
    assert_eq!(known.per_cbm, [cny(100), Money { minor: 10_417, currency: Currency::USD }]);
    let payees: Vec<_> = known.by_payee.iter().map(|one| (&*one.payee, one.cubic_mm, one.per_cbm.clone())).collect();
    assert_eq!(
        payees,
        [("Kerry", Some(4_000_000_000), vec![usd(175)]), ("Sinotrans", Some(24_000_000_000), vec![cny(100), usd(75)]),]
    );
    // Where a volume is missing there is no figure, not a wrong one.
    let unknown = figures_of(&[volume(1, Some(20_000))]);
    assert_eq!((unknown.cubic_mm, unknown.per_cbm), (None, vec![]));
    assert_eq!(figures(&[], &[]), Figures::default());
}

proptest! {
    #[test]
    fn shares_sum_up_to_the_bill(minor in 1..=100_000_000_000_i64, litres in prop::collection::vec(1..200_000_i64, 1..40)) {
        let numbers: Vec<u128> = (1..=litres.len() as u128).collect();
        let amount = Money { minor, currency: Currency::USD };
        let volumes: Vec<Volume> =
            litres.iter().zip(&numbers).map(|(litres, number)| volume(*number, Some(*litres))).collect();
        let parts = shares(&bill(1, ChargeKind::Freight, "x", amount, &numbers), &volumes).unwrap();
        prop_assert_eq!(parts.iter().map(|(_, part)| part.minor).sum::<i64>(), minor);
        prop_assert!(parts.iter().all(|(_, part)| part.minor >= 0));
        // More volume never pays less.
        for (one, other) in parts.iter().zip(&litres).zip(parts.iter().zip(&litres).skip(1)) {
            let ((_, first), first_litres) = one;
            let ((_, second), second_litres) = other;
            prop_assert!(first_litres < second_litres || first.minor >= second.minor);
            prop_assert!(first_litres > second_litres || first.minor <= second.minor + 1);
        }
    }
}
