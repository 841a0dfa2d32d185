//! The history of an order in plain sentences: who did what, when and from where; amendments field by field.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{
    Arg, LetterId, Message, OrderId, Say, StepKey, Text, letter,
    order::{
        Evidence, FileRef, Slip, Subject, chain,
        event::{Event, Recorded, Via},
    },
    process::{
        facts::{self, Known},
        gate::Fact,
    },
    sample,
};

use super::{
    difference::{self, Change},
    loaded::Loaded,
    shown::{self, FileLink, Named, Shown},
};
use crate::texts::Reader;

/// Times that differ by less were told together.
const SAME_TIME: SignedDuration = SignedDuration::from_mins(1);

/// One event as the page tells it.
pub struct Entry {
    pub seq: u64,
    pub at: Timestamp,
    pub by: String,
    pub via: &'static str,
    /// `good`, `bad` or nothing.
    pub class: &'static str,
    pub words: String,
    /// Reasons, remarks.
    pub note: String,
    pub values: Vec<Named>,
    pub changes: Vec<Change>,
}

/// Which events are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: String,
    pub step: String,
    pub person: String,
    /// Older than this event.
    pub before: Option<u64>,
}

impl Filter {
    fn takes(&self, recorded: &Recorded) -> bool {
        let step = recorded.event.step().map_or("", StepKey::as_str);
        (self.kind.is_empty() || kind(&recorded.event) == self.kind)
            && (self.step.is_empty() || step == self.step)
            && (self.person.is_empty() || recorded.by.to_string() == self.person)
            && self.before.is_none_or(|before| recorded.seq < before)
    }
}

/// The sorts of events that people look for, each with the key of its word.
pub const KINDS: [(&str, &str); 10] = [
    ("order", "event-kind-order"),
    ("work", "event-kind-work"),
    ("hand", "event-kind-hand"),
    ("remark", "event-kind-remark"),
    ("file", "event-kind-file"),
    ("exception", "event-kind-exception"),
    ("promise", "event-kind-promise"),
    ("approval", "event-kind-approval"),
    ("money", "event-kind-money"),
    ("sample", "event-kind-sample"),
];

fn kind(event: &Event) -> &'static str {
    match event {
        Event::Entered { .. } | Event::Amended { .. } | Event::Replanned { .. } | Event::Cancelled { .. } => "order",
        Event::Started { .. } | Event::Finished { .. } | Event::Skipped { .. } | Event::Reopened { .. } => "work",
        Event::Assigned { .. } => "hand",
        Event::Remarked { .. } => "remark",
        Event::Attached { .. } => "file",
        Event::ExceptionRaised { .. }
        | Event::ExceptionHandled { .. }
        | Event::ExceptionRestated { .. }
        | Event::ExceptionCleared { .. } => "exception",
        Event::Promised { .. } | Event::PromiseClosed { .. } => "promise",
        Event::Submitted { .. }
        | Event::Signed { .. }
        | Event::SentBack { .. }
        | Event::Withdrawn { .. }
        | Event::Voided { .. }
        | Event::ChangeProposed { .. } => "approval",
        Event::Quoted { .. } | Event::QuoteAnswered { .. } => "order",
        Event::LetterReceived { .. }
        | Event::LetterAmended { .. }
        | Event::LetterReviewed { .. }
        | Event::CostsEstimated { .. }
        | Event::CostEntered { .. }
        | Event::CreditShown { .. }
        | Event::CreditReleased { .. }
        | Event::CreditRecalled { .. }
        | Event::LedgerTold { .. } => "money",
        Event::LotsFailed { .. } => "exception",
        Event::Sampled { .. } => "sample",
    }
}

/// Events as entries, the last first, at most `limit`; and whether there are older ones.
pub fn entries(loaded: &Loaded, reader: &Reader, filter: &Filter, limit: usize) -> (Vec<Entry>, bool) {
    let mut taken = loaded.history.iter().rev().filter(|recorded| filter.takes(recorded));
    let entries = taken.by_ref().take(limit).map(|recorded| Teller { loaded, reader }.entry(recorded)).collect();
    (entries, taken.next().is_some())
}

/// What has happened since an event, as a conflict tells it.
pub fn sentences_since(loaded: &Loaded, reader: &Reader, seen: u64) -> Vec<String> {
    let since = loaded.history.iter().filter(|recorded| recorded.seq > seen);
    since.map(|recorded| Teller { loaded, reader }.entry(recorded).sentence(reader)).collect()
}

