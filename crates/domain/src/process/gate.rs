//! Conditions over facts, written in CEL (`stock.short == false && order.total < 50000`).
//!
//! CEL's own numbers are 64-bit integers and floats. So that no float touches money, the crate `cel` reads a condition
//! and `expression` works it out over exact decimals, with its types checked when the process is loaded. A fact that is
//! not known yet makes a condition unknown only as far as it matters: `false && x` is false whatever `x` is.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::expression::{self, Expression, Outcomes};
use crate::{Message, Money, Say, Text};

/// What a gate may know about an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    YesNo(bool),
    Number(Decimal),
    Text(String),
    Money(Money),
    Date(Date),
}

/// What sort of thing a fact is. Money is a number: whole units of the order's currency, which all its amounts are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    YesNo,
    Number,
    Text,
    Date,
}

/// Facts by name (`stock.short`). A name that is not there is not known yet.
pub type Facts = BTreeMap<String, Fact>;

/// A condition that has been read; copies share it.
#[derive(Debug, Clone)]
pub struct Condition {
    read: Arc<Read>,
}

#[derive(Debug)]
struct Read {
    source: String,
    expression: Expression,
    /// Names of the facts it asks for, each once.
    facts: Vec<String>,
}

/// What a condition says about the facts at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Holds,
    Fails,
    /// These facts are needed and not known yet.
    Unknown(Vec<String>),
}

/// Why a condition can't be one.
#[derive(Debug, Clone, PartialEq)]
pub enum GateFault {
    /// Not CEL; what the reader of CEL says.
    Syntax {
        message: String,
    },
    /// CEL, but not of the part that conditions know.
    NotKnown {
        part: String,
    },
    TooLong {
        most: usize,
    },
    /// A number, date or amount in it that isn't one.
    BadLiteral {
        written: String,
    },
    /// Two sides that can't be compared or reckoned with.
    Unequal {
        left: Kind,
        right: Kind,
    },
    WrongKind {
        wanted: Kind,
        found: Kind,
    },
    UnknownFact {
        fact: String,
    },
}

const LONGEST: usize = 500;

impl Condition {
    pub fn parse(source: &str) -> Result<Self, GateFault> {
        if source.chars().count() > LONGEST {
            return Err(GateFault::TooLong { most: LONGEST });
        }
        let expression = expression::read(source)?;
        let mut facts = Vec::new();
        expression.each_fact(&mut |name| {
            if !facts.iter().any(|known| known == name) {
                facts.push(name.to_owned());
            }
        });
        Ok(Self { read: Arc::new(Read { source: source.to_owned(), expression, facts }) })
    }

    pub fn source(&self) -> &str {
        &self.read.source
    }

    /// Names of the facts it asks for.
    pub fn facts(&self) -> &[String] {
        &self.read.facts
    }

    /// Is it a yes-or-no question whose sides fit together, given what kind each fact is?
    pub fn check(&self, kind_of: &dyn Fn(&str) -> Option<Kind>) -> Result<(), GateFault> {
        match self.read.expression.kind(kind_of)? {
            Kind::YesNo => Ok(()),
            found => Err(GateFault::WrongKind { wanted: Kind::YesNo, found }),
        }
    }

    /// Could it ever hold, if only the facts that `can_be_known` names are ever known?
    pub fn can_hold(&self, can_be_known: &dyn Fn(&str) -> bool) -> bool {
        let Outcomes { yes, .. } = self.read.expression.outcomes(can_be_known);
        yes
    }

    pub fn verdict(&self, facts: &Facts) -> Verdict {
        match self.read.expression.truth(facts) {
            Some(true) => Verdict::Holds,
            Some(false) => Verdict::Fails,
            None => {
                let missing: Vec<String> =
                    self.read.facts.iter().filter(|name| !facts.contains_key(*name)).cloned().collect();
                // Everything is known and still there is no answer: a sum beyond all bounds, which no gate can mean.
                if missing.is_empty() { Verdict::Fails } else { Verdict::Unknown(missing) }
            }
        }
    }
}

impl Fact {
    /// As logs write it: `true`, `1200.50`, `1,200.50 CNY`, `2026-03-09`.
    pub fn plain(&self) -> String {
        match self {
            Fact::YesNo(yes) => yes.to_string(),
            Fact::Number(number) => number.to_string(),
            Fact::Text(text) => text.clone(),
            Fact::Money(money) => money.to_string(),
            Fact::Date(date) => date.to_string(),
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Fact::YesNo(_) => Kind::YesNo,
            Fact::Number(_) | Fact::Money(_) => Kind::Number,
            Fact::Text(_) => Kind::Text,
            Fact::Date(_) => Kind::Date,
        }
    }
}

impl Kind {
    pub fn name(self) -> Text {
        match self {
            Kind::YesNo => Text::new("是/否", "yes or no"),
            Kind::Number => Text::new("数字", "a number"),
            Kind::Text => Text::new("文字", "a text"),
            Kind::Date => Text::new("日期", "a date"),
        }
    }
}

impl Say for GateFault {
    fn say(&self) -> Message {
        match self {
            GateFault::Syntax { message } => Message::new("process-gate-syntax").with("message", message.as_str()),
            GateFault::NotKnown { part } => Message::new("process-gate-not-known").with("part", part.as_str()),
            GateFault::TooLong { most } => Message::new("process-gate-too-long").with("most", *most),
            GateFault::BadLiteral { written } => {
                Message::new("process-gate-bad-literal").with("written", written.as_str())
            }
            GateFault::Unequal { left, right } => {
                Message::new("process-gate-unequal").with("left", left.name()).with("right", right.name())
            }
            GateFault::WrongKind { wanted, found } => {
                Message::new("process-gate-wrong-kind").with("wanted", wanted.name()).with("found", found.name())
            }
            GateFault::UnknownFact { fact } => Message::new("process-gate-unknown-fact").with("fact", fact.as_str()),
        }
    }
}
