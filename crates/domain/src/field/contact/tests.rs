//! Calls, and what came of them.

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::*;
use crate::schedule::Calendar;

/// Shanghai time; 30 November 2026 is a Monday.
fn at(day_and_time: &str) -> Timestamp {
    let (day, time) = day_and_time.split_once(' ').unwrap();
    format!("2026-{day}T{time}:00+08:00").parse().unwrap()
}

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn call(called: &str) -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(1)),
        customer: CustomerId(Uuid::from_u128(1)),
        order: None,
        caller: "李女士 138…".into(),
        channel: Channel::Phone,
        words: "台面什么时候来装？".into(),
        at: at(called),
        owner: person(1),
        answers: Vec::new(),
    }
    .noted(at(called))
    .unwrap()
}

fn answer(is: Outcome, told: &str) -> Command {
    Command::Answer { words: "厂里在做，周三下午三点前回复".into(), is, at: at(told) }
}

fn promised(next: &str) -> Outcome {
    Outcome::Promised { next: at(next) }
}

fn after(mut contact: Contact, command: Command, now: &str) -> Contact {
    for event in contact.decide(command, person(1), at(now)).unwrap() {
        let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
        contact.apply(&read);
    }
    contact
}

#[test]
fn half_an_hour_by_the_wall_or_of_working_time() {
    let (wall, worked) = (Rule::default(), Rule { clock: Clock::WorkingTime, ..Rule::default() });
    for (called, by_wall, by_work) in [
        ("11-30 10:00", "11-30 10:30", "11-30 10:30"),
        ("11-30 12:45", "11-30 13:15", "11-30 14:15"),
        ("11-30 21:00", "11-30 21:30", "12-01 09:30"),
        ("11-27 17:50", "11-27 18:20", "11-30 09:20"),
    ] {
        let due = |rule: &Rule| call(called).due(rule, &Calendar::default(), &zone());
        assert_eq!((due(&wall), due(&worked)), (Some(at(by_wall)), Some(at(by_work))), "{called}");
    }
}

#[test]
fn what_is_not_settled_has_a_next_word_until_it_is() {
    let due = |contact: &Contact| contact.due(&Rule::default(), &Calendar::default(), &zone());
    let contact = after(call("11-30 10:00"), answer(promised("12-02 15:00"), "11-30 10:20"), "11-30 10:20");
    assert_eq!(due(&contact), Some(at("12-02 15:00")));
    let contact = after(contact, Command::HandOn { to: person(2) }, "11-30 10:21");
    assert_eq!(contact.owner, person(2));
    let contact = after(contact, answer(Outcome::Settled, "12-02 14:00"), "12-02 14:00");
    assert_eq!((due(&contact), contact.settled_at()), (None, Some(at("12-02 14:00"))));
    let again = contact.decide(answer(Outcome::Settled, "12-02 15:00"), person(1), at("12-02 15:00"));
    assert_eq!(again, Err(ContactRefusal::Settled { at: at("12-02 14:00") }));
}

#[test]
fn a_word_lies_ahead_and_within_reach() {
    let contact = call("11-30 10:00");
    let field = ContactRefusal::Field;
    for (command, refusal) in [
        (answer(promised("11-30 10:20"), "11-30 10:20"), ContactRefusal::NextNotAhead { next: at("11-30 10:20") }),
        (
            Command::Answer {
                words: "x".into(),
                is: Outcome::Promised { next: Timestamp::MAX },
                at: at("11-30 10:20"),
            },
            ContactRefusal::NextTooFar { most_days: 60 },
        ),
        (
            answer(Outcome::Settled, "11-30 09:00"),
            field(Fault::TooEarly { at: at("11-30 09:00"), before: at("11-30 10:00") }),
        ),
        (answer(Outcome::Settled, "12-30 09:00"), field(Fault::InTheFuture { at: at("12-30 09:00") })),
        (Command::HandOn { to: person(1) }, ContactRefusal::SamePerson),
    ] {
        assert_eq!(contact.decide(command, person(1), at("11-30 10:20")), Err(refusal));
    }
}

#[test]
fn promises_that_were_kept_are_counted() {
    let first = |told: &str, is| after(call("11-30 10:00"), answer(is, told), told);
    let promise = || first("11-30 10:30", promised("12-01 10:00"));
    let settled = |told: &str| after(promise(), answer(Outcome::Settled, told), told);
    for (contact, now, (answers, promises)) in [
        // Not answered, with time left, and not.
        (call("11-30 10:00"), "11-30 10:30", ((0, 0), (0, 0))),
        (call("11-30 10:00"), "11-30 10:31", ((0, 1), (0, 0))),
        (first("11-30 10:30", Outcome::Settled), "11-30 11:00", ((1, 1), (0, 0))),
        (first("11-30 10:31", Outcome::Settled), "11-30 11:00", ((0, 1), (0, 0))),
        (promise(), "12-01 10:00", ((1, 1), (0, 0))),
        (promise(), "12-01 10:01", ((1, 1), (0, 1))),
        (settled("12-01 10:00"), "12-05 10:00", ((1, 1), (1, 1))),
        (settled("12-01 10:01"), "12-05 10:00", ((1, 1), (0, 1))),
    ] {
        let figures = figures([&contact], &Rule::default(), &Calendar::default(), &zone(), at(now));
        let of = |(kept, of)| Kept { kept, of };
        assert_eq!((figures.answers, figures.promises), (of(answers), of(promises)), "{now} {:?}", contact.answers);
    }
    assert_eq!(Kept { kept: 2, of: 3 }.percent().map(|it| it.to_string()).as_deref(), Some("66.7"));
    assert_eq!(Kept::default().percent(), None);
}
