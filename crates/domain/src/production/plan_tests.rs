//! The daily plan of a lot, and when it is expected to be made.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{
    tests::{DRILL, ISSUE, PRESS, PUNCH, day, entry, lot, pieces, report},
    *,
};
use crate::{
    Text,
    schedule::{Calendar, Moment},
};

fn planned(on: i64, operation: usize, count: i64) -> Planned {
    Planned { day: day(on), operation, quantity: pieces(count) }
}

fn made(number: u128, on: i64, operation: usize, good: i64) -> Entry {
    entry(number, on, Kind::Reported(report(operation, good, 0)))
}

#[test]
fn a_plan_has_one_line_for_each_day_and_operation() {
    let typed = vec![planned(3, PUNCH, 5), planned(2, PRESS, 7), planned(3, PUNCH, 4), planned(1, PUNCH, 0)];
    assert_eq!(tidy_plan(typed), [planned(2, PRESS, 7), planned(3, PUNCH, 9)]);
}

#[test]
fn a_plan_fits_the_lot() {
    let lot = |plan| Lot { plan, ..lot() }.check();
    let punch = || Text::new("冲床", "Punching");
    let whole = Lot { plan: Vec::new(), ..super::tests::lot() };
    assert_eq!(lot(vec![planned(1, PUNCH, 600), planned(2, PUNCH, 400), planned(2, DRILL, 1_000)]), Ok(()));
    let too_many = LotFault::PlannedTooMany {
        operation: punch(),
        planned: whole.amount(pieces(1_001)),
        most: whole.quantity.clone(),
    };
    assert_eq!(lot(vec![planned(1, PUNCH, 600), planned(2, PUNCH, 401)]), Err(too_many));
    let half = Planned { quantity: 5_000, ..planned(1, PUNCH, 1) };
    let not_whole = LotFault::PlannedNotWhole { operation: punch(), day: day(1), quantity: whole.amount(5_000) };
    assert_eq!(lot(vec![half]), Err(not_whole));
    assert_eq!(lot(vec![planned(1, 9, 1)]), Err(LotFault::PlannedOutsideRoute { place: 9 }));
    assert_eq!(lot(vec![planned(1, PUNCH, -1)]), Err(LotFault::PlannedOutsideRoute { place: PUNCH }));
    assert_eq!(lot(vec![planned(1, PUNCH, 1); 2_001]), Err(LotFault::PlannedTooLong { limit: 2_000 }));
}

#[test]
fn the_plan_stands_beside_what_came_out() {
    let lot = Lot { plan: vec![planned(2, PUNCH, 400), planned(3, PUNCH, 400), planned(3, PRESS, 300)], ..lot() };
    let wrong = entry(4, 4, Kind::Reversed { entry: crate::ProgressId(Uuid::from_u128(3)) });
    let entries =
        [entry(1, 1, Kind::Released { quantity: pieces(1_000) }), made(2, 2, PUNCH, 350), made(3, 3, PUNCH, 20), wrong];
    let shown: Vec<(Date, Vec<(i64, i64)>)> = beside_plan(&lot, &entries)
        .into_iter()
        .map(|day| (day.day, day.cells.iter().map(|cell| (cell.planned / 10_000, cell.made / 10_000)).collect()))
        .collect();
    assert_eq!(
        shown,
        [
            (day(2), vec![(0, 0), (400, 350), (0, 0), (0, 0)]),
            (day(3), vec![(0, 0), (400, 20), (300, 0), (0, 0)]),
            (day(4), vec![(0, 0), (0, -20), (0, 0), (0, 0)]),
        ]
    );
    let asked = |on| -> Vec<(usize, i64, i64, i64, i64)> {
        let whole =
            |it: Asked| (it.operation, it.planned / 10_000, it.made / 10_000, it.behind / 10_000, it.open / 10_000);
        asked_on(&lot, &entries, day(on)).into_iter().map(whole).collect()
    };
    assert_eq!(asked(2), [(PUNCH, 400, 350, 0, 50)]);
    assert_eq!(asked(3), [(PUNCH, 400, 20, 50, 430), (PRESS, 300, 0, 0, 300)]);
    assert_eq!(asked(4), [(PUNCH, 0, -20, 430, 450), (PRESS, 0, 0, 300, 300)]);
    assert_eq!(asked(1), []);
}

