use super::{
    super::facts::{Covered, Facts, Finding, covered, facts, findings},
    *,
};
use crate::{Message, Say};

fn now() -> Given<'static> {
    given("2026-06-20", &[])
}

fn booked(number: u128, again: Option<u128>, repeats: u32, on: Option<&str>) -> Inspection {
    let request = Request { again: again.map(id), ..request() };
    let inspection = Inspection::planned(id(number), Planned { request, repeats });
    match on {
        Some(on) => after(inspection, Command::Book { on: day(on) }, &now()),
        None => inspection,
    }
}

fn released(number: u128) -> Inspection {
    let may = Given { may_release: true, ..now() };
    after(inspected(number, "2026-06-20", 6), Command::Release { note: "客户接受".into() }, &may)
}

fn repeated(number: u128, of: u128, repeats: u32, on: &str, skipped: u64) -> Inspection {
    let record = Command::Record { report: report(on, skipped, 0) };
    after(booked(number, Some(of), repeats, None), record, &given(on, &[]))
}

fn wanted(inspection: Inspection, on: &str) -> Inspection {
    let arrangement = Arrangement { wanted_on: Some(day(on)), ..inspection.arrangement };
    Inspection { arrangement, ..inspection }
}

fn cancelled(inspection: Inspection) -> Inspection {
    after(inspection, Command::Cancel { reason: "客户免验".into() }, &now())
}

