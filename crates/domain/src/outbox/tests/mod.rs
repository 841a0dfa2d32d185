//! What is told to whom, and what becomes of it.

mod addresses;
mod dispatches;
mod plans;
mod robots;
mod signatures;
mod templates;
mod times;
mod words;

use jiff::{Timestamp, civil::Time, tz::TimeZone};
use uuid::Uuid;

use super::*;
use crate::{CustomerId, DispatchId, Lang, OrderId, PersonId, Text, outbox::plan::Settings};

/// Shanghai time, in November 2026.
fn at(day_and_time: &str) -> Timestamp {
    let (day, time) = day_and_time.split_once(' ').unwrap();
    format!("2026-11-{day}T{time}:00+08:00").parse().unwrap()
}

fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn address(channel: Channel, to: &str) -> Address {
    Address::new(channel, to).unwrap()
}

fn happened(occasion: Occasion) -> Happened {
    Happened {
        event: "order:1:7".into(),
        occasion,
        at: at("30 22:00"),
        order: Some(OrderId(Uuid::from_u128(1))),
        values: occasion.samples(),
        by: None,
    }
}

/// Casa Verde, by mail and phone.
fn customer() -> Reachable {
    Reachable {
        who: Who::Customer { customer: CustomerId(Uuid::from_u128(1)) },
        addresses: vec![address(Channel::Email, "ana@casaverde.example"), address(Channel::Sms, "+34600000001")],
        choice: Choice { lang: Lang::En, ..Choice::default() },
        zone: None,
    }
}

fn told(happened: &Happened, rules: &[Rule], find: impl Fn(&Whom) -> Vec<Reachable>, now: Timestamp) -> Vec<Planned> {
    let zone = shanghai();
    let settings = Settings { rules, quiet: Quiet::default(), daily_at: Time::constant(8, 30, 0, 0), zone: &zone };
    plan(happened, &settings, find, |occasion, _| Template::usual(occasion), now)
}

fn to_customer(whom: &Whom) -> Vec<Reachable> {
    if *whom == Whom::Customer { vec![customer()] } else { Vec::new() }
}

fn dispatch(channel: Channel, occasion: Occasion) -> Dispatch {
    let everything =
        Rule { occasion, whom: Whom::Customer, channels: Channel::ALL.into(), pace: Pace::AtOnce, is_on: true };
    let planned = told(&happened(occasion), &[everything], to_customer, at("30 10:00"));
    let planned = planned.into_iter().find(|it| it.address.channel == channel).unwrap();
    Dispatch::new(DispatchId(Uuid::from_u128(5)), planned)
}
