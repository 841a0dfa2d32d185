//! The page of an order's quotations, the latest round first.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{
    Say,
    order::{
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};

use super::{
    super::{
        super::{Answer, Screen},
        loaded::Loaded,
        parsed,
        tabs::{Head, Place},
    },
    answer::Given,
    round::{RoundView, rounds},
};
use crate::page::{Frame, Nav, filters, html, html_with};

#[derive(Template)]
#[template(path = "orders/quotes/page.html")]
pub struct QuotesPage {
    pub frame: Frame,
    head: Head,
    rounds: Vec<RoundView>,
    version: u64,
    may_quote: bool,
    /// Why there is no further round, where that is more than a question of rights.
    why_not: String,
    /// An answer that was typed and could not be kept.
    pub given: Option<Given>,
    /// What others have changed since the page was opened.
    pub changes: Vec<String>,
}

pub async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let page = QuotesPage::of(&screen, &loaded);
    Ok(html(&page.frame, &page))
}

impl QuotesPage {
    pub fn of(screen: &Screen, loaded: &Loaded) -> Self {
        let mut frame = screen.frame().at(Nav::Board);
        let reader = frame.reader.clone();
        frame.title = format!("{} · {}", loaded.order.number, reader.t("tab-quotes"));
        let situation = Situation::of(&loaded.order, &loaded.process);
        let may = situation.may(&screen.viewer, Deed::Quote, None);
        let why_not = match &may {
            Ok(()) | Err(Refusal::NotAllowed { .. }) => String::new(),
            Err(refusal) => reader.say(&refusal.say()),
        };
        let may_answer = situation.may(&screen.viewer, Deed::AnswerQuote, None).is_ok();
        Self {
            head: Head::of(loaded, &screen.viewer, Place::Quotes),
            rounds: rounds(loaded, &reader, may_answer),
            version: loaded.order.version,
            may_quote: may.is_ok(),
            why_not,
            given: None,
            changes: Vec::new(),
            frame,
        }
    }

    pub fn answer(self, status: StatusCode) -> Response {
        html_with(status, &self.frame, &self)
    }

    /// What was typed for this round; nothing for any other.
    fn typed(&self, round: &u32) -> Given {
        self.given.clone().filter(|given| given.round == *round).unwrap_or_default()
    }
}
