//! The question that goes before any deed: a dialog over the page, or a page of its own.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::fields::{Field, Kind};
use crate::page::{Faults, Frame, filters, html_with};

#[derive(Template)]
#[template(path = "orders/deed.html")]
pub struct DeedPage {
    pub frame: Frame,
    pub heading: String,
    /// What the step wants done, or what is wrong.
    pub about: String,
    pub number: String,
    pub order_link: String,
    pub action: String,
    pub words: String,
    pub is_danger: bool,
    pub version: u64,
    pub back: String,
    pub fields: Vec<Field>,
    pub faults: Faults,
    /// Why it is not done.
    pub refused: Vec<String>,
    /// There is nothing to fill in: it cannot be done now at all.
    pub is_closed: bool,
    /// What somebody else has changed meanwhile.
    pub changes: Vec<String>,
}

impl DeedPage {
    pub fn has_files(&self) -> bool {
        self.fields.iter().any(Field::is_file)
    }

    pub fn answer(&self, status: StatusCode) -> Response {
        html_with(status, &self.frame, self)
    }
}
