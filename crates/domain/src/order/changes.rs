//! Change orders (S13): a reviewed order changes only by one, which is reviewed again; its loss is charged to the
//! department that asked for it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Header, Line, Order,
    approvals::{applying, chain, voided},
    decide::Context,
    event::Event,
    refusal::{Needs, Refusal},
    row::Status,
    situation::{Situation, Standing},
};
use crate::{
    DepartmentKey, Money, PersonId,
    access::Viewer,
    approval::Approval,
    order::Subject,
    process::{Milestone, facts},
};

/// A change that is proposed and waits to be reviewed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeOrder {
    /// From 1 within the order.
    pub number: u32,
    pub header: Header,
    pub lines: Vec<Line>,
    pub reason: String,
    /// Who asked for it, and bears what it costs.
    pub asked_by: DepartmentKey,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Money>,
    pub approval: Approval,
}

/// What came of a change order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClosedChange {
    pub number: u32,
    pub asked_by: DepartmentKey,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Money>,
    pub outcome: Outcome,
    pub at: Timestamp,
    pub by: PersonId,
    /// Why it was asked for, or refused.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Accepted,
    Refused,
    Withdrawn,
}

impl Order {
    /// The order is as this says from now on: a release that rested on what it was is recalled, and what waits to be signed
    /// is void.
    pub(super) fn amended(&self, header: Header, lines: Vec<Line>, reason: String, by_change: bool) -> Vec<Event> {
        let recalled = self.recalled_by_change(&header, &lines);
        let amended = Event::Amended { header: Box::new(header), lines, reason, by_change };
        std::iter::once(amended).chain(recalled).chain(voided(self)).collect()
    }

    /// The number of the next change order.
    pub(super) fn next_change(&self) -> u32 {
        self.closed_changes.len() as u32 + 1
    }

    pub(super) fn close_change(&mut self, outcome: Outcome, at: Timestamp, by: PersonId, reason: &str) {
        let Some(change) = self.change.take() else { return };
        let ChangeOrder { number, asked_by, loss, .. } = *change;
        let reason = reason.to_owned();
        self.closed_changes.push(ClosedChange { number, asked_by, loss, outcome, at, by, reason });
    }

    /// What changes have cost, as far as they were accepted, by the department that bears it.
    pub fn charged_losses(&self) -> impl Iterator<Item = (&DepartmentKey, Money)> {
        let accepted = self.closed_changes.iter().filter(|change| change.outcome == Outcome::Accepted);
        accepted.filter_map(|change| Some((&change.asked_by, change.loss?)))
    }
}

impl Situation<'_> {
    /// Has the order been reviewed, under a process that has a review?
    pub fn is_frozen(&self) -> bool {
        self.steps()
            .any(|(step, standing)| step.milestone == Some(Milestone::Reviewed) && *standing == Standing::Finished)
    }

    pub(super) fn not_frozen(&self) -> Result<(), Refusal> {
        match self.process.reviewed().filter(|_| self.is_frozen()) {
            Some(review) => Err(Refusal::Frozen { review: review.name.clone() }),
            None => Ok(()),
        }
    }

    pub(super) fn may_propose_change(&self, viewer: &Viewer) -> Result<(), Refusal> {
        if !viewer.plans() {
            return Err(Refusal::NotAllowed { needs: Needs::Planners });
        }
        if self.status() == Status::Done {
            return Err(Refusal::OrderFinished);
        }
        if !self.is_frozen() {
            return Err(Refusal::NotFrozen);
        }
        match &self.order.change {
            Some(open) => Err(Refusal::ChangeOpen { number: open.number }),
            None => Ok(()),
        }
    }
}

/// The change order with the chain that must sign it, as the order would be.
pub(super) fn proposed(order: &Order, change: ChangeOrder, context: Context) -> Event {
    let mut changed = order.clone();
    (changed.header, changed.lines) = (change.header.clone(), change.lines.clone());
    let facts = facts::of_order(&changed, context.process);
    let chain = chain(context.process, &Subject::Change);
    let mut links = applying(&chain, &facts);
    if links.is_empty() {
        // Somebody has to agree: where no condition holds, all do.
        links = chain.into_iter().map(|link| link.key).collect();
    }
    let approval = Approval::submitted(context.now, context.viewer.person, links);
    Event::ChangeProposed { change: Box::new(ChangeOrder { approval, ..change }) }
}
