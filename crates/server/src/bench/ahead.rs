//! Forecasts: 100,000 open orders of eleven steps on one core, with the history of finished ones.

use std::{hint::black_box, sync::Arc, time::Instant};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use yidan_domain::{
    Currency, CustomerId, PersonId, Quantity,
    case::Case,
    order::{
        Channel, Header, Line, Order,
        event::{Event, Recorded, Via},
    },
    process::Process,
    schedule::{Calendar, Calendars, History, Network, Stamp, forecast::forecast},
};
use yidan_store::Error;

use super::{company::PROCESS, table::Table};
use crate::cli::Stop;

const ORDERS: usize = 100_000;
/// Different orders; they are forecast again and again.
const DIFFERENT: usize = 2_000;

pub fn measure(process: &Arc<Process>, table: &mut Table) -> Result<(), Stop> {
    let zone = TimeZone::get("Asia/Shanghai").map_err(|error| Stop(error.to_string()))?;
    let calendars = Calendars::new(zone, Calendar::default(), Default::default());
    let now: Timestamp = "2026-11-25T02:00:00Z".parse().map_err(|_| Error::NotFound("time"))?;
    let steps = process.steps.len();
    let finished: Vec<Case> = (0..DIFFERENT).map(|turn| case(process, turn, steps, now)).collect();
    let open: Vec<Case> = (0..DIFFERENT).map(|turn| case(process, turn, turn % steps, now)).collect();
    let history = History::of(&finished, &calendars, Stamp::of(Timestamp::UNIX_EPOCH));
    let network = Network::of(process, &calendars);
    let times = history.of_network(&network, None);
    let begun = Instant::now();
    for turn in 0..ORDERS {
        black_box(forecast(&network, &open[turn % DIFFERENT].course, &times, now));
    }
    let took = begun.elapsed();
    table.plain("十万单重新预测 re-forecast of 100,000 open orders, one core", &format!("{:.2} s", took.as_secs_f64()));
    table.target("≤ 2 s");
    table.plain("每单 one order", &format!("{:.1} µs", took.as_secs_f64() * 1e6 / ORDERS as f64));
    table.target("≤ 20 µs");
    Ok(())
}

/// An order received some days ago of which so many steps are done.
fn case(process: &Arc<Process>, turn: usize, done: usize, now: Timestamp) -> Case {
    let received = now - SignedDuration::from_hours(24 * (1 + turn as i64 % 60) + turn as i64 % 9);
    let header = Header {
        customer: CustomerId(uuid::Uuid::nil()),
        customer_ref: String::new(),
        channel: Channel::Email,
        salesperson: None,
        currency: Currency::CNY,
        received_at: received,
        promised: "2026-12-01".parse().ok(),
        address: String::new(),
        payment_terms: String::new(),
        trade_terms: String::new(),
        remarks: String::new(),
    };
    let lines = vec![Line {
        product: None,
        name: PROCESS.into(),
        spec: String::new(),
        quantity: Quantity { ten_thousandths: 100_000, unit: "件".into() },
        price: None,
        discount_percent: Default::default(),
    }];
    let mut order = Order::draft(process, header, lines, received);
    let by = PersonId(uuid::Uuid::nil());
    for (place, step) in (1..).zip(&process.steps[..done]) {
        let at = received + SignedDuration::from_mins(place * (7 + turn as i64 % 23));
        let finished = Event::Finished { step: step.key.clone(), at, by: None, answers: Default::default() };
        order.apply(&Recorded { seq: place as u64, at, by, via: Via::Program, event: finished });
    }
    Case::of(&order, process)
}
