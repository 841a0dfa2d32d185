//! Registrations, claims and the archive, as tables.

use super::*;
use crate::delivery::export::{
    archive::{self, ArchiveEvent, missing_papers, usual_items},
    claim::{self, ClaimEvent, Terms},
    registration::{self, Applied, Granted, Standing},
};

const TODAY: &str = "2026-12-01";

fn opened(kind: RegistrationKind, name: &str) -> Result<Option<Registration>, &'static str> {
    let id = RegistrationId(uuid::Uuid::from_u128(1));
    let deed = registration::Deed::Opened { id, order: order(), kind, name: name.into() };
    let event = key(registration::decide(None, deed, mark(CLERK), day(TODAY)))?;
    Ok(event.and_then(|event| Registration::opened(&event)))
}

fn applied(on: &str) -> registration::Deed {
    let applied = Applied { on: day(on), agency: "CCPIT".into(), prefiled: "YL-1".into() };
    registration::Deed::Applied { applied }
}

fn granted(on: &str, number: &str, reason: &str) -> registration::Deed {
    let granted = Granted { on: day(on), number: number.into(), amount: Some(usd(50_000)) };
    registration::Deed::Granted { granted, reason: reason.into() }
}

#[test]
fn what_an_office_does_comes_in_its_order() {
    use registration::Deed::{Collected, Refused, Withdrawn};
    let collected = |on| Collected { on: day(on) };
    let refused = |on| Refused { on: day(on), reason: "HS code".into() };
    let mut one = opened(RegistrationKind::CustomsDeclaration, "").unwrap().unwrap();
    for (deed, answer, standing) in [
        (collected("2026-11-20"), Err("export-not-now"), Standing::Open),
        (refused("2026-11-20"), Err("export-not-now"), Standing::Open),
        (applied("2026-12-02"), Err("export-day-to-come"), Standing::Open),
        (applied("2026-11-18"), Ok(()), Standing::Applied),
        (refused("2026-11-17"), Err("export-day-before"), Standing::Applied),
        (refused("2026-11-18"), Ok(()), Standing::Refused),
        (applied("2026-11-19"), Ok(()), Standing::Applied),
        (granted("2026-11-18", "310120260", ""), Err("export-day-before"), Standing::Applied),
        (granted("2026-11-20", " ", ""), Err("delivery-text-missing"), Standing::Applied),
        (granted("2026-11-20", "310120260", ""), Ok(()), Standing::Granted),
        (granted("2026-11-20", "310120260", ""), Err("export-nothing-changed"), Standing::Granted),
        (granted("2026-11-21", "310120260", " "), Err("delivery-text-missing"), Standing::Granted),
        (granted("2026-11-21", "310120260", "misread"), Ok(()), Standing::Granted),
        (applied("2026-11-22"), Err("export-not-now"), Standing::Granted),
        (collected("2026-11-20"), Err("export-day-before"), Standing::Granted),
        (collected("2026-11-30"), Ok(()), Standing::Collected),
        (collected("2026-11-30"), Err("export-nothing-changed"), Standing::Collected),
        (Withdrawn { reason: "order cancelled".into() }, Ok(()), Standing::Withdrawn),
        (applied("2026-11-22"), Err("export-not-now"), Standing::Withdrawn),
    ] {
        let event = key(registration::decide(Some(&one), deed.clone(), mark(CLERK), day(TODAY)));
        if let Ok(Some(event)) = &event {
            one.apply(event);
        }
        assert_eq!((event.map(|_| ()), one.standing()), (answer, standing), "{deed:?}");
    }
    assert!(one.is_done());
    let kept: Registration = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
    assert_eq!(kept, one);
}

#[test]
fn another_certificate_has_a_name_and_nothing_is_declared_for_nothing() {
    assert_eq!(opened(RegistrationKind::OtherCertificate, " "), Err("delivery-text-missing"));
    let one = opened(RegistrationKind::OtherCertificate, "Fumigation").unwrap().unwrap();
    let granted = Granted { on: day(TODAY), number: "1".into(), amount: Some(usd(0)) };
    let deed = registration::Deed::Granted { granted, reason: String::new() };
    let refused = key(registration::decide(Some(&one), deed, mark(CLERK), day(TODAY)));
    assert_eq!(refused, Err("export-amount-not-positive"));
}

fn terms(amount: Money) -> Terms {
    Terms {
        direction: Direction::WePay,
        party: "Nordlicht GmbH".into(),
        reason: "2 pcs short, 50 wet".into(),
        amount,
        raised_on: day("2026-11-25"),
    }
}

fn raise(terms: Terms) -> Result<Option<ClaimEvent>, &'static str> {
    let deed = claim::Deed::Raised { id: ClaimId(uuid::Uuid::from_u128(1)), order: order(), terms };
    key(claim::decide(None, deed, mark(CLERK), day(TODAY), false))
}

