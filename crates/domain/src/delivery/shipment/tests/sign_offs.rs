//! The customer's signature as evidence.

use super::*;

fn left() -> Book {
    let mut book = Book::default();
    book.plan(1, "2026-11-10", &[(1, 600), (2, 200)]).unwrap();
    book.leave(1, "2026-11-20").unwrap();
    book
}

fn signed(sign_off: SignOff) -> Deed {
    Deed::Signed { sign_off: Box::new(sign_off) }
}

#[test]
fn a_signature_is_checked_against_the_shipment() {
    type Change = fn(&mut SignOff);
    let cases: &[(Change, Result<usize, &str>)] = &[
        (|_| (), Ok(1)),
        (|it| it.name = " ".into(), Err("delivery-text-missing")),
        (|it| it.signature.sha256 = "ab".into(), Err("delivery-file-not-sealed")),
        (|it| it.photos[0].sha256 = "AB".repeat(32), Err("delivery-file-not-sealed")),
        (|it| it.photos = vec![file(2); 21], Err("delivery-too-many")),
        (|it| it.received.push(Cargo { line: 3, quantity: 1 }), Err("shipment-line-not-shipped")),
        (|it| it.received = vec![Cargo { line: 1, quantity: 0 }; 2], Err("shipment-line-twice")),
        (|it| it.received = vec![Cargo { line: 1, quantity: -10_000 }], Err("shipment-not-positive")),
        (|it| it.received = vec![Cargo { line: 1, quantity: 5_000 }], Err("shipment-in-fractions")),
        (|it| it.received = vec![Cargo { line: 1, quantity: 0 }], Ok(1)),
    ];
    for (place, (change, answer)) in cases.iter().enumerate() {
        let mut it = sign_off(1, &[(1, 598)]);
        change(&mut it);
        assert_eq!(left().tell(id(1), "2026-12-20", signed(it)), *answer, "case {place}");
    }
}

#[test]
fn a_phone_that_sends_again_changes_nothing_and_nobody_signs_over() {
    let mut book = left();
    assert_eq!(book.tell(id(1), "2026-12-20", signed(sign_off(1, &[(1, 598)]))), Ok(1));
    assert_eq!(book.tell(id(1), "2026-12-21", signed(sign_off(1, &[(1, 598)]))), Ok(0));
    assert_eq!(book.tell(id(1), "2026-12-21", signed(sign_off(1, &[(1, 600)]))), Err("shipment-already-signed"));
    assert_eq!(book.tell(id(1), "2026-12-21", signed(sign_off(2, &[]))), Err("shipment-already-signed"));
    let annulled = |reason: &str| Deed::Annulled { reason: reason.into() };
    assert_eq!(book.tell(id(1), "2026-12-21", annulled(" ")), Err("delivery-text-missing"));
    assert_eq!(book.tell(id(1), "2026-12-21", annulled("signed by the neighbour")), Ok(1));
    assert_eq!(book.tell(id(1), "2026-12-21", annulled("again")), Err("shipment-not-signed"));
    assert_eq!(book.tell(id(1), "2026-12-21", signed(sign_off(1, &[(1, 598)]))), Ok(0), "a late echo");
    assert_eq!(book.tell(id(1), "2026-12-21", signed(sign_off(1, &[]))), Err("shipment-sign-off-annulled"));
    assert_eq!(book.tell(id(1), "2026-12-22", signed(sign_off(2, &[]))), Ok(1));
    assert_eq!(book.shipment(1).sign_offs.len(), 2, "what was annulled stays");
    assert_eq!(book.replayed(), book.shipments);
}

#[test]
fn only_who_may_annuls() {
    let mut book = left();
    book.tell(id(1), "2026-12-20", signed(sign_off(1, &[]))).unwrap();
    let (due, all) = (due(), book.shipments.clone());
    let given = Given { of_order: &all, due: &due, packed: None, today: day("2026-12-21"), may_annul: false };
    let refused = decide(all.first(), Deed::Annulled { reason: "x".into() }, mark("2026-12-21"), &given);
    assert_eq!(refused, Err(ShipmentRefusal::MayNotAnnul));
}

#[test]
fn changing_anything_of_a_signature_shows() {
    type Change = fn(&mut SignOff);
    let mut book = left();
    book.tell(id(1), "2026-12-20", signed(sign_off(1, &[(1, 598)]))).unwrap();
    let kept = book.shipment(1).signed().unwrap().sign_off.clone();
    assert_eq!(kept.name, "Frau Petersen");
    assert!(kept.is_intact(id(1)));
    assert!(!kept.is_intact(id(2)), "it belongs to its shipment");
    let changes: [Change; 10] = [
        |it| it.name.push('n'),
        |it| it.at = at("2026-12-21"),
        |it| it.device.clear(),
        |it| it.place = None,
        |it| it.signature = file(9),
        |it| it.photos.clear(),
        |it| it.received[0].quantity += 10_000,
        |it| it.received.clear(),
        |it| it.remark = "all well".into(),
        |it| it.id = SignOffId(uuid::Uuid::from_u128(2)),
    ];
    for (place, change) in changes.iter().enumerate() {
        let mut changed = kept.clone();
        change(&mut changed);
        assert!(!changed.is_intact(id(1)), "change {place}");
    }
    let mut tampered = book.shipment(1).clone();
    tampered.sign_offs[0].sign_off.received[0].quantity = 6_000_000;
    let found = findings(&tampered, &due(), day("2026-12-22"));
    assert_eq!(found.first(), Some(&Finding::Tampered { name: "Frau Petersen".into() }));
}

/// The driver's phone is quicker than the office: what is signed for has left.
#[test]
fn what_was_signed_for_has_left() {
    let mut book = Book::default();
    book.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    assert_eq!(book.tell(id(1), "2026-11-20", signed(sign_off(1, &[]))), Ok(2));
    assert_eq!(book.shipment(1).departed.as_ref().map(|departed| departed.on), Some(day("2026-11-20")));
    let mut told = Book::default();
    told.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    let report = Box::new(report("e-1", Milestone::Departed, "2026-11-15"));
    told.tell(id(1), "2026-11-16", Deed::Reported { report }).unwrap();
    told.tell(id(1), "2026-11-20", signed(sign_off(1, &[]))).unwrap();
    assert_eq!(told.shipment(1).departed.as_ref().map(|departed| departed.on), Some(day("2026-11-15")));
    let mut unpacked = Book { packed: Some(BTreeMap::new()), ..Book::default() };
    unpacked.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    assert_eq!(unpacked.tell(id(1), "2026-11-20", signed(sign_off(1, &[]))), Err("shipment-more-than-packed"));
}
