//! What comes from elsewhere moves the forecast: materials on their way, lots being made, an inspection.

mod story;

use std::collections::BTreeMap;

use jiff::civil::Date;
use story::{Story, moment};
use yidan_domain::{
    order::{command::Command, situation::Situation},
    process::gate::Fact,
    schedule::{
        Course, Network,
        awaited::expected,
        critical,
        forecast::{Basis, Forecast, NoHistory, forecast},
    },
};

const NOW: &str = "2026-03-10 10:00";

/// Materials are bought, and on their way.
fn buying() -> Story {
    let mut order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-30");
    order
        .finishes("sales", "2026-03-02 11:00", "receive", &[])
        .finishes("warehouse", "2026-03-02 14:00", "check-stock", &[("short", "yes")])
        .finishes("engineering", "2026-03-03 10:00", "confirm-details", &[("notes", "公差 0.05")])
        .finishes(
            "purchasing",
            "2026-03-04 10:00",
            "buy-materials",
            &[("supplier", "宏达五金"), ("arrives", "2026-03-20")],
        );
    order
}

fn tells(order: &mut Story, facts: &[(&str, Option<Fact>)]) {
    let facts: BTreeMap<_, _> = facts.iter().map(|(name, fact)| ((*name).to_owned(), fact.clone())).collect();
    order.does("purchasing", NOW, Command::Tell { facts });
}

fn day(day: &str) -> Option<Fact> {
    Some(Fact::Date(day.parse().unwrap()))
}

fn forecast_of(order: &Story) -> Forecast {
    let network = Network::of(&order.process, &order.calendars);
    let course = Course::of(&Situation::of(&order.order, &order.process));
    forecast(&network, &course, &NoHistory, moment(NOW))
}

fn step(order: &Story, key: &str) -> usize {
    order.process.number_of(&key.into()).unwrap() - 1
}

fn finish(order: &Story, key: &str) -> Option<Date> {
    forecast_of(order).steps[step(order, key)].finish?.date()
}

#[test]
fn materials_expected_late_make_the_goods_late() {
    let mut order = buying();
    let before = forecast_of(&order).delivery.unwrap();
    tells(&mut order, &[("materials.expected", day("2026-04-08"))]);
    let after = forecast_of(&order);
    assert_eq!(finish(&order, "materials-in"), Some("2026-04-08".parse().unwrap()));
    assert_eq!(after.steps[step(&order, "materials-in")].basis, Basis::Awaited);
    // Scheduling takes a day, making ten, inspection and packing one each: from the morning of the 9th on.
    assert_eq!(finish(&order, "schedule"), Some("2026-04-09".parse().unwrap()));
    assert!(after.delivery.unwrap() > before);
    assert_eq!(
        expected(&Situation::of(&order.order, &order.process)),
        [("materials.arrived", "2026-04-08".parse().unwrap())]
    );
    // The longest path begins with what is awaited: nothing before it can be hurried.
    let network = Network::of(&order.process, &order.calendars);
    let course = Course::of(&Situation::of(&order.order, &order.process));
    let windows =
        critical::windows(&network, &course, yidan_domain::schedule::Moment::of_timestamp(moment(NOW), &order.zone));
    let critical: Vec<&str> = (0..network.len())
        .filter(|step| windows[*step].is_critical)
        .map(|step| order.process.steps[step].key.0.as_str())
        .collect();
    assert_eq!(critical, ["materials-in", "schedule", "produce", "inspect", "pack", "ship"]);
}

#[test]
fn what_is_expected_sooner_than_the_work_takes_or_long_past_changes_nothing() {
    let mut order = buying();
    let before = forecast_of(&order);
    for soon in ["2026-03-01", "2026-03-10"] {
        tells(&mut order, &[("materials.expected", day(soon))]);
        assert_eq!(forecast_of(&order).delivery, before.delivery, "{soon}");
    }
}

#[test]
fn what_nobody_knows_any_more_or_what_has_come_is_not_waited_for() {
    let mut order = buying();
    let before = forecast_of(&order);
    tells(&mut order, &[("materials.expected", day("2026-04-08"))]);
    tells(&mut order, &[("materials.expected", None)]);
    assert_eq!(forecast_of(&order), before);
    assert!(!order.order.told.contains_key("materials.expected"));
    tells(&mut order, &[("materials.expected", day("2026-04-08")), ("materials.arrived", Some(Fact::YesNo(true)))]);
    assert_eq!(forecast_of(&order), before);
}

/// The step whose form says what was made waits for the lots, whatever its standard time.
#[test]
fn lots_that_take_longer_move_the_step_that_makes_them() {
    let mut order = buying();
    tells(&mut order, &[("production.expected", day("2026-06-30"))]);
    assert_eq!(finish(&order, "produce"), Some("2026-06-30".parse().unwrap()));
    tells(&mut order, &[("inspection.expected", day("2026-07-10"))]);
    assert_eq!(finish(&order, "inspect"), Some("2026-07-10".parse().unwrap()));
    assert!(order.process.expects("production.expected") && order.process.expects("inspection.expected"));
    assert!(!story::process("quick-fulfilment").expects("production.expected"));
}
