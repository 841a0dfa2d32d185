//! The events of the log: what happened, when, and to which objects.

use std::collections::BTreeSet;

use serde::Serialize;
use yidan_domain::{
    ProductId, letter,
    order::{
        Answer, Handling, Header, Line,
        event::{Event, Recorded, Via},
    },
    process::gate::Fact,
};

use super::{Attribute, Relationship, customer_id, line_id, order_id, person_id, product_id, related, step_id, types};
use crate::logs::{Clock, Told};

#[derive(Serialize)]
pub(super) struct Happened {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    time: String,
    attributes: Vec<Attribute>,
    relationships: Vec<Relationship>,
}

pub(super) fn of_order(told: Told, clock: &Clock) -> Vec<Happened> {
    let mut customer = told.order.header.customer;
    let happened = |recorded: &Recorded| {
        if let Event::Entered { header, .. } | Event::Amended { header, .. } = &recorded.event {
            customer = header.customer;
        }
        let mut happened = Happened {
            id: format!("event:{}:{}", told.order.id, recorded.seq),
            kind: types::of_event(&recorded.event),
            time: clock.time(recorded.happened_at()),
            attributes: Vec::new(),
            relationships: vec![related(order_id(told.order.id), "order")],
        };
        happened.say("via", via(recorded.via));
        happened.say("sequence", recorded.seq.to_string());
        happened.tell(recorded, clock);
        happened.relate(recorded, told);
        happened.relationships.push(related(customer_id(customer), "customer"));
        happened
    };
    told.history.iter().map(happened).collect()
}

impl Happened {
    fn say(&mut self, name: &'static str, value: impl Into<String>) {
        self.attributes.push(Attribute { name, value: value.into(), time: None });
    }

    fn say_unless_empty(&mut self, name: &'static str, value: &str) {
        if !value.is_empty() {
            self.say(name, value);
        }
    }

    fn tell(&mut self, recorded: &Recorded, clock: &Clock) {
        match &recorded.event {
            Event::Entered { number, .. } => self.say("number", number.as_str()),
            Event::Started { .. } => self.say("recorded", clock.time(recorded.at)),
            Event::Finished { answers, .. } | Event::Submitted { answers, .. } => {
                self.say("recorded", clock.time(recorded.at));
                let answers: Vec<String> =
                    answers.iter().map(|(key, answer)| format!("{key}: {}", written(answer))).collect();
                self.say_unless_empty("answers", &answers.join("\n"));
            }
            Event::Assigned { note, .. } => self.say_unless_empty("note", note),
            Event::Skipped { reason, .. } => {
                self.say("recorded", clock.time(recorded.at));
                self.say("reason", reason.as_str());
            }
            Event::Reopened { reason, .. } => self.say("reason", reason.as_str()),
            Event::Remarked { text, .. } => self.say("text", text.as_str()),
            Event::Attached { file, original, .. } => {
                self.say("name", file.name.as_str());
                self.say("media_type", file.media_type.as_str());
                self.say("bytes", file.bytes.to_string());
                self.say("original", original.to_string());
            }
            Event::ExceptionRaised { id, note, found, handling, .. } => {
                self.say("exception", id.to_string());
                self.say("rule", found.as_ref().map_or("none", |found| found.rule().key()));
                self.tell_handling(handling, clock);
                self.say_unless_empty("note", note);
            }
            Event::ExceptionHandled { id, note, handling } => {
                self.say("exception", id.to_string());
                self.tell_handling(handling, clock);
                self.say_unless_empty("note", note);
            }
            Event::ExceptionRestated { id, found, handling } => {
                self.say("exception", id.to_string());
                self.say("rule", found.rule().key());
                self.tell_handling(handling, clock);
            }
            Event::ExceptionCleared { id, note, mended } => {
                self.say("exception", id.to_string());
                self.say("mended", mended.to_string());
                self.say_unless_empty("note", note);
            }
            Event::Promised { id, text, due, .. } => {
                self.say("promise", id.to_string());
                self.say("text", text.as_str());
                self.say("due", clock.day(*due));
            }
            Event::PromiseClosed { id, kept, note } => {
                self.say("promise", id.to_string());
                self.say("kept", kept.to_string());
                self.say_unless_empty("note", note);
            }
            Event::Replanned { promised, reason, .. } => {
                self.say_unless_empty("promised", &promised.map(|day| clock.day(day)).unwrap_or_default());
                self.say("reason", reason.as_str());
            }
            Event::Amended { reason, .. } | Event::Cancelled { reason } => self.say("reason", reason.as_str()),
            Event::Signed { link, comment, .. } => {
                self.say("link", link.as_str());
                self.say_unless_empty("comment", comment);
            }
            Event::SentBack { link, reason, .. } => {
                self.say("link", link.as_str());
                self.say("reason", reason.as_str());
            }
            Event::Withdrawn { reason, .. } | Event::CreditRecalled { reason } => {
                self.say_unless_empty("reason", reason);
            }
            Event::Voided { .. } => {}
            Event::ChangeProposed { change } => {
                self.say("change", change.number.to_string());
                self.say("charged_to", change.asked_by.as_str());
                self.say_unless_empty("loss", &change.loss.map(|loss| loss.to_string()).unwrap_or_default());
                self.say("reason", change.reason.as_str());
            }
            Event::Quoted { quotation } => {
                self.say("round", quotation.round.to_string());
                self.say_unless_empty("total", &quotation.total().map(|total| total.to_string()).unwrap_or_default());
                self.say_unless_empty("note", &quotation.note);
            }
            Event::QuoteAnswered { round, accepted, words } => {
                self.say("round", round.to_string());
                self.say("accepted", accepted.to_string());
                self.say_unless_empty("note", words);
            }
            Event::LetterReceived { letter } => {
                self.say("letter", letter.id.to_string());
                self.say("number", letter.number.as_str());
            }
            Event::LetterAmended { id, version } => {
                self.say("letter", id.to_string());
                self.say_unless_empty("note", &version.note);
            }
            Event::LetterReviewed { id, review } => {
                self.say("letter", id.to_string());
                self.say("accepted", (review.outcome == letter::Outcome::Accepted).to_string());
                self.say_unless_empty("discrepancies", &review.discrepancies.join("\n"));
            }
            Event::CostsEstimated { version, .. } => self.say("version", version.to_string()),
            Event::CostEntered { actual } => {
                self.say("kind", actual.kind.name().en);
                self.say("amount", actual.amount.to_string());
                self.say_unless_empty("note", &actual.note);
            }
            Event::CreditShown { evidence } => self.say("evidence", evidence.kind()),
            Event::CreditReleased { release } => self.say("ground", release.ground.key()),
            Event::LotsFailed { failed } => {
                let lots: Vec<String> = failed.iter().map(|found| found.which().en).collect();
                self.say("failed", lots.join("\n"));
            }
            Event::Sampled { sample, event, .. } => {
                self.say("sample", sample.to_string());
                self.say("what", event.what());
                self.say("day", clock.day(event.mark.on));
                self.say_unless_empty("note", event.words());
            }
            Event::LedgerTold { facts } => {
                let plain = |fact: &Option<Fact>| fact.as_ref().map_or_else(|| "-".to_owned(), Fact::plain);
                let facts: Vec<String> = facts.iter().map(|(name, fact)| format!("{name}: {}", plain(fact))).collect();
                self.say("facts", facts.join("\n"));
            }
        }
    }

