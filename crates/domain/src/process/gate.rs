//! Conditions over facts, written in CEL (`stock.short == false && order.total < money('50000')`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Money;

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

/// Facts by name (`stock.short`). A name that is not there is not known yet.
pub type Facts = BTreeMap<String, Fact>;

#[derive(Debug, Clone)]
pub struct Condition {
    source: String,
}

/// What a condition says about the facts at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Holds,
    Fails,
    /// These facts are needed and not known yet.
    Unknown(Vec<String>),
}

impl Condition {
    pub fn parse(source: &str) -> Result<Self, String> {
        Ok(Self { source: source.to_owned() })
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn verdict(&self, _facts: &Facts) -> Verdict {
        Verdict::Holds
    }
}
