//! Lots that go through a metal shop, and a recount of whatever people may say.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::*;
use crate::{LotId, OrderId, OutsideJobId, PersonId, ProgressId, Quantity, Text};

pub(super) const ISSUE: usize = 0;
pub(super) const PUNCH: usize = 1;
pub(super) const PRESS: usize = 2;
pub(super) const DRILL: usize = 3;

pub(super) fn pieces(count: i64) -> i64 {
    count * 10_000
}

pub(super) fn operation(zh: &str, en: &str, outside: bool) -> Operation {
    Operation { name: Text::new(zh, en), department: "production".into(), outside, seconds_per_unit: None }
}

/// S7: 仓库发料 → 冲床 → 油压 → 钻孔.
pub(super) fn lot() -> Lot {
    let route = vec![
        operation("仓库发料", "Warehouse issue", false),
        operation("冲床", "Punching", false),
        operation("油压", "Hydraulic press", true),
        operation("钻孔", "Drilling", false),
    ];
    Lot {
        id: LotId(Uuid::from_u128(1)),
        number: "SO-202611-0001-1".into(),
        order: OrderId(Uuid::from_u128(2)),
        line: 1,
        goods: "支架".into(),
        quantity: Quantity { ten_thousandths: pieces(1_000), unit: "件".into() },
        route,
        due: None,
        plan: Vec::new(),
        plan_version: 0,
        note: String::new(),
        overrun: String::new(),
        closed: None,
    }
}

pub(super) fn day(number: i64) -> Date {
    Date::constant(2026, 3, 1) + (number - 1).days()
}

pub(super) fn entry(number: u128, on: i64, kind: Kind) -> Entry {
    Entry {
        id: ProgressId(Uuid::from_u128(number)),
        day: day(on),
        at: "2026-03-31T08:00:00Z".parse().unwrap(),
        by: Teller::Person(PersonId(Uuid::from_u128(9))),
        kind,
        note: String::new(),
    }
}

fn job() -> OutsideJobId {
    OutsideJobId(Uuid::from_u128(77))
}

pub(super) fn report(operation: usize, good: i64, scrap: i64) -> Report {
    let scrap = (scrap > 0).then(|| Scrap { cause: "equipment".into(), quantity: pieces(scrap) });
    Report { operation, good: pieces(good), scrap: scrap.into_iter().collect(), ..Report::default() }
}

/// What somebody says on a day.
#[derive(Debug, Clone)]
enum Said {
    Release(i64),
    Report(Report),
    Send(usize, i64),
    Reverse(u128),
}

fn say(lot: &Lot, made: &mut Vec<Entry>, on: i64, said: Said) -> Result<(), ProgressRefusal> {
    let kind = match said {
        Said::Release(count) => checked_release(lot, made, pieces(count)),
        Said::Report(report) => checked_report(lot, made, report, day(on)),
        Said::Send(operation, count) => checked_sending(lot, made, (job(), operation), pieces(count), day(on)),
        Said::Reverse(number) => checked_reversal(lot, made, ProgressId(Uuid::from_u128(number)), day(on)),
    }?;
    made.push(entry(made.len() as u128 + 1, on, kind));
    Ok(())
}

