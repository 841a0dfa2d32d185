//! A story in the trade's words: an order that goes to Hamburg in two parts.

use super::*;
use crate::process::gate::Fact;

fn said(book: &Book) -> Vec<(&'static str, Option<Fact>)> {
    facts(&book.shipments, &due()).into_iter().collect()
}

fn fact(book: &Book, name: &str) -> Option<Fact> {
    said(book).into_iter().find(|(key, _)| *key == name).and_then(|(_, fact)| fact)
}

fn found(book: &Book, number: u128, today: &str) -> Vec<&'static str> {
    let found = findings(book.shipment(number), &due(), day(today));
    found.iter().map(|one| one.say().key.trim_start_matches("shipment-found-")).collect()
}

#[test]
fn two_parts_to_hamburg() {
    let mut book = Book { packed: Some(BTreeMap::new()), ..Book::default() };
    assert_eq!(fact(&book, "receipt.signed"), Some(Fact::YesNo(false)));

    // The forwarder books space for 600 flanges and all bolts in a container of their own.
    let container = Container { number: "CSQU3054384".into(), size: "20GP".into(), seal: "CN88".into() };
    let load = Load::Containers { containers: vec![container] };
    let part = Plan { load, ..plan(&[(1, 600), (2, 200)]) };
    let planned = Deed::Planned { id: id(1), order: order(), number: 0, plan: Box::new(part) };
    book.tell(id(1), "2026-11-02", planned).unwrap();
    let booking =
        Booking { number: "SO88".into(), on: day("2026-11-03"), cut_off: Some(day("2026-11-18")), note: "".into() };
    book.tell(id(1), "2026-11-03", Deed::Booked { booking }).unwrap();
    let (etd, eta) = (Some(day("2026-11-20")), Some(day("2026-12-15")));
    book.tell(id(1), "2026-11-03", Deed::Estimated { etd, eta, reason: String::new() }).unwrap();
    assert_eq!(found(&book, 1, "2026-11-03"), ["container-number"], "somebody mistyped the check digit");

    // It cannot leave before the factory has told what is packed.
    assert_eq!(book.leave(1, "2026-11-19"), Err("shipment-more-than-packed"));
    book.packed = Some(BTreeMap::from([(1, 6_000_000), (2, 2_000_000)]));

    // The vessel is late, and the carrier's program is quicker than the office.
    assert_eq!(found(&book, 1, "2026-11-21"), ["not-left", "container-number"]);
    let mut loaded = report("e-1", Milestone::Departed, "2026-11-21");
    (loaded.eta, loaded.words) = (Some(day("2026-12-18")), "sailed".into());
    let sailed = Deed::Reported { report: Box::new(loaded) };
    book.tell_by(id(1), carrier(), day("2026-11-21"), sailed).unwrap();
    assert_eq!(found(&book, 1, "2026-11-21"), ["not-left", "late", "carrier-says-left", "container-number"]);
    book.leave(1, "2026-11-21").unwrap();
    let conveyance = Conveyance { name: "COSCO TAICANG 035E".into(), tracking: "COSU6123".into(), via: String::new() };
    book.tell(id(1), "2026-11-22", Deed::Conveyed { conveyance }).unwrap();
    assert_eq!(fact(&book, "shipment.tracking"), Some(Fact::Text("COSU6123".into())));
    assert_eq!(fact(&book, "shipment.arrives"), Some(Fact::Date(day("2026-12-18"))));
    assert_eq!(fact(&book, "shipment.departed"), Some(Fact::YesNo(false)), "400 flanges are still here");

    // The rest goes by air.
    let rest = Plan { mode: Mode::Air, carrier: "Lufthansa".into(), ..plan(&[(1, 400)]) };
    let planned = Deed::Planned { id: id(2), order: order(), number: 0, plan: Box::new(rest) };
    book.tell(id(2), "2026-12-01", planned).unwrap();
    book.packed = Some(BTreeMap::from([(1, 10_000_000), (2, 2_000_000)]));
    book.leave(2, "2026-12-02").unwrap();
    assert_eq!(fact(&book, "shipment.departed"), Some(Fact::YesNo(true)));
    assert_eq!(fact(&book, "shipment.mode"), Some(Fact::Text("air".into())));
    assert_eq!(fact(&book, "shipment.carrier"), Some(Fact::Text("Lufthansa".into())));

    // Both arrive; of the first two flanges are missing and one carton got wet.
    let arrived = Deed::Reported { report: Box::new(report("e-9", Milestone::Arrived, "2026-12-19")) };
    book.tell_by(id(1), carrier(), day("2026-12-19"), arrived).unwrap();
    assert_eq!(book.shipment(1).arrived_on(), Some(day("2026-12-19")));
    assert_eq!(book.shipment(1).delay(day("2026-12-30")), Some(Delay { against_first: 4, against_latest: 1 }));
    let photos = vec![file(5)];
    let harm = Harm { kind: HarmKind::Wet, line: 2, quantity: 500_000, words: "carton 12".into(), photos };
    book.tell(id(1), "2026-12-20", Deed::Harmed { harm }).unwrap();
    let signed = |sign_off| Deed::Signed { sign_off: Box::new(sign_off) };
    book.tell_by(
        id(1),
        Mark { at: at("2026-12-20"), by: By::Customer },
        day("2026-12-20"),
        signed(sign_off(1, &[(1, 598)])),
    )
    .unwrap();
    assert_eq!(fact(&book, "receipt.signed"), Some(Fact::YesNo(false)), "the second part is not signed for");
    book.tell(id(2), "2026-12-20", signed(sign_off(2, &[]))).unwrap();
    assert_eq!(fact(&book, "receipt.signed"), Some(Fact::YesNo(true)));
    assert_eq!(found(&book, 1, "2026-12-30"), ["late", "container-number", "harmed", "received-less"]);

    let lines = balances(&book.shipments, &due(), book.packed.as_ref());
    let figures: Vec<_> = lines.iter().map(|one| (one.shipped, one.received, one.left())).collect();
    assert_eq!(figures, [(10_000_000, 9_980_000, 0), (2_000_000, 2_000_000, 0)]);
    assert_eq!(book.replayed(), book.shipments);
}
