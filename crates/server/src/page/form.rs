//! What forms have in common: the faults of their fields, and the answer when somebody else was quicker.

use std::collections::BTreeMap;

use askama::Template;

use super::filters;

/// Faults of a form, each at its field.
#[derive(Debug, Clone, Default)]
pub struct Faults(BTreeMap<String, String>);

impl Faults {
    pub fn add(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.0.entry(field.into()).or_insert(words.into());
    }

    /// What is wrong with the field; empty when nothing is.
    pub fn of(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, words)| (field.as_str(), words.as_str()))
    }
}

/// The answer (409) to a command on something that has changed meanwhile: what changed, and the form's new version, so
/// that what was typed can be sent again.
#[derive(Template)]
#[template(path = "conflict.html")]
pub struct Conflict {
    /// In the reader's words: who did what, when.
    pub changes: Vec<String>,
    /// Where the present state is shown.
    pub link: String,
    pub version: u64,
    /// Id of the form's hidden field `version`; empty when it has none.
    pub version_field: String,
}