/// S7: a thousand brackets, some spoiled at the punch, some pressed outside, a mistyped report taken back.
#[test]
fn a_lot_goes_through_the_metal_shop() {
    use ProgressRefusal::*;
    let lot = lot();
    let amount = |count| lot.amount(pieces(count));
    let named = |place: usize| lot.route[place].name.clone();
    let there = |place, on, given, most| {
        Err(MoreThanThere { operation: named(place), day: day(on), given: amount(given), most: amount(most) })
    };
    let to_send = |given, most| {
        Err(MoreToSend { operation: named(PRESS), day: day(3), given: amount(given), most: amount(most) })
    };
    let put_aside = |rework| Report { rework: pieces(rework), ..report(PUNCH, 0, 0) };
    let again = |good, scrap| Report { from_rework: true, ..report(PUNCH, good, scrap) };
    let back = |good, scrap| Report { job: Some(job()), ..report(PRESS, good, scrap) };
    let mut made = Vec::new();
    let story = [
        (1, Said::Report(report(ISSUE, 1, 0)), there(ISSUE, 1, 1, 0)),
        (1, Said::Release(1_000), Ok(())),                  // 1
        (1, Said::Report(report(ISSUE, 1_000, 0)), Ok(())), // 2
        (2, Said::Report(report(PUNCH, 0, 0)), Err(NothingReported)),
        (2, Said::Report(report(PUNCH, 600, 12)), Ok(())), // 3
        (2, Said::Report(put_aside(8)), Ok(())),           // 4
        (3, Said::Report(report(PUNCH, 390, 0)), there(PUNCH, 3, 390, 380)),
        (
            3,
            Said::Report(again(10, 0)),
            Err(MoreThanPutAside { operation: named(PUNCH), given: amount(10), most: amount(8) }),
        ),
        (3, Said::Report(again(6, 2)), Ok(())), // 5
        (3, Said::Send(PRESS, 700), to_send(700, 606)),
        (3, Said::Send(PRESS, 500), Ok(())), // 6
        // What is at the outside factory is not here.
        (4, Said::Report(report(PRESS, 107, 0)), there(PRESS, 4, 107, 106)),
        (4, Said::Report(report(PRESS, 106, 0)), Ok(())), // 7
        (
            6,
            Said::Report(back(501, 0)),
            Err(MoreThanSentOut { operation: named(PRESS), given: amount(501), most: amount(500) }),
        ),
        (6, Said::Report(back(495, 5)), Ok(())),         // 8
        (7, Said::Report(report(DRILL, 60, 0)), Ok(())), // 9
        // The press has used what the punch is said to have delivered.
        (8, Said::Reverse(3), Err(TakenSince { operation: named(PRESS), day: day(8), missing: amount(600) })),
        (8, Said::Reverse(9), Ok(())), // 10
        (8, Said::Reverse(9), Err(AlreadyReversed)),
        (8, Said::Reverse(10), Err(IsReversal)),
        (8, Said::Reverse(99), Err(NoSuchEntry)),
        (5, Said::Reverse(8), Err(ReversedBefore { day: day(6) })),
        (8, Said::Report(report(DRILL, 600, 0)), Ok(())), // 11
        // Of the 601 there were never more than one left: the eighth is the worst day.
        (5, Said::Report(report(DRILL, 107, 0)), there(DRILL, 8, 107, 1)),
        (8, Said::Report(report(7, 1, 0)), Err(NoSuchOperation { place: 8 })),
    ];
    for (on, said, outcome) in story {
        assert_eq!(say(&lot, &mut made, on, said.clone()), outcome, "day {on}: {said:?}");
    }
    let figures = |at| {
        let all = balances(lot.route.len(), &made, day(at));
        all.iter()
            .map(|it| (it.received, it.good, it.scrap, it.rework, it.here(), it.out).map_pieces())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        figures(1),
        [(1000, 1000, 0, 0, 0, 0), (1000, 0, 0, 0, 1000, 0), (0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0)]
    );
    assert_eq!(figures(2)[PUNCH], (1000, 600, 12, 8, 380, 0));
    assert_eq!(figures(3)[PRESS], (606, 0, 0, 0, 106, 500));
    assert_eq!(figures(7)[DRILL], (601, 60, 0, 0, 541, 0));
    assert_eq!(figures(8)[DRILL], (601, 600, 0, 0, 1, 0));
    assert_eq!(out_of_job(job(), &made, day(5)), pieces(500));
    assert_eq!(out_of_job(job(), &made, day(6)), 0);

    let sheet = Sheet::of(&balances(lot.route.len(), &made, day(8)));
    assert_eq!(sheet.total, Delivered { good: pieces(600), scrap: pieces(19) });
    let rates: Vec<Option<Decimal>> = sheet.operations.iter().map(Delivered::scrap_rate).collect();
    let percent = |written: &str| Some(written.parse().unwrap());
    assert_eq!(rates, [percent("0"), percent("2.26"), percent("0.83"), percent("0")]);
    assert_eq!(sheet.total.scrap_rate(), percent("3.07"));
}

trait MapPieces {
    type Pieces;
    fn map_pieces(self) -> Self::Pieces;
}

