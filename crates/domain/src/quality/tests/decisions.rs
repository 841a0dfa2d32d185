use super::{
    super::aql::{ByClass, Severity},
    *,
};
use crate::Say;

type Answer = Result<(), InspectionRefusal>;

fn answer(inspection: &Inspection, command: Command, given: &Given) -> Answer {
    decide(inspection, command, given).map(|events| assert!(!events.is_empty()))
}

fn cancel(reason: &str) -> Command {
    Command::Cancel { reason: reason.into() }
}

fn book(on: &str) -> Command {
    Command::Book { on: day(on) }
}

fn moved(on: &str) -> Command {
    Command::Move { on: day(on), reason: String::new() }
}

fn record(report: Report) -> Command {
    Command::Record { report }
}

#[test]
fn an_inspection_that_nobody_could_hold_is_not_planned() {
    use InspectionRefusal::*;
    let long = "x".repeat(201);
    let third = |name: &str| Inspector::ThirdParty { name: name.into() };
    let company = Text::new("第三方验货公司", "the inspection company");
    let with = |change: &dyn Fn(&mut Arrangement)| {
        let mut arrangement = shirts_arranged();
        change(&mut arrangement);
        plan(Request { arrangement, ..request() }, &given("2026-06-01", &[])).err()
    };
    for (refusal, wanted) in [
        (with(&|_| ()), None),
        (with(&|one| one.lot = 0), Some(LotEmpty)),
        (with(&|one| one.lot = MOST_UNITS), None),
        (with(&|one| one.lot = MOST_UNITS + 1), Some(LotTooLarge { most: MOST_UNITS })),
        (with(&|one| one.inspector = third(" ")), Some(InspectorUnnamed { who: company.clone() })),
        (with(&|one| one.inspector = third(&long)), Some(TextTooLong { what: company.clone(), limit: 200 })),
        (
            with(&|one| one.place = long.clone()),
            Some(TextTooLong { what: Text::new("验货地点", "the place"), limit: 200 }),
        ),
        (with(&|one| one.wanted_on = Some(day("2026-06-29"))), None),
        (
            with(&|one| one.wanted_on = Some(day("2026-06-30"))),
            Some(NotBeforeDelivery { on: day("2026-06-30"), delivery: day("2026-06-30") }),
        ),
    ] {
        assert_eq!(refusal, wanted);
    }
    let tidy = Arrangement { inspector: third(" ＳＧＳ "), place: " 绍兴  柯桥 ".into(), ..shirts_arranged() };
    let kept = plan(Request { arrangement: tidy, ..request() }, &given("2026-06-01", &[])).unwrap().request.arrangement;
    assert_eq!((kept.inspector, &*kept.place), (sgs(), "绍兴 柯桥"));
}

#[test]
fn a_day_is_agreed_on_before_delivery_and_told() {
    use InspectionRefusal::*;
    let now = given("2026-06-10", &[]);
    let fresh = planned(1, request());
    let booked = after(fresh.clone(), book("2026-06-26"), &now);
    let told = after(after(booked.clone(), Command::TellFactory, &now), Command::TellPlanning, &now);
    let of_materials = planned(2, Request { subject: incoming(), ..request() });
    let late = Given { delivery: Some(day("2026-06-10")), ..now };
    let unknown = Given { delivery: None, ..now };
    let not_before = |on| Err(NotBeforeDelivery { on: day(on), delivery: day("2026-06-30") });
    let already = |zh: &str, en: &str| Err(AlreadyTold { whom: Text::new(zh, en), at: at("2026-06-10") });
    for (inspection, command, given, wanted) in [
        (&fresh, book("2026-06-10"), &now, Ok(())),
        (&fresh, book("2026-06-09"), &now, Err(DayPassed { on: day("2026-06-09"), today: day("2026-06-10") })),
        (&fresh, book("2026-06-29"), &now, Ok(())),
        (&fresh, book("2026-06-30"), &now, not_before("2026-06-30")),
        (&fresh, book("2026-07-02"), &now, not_before("2026-07-02")),
        (&fresh, book("2026-07-02"), &late, Ok(())),
        (&fresh, book("2026-07-02"), &unknown, Ok(())),
        (&of_materials, book("2026-07-02"), &now, Ok(())),
        (&fresh, moved("2026-06-20"), &now, Err(NotBooked)),
        (&fresh, Command::TellFactory, &now, Err(NotBooked)),
        (&fresh, Command::TellPlanning, &now, Err(NotBooked)),
        (&booked, book("2026-06-20"), &now, Err(BookedAlready { on: day("2026-06-26") })),
        (&booked, moved("2026-06-26"), &now, Err(SameDay { on: day("2026-06-26") })),
        (&booked, moved("2026-06-20"), &now, Ok(())),
        (&booked, moved("2026-06-30"), &now, not_before("2026-06-30")),
        (&told, Command::TellFactory, &now, already("工厂", "the factory")),
        (&told, Command::TellPlanning, &now, already("计划部", "planning")),
    ] {
        assert_eq!(answer(inspection, command.clone(), given), wanted, "{command:?}");
    }
    assert_eq!(after(told.clone(), moved("2026-06-20"), &now).state, after(fresh, book("2026-06-20"), &now).state);

    let change = |inspector, series| {
        let arrangement = Arrangement { inspector, lot: 900, ..shirts_arranged() };
        Command::Change { arrangement, series }
    };
    let fewer = after(told.clone(), change(Inspector::Own, Some(shirts())), &now);
    assert_eq!((fewer.arrangement.lot, &fewer.state), (900, &told.state), "the day stands");
    assert_eq!(fewer.series, Some(shirts()));
    let of_sgs = after(told, change(sgs(), None), &now);
    assert_eq!((of_sgs.state, of_sgs.series), (State::Planned, None), "with another the day is agreed on anew");
}