/// 2026-03-02 is a Monday; the usual hours are eight a day, Monday to Friday.
#[test]
fn what_is_left_says_when_it_is_made() {
    let calendar = Calendar::default();
    let monday = date(2026, 3, 2);
    let now = |day: Date| Moment::of(day.at(8, 0, 0, 0));
    let seconds =
        |each: u32| lot().route.into_iter().map(move |it| Operation { seconds_per_unit: Some(each), ..it }).collect();
    let mut entries = vec![entry(1, 2, Kind::Released { quantity: pieces(1_000) })];
    let expected_now = |lot: &Lot, entries: &[Entry], today: Date, back_by: Option<Date>| {
        let balances = balances(lot.route.len(), entries, Date::MAX);
        expected_of_all([Makes { lot, balances: &balances, entries, back_by }], &calendar, now(today))
    };
    // Nothing is planned, no times are known and nothing has come out: nobody can know.
    assert_eq!(expected_now(&lot(), &entries, monday, None), None);
    // Four operations of 1,000 pieces with 72 seconds each take eighty hours, ten days.
    let timed = Lot { route: seconds(72), ..lot() };
    assert_eq!(expected_now(&timed, &entries, monday, None), Some(date(2026, 3, 13)));
    // A plan says more than times do.
    let plan: Vec<Planned> = (3..=6).map(|on| planned(on, DRILL, 250)).collect();
    let with_plan = Lot { plan: plan.clone(), ..timed.clone() };
    assert_eq!(expected_now(&with_plan, &entries, monday, None), Some(day(6)));
    // What the plan lacks takes as long as it makes a day: of 500 planned 250 a day, 500 are missing. The weekend is off.
    let too_short = Lot { plan: plan[2..].to_vec(), ..timed.clone() };
    assert_eq!(expected_now(&too_short, &entries, monday, None), Some(date(2026, 3, 10)));
    // A plan of the past says nothing any more.
    assert_eq!(expected_now(&with_plan, &entries, date(2026, 3, 9), None), Some(date(2026, 3, 20)));
    for (number, operation) in (2..).zip([ISSUE, PUNCH, PRESS]) {
        entries.push(made(number, 2, operation, 1_000));
    }
    // By the rate of the last days: 100 a day on Monday and Tuesday, 800 are left.
    entries.extend([made(8, 2, DRILL, 100), made(9, 3, DRILL, 100)]);
    assert_eq!(expected_now(&lot(), &entries, date(2026, 3, 3), None), Some(date(2026, 3, 13)));
    // Nothing has come out for weeks.
    assert_eq!(expected_now(&lot(), &entries, date(2026, 3, 23), None), None);
    entries.push(made(10, 4, DRILL, 800));
    assert_eq!(expected_now(&lot(), &entries, date(2026, 3, 4), None), None, "it is made");
}

#[test]
fn a_lot_is_not_made_before_its_goods_are_back() {
    let calendar = Calendar::default();
    let plan = vec![planned(4, DRILL, 1_000)];
    let lot = Lot { plan, ..lot() };
    let job = crate::OutsideJobId(Uuid::from_u128(7));
    let entries = [
        entry(1, 2, Kind::Released { quantity: pieces(1_000) }),
        made(2, 2, ISSUE, 1_000),
        made(3, 2, PUNCH, 1_000),
        entry(4, 2, Kind::SentOut { job, operation: PRESS, quantity: pieces(500) }),
    ];
    let balances = balances(4, &entries, Date::MAX);
    let makes = Makes { lot: &lot, balances: &balances, entries: &entries, back_by: Some(day(11)) };
    assert_eq!(expected(&makes, &calendar, Moment::of(day(3).at(8, 0, 0, 0))), Some(day(11)));
}
