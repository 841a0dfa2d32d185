//! What somebody writes into the summary sheet (S7), and when lots will be through.

use jiff::civil::Date;
use proptest::prelude::*;

use super::{
    tests::{DRILL, ISSUE, PRESS, PUNCH, day, entry, lot, pieces, report},
    *,
};
use crate::{
    CauseKey, Say,
    order::lateness::day_number,
    schedule::{Calendar, Moment},
};

/// 1,000 released and issued, 600 punched in two reports, 500 pressed.
fn on_its_way() -> Vec<Entry> {
    vec![
        entry(1, 1, Kind::Released { quantity: pieces(1_000) }),
        entry(2, 1, Kind::Reported(report(ISSUE, 1_000, 0))),
        entry(3, 2, Kind::Reported(Report { minutes: 90, ..report(PUNCH, 400, 10) })),
        entry(4, 3, Kind::Reported(Report { minutes: 60, ..report(PUNCH, 200, 5) })),
        entry(5, 4, Kind::Reported(report(PRESS, 500, 0))),
    ]
}

fn told(wanted: &[(usize, i64, i64)], has_reason: bool) -> Result<Vec<Kind>, ProgressRefusal> {
    let wanted: Vec<Wanted> = wanted
        .iter()
        .map(|(operation, good, scrap)| Wanted { operation: *operation, good: pieces(*good), scrap: pieces(*scrap) })
        .collect();
    let cause = CauseKey::from("other");
    checked_figures(&lot(), &on_its_way(), &wanted, Saying { day: day(5), cause: &cause, has_reason })
}

#[test]
fn a_sheet_says_what_is_more_as_reports_and_what_is_less_as_corrections() {
    for (wanted, has_reason, outcome) in [
        // The same again: nothing to say.
        (vec![(ISSUE, 1_000, 0), (PUNCH, 600, 15), (PRESS, 500, 0), (DRILL, 0, 0)], false, Ok("")),
        (vec![(PUNCH, 700, 15)], false, Ok("1:100+0")),
        (vec![(PUNCH, 700, 20), (DRILL, 100, 2)], false, Ok("1:100+5 3:100+2")),
        // What comes out upstream at the same time may be used downstream.
        (vec![(PUNCH, 900, 15), (PRESS, 800, 0)], false, Ok("1:300+0 2:300+0")),
        // Fewer: the latest report is taken back, and said anew with its hours.
        (vec![(PUNCH, 550, 15)], false, Err("progress-less-without-reason")),
        (vec![(PUNCH, 550, 15)], true, Ok("-4 1:150+5")),
        (vec![(PUNCH, 600, 9)], true, Ok("-4 -3 1:400+9 1:200+0")),
        // Less scrap, more good.
        (vec![(PUNCH, 605, 10)], true, Ok("-4 1:205+0")),
        // 500 have been pressed: fewer cannot have been punched, unless fewer were pressed.
        (vec![(PUNCH, 450, 15)], true, Err("progress-taken-since")),
        (vec![(PUNCH, 450, 15), (PRESS, 450, 0)], true, Ok("-4 1:50+5 -5 2:450+0")),
        (vec![(PUNCH, 990, 20)], false, Err("progress-more-than-there")),
        (vec![(PUNCH, -1, 0)], true, Err("progress-not-positive")),
        (vec![(9, 1, 0)], true, Err("progress-no-such-operation")),
    ] {
        let told = told(&wanted, has_reason);
        let said = told.as_ref().map(|kinds| written(kinds)).map_err(|refusal| refusal.say().key);
        assert_eq!(said, outcome.map(str::to_owned), "{wanted:?}");
        if let Ok(kinds) = told {
            let mut made = on_its_way();
            made.extend((100..).zip(kinds).map(|(id, kind)| entry(id, 5, kind)));
            let now = balances(4, &made, Date::MAX);
            for (operation, good, scrap) in wanted {
                assert_eq!((now[operation].good, now[operation].scrap), (pieces(good), pieces(scrap)));
            }
            assert_eq!(now[PUNCH].minutes, 150, "no hour of work is lost");
        }
    }
}

