//! What is done of an order that was shipped before it came here: the steps up to the one that delivers, finished on the
//! day of shipping. Sheets tell days and no hours, so work is taken to begin and end with the working day.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use yidan_domain::{
    order::{
        Answer,
        command::{Past, PastStep},
    },
    process::{FieldKind, Milestone, Process, Step},
};

const MORNING: Time = Time::constant(9, 0, 0, 0);
const EVENING: Time = Time::constant(17, 30, 0, 0);

/// When an order of this day was received.
pub fn received(day: Date, zone: &TimeZone, now: Timestamp) -> Timestamp {
    at(day, MORNING, zone, now)
}

/// `carriage` is a carrier, a tracking number, or both in one, as sheets have it.
pub fn steps(process: &Process, shipped: Date, carriage: &str, zone: &TimeZone, now: Timestamp) -> Vec<PastStep> {
    let delivers = process.steps.iter().find(|step| step.milestone == Some(Milestone::Delivered));
    let Some(delivers) = delivers else { return Vec::new() };
    let at = at(shipped, EVENING, zone, now);
    let done = process.up_to(&delivers.key).into_iter();
    let behind = |step: &Step| Past::Behind { at, answers: answers(step, carriage) };
    done.map(|step| PastStep { step: step.key.clone(), was: behind(step) }).collect()
}

fn at(day: Date, time: Time, zone: &TimeZone, now: Timestamp) -> Timestamp {
    let at = zone.to_timestamp(day.to_datetime(time)).unwrap_or(now);
    at.min(now)
}

/// What the sheet still tells of a step's form: a text with a number in it is a tracking number, one without is a carrier.
fn answers(step: &Step, carriage: &str) -> std::collections::BTreeMap<String, Answer> {
    let wanted = if carriage.chars().any(|c| c.is_ascii_digit()) { "shipment.tracking" } else { "shipment.carrier" };
    let fields = step.form.iter().filter(|field| !carriage.is_empty() && field.fact.as_deref() == Some(wanted));
    fields
        .filter_map(|field| match field.kind {
            FieldKind::Text => Some((field.key.clone(), Answer::Text(carriage.to_owned()))),
            FieldKind::Party => Some((field.key.clone(), Answer::Party(carriage.to_owned()))),
            _ => None,
        })
        .collect()
}
