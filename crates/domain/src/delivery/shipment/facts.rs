//! What an order learns of its shipments: facts that gates and forms ask for. Cancelled ones count for nothing; a fact
//! without a value is not known.

use std::collections::BTreeMap;

use super::{Shipment, balances};
use crate::{delivery::Due, process::gate::Fact};

/// Of all shipments of the order.
///
/// `shipment.departed`: at least what has to be delivered of every line has left. `receipt.signed`: so it has, and the
/// customer has signed for every shipment. `shipment.arrives`: when the last of them comes.
pub fn facts(shipments: &[Shipment], due: &[Due]) -> BTreeMap<&'static str, Option<Fact>> {
    let live: Vec<&Shipment> = shipments.iter().filter(|shipment| !shipment.is_cancelled()).collect();
    let latest = live.last();
    let words = |words: Option<&str>| words.filter(|words| !words.is_empty()).map(|words| Fact::Text(words.to_owned()));
    let numbers: Vec<&str> = live
        .iter()
        .filter_map(|shipment| shipment.conveyance.as_ref())
        .map(|conveyance| conveyance.tracking.as_str())
        .filter(|number| !number.is_empty())
        .collect();
    let arrives = live.iter().map(|shipment| shipment.arrived_on().or(shipment.eta())).max().flatten();
    let balances = balances(shipments, due, None);
    let short = |one: &Due| balances.iter().any(|balance| balance.line == one.line && balance.shipped < one.least());
    let departed = !live.is_empty() && !due.iter().any(short) && live.iter().all(|shipment| shipment.has_left());
    let signed = departed && live.iter().all(|shipment| shipment.signed().is_some());
    BTreeMap::from([
        ("shipment.mode", words(latest.map(|shipment| shipment.plan.mode.key()))),
        ("shipment.carrier", words(latest.map(|shipment| shipment.plan.carrier.as_str()))),
        ("shipment.tracking", words(Some(numbers.join(", ").as_str()))),
        ("shipment.arrives", arrives.map(Fact::Date)),
        ("shipment.departed", Some(Fact::YesNo(departed))),
        ("receipt.signed", Some(Fact::YesNo(signed))),
    ])
}