#[test]
fn what_is_over_stays_as_it_is() {
    use InspectionRefusal::*;
    let now = given("2026-06-20", &[]);
    let may = Given { may_release: true, ..now };
    let fresh = planned(1, request());
    let started = after(fresh.clone(), Command::Start { on: day("2026-06-19") }, &now);
    let (passed, failed) = (inspected(1, "2026-06-20", 5), inspected(1, "2026-06-20", 6));
    let released = after(failed.clone(), Command::Release { note: "客户接受".into() }, &may);
    let cancelled = after(fresh.clone(), cancel("客户免验"), &now);
    let change = Command::Change { arrangement: shirts_arranged(), series: Some(shirts()) };
    let release = |note: &str| Command::Release { note: note.into() };
    let correct = |reason: &str| Command::Correct { report: report("2026-06-20", 3, 0), reason: reason.into() };
    let has_result = Err(Inspected { on: day("2026-06-20") });
    let begun = Err(StartedAlready { on: day("2026-06-19") });
    let missing = |zh: &str, en: &str| Err(WordsMissing { what: Text::new(zh, en) });
    for (inspection, command, given, wanted) in [
        (&started, change.clone(), &now, begun.clone()),
        (&started, book("2026-06-21"), &now, begun.clone()),
        (&started, Command::TellFactory, &now, begun.clone()),
        (&started, Command::Start { on: day("2026-06-20") }, &now, begun),
        (&started, cancel("货没到"), &now, Ok(())),
        (&fresh, cancel("  "), &now, missing("取消原因", "the reason to cancel it")),
        (&fresh, correct("录错"), &now, Err(NotInspected)),
        (&fresh, release("客户接受"), &may, Err(NotInspected)),
        (&passed, change, &now, has_result.clone()),
        (&passed, cancel("x"), &now, has_result.clone()),
        (&passed, record(report("2026-06-20", 0, 0)), &now, has_result.clone()),
        (&passed, release("客户接受"), &may, Err(Passed { on: day("2026-06-20") })),
        (&passed, correct("录错"), &now, Ok(())),
        (&passed, correct(""), &now, missing("更正原因", "the reason to correct it")),
        (&failed, release("客户接受"), &now, Err(MayNotRelease)),
        (&failed, release(" "), &may, missing("让步放行的理由", "the reason to release it")),
        (&failed, release("客户接受"), &may, Ok(())),
        (&released, release("客户接受"), &may, Err(Released { at: at("2026-06-20") })),
        (&released, correct("录错"), &now, Err(Released { at: at("2026-06-20") })),
        (&released, record(report("2026-06-20", 0, 0)), &now, has_result),
        (&cancelled, book("2026-06-21"), &now, Err(Cancelled { reason: "客户免验".into() })),
        (&cancelled, cancel("x"), &now, Err(Cancelled { reason: "客户免验".into() })),
    ] {
        assert_eq!(answer(inspection, command.clone(), given), wanted, "{command:?}");
    }
}

