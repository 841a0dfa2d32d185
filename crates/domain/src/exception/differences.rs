//! What has been found held against the exceptions that are there: what is new is raised, what has become worse or better is
//! restated in the exception that is open for it, what is gone mends itself. Nothing is raised twice, and what somebody has
//! settled is not raised again on the same ground.

use jiff::Timestamp;

use super::{Finding, Found};
use crate::{ExceptionId, StepKey, order::Order};

/// An exception that a rule has raised and that still counts: open, or settled by a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Raised {
    pub id: ExceptionId,
    pub step: Option<StepKey>,
    pub finding: Finding,
    /// When a person has settled it; open while nobody has.
    pub settled: Option<Timestamp>,
}

/// What is to be done about an order's exceptions.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    Raise(Found),
    Restate(ExceptionId, Finding),
    Mend(ExceptionId),
}

pub fn differences(found: &[Found], raised: &[Raised]) -> Vec<Difference> {
    let (open, settled): (Vec<&Raised>, Vec<&Raised>) = raised.iter().partition(|raised| raised.settled.is_none());
    let unsettled: Vec<&Found> =
        found.iter().filter(|found| !settled.iter().any(|raised| raised.answers(found))).collect();
    // Of one trouble the worst form is said.
    let worst = unsettled.iter().filter(|found| !unsettled.iter().any(|other| other.is_worse_than(found)));
    let mut differences = Vec::new();
    let mut held = Vec::new();
    for found in worst {
        let answering = || open.iter().filter(|raised| raised.answers(found));
        let has_rule = |raised: &&&Raised| raised.finding.rule() == found.finding.rule();
        match answering().find(has_rule).or(answering().next()) {
            None => differences.push(Difference::Raise((*found).clone())),
            Some(exception) => {
                held.push(exception.id);
                if !exception.finding.says(&found.finding) {
                    differences.push(Difference::Restate(exception.id, found.finding.clone()));
                }
            }
        }
    }
    let gone = open.iter().filter(|raised| !held.contains(&raised.id));
    differences.extend(gone.map(|raised| Difference::Mend(raised.id)));
    differences
}

impl Raised {
    /// Does this exception already speak of what was found?
    pub fn answers(&self, found: &Found) -> bool {
        let answers = match self.settled {
            None => self.finding.concerns_the_same_as(&found.finding),
            Some(at) => self.finding.has_settled(at, &found.finding),
        };
        self.step == found.step && answers
    }
}

impl Order {
    /// What the rules have to be held against. What mended itself may come back, and is raised anew then.
    pub fn raised(&self) -> Vec<Raised> {
        let counts = self.exceptions.iter().filter(|exception| !exception.has_mended());
        let raised = counts.filter_map(|exception| {
            let finding = exception.found.clone()?;
            let settled = exception.cleared.as_ref().map(|cleared| cleared.at);
            Some(Raised { id: exception.id, step: exception.step.clone(), finding, settled })
        });
        raised.collect()
    }
}