impl MapPieces for (i64, i64, i64, i64, i64, i64) {
    type Pieces = (i64, i64, i64, i64, i64, i64);
    fn map_pieces(self) -> Self::Pieces {
        let (a, b, c, d, e, f) = self;
        (a / 10_000, b / 10_000, c / 10_000, d / 10_000, e / 10_000, f / 10_000)
    }
}

#[test]
fn where_nothing_came_out_there_is_no_rate() {
    for (good, scrap, rate) in [(0, 0, None), (97, 3, Some("3.00")), (0, 5, Some("100")), (2, 1, Some("33.33"))] {
        assert_eq!(scrap_rate(pieces(good), pieces(scrap)), rate.map(|rate| rate.parse().unwrap()), "{good} + {scrap}");
    }
    assert_eq!(Sheet::of(&[]), Sheet { operations: Vec::new(), total: Delivered::default() });
}

#[test]
fn quantities_fit_the_unit() {
    let mut lot = lot();
    let given = |lot: &Lot, minor| lot.amount(minor);
    for (minor, outcome) in [
        (0, Err(ProgressRefusal::NotPositive { given: given(&lot, 0) })),
        (-10_000, Err(ProgressRefusal::NotPositive { given: given(&lot, -10_000) })),
        (5_000, Err(ProgressRefusal::NotWhole { given: given(&lot, 5_000) })),
        (i64::MAX, Err(ProgressRefusal::TooMany { most: given(&lot, 10_i64.pow(15)) })),
        (10_000, Ok(Kind::Released { quantity: 10_000 })),
    ] {
        assert_eq!(checked_release(&lot, &[], minor), outcome);
    }
    lot.quantity.unit = "米".into();
    assert_eq!(checked_release(&lot, &[], 5_000), Ok(Kind::Released { quantity: 5_000 }));
    let of_rework = Report { from_rework: true, job: Some(job()), ..report(PRESS, 1, 0) };
    assert_eq!(checked_report(&lot, &[], of_rework, day(1)), Err(ProgressRefusal::ReworkOutside));
    let cause = Scrap { cause: "equipment".into(), quantity: 10_000 };
    let split = Report { scrap: vec![cause; 21], ..report(PRESS, 0, 0) };
    assert_eq!(checked_report(&lot, &[], split, day(1)), Err(ProgressRefusal::TooManyCauses { limit: 20 }));
    let huge = Quantity { ten_thousandths: i64::MAX, unit: "米".into() };
    assert!(matches!(Lot { quantity: huge, ..lot.clone() }.check(), Err(LotFault::TooMany { .. })));
    let fault = Lot { quantity: Quantity { ten_thousandths: 0, unit: "米".into() }, ..lot.clone() }.check();
    assert!(matches!(fault, Err(LotFault::NotPositive { .. })));
    let beyond = Planned { day: day(1), operation: 4, quantity: pieces(1) };
    assert_eq!(Lot { plan: vec![beyond], ..lot }.check(), Err(LotFault::PlannedOutsideRoute { place: 4 }));
}

#[test]
fn a_route_names_every_operation_once() {
    use RouteFault::*;
    let named = |names: &[&str]| names.iter().map(|name| operation(name, "", false)).collect::<Vec<_>>();
    let long = "冲".repeat(61);
    for (names, fault) in [
        (vec![], Some(NoOperations)),
        (vec!["冲床"; 41], Some(TooMany { limit: 40 })),
        (vec!["冲床", " "], Some(NoName { place: 2 })),
        (vec![long.as_str()], Some(NameTooLong { place: 1, limit: 60 })),
        (vec!["冲床", "油压", " 冲床 "], Some(Twice { name: Text::same("冲床") })),
        (vec!["仓库发料", "冲床", "油压", "钻孔"], None),
    ] {
        assert_eq!(checked_route(named(&names)).err(), fault, "{names:?}");
    }
    // The sheet is read in both languages: neither name may be taken for another operation's.
    for (one, other) in
        [(("冲床", "Press"), ("油压", "press")), (("冲床", "Press"), ("Press", "P")), (("折弯+", "A"), ("折弯-", "B"))]
    {
        let route = vec![operation(one.0, one.1, false), operation(other.0, other.1, false)];
        assert_eq!(checked_route(route), Err(Twice { name: Text::new(other.0, other.1) }));
    }
    let slow = Operation { seconds_per_unit: Some(86_401), ..operation("时效", "Ageing", false) };
    assert_eq!(checked_route(vec![slow]), Err(TimeTooLong { name: Text::new("时效", "Ageing"), limit: 86_400 }));
}

