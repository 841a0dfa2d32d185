//! The back-test knows what was known then, and nothing that came later.

mod story;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use story::{calendars, header, id, line, moment, recorded};
use yidan_domain::{
    OrderId, PersonId,
    order::{
        Header,
        event::{Event, Recorded},
    },
    process::{Process, load},
    schedule::backtest::{AtShare, Told, backtest},
};

fn process() -> Arc<Process> {
    let source = r#"
        key = "two"
        version = 1
        name = { zh = "两步", en = "Two steps" }
        [[steps]]
        key = "make"
        name = { zh = "生产", en = "Make" }
        department = "production"
        stage = "making"
        takes = "10 workdays"
        [[steps]]
        key = "send"
        name = { zh = "发货", en = "Send" }
        department = "logistics"
        stage = "delivery"
        after = ["make"]
        takes = "1h"
        milestone = "delivered"
    "#;
    Arc::new(load(source, "two.toml").unwrap_or_else(|faults| panic!("{faults:?}")))
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// Received on a Monday at nine and promised for Thursday; on Wednesday morning the customer is told Friday instead; made by
/// Wednesday at five, and sent on Friday at three.
fn order(week: i64) -> Told {
    let process = process();
    let received = moment("2026-03-02 09:00") + days(7 * week);
    let at = |day: i64, hour: i64| received + days(day) + SignedDuration::from_hours(hour - 9);
    let promised = |day: i64| Some(calendars().zone.to_datetime(at(day, 9)).date());
    let header = |day| Header { received_at: received, promised: promised(day), ..header("2026-03-02 09:00") };
    let lines = || vec![line("DN25 球阀", "200 件", "12.50")];
    let number = id(week.unsigned_abs().into());
    let entered = Event::Entered {
        id: OrderId(number),
        number: format!("SO-{week}"),
        process: process.reference(),
        header: Box::new(header(3)),
        lines: lines(),
    };
    let finished = |step: &str, at| Event::Finished { step: step.into(), at, answers: Default::default(), by: None };
    let amended =
        Event::Amended { header: Box::new(header(4)), lines: lines(), reason: "客户同意".into(), by_change: false };
    let told: [(Timestamp, Event); 4] = [
        (received, entered),
        (at(2, 10), amended),
        (at(2, 17), finished("make", at(2, 17))),
        (at(4, 15), finished("send", at(4, 15))),
    ];
    let by = PersonId(id(1));
    let history = (0..).zip(told).flat_map(|(seq, (at, event))| recorded(vec![event], seq, at, by));
    Told { process, history: history.collect::<Vec<Recorded>>() }
}

#[test]
fn orders_are_judged_by_what_was_known_at_the_time() {
    let orders: Vec<Told> = (0..40).map(order).collect();
    let found = backtest(&orders, &calendars());
    assert_eq!(found.delivered, 40);
    let [early, middle, late] = &found.shares[..] else { panic!("three shares of a life") };
    // The first two that left taught; before them nothing was known.
    assert_eq!([early, middle, late].map(|share| share.forecast.count()), [38; 3]);

    // Thursday was promised until Wednesday at ten, a day too early; Friday at the end of work is three hours off.
    let promise = |share: &AtShare| share.promise.summary().unwrap().1;
    assert_eq!([early, middle, late].map(promise), [21, 3, 3]);
    // Ten workdays were never needed. After a few orders that is known, and most are forecast to the hour.
    for share in [early, middle, late] {
        assert_eq!(share.forecast.summary().unwrap().1, 0, "{} %", share.share);
    }
    assert!(early.standard.summary().unwrap().1 > 24 * 5);
}
