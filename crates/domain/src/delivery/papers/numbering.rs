//! Numbers of papers: a pattern for each kind, which the company may change. A number that was given is never given again.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::{
    Message, Say, Text,
    number::{Pattern, PatternFault},
};

/// What a company has set; other kinds are numbered as usual.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Numbering(BTreeMap<Kind, String>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberingFault {
    Pattern {
        kind: Text,
        fault: PatternFault,
    },
    /// Two kinds would give the same numbers.
    SamePattern {
        kind: Text,
        other: Text,
    },
}

impl Numbering {
    /// All that is set must work, and no two kinds may count in one pattern.
    pub fn checked(set: BTreeMap<Kind, String>) -> Result<Self, NumberingFault> {
        for (kind, source) in &set {
            Pattern::parse(source).map_err(|fault| NumberingFault::Pattern { kind: kind.title(), fault })?;
        }
        let numbering = Self(set);
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            let same = |other: &Kind| numbering.source(*other) == numbering.source(kind);
            if let Some(other) = Kind::ALL.into_iter().take(place).find(same) {
                return Err(NumberingFault::SamePattern { kind: kind.title(), other: other.title() });
            }
        }
        Ok(numbering)
    }

    pub fn source(&self, kind: Kind) -> &str {
        self.0.get(&kind).map_or(kind.usual_pattern(), String::as_str)
    }

    /// What is counted under, and the number that this count gives.
    pub fn counter(&self, kind: Kind, day: Date) -> Option<String> {
        Some(Pattern::parse(self.source(kind)).ok()?.counter(day))
    }

    pub fn number(&self, kind: Kind, day: Date, count: u64) -> Option<String> {
        Some(Pattern::parse(self.source(kind)).ok()?.number(day, count))
    }
}

impl Say for NumberingFault {
    fn say(&self) -> Message {
        match self {
            NumberingFault::Pattern { fault, .. } => fault.say(),
            NumberingFault::SamePattern { kind, other } => {
                Message::new("paper-same-pattern").with("kind", kind).with("other", other)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_counts_for_itself() {
        let day: Date = "2026-11-09".parse().unwrap();
        let usual = Numbering::checked(BTreeMap::new()).unwrap();
        assert_eq!(usual.number(Kind::CommercialInvoice, day, 12).as_deref(), Some("CI-202611-0012"));
        assert_eq!(usual.counter(Kind::PackingList, day).as_deref(), Some("PL-202611-####"));
        let set = |kind, pattern: &str| Numbering::checked(BTreeMap::from([(kind, pattern.to_owned())]));
        let own = set(Kind::CommercialInvoice, "{yy}CG{###}").unwrap();
        assert_eq!(own.number(Kind::CommercialInvoice, day, 7).as_deref(), Some("26CG007"));
        let same = set(Kind::FormA, "CI-{yyyy}{mm}-{####}").map_err(|fault| fault.say().key);
        assert_eq!(same.err(), Some("paper-same-pattern"));
        assert_eq!(set(Kind::FormA, "FA").map_err(|fault| fault.say().key).err(), Some("pattern-count-parts"));
    }
}
