//! What has happened to an order: every event with who, when and from where.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    OrderId, letter,
    order::{
        self,
        event::{self, Recorded},
    },
    party::Person,
    process::gate::Fact,
};
use yidan_store::{orders, people};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading,
        reply::Reply,
        sent::{Path, Query},
        values::{Day, Moment, Money, PersonName},
    },
    answers::Given,
    content::{Header, Line},
    exceptions::Handling,
    files::Attachment,
    plan::PlanChange,
};
use crate::app::App;

const MOST: usize = 1000;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_history))
}

/// One event of an order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Happened {
    /// Its place in the order's history, from 1, without gaps.
    pub seq: u64,
    pub at: Moment,
    pub by: PersonName,
    pub via: Via,
    pub event: Event,
}

/// Where a command came from.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    Screen,
    Api,
    Import,
    Program,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Entered {
        number: String,
        header: Header,
        lines: Vec<Line>,
    },
    /// `by`: who did it, where that is not who told of it (imported history).
    Started {
        step: String,
        at: Moment,
        by: Option<Uuid>,
    },
    Finished {
        step: String,
        at: Moment,
        by: Option<Uuid>,
        answers: BTreeMap<String, Given>,
    },
    Assigned {
        step: String,
        to: Option<Uuid>,
        note: String,
    },
    /// `at`: when work went on without it, where that is not when it was told (imported history).
    Skipped {
        step: String,
        reason: String,
        at: Option<Moment>,
    },
    Reopened {
        step: String,
        reason: String,
    },
    Remarked {
        step: Option<String>,
        text: String,
    },
    Attached {
        step: Option<String>,
        file: Attachment,
        original: bool,
    },
    /// By a rule, when `rule` names one; the note is empty then.
    ExceptionRaised {
        id: Uuid,
        step: Option<String>,
        note: String,
        rule: Option<String>,
        handling: Handling,
    },
    ExceptionHandled {
        id: Uuid,
        handling: Handling,
        note: String,
    },
    /// The trouble is still there, in another form or on another ground: `rule` says it now.
    ExceptionRestated {
        id: Uuid,
        rule: String,
        handling: Handling,
    },
    /// `mended`: by itself, as the rule saw.
    ExceptionCleared {
        id: Uuid,
        note: String,
        mended: bool,
    },
    Promised {
        id: Uuid,
        text: String,
        due: Day,
        owner: Uuid,
    },
    PromiseClosed {
        id: Uuid,
        kept: bool,
        note: String,
    },
    /// `by_change`: by the change order that was open.
    Amended {
        header: Header,
        lines: Vec<Line>,
        reason: String,
        by_change: bool,
    },
    /// Handed in to be signed by these links.
    Submitted {
        step: String,
        at: Moment,
        answers: BTreeMap<String, Given>,
        links: Vec<String>,
    },
    /// Without a step: the change order that was open.
    Signed {
        step: Option<String>,
        link: String,
        in_place_of: Option<Uuid>,
        comment: String,
    },
    SentBack {
        step: Option<String>,
        link: String,
        reason: String,
    },
    Withdrawn {
        step: Option<String>,
        reason: String,
    },
    /// The order changed under what was to be signed.
    Voided {
        step: String,
    },
    ChangeProposed {
        number: u32,
        header: Header,
        lines: Vec<Line>,
        reason: String,
        asked_by: String,
        loss: Option<Money>,
    },
    Quoted {
        round: u32,
        header: Header,
        lines: Vec<Line>,
        valid_until: Option<Day>,
        note: String,
    },
    QuoteAnswered {
        round: u32,
        accepted: bool,
        words: String,
    },
    LetterReceived {
        letter: Uuid,
        number: String,
    },
    LetterAmended {
        letter: Uuid,
        note: String,
    },
    LetterReviewed {
        letter: Uuid,
        reviewer: String,
        accepted: bool,
        discrepancies: Vec<String>,
    },
    CostsEstimated {
        version: u32,
    },
    CostEntered {
        cost: String,
        amount: Money,
        day: Day,
        note: String,
    },
    /// Something that speaks for the release on credit.
    CreditShown {
        evidence: String,
    },
    CreditReleased {
        ground: String,
    },
    /// Without a reason: because the order has changed.
    CreditRecalled {
        reason: String,
    },
    /// Something that happened to a sample on that day: `made`, `wash-again`, `sent` …
    Sampled {
        sample: Uuid,
        what: String,
        day: Day,
        note: String,
    },
    /// What the ledgers know of the order by now; null where they don't know any more.
    LedgerTold {
        facts: BTreeMap<String, Option<String>>,
    },
    /// Lots that have failed their inspection by now and may not go on, by the inspection.
    LotsFailed {
        inspections: Vec<Uuid>,
    },
    /// `changes`: all that hold from then on, by step.
    Replanned {
        changes: BTreeMap<String, PlanChange>,
        promised: Option<Day>,
        reason: String,
    },
    Cancelled {
        reason: String,
    },
}

