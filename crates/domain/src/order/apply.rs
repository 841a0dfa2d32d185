//! Folding events into state. The same code serves a command that has just been decided and the replay of a stream;
//! it cannot fail, because an event is something that has happened.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    Cancelled, Cleared, Costs, Exception, Header, Line, Order, Outcome, PlanTerms, ProcessRef, Progress, Promise,
    PromiseOutcome, QuoteAnswer, Released, StepState, Subject,
    event::{Event, Recorded},
};
use crate::{
    OrderId, StepKey,
    approval::{Approval, Signature},
    process::{Process, gate::Fact},
};

/// The order that its events tell, or `None` when they don't begin with its entry.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a Recorded>) -> Option<Order> {
    let mut events = events.into_iter();
    let mut order = Order::entered(events.next()?)?;
    for recorded in events {
        order.apply(recorded);
    }
    Some(order)
}

impl Order {
    /// The order as its first event tells it.
    pub fn entered(first: &Recorded) -> Option<Order> {
        let Event::Entered { id, number, process, header, lines } = &first.event else {
            return None;
        };
        let fresh = Order::fresh(*id, process.clone(), (**header).clone(), lines.clone(), first.at);
        Some(Order { number: number.clone(), version: first.seq, ..fresh })
    }

    /// An order that nobody has entered yet, to see what would become of it.
    pub fn draft(process: &Process, header: Header, lines: Vec<Line>, now: Timestamp) -> Order {
        Order::fresh(OrderId(uuid::Uuid::nil()), process.reference(), header, lines, now)
    }

    fn fresh(id: OrderId, process: ProcessRef, header: Header, lines: Vec<Line>, at: Timestamp) -> Order {
        Order {
            id,
            number: String::new(),
            process,
            header,
            lines,
            steps: Default::default(),
            cancelled: None,
            exceptions: Vec::new(),
            promises: Vec::new(),
            quotations: Vec::new(),
            change: None,
            closed_changes: Vec::new(),
            letters: Vec::new(),
            costs: None,
            credit: None,
            samples: Vec::new(),
            told: Default::default(),
            failed_lots: Vec::new(),
            plan_changes: Default::default(),
            baseline: None,
            entered_at: at,
            updated_at: at,
            moved_at: None,
            version: 0,
        }
    }

