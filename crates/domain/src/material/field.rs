//! Fields that people type: what is missing or too long, said once for materials, suppliers, bills and purchases.

use crate::{Message, Say, Text, text::tidy};

pub(super) const LONGEST_CODE: usize = 60;
pub(super) const LONGEST_UNIT: usize = 20;
pub(super) const MOST_LEAD_DAYS: u32 = 730;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldFault {
    Missing { what: Text },
    TooLong { what: Text, limit: usize },
}

/// Collects what is wrong with one field after another.
#[derive(Default)]
pub(super) struct Fields {
    pub faults: Vec<FieldFault>,
}

impl Fields {
    pub fn needed(&mut self, words: &str, (zh, en): (&str, &str), limit: usize) {
        if words.is_empty() {
            self.faults.push(FieldFault::Missing { what: Text::new(zh, en) });
        }
        self.within(words, (zh, en), limit);
    }

    pub fn within(&mut self, words: &str, (zh, en): (&str, &str), limit: usize) {
        if words.chars().count() > limit {
            self.faults.push(FieldFault::TooLong { what: Text::new(zh, en), limit });
        }
    }
}

pub(super) fn line(typed: &str) -> String {
    tidy(typed, false)
}

pub(super) fn lines(typed: &str) -> String {
    tidy(typed, true)
}

/// A code that is not given is none, not an empty one: it has to be unique.
pub(super) fn code(typed: Option<String>) -> Option<String> {
    typed.map(|code| line(&code)).filter(|code| !code.is_empty())
}

/// Who types a name in one language is not asked for it in the other.
pub(super) fn name(typed: &Text) -> Text {
    match (line(&typed.zh), line(&typed.en)) {
        (zh, en) if en.is_empty() => Text::same(zh),
        (zh, en) if zh.is_empty() => Text::same(en),
        (zh, en) => Text { zh, en },
    }
}

impl Say for FieldFault {
    fn say(&self) -> Message {
        match self {
            FieldFault::Missing { what } => Message::new("material-field-missing").with("what", what),
            FieldFault::TooLong { what, limit } => {
                Message::new("material-field-too-long").with("what", what).with("limit", *limit)
            }
        }
    }
}
