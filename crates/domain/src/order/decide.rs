//! A command becomes events or a refusal. Nothing is half done: either all events of a command happen or none.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

pub use super::entry::enter;
use super::{
    Answer, ChangeOrder, Handling, Header, Line, Order, Quotation, Subject,
    approvals::{applying, signed, voided},
    changes,
    command::Command,
    entry::{checked_header, checked_lines},
    event::{Event, Recorded, Via},
    exceptions::not_in_the_past,
    form, ledgers,
    refusal::Refusal,
    replan,
    row::Status,
    situation::{Deed, Situation, may_finish},
};
use crate::{
    access::Viewer,
    approval::Approval,
    exception::Causes,
    process::{Process, Step, facts, gate::Facts},
    schedule::Calendars,
    text::tidy,
};

/// Longest reason, remark, note or address kept, in characters.
pub const LONGEST_TEXT: usize = 2_000;
/// Longest name, reference or term kept, in characters.
pub const LONGEST_NAME: usize = 200;
pub const MOST_LINES: usize = 500;

/// How far ahead anything is planned or promised.
const FURTHEST_DAYS: i64 = 3 * 366;

/// The last day that can be planned or promised: a later one is a slip of the pen.
pub fn furthest(today: Date) -> Date {
    today.saturating_add(FURTHEST_DAYS.days())
}

/// Clocks of two machines may differ by so much before a time counts as being in the future.
pub(super) const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(2);

/// What everything is decided against.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub process: &'a Process,
    pub viewer: &'a Viewer,
    pub now: Timestamp,
    /// The company's: whose days and working hours are meant.
    pub calendars: &'a Calendars,
    pub causes: &'a Causes,
}

