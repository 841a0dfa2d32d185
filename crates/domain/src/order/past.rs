//! What was done of an order before it was entered here, told as it happened: by sheets, which know a day and no more, or by
//! logs of other systems, which know start, end and person of every step.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    command::{Past, PastStep},
    decide::{CLOCK_SKEW, Context, LONGEST_TEXT, text_within},
    event::Event,
    form,
    refusal::{Needs, Refusal},
};
use crate::{Currency, PersonId, StepKey, process::Step};

/// Said of steps that an imported order leaves open because nobody knows any more whether they were needed.
const BEFORE_IMPORT: &str = "导入前已发生 · before import";
/// Said of steps that were done more than once.
const DONE_AGAIN: &str = "又做了一遍 · done again";

/// How far a step has come in what was told so far.
enum Run {
    UnderWay(Timestamp),
    Closed,
}

pub(super) struct Telling<'a> {
    context: Context<'a>,
    received: Timestamp,
    currency: Currency,
    runs: BTreeMap<StepKey, Run>,
    events: Vec<Event>,
}

impl<'a> Telling<'a> {
    pub fn of(received: Timestamp, currency: Currency, context: Context<'a>) -> Self {
        Self { context, received, currency, runs: BTreeMap::new(), events: Vec::new() }
    }

    /// The events that this makes.
    pub fn events(mut self, past: Vec<PastStep>) -> Result<Vec<Event>, Refusal> {
        for PastStep { step, was } in past {
            let process = self.context.process;
            let definition = process.step(&step).ok_or_else(|| Refusal::NoSuchStep { step: step.0.clone() })?;
            self.must_be_free(definition)?;
            match was {
                Past::Behind { at, answers } => {
                    self.must_fit(at, None)?;
                    let answers = form::tidied(answers);
                    let faults = form::faults_of_given(&definition.form, &answers, self.currency);
                    if !faults.is_empty() {
                        return Err(Refusal::Form { faults });
                    }
                    self.close(step.clone());
                    self.events.push(match definition.optional_when.is_some() && answers.is_empty() {
                        true => Event::Skipped { step, reason: BEFORE_IMPORT.to_owned(), at: Some(at) },
                        false => Event::Finished { step, at, answers, by: None },
                    });
                }
                Past::Started { at, by } => self.started(definition, at, by)?,
                Past::Finished { at, by } => self.finished(definition, at, by)?,
                Past::Skipped { at, reason } => {
                    self.must_fit(at, None)?;
                    let reason = text_within(&reason, LONGEST_TEXT)?;
                    if let Some(Run::Closed) = self.close(step.clone()) {
                        return Err(Refusal::AlreadyClosed { step: definition.name.clone() });
                    }
                    self.events.push(Event::Skipped { step, reason, at: Some(at) });
                }
            }
        }
        Ok(self.events)
    }

    fn started(&mut self, step: &Step, at: Timestamp, by: Option<PersonId>) -> Result<(), Refusal> {
        self.must_fit(at, by)?;
        match self.runs.insert(step.key.clone(), Run::UnderWay(at)) {
            Some(Run::UnderWay(_)) => return Err(Refusal::AlreadyStarted { step: step.name.clone() }),
            Some(Run::Closed) => self.reopen(&step.key),
            None => {}
        }
        self.events.push(Event::Started { step: step.key.clone(), at, by });
        Ok(())
    }

    fn finished(&mut self, step: &Step, at: Timestamp, by: Option<PersonId>) -> Result<(), Refusal> {
        self.must_fit(at, by)?;
        match self.close(step.key.clone()) {
            Some(Run::UnderWay(started)) if at < started => return Err(Refusal::BeforeStart { at, started }),
            Some(Run::Closed) => self.reopen(&step.key),
            _ => {}
        }
        self.events.push(Event::Finished { step: step.key.clone(), at, answers: BTreeMap::new(), by });
        Ok(())
    }

    fn close(&mut self, step: StepKey) -> Option<Run> {
        self.runs.insert(step, Run::Closed)
    }

    fn reopen(&mut self, step: &StepKey) {
        self.events.push(Event::Reopened { step: step.clone(), reason: DONE_AGAIN.to_owned() });
    }

    /// A step that is signed, or that a gate holds, is told as done by managers only.
    fn must_be_free(&self, step: &Step) -> Result<(), Refusal> {
        let is_free = step.approvals.is_empty() && step.finish_gate.is_empty();
        if is_free || self.context.viewer.manages() {
            return Ok(());
        }
        Err(Refusal::NotAllowed { needs: Needs::Manager })
    }

    /// Between the order's receipt and now; what others did is told by managers only.
    fn must_fit(&self, at: Timestamp, by: Option<PersonId>) -> Result<(), Refusal> {
        let Context { viewer, now, .. } = self.context;
        if by.is_some_and(|by| by != viewer.person) && !viewer.manages() {
            return Err(Refusal::NotAllowed { needs: Needs::Manager });
        }
        if at > now + CLOCK_SKEW {
            return Err(Refusal::InTheFuture { at });
        }
        if at < self.received {
            return Err(Refusal::BeforeReceived { at, received: self.received });
        }
        Ok(())
    }
}
