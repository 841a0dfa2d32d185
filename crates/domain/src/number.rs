//! Order numbers by a pattern that the company sets, such as `SO-{yyyy}{mm}-{####}`.
//!
//! The part in braces that is made of `#` counts up; it starts again at 1 whenever the rest of the number changes
//! (here: every month). Longer counts than the `#` foresee simply take more digits.

use jiff::civil::Date;

use crate::{Message, Say};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    source: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Year4,
    Year2,
    Month,
    Day,
    Count { digits: usize },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternFault {
    /// There must be exactly one counting part.
    CountParts {
        found: usize,
    },
    UnknownPart {
        part: String,
    },
    Unclosed,
    TooLong {
        limit: usize,
    },
    /// Only letters, digits, Chinese characters and `- _ / .` may stand in a number.
    BadCharacter {
        character: char,
    },
}

const LONGEST: usize = 40;

impl Pattern {
    pub fn parse(source: &str) -> Result<Self, PatternFault> {
        let mut parts = Vec::new();
        let mut rest = source;
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('{') {
                let (name, after) = inner.split_once('}').ok_or(PatternFault::Unclosed)?;
                parts.push(part(name)?);
                rest = after;
            } else {
                let end = rest.find('{').unwrap_or(rest.len());
                let words = &rest[..end];
                if let Some(character) = words.chars().find(|c| !c.is_alphanumeric() && !"-_/.".contains(*c)) {
                    return Err(PatternFault::BadCharacter { character });
                }
                parts.push(Part::Words(words.to_owned()));
                rest = &rest[end..];
            }
        }
        let found = parts.iter().filter(|part| matches!(part, Part::Count { .. })).count();
        if found != 1 {
            return Err(PatternFault::CountParts { found });
        }
        if source.chars().count() > LONGEST {
            return Err(PatternFault::TooLong { limit: LONGEST });
        }
        Ok(Self { source: source.to_owned(), parts })
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is counted under: the number of this day with the count left open.
    pub fn counter(&self, day: Date) -> String {
        self.render(day, None)
    }

    pub fn number(&self, day: Date, count: u64) -> String {
        self.render(day, Some(count))
    }

    fn render(&self, day: Date, count: Option<u64>) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Words(words) => words.clone(),
                Part::Year4 => format!("{:04}", day.year()),
                Part::Year2 => format!("{:02}", day.year().rem_euclid(100)),
                Part::Month => format!("{:02}", day.month()),
                Part::Day => format!("{:02}", day.day()),
                Part::Count { digits } => count.map_or_else(|| "#".repeat(*digits), |n| format!("{n:0digits$}")),
            })
            .collect()
    }
}

fn part(name: &str) -> Result<Part, PatternFault> {
    match name {
        "yyyy" => Ok(Part::Year4),
        "yy" => Ok(Part::Year2),
        "mm" => Ok(Part::Month),
        "dd" => Ok(Part::Day),
        count if !count.is_empty() && count.len() <= 9 && count.chars().all(|c| c == '#') => {
            Ok(Part::Count { digits: count.len() })
        }
        other => Err(PatternFault::UnknownPart { part: other.to_owned() }),
    }
}

impl Say for PatternFault {
    fn say(&self) -> Message {
        match self {
            PatternFault::CountParts { found } => Message::new("pattern-count-parts").with("found", *found),
            PatternFault::UnknownPart { part } => Message::new("pattern-unknown-part").with("part", part.as_str()),
            PatternFault::Unclosed => Message::new("pattern-unclosed"),
            PatternFault::TooLong { limit } => Message::new("pattern-too-long").with("limit", *limit),
            PatternFault::BadCharacter { character } => {
                Message::new("pattern-bad-character").with("character", character.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_follow_the_pattern_and_count_by_period() {
        let day = date(2026, 3, 9);
        for (pattern, counter, number) in [
            ("SO-{yyyy}{mm}-{####}", "SO-202603-####", "SO-202603-0012"),
            ("{yy}{mm}{dd}{###}", "260309###", "260309012"),
            ("订单{#}", "订单#", "订单12"),
        ] {
            let pattern = Pattern::parse(pattern).unwrap();
            assert_eq!((pattern.counter(day), pattern.number(day, 12)), (counter.into(), number.into()));
        }
        assert_eq!(Pattern::parse("A{#}").unwrap().number(day, 100_000), "A100000");
    }

    #[test]
    fn faulty_patterns_say_what_is_wrong() {
        for (pattern, fault) in [
            ("SO-{yyyy}", PatternFault::CountParts { found: 0 }),
            ("{##}{##}", PatternFault::CountParts { found: 2 }),
            ("SO-{week}-{#}", PatternFault::UnknownPart { part: "week".into() }),
            ("SO-{####", PatternFault::Unclosed),
            ("a b{#}", PatternFault::BadCharacter { character: ' ' }),
        ] {
            assert_eq!(Pattern::parse(pattern), Err(fault), "{pattern}");
        }
    }
}
