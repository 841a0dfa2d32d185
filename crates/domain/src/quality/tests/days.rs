use super::{super::calendar::*, *};

/// A Monday.
const MONDAY: &str = "2026-06-15";

fn booked(number: u128, inspector: Inspector, on: &str) -> Inspection {
    let arrangement = Arrangement { inspector, ..shirts_arranged() };
    let inspection = planned(number, Request { arrangement, ..request() });
    after(inspection, Command::Book { on: day(on) }, &given("2026-06-01", &[]))
}

fn ids(inspections: &[&Inspection]) -> Vec<u128> {
    inspections.iter().map(|one| one.id.0.as_u128()).collect()
}

#[test]
fn each_day_says_who_inspects_what() {
    let cancelled =
        after(booked(5, sgs(), "2026-06-16"), Command::Cancel { reason: "客户免验".into() }, &given("2026-06-01", &[]));
    let all = [
        booked(1, sgs(), "2026-06-16"),
        booked(2, Inspector::Own, "2026-06-16"),
        booked(3, Inspector::Own, "2026-06-14"),
        booked(4, Inspector::Own, "2026-06-16"),
        cancelled,
        planned(6, request()),
        inspected(7, "2026-06-21", 0),
        booked(8, Inspector::Own, "2026-06-22"),
    ];
    let found = by_day(&all, day(MONDAY), day("2026-06-21"));
    let told: Vec<_> = found
        .iter()
        .flat_map(|(on, by)| by.iter().map(move |(who, what)| (on.to_string(), who.name().zh, ids(what))))
        .collect();
    let line = |on: &str, who: &str, what: &[u128]| (on.to_owned(), who.to_owned(), what.to_vec());
    assert_eq!(
        told,
        [
            line("2026-06-16", "本公司验货员", &[2, 4]),
            line("2026-06-16", "SGS", &[1]),
            line("2026-06-21", "本公司验货员", &[7]),
        ]
    );
    assert!(by_day(&all, day("2026-06-21"), day(MONDAY)).is_empty());
}

#[test]
fn this_week_ends_on_sunday_and_what_was_missed_comes_first() {
    let all = [
        booked(1, sgs(), "2026-06-21"),
        booked(2, Inspector::Own, "2026-06-12"),
        booked(3, Inspector::Own, "2026-06-22"),
        planned(4, request()),
        inspected(5, "2026-06-16", 0),
        booked(6, Inspector::Own, MONDAY),
    ];
    for (today, week) in [
        ("2026-06-14", vec![2]),
        (MONDAY, vec![2, 6, 1]),
        ("2026-06-21", vec![2, 6, 1]),
        ("2026-06-22", vec![2, 6, 1, 3]),
    ] {
        assert_eq!(ids(&this_week(&all, day(today))), week, "{today}");
    }
    assert_eq!(this_week(&all, Date::MAX).len(), 4);
}

#[test]
fn unbooked_inspections_come_up_by_their_lead_time() {
    let third = Arrangement { inspector: sgs(), ..shirts_arranged() };
    let third = planned(1, Request { arrangement: third, ..request() });
    let (own, unknown, booked) = (planned(2, request()), planned(3, request()), booked(4, sgs(), "2026-06-20"));
    let delivery = Some(day("2026-06-30"));
    let all = [(&own, delivery), (&third, delivery), (&unknown, None), (&booked, delivery)];
    for (today, within, due) in [
        ("2026-06-15", 0, vec![]),
        ("2026-06-15", 1, vec![(1, false)]),
        ("2026-06-16", 0, vec![(1, false)]),
        ("2026-06-16", 7, vec![(1, false), (2, false)]),
        ("2026-06-24", 0, vec![(1, true), (2, true)]),
        ("2026-06-15", u32::MAX, vec![(1, false), (2, false)]),
    ] {
        let found = to_book(all, &LeadTimes::default(), day(today), within);
        let told: Vec<_> = found.iter().map(|(one, todo)| (one.id.0.as_u128(), todo.is_late)).collect();
        assert_eq!(told, due, "{today} {within}");
    }
}
