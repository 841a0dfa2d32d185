use proptest::prelude::*;

use super::{
    super::{
        aql::{Aql, ByClass, Level, Severity},
        sampling::total,
    },
    *,
};

fn any_day() -> impl Strategy<Value = Date> {
    prop_oneof![
        (0..60_i64).prop_map(|days| day("2026-06-01") + jiff::SignedDuration::from_hours(days * 24)),
        Just(Date::MIN),
        Just(Date::MAX),
    ]
}

fn any_sampling() -> impl Strategy<Value = Sampling> {
    let aql = prop::option::of((0..26_usize).prop_map(|at| Aql::all().nth(at).unwrap()));
    prop_oneof![
        ((0..7_usize), aql.clone(), aql.clone(), aql).prop_map(|(level, critical, major, minor)| Sampling::Aql {
            level: Level::ALL[level],
            limits: ByClass::new(critical, major, minor),
        }),
        Just(Sampling::Whole),
        (any::<u64>(), any::<u64>()).prop_map(|(units, accept)| Sampling::Fixed { units, accept }),
        (0..100_u64, 0..5_u64).prop_map(|(units, accept)| Sampling::Fixed { units, accept }),
    ]
}

fn any_inspector() -> impl Strategy<Value = Inspector> {
    prop_oneof![
        Just(Inspector::Own),
        Just(Inspector::Customer),
        ".{0,5}".prop_map(|name| Inspector::Nominated { name }),
        Just(sgs()),
    ]
}

fn any_arrangement() -> impl Strategy<Value = Arrangement> {
    let lot = prop_oneof![0..3_000_u64, any::<u64>()];
    (any_inspector(), lot, any_sampling(), prop::option::of(any_day())).prop_map(
        |(inspector, lot, sampling, wanted_on)| Arrangement {
            goods: String::new(),
            inspector,
            lot,
            sampling,
            place: String::new(),
            wanted_on,
            fewer: None,
        },
    )
}

fn any_report() -> impl Strategy<Value = Report> {
    let number = || prop_oneof![0..200_u64, any::<u64>()];
    (any_day(), number(), number(), number(), prop::option::of(".{0,3}")).prop_map(
        |(on, inspected, major, minor, again)| Report { on, inspected, again, ..report("2026-06-20", major, minor) },
    )
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        any_arrangement().prop_map(|arrangement| Command::Change { arrangement, series: Some(shirts()) }),
        any_day().prop_map(|on| Command::Book { on }),
        any_day().prop_map(|on| Command::Move { on, reason: String::new() }),
        Just(Command::TellFactory),
        Just(Command::TellPlanning),
        ".{0,2}".prop_map(|reason| Command::Cancel { reason }),
        any_day().prop_map(|on| Command::Start { on }),
        any_report().prop_map(|report| Command::Record { report }),
        any_report().prop_map(|report| Command::Correct { report, reason: "录错".into() }),
        Just(Command::Release { note: "客户接受".into() }),
    ]
}

proptest! {
    /// Whatever is asked of an inspection is refused or leads to a state that agrees with itself.
    #[test]
    fn no_command_leads_astray(commands in prop::collection::vec((any_command(), any_day(), any::<bool>()), 0..20)) {
        let lead = LeadTimes::default();
        let mut inspection = planned(1, request());
        for (command, today, may_release) in commands {
            let of_order = [inspection.clone()];
            let now = Given { today, may_release, ..given("2026-06-20", &of_order) };
            let was_open = inspection.is_open();
            match decide(&inspection, command, &now) {
                Err(refusal) => {
                    let key = crate::Say::say(&refusal).key;
                    prop_assert!(["inspection-", "day-"].iter().any(|begin| key.starts_with(begin)), "{key}");
                }
                Ok(events) => events.iter().for_each(|event| inspection.apply(event)),
            }
            prop_assert!(was_open || !inspection.is_open(), "what is over does not begin again");
            prop_assert_eq!(inspection.report().is_some(), inspection.verdict().is_some());
            prop_assert!(!inspection.is_accepted() || inspection.report().is_some());
            if let Some(report) = inspection.report() {
                let draw = inspection.draw(&Next::default());
                prop_assert!((draw.units..=inspection.arrangement.lot).contains(&report.inspected));
                prop_assert!(total(report.found()) <= report.inspected);
            }
            let left = booking::todo(&inspection, now.delivery, &lead, today);
            prop_assert_eq!(left.is_empty(), !inspection.is_open());
            prop_assert!(left.iter().all(|one| one.is_late == one.by.is_some_and(|by| by < today)));
            let all = [inspection.clone()];
            let (told, found) = (facts(&all, None, &mending()), findings(&all, &mending()));
            prop_assert!(!told.passed || (told.booked && found.is_empty()));
            prop_assert_eq!(found.len(), usize::from(inspection.report().is_some() && !inspection.is_accepted()));
        }
    }

    #[test]
    fn more_found_never_helps(
        sampling in any_sampling(),
        lot in 1..5_000_u64,
        found in (0..50_u64, 0..50_u64, 0..50_u64),
        more in (0..3_u64, 0..3_u64, 0..3_u64),
        severity in prop::sample::select(vec![Severity::Normal, Severity::Tightened, Severity::Reduced]),
    ) {
        let draw = sampling.draw(lot, ByClass::new(severity, severity, severity));
        prop_assert!(draw.units <= lot);
        let few = draw.failed(ByClass::new(found.0, found.1, found.2));
        let many = draw.failed(ByClass::new(found.0 + more.0, found.1 + more.1, found.2 + more.2));
        prop_assert!(few.iter().all(|class| many.contains(class)), "{few:?} {many:?}");
        prop_assert!(draw.failed(ByClass::default()).is_empty(), "nothing found, nothing wrong");
    }

    #[test]
    fn a_third_party_is_booked_no_later_than_anybody_else(delivery in any_day()) {
        let lead = LeadTimes::default();
        let third = lead.book_by(&sgs(), delivery);
        prop_assert!(third <= lead.book_by(&Inspector::Own, delivery));
        prop_assert!(third < delivery || delivery == Date::MIN);
    }

    #[test]
    fn a_series_is_the_same_in_whatever_order_it_is_told(
        found in prop::collection::vec((1..28_u8, 0..10_u64), 0..15),
        turn in 0..15_usize,
    ) {
        let one = |(number, (on, skipped)): (usize, &(u8, u64))| {
            inspected(number as u128, &format!("2026-06-{on:02}"), *skipped)
        };
        let mut all: Vec<Inspection> = found.iter().enumerate().map(one).collect();
        // Results of one moment are in the order told.
        all.sort_by_key(Inspection::day);
        all.dedup_by_key(|inspection| inspection.day());
        let series = |all: &[Inspection]| Series::of(&shirts(), Stage::Final, all, &[]);
        let told = series(&all);
        let turn = turn.min(all.len());
        all.rotate_left(turn);
        prop_assert_eq!(series(&all), told);
        prop_assert_eq!(told.next(false).severities.critical, Some(Severity::Normal));
    }
}