#[test]
fn a_claim_says_who_why_and_how_much() {
    for (terms, answer) in [
        (terms(usd(0)), "export-amount-not-positive"),
        (Terms { party: " ".into(), ..terms(usd(1)) }, "delivery-text-missing"),
        (Terms { reason: String::new(), ..terms(usd(1)) }, "delivery-text-missing"),
        (Terms { raised_on: day("2026-12-02"), ..terms(usd(1)) }, "export-day-to-come"),
    ] {
        assert_eq!(raise(terms), Err(answer));
    }
}

#[test]
fn a_manager_confirms_what_somebody_else_has_entered() {
    use claim::Deed::{Confirmed, Corrected, Rejected, Settled};
    let confirmed = |amount| Confirmed { amount, note: String::new() };
    let settled = |on| Settled { on: day(on), note: String::new() };
    let mut claim = Claim::raised(&raise(terms(usd(300))).unwrap().unwrap()).unwrap();
    for (by, may, deed, answer) in [
        (CLERK, false, settled("2026-11-30"), Err("export-not-now")),
        (MANAGER, false, confirmed(usd(300)), Err("export-may-not-confirm")),
        (CLERK, true, confirmed(usd(300)), Err("export-own-claim")),
        (CLERK, true, Rejected { reason: "x".into() }, Err("export-own-claim")),
        (MANAGER, true, confirmed(usd(301)), Err("export-more-than-claimed")),
        (MANAGER, true, confirmed(usd(0)), Err("export-amount-not-positive")),
        (MANAGER, true, confirmed(cny(300)), Err("export-other-currency")),
        (CLERK, false, Corrected { terms: terms(usd(300)) }, Err("export-nothing-changed")),
        (CLERK, false, Corrected { terms: terms(usd(280)) }, Ok(())),
        (MANAGER, true, confirmed(usd(250)), Ok(())),
        (CLERK, false, Corrected { terms: terms(usd(300)) }, Err("export-not-now")),
        (MANAGER, true, Rejected { reason: "x".into() }, Err("export-not-now")),
        (CLERK, false, settled("2026-11-24"), Err("export-day-before")),
        (CLERK, false, settled("2026-12-02"), Err("export-day-to-come")),
        (CLERK, false, settled("2026-11-30"), Ok(())),
        (CLERK, false, settled("2026-11-30"), Err("export-not-now")),
    ] {
        let event = key(claim::decide(Some(&claim), deed.clone(), mark(by), day(TODAY), may));
        if let Ok(Some(event)) = &event {
            claim.apply(event);
        }
        assert_eq!(event.map(|_| ()), answer, "{deed:?}");
    }
    assert_eq!((claim.amount(), claim.is_open()), (usd(250), false));
    assert_eq!(claim.confirmed(), Some(&mark(MANAGER)));
    let kept: Claim = serde_json::from_str(&serde_json::to_string(&claim).unwrap()).unwrap();
    assert_eq!(kept, claim);
}

#[test]
fn a_rejected_claim_is_worth_nothing() {
    let mut claim = Claim::raised(&raise(terms(usd(300))).unwrap().unwrap()).unwrap();
    let deed = claim::Deed::Rejected { reason: "out of time".into() };
    let event = key(claim::decide(Some(&claim), deed, mark(MANAGER), day(TODAY), true)).unwrap().unwrap();
    claim.apply(&event);
    assert_eq!((claim.amount(), claim.is_open(), claim.confirmed()), (usd(0), false, None));
}

#[test]
fn the_archive_is_complete_when_every_item_has_its_place() {
    let items = usual_items();
    let mut archive = Archive::default();
    let kept =
        |item: &str, place: &str| archive::Deed::Kept { item: item.into(), place: place.into(), note: String::new() };
    let removed = |item: &str, reason: &str| archive::Deed::Removed { item: item.into(), reason: reason.into() };
    for (deed, answer, open) in [
        (kept("papers", " "), Err("delivery-text-missing"), 4),
        (kept("photos", "shelf 3"), Err("export-no-such-item"), 4),
        (kept("papers", "folder 88"), Ok(true), 3),
        (kept("papers", "folder 88"), Ok(false), 3),
        (kept("papers", "folder 89"), Ok(true), 3),
        (kept("shipment-sample", "shelf 3"), Ok(true), 2),
        (removed("sample", "x"), Err("export-not-kept"), 2),
        (removed("papers", " "), Err("delivery-text-missing"), 2),
        (removed("papers", "lent to finance"), Ok(true), 3),
    ] {
        let event: Result<Option<ArchiveEvent>, _> = key(archive::decide(&archive, &items, deed.clone(), mark(CLERK)));
        if let Ok(Some(event)) = &event {
            archive.apply(event);
        }
        let answered = event.map(|event| event.is_some());
        assert_eq!((answered, archive.open(&items).len()), (answer, open), "{deed:?}");
    }
    assert_eq!(missing_papers(&[]).len(), 4);
}
