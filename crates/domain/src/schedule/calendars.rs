//! The calendars of a company: one of its own, and those of departments that work by another.

use std::{collections::BTreeMap, sync::Arc};

use jiff::tz::TimeZone;

use super::calendar::Calendar;
use crate::DepartmentKey;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Calendars {
    pub zone: TimeZone,
    company: Calendar,
    departments: Arc<BTreeMap<DepartmentKey, Calendar>>,
}

impl Default for Calendars {
    fn default() -> Self {
        Self::new(TimeZone::UTC, Calendar::default(), BTreeMap::new())
    }
}

impl Calendars {
    pub fn new(zone: TimeZone, company: Calendar, departments: BTreeMap<DepartmentKey, Calendar>) -> Self {
        Self { zone, company, departments: Arc::new(departments) }
    }

    pub fn company(&self) -> &Calendar {
        &self.company
    }

    /// The department's calendar, else the company's.
    pub fn of(&self, department: &DepartmentKey) -> &Calendar {
        self.departments.get(department).unwrap_or(&self.company)
    }
}
