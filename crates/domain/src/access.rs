//! Who sees and does what. One rule, used by lists (as a condition of the query), by buttons and by the guard.

use serde::{Deserialize, Serialize};

use crate::{DepartmentKey, PersonId, party::Person};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, people and settings included.
    Administrator,
    /// Every order and every step; lists, imports and processes; not people and settings.
    Manager,
    /// Enters orders if in sales; acts on steps of own departments and on those handed over.
    Member,
    /// Sees, and changes nothing.
    ReadOnly,
}

/// The person (or the program itself) that looks or acts, with what access depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub person: PersonId,
    pub role: Role,
    pub departments: Vec<DepartmentKey>,
    pub sees_all: bool,
}

/// Which orders a viewer may see: the condition that every list query carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Orders whose salesperson this is, of customers this person owns, or with something that this person was given to do.
    Own(PersonId),
}

impl Viewer {
    pub fn of(person: &Person) -> Self {
        Self {
            person: person.id,
            role: person.role,
            departments: person.departments.clone(),
            sees_all: person.sees_all,
        }
    }

    /// The program itself, which sees every order and does what its rules say.
    pub fn program() -> Self {
        Self { person: PersonId::PROGRAM, role: Role::Administrator, departments: Vec::new(), sees_all: true }
    }

    pub fn is_program(&self) -> bool {
        self.person == PersonId::PROGRAM
    }

    pub fn scope(&self) -> Scope {
        let salesperson_only = self.role == Role::Member
            && !self.departments.is_empty()
            && self.departments.iter().all(|d| d.as_str() == "sales");
        if salesperson_only && !self.sees_all { Scope::Own(self.person) } else { Scope::All }
    }

    pub fn is_in(&self, department: &DepartmentKey) -> bool {
        self.departments.contains(department)
    }

    pub fn manages(&self) -> bool {
        matches!(self.role, Role::Administrator | Role::Manager)
    }

    pub fn administers(&self) -> bool {
        self.role == Role::Administrator
    }

    /// May this viewer change the plan of an order?
    pub fn plans(&self) -> bool {
        self.enters_orders() || (self.role == Role::Member && self.is_in(&"planning".into()))
    }

    /// May this viewer enter and amend orders, customers and products?
    pub fn enters_orders(&self) -> bool {
        self.manages() || (self.role == Role::Member && self.is_in(&"sales".into()))
    }
}

impl Scope {
    /// Is an order of this salesperson, of this customer's owner, with these people involved, within the scope?
    pub fn covers(
        &self,
        salesperson: Option<PersonId>,
        customer_owner: Option<PersonId>,
        involved: impl IntoIterator<Item = PersonId>,
    ) -> bool {
        match *self {
            Scope::All => true,
            Scope::Own(me) => {
                salesperson == Some(me) || customer_owner == Some(me) || involved.into_iter().any(|p| p == me)
            }
        }
    }
}
