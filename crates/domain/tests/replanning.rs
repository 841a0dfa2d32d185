//! What a changed plan keeps, and what it refuses.

mod story;

use jiff::civil::date;
use story::{Story, member, moment};
use yidan_domain::{
    StepKey,
    order::{apply::replay, command::Command, event::Event, refusal::Refusal},
    process::due::Takes,
    schedule::{PlanChange, course::Split},
};

fn takes(hours: u32) -> PlanChange {
    PlanChange { takes: Some(Takes::Hours(hours)), ..PlanChange::default() }
}

fn replan(changes: &[(&str, PlanChange)], promised: &str) -> Command {
    let changes = changes.iter().map(|(step, change)| (StepKey::from(*step), change.clone())).collect();
    Command::Replan { changes, promised: promised.parse().ok(), reason: "客户同意推迟".into() }
}

/// The plan page asks for open steps only, and a program may tell of closed ones what it likes.
#[test]
fn what_was_planned_of_closed_steps_stays() {
    let mut order = Story::begins("customer-order", "2026-03-02 10:00", "2026-03-27");
    order
        .does("manager", "2026-03-02 10:30", replan(&[("assign", takes(7)), ("review", takes(5))], "2026-03-27"))
        .finishes("sales", "2026-03-02 11:00", "enter", &[])
        .finishes("sales", "2026-03-02 12:00", "confirm", &[("how", "phone")])
        .finishes("sales", "2026-03-03 10:00", "assign", &[]);
    let (due, changes) = (order.planned("assign"), order.order.plan_changes.clone());
    for told in [
        vec![("review", takes(5))],
        vec![("review", takes(5)), ("assign", takes(7))],
        vec![("review", takes(5)), ("assign", takes(1))],
        vec![("review", takes(5)), ("assign", PlanChange::default())],
    ] {
        let refused = order.tries(&member("manager"), moment("2026-03-03 11:00"), replan(&told, "2026-03-27"));
        assert_eq!(refused, Err(Refusal::NothingChanged), "{told:?}");
    }
    order.does("manager", "2026-03-03 11:30", replan(&[("review", takes(5))], "2026-03-30"));
    assert_eq!((order.planned("assign"), &order.order.plan_changes), (due, &changes), "another day, the same plan");
    order.does("manager", "2026-03-03 12:00", replan(&[], "2026-03-30"));
    assert_eq!(order.order.plan_changes, [("assign".into(), takes(7))].into(), "open steps go by the process again");
    // Opened again, it can be planned anew.
    order.reopens("sales", "2026-03-03 12:30", "assign", "跟单人换了");
    order.does("manager", "2026-03-03 13:00", replan(&[], "2026-03-30"));
    assert_eq!(order.order.plan_changes, [].into());
}

/// A first part that is all of the work is no part.
#[test]
fn a_step_is_split_within_its_work() {
    let mut order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-30");
    let split = |takes: Option<Takes>, after: Takes| PlanChange {
        takes,
        split: Some(Split { after, resumes: date(2026, 4, 1).at(9, 0, 0, 0) }),
        ..PlanChange::default()
    };
    use Takes::{Hours, Workdays};
    for (told, change, outside) in [
        ("none of it", split(None, Workdays(0)), Some(Workdays(10))),
        ("all of the ten days", split(None, Workdays(10)), Some(Workdays(10))),
        ("more", split(None, Workdays(11)), Some(Workdays(10))),
        ("within a longer time", split(Some(Workdays(12)), Workdays(11)), None),
        ("beyond a shorter time", split(Some(Workdays(3)), Workdays(4)), Some(Workdays(3))),
        ("hours of days", split(None, Hours(8)), None),
        ("more hours than days", split(None, Hours(80)), Some(Workdays(10))),
        ("minutes of hours", split(Some(Hours(2)), Takes::Minutes(120)), Some(Hours(2))),
    ] {
        let tried =
            order.tries(&member("manager"), moment("2026-03-03 11:00"), replan(&[("produce", change)], "2026-04-30"));
        let step = order.process.step(&"produce".into()).unwrap().name.clone();
        let refused = outside.map(|whole| Refusal::SplitOutside { step, whole: Some(whole) });
        assert_eq!(tried.err(), refused, "{told}");
    }
}

#[test]
fn a_promise_is_within_reach() {
    let mut order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-30");
    for (promised, refused) in
        [("2026-03-01", true), ("2026-03-02", false), ("2029-03-05", false), ("2029-03-06", true), ("9026-04-30", true)]
    {
        let tried = order.tries(&member("manager"), moment("2026-03-03 11:00"), replan(&[], promised));
        assert_eq!(tried.is_err(), refused, "{promised}");
    }
}

/// What was promised before anybody asked how far away it is stays, and stands in nobody's way.
#[test]
fn a_promise_that_stands_is_not_asked_about_again() {
    let mut order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-30");
    let Event::Entered { header, .. } = &mut order.events[0].event else { panic!("entered first") };
    header.promised = "2099-12-31".parse().ok();
    order.order = replay(&order.events).unwrap();
    order.does("manager", "2026-03-03 11:00", replan(&[("receive", takes(3))], "2099-12-31"));
    order.amends("sales", "2026-03-03 12:00", |header, _| header.remarks = "急".into());
    let tried = order.tries(&member("manager"), moment("2026-03-03 13:00"), replan(&[], "2098-12-31"));
    assert!(matches!(tried, Err(Refusal::PromisedTooFar { .. })));
}
