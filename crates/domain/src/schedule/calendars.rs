//! The calendars of a company, ready to reckon with: one of its own, and those of departments that work by another.

use std::{collections::BTreeMap, sync::Arc};

use jiff::tz::TimeZone;

use super::calendar::Calendar;
use crate::DepartmentKey;

/// Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendars {
    pub zone: TimeZone,
    company: Calendar,
    others: Arc<Others>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Others {
    departments: BTreeMap<DepartmentKey, Calendar>,
    named: BTreeMap<String, Calendar>,
}

impl Default for Calendars {
    fn default() -> Self {
        Self { zone: TimeZone::UTC, company: Calendar::default(), others: Arc::default() }
    }
}

impl Calendars {
    pub fn new(zone: TimeZone, company: Calendar, departments: BTreeMap<DepartmentKey, Calendar>) -> Self {
        Self { zone, company, others: Arc::new(Others { departments, named: BTreeMap::new() }) }
    }

    /// From calendars by key, with the keys of those that the company and its departments work by. A key that is not
    /// there means the company's, and for the company itself the usual calendar.
    pub fn of_named(
        zone: TimeZone,
        named: BTreeMap<String, Calendar>,
        company: &str,
        departments: &BTreeMap<DepartmentKey, String>,
    ) -> Self {
        let of = |(department, key): (&DepartmentKey, &String)| Some((department.clone(), named.get(key)?.clone()));
        let departments = departments.iter().filter_map(of).collect();
        let company = named.get(company).cloned().unwrap_or_default();
        Self { zone, company, others: Arc::new(Others { departments, named }) }
    }

    pub fn company(&self) -> &Calendar {
        &self.company
    }

    /// The department's calendar, else the company's.
    pub fn of(&self, department: &DepartmentKey) -> &Calendar {
        self.others.departments.get(department).unwrap_or(&self.company)
    }

    /// A calendar by its key.
    pub fn named(&self, key: &str) -> Option<&Calendar> {
        self.others.named.get(key)
    }
}
