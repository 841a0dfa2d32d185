//! Orders on working calendars: over a make-up day and a holiday, in a department with a week of its own, and where
//! midnight is at another time.

mod story;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use story::{Story, header, line, moment, shanghai};
use yidan_domain::{
    DepartmentKey,
    schedule::{self, Calendar, Calendars, Holidays, Hours},
};

/// When each of these steps is due, on the clock of the calendars.
fn due(order: &Story, calendars: &Calendars, steps: &[&str]) -> Vec<String> {
    let plan = schedule::plan(&order.order, &order.process, calendars);
    let end = |step: &&str| {
        let end = plan[*step].end.unwrap();
        calendars.zone.to_datetime(end).strftime("%m-%d %H:%M").to_string()
    };
    steps.iter().map(end).collect()
}

fn usual(zone: TimeZone) -> Calendars {
    Calendars::new(zone, Calendar::default(), BTreeMap::new())
}

/// Before the Spring Festival of 2026 (15 to 23 February) Saturday the 14th is worked.
#[test]
fn workdays_count_the_make_up_day_and_leave_the_holiday_out() {
    let order = Story::begins("made-to-order", "2026-02-13 10:00", "2026-03-31");
    let steps = ["receive", "check-stock", "confirm-details"];
    assert_eq!(due(&order, &usual(shanghai()), &steps), ["02-14 18:00", "02-24 18:00", "02-25 18:00"]);
    let plain = Calendars::new(shanghai(), Calendar::new(&Hours::default(), None, &[]), BTreeMap::new());
    assert_eq!(due(&order, &plain, &steps), ["02-16 18:00", "02-17 18:00", "02-18 18:00"]);
}

/// Four workdays before Wednesday 18 March: the factory works on Saturdays, the others do not.
#[test]
fn a_department_with_a_week_of_six_days_is_due_by_its_own_days() {
    let order = Story::begins("made-to-order", "2026-02-02 10:00", "2026-03-18");
    let week = std::array::from_fn(|day| if day < 6 { vec!["08:00-17:00".parse().unwrap()] } else { Vec::new() });
    let factory = Calendar::new(&Hours::new(week).unwrap(), Some(Holidays::china()), &[]);
    let departments = BTreeMap::from([(DepartmentKey::from("production"), factory)]);
    let calendars = Calendars::new(shanghai(), Calendar::default(), departments);
    assert_eq!(due(&order, &usual(shanghai()), &["produce", "inspect"]), ["03-12 18:00", "03-13 18:00"]);
    assert_eq!(due(&order, &calendars, &["produce", "inspect"]), ["03-13 17:00", "03-13 18:00"]);
}

/// One moment, a Friday: at 21:00 in Shanghai it is too late for today, at 08:00 in New York it is not.
#[test]
fn the_day_of_an_order_is_the_company_s_day() {
    let received = moment("2026-03-06 21:00");
    let header = yidan_domain::order::Header { received_at: received, ..header("2026-03-06 21:00") };
    let order = Story::with("quick-fulfilment", header, vec![line("法兰", "10 件", "12.50")]);
    assert_eq!(due(&order, &usual(shanghai()), &["receive"]), ["03-09 09:05"]);
    let new_york = TimeZone::get("America/New_York").unwrap();
    assert_eq!(due(&order, &usual(new_york), &["receive"]), ["03-06 09:05"]);
}
