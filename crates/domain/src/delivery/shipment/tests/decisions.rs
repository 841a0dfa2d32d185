//! What may be told when, as tables.

use super::*;

/// One shipment of 600 flanges that leaves on 20 November.
fn left() -> Book {
    let mut book = Book::default();
    book.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    book.leave(1, "2026-11-20").unwrap();
    book
}

#[test]
fn what_is_planned_is_checked_and_counted() {
    let mut book = Book::default();
    for (cargo, answer) in [
        (&[][..], Err("shipment-nothing-to-ship")),
        (&[(3, 1)], Err("shipment-no-such-line")),
        (&[(1, 1), (1, 1)], Err("shipment-line-twice")),
        (&[(1, 0)], Err("shipment-not-positive")),
        (&[(1, -1)], Err("shipment-not-positive")),
        (&[(1, 1_001)], Err("shipment-more-than-ordered")),
        (&[(1, 600), (2, 200)], Ok(1)),
    ] {
        assert_eq!(book.plan(1, "2026-11-10", cargo), answer, "{cargo:?}");
    }
    assert_eq!(book.plan(2, "2026-11-10", &[(1, 401)]), Err("shipment-more-than-ordered"));
    assert_eq!(book.plan(2, "2026-11-10", &[(1, 400)]), Ok(1));
    assert_eq!(book.plan(3, "2026-11-10", &[(2, 1)]), Err("shipment-more-than-ordered"));
    assert_eq!(book.plan(2, "2026-11-10", &[(1, 400)]), Ok(0), "sent twice");
    book.tell(id(1), "2026-11-11", Deed::Cancelled { reason: "no space".into() }).unwrap();
    assert_eq!(book.plan(3, "2026-11-11", &[(2, 200), (1, 600)]), Ok(1));
    assert_eq!(book.shipments.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn half_a_piece_no_parcel_and_no_container_are_refused() {
    let mut book = Book::default();
    for (change, answer) in [
        ((|plan| plan.cargo[0].quantity = 5_000) as fn(&mut Plan), "shipment-in-fractions"),
        (|plan| plan.load = Load::Parcels { count: 0 }, "shipment-no-parcel"),
        (|plan| plan.load = Load::Containers { containers: vec![] }, "shipment-no-container"),
        (|plan| plan.carrier = "x".repeat(201), "delivery-text-too-long"),
        (
            |plan| {
                let container = Container { number: "CSQU3054383".into(), size: " ".into(), seal: String::new() };
                plan.load = Load::Containers { containers: vec![container] };
            },
            "delivery-text-missing",
        ),
    ] {
        let mut plan = plan(&[(1, 1)]);
        change(&mut plan);
        let deed = Deed::Planned { id: id(1), order: order(), number: 0, plan: Box::new(plan) };
        assert_eq!(book.tell(id(1), "2026-11-10", deed), Err(answer));
    }
    assert_eq!(book.leave(1, "2026-11-10"), Err("shipment-not-there"));
}

#[test]
fn what_has_left_stays_as_it_left() {
    let deeds = || {
        [
            Deed::Changed { plan: Box::new(plan(&[(1, 500)])) },
            Deed::Cancelled { reason: "x".into() },
            Deed::Estimated { etd: Some(day("2026-11-25")), eta: None, reason: "x".into() },
        ]
    };
    for deed in deeds() {
        assert_eq!(left().tell(id(1), "2026-11-21", deed), Err("shipment-has-left"));
        let mut book = Book::default();
        book.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
        assert!(book.tell(id(1), "2026-11-10", deeds()[0].clone()).is_ok());
    }
    let mut cancelled = Book::default();
    cancelled.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    assert_eq!(
        cancelled.tell(id(1), "2026-11-10", Deed::Cancelled { reason: " ".into() }),
        Err("delivery-text-missing")
    );
    cancelled.tell(id(1), "2026-11-10", Deed::Cancelled { reason: "no".into() }).unwrap();
    for deed in deeds() {
        assert_eq!(cancelled.tell(id(1), "2026-11-21", deed), Err("shipment-cancelled"));
    }
}

#[test]
fn days_of_leaving_and_arriving_follow_each_other() {
    let departed = |on, reason: &str| Deed::Departed { on: day(on), reason: reason.into() };
    let arrived = |on, reason: &str| Deed::Arrived { on: day(on), reason: reason.into() };
    let mut book = Book::default();
    book.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    for (today, deed, answer) in [
        ("2026-11-20", arrived("2026-11-20", ""), Err("shipment-has-not-left")),
        ("2026-11-20", departed("2026-11-21", ""), Err("shipment-day-to-come")),
        ("2026-11-20", departed("2026-11-19", ""), Ok(1)),
        ("2026-11-20", departed("2026-11-19", ""), Ok(0)),
        ("2026-11-20", departed("2026-11-20", ""), Err("delivery-text-missing")),
        ("2026-11-20", departed("2026-11-20", "rolled over"), Ok(1)),
        ("2026-12-20", arrived("2026-11-19", ""), Err("shipment-arrives-before-leaving")),
        ("2026-12-20", arrived("2026-12-18", ""), Ok(1)),
        ("2026-12-20", arrived("2026-12-18", ""), Ok(0)),
        ("2026-12-20", arrived("2026-12-17", ""), Err("delivery-text-missing")),
        ("2026-12-20", departed("2026-12-19", "x"), Err("shipment-arrives-before-leaving")),
    ] {
        assert_eq!(book.tell(id(1), today, deed.clone()), answer, "{deed:?}");
    }
    assert_eq!(book.replayed(), book.shipments);
}

#[test]
fn expected_days_change_with_a_reason_and_none_is_forgotten() {
    let estimated = |etd: Option<&str>, eta: Option<&str>, reason: &str| Deed::Estimated {
        etd: etd.map(day),
        eta: eta.map(day),
        reason: reason.into(),
    };
    let mut book = Book::default();
    book.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    for (deed, answer) in [
        (estimated(None, None, ""), Err("shipment-nothing-changed")),
        (estimated(Some("2026-11-20"), None, ""), Ok(1)),
        (estimated(None, Some("2026-11-19"), ""), Err("shipment-arrives-before-leaving")),
        // The first ETA is no change.
        (estimated(None, Some("2026-12-15"), ""), Ok(1)),
        (estimated(Some("2026-11-20"), Some("2026-12-15"), ""), Ok(0)),
        (estimated(Some("2026-11-20"), Some("2026-12-15"), "sure"), Err("shipment-nothing-changed")),
        (estimated(None, Some("2026-12-18"), " "), Err("delivery-text-missing")),
        (estimated(None, Some("2026-12-18"), "congestion"), Ok(1)),
        (estimated(Some("2026-11-22"), None, "typhoon"), Ok(1)),
    ] {
        assert_eq!(book.tell(id(1), "2026-11-12", deed.clone()), answer, "{deed:?}");
    }
    let kept: Vec<_> = book.shipment(1).estimates.iter().map(|one| (one.etd, one.eta, &*one.reason)).collect();
    let (etd, eta) = (|on| Some(day(on)), |on| Some(day(on)));
    assert_eq!(
        kept,
        [
            (etd("2026-11-20"), None, ""),
            (etd("2026-11-20"), eta("2026-12-15"), ""),
            (etd("2026-11-20"), eta("2026-12-18"), "congestion"),
            (etd("2026-11-22"), eta("2026-12-18"), "typhoon"),
        ]
    );
    assert_eq!(book.shipment(1).delay(day("2026-11-12")), Some(Delay { against_first: 3, against_latest: 0 }));
    assert_eq!(
        book.shipment(1).departure_delay(day("2026-11-25")),
        Some(Delay { against_first: 5, against_latest: 3 })
    );
}

#[test]
fn what_a_carrier_tells_twice_is_kept_once() {
    let mut book = left();
    let told = |report: Report| Deed::Reported { report: Box::new(report) };
    let other = |change: fn(&mut Report)| {
        let mut report = report("e-1", Milestone::Loaded, "2026-11-19");
        change(&mut report);
        told(report)
    };
    for (deed, answer) in [
        (told(report("e-1", Milestone::Loaded, "2026-11-19")), Ok(1)),
        (told(report("e-1", Milestone::Loaded, "2026-11-19")), Ok(0)),
        (told(report(" e-1 ", Milestone::Departed, "2026-11-20")), Ok(0)),
        (other(|report| report.carrier = "MSC".into()), Ok(1)),
        (told(report("e-2", Milestone::Departed, "2026-11-20")), Ok(1)),
        (told(report("", Milestone::Departed, "2026-11-20")), Err("delivery-text-missing")),
    ] {
        assert_eq!(book.tell_by(id(1), carrier(), day("2026-11-21"), deed.clone()), answer, "{deed:?}");
    }
}

#[test]
fn a_carriers_clock_may_be_a_day_ahead_and_no_more() {
    let report = |on| Deed::Reported { report: Box::new(report("e-1", Milestone::Arrived, on)) };
    assert_eq!(left().tell(id(1), "2026-12-18", report("2026-12-20")), Err("shipment-report-to-come"));
    assert_eq!(left().tell(id(1), "2026-12-19", report("2026-12-20")), Ok(1));
}

#[test]
fn harm_is_told_of_goods_that_are_under_way() {
    let harm = |line, count: i64, words: &str| Deed::Harmed {
        harm: Harm { kind: HarmKind::Wet, line, quantity: count * 10_000, words: words.into(), photos: vec![file(3)] },
    };
    let mut planned = Book::default();
    planned.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    assert_eq!(planned.tell(id(1), "2026-11-20", harm(1, 1, "wet")), Err("shipment-has-not-left"));
    for (deed, answer) in [
        (harm(2, 1, "wet"), Err("shipment-line-not-shipped")),
        (harm(1, 601, "wet"), Err("shipment-more-harmed")),
        (harm(1, 0, "wet"), Err("shipment-not-positive")),
        (harm(1, 1, " "), Err("delivery-text-missing")),
        (harm(1, 600, "wet"), Ok(1)),
    ] {
        assert_eq!(left().tell(id(1), "2026-12-20", deed.clone()), answer, "{deed:?}");
    }
    let mut book = left();
    assert_eq!(book.tell(id(1), "2026-12-20", harm(1, 3, "wet")), Ok(1));
    assert_eq!(book.tell(id(1), "2026-12-20", harm(1, 3, " wet ")), Ok(0), "sent twice");
}

/// An amendment puts a line before those of the order.
#[test]
fn a_shipment_follows_the_lines_of_its_order() {
    let mut book = Book::default();
    book.plan(1, "2026-11-10", &[(1, 600)]).unwrap();
    book.leave(1, "2026-11-20").unwrap();
    let sign_off = Box::new(sign_off(1, &[(1, 598)]));
    book.tell(id(1), "2026-12-20", Deed::Signed { sign_off }).unwrap();
    let moved = |lines: &[(u32, u32)]| Deed::LinesMoved { lines: lines.to_vec() };
    assert_eq!(book.tell(id(1), "2026-12-21", moved(&[(1, 1), (2, 2)])), Ok(0));
    assert_eq!(book.tell(id(1), "2026-12-21", moved(&[(2, 1)])), Err("shipment-line-lost"));
    assert_eq!(book.tell(id(1), "2026-12-21", moved(&[(1, 2), (2, 1)])), Ok(1));
    let shipment = book.shipment(1);
    assert_eq!((shipment.of_line(1), shipment.of_line(2)), (0, 6_000_000));
    let signed = shipment.signed().unwrap();
    assert!(signed.sign_off.is_intact(id(1)), "evidence stays as it was signed");
    assert_eq!(signed.differences(shipment).iter().map(|one| one.line).collect::<Vec<_>>(), [2]);
    assert_eq!(book.replayed(), book.shipments);
}
