//! What a changed plan keeps, and what it refuses.

mod story;

use story::{Story, member, moment};
use yidan_domain::{
    StepKey,
    order::{command::Command, refusal::Refusal},
    process::due::Takes,
    schedule::PlanChange,
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
