use super::*;

fn arranged(subject: Subject, inspector: Inspector, wanted_on: Option<&str>) -> Inspection {
    let arrangement = Arrangement { inspector, wanted_on: wanted_on.map(day), ..shirts_arranged() };
    planned(1, Request { subject, arrangement, ..request() })
}

/// S1, 7.1 to 7.3.
#[test]
fn an_inspection_is_booked_so_long_before_delivery() {
    let li = Inspector::Nominated { name: "李明".into() };
    let own = LeadTimes { own_days: 3, customer_days: 10, third_party_days: 21, mend_days: 3 };
    for (lead, inspector, delivery, by) in [
        (LeadTimes::default(), Inspector::Own, "2026-06-30", "2026-06-23"),
        (LeadTimes::default(), Inspector::Customer, "2026-06-30", "2026-06-23"),
        (LeadTimes::default(), li.clone(), "2026-06-30", "2026-06-23"),
        (LeadTimes::default(), sgs(), "2026-06-30", "2026-06-16"),
        (LeadTimes::default(), sgs(), "2026-03-07", "2026-02-21"),
        (own, Inspector::Own, "2026-06-30", "2026-06-27"),
        (own, li, "2026-06-30", "2026-06-20"),
        (own, sgs(), "2026-06-30", "2026-06-09"),
        (LeadTimes { own_days: u32::MAX, ..own }, Inspector::Own, "2026-06-30", "-9999-01-01"),
    ] {
        let found = lead.book_by(&inspector, day(delivery));
        assert_eq!(found, by.parse().unwrap_or(Date::MIN), "{inspector:?} {delivery}");
    }
}

#[test]
fn what_failed_is_mended_in_one_to_ninety_days() {
    let cases = [(0, false), (1, true), (90, true), (91, false)];
    for (mend_days, fits) in cases {
        let lead = LeadTimes { mend_days, ..LeadTimes::default() };
        let wanted = if fits { Ok(lead) } else { Err(InspectionRefusal::MendDaysOutside { most: 90 }) };
        assert_eq!(lead.checked(), wanted, "{mend_days}");
    }
}

