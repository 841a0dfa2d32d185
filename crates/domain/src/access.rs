//! Who sees and does what. One rule, used by lists (as a condition of the query), by buttons and by the guard.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    DepartmentKey, PersonId,
    approval::Post,
    order::event::Event,
    party::{Customer, Person},
    sample,
};

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
    pub posts: Vec<Post>,
    /// Those who are away and in whose place this viewer signs.
    pub stands_in_for: Vec<Viewer>,
}

/// Which orders a viewer may see: the condition that every list query carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Orders whose salesperson this is, of customers this person owns, or of which this person has something (`Order::involved`).
    Own(PersonId),
}

impl Viewer {
    pub fn of(person: &Person) -> Self {
        Self {
            person: person.id,
            role: person.role,
            departments: person.departments.clone(),
            sees_all: person.sees_all,
            posts: person.posts.clone(),
            stands_in_for: Vec::new(),
        }
    }

    /// The same with those of the company's `people` for whom this person signs today.
    pub fn standing_in(person: &Person, people: &[Person], today: Date) -> Self {
        let is_away = |other: &&Person| {
            let away = other.away.as_ref().filter(|away| away.covers(today));
            other.active && away.is_some_and(|away| away.deputy == person.id)
        };
        Self { stands_in_for: people.iter().filter(is_away).map(Self::of).collect(), ..Self::of(person) }
    }

    /// The program itself, which sees every order and does what its rules say.
    pub fn program() -> Self {
        Self {
            person: PersonId::PROGRAM,
            role: Role::Administrator,
            departments: Vec::new(),
            sees_all: true,
            posts: Vec::new(),
            stands_in_for: Vec::new(),
        }
    }

    pub fn is_program(&self) -> bool {
        self.person == PersonId::PROGRAM
    }

    pub fn scope(&self) -> Scope {
        let salesperson_only = self.role == Role::Member
            && !self.departments.is_empty()
            && self.departments.iter().all(|d| d.as_str() == "sales");
        // Whoever signs for the company sees what there is to sign.
        let signs = !self.posts.is_empty() || self.stands_in_for.iter().any(|other| !other.posts.is_empty());
        if salesperson_only && !self.sees_all && !signs { Scope::Own(self.person) } else { Scope::All }
    }

    pub fn is_in(&self, department: &DepartmentKey) -> bool {
        self.departments.contains(department)
    }

    pub fn holds(&self, post: &Post) -> bool {
        self.posts.contains(post)
    }

    /// Does this viewer sign by a post, an own one or that of somebody who is away?
    fn signs_by_post(&self) -> bool {
        !self.posts.is_empty() || self.stands_in_for.iter().any(|other| !other.posts.is_empty())
    }

    /// May this viewer see what orders cost and earn?
    pub fn sees_costs(&self) -> bool {
        let of = |key: &str| self.is_in(&key.into());
        self.manages() || self.signs_by_post() || of("sales") || of("finance") || of("purchasing")
    }

    /// May this viewer be told of it?
    pub fn is_told(&self, event: &Event) -> bool {
        (self.sees_costs() || !event.tells_costs()) && (self.sees_money() || !event.tells_money())
    }

    /// May this viewer see what customers owe? Of own customers only, in sales (`scope`).
    pub fn sees_money(&self) -> bool {
        let of = |key: &str| self.is_in(&key.into());
        self.manages() || self.signs_by_post() || of("sales") || of("finance")
    }

    /// May this viewer see the account of this customer?
    pub fn sees_money_of(&self, customer: &Customer) -> bool {
        self.sees_money() && self.scope().covers(None, customer.owner, [])
    }

    /// May this viewer book invoices, receipts and credit?
    pub fn keeps_books(&self) -> bool {
        self.manages() || (self.role == Role::Member && self.is_in(&"finance".into()))
    }

    /// May this viewer set credit limits and guarantee quotas?
    pub fn sets_credit(&self) -> bool {
        let signs = self.holds(&Post::GeneralManager) || self.holds(&Post::MarketingDirector);
        self.keeps_books() || (signs && self.role != Role::ReadOnly)
    }

    /// May this viewer hold the sales desk's day against the order entry? It is everybody's orders.
    pub fn reconciles(&self) -> bool {
        self.scope() == Scope::All && (self.enters_orders() || self.keeps_books())
    }

    /// May this viewer speak to customers about what they owe: remind, note a promise, ask to write off?
    pub fn chases_debts(&self) -> bool {
        self.keeps_books() || self.enters_orders()
    }

    /// May this viewer decide what another has asked to write off?
    pub fn decides_write_offs(&self) -> bool {
        self.keeps_books() || (self.role != Role::ReadOnly && self.holds(&Post::GeneralManager))
    }

    pub fn manages(&self) -> bool {
        matches!(self.role, Role::Administrator | Role::Manager)
    }