/// A part of the history, the first event first.
#[derive(Serialize, ToSchema)]
struct History {
    events: Vec<Happened>,
    /// Where the next part begins, if there is more: give it as `after`.
    next: Option<u64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Part {
    /// Only events after this one.
    #[serde(default, deserialize_with = "reading::not_negative")]
    #[param(required = false, default = 0, minimum = 0)]
    after: u64,
    /// How many at most.
    #[serde(default = "most", deserialize_with = "limit")]
    #[param(required = false, default = 1000, minimum = 1, maximum = 1000)]
    limit: usize,
}

fn most() -> usize {
    MOST
}

fn limit<'de, D: serde::Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    reading::up_to(MOST, from)
}

/// The history of an order
#[utoipa::path(get, path = "/orders/{id}/history", tag = "orders", params(("id" = Uuid, Path), Part),
    responses((status = 200, description = "What has happened.", body = History)))]
async fn get_history(caller: Caller, Path(id): Path<OrderId>, Query(part): Query<Part>) -> Answer {
    let viewer = caller.viewer.clone();
    let read = move |tx: &mut yidan_store::Tx| Ok((orders::told(tx, &viewer, id)?, people::all(tx)?));
    let (history, people) = caller.app.store.read(read).await?;
    let mut rest = history.iter().filter(|recorded| recorded.seq > part.after);
    let events: Vec<Happened> =
        rest.by_ref().take(part.limit).map(|recorded| Happened::of(recorded, &people)).collect();
    let next = rest.next().and(events.last()).map(|last| last.seq);
    let address = next.map(|next| format!("/api/v1/orders/{id}/history?after={next}&limit={}", part.limit));
    Ok(Reply::ok(History { events, next }).next(address).into_response())
}

impl Happened {
    pub fn of(recorded: &Recorded, people: &[Person]) -> Self {
        Self {
            seq: recorded.seq,
            at: Moment(recorded.at),
            by: PersonName::of(recorded.by, people),
            via: recorded.via.into(),
            event: (&recorded.event).into(),
        }
    }
}

impl From<event::Via> for Via {
    fn from(via: event::Via) -> Self {
        match via {
            event::Via::Screen => Self::Screen,
            event::Via::Api => Self::Api,
            event::Via::Import => Self::Import,
            event::Via::Program => Self::Program,
        }
    }
}

/// The step that is signed; none for a change order.
fn named(on: &order::Subject) -> Option<String> {
    on.step().map(|step| step.0.clone())
}

