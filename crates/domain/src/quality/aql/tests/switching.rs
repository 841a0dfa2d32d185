use Severity::{Normal, Reduced, Tightened};
use proptest::prelude::*;

use super::*;

/// `+` accepted, one step tighter too; `2` accepted with an Ac of 0 or 1; `.` accepted, but not one step tighter; `-` not
/// accepted; `~` as `+`, but production is not steady.
fn lot(told: char) -> Lot {
    let (accepted, points, steady) = match told {
        '+' => (true, 3, true),
        '2' => (true, 2, true),
        '.' => (true, 0, true),
        '~' => (true, 3, false),
        _ => (false, 0, true),
    };
    Lot { accepted, points, steady }
}

fn series(lots: &str) -> Switching {
    lots.chars().filter(|told| !told.is_whitespace()).map(lot).fold(Switching::default(), Switching::after)
}

/// Each change of a series, after how many lots it came.
fn changes(lots: &str) -> Vec<(usize, Switch)> {
    let mut now = Switching::default();
    let lots = lots.chars().filter(|told| !told.is_whitespace());
    let after = lots.enumerate().map(|(at, told)| {
        now = now.after(lot(told));
        (at + 1, now.switched)
    });
    after.filter_map(|(lots, switched)| Some((lots, switched?))).collect()
}

#[test]
fn two_of_five_lots_tighten() {
    for (lots, severity) in [
        ("", Normal),
        ("-", Normal),
        ("--", Tightened),
        ("-+-", Tightened),
        ("-+++-", Tightened),
        ("-++++-", Normal),
        ("-++++-+++-", Tightened),
        ("+++++-++-", Tightened),
        // Lots of earlier inspections do not count: one on tightened or reduced inspection, one on normal.
        ("-- +++++ -", Normal),
        ("-- +++++ --", Tightened),
        ("++++++++++ - -", Normal),
        ("++++++++++ - --", Tightened),
    ] {
        assert_eq!(series(lots).severity(), Some(severity), "{lots}");
    }
}

#[test]
fn five_accepted_lots_bring_back_normal_inspection() {
    use Switch::*;
    for (lots, told) in [
        ("-- ++++", vec![(2, TwoOfFiveNotAccepted)]),
        ("-- +++++", vec![(2, TwoOfFiveNotAccepted), (7, FiveAccepted)]),
        ("-- ++++- ++++", vec![(2, TwoOfFiveNotAccepted)]),
        ("-- ++++- +++++", vec![(2, TwoOfFiveNotAccepted), (12, FiveAccepted)]),
        ("-- .2~.2", vec![(2, TwoOfFiveNotAccepted), (7, FiveAccepted)]),
    ] {
        assert_eq!(changes(lots), told, "{lots}");
    }
}

