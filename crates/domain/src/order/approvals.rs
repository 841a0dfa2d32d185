//! Approval of an order's steps and change orders: which links apply, who may sign now, and what follows.

use serde::{Deserialize, Serialize};

use super::{
    ChangeOrder, Order,
    decide::Context,
    event::Event,
    refusal::{Needs, Refusal},
    situation::{Deed, Situation, may_finish},
};
use crate::{
    StepKey,
    access::Viewer,
    approval::{Approval, Capacity, Link, Signer, Turn, Unfit},
    process::{
        Process, Step, facts,
        gate::{Facts, Verdict},
    },
};

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Step(StepKey),
    /// The change order that is open.
    Change,
}

impl Subject {
    /// The step that is named, else the change order.
    pub fn of(step: Option<&StepKey>) -> Self {
        step.cloned().map_or(Subject::Change, Subject::Step)
    }

    pub fn step(&self) -> Option<&StepKey> {
        match self {
            Subject::Step(step) => Some(step),
            Subject::Change => None,
        }
    }
}

impl Order {
    /// What waits to be signed on it.
    pub fn approval(&self, on: &Subject) -> Option<&Approval> {
        match on {
            Subject::Step(step) => {
                let state = self.step(step).filter(|state| !state.progress.is_closed())?;
                state.approval.as_ref()
            }
            Subject::Change => self.change.as_ref().map(|change| &change.approval),
        }
    }

    pub(super) fn approval_mut(&mut self, on: &Subject) -> Option<&mut Approval> {
        match on {
            Subject::Step(step) => self.steps.get_mut(step)?.approval.as_mut(),
            Subject::Change => self.change.as_mut().map(|change| &mut change.approval),
        }
    }

    /// Everything that waits to be signed.
    pub fn awaiting(&self) -> impl Iterator<Item = Subject> + '_ {
        let steps = self.steps.keys().map(|step| Subject::Step(step.clone()));
        steps.chain([Subject::Change]).filter(|on| self.approval(on).is_some())
    }
}

/// The chain of what is signed, conditional links included. Of a change order that of the review; of a review without a
/// chain, the department that reviews.
pub fn chain(process: &Process, on: &Subject) -> Vec<Link> {
    match on {
        Subject::Step(key) => process.step(key).map(|step| step.approvals.clone()).unwrap_or_default(),
        Subject::Change => process.reviewed().map(review_chain).unwrap_or_default(),
    }
}

fn review_chain(review: &Step) -> Vec<Link> {
    if !review.approvals.is_empty() {
        return review.approvals.clone();
    }
    let by = Signer::Department(review.department.clone());
    vec![Link { key: review.key.0.clone(), name: review.name.clone(), by, signers: 1, when: None }]
}

/// The links that apply. What is not known is not taken for no.
pub(super) fn applying(chain: &[Link], facts: &Facts) -> Vec<String> {
    let applies = |link: &&Link| link.when.as_ref().is_none_or(|when| when.verdict(facts) != Verdict::Fails);
    chain.iter().filter(applies).map(|link| link.key.clone()).collect()
}

impl Situation<'_> {
    /// Who signs now: the link whose turn it is, and who that is.
    pub fn turn(&self, on: &Subject) -> Option<Link> {
        let approval = self.order.approval(on)?;
        approval.turn(&chain(self.process, on)).cloned()
    }

    /// In what capacity may this viewer sign it now?
    pub fn may_sign(&self, viewer: &Viewer, on: &Subject) -> Result<Capacity, Unfit> {
        let approval = self.order.approval(on).ok_or(Unfit::NothingToSign)?;
        let names = |signer: &Signer| self.process.signer_name(signer);
        approval.may_sign(&chain(self.process, on), self.order.header.salesperson, viewer, names)
    }

    pub(super) fn may_approve(&self, viewer: &Viewer, deed: Deed, on: &Subject) -> Result<(), Refusal> {
        let approval = self.order.approval(on).ok_or(Refusal::Approval(Unfit::NothingToSign))?;
        match deed {
            Deed::Withdraw if approval.submitted_by == viewer.person || viewer.manages() => Ok(()),
            Deed::Withdraw => Err(Refusal::NotAllowed { needs: Needs::Submitter }),
            _ => self.may_sign(viewer, on).map(drop).map_err(Refusal::Approval),
        }
    }

    /// Why a step that was handed in can't be finished by hand.
    pub(super) fn in_approval(&self, step: &Step) -> Option<Refusal> {
        let link = self.turn(&Subject::Step(step.key.clone()))?;
        let by = self.process.signer_name(&link.by);
        Some(Refusal::InApproval { step: step.name.clone(), turn: Box::new(Turn { link: link.name, by }) })
    }
}

/// What a signature brings about: with the last one the step is finished, or the change made.
pub(super) fn signed(
    situation: Situation,
    on: Subject,
    comment: String,
    context: Context,
) -> Result<Vec<Event>, Refusal> {
    let (order, chain) = (situation.order, chain(context.process, &on));
    let capacity = situation.may_sign(context.viewer, &on).map_err(Refusal::Approval)?;
    let nothing = || Refusal::Approval(Unfit::NothingToSign);
    let mut approval = order.approval(&on).cloned().ok_or_else(nothing)?;
    let link = approval.turn(&chain).ok_or_else(nothing)?.key.clone();
    approval.signatures.push(crate::approval::Signature {
        link: link.clone(),
        by: context.viewer.person,
        in_place_of: capacity.in_place_of(),
        at: context.now,
        comment: String::new(),
    });
    let mut events = vec![Event::Signed { on: on.clone(), link, in_place_of: capacity.in_place_of(), comment }];
    if approval.is_complete(&chain) {
        match on {
            Subject::Step(key) => events.push(finished(&situation, key, &approval, context)?),
            Subject::Change => {
                let change = order.change.as_deref().cloned();
                let amended = |change: ChangeOrder| order.amended(change.header, change.lines, change.reason, true);
                events.extend(change.map(amended).unwrap_or_default());
            }
        }
    }
    Ok(events)
}

/// The step is finished by whoever handed it in, if its gates still hold.
fn finished(situation: &Situation, key: StepKey, approval: &Approval, context: Context) -> Result<Event, Refusal> {
    let answers = situation.order.step(&key).map(|state| state.answers.clone()).unwrap_or_default();
    if let Some(step) = context.process.step(&key) {
        let facts = facts::with_answers(situation.facts.clone(), situation.order, step, &answers);
        may_finish(context.process, step, &facts)?;
    }
    Ok(Event::Finished { step: key, at: context.now, answers, by: Some(approval.submitted_by) })
}

/// What waits to be signed and has changed under it begins anew.
pub(super) fn voided(order: &Order) -> impl Iterator<Item = Event> {
    let steps: Vec<StepKey> = order.awaiting().filter_map(|on| on.step().cloned()).collect();
    steps.into_iter().map(|step| Event::Voided { step })
}