fn written(kinds: &[Kind]) -> String {
    let one = |kind: &Kind| match kind {
        Kind::Reversed { entry } => format!("-{}", entry.0.as_u128()),
        Kind::Reported(report) => {
            format!("{}:{}+{}", report.operation, report.good / 10_000, report.scrapped() / 10_000)
        }
        other => format!("{other:?}"),
    };
    kinds.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn of_each_report_that_is_taken_back_what_is_left_is_said_anew() {
    let kinds = told(&[(PUNCH, 500, 0)], true).unwrap();
    assert_eq!(written(&kinds), "-4 -3 1:400+0 1:100+0");
    let hours: Vec<u32> = kinds.iter().filter_map(|kind| Some(reported(kind)?.minutes)).collect();
    assert_eq!(hours, [90, 60]);
    // Of the later nothing is left but its hours.
    let kinds = told(&[(PUNCH, 400, 0), (PRESS, 400, 0)], true).unwrap();
    assert_eq!(written(&kinds), "-4 -3 1:400+0 -5 2:400+0");
    assert_eq!(reported(&kinds[2]).map(|report| report.minutes), Some(150));
}

fn reported(kind: &Kind) -> Option<&Report> {
    match kind {
        Kind::Reported(report) => Some(report),
        _ => None,
    }
}

#[test]
fn scrap_keeps_its_cause_when_a_report_is_said_anew() {
    let kinds = told(&[(PUNCH, 600, 12)], true).unwrap();
    let Some(Kind::Reported(again)) = kinds.last() else { panic!("{kinds:?}") };
    assert_eq!(again.scrap, [Scrap { cause: "equipment".into(), quantity: pieces(2) }]);
    let kinds = told(&[(PUNCH, 600, 18)], false).unwrap();
    let Some(Kind::Reported(more)) = kinds.last() else { panic!("{kinds:?}") };
    assert_eq!(more.scrap, [Scrap { cause: "other".into(), quantity: pieces(3) }]);
}

#[test]
fn what_is_with_an_outside_factory_is_not_lessened_by_a_sheet() {
    let mut made = on_its_way();
    made.push(entry(6, 4, Kind::Reported(Report { rework: pieces(10), ..report(DRILL, 20, 0) })));
    let (cause, wanted) = (CauseKey::from("other"), [Wanted { operation: DRILL, good: pieces(10), scrap: 0 }]);
    let outcome = checked_figures(&lot(), &made, &wanted, Saying { day: day(5), cause: &cause, has_reason: true });
    assert_eq!(outcome.unwrap_err().say().key, "progress-not-taken-back-here");
}

#[test]
fn what_is_left_to_do_is_what_lies_here_and_before() {
    let now = balances(4, &on_its_way(), Date::MAX);
    let made = now.iter().map(|balance| (balance.good, balance.scrap));
    let left: Vec<i64> = still_to_do(pieces(1_200), made).collect();
    // 200 are not released yet; 385 wait at the punch, 100 at the press, 500 at the drill.
    assert_eq!(left, [pieces(200), pieces(585), pieces(685), pieces(1_185)]);
    assert_eq!((seconds_for(pieces(3), 45), seconds_for(1, 45)), (135, 1));
}

#[test]
fn a_department_works_lots_one_after_another_with_all_its_hands() {
    let calendar = Calendar::default();
    // A Monday, when the day begins.
    let monday = calendar.opens(day_number(Date::constant(2026, 3, 9))).unwrap();
    let hours = calendar.hours_of(monday.day());
    let bench = |hands| Bench { calendar: &calendar, hands };
    let mut queue = Queue::new(monday, vec![bench(Some(2)), bench(None)]);
    let date = |day: i8| Some(day_number(Date::constant(2026, 3, day)));
    assert_eq!(queue.put([(0, Some(2 * hours))]), date(9));
    assert_eq!(queue.put([(0, Some(hours))]), date(10), "behind the first");
    assert_eq!(queue.put([(0, None)]), None, "no standard time");
    assert_eq!(queue.put([(1, Some(60))]), None, "nobody is there");
    assert_eq!(queue.put([]), date(9), "nothing is left to do");
    assert_eq!(queue.waiting(0), 3 * hours);
}

proptest! {
    /// What is remembered between lots never says another day than the calendar.
    #[test]
    fn a_lot_is_through_when_the_calendar_says(
        begun in 0..7 * 86_400_i64,
        hands in 1..5_u32,
        lots in prop::collection::vec((0..2_usize, 0..40_000_i64), 0..60),
    ) {
        let calendar = Calendar::default();
        let now = Moment(i64::from(day_number(Date::constant(2026, 2, 9))) * 86_400 + begun);
        let bench = Bench { calendar: &calendar, hands: Some(hands) };
        let mut queue = Queue::new(now, vec![bench, bench]);
        for (place, seconds) in lots {
            let through = queue.put([(place, Some(seconds))]);
            prop_assert_eq!(through, queue.free_at(place).map(Moment::day));
        }
    }
}