impl Order {
    pub fn decide(&self, command: Command, context: Context) -> Result<Vec<Event>, Refusal> {
        let situation = Situation::of(self, context.process);
        match command.exception() {
            Some(id) => situation.may_settle(context.viewer, command.deed(), id)?,
            None => situation.may(context.viewer, command.deed(), command.step())?,
        }
        let today = context.calendars.zone.to_datetime(context.now).date();
        if let Some(key) = command.step()
            && context.process.step(key).is_none()
        {
            return Err(Refusal::NoSuchStep { step: key.0.clone() });
        }
        let event = match command {
            Command::Start { step, at } => {
                let at = self.checked_time(at, None, context.now)?;
                Event::Started { step, at, by: None }
            }
            Command::Finish { step, at, answers } => {
                let started = self.step(&step).and_then(|state| state.progress.started_at());
                let at = self.checked_time(at, started, context.now)?;
                let mut answers = form::tidied(answers);
                let links = match context.process.step(&step) {
                    Some(definition) => {
                        answers = ledgers::answered(self, definition, answers)?;
                        self.handed_in(definition, &answers, situation.facts, context.process)?
                    }
                    None => Vec::new(),
                };
                match links.is_empty() {
                    true => Event::Finished { step, at, answers, by: None },
                    false => Event::Submitted { step, at, answers, links },
                }
            }
            Command::Assign { step, to, note } => {
                if self.step(&step).and_then(|state| state.assignee) == to {
                    return Err(Refusal::AlreadyHandedSo);
                }
                Event::Assigned { step, to, note: text_within(&note, LONGEST_TEXT)? }
            }
            Command::Skip { step, reason } => Event::Skipped { step, reason: reason_in(&reason)?, at: None },
            Command::Reopen { step, reason } => Event::Reopened { step, reason: reason_in(&reason)? },
            Command::Remark { step, text } => Event::Remarked { step, text: text_in(&text)? },
            Command::Attach { step, file } => Event::Attached { step, file, original: false },
            Command::RaiseException { id, step, note, handling } => {
                not_in_the_past(handling.due, today)?;
                let handling = context.causes.complete(handling);
                Event::ExceptionRaised { id, step, note: text_in(&note)?, found: None, handling }
            }
            Command::HandleException { id, handling, note } => {
                self.handled(id, context.causes.complete(handling), &note, today)?
            }
            Command::ClearException { id, note, cause, charged_to } => {
                let concluded = |was: &Handling| context.causes.concluded(was, cause, charged_to);
                return self.cleared(id, &note, concluded);
            }
            Command::RaiseByRule { .. } if situation.status() != Status::Open => return Err(Refusal::OrderFinished),
            Command::RaiseByRule { id, found, owner, due } => self.raised_by_rule(id, found, owner, due)?,
            Command::RestateByRule { id, finding, owner, due } => self.restated(id, finding, owner, due)?,
            Command::MendByRule { id } => self.mended(id)?,
            Command::Promise { id, text, due, owner } => {
                if due < today {
                    return Err(Refusal::PromiseInThePast { due });
                }
                Event::Promised { id, text: text_in(&text)?, due, owner }
            }
            Command::ClosePromise { id, kept, note } => {
                let promise = self.promises.iter().find(|p| p.id == id).ok_or(Refusal::NoSuchPromise)?;
                if promise.outcome.is_some() {
                    return Err(Refusal::PromiseAlreadyClosed);
                }
                let note = text_within(&note, LONGEST_TEXT)?;
                // A promise that was not kept is worth a word on why.
                if !kept && note.is_empty() {
                    return Err(Refusal::ReasonMissing);
                }
                Event::PromiseClosed { id, kept, note }
            }
            Command::Amend { header, lines, reason } => {
                if let Some(open) = &self.change {
                    return Err(Refusal::ChangeOpen { number: open.number });
                }
                let (header, lines) = self.changed(*header, lines, context)?;
                return Ok(self.amended(header, lines, reason_in(&reason)?, false));
            }
            Command::Replan { changes, promised, reason } => {
                if promised != self.header.promised {
                    situation.not_frozen()?;
                }
                let changes = replan::checked(self, changes, promised, context)?;
                Event::Replanned { changes, promised, reason: reason_in(&reason)? }
            }
            Command::Cancel { reason } => Event::Cancelled { reason: reason_in(&reason)? },
            Command::Sign { on, comment } => {
                let comment = text_within(&comment, LONGEST_TEXT)?;
                return signed(situation, on, comment, context);
            }
            Command::SendBack { on, reason } => {
                let link = situation.turn(&on).map(|link| link.key).unwrap_or_default();
                Event::SentBack { on, link, reason: reason_in(&reason)? }
            }
            Command::Withdraw { on, reason } => Event::Withdrawn { on, reason: text_within(&reason, LONGEST_TEXT)? },
            Command::ProposeChange { header, lines, reason, asked_by, loss } => {
                let (header, lines) = self.changed(*header, lines, context)?;
                let loss = loss.filter(|loss| !loss.is_zero());
                if loss.is_some_and(|loss| !loss.is_positive()) {
                    return Err(Refusal::LossNegative);
                }
                let reason = reason_in(&reason)?;
                let approval = Approval::submitted(context.now, context.viewer.person, Vec::new());
                let number = self.next_change();
                changes::proposed(
                    self,
                    ChangeOrder { number, header, lines, reason, asked_by, loss, approval },
                    context,
                )
            }
            Command::Quote { header, lines, valid_until, note } => {
                let header = checked_header(*header, Some(&self.header), context)?;
                let lines = checked_lines(lines, &header)?;
                if let Some(until) = valid_until.filter(|until| *until < today) {
                    return Err(Refusal::ValidUntilInThePast { until });
                }
                Event::Quoted {
                    quotation: Box::new(Quotation {
                        round: self.quotations.len() as u32 + 1,
                        header,
                        lines,
                        valid_until,
                        note: text_within(&note, LONGEST_TEXT)?,
                        quoted_at: context.now,
                        quoted_by: context.viewer.person,
                        answer: None,
                    }),
                }
            }
            Command::ReceiveLetter { letter } => self.letter_received(*letter, context)?,
            Command::AmendLetter { id, version } => self.letter_amended(id, *version, context)?,
            Command::ReviewLetter { id, review } => self.letter_reviewed(id, *review, context)?,
            Command::EstimateCosts { sheet } => {
                // Who signs may hang on the figures, and they are signed for.
                let estimated = self.costs_estimated(*sheet)?;
                return Ok(std::iter::once(estimated).chain(voided(self)).collect());
            }
            Command::EnterCost { actual } => self.cost_entered(*actual, context)?,
            Command::ReverseCost { number, note } => self.cost_reversed(number, &note, context)?,
            Command::ShowCredit { evidence } => self.credit_shown(*evidence, context)?,
            Command::ReleaseCredit { release } => Event::CreditReleased { release },
            Command::RecallCredit { reason } => Event::CreditRecalled { reason: reason_in(&reason)? },
            Command::Sample { id, sample, deed, on } => {
                return self.sampled(id, sample, *deed, on, &situation, context);
            }
            Command::Tell { facts } => Event::LedgerTold { facts },
            Command::TellFailed { failed } => Event::LotsFailed { failed },
            Command::AnswerQuote { round, accepted, words } => {
                return self.quote_answered(round, accepted, text_within(&words, LONGEST_TEXT)?, today);
            }
        };
        Ok(vec![event])
    }