#[test]
fn a_result_agrees_with_lot_and_plan() {
    use InspectionRefusal::*;
    let now = given("2026-06-20", &[]);
    let started = after(planned(1, request()), Command::Start { on: day("2026-06-19") }, &now);
    let with = |change: &dyn Fn(&mut Report)| {
        let mut report = report("2026-06-20", 2, 1);
        change(&mut report);
        answer(&started, record(report), &now).err()
    };
    let nameless = |report: &mut Report| report.defects[0].name.en = " ".into();
    let skipped = Text::new("跳针", "Skipped stitches");
    let photos = |count| move |report: &mut Report| report.defects[0].photos = vec![photo(); count];
    let lines = |count| move |report: &mut Report| report.defects = vec![report.defects[0].clone(); count];
    let reason = Text::new("复检原因", "the reason to inspect again");
    for (refusal, wanted) in [
        (with(&|_| ()), None),
        (with(&|report| report.inspected = 79), Some(SampleTooSmall { inspected: 79, asked: 80 })),
        (with(&|report| report.inspected = 1_200), None),
        (with(&|report| report.inspected = 1_201), Some(MoreThanLot { inspected: 1_201, lot: 1_200 })),
        (with(&|report| report.defects[0].count = 79), None),
        (with(&|report| report.defects[0].count = 80), Some(MoreThanInspected { found: 81, inspected: 80 })),
        (
            with(&|report| report.defects[0].count = u64::MAX),
            Some(MoreThanInspected { found: u64::MAX, inspected: 80 }),
        ),
        (with(&|report| report.defects[0].count = 0), Some(DefectUncounted { name: skipped.clone() })),
        (with(&nameless), Some(DefectUnnamed)),
        (with(&photos(50)), None),
        (with(&photos(51)), Some(TooManyPhotos { name: skipped, most: 50 })),
        (with(&lines(40)), None),
        (with(&lines(201)), Some(TooManyDefects { most: 200 })),
        (with(&|report| report.again = Some(" ".into())), Some(WordsMissing { what: reason })),
        (
            with(&|report| report.note = "x".repeat(4_001)),
            Some(TextTooLong { what: Text::new("备注", "the note"), limit: 4_000 }),
        ),
        (
            with(&|report| report.on = day("2026-06-18")),
            Some(ReportedBeforeStart { on: day("2026-06-18"), started: day("2026-06-19") }),
        ),
        (
            with(&|report| report.on = day("2026-06-21")),
            Some(DayToCome { on: day("2026-06-21"), today: day("2026-06-20") }),
        ),
    ] {
        assert_eq!(refusal, wanted);
    }
    let ahead = Command::Start { on: day("2026-06-21") };
    let to_come = DayToCome { on: day("2026-06-21"), today: day("2026-06-20") };
    assert_eq!(answer(&planned(1, request()), ahead, &now), Err(to_come));
}

#[test]
fn what_failed_is_inspected_again_once_at_a_time() {
    use InspectionRefusal::*;
    let stage = finished().of.stage().name();
    let (passed, failed) = (inspected(1, "2026-06-20", 5), inspected(2, "2026-06-20", 6));
    let now = given("2026-06-21", &[]);
    let again = |of: u128| Request { again: Some(id(of)), ..request() };
    let may = Given { may_release: true, ..now };
    let released = after(inspected(3, "2026-06-20", 6), Command::Release { note: "客户接受".into() }, &may);
    let first_again = Inspection::planned(id(4), Planned { request: again(2), repeats: 1 });
    let called_off = after(first_again.clone(), cancel("改为返修"), &now);
    let other_goods = Request { subject: incoming(), ..again(2) };
    for (of_order, request, wanted) in [
        (vec![failed.clone()], again(2), Ok(1)),
        (vec![failed.clone()], again(9), Err(NothingToRepeat)),
        (vec![failed.clone()], other_goods, Err(OtherGoods { stage: stage.clone() })),
        (vec![passed], again(1), Err(NotFailed { stage: stage.clone() })),
        (vec![released], again(3), Err(NotFailed { stage: stage.clone() })),
        (vec![planned(2, super::request())], again(2), Err(NotFailed { stage })),
        (vec![failed.clone(), first_again.clone()], again(2), Err(RepeatedAlready { number: 1 })),
        (vec![failed.clone(), called_off], again(2), Ok(1)),
    ] {
        let now = Given { of_order: &of_order, ..now };
        assert_eq!(plan(request, &now).map(|planned| planned.repeats), wanted);
    }
    // Nothing is changed behind a re-inspection's back.
    let of_order = [failed.clone(), first_again];
    let may = Given { of_order: &of_order, ..may };
    let release = Command::Release { note: "客户接受".into() };
    let correct = Command::Correct { report: report("2026-06-20", 3, 0), reason: "录错".into() };
    for command in [release, correct] {
        assert_eq!(answer(&failed, command, &may), Err(RepeatedAlready { number: 1 }));
    }
}