/// A question of the Chinese examination for quality engineers: 1000 units, AQL 1.0, level II.
#[test]
fn fifteen_lots_earn_reduced_inspection() {
    let plan = plan(1_000, Level::II, aql("1.0"), Normal);
    let found = [1, 2, 1, 1, 2, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1];
    let mut now = Switching::default();
    let mut scores = Vec::new();
    for found in found {
        assert_eq!(now.severity(), Some(Normal));
        now = now.after(Lot::judged(&plan, found, true));
        scores.push(now.score());
    }
    assert_eq!(scores[..14], [3, 0, 3, 6, 0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    assert_eq!((now.severity(), now.switched), (Some(Reduced), Some(Switch::ScoreReached)));
}

#[test]
fn a_lot_is_worth_what_its_plan_says() {
    for (limit, found, accepted, points) in [
        // 80 units, Ac 0; Ac 1; Ac 2, and 1 one step tighter; Ac 5, and 3.
        ("0.15", 0, true, 2),
        ("0.15", 1, false, 0),
        ("0.65", 1, true, 2),
        ("0.65", 2, false, 0),
        ("1.0", 1, true, 3),
        ("1.0", 2, true, 0),
        ("1.0", 3, false, 0),
        ("2.5", 3, true, 3),
        ("2.5", 4, true, 0),
        ("2.5", 6, false, 0),
    ] {
        let plan = plan(1_000, Level::II, aql(limit), Normal);
        assert_eq!(Lot::judged(&plan, found, true), Lot { accepted, points, steady: true }, "{limit} {found}");
    }
}

#[test]
fn the_score_grows_and_is_reset() {
    for (lots, score, severity) in [
        ("+++", 9, Normal),
        ("22222", 10, Normal),
        ("++++.", 0, Normal),
        ("++++.+", 3, Normal),
        ("++++-", 0, Normal),
        ("++++- 22", 4, Normal),
        ("+++++ ++++", 27, Normal),
        ("+++++ +++++", 0, Reduced),
        ("22222 22222 2222", 28, Normal),
        ("22222 22222 22222", 0, Reduced),
        // The score alone is not enough; it is kept until production is steady.
        ("+++++ ++++~", 30, Normal),
        ("+++++ ++++~ ~~", 36, Normal),
        ("+++++ ++++~ ~~+", 0, Reduced),
        ("+++++ ++++~ ~~.", 0, Normal),
        // It begins anew with normal inspection.
        ("+++++ +++ -- +++++", 0, Normal),
        ("+++++ +++ -- +++++ +", 3, Normal),
    ] {
        let now = series(lots);
        assert_eq!((now.score(), now.severity()), (score, Some(severity)), "{lots}");
    }
}

#[test]
fn reduced_inspection_ends_with_the_first_lot_that_speaks_against_it() {
    use Switch::*;
    let reduced = "+++++ +++++";
    for (then, told) in [
        ("+.2+", None),
        ("+++-", Some((14, NotAccepted))),
        ("++~", Some((13, NotSteady))),
        ("- +++++ ++++", Some((11, NotAccepted))),
    ] {
        let expected: Vec<_> = [Some((10, ScoreReached)), told].into_iter().flatten().collect();
        assert_eq!(changes(&format!("{reduced} {then}")), expected, "{then}");
    }
    let irregular = Lot { accepted: false, points: 0, steady: false };
    assert_eq!(series(reduced).after(irregular).switched, Some(NotAccepted));
}

#[test]
fn five_lots_not_accepted_on_tightened_inspection_end_it() {
    use Switch::*;
    for (lots, told) in [
        ("-- ----", vec![]),
        ("-- -----", vec![(7, FiveNotAccepted)]),
        ("-- -++++ -++++ -++++ -++++", vec![]),
        ("-- -++++ -++++ -++++ -++++ -", vec![(23, FiveNotAccepted)]),
        // Five accepted lots end the count as well as the tightened inspection.
        ("-- ---- +++++ -- ----", vec![(11, FiveAccepted), (13, TwoOfFiveNotAccepted)]),
        ("-- ---- +++++ -- -----", vec![(11, FiveAccepted), (13, TwoOfFiveNotAccepted), (18, FiveNotAccepted)]),
    ] {
        let expected: Vec<_> = [(2, TwoOfFiveNotAccepted)].into_iter().chain(told).collect();
        assert_eq!(changes(lots), expected, "{lots}");
    }
}

#[test]
fn discontinued_inspection_waits_for_the_supplier() {
    let discontinued = series("-- -----");
    assert_eq!(discontinued.severity(), None);
    let ignored = discontinued.after(lot('+'));
    assert_eq!((ignored.severity(), ignored.switched), (None, None));

    let resumed = ignored.resumed();
    assert_eq!((resumed.severity(), resumed.switched), (Some(Tightened), Some(Switch::Resumed)));
    let then = |lots: &str| lots.chars().map(lot).fold(resumed, Switching::after);
    assert_eq!(then("----").severity(), Some(Tightened));
    assert_eq!(then("-----").severity(), None);
    assert_eq!(then("+++++").severity(), Some(Normal));
    assert_eq!(series("+-").resumed(), series("+-"), "nothing to resume");
}

proptest! {
    #[test]
    fn every_change_of_severity_has_its_reason(lots in "[+2.~-]{0,80}") {
        let mut now = Switching::default();
        for told in lots.chars() {
            let next = now.after(lot(told));
            prop_assert_eq!(next.switched.is_some(), next.severity() != now.severity());
            prop_assert!(!matches!((now.severity(), next.severity()), (Some(Reduced), Some(Tightened) | None)));
            prop_assert!(!matches!((now.severity(), next.severity()), (Some(Tightened), Some(Reduced))));
            prop_assert!(next.severity() == Some(Normal) || next.score() == 0);
            now = next;
        }
    }
}
