//! How the company sets the rules: which are on, how long each waits, who gets what it finds and by when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::RuleKey;
use crate::process::due::Takes;

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub on: bool,
    /// How much is let pass before it speaks.
    pub limit: Limit,
    /// Who is to deal with it.
    pub taker: Taker,
    /// How soon.
    pub within: Takes,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// In working time.
    After(Takes),
    /// Of the ordered quantity.
    Percent(u32),
}

/// Who a rule hands an exception to. Where there is no such person it goes on to the next, and in the end to a manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taker {
    /// Whoever the step was handed to, else the manager of its department.
    Assignee,
    /// The manager of the step's department; of quality, where a lot has failed its inspection.
    DepartmentManager,
    Salesperson,
    Manager,
}

/// Rules that the company has changed; the others are as they ship.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rules(BTreeMap<RuleKey, Rule>);

impl Rules {
    pub fn get(&self, key: RuleKey) -> Rule {
        self.0.get(&key).copied().unwrap_or_else(|| shipped(key))
    }

    pub fn set(&mut self, key: RuleKey, rule: Rule) {
        self.0.insert(key, rule);
    }

    /// The rule, if it is on.
    pub(super) fn in_force(&self, key: RuleKey) -> Option<Rule> {
        Some(self.get(key)).filter(|rule| rule.on)
    }
}

impl Limit {
    /// The longest that may be let pass, in percent.
    pub const MOST_PERCENT: u32 = 50;

    pub fn after(self) -> Takes {
        match self {
            Limit::After(takes) => takes,
            Limit::Percent(_) => Takes::Minutes(0),
        }
    }

    pub fn percent(self) -> u32 {
        match self {
            Limit::Percent(percent) => percent,
            Limit::After(_) => 0,
        }
    }
}

impl Taker {
    pub const ALL: [Taker; 4] = [Taker::Assignee, Taker::DepartmentManager, Taker::Salesperson, Taker::Manager];

    pub fn key(self) -> &'static str {
        match self {
            Taker::Assignee => "assignee",
            Taker::DepartmentManager => "department-manager",
            Taker::Salesperson => "salesperson",
            Taker::Manager => "manager",
        }
    }
}

/// What a new company begins with. A late start and a mere risk are told by the plan and the forecast on every screen;
/// as exceptions they would be too many.
fn shipped(key: RuleKey) -> Rule {
    use Takes::{Days, Workdays};
    let (on, limit, taker, within) = match key {
        RuleKey::NoDate => (true, Limit::After(Workdays(1)), Taker::Salesperson, Workdays(1)),
        RuleKey::StepLateStart => (false, Limit::After(Workdays(1)), Taker::Assignee, Workdays(1)),
        RuleKey::StepOverdue => (true, Limit::After(Workdays(1)), Taker::Assignee, Workdays(1)),
        RuleKey::Blocked => (true, Limit::After(Workdays(2)), Taker::DepartmentManager, Workdays(1)),
        RuleKey::Idle => (true, Limit::After(Workdays(10)), Taker::Salesperson, Workdays(1)),
        RuleKey::AtRisk => (false, Limit::After(Days(0)), Taker::Salesperson, Workdays(2)),
        RuleKey::WillBeLate => (true, Limit::After(Days(0)), Taker::Salesperson, Workdays(2)),
        RuleKey::PromiseBroken => (true, Limit::After(Days(0)), Taker::Salesperson, Workdays(1)),
        RuleKey::WordBroken => (true, Limit::After(Days(0)), Taker::Salesperson, Workdays(1)),
        RuleKey::InspectionFailed => (true, Limit::After(Days(0)), Taker::DepartmentManager, Workdays(1)),
        RuleKey::QuantityShort => (true, Limit::Percent(0), Taker::DepartmentManager, Workdays(1)),
    };
    Rule { on, limit, taker, within }
}