    /// May this viewer see how well a person works: scorecard, figures, the orders behind them?
    pub fn may_judge(&self, person: PersonId) -> bool {
        self.manages() || self.person == person
    }

    /// The load is the work of the whole company; of own orders alone it would be no load at all.
    pub fn sees_load(&self) -> bool {
        self.scope() == Scope::All
    }

    pub fn administers(&self) -> bool {
        self.role == Role::Administrator
    }

    /// May this viewer change the plan of an order?
    pub fn plans(&self) -> bool {
        self.enters_orders() || (self.role == Role::Member && self.is_in(&"planning".into()))
    }

    /// May this viewer give goods to the workshop and say which way they take?
    pub fn plans_production(&self) -> bool {
        self.manages() || (self.role == Role::Member && self.is_in(&"planning".into()))
    }

    /// May this viewer say what came out of an operation of this department?
    pub fn reports_progress(&self, department: &DepartmentKey) -> bool {
        let works = self.is_in(department) || self.is_in(&"production".into());
        self.plans_production() || (self.role == Role::Member && works)
    }

    /// May this viewer work on samples so?
    pub fn works_on_samples(&self, work: sample::Work) -> bool {
        self.manages() || self.works_in(work.departments())
    }

    /// May this viewer order from suppliers, and say what they answer?
    pub fn buys(&self) -> bool {
        self.manages() || self.works_in(&["purchasing"])
    }

    /// May this viewer keep the list of suppliers?
    pub fn keeps_suppliers(&self) -> bool {
        self.manages() || self.works_in(&["purchasing", "planning"])
    }

    /// May this viewer say what materials there are, and what goods are made of?
    pub fn keeps_materials(&self) -> bool {
        self.manages() || self.works_in(&["purchasing", "planning", "engineering"])
    }

    /// May this viewer say what an order needs, and set materials aside for it?
    pub fn plans_materials(&self) -> bool {
        self.manages() || self.works_in(&["planning", "purchasing", "warehouse"])
    }

    /// May this viewer say what came into the store, what left it and what lies there?
    pub fn keeps_store(&self) -> bool {
        self.manages() || self.works_in(&["warehouse"])
    }

    /// May this viewer say what came of a purchase, and what of it was sent back?
    pub fn receives(&self) -> bool {
        self.keeps_store() || self.buys()
    }

    /// May this viewer agree with outside factories on work, give them links, and settle what they lost?
    pub fn arranges_outside(&self) -> bool {
        self.manages() || self.works_in(&["planning", "purchasing"])
    }

    /// May this viewer see what outside work costs?
    pub fn sees_outside_prices(&self) -> bool {
        self.arranges_outside() || self.sees_costs()
    }

    fn works_in(&self, departments: &[&str]) -> bool {
        self.role == Role::Member && departments.iter().any(|key| self.is_in(&(*key).into()))
    }

    /// May this viewer say what an inspection has found?
    pub fn inspects(&self) -> bool {
        self.manages() || self.works_in(&["quality"])
    }

    /// May this viewer plan inspections, agree on their days, and tell others of them? Merchandisers do, for the customer's
    /// inspectors, and purchasing for what comes in.
    pub fn arranges_inspections(&self) -> bool {
        self.inspects() || self.plans() || self.works_in(&["purchasing"])
    }

    /// May this viewer let goods go on that have failed their inspection?
    pub fn releases_goods(&self) -> bool {
        self.manages()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(role: Role, departments: &[&str], sees_all: bool) -> Viewer {
        let departments = departments.iter().map(|key| (*key).into()).collect();
        let person = PersonId(uuid::Uuid::from_u128(1));
        Viewer { person, role, departments, sees_all, posts: Vec::new(), stands_in_for: Vec::new() }
    }

    #[test]
    fn a_person_is_judged_by_managers_and_by_that_person() {
        let (own, other) = (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        for (role, judges) in
            [(Role::Administrator, true), (Role::Manager, true), (Role::Member, false), (Role::ReadOnly, false)]
        {
            let viewer = viewer(role, &["sales"], true);
            assert_eq!((viewer.may_judge(own), viewer.may_judge(other)), (true, judges), "{role:?}");
        }
    }

    #[test]
    fn the_load_is_for_those_who_see_all_orders() {
        for (role, departments, sees_all, sees_load) in [
            (Role::Member, &["sales"][..], false, false),
            (Role::Member, &["sales"], true, true),
            (Role::Member, &["sales", "planning"], false, true),
            (Role::Member, &[], false, true),
            (Role::ReadOnly, &["sales"], false, true),
            (Role::Manager, &["sales"], false, true),
        ] {
            assert_eq!(viewer(role, departments, sees_all).sees_load(), sees_load, "{role:?} {departments:?}");
        }
    }
}
