//! When a screen's handler cannot go on. Handlers say `?`; the guard turns what is said into a page in the reader's
//! language.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use yidan_domain::{Message, Say, costing::EntryFault, order::refusal::Refusal, sample::SampleRefusal};
use yidan_store::Error;

/// What a screen's handler answers.
pub type Answer = std::result::Result<Response, Failure>;

/// A status and a sentence. Travels in the response's extensions until it meets its reader.
#[derive(Debug, Clone)]
pub struct Failure {
    pub status: StatusCode,
    pub message: Option<Message>,
}

impl Failure {
    pub fn status(status: StatusCode) -> Self {
        Self { status, message: None }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Error::Storage(why) = &error {
            tracing::error!(why, "storage failed");
        }
        let message = match &error {
            Error::NotFound(_) => None,
            said => Some(said.say()),
        };
        Self { status: status_of(&error), message }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Error::from(refusal).into()
    }
}

/// The HTTP status that says what kind of no it is; the API uses the same.
pub fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::Refused(refusal) => match **refusal {
            Refusal::NotAllowed { .. } => StatusCode::FORBIDDEN,
            Refusal::Sample(SampleRefusal::NoSuchSample) => StatusCode::NOT_FOUND,
            Refusal::CostEntry(EntryFault::NoSuchEntry { .. }) => StatusCode::NOT_FOUND,
            Refusal::NoSuchStep { .. } | Refusal::NoSuchException | Refusal::NoSuchPromise => StatusCode::NOT_FOUND,
            Refusal::NoSuchQuote { .. } | Refusal::NoSuchSlip { .. } | Refusal::NoSuchLetter => StatusCode::NOT_FOUND,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        },
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::Invalid(_) | Error::Held(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Again => StatusCode::SERVICE_UNAVAILABLE,
        Error::Storage(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
