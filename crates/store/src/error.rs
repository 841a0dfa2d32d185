//! What can go wrong between a caller and what is kept.

use yidan_domain::{
    Message, Say,
    credit::Lack,
    order::{event::Recorded, refusal::Refusal},
};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the domain says no, and why.
    #[error("refused: {0:?}")]
    Refused(Box<Refusal>),
    /// Somebody else was faster: what has happened since the caller looked stands against the command.
    #[error("conflict: the order has moved on")]
    Conflict(Box<Conflict>),
    /// It is not there, or not for this viewer: the two look alike from outside.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// An order is not released on credit: all that it lacks.
    #[error("not released: {0:?}")]
    Held(Vec<Lack>),
    /// What was sent cannot be kept as it is; the message says what, where and how to mend it.
    #[error("not kept: {0:?}")]
    Invalid(Message),
    /// The database or the disk fails. Nothing was kept.
    #[error("storage: {0}")]
    Storage(String),
    /// PostgreSQL asks for the transaction to be run again.
    #[error("serialization failure")]
    Again,
}

#[derive(Debug)]
pub struct Conflict {
    /// The version that the order has now.
    pub version: u64,
    pub since: Vec<Recorded>,
}

impl Error {
    pub fn invalid(key: &'static str) -> Self {
        Error::Invalid(Message::new(key))
    }

    pub(crate) fn storage(error: impl std::fmt::Display) -> Self {
        Error::Storage(error.to_string())
    }
}

impl Say for Error {
    fn say(&self) -> Message {
        match self {
            Error::Refused(refusal) => refusal.say(),
            Error::Held(lacks) => lacks.first().map_or_else(|| Message::new("store-held"), Say::say),
            Error::Invalid(message) => message.clone(),
            Error::Conflict(_) => Message::new("store-conflict"),
            Error::NotFound(what) => Message::new("store-not-found").with("what", *what),
            Error::Storage(_) => Message::new("store-failed"),
            Error::Again => Message::new("store-busy"),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(Box::new(refusal))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Error::storage(error)
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        use postgres::error::SqlState;
        match error.code() {
            // Of two that keep the same at once, the later one looks again and then finds what the earlier has kept.
            Some(
                &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED | &SqlState::UNIQUE_VIOLATION,
            ) => Error::Again,
            _ => match error.as_db_error() {
                Some(said) => Error::Storage(format!("{} ({})", said.message(), said.code().code())),
                None => Error::storage(error),
            },
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::storage(error)
    }
}
