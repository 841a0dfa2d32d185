//! The page of one's own account.

use askama::Template;
use axum::http::StatusCode;
use yidan_domain::{Message, party::Person};
use yidan_store::{
    sessions::{self, Session},
    tokens::{self, Token},
};

use super::{
    super::{Answer, Screen},
    away, device,
};
use crate::page::{Faults, Frame, filters, html_with, role_key};

pub(super) struct NewToken {
    pub name: String,
    pub secret: String,
}

#[derive(Template)]
#[template(path = "account/page.html")]
struct AccountPage {
    frame: Frame,
    person: Person,
    departments: String,
    faults: Faults,
    away: away::Typed,
    /// What is kept of it, in words; empty when one is here.
    away_words: String,
    /// Who could sign meanwhile: id and name.
    deputies: Vec<(String, String)>,
    sessions: Vec<Session>,
    /// The session that this page is read in.
    here: uuid::Uuid,
    tokens: Vec<Token>,
    made: Option<NewToken>,
}

pub(super) async fn account_page(
    screen: &Screen,
    status: StatusCode,
    faults: Faults,
    made: Option<NewToken>,
    away: Option<away::Typed>,
) -> Answer {
    let (id, now) = (screen.viewer.person, screen.now());
    let (mut sessions, tokens) =
        screen.app.store.read(move |tx| Ok((sessions::of(tx, id)?, tokens::of(tx, id)?))).await?;
    sessions.retain(|session| !session.is_over(now));
    let frame = screen.frame().titled("nav-account");
    let world = screen.app.store.world();
    let person = screen.signed_in.person.clone();
    let names: Vec<_> = person.departments.iter().map(|key| world.company.department_name(key)).collect();
    let is_deputy = |other: &&Person| other.active && other.id != person.id;
    let deputies = world.people.iter().filter(is_deputy).map(|other| (other.id.to_string(), other.name.clone()));
    let page = AccountPage {
        away: away.unwrap_or_else(|| away::Typed::of(&person)),
        away_words: person.away.as_ref().map(|kept| away::words(kept, &world, &frame.reader)).unwrap_or_default(),
        deputies: deputies.collect(),
        departments: frame.reader.list(names.iter().map(|name| name.get(screen.lang()))),
        frame,
        person,
        faults,
        sessions,
        here: screen.signed_in.session.id,
        tokens,
        made,
    };
    Ok(html_with(status, &page.frame, &page))
}

impl AccountPage {
    fn said(&self, made: &NewToken) -> String {
        self.frame.reader.say(&Message::new("account-token-made").with("name", made.name.as_str()))
    }

    fn role_key(&self) -> &'static str {
        role_key(self.person.role)
    }

    fn device(&self, session: &Session) -> String {
        device::of(&session.agent).unwrap_or_else(|| self.frame.t("account-unknown-device"))
    }

    fn is_here(&self, session: &Session) -> bool {
        session.id == self.here
    }

    fn in_force(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.ended_at.is_none())
    }

    /// The latest few that have ended, so that nobody wonders where they are.
    fn ended(&self) -> impl Iterator<Item = (&Token, jiff::Timestamp)> {
        self.tokens.iter().filter_map(|token| Some((token, token.ended_at?))).take(5)
    }
}
