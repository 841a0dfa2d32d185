//! Work that others do for an installation (外协: worktops, appliances): the day agreed on, the quality check, a new day that
//! the customer agrees with where it failed, and what the maker is charged when that goes wrong (S8).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Money, SupplierId, Text};

/// The most items of one installation.
pub const MOST_OUTSIDE: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideItem {
    pub what: String,
    pub maker: String,
    pub supplier: Option<SupplierId>,
    /// Days agreed on, the last of them counts.
    pub agreed: Vec<Agreed>,
    pub checks: Vec<Check>,
    pub charges: Vec<Charge>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    pub on: Date,
    /// Why it is another day than before.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub on: Date,
    pub passed: bool,
    pub note: String,
}

/// The maker bears the loss, and what the branch was fined because of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub loss: Money,
    pub fine: Money,
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsideState {
    Waiting,
    Passed,
    /// It failed and has to be made good by the day agreed on.
    Failed,
}

impl OutsideItem {
    pub fn state(&self) -> OutsideState {
        match self.checks.last() {
            None => OutsideState::Waiting,
            Some(check) if check.passed => OutsideState::Passed,
            Some(_) => OutsideState::Failed,
        }
    }

    pub fn due(&self) -> Option<Date> {
        self.agreed.last().map(|agreed| agreed.on)
    }

    /// The agreed day is over, and it has not passed.
    pub fn is_late(&self, today: Date) -> bool {
        self.state() != OutsideState::Passed && self.due().is_some_and(|due| due < today)
    }

    /// It failed, or was not there on the day first agreed on: then the maker may be charged.
    pub fn is_at_fault(&self, today: Date) -> bool {
        let first = self.agreed.first().map(|agreed| agreed.on);
        let done = self.checks.iter().find(|check| check.passed).map_or(today, |check| check.on);
        self.checks.iter().any(|check| !check.passed) || first.is_some_and(|first| first < done)
    }
}

impl Charge {
    /// None when it does not fit.
    pub fn total(&self) -> Option<Money> {
        self.loss.plus(self.fine)
    }
}

impl OutsideState {
    pub fn name(self) -> Text {
        match self {
            OutsideState::Waiting => Text::new("待完成", "expected"),
            OutsideState::Passed => Text::new("质检合格", "passed"),
            OutsideState::Failed => Text::new("质检不合格", "failed"),
        }
    }
}