    pub fn apply(&mut self, recorded: &Recorded) {
        let Recorded { seq, at: recorded_at, by, event, .. } = recorded;
        let (at, by) = (*recorded_at, *by);
        match event {
            Event::Entered { .. } => {}
            Event::Started { step, at, .. } => {
                self.state_of(step).progress = Progress::Started { at: *at, by: recorded.doer() };
            }
            Event::Finished { step, at, answers, .. } => {
                let state = self.state_of(step);
                let started = match state.progress {
                    Progress::Started { at, .. } => Some(at),
                    _ => None,
                };
                state.progress = Progress::Finished { started, at: *at, by: recorded.doer() };
                state.answers = answers.clone();
            }
            Event::Submitted { step, at, answers, links } => {
                let state = self.state_of(step);
                if state.progress == Progress::Waiting {
                    state.progress = Progress::Started { at: *at, by };
                }
                state.answers = answers.clone();
                state.approval = Some(Approval::submitted(*at, by, links.clone()));
            }
            Event::Signed { on, link, in_place_of, comment } => {
                if let Some(approval) = self.approval_mut(on) {
                    let (link, in_place_of, comment) = (link.clone(), *in_place_of, comment.clone());
                    approval.signatures.push(Signature { link, by, in_place_of, at, comment });
                }
            }
            Event::SentBack { on, reason, .. } | Event::Withdrawn { on, reason } => match on {
                Subject::Step(step) => self.state_of(step).approval = None,
                Subject::Change => {
                    let sent_back = matches!(event, Event::SentBack { .. });
                    let outcome = if sent_back { Outcome::Refused } else { Outcome::Withdrawn };
                    self.close_change(outcome, at, by, reason);
                }
            },
            Event::Voided { step } => self.state_of(step).approval = None,
            Event::ChangeProposed { change } => self.change = Some(change.clone()),
            Event::Quoted { quotation } => self.quotations.push((**quotation).clone()),
            Event::QuoteAnswered { round, accepted, words } => {
                for quotation in self.quotations.iter_mut().filter(|quotation| quotation.round == *round) {
                    quotation.answer = Some(QuoteAnswer { accepted: *accepted, at, by, words: words.clone() });
                }
            }
            Event::LetterReceived { letter } => self.letters.push((**letter).clone()),
            Event::LetterAmended { id, version } => {
                for letter in self.letters.iter_mut().filter(|letter| letter.id == *id) {
                    letter.amendments.push((**version).clone());
                }
            }
            Event::LetterReviewed { id, review } => {
                for letter in self.letters.iter_mut().filter(|letter| letter.id == *id) {
                    letter.latest_mut().reviews.push((**review).clone());
                }
            }
            Event::CostsEstimated { version, sheet } => {
                let actuals = self.costs.take().map(|costs| costs.actuals).unwrap_or_default();
                self.costs = Some(Box::new(Costs { version: *version, sheet: (**sheet).clone(), actuals }));
            }
            Event::CostEntered { actual } => {
                if let Some(costs) = &mut self.costs {
                    costs.actuals.push((**actual).clone());
                }
            }
            Event::CreditShown { evidence } => {
                let desk = self.total();
                self.credit.get_or_insert_default().take(evidence, desk, by, at);
            }
            Event::CreditReleased { release } => {
                self.credit.get_or_insert_default().released = Some(Released { release: *release, by, at });
            }
            Event::CreditRecalled { .. } => {
                if let Some(credit) = &mut self.credit {
                    credit.released = None;
                }
            }
            Event::Sampled { id, sample, event } => self.keep_sampled(*id, *sample, event, at),
            Event::LedgerTold { facts } => self.hear(facts),
            Event::LotsFailed { failed } => self.failed_lots.clone_from(failed),
            Event::Assigned { step, to, note } => {
                let state = self.state_of(step);
                state.assignee = *to;
                state.handed_at = to.map(|_| at);
                if !note.is_empty() {
                    state.remark = note.clone();
                }
            }
            Event::Skipped { step, reason, at } => {
                let at = at.unwrap_or(*recorded_at);
                let state = self.state_of(step);
                state.progress = Progress::Skipped { at, by, reason: reason.clone() };
                state.approval = None;
            }
            Event::Reopened { step, .. } => {
                let state = self.state_of(step);
                state.progress = Progress::Waiting;
                state.reopened += 1;
                state.approval = None;
            }
            Event::Remarked { step: Some(step), text } => self.state_of(step).remark = text.clone(),
            Event::Remarked { step: None, .. } | Event::Attached { .. } => {}
            Event::ExceptionRaised { id, step, note, found, handling } => self.exceptions.push(Exception {
                id: *id,
                step: step.clone(),
                note: note.clone(),
                found: found.clone(),
                handling: handling.clone(),
                handled: false,
                raised_at: at,
                raised_by: by,
                cleared: None,
            }),
            Event::ExceptionHandled { id, handling, .. } => {
                for exception in self.exceptions.iter_mut().filter(|e| e.id == *id) {
                    exception.handling = handling.clone();
                    exception.handled = true;
                }
            }
            Event::ExceptionRestated { id, found, handling } => {
                for exception in self.exceptions.iter_mut().filter(|e| e.id == *id) {
                    exception.found = Some(found.clone());
                    exception.handling = handling.clone();
                }
            }
            Event::ExceptionCleared { id, note, mended } => {
                for exception in self.exceptions.iter_mut().filter(|e| e.id == *id) {
                    exception.cleared = Some(Cleared { at, by, note: note.clone(), mended: *mended });
                }
            }
            Event::Promised { id, text, due, owner } => self.promises.push(Promise {
                id: *id,
                text: text.clone(),
                due: *due,
                owner: *owner,
                made_at: at,
                outcome: None,
            }),
            Event::PromiseClosed { id, kept, note } => {
                for promise in self.promises.iter_mut().filter(|p| p.id == *id) {
                    promise.outcome = Some(PromiseOutcome { at, by, kept: *kept, note: note.clone() });
                }
            }
            Event::Amended { header, lines, reason, by_change } => {
                if *by_change {
                    self.close_change(Outcome::Accepted, at, by, reason);
                }
                // A first date is no other date.
                if self.header.promised.is_some() && self.header.promised != header.promised {
                    self.keep_baseline();
                }
                self.header = (**header).clone();
                self.lines = lines.clone();
            }
            Event::Replanned { changes, promised, .. } => {
                self.keep_baseline();
                self.plan_changes = changes.clone();
                self.header.promised = *promised;
            }
            Event::Cancelled { reason } => self.cancelled = Some(Cancelled { at, by, reason: reason.clone() }),
        }
        self.version = *seq;
        self.moved_at = if recorded.moves() { None } else { Some(self.moved_at()) };
        self.updated_at = at;
    }

    fn hear(&mut self, facts: &BTreeMap<String, Option<Fact>>) {
        for (name, fact) in facts {
            match fact {
                Some(fact) => self.told.insert(name.clone(), fact.clone()),
                None => self.told.remove(name),
            };
        }
    }

    fn keep_baseline(&mut self) {
        if self.baseline.is_none() {
            self.baseline = Some(PlanTerms { promised: self.header.promised, changes: self.plan_changes.clone() });
        }
    }

    fn state_of(&mut self, step: &StepKey) -> &mut StepState {
        self.steps.entry(step.clone()).or_default()
    }
}