    /// What was filled in for a step, checked: the links that have to sign before it is finished.
    fn handed_in(
        &self,
        step: &Step,
        answers: &BTreeMap<String, Answer>,
        facts: Facts,
        process: &Process,
    ) -> Result<Vec<String>, Refusal> {
        let faults = form::faults(&step.form, answers, self.header.currency);
        if !faults.is_empty() {
            return Err(Refusal::Form { faults });
        }
        if step.finish_gate.is_empty() && step.approvals.is_empty() {
            return Ok(Vec::new());
        }
        let facts = facts::with_answers(facts, self, step, answers);
        may_finish(process, step, &facts)?;
        Ok(applying(&step.approvals, &facts))
    }

    /// Header and lines, checked, as far as they are others than those that the order has.
    fn changed(&self, header: Header, lines: Vec<Line>, context: Context) -> Result<(Header, Vec<Line>), Refusal> {
        let header = checked_header(header, Some(&self.header), context)?;
        let lines = checked_lines(lines, &header)?;
        if header == self.header && lines == self.lines { Err(Refusal::NothingChanged) } else { Ok((header, lines)) }
    }

    /// The order as it would be if its plan were changed so; nothing is kept of it.
    pub fn replanned(&self, command: Command, context: Context) -> Result<Order, Refusal> {
        let mut order = self.clone();
        for event in self.decide(command, context)? {
            let seq = order.version + 1;
            order.apply(&Recorded { seq, at: context.now, by: context.viewer.person, via: Via::Screen, event });
        }
        Ok(order)
    }

    fn checked_time(
        &self,
        at: Option<Timestamp>,
        started: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Timestamp, Refusal> {
        let Some(at) = at else {
            return Ok(now);
        };
        if at > now + CLOCK_SKEW {
            return Err(Refusal::InTheFuture { at });
        }
        if at < self.header.received_at {
            return Err(Refusal::BeforeReceived { at, received: self.header.received_at });
        }
        match started {
            Some(started) if at < started => Err(Refusal::BeforeStart { at, started }),
            _ => Ok(at),
        }
    }
}

impl Command {
    pub fn deed(&self) -> Deed {
        match self {
            Command::Start { .. } => Deed::Start,
            Command::Finish { .. } => Deed::Finish,
            Command::Assign { .. } => Deed::Assign,
            Command::Skip { .. } => Deed::Skip,
            Command::Reopen { .. } => Deed::Reopen,
            Command::Remark { .. } => Deed::Remark,
            Command::Attach { .. } => Deed::Attach,
            Command::RaiseException { .. } => Deed::RaiseException,
            Command::HandleException { .. } => Deed::HandleException,
            Command::ClearException { .. } => Deed::ClearException,
            Command::RaiseByRule { .. } | Command::RestateByRule { .. } | Command::MendByRule { .. } => {
                Deed::FollowRule
            }
            Command::Promise { .. } => Deed::Promise,
            Command::ClosePromise { .. } => Deed::ClosePromise,
            Command::Amend { .. } => Deed::Amend,
            Command::Replan { .. } => Deed::Replan,
            Command::Cancel { .. } => Deed::Cancel,
            Command::Sign { .. } => Deed::Sign,
            Command::SendBack { .. } => Deed::SendBack,
            Command::Withdraw { .. } => Deed::Withdraw,
            Command::ProposeChange { .. } => Deed::ProposeChange,
            Command::Quote { .. } => Deed::Quote,
            Command::AnswerQuote { .. } => Deed::AnswerQuote,
            Command::ReceiveLetter { .. } | Command::AmendLetter { .. } => Deed::KeepLetter,
            Command::ReviewLetter { .. } => Deed::ReviewLetter,
            Command::EstimateCosts { .. } | Command::EnterCost { .. } | Command::ReverseCost { .. } => Deed::KeepCosts,
            Command::ShowCredit { .. } => Deed::ShowCredit,
            Command::ReleaseCredit { .. } => Deed::ReleaseCredit,
            Command::RecallCredit { .. } => Deed::RecallCredit,
            Command::Sample { .. } => Deed::Sample,
            Command::Tell { .. } | Command::TellFailed { .. } => Deed::Tell,
        }
    }

    fn was_told_by(&self, event: &Event) -> bool {
        matches!((self, event), (Command::Sample { id, .. }, Event::Sampled { id: told, .. }) if id == told)
    }

