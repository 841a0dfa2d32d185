//! Classes of defects. Each has its own AQL, its own severity and so its own plan: of the units drawn, as many are looked
//! at for a class as its plan says. A lot is accepted when every class accepts it.

use serde::{Deserialize, Serialize};

use super::{Aql, Level, Plan, Severity, Verdict, letters::code_letter, plan};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Critical,
    Major,
    Minor,
}

/// One of a kind for each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ByClass<T> {
    pub critical: T,
    pub major: T,
    pub minor: T,
}

impl<T> ByClass<T> {
    pub fn new(critical: T, major: T, minor: T) -> Self {
        Self { critical, major, minor }
    }

    /// From the gravest on.
    pub fn iter(&self) -> impl Iterator<Item = (Class, &T)> {
        [(Class::Critical, &self.critical), (Class::Major, &self.major), (Class::Minor, &self.minor)].into_iter()
    }
}

impl ByClass<Plan> {
    /// A class without an AQL allows nothing: a single defect fails the lot, wherever it shows among the units drawn for
    /// the other classes. When no class has an AQL, that is the whole lot.
    pub fn plans(lot: u64, level: Level, aqls: ByClass<Option<Aql>>, severities: ByClass<Severity>) -> Self {
        let own = |aql: Option<Aql>, severity| aql.map(|aql| plan(lot, level, aql, severity));
        let own = ByClass {
            critical: own(aqls.critical, severities.critical),
            major: own(aqls.major, severities.major),
            minor: own(aqls.minor, severities.minor),
        };
        let letter = code_letter(lot, level);
        let whole =
            Plan { letter, used: letter, sample: lot, accept: 0, reject: 1, whole_lot: true, accept_tighter: None };
        let largest = own.iter().filter_map(|(_, plan)| *plan).max_by_key(|plan| plan.sample).unwrap_or(whole);
        let nothing = Plan { accept: 0, reject: 1, accept_tighter: None, ..largest };
        ByClass {
            critical: own.critical.unwrap_or(nothing),
            major: own.major.unwrap_or(nothing),
            minor: own.minor.unwrap_or(nothing),
        }
    }

    /// Units to draw: enough for every class.
    pub fn sample(&self) -> u64 {
        self.critical.sample.max(self.major.sample).max(self.minor.sample)
    }

    /// The classes that do not accept the lot, by what was found of each; none when it is accepted.
    pub fn failed(&self, found: ByClass<u64>) -> Vec<Class> {
        let judged = self.iter().zip(found.iter());
        judged
            .filter(|((_, plan), (_, found))| plan.verdict(**found) == Verdict::NotAccepted)
            .map(|((class, _), _)| class)
            .collect()
    }
}
