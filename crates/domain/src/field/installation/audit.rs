//! Audits on site (现场稽核): was the supervisor there, what was found, who is responsible for it, and who is told (S8).

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{DepartmentKey, PersonId, Text, approval::Post, field::evidence::Evidence, party::Person};

/// The most audits of an installation, and findings of one.
pub const MOST_AUDITS: usize = 50;
pub const MOST_FINDINGS: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    pub planned_on: Date,
    pub supervisor: PersonId,
    pub attendance: Option<Attendance>,
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Attendance {
    /// With proof, where there is one.
    Present {
        at: Timestamp,
        proof: Option<Box<Evidence>>,
    },
    Missed {
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub what: String,
    pub responsible: Responsible,
    /// Directly responsible, where that is known.
    pub person: Option<PersonId>,
    pub answered: Option<Answered>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub words: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    /// The showroom that took the order.
    Showroom,
    Design,
    KeyAccounts,
    Installation,
    /// Mistakes stay in the factory.
    Factory,
    Outside,
    /// The customer's own doing, such as a wall that was moved.
    Customer,
}

/// Which department answers for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routes(pub BTreeMap<Responsible, DepartmentKey>);

impl Default for Routes {
    /// By the standard departments.
    fn default() -> Self {
        let routes = [
            (Responsible::Showroom, "sales"),
            (Responsible::Design, "design"),
            (Responsible::KeyAccounts, "sales"),
            (Responsible::Installation, "installation"),
            (Responsible::Factory, "production"),
            (Responsible::Outside, "purchasing"),
            (Responsible::Customer, "service"),
        ];
        Self(routes.map(|(responsible, department)| (responsible, department.into())).into())
    }
}

impl Routes {
    /// Who is told at once: who is directly responsible, and the heads of the department; where it has none, all of it.
    pub fn told(&self, finding: &Finding, people: &[Person]) -> Vec<PersonId> {
        let department = self.0.get(&finding.responsible);
        let of_it = |person: &&Person| department.is_some_and(|key| person.departments.contains(key));
        let heads = |person: &&Person| department.is_some_and(|key| person.posts.contains(&Post::HeadOf(key.clone())));
        let active = || people.iter().filter(|person| person.active);
        let mut told: Vec<PersonId> = active().filter(heads).map(|person| person.id).collect();
        if told.is_empty() {
            told = active().filter(of_it).map(|person| person.id).collect();
        }
        told.extend(finding.person.filter(|id| active().any(|person| person.id == *id)));
        told.sort();
        told.dedup();
        told
    }
}

/// Audits that were planned up to today, and those that the supervisor came to.
pub fn attendance<'a>(audits: impl IntoIterator<Item = &'a Audit>, today: Date) -> (u32, u32) {
    let due = audits.into_iter().filter(|audit| audit.attendance.is_some() || audit.planned_on < today);
    due.fold((0, 0), |(planned, present), audit| {
        let is_there = matches!(audit.attendance, Some(Attendance::Present { .. }));
        (planned + 1, present + u32::from(is_there))
    })
}

impl Responsible {
    pub const ALL: [Responsible; 7] = [
        Responsible::Showroom,
        Responsible::Design,
        Responsible::KeyAccounts,
        Responsible::Installation,
        Responsible::Factory,
        Responsible::Outside,
        Responsible::Customer,
    ];

    pub fn name(self) -> Text {
        match self {
            Responsible::Showroom => Text::new("接单展厅", "showroom"),
            Responsible::Design => Text::new("设计部门", "design"),
            Responsible::KeyAccounts => Text::new("大客户部", "key accounts"),
            Responsible::Installation => Text::new("安装部门", "installation"),
            Responsible::Factory => Text::new("工厂", "factory"),
            Responsible::Outside => Text::new("外协", "outside maker"),
            Responsible::Customer => Text::new("客户", "customer"),
        }
    }
}
