//! What is sent: bodies, parameters of the address and headers, each read strictly. Whatever cannot be read becomes a
//! problem that names the place.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use yidan_domain::Message;

use super::{
    problem::Problem,
    reading::{self, Fault, JsonFault},
};

const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
const LONGEST_KEY: usize = 200;

/// A body in JSON. An empty one reads as `null`, so that commands with nothing to say can be sent without a body.
pub struct Sent<T> {
    pub what: T,
    pub once: Option<Once>,
}

/// That a request is to be done once, however often it is sent: the caller's key, and what it stood for.
#[derive(Debug, Clone)]
pub struct Once {
    pub key: String,
    /// SHA-256 of method, address and body.
    pub request: [u8; 32],
}

impl Once {
    /// The key of the `Idempotency-Key` header, if there is one; `content` is what the request is known by again.
    pub fn of(parts: &Parts, content: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(key) = parts.headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
        let well_formed =
            |key: &&str| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
        let key = key.to_str().ok().filter(well_formed).ok_or_else(|| {
            Fault::in_header(IDEMPOTENCY_KEY, Message::new("api-bad-idempotency-key").with("limit", LONGEST_KEY))
        })?;
        let mut request = Sha256::new();
        let seen = parts.headers.get(header::IF_MATCH).map(|value| value.as_bytes()).unwrap_or_default();
        for part in [parts.method.as_str().as_bytes(), parts.uri.to_string().as_bytes(), seen, content] {
            request.update((part.len() as u64).to_be_bytes());
            request.update(part);
        }
        Ok(Some(Self { key: key.to_owned(), request: request.finalize().into() }))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let is_json = is_json(&parts.headers);
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await.map_err(unread)?;
        if !body.is_empty() && !is_json {
            return Err(Problem::status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let content: &[u8] = if body.is_empty() { b"null" } else { &body };
        let what = reading::json(content).map_err(|fault| match fault {
            _ if body.is_empty() => Problem::saying(StatusCode::BAD_REQUEST, Message::new("api-body-missing")),
            JsonFault::Syntax { line, column } => Problem::saying(
                StatusCode::BAD_REQUEST,
                Message::new("api-not-json").with("line", line).with("column", column),
            ),
            JsonFault::Data(fault) => fault.into(),
        })?;
        Ok(Self { what, once: Once::of(&parts, &body)? })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

pub fn unread(rejection: BytesRejection) -> Problem {
    Problem::status(rejection.status())
}

/// Parts of the path. What cannot be one names nothing that is here.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = axum::extract::Path::from_request_parts(parts, state).await;
        found.map(|axum::extract::Path(value)| Self(value)).map_err(|_| Problem::not_found())
    }
}

/// Parameters after the question mark; unknown ones are refused.
pub struct Query<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(reading::query(parts.uri.query().unwrap_or_default())?))
    }
}

/// The version of the order that the caller had seen: `If-Match: "12"`, the ETag of the order.
#[derive(Debug, Clone, Copy)]
pub struct Seen(pub Option<u64>);

/// As it is documented.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
pub struct IfMatch {
    /// The version of the order that you have seen: its ETag. When something has happened since that stands against
    /// the command (the same step was acted on, or the order amended or cancelled), nothing is done and the answer is
    /// 409 with what has happened. Work on other steps does not stand against it. Without the header, or with `*`,
    /// the command is judged by the order as it is now.
    #[param(rename = "If-Match", pattern = r#"^(\*|"[0-9]{1,18}")$"#, example = "*")]
    if_match: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Seen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all(header::IF_MATCH).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return if parts.headers.contains_key(header::IF_MATCH) {
                Err(bad_version().into())
            } else {
                Ok(Self(None))
            };
        };
        match value.to_str().map(str::trim) {
            Ok("*") => Ok(Self(None)),
            Ok(tag) => Ok(Self(Some(version_in(tag).ok_or_else(bad_version)?))),
            Err(_) => Err(bad_version().into()),
        }
    }
}

fn bad_version() -> Fault {
    Fault::in_header("If-Match", Message::new("api-bad-version"))
}

fn version_in(tag: &str) -> Option<u64> {
    let digits = tag.strip_prefix('"')?.strip_suffix('"')?;
    let well_formed = (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| well_formed)
}

/// Does the caller have this version of the order already (`If-None-Match`)?
pub fn has_already(headers: &HeaderMap, version: u64) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || version_in(tag.strip_prefix("W/").unwrap_or(tag)) == Some(version))
}
