//! What is wrong with a typed field, said once for all of delivery.

use crate::{Message, Say, Text, text::tidy};

use super::LONGEST_LINE;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldFault {
    Missing {
        what: Text,
    },
    /// In characters.
    TooLong {
        what: Text,
        limit: usize,
    },
    TooMany {
        what: Text,
        most: usize,
    },
    /// A file that does not say by which content it is known.
    NotSealed {
        file: String,
    },
}

pub(super) type Name = (&'static str, &'static str);

pub(super) fn text((zh, en): Name) -> Text {
    Text::new(zh, en)
}

/// What is kept of typed words: line breaks only where a text may have many lines.
pub(super) fn words(typed: &str, what: Name, limit: usize) -> Result<String, FieldFault> {
    let words = tidy(typed, limit > LONGEST_LINE);
    if words.chars().count() > limit { Err(FieldFault::TooLong { what: text(what), limit }) } else { Ok(words) }
}

pub(super) fn needed(typed: &str, what: Name, limit: usize) -> Result<String, FieldFault> {
    let words = words(typed, what, limit)?;
    if words.is_empty() { Err(FieldFault::Missing { what: text(what) }) } else { Ok(words) }
}

pub(super) fn at_most(count: usize, most: usize, what: Name) -> Result<(), FieldFault> {
    if count > most { Err(FieldFault::TooMany { what: text(what), most }) } else { Ok(()) }
}

/// The SHA-256 of something, in lower-case hexadecimal.
pub(super) fn is_digest(written: &str) -> bool {
    written.len() == 64 && written.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c))
}

impl Say for FieldFault {
    fn say(&self) -> Message {
        match self {
            FieldFault::Missing { what } => Message::new("delivery-text-missing").with("what", what),
            FieldFault::TooLong { what, limit } => {
                Message::new("delivery-text-too-long").with("what", what).with("limit", *limit)
            }
            FieldFault::TooMany { what, most } => {
                Message::new("delivery-too-many").with("what", what).with("most", *most)
            }
            FieldFault::NotSealed { file } => Message::new("delivery-file-not-sealed").with("file", file.as_str()),
        }
    }
}
