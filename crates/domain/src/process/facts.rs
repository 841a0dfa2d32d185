//! The facts that gates may ask about.

use std::collections::BTreeMap;

use super::{Process, Step, gate::Facts};
use crate::order::{Answer, Order};

/// What is known about an order now.
pub fn of_order(_order: &Order, _process: &Process) -> Facts {
    Facts::new()
}

/// The same facts with what is being answered in a step's form.
pub fn with_answers(facts: Facts, _step: &Step, _answers: &BTreeMap<String, Answer>) -> Facts {
    facts
}
