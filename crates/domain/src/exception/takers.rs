//! Who gets what a rule has found: the person the rule names, else the next one up, so that as little as possible is
//! nobody's.

use super::{Finding, Found, Taker};
use crate::{
    DepartmentKey, PersonId,
    access::{Role, Viewer},
    order::Order,
    party::Person,
    process::Process,
};

/// `None` when nobody is there to take it.
pub fn taker(found: &Found, wanted: Taker, order: &Order, process: &Process, people: &[Person]) -> Option<PersonId> {
    let staff = Staff(people);
    let step = found.step.as_ref().and_then(|key| process.step(key));
    let quality = DepartmentKey::from("quality");
    let department = match &found.finding {
        Finding::InspectionFailed { .. } => Some(&quality),
        _ => step.map(|step| &step.department),
    };
    let assignee = || staff.still_here(order.step(&step?.key)?.assignee);
    let chief = || staff.manager_of(department?);
    let salesperson = || staff.still_here(order.header.salesperson);
    let promised_by = || match &found.finding {
        Finding::WordBroken { promise, .. } => {
            staff.still_here(order.promises.iter().find(|one| one.id == *promise).map(|promise| promise.owner))
        }
        _ => None,
    };
    let named = match wanted {
        Taker::Assignee => assignee().or_else(chief),
        Taker::DepartmentManager => chief(),
        Taker::Salesperson => promised_by().or_else(salesperson),
        Taker::Manager => None,
    };
    named.or_else(|| staff.manager())
}

struct Staff<'a>(&'a [Person]);

impl<'a> Staff<'a> {
    fn still_here(&self, person: Option<PersonId>) -> Option<PersonId> {
        person.filter(|id| self.0.iter().any(|person| person.id == *id && person.active))
    }

    fn managers(&self) -> impl Iterator<Item = &'a Person> {
        self.0.iter().filter(|person| person.active && Viewer::of(person).manages())
    }

    fn manager_of(&self, department: &DepartmentKey) -> Option<PersonId> {
        let chiefs = self.managers().filter(|person| person.departments.contains(department));
        chiefs.min_by_key(|person| (person.role != Role::Manager, person.id)).map(|person| person.id)
    }

    /// One who manages the company, before one who manages anything, before an administrator.
    fn manager(&self) -> Option<PersonId> {
        let rank = |person: &&Person| {
            let of_company = person.departments.contains(&DepartmentKey::from("management"));
            (person.role != Role::Manager, !of_company, person.id)
        };
        self.managers().min_by_key(rank).map(|person| person.id)
    }
}