/// Inspections; whether they passed, whether they are booked, their day, and the day before which none is done.
type Case = (&'static str, Vec<Inspection>, bool, bool, Option<&'static str>, Option<&'static str>);

#[test]
fn gates_learn_what_has_passed_and_what_is_booked() {
    let failed = || inspected(1, "2026-06-18", 6);
    let passed = || inspected(1, "2026-06-18", 5);
    let of_materials = Inspection { subject: incoming(), ..failed() };
    let cases: [Case; _] = [
        ("nothing planned", vec![], false, false, None, None),
        ("materials alone", vec![of_materials.clone()], false, false, None, None),
        ("planned", vec![booked(1, None, 0, None)], false, false, None, None),
        (
            "planned, a day hoped for",
            vec![wanted(booked(1, None, 0, None), "2026-06-25")],
            false,
            false,
            None,
            Some("2026-06-25"),
        ),
        ("booked", vec![booked(1, None, 0, Some("2026-06-24"))], false, true, Some("2026-06-24"), Some("2026-06-24")),
        ("cancelled", vec![cancelled(booked(1, None, 0, Some("2026-06-24")))], false, false, None, None),
        ("passed, bad materials or not", vec![passed(), of_materials], true, true, Some("2026-06-18"), None),
        ("failed on a Thursday", vec![failed()], false, false, Some("2026-06-18"), Some("2026-06-23")),
        ("released", vec![released(1)], true, true, Some("2026-06-20"), None),
        (
            "to be inspected again",
            vec![failed(), booked(2, Some(1), 1, Some("2026-06-25"))],
            false,
            true,
            Some("2026-06-25"),
            Some("2026-06-25"),
        ),
        (
            "to be inspected again, nobody knows when",
            vec![failed(), booked(2, Some(1), 1, None)],
            false,
            false,
            None,
            Some("2026-06-23"),
        ),
        (
            "to be inspected again, sooner than things are mended as a rule",
            vec![failed(), wanted(booked(2, Some(1), 1, None), "2026-06-19")],
            false,
            false,
            None,
            Some("2026-06-19"),
        ),
        (
            "the re-inspection was called off",
            vec![failed(), cancelled(booked(2, Some(1), 1, Some("2026-06-25")))],
            false,
            false,
            Some("2026-06-18"),
            Some("2026-06-23"),
        ),
        (
            "passed the second time",
            vec![failed(), repeated(2, 1, 1, "2026-06-25", 0)],
            true,
            true,
            Some("2026-06-25"),
            None,
        ),
        (
            "failed twice, passed the third time",
            vec![failed(), repeated(2, 1, 1, "2026-06-22", 9), repeated(3, 2, 2, "2026-06-26", 1)],
            true,
            true,
            Some("2026-06-26"),
            None,
        ),
        (
            "ours passed, the customer's and that of the rest are to come",
            vec![passed(), booked(2, None, 0, Some("2026-06-24")), booked(3, None, 0, Some("2026-06-27"))],
            false,
            true,
            Some("2026-06-24"),
            Some("2026-06-27"),
        ),
        (
            "one part passed, the other failed",
            vec![passed(), inspected(2, "2026-06-19", 6)],
            false,
            false,
            Some("2026-06-19"),
            Some("2026-06-24"),
        ),
        (
            "failed twice",
            vec![failed(), repeated(2, 1, 1, "2026-06-22", 9)],
            false,
            false,
            Some("2026-06-22"),
            Some("2026-06-25"),
        ),
    ];
    for (story, inspections, passed, booked, on, not_before) in cases {
        let wanted = Facts { passed, booked, day: on.map(day), not_before: not_before.map(day) };
        assert_eq!(facts(&inspections, None, &mending()), wanted, "{story}");
    }
}

/// Which one, which re-inspection it was, the day of the next, and the day by which it is mended while there is none.
type Told = (u128, u32, Option<&'static str>, Option<&'static str>);

#[test]
fn what_failed_is_told_until_it_passes_or_is_released() {
    let failed = || inspected(1, "2026-06-18", 6);
    let twice = || repeated(2, 1, 1, "2026-06-22", 9);
    let cases: [(&str, Vec<Inspection>, Vec<Told>); _] = [
        ("passed", vec![inspected(1, "2026-06-18", 5)], vec![]),
        ("failed", vec![failed()], vec![(1, 0, None, Some("2026-06-23"))]),
        ("released", vec![released(1)], vec![]),
        ("again, no day yet", vec![failed(), booked(2, Some(1), 1, None)], vec![(1, 0, None, Some("2026-06-23"))]),
        ("again", vec![failed(), booked(2, Some(1), 1, Some("2026-06-25"))], vec![(1, 0, Some("2026-06-25"), None)]),
        ("passed since", vec![failed(), repeated(2, 1, 1, "2026-06-25", 0)], vec![]),
        ("failed again", vec![failed(), twice()], vec![(2, 1, None, Some("2026-06-25"))]),
        (
            "a second time again",
            vec![failed(), twice(), booked(3, Some(2), 2, Some("2026-06-27"))],
            vec![(2, 1, Some("2026-06-27"), None)],
        ),
        ("materials", vec![Inspection { subject: incoming(), ..failed() }], vec![(1, 0, None, None)]),
    ];
    for (story, inspections, wanted) in cases {
        let found = findings(&inspections, &mending());
        let told = |one: &Finding| (one.inspection.0.as_u128(), one.repeats, one.again_on, one.mended_on);
        let told: Vec<_> = found.iter().map(told).collect();
        let wanted = wanted.into_iter().map(|(id, repeats, on, mended)| (id, repeats, on.map(day), mended.map(day)));
        let wanted: Vec<_> = wanted.collect();
        assert_eq!(told, wanted, "{story}");
    }
}

#[test]
fn a_finding_names_the_defects() {
    let failed = after(planned(1, request()), Command::Record { report: report("2026-06-18", 6, 9) }, &now());
    let found = findings(std::slice::from_ref(&failed), &mending());
    let counted = vec![Text::new("污渍 9", "Stain 9"), Text::new("跳针 6", "Skipped stitches 6")];
    let told = Message::new("inspection-finding-failed-mended")
        .with("which", Text::new("成品终检", "final inspection"))
        .with("on", day("2026-06-18"))
        .with("why", counted.clone())
        .with("mended", day("2026-06-23"));
    assert_eq!(found[0].say(), told);

    let again = findings(&[failed, booked(2, Some(1), 1, Some("2026-06-25"))], &mending());
    let told = Message::new("inspection-finding-failed-on")
        .with("which", Text::new("成品终检", "final inspection"))
        .with("on", day("2026-06-18"))
        .with("why", counted)
        .with("again", day("2026-06-25"));
    assert_eq!(again[0].say(), told);

    let doubted = Report { again: Some("抽的都是同一箱".into()), ..report("2026-06-22", 0, 0) };
    let doubted = after(booked(2, Some(1), 1, None), Command::Record { report: doubted }, &given("2026-06-22", &[]));
    let found = findings(&[inspected(1, "2026-06-18", 6), doubted], &mending());
    let told = Message::new("inspection-finding-again-mended")
        .with("which", Text::new("成品终检（第 1 次复检）", "final inspection (re-inspection 1)"))
        .with("on", day("2026-06-22"))
        .with("why", "抽的都是同一箱")
        .with("mended", day("2026-06-25"));
    assert_eq!(found.iter().map(Say::say).collect::<Vec<_>>(), [told]);
}

/// Inspections of so many units each, by whom, all passed; how many of 1,200 are covered, if not all.
#[test]
fn an_order_passes_when_what_passed_covers_it() {
    let of = |number: u128, lot: u64, inspector: Inspector| {
        let arrangement = Arrangement { lot, inspector, ..shirts_arranged() };
        Inspection { arrangement, ..inspected(number, "2026-06-18", 0) }
    };
    let own = |number, lot| of(number, lot, Inspector::Own);
    let fewer = |ordered| {
        let one = own(1, 1_150);
        let fewer = Some(Fewer { why: "客户同意短装".into(), ordered });
        Inspection { arrangement: Arrangement { fewer, ..one.arrangement }, ..one }
    };
    for (story, inspections, short) in [
        ("all of it", vec![own(1, 1_200)], None),
        ("a part", vec![own(1, 700)], Some(700)),
        ("two parts", vec![own(1, 700), own(2, 500)], None),
        ("two parts, not the rest", vec![own(1, 700), own(2, 499)], Some(1_199)),
        ("the same part twice, ours and the customer's", vec![own(1, 700), of(2, 700, sgs())], Some(700)),
        ("all by us, a part by the customer's", vec![own(1, 1_200), of(2, 700, sgs())], None),
        ("the customer takes fewer", vec![fewer(1_200)], None),
        ("the customer took fewer of what was ordered then", vec![fewer(1_160)], Some(1_150)),
    ] {
        let found = covered(&inspections, Some(1_200));
        assert_eq!(found, short.map(|passed| Covered { passed, ordered: 1_200 }), "{story}");
        assert_eq!(facts(&inspections, Some(1_200), &mending()).passed, short.is_none(), "{story}");
        assert!(facts(&inspections, None, &mending()).passed, "where units can't be compared: {story}");
    }
    assert_eq!(covered(&[], Some(1_200)), None, "nothing is inspected yet");
}
