use jiff::SignedDuration;

use super::{super::retry, *};

fn passing(pause_seconds: Option<u32>) -> Failure {
    Failure::Passing { why: "HTTP 503".into(), pause_seconds }
}

/// Nobody's hours are quiet.
fn any(at: Timestamp) -> Timestamp {
    at
}

fn in_state(it: &Dispatch, state: State) -> Dispatch {
    Dispatch { state, ..it.clone() }
}

#[test]
fn a_message_is_claimed_once_and_sent() {
    let it = dispatch(Channel::Email, Occasion::Arrived);
    assert_eq!(it.claimed(at("30 09:59"), any), None, "not yet");
    let sending = in_state(&it, it.claimed(at("30 10:00"), any).unwrap());
    assert_eq!(sending.claimed(at("30 10:00"), any), None, "somebody is at it");
    let sent = in_state(&it, sending.sent("250 queued as 7A", at("30 10:01")).unwrap());
    assert_eq!(sent.state, State::Sent { at: at("30 10:01"), tries: 1, receipt: "250 queued as 7A".into() });
    assert_eq!((sent.claimed(at("30 11:00"), any), sent.failed(&passing(None), at("30 11:00"))), (None, None));
    assert!(sent.resent(at("30 11:00")).is_err() && sent.dropped(person(1), at("30 11:00")).is_err());
}

/// A mail server that is down: nine tries over two and a half days, then it waits for a person.
#[test]
fn pauses_grow_until_it_is_dead() {
    let mut it = dispatch(Channel::Email, Occasion::Arrived);
    let (mut now, mut pauses) = (at("30 10:00"), Vec::new());
    while let Some(state) = it.claimed(now, any) {
        it.state = state;
        it.state = it.failed(&passing(None), now).unwrap();
        let State::Waiting { at, .. } = it.state else { break };
        pauses.push(at.duration_since(now).as_mins());
        now = at;
    }
    assert_eq!(pauses, retry::PAUSES_MINUTES);
    let State::Dead { tries, why, .. } = &it.state else { panic!("{:?}", it.state) };
    assert_eq!((*tries, why), (9, &Why::Failed { why: "HTTP 503".into() }));

    // Sent again by hand, it has all its tries once more.
    it.state = it.resent(now).unwrap();
    assert_eq!(it.state, State::Waiting { at: now, tries: 0, last: None });
}

#[test]
fn what_never_will_go_well_is_dead_at_once() {
    let it = dispatch(Channel::Email, Occasion::Arrived);
    let sending = in_state(&it, it.claimed(at("30 10:00"), any).unwrap());
    let state = sending.failed(&Failure::Lasting { why: "SMTP 550 no such user".into() }, at("30 10:00"));
    assert!(matches!(state, Some(State::Dead { tries: 1, .. })), "{state:?}");
}

#[test]
fn a_receiver_may_ask_for_more_time_and_not_for_ever() {
    let pause = |tries, asked, spread| match retry::next(tries, &passing(asked), at("30 10:00"), spread) {
        Next::Again { at: then } => then.duration_since(at("30 10:00")).as_secs(),
        Next::Dead => -1,
    };
    for (tries, asked, spread, seconds) in [
        (1, None, 0, 60),
        (1, None, 999, 65),
        (1, Some(600), 0, 600),
        (1, Some(10), 0, 60),
        (1, Some(u32::MAX), 0, 86_400),
        (8, None, 0, 86_400),
        (9, Some(1), 0, -1),
        (u32::MAX, None, 0, -1),
        (0, None, 0, 60),
    ] {
        assert_eq!(pause(tries, asked, spread), seconds, "{tries} {asked:?}");
    }
}

/// The program died while it was sending.
#[test]
fn what_may_have_gone_out_is_not_sent_twice() {
    for (channel, is_again) in [(Channel::Email, true), (Channel::Sms, false)] {
        let it = dispatch(channel, Occasion::Arrived);
        let sending = in_state(&it, it.claimed(at("30 10:00"), any).unwrap());
        assert_eq!(sending.lapsed(at("30 10:04")), None, "it may still be at it");
        let lapsed = sending.lapsed(at("30 10:05")).unwrap();
        match lapsed {
            State::Waiting { at: then, tries, .. } => assert_eq!((is_again, then, tries), (true, at("30 10:05"), 1)),
            State::Dead { why, .. } => assert_eq!((is_again, why), (false, Why::InDoubt)),
            other => panic!("{other:?}"),
        }
        assert_eq!(it.lapsed(at("30 12:00")), None);
    }
}

/// Due at six in the evening, but the program stood still until eleven; or the first try failed just before nine.
#[test]
fn what_comes_due_at_night_waits_for_the_morning() {
    let morning = |at: Timestamp| Quiet::default().free_at(at, &shanghai());
    let sms = dispatch(Channel::Sms, Occasion::Arrived);
    let waits = sms.claimed(at("30 23:00"), morning);
    let eight = "2026-12-01T08:00:00+08:00".parse().unwrap();
    assert_eq!(waits, Some(State::Waiting { at: eight, tries: 0, last: None }));
    let mail = dispatch(Channel::Email, Occasion::Arrived);
    assert!(matches!(mail.claimed(at("30 23:00"), morning), Some(State::Sending { .. })));
    let call = Dispatch { planned: Planned { occasion: Occasion::AnswerDue, until: None, ..sms.planned }, ..mail };
    assert!(matches!(call.claimed(at("30 23:00"), morning), Some(State::Sending { .. })), "a customer waits");
}

#[test]
fn old_news_is_not_sent() {
    let it = dispatch(Channel::Email, Occasion::TransportUpdated);
    let late = it.planned.until.unwrap().checked_add(SignedDuration::from_secs(1)).unwrap();
    assert!(matches!(it.claimed(late, any), Some(State::Dead { why: Why::Stale, tries: 0, .. })));
}

#[test]
fn what_receivers_say_is_understood() {
    let kind = |failure: Option<Failure>| match failure {
        None => "sent",
        Some(Failure::Passing { .. }) => "again",
        Some(Failure::Lasting { .. }) => "dead",
    };
    for (status, expected) in [
        (200, "sent"),
        (204, "sent"),
        (301, "dead"),
        (400, "dead"),
        (401, "dead"),
        (404, "dead"),
        (408, "again"),
        (410, "dead"),
        (429, "again"),
        (500, "again"),
        (503, "again"),
    ] {
        assert_eq!(kind(Failure::of_http(status, None)), expected, "{status}");
    }
    for (code, expected) in [(250, "sent"), (421, "again"), (450, "again"), (550, "dead"), (554, "dead"), (0, "again")]
    {
        assert_eq!(kind(Failure::of_smtp(code, "x")), expected, "{code}");
    }
}

#[test]
fn a_person_may_drop_what_waits() {
    let it = dispatch(Channel::Sms, Occasion::Arrived);
    let dropped = in_state(&it, it.dropped(person(1), at("30 10:00")).unwrap());
    assert_eq!(dropped.claimed(at("30 12:00"), any), None);
    let dead = State::Dead { at: at("30 10:00"), tries: 1, why: Why::InDoubt };
    assert!(in_state(&it, dead).dropped(person(1), at("30 10:00")).is_ok());
    let kept = serde_json::to_string(&dropped).unwrap();
    assert_eq!(serde_json::from_str::<Dispatch>(&kept).unwrap(), dropped);
}