#[test]
fn days_ahead_are_within_a_year() {
    let with = |days| LeadTimes { third_party_days: days, ..LeadTimes::default() };
    assert_eq!(with(365).checked(), Ok(with(365)));
    assert_eq!(with(366).checked(), Err(InspectionRefusal::LeadTimeOutside { most: 365 }));
    let read: LeadTimes = serde_json::from_str(r#"{"own_days": 5}"#).unwrap();
    assert_eq!(read, LeadTimes { own_days: 5, ..LeadTimes::default() });
}

/// A task, the last day for it, and whether it is late.
type Left<'a> = &'a [(Task, Option<&'a str>, bool)];

#[test]
fn what_is_left_to_do_by_when_and_whether_it_is_late() {
    use Task::*;
    let told = |inspection: Inspection, today: &str, commands: &[Command]| {
        commands.iter().fold(inspection, |one, command| after(one, command.clone(), &given(today, &[])))
    };
    let book = |on: &str| Command::Book { on: day(on) };
    let third = || arranged(finished(), sgs(), None);
    let customer = || arranged(finished(), Inspector::Customer, None);
    let cases: &[(&str, Inspection, Option<&str>, &str, Left)] = &[
        (
            "SGS, planned in time",
            third(),
            Some("2026-06-30"),
            "2026-06-16",
            &[
                (Book, Some("2026-06-16"), false),
                (TellFactory, Some("2026-06-16"), false),
                (Inspect, Some("2026-06-29"), false),
            ],
        ),
        (
            "SGS, a day too late",
            third(),
            Some("2026-06-30"),
            "2026-06-17",
            &[
                (Book, Some("2026-06-16"), true),
                (TellFactory, Some("2026-06-16"), true),
                (Inspect, Some("2026-06-29"), false),
            ],
        ),
        (
            "the customer comes: planning has to know",
            customer(),
            Some("2026-06-30"),
            "2026-06-10",
            &[
                (Book, Some("2026-06-23"), false),
                (TellFactory, Some("2026-06-23"), false),
                (TellPlanning, Some("2026-06-23"), false),
                (Inspect, Some("2026-06-29"), false),
            ],
        ),
        (
            "booked, the factory knows, planning does not",
            told(customer(), "2026-06-10", &[book("2026-06-26"), Command::TellFactory]),
            Some("2026-06-30"),
            "2026-06-24",
            &[(TellPlanning, Some("2026-06-23"), true), (Inspect, Some("2026-06-26"), false)],
        ),
        (
            "an early inspection: told the day before",
            told(customer(), "2026-06-10", &[book("2026-06-15"), Command::TellPlanning]),
            Some("2026-06-30"),
            "2026-06-14",
            &[(TellFactory, Some("2026-06-14"), false), (Inspect, Some("2026-06-15"), false)],
        ),
        (
            "delivery has come forward since",
            told(third(), "2026-06-10", &[book("2026-06-26"), Command::TellFactory]),
            Some("2026-06-25"),
            "2026-06-12",
            &[(Move, Some("2026-06-24"), false), (Inspect, Some("2026-06-26"), false)],
        ),
        (
            "nobody came",
            told(third(), "2026-06-10", &[book("2026-06-26"), Command::TellFactory]),
            Some("2026-06-30"),
            "2026-06-27",
            &[(Inspect, Some("2026-06-26"), true)],
        ),
        (
            "moved: the factory has to be told anew",
            told(
                third(),
                "2026-06-10",
                &[
                    book("2026-06-26"),
                    Command::TellFactory,
                    Command::Move { on: day("2026-06-28"), reason: "货没备齐".into() },
                ],
            ),
            Some("2026-06-30"),
            "2026-06-12",
            &[(TellFactory, Some("2026-06-16"), false), (Inspect, Some("2026-06-28"), false)],
        ),
        (
            "hoped for earlier than it would have to be booked",
            arranged(finished(), Inspector::Own, Some("2026-06-18")),
            Some("2026-06-30"),
            "2026-06-18",
            &[
                (Book, Some("2026-06-18"), false),
                (TellFactory, Some("2026-06-17"), true),
                (Inspect, Some("2026-06-18"), false),
            ],
        ),
        (
            "nothing is known",
            third(),
            None,
            "2026-06-18",
            &[(Book, None, false), (TellFactory, None, false), (Inspect, None, false)],
        ),
        (
            "materials: by the day hoped for, nobody else is told",
            arranged(incoming(), Inspector::Customer, Some("2026-06-05")),
            Some("2026-06-06"),
            "2026-06-06",
            &[(Book, Some("2026-06-05"), true), (Inspect, Some("2026-06-05"), true)],
        ),
        (
            "begun yesterday, no result yet",
            told(third(), "2026-06-20", &[Command::Start { on: day("2026-06-20") }]),
            Some("2026-06-30"),
            "2026-06-21",
            &[(Inspect, Some("2026-06-20"), true)],
        ),
        ("done", inspected(1, "2026-06-20", 0), Some("2026-06-30"), "2026-06-21", &[]),
        (
            "cancelled",
            told(third(), "2026-06-20", &[Command::Cancel { reason: "客户免验".into() }]),
            Some("2026-06-30"),
            "2026-06-21",
            &[],
        ),
    ];
    for (story, inspection, delivery, today, left) in cases {
        let found = booking::todo(inspection, delivery.map(day), &LeadTimes::default(), day(today));
        let told: Vec<_> = found.iter().map(|one| (one.task, one.by, one.is_late)).collect();
        let left: Vec<_> = left.iter().map(|(task, by, is_late)| (*task, by.map(day), *is_late)).collect();
        assert_eq!(told, left, "{story}");
    }
}