impl From<&event::Event> for Event {
    fn from(event: &event::Event) -> Self {
        use event::Event as E;
        match event.clone() {
            E::Entered { number, header, lines, .. } => {
                Self::Entered { number, header: (&*header).into(), lines: lines.iter().map(Line::from).collect() }
            }
            E::Started { step, at, by } => {
                Self::Started { step: step.0, at: Moment(at), by: by.map(|person| person.0) }
            }
            E::Finished { step, at, by, answers } => {
                let by = by.map(|person| person.0);
                let answers = answers.iter().map(|(key, answer)| (key.clone(), answer.into())).collect();
                Self::Finished { step: step.0, at: Moment(at), by, answers }
            }
            E::Assigned { step, to, note } => Self::Assigned { step: step.0, to: to.map(|person| person.0), note },
            E::Skipped { step, reason, at } => Self::Skipped { step: step.0, reason, at: at.map(Moment) },
            E::Reopened { step, reason } => Self::Reopened { step: step.0, reason },
            E::Remarked { step, text } => Self::Remarked { step: step.map(|step| step.0), text },
            E::Attached { step, file, original } => {
                Self::Attached { step: step.map(|step| step.0), file: (&file).into(), original }
            }
            E::ExceptionRaised { id, step, note, found, handling } => Self::ExceptionRaised {
                id: id.0,
                step: step.map(|step| step.0),
                note,
                rule: found.map(|found| found.rule().key().to_owned()),
                handling: handling.into(),
            },
            E::ExceptionHandled { id, handling, note } => {
                Self::ExceptionHandled { id: id.0, handling: handling.into(), note }
            }
            E::ExceptionRestated { id, found, handling } => {
                Self::ExceptionRestated { id: id.0, rule: found.rule().key().to_owned(), handling: handling.into() }
            }
            E::ExceptionCleared { id, note, mended } => Self::ExceptionCleared { id: id.0, note, mended },
            E::Promised { id, text, due, owner } => Self::Promised { id: id.0, text, due: Day(due), owner: owner.0 },
            E::PromiseClosed { id, kept, note } => Self::PromiseClosed { id: id.0, kept, note },
            E::Amended { header, lines, reason, by_change } => Self::Amended {
                header: (&*header).into(),
                lines: lines.iter().map(Line::from).collect(),
                reason,
                by_change,
            },
            E::Submitted { step, at, answers, links } => {
                let answers = answers.iter().map(|(key, answer)| (key.clone(), answer.into())).collect();
                Self::Submitted { step: step.0, at: Moment(at), answers, links }
            }
            E::Signed { on, link, in_place_of, comment } => {
                Self::Signed { step: named(&on), link, in_place_of: in_place_of.map(|person| person.0), comment }
            }
            E::SentBack { on, link, reason } => Self::SentBack { step: named(&on), link, reason },
            E::Withdrawn { on, reason } => Self::Withdrawn { step: named(&on), reason },
            E::Voided { step } => Self::Voided { step: step.0 },
            E::ChangeProposed { change } => Self::ChangeProposed {
                number: change.number,
                header: (&change.header).into(),
                lines: change.lines.iter().map(Line::from).collect(),
                reason: change.reason,
                asked_by: change.asked_by.0,
                loss: change.loss.map(Money::from),
            },
            E::Quoted { quotation } => Self::Quoted {
                round: quotation.round,
                header: (&quotation.header).into(),
                lines: quotation.lines.iter().map(Line::from).collect(),
                valid_until: quotation.valid_until.map(Day),
                note: quotation.note,
            },
            E::QuoteAnswered { round, accepted, words } => Self::QuoteAnswered { round, accepted, words },
            E::LetterReceived { letter } => Self::LetterReceived { letter: letter.id.0, number: letter.number },
            E::LetterAmended { id, version } => Self::LetterAmended { letter: id.0, note: version.note },
            E::LetterReviewed { id, review } => Self::LetterReviewed {
                letter: id.0,
                reviewer: review.reviewer.key().to_owned(),
                accepted: review.outcome == letter::Outcome::Accepted,
                discrepancies: review.discrepancies,
            },
            E::CostsEstimated { version, .. } => Self::CostsEstimated { version },
            E::CostEntered { actual } => Self::CostEntered {
                cost: actual.kind.key().to_owned(),
                amount: actual.amount.into(),
                day: Day(actual.day),
                note: actual.note,
            },
            E::CreditShown { evidence } => Self::CreditShown { evidence: evidence.kind().to_owned() },
            E::CreditReleased { release } => Self::CreditReleased { ground: release.ground.key().to_owned() },
            E::CreditRecalled { reason } => Self::CreditRecalled { reason },
            E::Sampled { sample, event, .. } => Self::Sampled {
                sample: sample.0,
                what: event.what().to_owned(),
                day: Day(event.mark.on),
                note: event.words().to_owned(),
            },
            E::LedgerTold { facts } => {
                let plain = |(name, fact): (String, Option<Fact>)| (name, fact.as_ref().map(Fact::plain));
                Self::LedgerTold { facts: facts.into_iter().map(plain).collect() }
            }
            E::LotsFailed { failed } => {
                Self::LotsFailed { inspections: failed.iter().map(|found| found.inspection.0).collect() }
            }
            E::Replanned { changes, promised, reason } => Self::Replanned {
                changes: changes.iter().map(|(step, change)| (step.0.clone(), change.into())).collect(),
                promised: promised.map(Day),
                reason,
            },
            E::Cancelled { reason } => Self::Cancelled { reason },
        }
    }
}
