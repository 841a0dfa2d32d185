//! Which orders a query asks for: every filter is one pass over a column or two and makes a set; what is in all sets is
//! found. Passes over lists and texts come last and skip the blocks in which nothing is left.

use std::collections::HashSet;

use yidan_domain::{
    OrderId, PersonId,
    access::Scope,
    order::{lateness::day_number, row::Status},
};

use super::{
    bits::Bits,
    columns::{Columns, Day},
    names::NOT_HERE,
    query::{DateField, Query},
    state::{State, States},
    tasks::Kind,
    texts::{Word, words},
};

impl Columns {
    pub fn matching(&self, query: &Query) -> Bits {
        let mut found = Bits::all(self.len());
        self.keep_plain(query, &mut found);
        self.keep_scope(query.scope, &mut found);
        if let Some(person) = query.person {
            found.keep(&self.with_person(person, &found));
        }
        if let Some(department) = &query.department {
            let department = self.tasks.departments.find(department.as_str()).unwrap_or(NOT_HERE);
            found.keep(&self.with_task(|kind| kind.department == department, &found));
        }
        if let Some(state) = query.state {
            self.keep_state(state, day_number(query.today), &mut found);
        }
        self.keep_words(&query.text, &mut found);
        found
    }

    /// The orders of a scope with all these words.
    pub fn found(&self, scope: Scope, text: &str) -> HashSet<OrderId> {
        let mut found = Bits::all(self.len());
        self.keep_scope(scope, &mut found);
        self.keep_words(text, &mut found);
        let mut ids = HashSet::with_capacity(found.count());
        found.each(|row| {
            ids.insert(self.id(row));
        });
        ids
    }

    fn keep_words(&self, text: &str, found: &mut Bits) {
        for word in words(text) {
            found.keep(&self.with_word(&Word::new(&word), found));
        }
    }

    /// Filters that compare one column to one value.
    fn keep_plain(&self, query: &Query, found: &mut Bits) {
        if let Some(customer) = query.customer {
            let customer = self.customers.find(customer).unwrap_or(NOT_HERE);
            found.keep(&Bits::of(&self.customer, |other| *other == customer));
        }
        if let Some(process) = &query.process {
            let process = self.processes.find(process.as_str()).unwrap_or(NOT_HERE);
            found.keep(&Bits::of(&self.process, |other| *other == process));
        }
        if let Some(stage) = query.stage {
            found.keep(&Bits::of(&self.stage, |other| *other == stage));
        }
        if let Some((field, from, to)) = query.dates {
            let column = match field {
                DateField::Received => &self.received,
                DateField::Promised => &self.promised,
                DateField::Delivered => &self.delivered,
            };
            let (from, to) = (from.map_or(i32::MIN, day_number), to.map_or(i32::MAX, day_number));
            found.keep(&Bits::of(column, |day| day.get().is_some_and(|day| (from <= day) & (day <= to))));
        }
    }

    fn keep_state(&self, state: State, today: i32, found: &mut Bits) {
        let with = |sought: Status| Bits::of(&self.status, |status| *status == sought);
        // One loop for each state: what the others need is left out of it.
        macro_rules! pass {
            ($state:expr) => {
                found.keep_rows(self.len(), |row| self.states(row, today).has($state))
            };
        }
        match state {
            State::Open => found.keep(&with(Status::Open)),
            State::Done => found.keep(&with(Status::Done)),
            State::Cancelled => found.keep(&with(Status::Cancelled)),
            State::Late => pass!(State::Late),
            State::DueSoon => pass!(State::DueSoon),
            State::WillBeLate => pass!(State::WillBeLate),
            State::AtRisk => pass!(State::AtRisk),
            State::NoDate => pass!(State::NoDate),
            State::Exception => pass!(State::Exception),
        }
    }

    #[inline(always)]
    pub fn states(&self, row: usize, today: i32) -> States {
        let has_date = self.promised[row] != Day::NONE;
        States::of(self.status[row], has_date, self.exceptions[row] > 0, self.lateness(row, today))
    }

    /// `Scope::covers`, on columns.
    pub fn keep_scope(&self, scope: Scope, found: &mut Bits) {
        if let Scope::Own(me) = scope {
            let me = self.tasks.find_person(me);
            let mut seen = Bits::of(&self.salesperson, |other| *other == me);
            self.involved.find(|person| *person == me, found, &mut seen);
            let my_customers = self.customers.owned_by(me);
            seen.add(&Bits::of(&self.customer, |customer| my_customers.has(*customer as usize)));
            found.keep(&seen);
        }
    }

    /// `keep_scope`, for a few orders.
    pub fn seen(&self, scope: Scope, ids: &[OrderId]) -> Vec<OrderId> {
        let me = match scope {
            Scope::All => None,
            Scope::Own(me) => Some(self.tasks.find_person(me)),
        };
        let covered = |row: usize| me.is_none_or(|me| self.covers(row, me));
        ids.iter().copied().filter(|id| self.ids.find(id).is_some_and(|row| covered(row as usize))).collect()
    }

    fn covers(&self, row: usize, me: u32) -> bool {
        self.salesperson[row] == me
            || self.customers.owner(self.customer[row]) == me
            || self.involved.get(row).contains(&me)
    }

    /// Whose order it is, or who has one of its steps in hand.
    fn with_person(&self, person: PersonId, among: &Bits) -> Bits {
        let person = self.tasks.find_person(person);
        let mut hits = self.with_task(|kind| kind.assignee == person, among);
        hits.add(&Bits::of(&self.salesperson, |other| *other == person));
        hits
    }

    fn with_task(&self, sought: impl Fn(&Kind) -> bool, among: &Bits) -> Bits {
        let sought = self.tasks.kinds.table(sought);
        let mut hits = Bits::none(self.len());
        self.kinds.find(|kind| sought[*kind as usize], among, &mut hits);
        hits
    }

    fn with_word(&self, word: &Word, among: &Bits) -> Bits {
        let mut hits = self.texts.with(word, among);
        let customers = self.customers.with(word);
        if !customers.is_empty() {
            hits.add(&Bits::of(&self.customer, |customer| customers.has(*customer as usize)));
        }
        let goods = self.goods.with(word);
        if !goods.is_empty() {
            self.products.find(|name| goods.has(*name as usize), among, &mut hits);
        }
        hits
    }
}
