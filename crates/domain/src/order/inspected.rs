//! What an order asks of inspections: until when its goods have to be inspected, as long as they are not.

use jiff::civil::Date;

use super::{Order, row::Status, situation::Situation};
use crate::process::{Process, Step, gate::Fact};

const PASSED: &str = "inspection.passed";
const ASKED: [&str; 3] = [PASSED, "inspection.booked", "inspection.day"];

/// The day of delivery of an open order, as long as a step of its process still waits for an inspection of the goods.
pub fn delivery_to_inspect_for(order: &Order, process: &Process) -> Option<Date> {
    let asks = |step: &Step| ASKED.iter().any(|fact| step.waits_for(fact).is_some());
    let delivery = order.header.promised.filter(|_| process.steps.iter().any(asks))?;
    let situation = Situation::of(order, process);
    if situation.status() != Status::Open || situation.facts.get(PASSED) == Some(&Fact::YesNo(true)) {
        return None;
    }
    situation.steps().any(|(step, standing)| asks(step) && !standing.is_closed()).then_some(delivery)
}
