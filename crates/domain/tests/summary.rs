//! Countdown, delay, exception state and completion (S7), told on orders: one function answers for every screen and sheet, and
//! where there is no date there is no number.

mod story;

use jiff::{civil::Date, tz::TimeZone};
use story::{Story, moment, shanghai};
use yidan_domain::{
    order::{
        command::Command,
        lateness::ExpectedDay,
        row::OrderRow,
        summary::{Summary, Trouble},
    },
    schedule::{Calendar, Calendars},
};

/// Countdown, delay and exception state as they stand then, where the company's clock shows that zone's time.
fn stands(story: &Story, zone: &TimeZone, at: &str) -> (Option<i32>, Option<i32>, Trouble) {
    let calendars = Calendars::new(zone.clone(), Calendar::default(), Default::default());
    let row = OrderRow::of(&story.order, &story.process, &calendars);
    let now = moment(at);
    let summary = Summary::of(&row, ExpectedDay::default(), zone.to_datetime(now).date(), now);
    (summary.lateness.countdown_days, summary.lateness.delay_days, summary.trouble)
}

#[test]
fn an_order_stands_as_its_promise_says() {
    let day = |story: &Story, at: &str| stands(story, &shanghai(), at);
    let undated = Story::begins("customer-order", "2026-03-02 10:00", "");
    assert_eq!(day(&undated, "2026-03-10 10:00"), (None, None, Trouble::NoDate));

    let mut order = Story::begins("customer-order", "2026-03-02 10:00", "2026-03-13");
    assert_eq!(day(&order, "2026-03-02 11:00"), (Some(11), None, Trouble::OnTime));
    // Nobody has reviewed it by Wednesday evening.
    assert_eq!(day(&order, "2026-03-05 09:00"), (Some(8), None, Trouble::StepLate));
    assert_eq!(day(&order, "2026-03-10 10:00"), (Some(3), None, Trouble::DueSoon));
    assert_eq!(day(&order, "2026-03-13 23:59"), (Some(0), None, Trouble::DueSoon));
    assert_eq!(day(&order, "2026-03-14 00:00"), (Some(-1), Some(1), Trouble::Late));

    // The customer agrees to another day: that is what counts from then on, and the first stays to be seen.
    let promised = "2026-03-27".parse().ok();
    let replan = Command::Replan { changes: Default::default(), promised, reason: "客户同意推迟".into() };
    order.does("sales", "2026-03-16 09:00", replan);
    assert_eq!(day(&order, "2026-03-16 10:00"), (Some(11), None, Trouble::StepLate));
    let first: Option<Date> = "2026-03-13".parse().ok();
    assert_eq!(order.order.baseline.as_ref().and_then(|baseline| baseline.promised), first);

    order.does("sales", "2026-03-17 09:00", Command::Cancel { reason: "客户取消".into() });
    assert_eq!(day(&order, "2026-04-20 10:00"), (None, None, Trouble::Cancelled));
}

/// The goods left at half past midnight in Shanghai: a day late there, and in time where it was still the day before.
#[test]
fn a_day_is_a_day_of_the_companys_zone() {
    let mut order = Story::begins("quick-fulfilment", "2026-03-06 08:50", "2026-03-06");
    for step in ["receive", "confirm"] {
        order.finishes("sales", "2026-03-06 09:10", step, &[]);
    }
    order
        .finishes("warehouse", "2026-03-06 09:30", "check-stock", &[("short", "no")])
        .finishes("warehouse", "2026-03-06 10:30", "allocate", &[])
        .finishes("warehouse", "2026-03-06 11:00", "pick", &[])
        .finishes("warehouse", "2026-03-06 11:30", "pack", &[])
        .finishes("logistics", "2026-03-06 12:00", "transport", &[("carrier", "顺丰")])
        .finishes("sales", "2026-03-07 00:30", "notify", &[("tracking", "SF100200300")]);
    let new_york = TimeZone::get("America/New_York").unwrap();
    let (_, delay, _) = stands(&order, &shanghai(), "2026-03-09 10:00");
    assert_eq!(delay, Some(1));
    let (countdown, delay, _) = stands(&order, &new_york, "2026-03-09 10:00");
    assert_eq!((countdown, delay), (None, None));
}
