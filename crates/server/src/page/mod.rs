//! What every screen is put into: the frame (top bar, notices, language), the way a template becomes an answer, the
//! filters that templates write with, and the page that explains an error.
//!
//! A page is a struct with a field `frame: Frame` whose template extends `layout.html`; [`html`] renders it. The same
//! struct serves a whole page and, for a request by htmx, the panel alone: the layout leaves its shell out.

mod error;
pub mod filters;
mod form;
mod frame;
mod list;

use std::any::Any;

use askama::{Template, Values};
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

pub use error::{ErrorPage, error_page};
pub use form::{Conflict, Faults};
pub use frame::{Flash, FlashKind, Frame, Nav, SignedIn, role_key};
pub use list::{Pages, Sorting, Stop};

/// Scripts, styles, drawings and connections come from this host alone.
pub const CONTENT_SECURITY_POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// A page, or a piece of one, as an answer: `200 OK`.
pub fn html(frame: &Frame, template: &impl Template) -> Response {
    html_with(StatusCode::OK, frame, template)
}

/// The same with another status: `422` for a form with faults, `409` for a conflict.
pub fn html_with(status: StatusCode, frame: &Frame, template: &impl Template) -> Response {
    match template.render_with_values(frame) {
        Ok(words) => (status, headers(), Html(words)).into_response(),
        Err(why) => {
            tracing::error!(%why, "a template could not be rendered");
            (StatusCode::INTERNAL_SERVER_ERROR, frame.reader.t("error-500")).into_response()
        }
    }
}

/// Pages show what may change at any moment and belong to whoever is signed in; panel and page share an address.
fn headers() -> [(HeaderName, HeaderValue); 2] {
    [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::VARY, HeaderValue::from_static("HX-Request, Cookie, Accept-Language")),
    ]
}

/// Does this request want the panel alone? Boosted links and the browser's own history want the page.
pub fn wants_panel(headers: &HeaderMap) -> bool {
    let says = |name: &str| headers.get(name).is_some_and(|value| value == "true");
    says("HX-Request") && !says("HX-Boosted") && !says("HX-History-Restore-Request")
}

#[cfg(test)]
mod tests;

/// What the filters of a template find while it is rendered.
impl Values for Frame {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == "frame").then_some(self as &dyn Any)
    }
}
