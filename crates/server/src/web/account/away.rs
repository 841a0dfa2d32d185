//! On which days one is away, and who signs in one's place meanwhile.

use axum::{Form, http::StatusCode};
use serde::Deserialize;
use yidan_documents::{Cell, values};
use yidan_domain::{Message, PersonId, Say, approval::Away, party::Person};
use yidan_store::{World, people};

use super::{
    super::{Answer, Screen, form},
    page::account_page,
};
use crate::{page::Faults, texts::Reader};

/// As it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub until: String,
    #[serde(default)]
    pub deputy: String,
    /// One is here again.
    #[serde(default)]
    pub back: String,
}

impl Typed {
    pub fn of(person: &Person) -> Self {
        let away = |away: &Away| Self {
            from: away.from.to_string(),
            until: away.until.to_string(),
            deputy: away.deputy.to_string(),
            back: String::new(),
        };
        person.away.as_ref().map(away).unwrap_or_default()
    }

    /// Nothing when one is here; all three are needed otherwise.
    fn read(&self, reader: &Reader) -> Result<Option<Away>, Faults> {
        let typed = [&self.from, &self.until, &self.deputy];
        if !self.back.is_empty() || typed.iter().all(|typed| typed.trim().is_empty()) {
            return Ok(None);
        }
        let mut faults = Faults::default();
        let mut day = |field: &str, words: &str| {
            let read = match words.trim() {
                "" => Err(Message::new("account-away-day-missing")),
                words => values::date(&Cell::Text(words.to_owned())).map(|(day, _)| day).map_err(|fault| fault.say()),
            };
            read.map_err(|fault| faults.add(field, reader.say(&fault))).ok()
        };
        let (from, until) = (day("from", &self.from), day("until", &self.until));
        let deputy: Option<PersonId> = self.deputy.parse().ok();
        if deputy.is_none() {
            faults.add("deputy", reader.t("account-away-deputy-missing"));
        }
        match (from, until, deputy) {
            (Some(from), Some(until), Some(deputy)) => Ok(Some(Away { from, until, deputy })),
            _ => Err(faults),
        }
    }
}

pub(super) async fn set(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    const FIELDS: [(&str, &str); 4] = [
        ("person-away-backwards", "until"),
        ("person-away-own-deputy", "deputy"),
        ("person-inactive", "deputy"),
        ("person-unknown", "deputy"),
    ];
    let reader = screen.frame().reader;
    let faults = match typed.read(&reader) {
        Ok(away) => {
            let (actor, done) = (screen.actor(), if away.is_some() { "account-away-set" } else { "account-away-over" });
            match screen.app.store.write(move |tx| people::set_away(tx, &actor, away.clone())).await {
                Ok(_) => return Ok(screen.redirect("/account", &Message::new(done))),
                Err(error) => form::faults(&screen, error, &FIELDS)?,
            }
        }
        Err(faults) => faults,
    };
    account_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, faults, None, Some(typed)).await
}

/// From when until when, and who signs.
pub fn words(away: &Away, world: &World, reader: &Reader) -> String {
    let deputy = world.people.iter().find(|person| person.id == away.deputy);
    let message = Message::new("person-away-words")
        .with("from", reader.day(away.from))
        .with("until", reader.day(away.until))
        .with("deputy", deputy.map_or("—", |deputy| deputy.name.as_str()));
    reader.say(&message)
}
