use super::{super::board::*, *};

/// A Tuesday; the week ends on the 21st, soon is until the 23rd.
const TODAY: &str = "2026-06-16";

fn booked(on: &str, commands: &[Command]) -> Inspection {
    let book = [Command::Book { on: day(on) }];
    let all = book.iter().chain(commands);
    all.fold(planned(1, request()), |one, command| after(one, command.clone(), &given("2026-06-01", &[])))
}

#[test]
fn each_inspection_stands_under_one_heading() {
    use Heading::*;
    let wanted = |on: &str| {
        let arrangement = Arrangement { wanted_on: Some(day(on)), ..shirts_arranged() };
        planned(1, Request { arrangement, ..request() })
    };
    let told = [Command::TellFactory];
    // What it is, its delivery, and where it stands: its heading, whether somebody is to be told, whether it is late.
    type Standing = (Heading, bool, bool);
    let cases: [(&str, Inspection, Option<&str>, Standing); _] = [
        ("failed", inspected(1, "2026-06-15", 6), Some("2026-06-30"), (Failed, false, false)),
        ("to be booked by the 23rd", planned(1, request()), Some("2026-06-30"), (ToBook, false, false)),
        ("to be booked by the 24th", planned(1, request()), Some("2026-07-01"), (Later, false, false)),
        ("should have been booked", planned(1, request()), Some("2026-06-20"), (ToBook, false, true)),
        ("hoped for this week", wanted("2026-06-18"), None, (ToBook, false, false)),
        ("nobody knows when", planned(1, request()), None, (ToBook, false, false)),
        ("on Sunday", booked("2026-06-21", &told), Some("2026-06-30"), (ThisWeek, false, false)),
        ("missed", booked("2026-06-12", &told), Some("2026-06-30"), (ThisWeek, false, true)),
        (
            "this week, the factory knows nothing",
            booked("2026-06-17", &[]),
            Some("2026-06-30"),
            (ThisWeek, true, false),
        ),
        ("next week, to be told", booked("2026-06-22", &[]), Some("2026-06-30"), (ToTell, true, false)),
        ("next week, told", booked("2026-06-22", &told), Some("2026-06-30"), (Later, false, false)),
        (
            "after the delivery, which is to come",
            booked("2026-06-26", &told),
            Some("2026-06-20"),
            (ToBook, false, false),
        ),
        (
            "after the delivery, which has been",
            booked("2026-06-18", &told),
            Some("2026-06-16"),
            (ThisWeek, false, false),
        ),
    ];
    let horizon = Horizon::of(day(TODAY));
    assert_eq!((horizon.soon, horizon.sunday), (day("2026-06-23"), day("2026-06-21")));
    for (story, inspection, delivery, standing) in cases {
        let waits = Waits::of(&inspection, delivery.map(day), &LeadTimes::default());
        let found = (waits.heading(&horizon), waits.is_to_tell(&horizon), waits.is_late(day(TODAY)));
        assert_eq!(found, standing, "{story}");
    }
}

#[test]
fn what_is_late_is_what_is_left_to_do_late() {
    let delivery = Some(day("2026-06-25"));
    for inspection in [planned(1, request()), booked("2026-06-22", &[]), booked("2026-06-26", &[Command::TellFactory])]
    {
        let waits = Waits::of(&inspection, delivery, &LeadTimes::default());
        for today in ["2026-06-01", "2026-06-18", "2026-06-19", "2026-06-23", "2026-06-25", "2026-06-27"].map(day) {
            let left = booking::todo(&inspection, delivery, &LeadTimes::default(), today);
            assert_eq!(waits.is_late(today), left.iter().any(|todo| todo.is_late), "{today}");
        }
    }
}
