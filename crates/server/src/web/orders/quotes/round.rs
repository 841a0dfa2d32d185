//! One round of quotation as its page and its proforma invoice show it.

use jiff::{Timestamp, civil::Date};
use yidan_domain::order::{Quotation, QuoteAnswer};

use super::super::{
    difference::{self, Change},
    loaded::Loaded,
    view::{LineView, lines},
};
use crate::texts::Reader;

pub struct RoundView {
    pub round: u32,
    pub at: Timestamp,
    pub by: String,
    /// Key of how it stands, and the kind of its pill.
    pub standing: (&'static str, &'static str),
    pub valid_until: Option<Date>,
    pub total: String,
    pub currency: String,
    pub payment: String,
    pub trade: String,
    pub promised: Option<Date>,
    pub note: String,
    pub lines: Vec<LineView>,
    /// Against the round before; nothing for the first.
    pub changes: Vec<Change>,
    pub answer: Option<AnswerView>,
    pub may_answer: bool,
    /// Too late to be accepted.
    pub is_expired: bool,
}

pub struct AnswerView {
    pub by: String,
    pub at: Timestamp,
    pub words: String,
}

/// The latest first.
pub fn rounds(loaded: &Loaded, reader: &Reader, may_answer: bool) -> Vec<RoundView> {
    let quotations = &loaded.order.quotations;
    let before = std::iter::once(None).chain(quotations.iter().map(Some));
    let views = quotations.iter().zip(before).map(|(quotation, before)| {
        let changes = before.map(|before| {
            let (old, new) = ((&before.header, &before.lines[..]), (&quotation.header, &quotation.lines[..]));
            difference::of(old, new, loaded, reader)
        });
        RoundView {
            changes: changes.unwrap_or_default(),
            may_answer: may_answer && quotation.answer.is_none(),
            ..RoundView::of(loaded, reader, quotation)
        }
    });
    let mut views: Vec<RoundView> = views.collect();
    views.reverse();
    views
}

impl RoundView {
    fn of(loaded: &Loaded, reader: &Reader, quotation: &Quotation) -> Self {
        let header = &quotation.header;
        let is_expired = !quotation.is_valid(reader.today());
        let answer = |answer: &QuoteAnswer| AnswerView {
            by: loaded.person(answer.by).to_owned(),
            at: answer.at,
            words: answer.words.clone(),
        };
        Self {
            round: quotation.round,
            at: quotation.quoted_at,
            by: loaded.person(quotation.quoted_by).to_owned(),
            standing: match &quotation.answer {
                Some(QuoteAnswer { accepted: true, .. }) => ("quote-accepted", "good"),
                Some(_) => ("quote-declined", "none"),
                None if is_expired => ("quote-expired", "late"),
                None => ("quote-open", "on"),
            },
            valid_until: quotation.valid_until,
            total: quotation.total().map(|total| total.to_string()).unwrap_or_default(),
            currency: header.currency.to_string(),
            payment: header.payment_terms.clone(),
            trade: header.trade_terms.clone(),
            promised: header.promised,
            note: quotation.note.clone(),
            lines: lines(loaded, &quotation.lines, header.currency, reader),
            changes: Vec::new(),
            answer: quotation.answer.as_ref().map(answer),
            may_answer: false,
            is_expired,
        }
    }
}
