//! Who asks: the person whose token stands in the `Authorization` header, with that person's rights. One cheap read for
//! each request, so that a token that has been ended stops at once.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    access::Viewer,
    order::{
        event::Via,
        refusal::{Needs, Refusal},
    },
    party::Person,
};
use yidan_store::{Actor, Error, tokens};

use super::problem::{Problem, Spoken, wanted_language};
use crate::{app::App, secrets, texts::Reader};

#[derive(Clone)]
pub struct Caller {
    pub app: App,
    pub person: Person,
    pub viewer: Viewer,
    pub reader: Reader,
}

impl Caller {
    /// Acts over the API, now.
    pub fn actor(&self) -> Actor {
        Actor { viewer: self.viewer.clone(), via: Via::Api, now: self.now() }
    }

    pub fn must_administer(&self) -> Result<(), Problem> {
        let refusal = Refusal::NotAllowed { needs: Needs::Administrator };
        if self.viewer.administers() { Ok(()) } else { Err(Error::from(refusal).into()) }
    }

    pub fn must_manage(&self) -> Result<(), Problem> {
        let refusal = Refusal::NotAllowed { needs: Needs::Manager };
        if self.viewer.manages() { Ok(()) } else { Err(Error::from(refusal).into()) }
    }

    pub fn now(&self) -> Timestamp {
        self.reader.now
    }

    pub fn today(&self) -> Date {
        self.reader.today()
    }
}

/// Looks up whose token it is; nobody gets further without one.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let Some(secret) = bearer(request.headers()).map(secrets::digest) else {
        return Problem::status(StatusCode::UNAUTHORIZED).into_response();
    };
    let (person, spoken) = match app.store.read(move |tx| tokens::find(tx, &secret)).await {
        Ok(Some(found)) => found,
        Ok(None) => return Problem::status(StatusCode::UNAUTHORIZED).into_response(),
        Err(error) => return Problem::from(error).into_response(),
    };
    let lang = wanted_language(request.headers()).unwrap_or(spoken);
    let world = app.store.world();
    let reader = Reader { lang, zone: world.company.zone.clone(), now: app.now() };
    let viewer = Viewer::standing_in(&person, &world.people, reader.today());
    request.extensions_mut().insert(Caller { app, viewer, person, reader });
    let mut response = next.run(request).await;
    response.extensions_mut().insert(Spoken(spoken));
    response
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim()).filter(|secret| !secret.is_empty())
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Caller>().cloned().ok_or_else(|| Problem::status(StatusCode::UNAUTHORIZED))
    }
}