    fn tell_handling(&mut self, handling: &Handling, clock: &Clock) {
        self.say_unless_empty("cause", handling.cause.as_ref().map_or("", |cause| cause.as_str()));
        self.say_unless_empty("charged_to", handling.charged_to.as_ref().map_or("", |charged_to| charged_to.as_str()));
        self.say_unless_empty("due", &handling.due.map(|due| clock.day(due)).unwrap_or_default());
    }

    fn relate(&mut self, recorded: &Recorded, told: Told) {
        let order = told.order.id;
        self.relationships.extend(recorded.event.step().map(|step| related(step_id(order, step), "step")));
        let doer = recorded.doer();
        self.relationships.push(related(person_id(doer), "done by"));
        if doer != recorded.by {
            self.relationships.push(related(person_id(recorded.by), "recorded by"));
        }
        match &recorded.event {
            Event::Entered { header, lines, .. } | Event::Amended { header, lines, .. } => {
                self.relate_content(header, lines, told);
            }
            Event::Assigned { to: Some(to), .. } => self.relationships.push(related(person_id(*to), "handed to")),
            Event::ExceptionRaised { handling, .. }
            | Event::ExceptionHandled { handling, .. }
            | Event::ExceptionRestated { handling, .. } => {
                self.relationships.extend(handling.owner.map(|owner| related(person_id(owner), "dealt with by")));
            }
            Event::Promised { owner, .. } => self.relationships.push(related(person_id(*owner), "promised by")),
            _ => {}
        }
    }

    fn relate_content(&mut self, header: &Header, lines: &[Line], told: Told) {
        let numbers = 1..=lines.len();
        self.relationships.extend(numbers.map(|number| related(line_id(told.order.id, number), "line")));
        let products: BTreeSet<ProductId> = lines.iter().filter_map(|line| line.product).collect();
        self.relationships.extend(products.into_iter().map(|product| related(product_id(product), "product")));
        self.relationships.extend(header.salesperson.map(|person| related(person_id(person), "salesperson")));
    }
}

fn written(answer: &Answer) -> String {
    match answer {
        Answer::Text(words) | Answer::Choice(words) | Answer::Party(words) => words.clone(),
        Answer::Number(quantity) => format!("{} {}", quantity.amount(), quantity.unit).trim_end().to_owned(),
        Answer::Money(money) => format!("{} {}", money.amount(), money.currency.code()),
        Answer::Date(date) => date.to_string(),
        Answer::File(file) => file.name.clone(),
        Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

fn via(via: Via) -> &'static str {
    match via {
        Via::Screen => "screen",
        Via::Api => "api",
        Via::Import => "import",
        Via::Program => "program",
    }
}
