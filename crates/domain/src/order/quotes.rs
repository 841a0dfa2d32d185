//! Rounds of quotation (S10): what was offered, until when, and what the customer said. The round that is accepted
//! becomes the order.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Header, Line, Order, event::Event, refusal::Refusal, total};
use crate::{Money, PersonId};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// From 1.
    pub round: u32,
    pub header: Header,
    pub lines: Vec<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub quoted_at: Timestamp,
    pub quoted_by: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<QuoteAnswer>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuoteAnswer {
    pub accepted: bool,
    pub at: Timestamp,
    pub by: PersonId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Quotation {
    pub fn total(&self) -> Option<Money> {
        total(&self.lines, self.header.currency)
    }

    /// A quotation without an end stands until it is answered.
    pub fn is_valid(&self, today: Date) -> bool {
        self.valid_until.is_none_or(|until| today <= until)
    }
}

impl Order {
    /// The round that the customer accepted.
    pub fn accepted_quotation(&self) -> Option<&Quotation> {
        self.quotations.iter().rev().find(|quotation| quotation.answer.as_ref().is_some_and(|answer| answer.accepted))
    }

    /// The order's header as it was offered. Whose order it is and how it came is not for an offer to say.
    fn offered(&self, quotation: &Quotation) -> Header {
        let Header { customer, salesperson, channel, received_at, .. } = self.header;
        Header { customer, salesperson, channel, received_at, ..quotation.header.clone() }
    }

    /// What the customer's answer brings about: an accepted round becomes the order, unless it is that already.
    pub(super) fn quote_answered(
        &self,
        round: u32,
        accepted: bool,
        words: String,
        today: Date,
    ) -> Result<Vec<Event>, Refusal> {
        let quotation = self.quotations.iter().find(|quotation| quotation.round == round);
        let quotation = quotation.ok_or(Refusal::NoSuchQuote { round })?;
        if quotation.answer.is_some() {
            return Err(Refusal::QuoteAnswered { round });
        }
        if let Some(until) = quotation.valid_until.filter(|until| accepted && *until < today) {
            return Err(Refusal::QuoteExpired { round, until });
        }
        if !accepted && words.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let mut events = vec![Event::QuoteAnswered { round, accepted, words: words.clone() }];
        let header = self.offered(quotation);
        if accepted && (self.header != header || self.lines != quotation.lines) {
            events.extend(self.amended(header, quotation.lines.clone(), words, false));
        }
        Ok(events)
    }
}
