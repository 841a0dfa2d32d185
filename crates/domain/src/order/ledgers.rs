//! One truth, never typed twice: of materials, inspections and samples an order's records say how it stands, and what they say
//! counts before what a form says. Where they say nothing of an order (nothing worked out, planned or ordered), the form is
//! asked.

use std::collections::BTreeMap;

use super::{
    Answer, Order,
    refusal::{FieldFault, FieldProblem, Refusal},
};
use crate::{
    process::{Field, FieldKind, Step, facts::EXPECTED, gate::Fact},
    sample,
};

pub const SAMPLE_APPROVED: &str = "sample.approved";

/// What records say before forms.
pub const FIRST: [&str; 3] = ["materials.arrived", "inspection.passed", SAMPLE_APPROVED];

/// What the records of an order say of one of these; `None` where they say nothing. Ledgers speak once they have told the
/// order of it, or on which day it is expected.
pub fn said(order: &Order, name: &str) -> Option<bool> {
    if !FIRST.contains(&name) {
        return None;
    }
    let of_samples = || sample::facts(order.samples()).remove(SAMPLE_APPROVED);
    let told = if name == SAMPLE_APPROVED { of_samples() } else { order.told.get(name).cloned() };
    match told {
        Some(Fact::YesNo(yes)) => Some(yes),
        _ => is_expected(order, name).then_some(false),
    }
}

fn is_expected(order: &Order, name: &str) -> bool {
    EXPECTED.iter().any(|(day, facts)| facts.contains(&name) && order.told.contains_key(*day))
}

/// What the records say of the question that a field asks.
pub fn said_of(order: &Order, field: &Field) -> Option<bool> {
    let name = field.fact.as_deref().filter(|_| field.kind == FieldKind::YesNo)?;
    said(order, name)
}

/// The answers to a step's form, with what the records say filled in. An answer that says otherwise is refused.
pub fn answered(
    order: &Order,
    step: &Step,
    mut answers: BTreeMap<String, Answer>,
) -> Result<BTreeMap<String, Answer>, Refusal> {
    let mut faults = Vec::new();
    for field in &step.form {
        let Some(yes) = said_of(order, field) else { continue };
        match answers.get(&field.key) {
            Some(Answer::YesNo(typed)) if *typed == yes => {}
            Some(_) => {
                let what = FieldProblem::SaidOtherwise { yes };
                faults.push(FieldFault { key: field.key.clone(), name: field.name.clone(), what });
            }
            None => {
                answers.insert(field.key.clone(), Answer::YesNo(yes));
            }
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(Refusal::Form { faults }) }
}
