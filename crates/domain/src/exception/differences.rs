//! What has been found held against the exceptions that are there: what is new is raised, what is gone mends itself.
//! Nothing is raised twice, and what somebody has settled is not raised again on the same ground.

use super::{Finding, Found};
use crate::{ExceptionId, StepKey, order::Order};

/// An exception that a rule has raised and that still counts: open, or settled by a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Raised {
    pub id: ExceptionId,
    pub step: Option<StepKey>,
    pub finding: Finding,
    pub is_open: bool,
}

/// What is to be done about an order's exceptions.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    Raise(Found),
    Mend(ExceptionId),
}

pub fn differences(found: &[Found], raised: &[Raised]) -> Vec<Difference> {
    let is_new = |found: &&Found| !raised.iter().any(|raised| raised.answers(found));
    let is_gone = |raised: &&Raised| raised.is_open && !found.iter().any(|found| raised.answers(found));
    let new = found.iter().filter(is_new).cloned().map(Difference::Raise);
    let gone = raised.iter().filter(is_gone).map(|raised| Difference::Mend(raised.id));
    new.chain(gone).collect()
}

impl Raised {
    /// Does this exception already say what was found?
    pub fn answers(&self, found: &Found) -> bool {
        let same = if self.is_open { Finding::concerns_the_same_as } else { Finding::stands_on_the_same_ground_as };
        self.step == found.step && same(&self.finding, &found.finding)
    }
}

impl Order {
    /// What the rules have to be held against. What mended itself may come back, and is raised anew then.
    pub fn raised(&self) -> Vec<Raised> {
        let counts = self.exceptions.iter().filter(|exception| !exception.has_mended());
        let raised = counts.filter_map(|exception| {
            let finding = exception.found.clone()?;
            Some(Raised { id: exception.id, step: exception.step.clone(), finding, is_open: exception.is_open() })
        });
        raised.collect()
    }
}
