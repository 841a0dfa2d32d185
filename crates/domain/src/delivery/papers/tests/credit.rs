//! Papers against the letter of credit.

use super::*;
use crate::letter::{Terms, sample};

fn terms() -> Terms {
    Terms { goods: "Flanges PN16 and bolts as per SC-202609-0007".into(), ..sample::terms() }
}

/// The goods leave on 20 November, papers are presented on 1 December.
fn presentation() -> Presentation {
    Presentation {
        leaves: Some(day("2026-11-20")),
        presented: day("2026-12-01"),
        is_part: true,
        is_transhipped: false,
        drawn_before: None,
    }
}

#[test]
fn each_discrepancy_begins_one_beyond_its_boundary() {
    type Change = fn(&mut Sources, &mut Terms, &mut Presentation);
    let cases: &[(Change, &[&str])] = &[
        (|_, _, _| (), &[]),
        // Amounts: USD 32,000 are drawn of 50,000.
        (|_, credit, _| credit.amount = usd(3_200_000), &[]),
        (|_, credit, _| credit.amount = usd(3_199_999), &["over"]),
        (|_, credit, _| (credit.amount, credit.tolerance_percent) = (usd(2_909_091), 10.into()), &[]),
        (|_, credit, _| (credit.amount, credit.tolerance_percent) = (usd(2_909_090), 10.into()), &["over"]),
        (|_, _, of| of.drawn_before = Some(usd(1_800_000)), &[]),
        (|_, _, of| of.drawn_before = Some(usd(1_800_001)), &["over"]),
        (|_, credit, _| credit.amount.currency = Currency::EUR, &["currency"]),
        (|_, credit, of| (credit.partial_shipments, of.is_part) = (false, false), &["under"]),
        (
            |_, credit, of| {
                (credit.partial_shipments, of.is_part, of.drawn_before) = (false, false, Some(usd(1_800_000)))
            },
            &[],
        ),
        (|_, credit, of| (credit.partial_shipments, of.drawn_before) = (false, Some(usd(1_800_000))), &["no-parts"]),
        // Days.
        (|_, _, of| of.leaves = Some(day("2026-11-30")), &[]),
        (|_, _, of| of.leaves = Some(day("2026-12-01")), &["shipped-late"]),
        (|_, _, of| of.presented = day("2026-12-05"), &[]),
        (|_, _, of| of.presented = day("2026-12-06"), &["presented-late"]),
        (|_, _, of| (of.leaves, of.presented) = (None, day("2026-12-15")), &[]),
        (|_, _, of| (of.leaves, of.presented) = (None, day("2026-12-16")), &["presented-late"]),
        // Ports, on the invoice and all other papers.
        (|_, credit, _| credit.port_of_loading = "NINGBO, CHINA".into(), &[]),
        (|_, credit, _| credit.port_of_loading = "Any Chinese port".into(), &[]),
        (|_, credit, _| credit.port_of_loading = String::new(), &[]),
        (|_, credit, _| credit.port_of_loading = "Shanghai".into(), &["port"]),
        (|_, credit, of| (credit.transhipment, of.is_transhipped) = (true, true), &[]),
        (|_, credit, of| (credit.transhipment, of.is_transhipped) = (false, true), &["no-transhipment"]),
        // Names: punctuation and addresses are free, the name is not.
        (|_, credit, _| credit.beneficiary = "CHENGUANG IMP & EXP CO\nShanghai".into(), &[]),
        (|_, credit, _| credit.beneficiary = "Chenguang Trading Co.".into(), &["name"]),
        (|_, credit, _| credit.applicant = "Nordlicht AG".into(), &["name"]),
        (|_, credit, _| credit.goods = "Flanges".into(), &["goods"]),
        (|_, credit, _| credit.goods = String::new(), &[]),
        (|of, _, _| of.letter.as_mut().unwrap().number = "LC 2026 088".into(), &[]),
        (|of, _, _| of.letter.as_mut().unwrap().number = "LC-2026/089".into(), &["number"]),
    ];
    for (place, (change, wanted)) in cases.iter().enumerate() {
        let (mut sources, mut terms, mut presentation) = (sources(), terms(), presentation());
        change(&mut sources, &mut terms, &mut presentation);
        let set = [Kind::CommercialInvoice, Kind::PackingList].map(|kind| paper(kind, &sources));
        let mut found = keys(&against_credit(&set, "LC-2026/088", &terms, &presentation));
        found.dedup();
        let found: Vec<&str> = found.iter().map(|key| key.trim_start_matches("credit-")).collect();
        assert_eq!(found, *wanted, "case {place}");
    }
}

#[test]
fn nothing_is_presented_without_an_invoice() {
    let set = [paper(Kind::PackingList, &sources()), paper(Kind::SalesContract, &sources())];
    let found = against_credit(&set, "LC-2026/088", &terms(), &presentation());
    assert_eq!(found, [Finding::NoInvoice]);
}

#[test]
fn findings_carry_what_both_say() {
    let credit = Terms { port_of_discharge: "Rotterdam".into(), latest_shipment: Some(day("2026-11-15")), ..terms() };
    let set = [paper(Kind::CommercialInvoice, &sources())];
    let found = against_credit(&set, "LC-2026/088", &credit, &presentation());
    assert_eq!(
        found,
        [
            Finding::CreditPort {
                port: Item::PortOfDischarge.name(),
                credit: "Rotterdam".into(),
                paper: set[0].name(),
                said: "Hamburg".into()
            },
            Finding::CreditShippedLate { latest: day("2026-11-15"), leaves: day("2026-11-20") },
        ]
    );
    assert_eq!(found.iter().map(Finding::is_of_shipment).collect::<Vec<_>>(), [false, true]);
}
