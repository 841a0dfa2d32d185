//! The way goods take through the workshop: 仓库发料 → 冲床 → 油压 → 钻孔 (S7).

use serde::{Deserialize, Serialize};

use crate::{
    DepartmentKey, Message, Say, Text,
    text::{letters, tidy},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    pub name: Text,
    pub department: DepartmentKey,
    /// As a rule an outside factory does it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside: bool,
    /// Standard time for one unit of the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds_per_unit: Option<u32>,
}

const MOST_OPERATIONS: usize = 40;
const LONGEST_NAME: usize = 60;
/// A day and a night for one unit.
const MOST_SECONDS: u32 = 86_400;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteFault {
    NoOperations,
    TooMany { limit: usize },
    NoName { place: usize },
    NameTooLong { place: usize, limit: usize },
    Twice { name: Text },
    TimeTooLong { name: Text, limit: u32 },
}

/// The operations as they are kept, or what is wrong with them.
pub fn checked_route(operations: Vec<Operation>) -> Result<Vec<Operation>, RouteFault> {
    if operations.is_empty() {
        return Err(RouteFault::NoOperations);
    }
    if operations.len() > MOST_OPERATIONS {
        return Err(RouteFault::TooMany { limit: MOST_OPERATIONS });
    }
    let mut route: Vec<Operation> = Vec::with_capacity(operations.len());
    for (place, operation) in (1..).zip(operations) {
        let name = match (tidy(&operation.name.zh, false), tidy(&operation.name.en, false)) {
            (zh, en) if zh.is_empty() && en.is_empty() => return Err(RouteFault::NoName { place }),
            (zh, en) if zh.is_empty() => Text::new(en.clone(), en),
            (zh, en) if en.is_empty() => Text::new(zh.clone(), zh),
            (zh, en) => Text { zh, en },
        };
        if name.zh.chars().count() > LONGEST_NAME || name.en.chars().count() > LONGEST_NAME {
            return Err(RouteFault::NameTooLong { place, limit: LONGEST_NAME });
        }
        // The summary sheet (S7) has one group of columns for each name, and is read in both languages.
        if route.iter().any(|other| is_alike(&other.name, &name)) {
            return Err(RouteFault::Twice { name });
        }
        if operation.seconds_per_unit.is_some_and(|seconds| seconds > MOST_SECONDS) {
            return Err(RouteFault::TimeTooLong { name, limit: MOST_SECONDS });
        }
        route.push(Operation { name, ..operation });
    }
    Ok(route)
}

/// Could a title of one be read as a title of the other?
fn is_alike(one: &Text, other: &Text) -> bool {
    let titles = |name: &Text| [letters(&name.zh), letters(&name.en)];
    let (one, other) = (titles(one), titles(other));
    one.iter().any(|title| other.contains(title))
}

impl Say for RouteFault {
    fn say(&self) -> Message {
        match self {
            RouteFault::NoOperations => Message::new("route-no-operations"),
            RouteFault::TooMany { limit } => Message::new("route-too-many").with("limit", *limit),
            RouteFault::NoName { place } => Message::new("route-no-name").with("place", *place),
            RouteFault::NameTooLong { place, limit } => {
                Message::new("route-name-too-long").with("place", *place).with("limit", *limit)
            }
            RouteFault::Twice { name } => Message::new("route-twice").with("name", name.clone()),
            RouteFault::TimeTooLong { name, limit } => {
                Message::new("route-time-too-long").with("name", name.clone()).with("limit", i64::from(*limit))
            }
        }
    }
}