#[test]
fn discontinued_goods_are_not_inspected_but_those_that_failed_are_again() {
    let severities = ByClass::new(Some(Severity::Normal), None, Some(Severity::Reduced));
    let now = Given { next: Next { severities, steady: true }, ..given("2026-06-20", &[]) };
    let start = Command::Start { on: day("2026-06-20") };
    let first = planned(1, request());
    let classes = vec![Text::new("主要缺陷", "major")];
    assert_eq!(answer(&first, start.clone(), &now), Err(InspectionRefusal::Discontinued { classes }));
    let recorded = answer(&first, record(report("2026-06-20", 0, 0)), &now);
    assert!(matches!(recorded, Err(InspectionRefusal::Discontinued { .. })));

    let whole = Arrangement { sampling: Sampling::Whole, ..shirts_arranged() };
    let whole = planned(1, Request { arrangement: whole, ..request() });
    assert_eq!(answer(&whole, start.clone(), &now), Ok(()), "without AQLs there is no series");

    let repeat = Planned { request: Request { again: Some(id(7)), ..request() }, repeats: 1 };
    let repeat = after(Inspection::planned(id(2), repeat), start, &now);
    let expected = ByClass::new(Severity::Normal, Severity::Tightened, Severity::Reduced);
    assert_eq!(repeat.start().unwrap().severities, expected);
    assert_eq!(repeat.draw(&Next::default()).units, 80);

    let once = planned(1, Request { series: None, ..request() });
    assert_eq!(once.draw(&now.next), once.draw(&Next::default()), "in no series all is inspected normally");
    assert_eq!(after(once, record(report("2026-06-20", 5, 7)), &now).verdict(), Some(Verdict::Passed));
}

#[test]
fn a_change_that_comes_again_is_known_by_what_was_kept_of_it() {
    let typed = Inspector::ThirdParty { name: " ＳＧＳ ".into() };
    let change = Command::Change { arrangement: Arrangement { inspector: typed, ..shirts_arranged() }, series: None };
    let now = given("2026-06-02", &[]);
    let events = decide(&planned(1, request()), change.clone(), &now).unwrap();
    assert!(change.led_to(&events), "{events:?}");
    assert!(change.conflicts_with(&events) && !book("2026-06-20").conflicts_with(&events));
}

#[test]
fn a_report_carries_so_many_files_and_no_more() {
    let with = |files| {
        let report = Report { files: vec![photo(); files], ..report("2026-06-20", 0, 0) };
        answer(&planned(1, request()), record(report), &given("2026-06-20", &[]))
    };
    assert_eq!((with(50), with(51)), (Ok(()), Err(InspectionRefusal::TooManyFiles { most: 50 })));
}

#[test]
fn no_more_is_offered_than_there_is_and_a_whole_order_is_all_of_it() {
    use InspectionRefusal::{FewerThanOrdered, LotMoreThanThere};
    let units = Units { asked: Some(1_200), most: Some(1_230) };
    let now = Given { units, ..given("2026-06-01", &[]) };
    let why = |why: &str| Some(Fewer { why: why.into(), ordered: 0 });
    let planned = |lot, whole_order, fewer: Option<Fewer>| {
        let subject = Subject { of: Of::Final { whole_order }, ..finished() };
        let arrangement = Arrangement { lot, fewer, ..shirts_arranged() };
        let told = plan(Request { subject, arrangement, ..request() }, &now)?;
        Ok(told.request.arrangement.fewer)
    };
    let agreed = Some(Fewer { why: "短装".into(), ordered: 1_200 });
    for (lot, whole_order, fewer, outcome) in [
        (1_200, true, None, Ok(None)),
        (1_230, true, None, Ok(None)),
        (1_231, true, None, Err(LotMoreThanThere { lot: 1_231, most: 1_230 })),
        (1_231, false, None, Err(LotMoreThanThere { lot: 1_231, most: 1_230 })),
        (1_150, false, None, Ok(None)),
        (1_150, true, None, Err(FewerThanOrdered { lot: 1_150, ordered: 1_200 })),
        (1_150, true, why(" "), Err(FewerThanOrdered { lot: 1_150, ordered: 1_200 })),
        (1_150, true, why(" 短装 "), Ok(agreed)),
        // It is all that was ordered: there is nothing to explain.
        (1_200, true, why("短装"), Ok(None)),
    ] {
        assert_eq!(planned(lot, whole_order, fewer), outcome, "{lot} {whole_order}");
    }
    let anything = Given { units: Units::default(), ..now };
    let rolls = Arrangement { lot: 1_000_000, ..shirts_arranged() };
    assert!(plan(Request { arrangement: rolls, ..request() }, &anything).is_ok());
}

#[test]
fn no_day_hoped_for_lies_before_the_order_or_out_of_reach() {
    let now = Given { delivery: None, ..given("2026-06-20", &[]) };
    for (wanted, key) in [
        ("1900-01-01", Some("day-before-order")),
        ("2026-05-03", Some("day-before-order")),
        ("2026-05-04", None),
        ("2026-06-25", None),
        ("2029-12-31", Some("day-too-far")),
    ] {
        let arrangement = Arrangement { wanted_on: Some(day(wanted)), ..shirts_arranged() };
        let told = plan(Request { arrangement, ..request() }, &now);
        assert_eq!(told.err().map(|refusal| refusal.say().key), key, "{wanted}");
    }
    let booked = decide(&planned(1, request()), Command::Book { on: day("9999-12-31") }, &now);
    assert_eq!(booked.unwrap_err().say().key, "day-too-far");
}