    /// Does what has happened since somebody looked stand against the command they then gave? Work on another step
    /// does not; the same step, or an amended or cancelled order, does.
    pub fn conflicts_with(&self, since: &[Recorded]) -> bool {
        // What comes again because its answer was lost was done on what was read.
        if since.iter().any(|recorded| self.was_told_by(&recorded.event)) {
            return false;
        }
        since.iter().any(|recorded| match (self, &recorded.event) {
            (
                Command::Remark { .. }
                | Command::Attach { .. }
                | Command::RaiseException { .. }
                | Command::Promise { .. },
                _,
            ) => false,
            // The program looks again at whatever has happened.
            (Command::RaiseByRule { .. } | Command::RestateByRule { .. } | Command::MendByRule { .. }, _) => true,
            (Command::HandleException { id, .. } | Command::ClearException { id, .. }, event) => matches!(
                event,
                Event::ExceptionHandled { id: other, .. }
                | Event::ExceptionRestated { id: other, .. }
                | Event::ExceptionCleared { id: other, .. } if other == id
            ),
            (Command::ClosePromise { id, .. }, event) => {
                matches!(event, Event::PromiseClosed { id: other, .. } if other == id)
            }
            (Command::Sample { sample, deed, .. }, Event::Sampled { sample: other, event, .. }) => {
                sample == other && deed.is_upset_by(&event.deed)
            }
            (Command::Sample { .. }, _) => false,
            (_, Event::Amended { .. } | Event::Cancelled { .. }) => true,
            (command, event) if command.approves_change() => matches!(
                event,
                Event::ChangeProposed { .. }
                    | Event::Signed { on: Subject::Change, .. }
                    | Event::SentBack { on: Subject::Change, .. }
                    | Event::Withdrawn { on: Subject::Change, .. }
            ),
            // A review is of the version that was read.
            (Command::ReviewLetter { id, .. } | Command::AmendLetter { id, .. }, event) => {
                matches!(event, Event::LetterAmended { id: other, .. } if other == id)
            }
            (Command::EstimateCosts { .. }, event) => matches!(event, Event::CostsEstimated { .. }),
            (Command::EnterCost { .. } | Command::ReverseCost { .. }, event) => {
                matches!(event, Event::CostEntered { .. })
            }
            (Command::ShowCredit { .. }, event) => {
                matches!(event, Event::CreditShown { .. } | Event::CreditReleased { .. } | Event::CreditRecalled { .. })
            }
            // A round answers the one before it.
            (Command::Quote { .. }, event) => matches!(event, Event::Quoted { .. }),
            (Command::AnswerQuote { round, .. }, event) => {
                matches!(event, Event::QuoteAnswered { round: other, .. } if other == round)
            }
            (Command::Replan { .. } | Command::Amend { .. }, Event::Replanned { .. }) => true,
            (Command::Replan { .. }, _) => false,
            (Command::Amend { .. } | Command::Cancel { .. }, _) => false,
            (_, Event::Remarked { .. } | Event::Attached { .. } | Event::ExceptionRaised { .. }) => false,
            (step_command, event) => event.step().is_some() && step_command.step() == event.step(),
        })
    }
}

impl Command {
    /// Is it about the change order that is open?
    fn approves_change(&self) -> bool {
        match self {
            Command::Sign { on, .. } | Command::SendBack { on, .. } | Command::Withdraw { on, .. } => {
                *on == Subject::Change
            }
            Command::ProposeChange { .. } => true,
            _ => false,
        }
    }
}

pub(super) fn name_within(typed: &str) -> Result<String, Refusal> {
    let name = tidy(typed, false);
    if name.chars().count() > LONGEST_NAME { Err(Refusal::TextTooLong { limit: LONGEST_NAME }) } else { Ok(name) }
}

pub(super) fn text_within(typed: &str, limit: usize) -> Result<String, Refusal> {
    let text = tidy(typed, true);
    if text.chars().count() > limit { Err(Refusal::TextTooLong { limit }) } else { Ok(text) }
}

pub(super) fn text_in(typed: &str) -> Result<String, Refusal> {
    Some(text_within(typed, LONGEST_TEXT)?).filter(|text| !text.is_empty()).ok_or(Refusal::TextMissing)
}

pub(super) fn reason_in(typed: &str) -> Result<String, Refusal> {
    Some(text_within(typed, LONGEST_TEXT)?).filter(|text| !text.is_empty()).ok_or(Refusal::ReasonMissing)
}
