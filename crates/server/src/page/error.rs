//! When a request cannot be answered as asked: what happened, where, and the way onward. A whole page for a browser, a
//! notice for a panel.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode},
    response::Response,
};
use yidan_domain::Message;

use super::{Frame, filters, html_with};

#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub frame: Frame,
    pub status: u16,
    /// What exactly, when more is known than the status says.
    pub detail: Option<String>,
    /// The page that was asked for, where it is what was asked of it that cannot be read.
    pub without: Option<String>,
}

impl ErrorPage {
    fn key(&self, part: &str) -> String {
        let status = match self.status {
            400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 => self.status,
            405 => 404,
            _ => 500,
        };
        format!("error-{status}{part}")
    }

    fn heading(&self) -> String {
        self.frame.t(&self.key(""))
    }

    /// What to do about it.
    fn onward(&self) -> String {
        match self.without {
            Some(_) => self.frame.t("error-400-conditions"),
            None => self.frame.t(&self.key("-onward")),
        }
    }

    fn signed_in(&self) -> bool {
        self.frame.viewer.is_some() && self.status != 401
    }
}

/// `page` is the one that conditions were asked of in its address.
pub fn error_page(mut frame: Frame, status: StatusCode, detail: Option<&Message>, page: Option<String>) -> Response {
    frame.nav = None;
    let detail = detail.map(|message| frame.reader.say(message));
    let without = page.filter(|_| status == StatusCode::BAD_REQUEST);
    let mut page = ErrorPage { frame, status: status.as_u16(), detail, without };
    page.frame.title = page.heading();
    let mut response = html_with(status, &page.frame, &page);
    if page.frame.panel {
        // The browser stays where it was.
        response.headers_mut().insert("HX-Push-Url", HeaderValue::from_static("false"));
    }
    response
}
