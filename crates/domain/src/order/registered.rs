//! How the registered forms of a process stand for one order: each goes by the step that makes it.

use jiff::Timestamp;

use super::{
    Progress,
    situation::{Situation, Standing},
};
use crate::{
    PersonId,
    process::{Prints, RegisteredForm, Step, gate::Verdict},
};

/// How a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormState {
    /// The turn of its step has not come.
    NotYet,
    /// It is to be made now.
    Due,
    Made {
        at: Timestamp,
        by: PersonId,
    },
    /// The step fell away or was skipped, or the order was cancelled before: there is no such form.
    Void,
}

pub struct FormRow<'a> {
    pub form: &'a RegisteredForm,
    /// The step that makes it, or is to make it, in this order.
    pub step: &'a Step,
    pub state: FormState,
}

impl FormRow<'_> {
    /// Can it be printed? What is not made yet is printed to be filled in by hand.
    pub fn is_printable(&self) -> bool {
        self.form.prints == Prints::Form && self.state != FormState::Void
    }
}

/// The forms of the order's process, in the order of the file.
pub fn forms<'a>(situation: &Situation<'a>) -> Vec<FormRow<'a>> {
    situation.process.forms.iter().filter_map(|form| row(situation, form)).collect()
}

pub fn form<'a>(situation: &Situation<'a>, number: u32) -> Option<FormRow<'a>> {
    row(situation, situation.process.form(number)?)
}

/// Of several steps the one that says most: made before due, due before not yet, void only where all are.
fn row<'a>(situation: &Situation<'a>, form: &'a RegisteredForm) -> Option<FormRow<'a>> {
    let by_steps = form.steps.iter().filter_map(|key| {
        let (step, standing) = situation.steps().find(|(step, _)| &step.key == key)?;
        Some(FormRow { form, step, state: state(situation, step, standing) })
    });
    by_steps.min_by_key(|row| match row.state {
        FormState::Made { .. } => 0,
        FormState::Due => 1,
        FormState::NotYet => 2,
        FormState::Void => 3,
    })
}

fn state(situation: &Situation, step: &Step, standing: &Standing) -> FormState {
    if let Some(Progress::Finished { at, by, .. }) = situation.order.step(&step.key).map(|state| &state.progress) {
        return FormState::Made { at: *at, by: *by };
    }
    // Known before its turn comes: of the ways that exclude one another the order takes the other.
    let falls_away = step.optional_when.as_ref().is_some_and(|when| when.verdict(&situation.facts) == Verdict::Holds);
    match standing {
        _ if situation.order.cancelled.is_some() || standing.is_closed() || falls_away => FormState::Void,
        standing if standing.is_active() => FormState::Due,
        _ => FormState::NotYet,
    }
}
