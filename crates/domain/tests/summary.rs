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

fn summary(story: &Story, zone: &TimeZone, at: &str, expected: ExpectedDay) -> Summary {
    let calendars = Calendars::new(zone.clone(), Calendar::default(), Default::default());
    let row = OrderRow::of(&story.order, &story.process, &calendars);
    let now = moment(at);
    Summary::of(&row, expected, calendars.company(), zone.to_datetime(now).date(), now)
}

/// Countdown, delay and exception state as they stand then, where the company's clock shows that zone's time.
fn stands(story: &Story, zone: &TimeZone, at: &str) -> (Option<i32>, Option<i32>, Trouble) {
    let summary = summary(story, zone, at, ExpectedDay::default());
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

/// An order from counting the stock to the parcel handed over, at that time.
fn sent(received: &str, promised: &str, at: &str) -> Story {
    let mut order = Story::begins("quick-fulfilment", received, promised);
    for step in ["receive", "confirm"] {
        order.finishes("sales", received, step, &[]);
    }
    order.finishes("warehouse", received, "check-stock", &[("short", "no")]);
    for step in ["allocate", "pick", "pack"] {
        order.finishes("warehouse", received, step, &[]);
    }
    order.finishes("logistics", received, "transport", &[("carrier", "顺丰")]);
    order.finishes("sales", at, "notify", &[("tracking", "SF100200300")]);
    order
}

/// Over a weekend, over the Spring Festival, and over the working Saturday after it: by the calendar and in working days.
#[test]
fn delays_are_told_in_days_and_in_working_days() {
    for (promised, day, days, workdays) in [
        ("2026-03-06", "2026-03-09", Some(3), Some(1)),
        ("2026-03-06", "2026-03-08", Some(2), Some(0)),
        ("2026-02-13", "2026-02-24", Some(11), Some(2)),
        ("2026-02-27", "2026-02-28", Some(1), Some(1)),
        // On the day, and earlier.
        ("2026-03-10", "2026-03-10", None, None),
        ("2026-03-10", "2026-03-06", None, None),
    ] {
        let received = "2026-02-09 09:00";
        // Still here on that day, and gone on that day as it was seen a month later.
        let waiting = Story::begins("quick-fulfilment", received, promised);
        let gone = sent(received, promised, &format!("{day} 10:00"));
        for (order, at) in [(&waiting, format!("{day} 10:00")), (&gone, "2026-04-20 10:00".to_owned())] {
            let found = summary(order, &shanghai(), &at, ExpectedDay::default());
            assert_eq!((found.lateness.delay_days, found.delay_workdays), (days, workdays), "{promised} {day}");
        }
        // Expected on that day, weeks before.
        let expected = ExpectedDay { median: day.parse().ok(), likely_by: day.parse().ok() };
        let found = summary(&waiting, &shanghai(), "2026-02-10 10:00", expected);
        let found = (found.lateness.expected_delay_days, found.expected_delay_workdays, found.delay_workdays);
        assert_eq!(found, (days, workdays, None), "{promised} {day} expected");
    }
}

/// A day that is off is a day all the same: the countdown goes by the calendar, holidays and make-up days included.
#[test]
fn the_countdown_goes_over_holidays_and_make_up_days() {
    let order = Story::begins("customer-order", "2026-02-09 10:00", "2026-02-25");
    for (at, left) in
        [("2026-02-13 10:00", 12), ("2026-02-14 10:00", 11), ("2026-02-17 10:00", 8), ("2026-02-25 23:59", 0)]
    {
        assert_eq!(stands(&order, &shanghai(), at).0, Some(left), "{at}");
    }
}

/// What is expected says more than the promise alone: at risk by nine in ten, late by the half of such orders.
#[test]
fn what_is_expected_counts() {
    let order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-17");
    let day = |day: &str| day.parse().ok();
    for (median, likely_by, trouble) in [
        ("2026-04-10", "2026-04-17", Trouble::OnTime),
        ("2026-04-10", "2026-04-18", Trouble::AtRisk),
        ("2026-04-18", "2026-04-20", Trouble::WillBeLate),
    ] {
        let expected = ExpectedDay { median: day(median), likely_by: day(likely_by) };
        let found = summary(&order, &shanghai(), "2026-03-02 11:00", expected);
        assert_eq!((found.trouble, found.lateness.countdown_days), (trouble, Some(46)), "{median} {likely_by}");
    }
}

/// The goods left at half past midnight in Shanghai: a day late there, and in time where it was still the day before.
#[test]
fn a_day_is_a_day_of_the_companys_zone() {
    let order = sent("2026-03-06 08:50", "2026-03-06", "2026-03-07 00:30");
    let new_york = TimeZone::get("America/New_York").unwrap();
    let (_, delay, _) = stands(&order, &shanghai(), "2026-03-09 10:00");
    assert_eq!(delay, Some(1));
    let (countdown, delay, _) = stands(&order, &new_york, "2026-03-09 10:00");
    assert_eq!((countdown, delay), (None, None));
}
