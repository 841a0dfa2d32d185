//! Evidence told by what somebody might try with it afterwards.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn at(written: &str) -> Timestamp {
    written.parse().unwrap()
}

fn file(content: &str) -> Proof {
    Proof { id: FileId(Uuid::from_u128(content.len() as u128)), sha256: Hash::of(content.as_bytes()) }
}

fn draft() -> Draft {
    Draft {
        id: EvidenceId(Uuid::from_u128(1)),
        act: Act::Received,
        signer: Signer { name: "王秀英".into(), role: "店主".into(), phone: "13800000001".into() },
        means: Means::Drawn,
        signed_at: at("2026-11-30T02:00:00Z"),
        device: "Android 14 / Chrome".into(),
        location: Location::At { latitude: 30_274_150, longitude: 120_155_150, within_m: 12 },
        files: vec![file("strokes")],
    }
}

fn keeping<'a>(previous: Option<&'a Evidence>) -> Keeping<'a> {
    Keeping {
        of: "YD-0001",
        shown: "1 矿泉水 550ml × 24：20 箱",
        witness: Some(PersonId(Uuid::from_u128(7))),
        now: at("2026-11-30T02:00:05Z"),
        previous,
    }
}

fn strokes(_: FileId) -> Option<Hash> {
    Some(Hash::of(b"strokes"))
}

#[test]
fn what_was_signed_is_intact_until_something_is_changed() {
    let sealed = draft().kept(keeping(None)).unwrap();
    assert_eq!(sealed.verify(strokes), Verdict::Intact);
    type Change = fn(&mut Evidence);
    let changes: [(Change, Part); 11] = [
        (|it| it.id = EvidenceId(Uuid::from_u128(2)), Part::Id),
        (|it| it.claim.act = Act::Ordered, Part::Act),
        (|it| it.claim.shown = it.claim.shown.replace("20", "26"), Part::Shown),
        (|it| it.claim.signer.name = "王秀兰".into(), Part::Signer),
        (|it| it.claim.means = Means::Link, Part::Means),
        (|it| it.claim.signed_at = at("2026-11-30T01:59:59Z"), Part::Times),
        (|it| it.claim.device.push('1'), Part::Device),
        (|it| it.claim.location = Location::Refused, Part::Location),
        (|it| it.claim.witness = None, Part::Witness),
        (|it| it.claim.files.clear(), Part::Files),
        (|it| it.claim.previous = Some(Hash::of(b"")), Part::Previous),
    ];
    for (change, part) in changes {
        let mut forged = sealed.clone();
        change(&mut forged);
        let Verdict::Changed { parts, .. } = forged.verify(strokes) else { panic!("{part:?} went unnoticed") };
        assert_eq!(parts, [part].into());
    }
}

#[test]
fn who_mends_the_hash_of_a_part_has_not_mended_the_whole() {
    let mut forged = draft().kept(keeping(None)).unwrap();
    forged.claim.signer.name = "王秀兰".into();
    forged.seal.parts = Seal::of(forged.id, &forged.claim).parts;
    assert!(matches!(forged.verify(strokes), Verdict::Changed { parts, .. } if parts.len() == Part::ALL.len()));
}

#[test]
fn a_drawing_that_is_gone_or_another_shows() {
    let sealed = draft().kept(keeping(None)).unwrap();
    let id = sealed.claim.files[0].id;
    for (content, state) in [(None, FileState::Missing), (Some(Hash::of(b"other")), FileState::Changed)] {
        let verdict = sealed.verify(|_| content.clone());
        assert_eq!(verdict, Verdict::Changed { parts: BTreeSet::new(), files: vec![(id, state)] });
    }
}

#[test]
fn each_piece_follows_the_one_before() {
    let next = |number: u128, previous| {
        Draft { id: EvidenceId(Uuid::from_u128(number)), ..draft() }.kept(keeping(previous)).unwrap()
    };
    let first = next(1, None);
    let second = next(2, Some(&first));
    let third = next(3, Some(&second));
    assert_eq!(broken_links([&first, &second, &third]), []);
    assert_eq!(broken_links([&first, &third]), [third.id], "one was taken out");
    assert_eq!(broken_links([&second, &third]), [second.id]);
    let mut forged = second.clone();
    forged.claim.shown.push('0');
    forged.seal = Seal::of(forged.id, &forged.claim);
    assert_eq!(forged.verify(strokes), Verdict::Intact, "sealed anew");
    assert_eq!(broken_links([&first, &forged, &third]), [third.id], "but the next one knows");
}

#[test]
fn what_proves_nothing_is_not_taken() {
    let zh = |zh: &str, en: &str| Text::new(zh, en);
    for (draft, fault) in [
        (
            Draft { files: vec![], ..draft() },
            EvidenceFault::FileMissing { what: zh("手写签名图", "drawing of the signature") },
        ),
        (
            Draft { means: Means::Paper, files: vec![], ..draft() },
            EvidenceFault::FileMissing { what: zh("已签纸联的照片", "photo of the signed paper") },
        ),
        (Draft { files: vec![file("x"); 21], ..draft() }, EvidenceFault::TooManyFiles { most: 20 }),
        (
            Draft { files: vec![Proof { sha256: Hash("ABC".into()), ..file("x") }], ..draft() },
            EvidenceFault::HashUnreadable,
        ),
        (Draft { means: Means::Photo, ..draft() }, EvidenceFault::NobodySigned { act: Act::Received.name() }),
        (Draft { act: Act::Shown, ..draft() }, EvidenceFault::NobodySigned { act: Act::Shown.name() }),
        (
            Draft { signer: Signer { name: " ".into(), ..draft().signer }, ..draft() },
            EvidenceFault::Field(crate::field::Fault::Missing { what: zh("签名人姓名", "name of who signed") }),
        ),
        (
            Draft { signed_at: at("2026-11-30T02:20:00Z"), ..draft() },
            EvidenceFault::Field(crate::field::Fault::InTheFuture { at: at("2026-11-30T02:20:00Z") }),
        ),
        (
            Draft { location: Location::At { latitude: 90_000_001, longitude: 0, within_m: 1 }, ..draft() },
            EvidenceFault::NoSuchPlace,
        ),
    ] {
        assert_eq!(draft.kept(keeping(None)), Err(fault));
    }
    let nothing = Keeping { shown: " \n", ..keeping(None) };
    assert_eq!(draft().kept(nothing), Err(EvidenceFault::NothingShown));
    assert!(Draft { means: Means::Link, files: vec![], ..draft() }.kept(keeping(None)).is_ok());
}

/// Written down once; if this fails, old evidence can no longer be verified.
#[test]
fn the_seal_never_changes_its_form() {
    let sealed = draft().kept(keeping(None)).unwrap();
    assert_eq!(sealed.seal.whole.0, "040dd58624fd3d36b994b40e339483dee040885530486f5042fd8fb417124496");
    let kept = serde_json::to_string(&sealed).unwrap();
    assert_eq!(serde_json::from_str::<Evidence>(&kept).unwrap(), sealed);
}

proptest! {
    /// Values do not run into each other: no two different pieces have the same bytes.
    #[test]
    fn different_words_have_different_seals(name in ".{0,6}", role in ".{0,6}", other in ".{0,6}", another in ".{0,6}") {
        let with = |name: &str, role: &str| {
            let mut claim = draft().kept(keeping(None)).unwrap().claim;
            claim.signer.name = name.to_owned();
            claim.signer.role = role.to_owned();
            Seal::of(draft().id, &claim).whole
        };
        prop_assert_eq!((&name, &role) == (&other, &another), with(&name, &role) == with(&other, &another));
    }
}
