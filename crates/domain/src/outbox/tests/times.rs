use jiff::civil::Time;
use proptest::prelude::*;

use super::{super::digest, *};

fn time(hour: i8, minute: i8) -> Time {
    Time::constant(hour, minute, 0, 0)
}

#[test]
fn no_phone_rings_at_night() {
    let night = Quiet::default();
    let noon = Quiet { from: time(12, 0), until: time(13, 30) };
    for (quiet, now, free) in [
        (night, "30 20:59", "30 20:59"),
        (night, "29 21:00", "30 08:00"),
        (night, "30 02:00", "30 08:00"),
        (night, "30 08:00", "30 08:00"),
        (noon, "30 12:00", "30 13:30"),
        (noon, "30 13:30", "30 13:30"),
        (noon, "30 23:00", "30 23:00"),
    ] {
        assert_eq!(quiet.free_at(at(now), &shanghai()), at(free), "{now}");
    }
    let all_day = Quiet { from: time(8, 0), until: time(8, 0) };
    assert_eq!(all_day.checked(), Err(OutboxFault::QuietAllDay { at: "08:00:00".into() }));
}

#[test]
fn the_hours_are_those_of_the_reader() {
    let madrid = TimeZone::get("Europe/Madrid").unwrap();
    // Nine in the morning in Shanghai is two at night in Madrid.
    let free = Quiet::default().free_at(at("30 09:00"), &madrid);
    assert_eq!(free, "2026-11-30T08:00:00+01:00".parse().unwrap());
}

#[test]
fn the_bundle_goes_out_once_a_day() {
    for (now, next) in [("29 08:29", "29 08:30"), ("29 08:30", "30 08:30"), ("29 23:00", "30 08:30")] {
        assert_eq!(digest::next(at(now), time(8, 30), &shanghai()), at(next));
    }
}

#[test]
fn messages_of_the_day_are_one() {
    let daily = |number: u128, occasion| {
        let mut it = dispatch(Channel::Email, occasion);
        it.id = DispatchId(Uuid::from_u128(number));
        it.planned.pace = Pace::Daily;
        it
    };
    let (first, second) = (daily(1, Occasion::Arrived), daily(2, Occasion::PaymentDue));
    let mut sent = daily(3, Occasion::Dispatched);
    sent.state = State::Sent { at: at("30 08:00"), tries: 1, receipt: String::new() };
    let at_once = dispatch(Channel::Email, Occasion::Dispatched);
    let all = [first.clone(), second.clone(), sent, at_once];
    let parts = digest::bundle(&first, &all, at("30 11:00"));
    assert_eq!(parts.iter().map(|it| it.id).collect::<Vec<_>>(), [first.id, second.id]);
    let bundled = digest::bundled(&parts, Lang::En).unwrap();
    assert_eq!(bundled.subject, "2 messages of today");
    assert!(bundled.body.starts_with("1. Order SO-2611-0042 has arrived\n") && bundled.body.contains("\n\n2. "));
    assert_eq!(digest::bundled(&parts[..1], Lang::En), Some(first.planned.words.clone()));
    assert_eq!(digest::bundled(&[], Lang::En), None);
}

proptest! {
    #[test]
    fn quiet_hours_end(from in 0..1440_i32, until in 0..1440_i32, second in 0..4_000_000_000_i64) {
        prop_assume!(from != until);
        let of = |minutes: i32| Time::constant((minutes / 60) as i8, (minutes % 60) as i8, 0, 0);
        let quiet = Quiet { from: of(from), until: of(until) };
        for zone in ["Asia/Shanghai", "Europe/Madrid", "America/New_York", "UTC"] {
            let zone = TimeZone::get(zone).unwrap();
            let now = Timestamp::from_second(second).unwrap();
            let free = quiet.free_at(now, &zone);
            prop_assert!(free >= now && free.duration_since(now).as_hours() <= 25);
            if free == now {
                prop_assert!(!quiet.covers(zone.to_datetime(now).time()) || zone.to_datetime(now).time() < quiet.until);
            }
        }
    }
}