/// What an event changed about the order, field by field and line by line.
pub fn changes_of(loaded: &Loaded, reader: &Reader, recorded: &Recorded) -> Vec<Change> {
    Teller { loaded, reader }.changes(recorded)
}

impl Entry {
    fn sentence(&self, reader: &Reader) -> String {
        let mut words = format!("{} · {} · {}", reader.time(self.at), self.by, self.words);
        if !self.note.is_empty() {
            words = format!("{words} — {}", self.note);
        }
        for change in &self.changes {
            let old = shown::or_none(&change.old, reader);
            words = format!("{words}; {} {old} → {}", change.name, shown::or_none(&change.new, reader));
        }
        words
    }
}

struct Teller<'a> {
    loaded: &'a Loaded,
    reader: &'a Reader,
}

impl Teller<'_> {
    fn entry(&self, recorded: &Recorded) -> Entry {
        Entry {
            seq: recorded.seq,
            at: recorded.at,
            by: self.loaded.person(recorded.by).to_owned(),
            via: via(recorded.via),
            class: class(&recorded.event),
            words: self.reader.say(&self.message(&recorded.event)),
            note: self.note(recorded),
            values: self.values(&recorded.event),
            changes: self.changes(recorded),
        }
    }

    fn message(&self, event: &Event) -> Message {
        let on = |step: &Option<StepKey>, alone: Message, with: Message| match step {
            Some(step) => with.with("step", self.step(step)),
            None => alone,
        };
        match event {
            Event::Entered { number, .. } => Message::new("event-entered").with("number", number.as_str()),
            Event::Started { step, .. } => Message::new("event-started").with("step", self.step(step)),
            Event::Finished { step, .. } => Message::new("event-finished").with("step", self.step(step)),
            Event::Assigned { step, to: Some(to), .. } => {
                Message::new("event-handed").with("step", self.step(step)).with("person", self.loaded.person(*to))
            }
            Event::Assigned { step, to: None, .. } => Message::new("event-handed-back").with("step", self.step(step)),
            Event::Skipped { step, .. } => Message::new("event-skipped").with("step", self.step(step)),
            Event::Reopened { step, .. } => Message::new("event-reopened").with("step", self.step(step)),
            Event::Remarked { step, .. } => on(step, Message::new("event-remarked"), Message::new("event-remarked-on")),
            Event::Attached { original: true, .. } => Message::new("event-attached-original"),
            Event::Attached { step, .. } => on(step, Message::new("event-attached"), Message::new("event-attached-on")),
            Event::ExceptionRaised { step, found: Some(_), .. } => {
                on(step, Message::new("event-exception-found"), Message::new("event-exception-found-on"))
            }
            Event::ExceptionRaised { step, .. } => {
                on(step, Message::new("event-exception-raised"), Message::new("event-exception-raised-on"))
            }
            Event::ExceptionHandled { .. } => Message::new("event-exception-handled"),
            Event::ExceptionRestated { .. } => Message::new("event-exception-restated"),
            Event::ExceptionCleared { mended: true, .. } => Message::new("event-exception-mended"),
            Event::ExceptionCleared { .. } => Message::new("event-exception-cleared"),
            Event::Promised { due, owner, .. } => {
                Message::new("event-promised").with("due", *due).with("person", self.loaded.person(*owner))
            }
            Event::PromiseClosed { kept: true, .. } => Message::new("event-promise-kept"),
            Event::PromiseClosed { kept: false, .. } => Message::new("event-promise-broken"),
            Event::Amended { by_change: true, .. } => Message::new("event-amended-by-change"),
            Event::Amended { .. } => Message::new("event-amended"),
            Event::Submitted { step, .. } => Message::new("event-submitted").with("step", self.step(step)),
            Event::Signed { on, link, in_place_of: Some(person), .. } => {
                self.on_subject(on, "event-signed", "event-change-signed").with("link", self.link(on, link)).with(
                    "place",
                    self.reader.say(&Message::new("event-in-place-of").with("person", self.loaded.person(*person))),
                )
            }
            Event::Signed { on, link, in_place_of: None, .. } => self
                .on_subject(on, "event-signed", "event-change-signed")
                .with("link", self.link(on, link))
                .with("place", ""),
            Event::SentBack { on, .. } => self.on_subject(on, "event-sent-back", "event-change-refused"),
            Event::Withdrawn { on, .. } => self.on_subject(on, "event-withdrawn", "event-change-withdrawn"),
            Event::Voided { step } => Message::new("event-voided").with("step", self.step(step)),
            Event::ChangeProposed { change } => Message::new("event-change-proposed")
                .with("number", u64::from(change.number))
                .with("department", self.loaded.world.company.department_name(&change.asked_by)),
            Event::Quoted { quotation } => {
                let total = quotation.total().map(|total| total.to_string()).unwrap_or_default();
                Message::new("event-quoted").with("round", u64::from(quotation.round)).with("total", total)
            }
            Event::QuoteAnswered { round, accepted, .. } => {
                Message::new(if *accepted { "event-quote-accepted" } else { "event-quote-declined" })
                    .with("round", u64::from(*round))
            }
            Event::LetterReceived { letter } => {
                Message::new("event-letter-received").with("number", letter.number.as_str())
            }
            Event::LetterAmended { id, .. } => Message::new("event-letter-amended").with("number", self.letter(*id)),
            Event::LetterReviewed { id, review } => {
                let accepted = review.outcome == letter::Outcome::Accepted;
                Message::new(if accepted { "event-letter-accepted" } else { "event-letter-discrepant" })
                    .with("number", self.letter(*id))
                    .with("reviewer", review.reviewer.name())
            }
            Event::CostsEstimated { version, .. } => {
                Message::new("event-costs-estimated").with("version", u64::from(*version))
            }
            Event::CostEntered { actual } => {
                Message::new("event-cost-entered").with("kind", actual.kind.name()).with("amount", actual.amount)
            }
            Event::CreditShown { evidence } => self.evidence(evidence),
            Event::CreditReleased { .. } => Message::new("event-credit-released"),
            Event::CreditRecalled { .. } => Message::new("event-credit-recalled"),
            Event::LedgerTold { facts } => self.told(facts),
            Event::LotsFailed { failed } if failed.is_empty() => Message::new("event-lots-may-go-on"),
            Event::LotsFailed { failed } => Message::new("event-lots-failed").with("lots", failed.len()),
            Event::Sampled { sample, event, .. } => {
                let name = self.loaded.order.sample(*sample).map_or("", |sample| sample.request.name.as_str());
                Message::new("event-sampled").with("name", name).with("what", self.reader.say(&event.say()))
            }
            Event::Replanned { .. } => Message::new("event-replanned"),
            Event::Cancelled { .. } => Message::new("event-cancelled"),
        }
    }

    /// About a step, or about the change order.
    fn on_subject(&self, on: &Subject, step: &'static str, change: &'static str) -> Message {
        match on {
            Subject::Step(key) => Message::new(step).with("step", self.step(key)),
            Subject::Change => Message::new(change),
        }
    }

    fn link(&self, on: &Subject, key: &str) -> yidan_domain::Text {
        let link = chain(&self.loaded.process, on).into_iter().find(|link| link.key == key);
        link.map_or_else(|| yidan_domain::Text::same(key), |link| link.name)
    }

    fn letter(&self, id: LetterId) -> &str {
        self.loaded.order.letter(id).map_or("", |letter| letter.number.as_str())
    }

    fn evidence(&self, evidence: &Evidence) -> Message {
        match evidence {
            Evidence::CustomerTotal { total, .. } => Message::new("event-customer-total").with("total", *total),
            Evidence::Slip(slip) => {
                Message::new("event-slip").with("amount", slip.amount).with("reference", slip.reference.as_str())
            }
            Evidence::SlipTakenBack { number, .. } => Message::new("event-slip-taken-back").with("number", *number),
            Evidence::Commitment { .. } => Message::new("event-commitment"),
            Evidence::Guarantee { amount } => Message::new("event-guarantee").with("amount", *amount),
            Evidence::Agreement { amount, until } => {
                Message::new("event-agreement").with("amount", *amount).with("until", *until)
            }
        }
    }

    /// What the ledgers told, as its main point.
    fn told(&self, facts: &BTreeMap<String, Option<Fact>>) -> Message {
        let fact = |name: &str| facts.get(name).and_then(Option::as_ref);
        let is = |name: &str| fact(name) == Some(&Fact::YesNo(true));
        let amount = |name: &str| fact(name).map(Fact::plain).unwrap_or_default();
        if is("payment.received") {
            Message::new("event-paid").with("amount", amount("payment.amount"))
        } else if is("deposit.credited") {
            Message::new("event-deposit-credited").with("amount", amount("deposit.amount"))
        } else if fact("payment.amount").is_some() {
            Message::new("event-ledger-told").with("amount", amount("payment.amount"))
        } else {
            let facts = facts.iter().map(|(name, fact)| self.fact(name, fact.as_ref()));
            Message::new("event-ledger-heard").with("facts", Arg::List(facts.collect()))
        }
    }

    /// `物料预计到齐日：2026-12-05`
    fn fact(&self, name: &str, fact: Option<&Fact>) -> Text {
        let about = facts::known(name).map_or_else(|| Text::same(name), Known::about);
        let is = match fact {
            Some(Fact::YesNo(true)) => Text::new("是", "yes"),
            Some(Fact::YesNo(false)) => Text::new("否", "no"),
            Some(fact) => Text::same(fact.plain()),
            None => Text::new("不详", "not known"),
        };
        Text::new(format!("{}：{}", about.zh, is.zh), format!("{}: {}", about.en, is.en))
    }

    fn step(&self, key: &StepKey) -> yidan_domain::Text {
        let step = self.loaded.process.step(key);
        step.map_or_else(|| yidan_domain::Text::same(key.as_str()), |step| step.name.clone())
    }

    fn note(&self, recorded: &Recorded) -> String {
        match &recorded.event {
            Event::Started { .. } | Event::Finished { .. } => self.really(recorded),
            Event::Assigned { note, .. } => note.clone(),
            Event::Skipped { reason, .. } | Event::Reopened { reason, .. } => reason.clone(),
            Event::Remarked { text, .. } => text.clone(),
            Event::ExceptionRaised { found: Some(found), .. } => self.reader.say(&found.say()),
            Event::ExceptionRaised { note, .. } => note.clone(),
            Event::ExceptionRestated { found, .. } => self.reader.say(&found.say()),
            Event::ExceptionHandled { id, note, .. } | Event::ExceptionCleared { id, note, .. } => {
                joined(self.said_then(*id, recorded.seq).as_deref(), note)
            }
            Event::Promised { text, .. } => text.clone(),
            Event::PromiseClosed { id, note, .. } => {
                let made = self.loaded.order.promises.iter().find(|promise| promise.id == *id);
                joined(made.map(|promise| promise.text.as_str()), note)
            }
            Event::Amended { reason, .. }
            | Event::Replanned { reason, .. }
            | Event::SentBack { reason, .. }
            | Event::Withdrawn { reason, .. }
            | Event::CreditRecalled { reason }
            | Event::Cancelled { reason } => reason.clone(),
            Event::Signed { comment, .. } => comment.clone(),
            Event::Sampled { event, .. } => event.words().to_owned(),
            Event::ChangeProposed { change } => change.reason.clone(),
            Event::Quoted { quotation } => quotation.note.clone(),
            Event::QuoteAnswered { words, .. } => words.clone(),
            Event::LetterAmended { version, .. } => version.note.clone(),
            Event::LetterReviewed { review, .. } => review.discrepancies.join(" · "),
            Event::CostEntered { actual } => joined(Some(actual.document.as_str()), &actual.note),
            Event::CreditReleased { release } => self.reader.say(&release.ground.say()),
            Event::CreditShown { evidence } => match &**evidence {
                Evidence::CustomerTotal { explanation: words, .. } | Evidence::Commitment { note: words, .. } => {
                    words.clone()
                }
                Evidence::SlipTakenBack { reason, .. } => reason.clone(),
                _ => String::new(),
            },
            Event::LotsFailed { failed } => {
                failed.iter().map(|found| self.reader.say(&found.say())).collect::<Vec<_>>().join(" ")
            }
            Event::Submitted { .. }
            | Event::Voided { .. }
            | Event::LetterReceived { .. }
            | Event::CostsEstimated { .. }
            | Event::LedgerTold { .. } => String::new(),
            Event::Entered { .. } | Event::Attached { .. } => String::new(),
        }
    }

    /// What an exception said at that time: it may have been restated since.
    fn said_then(&self, id: yidan_domain::ExceptionId, before: u64) -> Option<String> {
        let earlier = self.loaded.history.iter().filter(|earlier| earlier.seq < before);
        let found = earlier.rev().find_map(|earlier| match &earlier.event {
            Event::ExceptionRaised { id: of, found, .. } if *of == id => Some(found.as_ref()),
            Event::ExceptionRestated { id: of, found, .. } if *of == id => Some(Some(found)),
            _ => None,
        });
        match found.flatten() {
            Some(found) => Some(self.reader.say(&found.say())),
            None => self.loaded.order.exception(id).map(|raised| self.reader.say(&raised.say())),
        }
    }

    /// Told only where somebody recorded it later than it happened, or for somebody else.
    fn really(&self, recorded: &Recorded) -> String {
        let (at, doer) = (recorded.happened_at(), recorded.doer());
        if doer != recorded.by {
            let person = self.loaded.person(doer);
            return self.reader.say(&Message::new("event-really-by").with("at", at).with("person", person));
        }
        if recorded.at.duration_since(at).abs() < SAME_TIME {
            return String::new();
        }
        self.reader.say(&Message::new("event-really-at").with("at", at))
    }

    fn values(&self, event: &Event) -> Vec<Named> {
        let order = self.loaded.order.id;
        match event {
            Event::Finished { step, answers, .. } | Event::Submitted { step, answers, .. } => {
                let step = self.loaded.process.step(step);
                step.map(|step| shown::answers(order, step, answers, self.reader)).unwrap_or_default()
            }
            Event::Attached { file, .. } => vec![file_value(order, file)],
            Event::Sampled { event, .. } => {
                let sample::Deed::Pictured { photos, .. } = &event.deed else { return Vec::new() };
                photos.iter().map(|file| file_value(order, file)).collect()
            }
            Event::CreditShown { evidence } => match &**evidence {
                Evidence::Slip(Slip { file: Some(file), .. }) | Evidence::Commitment { file: Some(file), .. } => {
                    vec![file_value(order, file)]
                }
                _ => Vec::new(),
            },
            Event::ExceptionRaised { handling, .. }
            | Event::ExceptionHandled { handling, .. }
            | Event::ExceptionRestated { handling, .. } => shown::handling(handling, self.loaded, self.reader),
            _ => Vec::new(),
        }
    }

    fn changes(&self, recorded: &Recorded) -> Vec<Change> {
        let (header, lines) = match &recorded.event {
            Event::Amended { header, lines, .. } => (&**header, lines),
            Event::ChangeProposed { change } => (&change.header, &change.lines),
            Event::Quoted { quotation } => (&quotation.header, &quotation.lines),
            _ => return Vec::new(),
        };
        let before = self.loaded.history.iter().rev().filter(|earlier| earlier.seq < recorded.seq);
        let before = before.into_iter().find_map(|earlier| match &earlier.event {
            Event::Entered { header, lines, .. } | Event::Amended { header, lines, .. } => Some((&**header, lines)),
            // A round differs from the one before it.
            Event::Quoted { quotation } if matches!(recorded.event, Event::Quoted { .. }) => {
                Some((&quotation.header, &quotation.lines))
            }
            _ => None,
        });
        let Some((old_header, old_lines)) = before else { return Vec::new() };
        difference::of((old_header, old_lines), (header, lines), self.loaded, self.reader)
    }
}

fn file_value(order: OrderId, file: &FileRef) -> Named {
    Named { name: String::new(), value: Shown::File(FileLink::of(order, file)) }
}

fn joined(first: Option<&str>, then: &str) -> String {
    match first.filter(|first| !first.is_empty()) {
        Some(first) if then.is_empty() => first.to_owned(),
        Some(first) => format!("{first} → {then}"),
        None => then.to_owned(),
    }
}

fn class(event: &Event) -> &'static str {
    match event {
        Event::Entered { .. } | Event::Finished { .. } | Event::ExceptionCleared { .. } => "good",
        Event::Signed { .. } | Event::CreditReleased { .. } | Event::QuoteAnswered { accepted: true, .. } => "good",
        Event::SentBack { .. } | Event::CreditRecalled { .. } => "bad",
        Event::PromiseClosed { kept: true, .. } => "good",
        Event::ExceptionRaised { .. } | Event::Cancelled { .. } | Event::PromiseClosed { .. } => "bad",
        _ => "",
    }
}

fn via(via: Via) -> &'static str {
    match via {
        Via::Screen => "via-screen",
        Via::Api => "via-api",
        Via::Import => "via-import",
        Via::Program => "via-program",
    }
}
