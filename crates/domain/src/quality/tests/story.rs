//! Whole orders, from the first call to the verdict.

use super::*;

/// A garment order of 1,200 shirts for delivery on 30 June; the customer wants SGS to inspect (S1, 7.3).
#[test]
fn failed_mended_inspected_again_and_passed() {
    let delivery = Some(day("2026-06-30"));
    let arrangement = Arrangement { inspector: sgs(), ..shirts_arranged() };
    let asked = Request { arrangement: arrangement.clone(), ..request() };
    let mut order: Vec<Inspection> = vec![planned(1, asked.clone())];
    let step = |order: &mut Vec<Inspection>, place: usize, today: &str, command: Command| {
        let before = order.clone();
        order[place] = after(order[place].clone(), command, &given(today, &before));
    };

    // Booked two weeks before, and the factory is told.
    let left = booking::todo(&order[0], delivery, &LeadTimes::default(), day("2026-06-16"));
    assert_eq!((left[0].task, left[0].by, left[0].is_late), (Task::Book, Some(day("2026-06-16")), false));
    step(&mut order, 0, "2026-06-16", Command::Book { on: day("2026-06-23") });
    step(&mut order, 0, "2026-06-16", Command::TellFactory);
    let told = facts(&order, None, &mending());
    assert_eq!((told.passed, told.booked, told.day), (false, true, Some(day("2026-06-23"))));

    // 80 are drawn; 5 may fail for a major defect, and 8 with skipped stitches are too many.
    assert_eq!(order[0].draw(&Next::default()).units, 80);
    step(&mut order, 0, "2026-06-23", Command::Record { report: report("2026-06-23", 8, 2) });
    assert_eq!(order[0].verdict(), Some(Verdict::Failed { classes: vec![aql::Class::Major] }));
    assert_eq!(facts(&order, None, &mending()).not_before, Some(day("2026-06-26")), "three working days to mend");
    assert_eq!(findings(&order, &mending())[0].again_on, None);
    assert!(!facts(&order, None, &mending()).booked, "the re-inspection has no day yet");

    // Mended and inspected again, for the first time.
    let again = Request { again: Some(id(1)), ..asked };
    let planned = plan(again, &given("2026-06-23", &order)).unwrap();
    assert_eq!(planned.repeats, 1);
    order.push(Inspection::planned(id(2), planned));
    step(&mut order, 1, "2026-06-23", Command::Book { on: day("2026-06-26") });
    assert_eq!(findings(&order, &mending())[0].again_on, Some(day("2026-06-26")));
    assert_eq!(facts(&order, None, &mending()).not_before, Some(day("2026-06-26")));
    step(&mut order, 1, "2026-06-26", Command::Record { report: report("2026-06-26", 5, 7) });

    assert_eq!(order[1].verdict(), Some(Verdict::Passed));
    assert_eq!(findings(&order, &mending()), []);
    let told = facts(&order, None, &mending());
    assert_eq!((told.passed, told.booked, told.day), (true, true, Some(day("2026-06-26"))));
}

/// Level II of 3,000 pieces draws 125; at an AQL of 2.5 seven pass and eight fail.
#[test]
fn seven_pass_and_eight_fail() {
    let arrangement = Arrangement { lot: 3_000, ..shirts_arranged() };
    for (skipped, passed) in [(7, true), (8, false)] {
        let inspection = planned(1, Request { arrangement: arrangement.clone(), ..request() });
        let report = Report { inspected: 125, ..report("2026-06-23", skipped, 10) };
        let inspection = after(inspection, Command::Record { report }, &given("2026-06-23", &[]));
        assert_eq!(inspection.has_passed(), passed, "{skipped}");
    }
}

/// The customer takes what failed: a manager releases it, and the verdict stays what it was.
#[test]
fn failed_and_released_all_the_same() {
    let now = given("2026-06-24", &[]);
    let failed = inspected(1, "2026-06-23", 6);
    let note = "客户邮件同意，下单返修费用我方承担";
    let release = Command::Release { note: note.into() };
    assert_eq!(decide(&failed, release.clone(), &now), Err(InspectionRefusal::MayNotRelease));
    let manager = Given { by: person(9), may_release: true, ..now };
    let released = after(failed, release, &manager);
    let State::Released { release, .. } = &released.state else { panic!("{:?}", released.state) };
    assert_eq!(release, &Release { by: person(9), at: at("2026-06-24"), note: note.into() });
    assert!(!released.has_passed() && released.is_accepted());
    assert!(facts(&[released], None, &mending()).passed);
}

/// The inspector typed 17 for 7; the report is corrected, and the inspection of the day stands.
#[test]
fn a_wrong_number_is_corrected() {
    let now = given("2026-06-24", &[]);
    let wrong = inspected(1, "2026-06-23", 17);
    assert!(!wrong.has_passed());
    let right = Command::Correct { report: report("2026-06-23", 5, 0), reason: "17 应为 5，录错".into() };
    assert!(after(wrong, right, &now).has_passed());
}

/// The sample came out of one carton: it passed, and somebody does not believe it.
#[test]
fn a_person_wants_it_inspected_again() {
    let now = given("2026-06-23", &[]);
    let doubted = Report { again: Some("只开了一箱，没有代表性".into()), ..report("2026-06-23", 0, 0) };
    let inspection = after(planned(1, request()), Command::Record { report: doubted }, &now);
    assert_eq!(inspection.verdict(), Some(Verdict::ReInspect { reason: "只开了一箱，没有代表性".into() }));
    let order = [inspection];
    assert!(!facts(&order, None, &mending()).passed);
    let again = plan(Request { again: Some(id(1)), ..request() }, &given("2026-06-23", &order));
    assert_eq!(again.map(|planned| planned.repeats), Ok(1));
}
