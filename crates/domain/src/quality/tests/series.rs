use super::{
    super::{
        aql::{ByClass, Class, Severity, Switch},
        inspection::Start,
    },
    *,
};
use crate::Say;

/// Lots of 1,200 shirts, one a day from 1 June on, inspected as strictly as the series says by then: `+` nothing found, `-`
/// 6 with skipped stitches (Ac 5, tightened 3), `s` 8 stained (Ac 7, tightened 5).
fn lots(told: &str) -> Vec<Inspection> {
    let mut all: Vec<Inspection> = Vec::new();
    for told in told.chars() {
        let on = format!("2026-06-{:02}", all.len() + 1);
        let (skipped, stained) = match told {
            '-' => (6, 0),
            's' => (0, 8),
            _ => (0, 0),
        };
        let next = series(&all, &[]).next(true);
        let now = Given { next, delivery: None, ..given(&on, &[]) };
        let record = Command::Record { report: report(&on, skipped, stained) };
        all.push(after(planned(all.len() as u128, request()), record, &now));
    }
    all
}

fn series(inspections: &[Inspection], resumptions: &[Resumption]) -> Series {
    Series::of(&shirts(), Stage::Final, inspections, resumptions)
}

fn severities(inspections: &[Inspection]) -> [Option<Severity>; 3] {
    let ByClass { critical, major, minor } = series(inspections, &[]).next(false).severities;
    [critical, major, minor]
}

const NORMAL: Option<Severity> = Some(Severity::Normal);
const TIGHTENED: Option<Severity> = Some(Severity::Tightened);
const REDUCED: Option<Severity> = Some(Severity::Reduced);

#[test]
fn each_class_of_a_series_is_switched_for_itself() {
    for (told, major, minor) in [
        ("", NORMAL, NORMAL),
        ("-", NORMAL, NORMAL),
        ("-s", NORMAL, NORMAL),
        ("-+-", TIGHTENED, NORMAL),
        ("s++s", NORMAL, TIGHTENED),
        ("--+++++", NORMAL, NORMAL),
        ("++++++++++", REDUCED, REDUCED),
        ("++++++++++-", NORMAL, REDUCED),
        ("-------", None, NORMAL),
    ] {
        // A class without a limit is never switched.
        assert_eq!(severities(&lots(told)), [NORMAL, major, minor], "{told}");
    }
}

/// Lots fail, inspection is tightened, the plan allows fewer, lots pass, and all is as before.
#[test]
fn a_series_that_is_tightened_and_recovers() {
    let all = lots("-+-+++++");
    let allowed: Vec<usize> = all
        .iter()
        .map(|one| {
            let draw = one.draw(&Next::default());
            (0..=draw.units).take_while(|count| draw.failed(ByClass::new(0, *count, 0)).is_empty()).count() - 1
        })
        .collect();
    assert_eq!(allowed, [5, 5, 5, 3, 3, 3, 3, 3]);

    let major = |lots: &[Inspection]| {
        let all = series(lots, &[]).switched();
        all.into_iter().find(|one| one.class == Class::Major).map(|one| (one.switch, one.on))
    };
    assert_eq!(major(&all[..2]), None);
    assert_eq!(major(&all[..3]), Some((Switch::TwoOfFiveNotAccepted, day("2026-06-03"))));
    assert_eq!(major(&all[..7]), Some((Switch::TwoOfFiveNotAccepted, day("2026-06-03"))));
    assert_eq!(major(&all), Some((Switch::FiveAccepted, day("2026-06-08"))));
    let message = series(&all[..3], &[]).switched()[0].say();
    assert_eq!(message.key, "inspection-switch-two-of-five");
}

#[test]
fn what_is_not_of_the_series_does_not_count() {
    let all = lots("-+-");
    let with = |change: &dyn Fn(&mut Inspection)| {
        let mut all = all.clone();
        change(&mut all[2]);
        severities(&all)[1]
    };
    let other = SeriesOf { from: Source::OwnWorkshop, ..shirts() };
    let tightened = |one: &mut Inspection| {
        let State::Inspected { start, .. } = &mut one.state else { return };
        *start = Start { severities: ByClass::new(Severity::Normal, Severity::Tightened, Severity::Normal), ..*start };
    };
    for (severity, wanted) in [
        (with(&|_| ()), TIGHTENED),
        (with(&|one| one.series = None), NORMAL),
        (with(&|one| one.series = Some(other)), NORMAL),
        (with(&|one| one.subject = incoming()), NORMAL),
        (with(&|one| one.repeats = 1), NORMAL),
        (with(&|one| one.arrangement.sampling = Sampling::Whole), NORMAL),
        (with(&|one| one.state = State::Planned), NORMAL),
        // Begun under another severity than the series had.
        (with(&tightened), NORMAL),
    ] {
        assert_eq!(severity, wanted);
    }
    let mut backwards = all.clone();
    backwards.reverse();
    assert_eq!(series(&backwards, &[]), series(&all, &[]), "days count, not places");
    // What a person decided in spite of the plan changes nothing.
    let may = Given { may_release: true, ..given("2026-06-20", &[]) };
    let mut released = all.clone();
    released[2] = after(all[2].clone(), Command::Release { note: "客户接受".into() }, &may);
    assert_eq!(series(&released, &[]), series(&all, &[]));
}

#[test]
fn discontinued_inspection_is_resumed_by_somebody() {
    let all = lots("-------");
    let resumed = |on: &str| Resumption { on: day(on), at: at(on), by: person(1), note: "已换缝纫线".into() };
    let of = |resumptions: &[Resumption]| {
        let series = series(&all, resumptions);
        let switch = series.switched().into_iter().find(|one| one.class == Class::Major).map(|one| one.switch);
        (series.next(false).severities.major, switch)
    };
    assert_eq!(of(&[]), (None, Some(Switch::FiveNotAccepted)));
    assert_eq!(of(&[resumed("2026-06-08")]), (TIGHTENED, Some(Switch::Resumed)));
    assert_eq!(of(&[resumed("2026-06-01")]), (None, Some(Switch::FiveNotAccepted)), "nothing to resume by then");
    assert_eq!(series(&[], &[resumed("2026-06-08")]), Series::default());
}
