//! What the customer said to a round. The domain makes the accepted round the order.

use axum::{extract::Path, http::StatusCode};
use yidan_domain::{
    Message, OrderId, Say,
    order::{command::Command, refusal::Refusal},
};
use yidan_store::{Error, orders};

use super::{
    super::{
        super::{Answer, Screen},
        history,
        loaded::Loaded,
        parsed,
        typed::Typed,
    },
    page::QuotesPage,
};
use crate::page::Faults;

/// An answer as somebody typed it.
#[derive(Clone, Default)]
pub struct Given {
    pub round: u32,
    /// `yes`, `no` or nothing.
    pub accepted: String,
    pub words: String,
    pub faults: Faults,
    /// Sends the form again after a conflict.
    pub version: Option<u64>,
}

pub async fn record(screen: Screen, Path((id, round)): Path<(String, String)>, typed: Typed) -> Answer {
    let (id, round): (OrderId, u32) = (parsed(&id)?, parsed(&round)?);
    let loaded = Loaded::load(&screen, id).await?;
    let mut page = QuotesPage::of(&screen, &loaded);
    let (accepted, words) = (typed.get("accepted").to_owned(), typed.get("words").to_owned());
    let mut given = Given { round, accepted, words, ..Given::default() };
    if given.accepted.is_empty() {
        given.faults.add("accepted", page.frame.reader.t("quote-answer-missing"));
        page.given = Some(given);
        return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let command = Command::AnswerQuote { round, accepted: given.accepted == "yes", words: given.words.clone() };
    let (actor, seen) = (screen.actor(), typed.version());
    let outcome = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(|_| ()));
    match outcome.await {
        Ok(()) => Ok(screen.redirect(&format!("/orders/{id}/quotes"), &Message::new("done-answer-quote"))),
        Err(Error::Conflict(conflict)) => {
            let loaded = Loaded::load(&screen, id).await?;
            let mut page = QuotesPage::of(&screen, &loaded);
            page.changes = history::sentences_since(&loaded, &page.frame.reader, seen.unwrap_or_default());
            page.given = Some(Given { version: Some(conflict.version), ..given });
            Ok(page.answer(StatusCode::CONFLICT))
        }
        Err(Error::Refused(refusal)) if !is_elsewhere(&refusal) => {
            let field = if matches!(*refusal, Refusal::ReasonMissing) { "words" } else { "accepted" };
            let words = match *refusal {
                Refusal::ReasonMissing => page.frame.reader.t("quote-words-missing"),
                _ => page.frame.reader.say(&refusal.say()),
            };
            given.faults.add(field, words);
            page.given = Some(given);
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

/// Is it about something that is not on the page?
fn is_elsewhere(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::NotAllowed { .. } | Refusal::NoSuchQuote { .. })
}