fn said() -> impl Strategy<Value = Said> {
    let small = 0..40_i64;
    prop_oneof![
        2 => (1..60_i64).prop_map(Said::Release),
        8 => (0..4_usize, small.clone(), 0..6_i64, 0..6_i64, any::<bool>(), any::<bool>()).prop_map(
            |(operation, good, scrap, rework, from_rework, outside)| {
                let rework = if from_rework { 0 } else { pieces(rework) };
                let job = (outside && !from_rework).then(job);
                Said::Report(Report { rework, from_rework, job, ..report(operation, good, scrap) })
            }
        ),
        2 => (0..4_usize, 1..40_i64).prop_map(|(operation, count)| Said::Send(operation, count)),
        3 => (1..40_u128).prop_map(Said::Reverse),
    ]
}

proptest! {
    /// Whatever is said, in whatever order of days: on every day every operation's quantities add up and none is below
    /// nothing, and the totals are the sums of the entries.
    #[test]
    fn quantities_balance_on_every_day(story in prop::collection::vec((1..12_i64, said()), 1..60)) {
        let lot = lot();
        let mut made: Vec<Entry> = Vec::new();
        for (on, said) in story {
            let before = made.len();
            let outcome = say(&lot, &mut made, on, said);
            prop_assert_eq!(made.len(), before + usize::from(outcome.is_ok()));
        }
        for on in 0..13 {
            let at = balances(lot.route.len(), &made, day(on));
            for (place, balance) in at.iter().enumerate() {
                let received = if place == 0 { released(&made, on) } else { at[place - 1].good };
                prop_assert_eq!(balance.received, received);
                prop_assert_eq!(balance.received, balance.good + balance.scrap + balance.rework + balance.in_progress());
                let quantities = [balance.good, balance.scrap, balance.rework, balance.here(), balance.out];
                prop_assert!(quantities.iter().all(|quantity| *quantity >= 0), "{balance:?} on {on}");
            }
            prop_assert!(out_of_job(job(), &made, day(on)) >= 0);
            prop_assert_eq!(at.iter().map(|balance| balance.out).sum::<i64>(), out_of_job(job(), &made, day(on)));
        }
        // The order in which entries are read does not matter.
        let there: Vec<Entry> = made.iter().rev().cloned().collect();
        prop_assert_eq!(balances(4, &there, day(12)), balances(4, &made, day(12)));
    }

    /// What a refusal names as possible is possible, and one more is not.
    #[test]
    fn a_refusal_names_the_most_that_is_possible(released in 1..50_i64, good in 0..80_i64) {
        let lot = lot();
        let mut made = Vec::new();
        say(&lot, &mut made, 1, Said::Release(released)).unwrap();
        match say(&lot, &mut made.clone(), 2, Said::Report(report(ISSUE, good + 1, 0))) {
            Ok(()) => prop_assert!(good < released),
            Err(ProgressRefusal::MoreThanThere { most, .. }) => {
                prop_assert_eq!(most, lot.amount(pieces(released)));
                prop_assert!(say(&lot, &mut made, 2, Said::Report(report(ISSUE, released, 0))).is_ok());
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }
}

/// By a recount that knows nothing of the sums.
fn released(made: &[Entry], on: i64) -> i64 {
    let by_then = || made.iter().filter(|entry| entry.day <= day(on));
    let given: BTreeMap<ProgressId, i64> = made
        .iter()
        .filter_map(|entry| match entry.kind {
            Kind::Released { quantity } => Some((entry.id, quantity)),
            _ => None,
        })
        .collect();
    by_then()
        .map(|entry| match entry.kind {
            Kind::Released { quantity } => quantity,
            Kind::Reversed { entry } => -given.get(&entry).copied().unwrap_or_default(),
            _ => 0,
        })
        .sum()
}
