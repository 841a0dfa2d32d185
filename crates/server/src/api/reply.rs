//! What is answered: JSON with its status, the version of the order as `ETag`, and the address of what was made. The
//! answer to a request with an `Idempotency-Key` is kept in the transaction of its effect and given again.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use yidan_store::{Actor, Result, Tx, idempotency};

use super::{
    caller::Caller,
    problem::{Answer, Problem},
    sent::Once,
};

/// An answer with a body.
pub struct Reply<T> {
    status: StatusCode,
    version: Option<u64>,
    location: Option<String>,
    /// Address of the next page.
    next: Option<String>,
    body: T,
}

impl<T> Reply<T> {
    pub fn ok(body: T) -> Self {
        Self { status: StatusCode::OK, version: None, location: None, next: None, body }
    }

    /// Made, and to be found at `location` below `/api/v1`.
    pub fn created(location: &str, body: T) -> Self {
        let location = Some(format!("/api/v1{location}"));
        Self { status: StatusCode::CREATED, version: None, location, next: None, body }
    }

    /// Made, without an address of its own.
    pub fn made(body: T) -> Self {
        Self { status: StatusCode::CREATED, ..Self::ok(body) }
    }

    pub fn version(self, version: u64) -> Self {
        Self { version: Some(version), ..self }
    }

    pub fn next(self, next: Option<String>) -> Self {
        Self { next, ..self }
    }
}

impl<T: Serialize> IntoResponse for Reply<T> {
    fn into_response(self) -> Response {
        let Ok(body) = serde_json::to_string(&self.body) else {
            return Problem::status(StatusCode::INTERNAL_SERVER_ERROR).into_response();
        };
        let kept = Kept { status: self.status.as_u16(), version: self.version, location: self.location, body };
        let mut response = kept.into_response();
        let link = self.next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok());
        if let Some(link) = link {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

/// An answer in the form in which it can be given again.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    status: u16,
    version: Option<u64>,
    location: Option<String>,
    body: String,
}

impl Kept {
    /// With a field that is said now and never kept.
    pub fn with(self, field: &str, value: Value) -> Self {
        let Ok(mut body) = serde_json::from_str::<Value>(&self.body) else { return self };
        body[field] = value;
        Self { body: body.to_string(), ..self }
    }
}

impl IntoResponse for Kept {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = (status, [(header::CONTENT_TYPE, "application/json")], self.body).into_response();
        let headers = response.headers_mut();
        if let Some(tag) = self.version.and_then(|version| HeaderValue::from_str(&format!("\"{version}\"")).ok()) {
            headers.insert(header::ETAG, tag);
        }
        if let Some(location) = self.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
            headers.insert(header::LOCATION, location);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

impl Caller {
    /// Does `work` and answers with what it says. With a key, the answer is kept beside the effect: the same request
    /// gets it again and nothing is done twice. What is refused has no effect, and is judged anew when sent again.
    pub async fn commit<T: Serialize>(
        &self,
        once: Option<Once>,
        work: impl Fn(&mut Tx, &Actor) -> Result<Reply<T>> + Send + 'static,
    ) -> Answer {
        Ok(self.committed(once, work).await?.0.into_response())
    }

    /// The answer that this request has had already.
    pub async fn answered(&self, once: Option<Once>) -> Answer<Option<Kept>> {
        let Some(once) = once else { return Ok(None) };
        let person = self.person.id;
        let read = move |tx: &mut Tx| idempotency::answered(tx, person, &once.key, &once.request);
        let answer = self.app.store.read(read).await?;
        Ok(answer.and_then(|answer| serde_json::from_str(&answer.body).ok()))
    }

    /// The same as `commit`, and whether the answer is given for the first time.
    pub async fn committed<T: Serialize>(
        &self,
        once: Option<Once>,
        work: impl Fn(&mut Tx, &Actor) -> Result<Reply<T>> + Send + 'static,
    ) -> Answer<(Kept, bool)> {
        let actor = self.actor();
        let done = self.app.store.write(move |tx| {
            let Some(once) = &once else { return Ok((kept(work(tx, &actor)?)?, true)) };
            let person = actor.viewer.person;
            if let Some(answer) = idempotency::answered(tx, person, &once.key, &once.request)? {
                return Ok((serde_json::from_str(&answer.body)?, false));
            }
            let kept = kept(work(tx, &actor)?)?;
            let answer = idempotency::Answer { status: kept.status, body: serde_json::to_string(&kept)? };
            idempotency::keep(tx, person, &once.key, &once.request, &answer, actor.now)?;
            Ok((kept, true))
        });
        Ok(done.await?)
    }
}

fn kept<T: Serialize>(reply: Reply<T>) -> Result<Kept> {
    let body = serde_json::to_string(&reply.body)?;
    Ok(Kept { status: reply.status.as_u16(), version: reply.version, location: reply.location, body })
}
