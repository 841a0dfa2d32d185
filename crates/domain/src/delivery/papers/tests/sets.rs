//! Papers of a set that say different things.

use super::*;

fn set(sources: &Sources) -> Vec<Content> {
    use Kind::*;
    [
        SalesContract,
        CommercialInvoice,
        PackingList,
        ShippingAdvice,
        CustomsDeclaration,
        CertificateOfOrigin,
        PurchaseContract,
    ]
    .map(|kind| paper(kind, sources))
    .to_vec()
}

/// One paper is made from other sources than the rest.
fn with(kind: Kind, change: fn(&mut Sources)) -> Vec<Content> {
    let mut other = sources();
    change(&mut other);
    let mut set = set(&sources());
    for content in &mut set {
        if content.kind == kind {
            *content = paper(kind, &other);
        }
    }
    set
}

#[test]
fn a_set_from_one_source_agrees() {
    assert_eq!(agree(&set(&sources())), []);
    assert_eq!(agree(&[]), []);
}

#[test]
fn each_difference_is_found_with_both_papers() {
    type Change = fn(&mut Sources);
    let cases: &[(Kind, Change, &[&str])] = &[
        (Kind::PackingList, |of| of.port_of_discharge = "Bremen".into(), &["found-differs"]),
        // Case and spaces make no difference.
        (Kind::PackingList, |of| of.port_of_discharge = " HAMBURG".into(), &[]),
        (Kind::PackingList, |of| of.buyer = party("Nordlicht AG", "Nordlicht AG"), &["found-differs"]),
        (Kind::CustomsDeclaration, |of| of.trade_terms = "CIF Hamburg".into(), &["found-differs"]),
        (Kind::CustomsDeclaration, |of| of.goods[0].line.price = Some(44.into()), &["found-differs"]),
        (Kind::CertificateOfOrigin, |of| of.goods[0].shipped -= 10_000, &["found-quantity"]),
        (Kind::CertificateOfOrigin, |of| of.goods[1].shipped = 0, &["found-line-missing"]),
        (
            Kind::PackingList,
            |of| of.packing.as_mut().unwrap().rows[0].packages = 10,
            &["found-differs", "found-quantity"],
        ),
        (Kind::PackingList, |of| of.packing.as_mut().unwrap().marks.clear(), &["found-missing"]),
        (Kind::ShippingAdvice, |of| of.carriage.as_mut().unwrap().bill.push('4'), &["found-differs"]),
        (Kind::PurchaseContract, |of| of.trade_terms = "EXW".into(), &[]),
        (Kind::SalesContract, |of| of.goods[0].line.quantity = pcs(999), &[]),
    ];
    for (place, (kind, change, wanted)) in cases.iter().enumerate() {
        let found = keys(&agree(&with(*kind, *change)));
        // What stands on every paper of a shipment differs from each of them that comes after.
        let once: std::collections::BTreeSet<_> = found.iter().collect();
        let wanted_once: std::collections::BTreeSet<_> = wanted.iter().collect();
        assert_eq!(once, wanted_once, "case {place}: {found:?}");
    }
    let found = agree(&with(Kind::PackingList, |of| of.port_of_discharge = "Bremen".into()));
    let Some(Finding::Differs { item, one, said, other, other_said }) = found.first() else { panic!("{found:?}") };
    assert_eq!(
        (&*item.en, &*one.en, &*other.en),
        ("Port of discharge", "Sales Contract SC-202609-0007", "Packing List PL-1")
    );
    assert_eq!((said.to_string(), other_said.to_string()), ("\"Hamburg\"".into(), "\"Bremen\"".into()));
}

#[test]
fn papers_are_dated_one_after_the_other() {
    let dated = |kind: Kind, date: &str| {
        let mut set = set(&sources());
        for content in &mut set {
            if content.kind == kind {
                content.date = day(date);
            }
        }
        keys(&agree(&set))
    };
    for (kind, date, found) in [
        (Kind::CommercialInvoice, "2026-11-16", &[][..]),
        (Kind::CommercialInvoice, "2026-11-17", &["found-dated"; 2]),
        (Kind::CommercialInvoice, "2026-11-21", &["found-dated"; 3]),
        (Kind::CommercialInvoice, "2026-09-19", &["found-dated"]),
        (Kind::PackingList, "2026-11-15", &["found-dated"]),
        (Kind::CertificateOfOrigin, "2026-11-20", &[]),
    ] {
        assert_eq!(dated(kind, date), found, "{kind:?} {date}");
    }
}
