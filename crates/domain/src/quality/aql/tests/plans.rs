use proptest::prelude::*;

use super::*;

/// `used letter, sample, Ac/Re`, and whether that is the whole lot.
fn told(plan: Plan) -> String {
    let whole = if plan.whole_lot { " whole" } else { "" };
    format!("{} {} {}/{}{whole}", plan.used, plan.sample, plan.accept, plan.reject)
}

#[test]
fn lots_have_the_plans_of_the_standard() {
    use Severity::*;
    for (lot, level, limit, severity, expected) in [
        // The plans that garments and household goods are mostly inspected by.
        (3_000, Level::II, "2.5", Normal, "K 125 7/8"),
        (3_000, Level::II, "4.0", Normal, "K 125 10/11"),
        (3_000, Level::II, "2.5", Tightened, "K 125 5/6"),
        (3_000, Level::II, "2.5", Reduced, "K 50 5/6"),
        (1_200, Level::II, "1.0", Normal, "J 80 2/3"),
        (1_201, Level::II, "1.0", Normal, "K 125 3/4"),
        (4_000, Level::II, "1.5", Normal, "L 200 7/8"),
        (500, Level::I, "6.5", Normal, "F 20 3/4"),
        (500, Level::III, "6.5", Normal, "J 80 10/11"),
        (500, Level::S2, "2.5", Normal, "C 5 0/1"),
        // An arrow down: more units than the letter of the lot says.
        (50, Level::II, "1.0", Normal, "E 13 0/1"),
        (90, Level::II, "0.65", Normal, "F 20 0/1"),
        (200, Level::II, "1.0", Normal, "H 50 1/2"),
        (90, Level::II, "2.5", Tightened, "G 32 1/2"),
        (1_000_000, Level::III, "0.025", Tightened, "S 3150 1/2"),
        // An arrow up: fewer.
        (150, Level::II, "1.0", Normal, "E 13 0/1"),
        (600_000, Level::II, "2.5", Normal, "N 500 21/22"),
        (1_000_000, Level::III, "1000", Normal, "B 3 44/45"),
        (1_000_000, Level::III, "0.010", Normal, "Q 1250 0/1"),
        (1_000_000, Level::III, "0.010", Tightened, "R 2000 0/1"),
        // Reduced inspection: A, B and C draw two units each, but an arrow knows them apart.
        (8, Level::II, "2.5", Reduced, "C 2 0/1"),
        (15, Level::II, "6.5", Reduced, "A 2 0/1"),
        (8, Level::II, "10", Reduced, "D 3 1/2"),
        (25, Level::II, "1000", Reduced, "B 2 30/31"),
        (1_200, Level::II, "1.0", Reduced, "J 32 1/2"),
        (10_000, Level::II, "4.0", Reduced, "L 80 8/9"),
    ] {
        assert_eq!(told(plan(lot, level, aql(limit), severity)), expected, "{lot} {level} {limit} {severity:?}");
    }
}

#[test]
fn small_lots_are_inspected_whole_and_keep_their_number() {
    for (lot, limit, expected) in [
        (30, "0.10", "K 30 0/1 whole"),
        (124, "0.10", "K 124 0/1 whole"),
        (125, "0.10", "K 125 0/1 whole"),
        (126, "0.10", "K 125 0/1"),
        (13, "1.0", "E 13 0/1 whole"),
        (14, "1.0", "E 13 0/1"),
        (4, "10", "C 4 1/2 whole"),
        (2, "6.5", "A 2 0/1 whole"),
        (3, "6.5", "A 2 0/1"),
        (1, "1000", "A 1 30/31 whole"),
        (0, "2.5", "C 0 0/1 whole"),
    ] {
        assert_eq!(told(plan(lot, Level::II, aql(limit), Severity::Normal)), expected, "{lot} {limit}");
    }
}

#[test]
fn a_lot_is_accepted_up_to_ac() {
    let plan = plan(1_000, Level::II, aql("2.5"), Severity::Normal);
    for (found, verdict) in
        [(0, Verdict::Accepted), (5, Verdict::Accepted), (6, Verdict::NotAccepted), (u64::MAX, Verdict::NotAccepted)]
    {
        assert_eq!(plan.verdict(found), verdict, "{found}");
    }
}

#[test]
fn the_number_one_step_tighter_is_that_of_the_same_sample() {
    use Severity::*;
    for (lot, limit, severity, sample, accept, tighter) in [
        (1_000, "1.0", Normal, 80, 2, Some(1)),
        (1_000, "2.5", Normal, 80, 5, Some(3)),
        (10_000, "6.5", Normal, 200, 21, Some(14)),
        // The arrow led from L up to K, and from P up to N: what counts is beside the plan that is used.
        (10_000, "10", Normal, 125, 21, Some(14)),
        (500_000, "2.5", Normal, 500, 21, Some(14)),
        (1_000, "0.65", Normal, 80, 1, None),
        (1_000, "0.15", Normal, 80, 0, None),
        (1_000, "2.5", Tightened, 80, 3, None),
        (1_000, "2.5", Reduced, 32, 3, None),
    ] {
        let plan = plan(lot, Level::II, aql(limit), severity);
        assert_eq!((plan.sample, plan.accept, plan.accept_tighter), (sample, accept, tighter), "{lot} {limit}");
    }
    for (lot, limit) in (1..20).flat_map(|exponent| Aql::all().map(move |limit| (3_u64.pow(exponent), limit))) {
        let plan = plan(lot, Level::III, limit, Normal);
        assert_eq!(plan.accept_tighter.is_some(), plan.accept >= 2, "{lot} {limit}");
        assert!(plan.accept_tighter.is_none_or(|tighter| tighter >= 1 && tighter < plan.accept), "{lot} {limit}");
    }
}

proptest! {
    #[test]
    fn no_plan_asks_for_more_than_the_lot(
        lot in prop_oneof![0_u64..5_000, any::<u64>()],
        level in prop::sample::select(Level::ALL.to_vec()),
        limit in prop::sample::select(Aql::all().collect::<Vec<_>>()),
        severity in prop::sample::select(SEVERITIES.to_vec()),
    ) {
        let plan = plan(lot, level, limit, severity);
        prop_assert!(plan.sample <= lot);
        prop_assert_eq!(plan.whole_lot, plan.sample == lot);
        prop_assert_eq!(plan.reject, plan.accept + 1);
        prop_assert_eq!(plan.letter, code_letter(lot, level));
        prop_assert_eq!(plan.verdict(plan.accept.into()), Verdict::Accepted);
        prop_assert_eq!(plan.verdict(plan.reject.into()), Verdict::NotAccepted);
    }
}
