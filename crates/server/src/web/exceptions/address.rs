//! What the address of the list asks for.

use axum::http::StatusCode;
use yidan_domain::{Message, exception::RuleKey};
use yidan_store::exceptions::{Query, State};

use crate::{
    known,
    web::{Failure, Screen, address, board::address::must_be_known},
};

/// What stands for the viewer's own in the address.
const ME: &str = "me";

/// An address of the list.
pub type Address = address::Address<Exceptions>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions;

impl address::Names for Exceptions {
    const ALL: &'static [&'static str] = &["state", "rule", "cause", "department", "owner", "after"];
}

/// The lists above the table, with the words of their tabs.
pub const STATES: [(State, &str, &str); 5] = [
    (State::Open, "", "exceptions-open"),
    (State::Overdue, "overdue", "exceptions-overdue"),
    (State::Unowned, "unowned", "exceptions-unowned"),
    (State::Closed, "closed", "exceptions-closed"),
    (State::All, "all", "exceptions-all"),
];

impl Address {
    pub async fn read(&self, screen: &Screen, limit: usize) -> Result<Query, Failure> {
        let state = STATES.into_iter().find(|(_, key, _)| *key == self.get("state")).ok_or_else(unreadable)?.0;
        let rule = self.said("rule").map(|key| RuleKey::named(key).ok_or_else(unreadable)).transpose()?;
        let id = |said: &str| said.parse().map_err(|_| unreadable());
        let owner = match self.said("owner") {
            Some(ME) => Some(screen.viewer.person),
            said => said.map(|said| said.parse().map_err(|_| unreadable())).transpose()?,
        };
        let query = Query {
            scope: screen.viewer.scope(),
            state,
            rule,
            cause: self.said("cause").map(Into::into),
            department: self.said("department").map(Into::into),
            owner,
            today: screen.today(),
            after: self.said("after").map(id).transpose()?,
            limit,
        };
        must_be_known(screen, known::in_exceptions(&query)).await?;
        Ok(query)
    }

    pub fn has_conditions(&self) -> bool {
        self.names().any(|name| !matches!(name, "state" | "after"))
    }
}

fn unreadable() -> Failure {
    Failure { status: StatusCode::BAD_REQUEST, message: Some(Message::new("exceptions-unreadable")) }
}
