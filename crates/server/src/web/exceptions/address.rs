//! What the address of the list asks for.

use axum::http::StatusCode;
use serde::Deserialize;
use yidan_domain::{Message, exception::RuleKey};
use yidan_store::exceptions::{Query, State};

use crate::web::{Failure, Screen, screen::url_escaped};

/// What stands for the viewer's own in the address.
const ME: &str = "me";

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub state: String,
    pub rule: String,
    pub cause: String,
    pub department: String,
    pub owner: String,
    pub after: String,
}

/// The lists above the table, with the words of their tabs.
pub const STATES: [(State, &str, &str); 5] = [
    (State::Open, "", "exceptions-open"),
    (State::Overdue, "overdue", "exceptions-overdue"),
    (State::Unowned, "unowned", "exceptions-unowned"),
    (State::Closed, "closed", "exceptions-closed"),
    (State::All, "all", "exceptions-all"),
];

impl Asked {
    pub fn query(&self, screen: &Screen, limit: usize) -> Result<Query, Failure> {
        let state = STATES.into_iter().find(|(_, key, _)| *key == self.state).ok_or_else(unreadable)?.0;
        let rule = Some(self.rule.as_str()).filter(|key| !key.is_empty());
        let rule = rule.map(|key| RuleKey::named(key).ok_or_else(unreadable)).transpose()?;
        let owner = match self.owner.as_str() {
            "" => None,
            ME => Some(screen.viewer.person),
            id => Some(id.parse().map_err(|_| unreadable())?),
        };
        let key = |words: &str| Some(words.to_owned()).filter(|key| !key.is_empty());
        Ok(Query {
            scope: screen.viewer.scope(),
            state,
            rule,
            cause: key(&self.cause).map(|key| key.as_str().into()),
            department: key(&self.department).map(|key| key.as_str().into()),
            owner,
            today: screen.today(),
            after: match self.after.as_str() {
                "" => None,
                id => Some(id.parse().map_err(|_| unreadable())?),
            },
            limit,
        })
    }

    /// The same from the first page on, as `at` (a page or a file) shows it.
    pub fn link(&self, at: &str) -> String {
        let said = [
            ("state", &self.state),
            ("rule", &self.rule),
            ("cause", &self.cause),
            ("department", &self.department),
            ("owner", &self.owner),
        ];
        let said = said.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = said.map(|(name, value)| format!("{name}={}", url_escaped(value))).collect();
        if query.is_empty() { at.to_owned() } else { format!("{at}?{}", query.join("&")) }
    }

    pub fn page_after(&self, id: impl std::fmt::Display) -> String {
        let link = self.link("/exceptions");
        let joint = if link.contains('?') { '&' } else { '?' };
        format!("{link}{joint}after={id}")
    }

    pub fn has_conditions(&self) -> bool {
        [&self.rule, &self.cause, &self.department, &self.owner].iter().any(|value| !value.is_empty())
    }
}

fn unreadable() -> Failure {
    Failure { status: StatusCode::BAD_REQUEST, message: Some(Message::new("exceptions-unreadable")) }
}
