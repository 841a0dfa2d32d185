//! The board as one would write it without minding time: every row in a list, every rule in plain words. The tests hold
//! the index against it.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap},
};

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, OrderId, PersonId,
    order::{
        lateness::{ExpectedDay, Lateness, Outlook},
        row::{OrderRow, Status},
    },
    process::Stage,
    text::folded,
};

use super::{Counts, DateField, Desk, PromiseDue, Query, Scope, Sort, State, Task, Urgency};

#[derive(Debug, Default)]
pub struct Reference {
    pub rows: BTreeMap<OrderId, OrderRow>,
    customers: HashMap<CustomerId, Named>,
    expected: HashMap<OrderId, ExpectedDay>,
}

#[derive(Debug, Clone, Default)]
struct Named {
    name: String,
    code: String,
    owner: Option<PersonId>,
}

/// What an order is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Words(String),
    Number(i128),
    Time(Timestamp),
    Day(Date),
}

impl Reference {
    pub fn put(&mut self, row: &OrderRow) {
        if self.rows.get(&row.id).is_none_or(|held| held.version <= row.version) {
            self.rows.insert(row.id, row.clone());
            self.expected.remove(&row.id);
        }
    }

    pub fn expect(&mut self, id: OrderId, expected: ExpectedDay) {
        if self.rows.contains_key(&id) {
            self.expected.insert(id, expected);
        }
    }

    fn lateness(&self, row: &OrderRow, today: Date) -> Lateness {
        Lateness::of(row, self.expected.get(&row.id).copied().unwrap_or_default(), today)
    }

    pub fn name_customer(&mut self, id: CustomerId, name: &str, code: &str, owner: Option<PersonId>) {
        self.customers.insert(id, Named { name: name.into(), code: code.into(), owner });
    }

    fn customer(&self, id: CustomerId) -> Named {
        self.customers.get(&id).cloned().unwrap_or_default()
    }

    /// All pages as one list.
    pub fn list(&self, query: &Query) -> Vec<OrderId> {
        let mut found: Vec<&OrderRow> = self.rows.values().filter(|row| self.matches(row, query)).collect();
        found.sort_by_key(|row| row.id);
        found.sort_by(|a, b| self.compare(&(self.key(a, query), a.id), &(self.key(b, query), b.id), query));
        found.into_iter().map(|row| row.id).collect()
    }

    /// The part of the list that lies behind a place.
    pub fn list_behind(&self, place: &(Option<Key>, OrderId), query: &Query) -> Vec<OrderId> {
        let behind = |id: &OrderId| self.compare(&self.place(*id, query), place, query).is_gt();
        self.list(query).into_iter().filter(behind).collect()
    }

    pub fn place(&self, id: OrderId, query: &Query) -> (Option<Key>, OrderId) {
        (self.key(&self.rows[&id], query), id)
    }

    fn compare(&self, a: &(Option<Key>, OrderId), b: &(Option<Key>, OrderId), query: &Query) -> Ordering {
        let turned = |order: Ordering| if query.descending { order.reverse() } else { order };
        let by_key = match (&a.0, &b.0) {
            (Some(a), Some(b)) => turned(a.cmp(b)),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        by_key.then(turned(a.1.cmp(&b.1)))
    }

    fn key(&self, row: &OrderRow, query: &Query) -> Option<Key> {
        match query.sort {
            Sort::Number => Some(Key::Words(folded(&row.number))),
            Sort::Customer => Some(Key::Words(folded(&self.customer(row.customer).name))),
            Sort::Received => Some(Key::Day(row.received_on)),
            Sort::Promised => row.promised.map(Key::Day),
            Sort::Countdown => self.lateness(row, query.today).countdown_days.map(|days| Key::Number(days.into())),
            Sort::Delay => self.lateness(row, query.today).delay_days.map(|days| Key::Number(days.into())),
            Sort::Expected => self.expected.get(&row.id)?.median.map(Key::Day),
            Sort::Stage => Some(Key::Number(row.stage as i128)),
            Sort::Completion => {
                (row.steps_closed as i128 * 1_000_000_007).checked_div(row.steps_total.into()).map(Key::Number)
            }
            Sort::Exceptions => Some(Key::Number(row.exceptions.into())),
            Sort::Updated => Some(Key::Time(row.updated_at)),
        }
    }

    pub fn matches(&self, row: &OrderRow, query: &Query) -> bool {
        let holders = || row.active.iter().filter_map(|step| step.assignee);
        let in_range = |(field, from, to): (DateField, Option<Date>, Option<Date>)| {
            let day = match field {
                DateField::Received => Some(row.received_on),
                DateField::Promised => row.promised,
                DateField::Delivered => row.delivered_on,
            };
            day.is_some_and(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
        };
        self.is_seen(row, query.scope)
            && query.customer.is_none_or(|customer| row.customer == customer)
            && query.person.is_none_or(|person| row.salesperson == Some(person) || holders().any(|p| p == person))
            && query.department.as_ref().is_none_or(|key| row.active.iter().any(|step| &step.department == key))
            && query.process.as_ref().is_none_or(|key| &row.process.key == key)
            && query.stage.is_none_or(|stage| row.stage == stage)
            && query.state.is_none_or(|state| is_in(row, state, self.lateness(row, query.today)))
            && query.dates.is_none_or(in_range)
            && query.text.split_whitespace().all(|word| self.contains(row, &folded(word)))
    }

    fn is_seen(&self, row: &OrderRow, scope: Scope) -> bool {
        scope.covers(row.salesperson, self.customer(row.customer).owner, row.involved.iter().copied())
    }

    fn contains(&self, row: &OrderRow, word: &str) -> bool {
        let Named { name, code, .. } = self.customer(row.customer);
        let mut texts = vec![&row.number, &row.customer_ref, &name, &code];
        texts.extend(&row.products);
        texts.into_iter().any(|text| folded(text).contains(word))
    }

    pub fn counts(&self, scope: Scope, today: Date) -> Counts {
        let seen: Vec<&OrderRow> = self.rows.values().filter(|row| self.is_seen(row, scope)).collect();
        let mut departments = BTreeMap::new();
        for step in seen.iter().flat_map(|row| &row.active) {
            *departments.entry(step.department.clone()).or_insert(0) += 1;
        }
        let open = |row: &&&OrderRow| row.status == Status::Open;
        Counts {
            total: seen.len(),
            states: State::ALL
                .map(|state| (state, seen.iter().filter(|row| is_in(row, state, self.lateness(row, today))).count())),
            stages: Stage::ALL.map(|stage| (stage, seen.iter().filter(open).filter(|row| row.stage == stage).count())),
            departments: departments.into_iter().collect(),
        }
    }

    pub fn tasks(&self, desk: &Desk) -> Vec<Task> {
        let mut tasks = Vec::new();
        for row in self.rows.values().filter(|row| self.is_seen(row, desk.scope)) {
            for step in &row.active {
                let handed = step.assignee == Some(desk.person);
                if !handed && (step.assignee.is_some() || !desk.departments.contains(&step.department)) {
                    continue;
                }
                let urgency = match step.due {
                    Some(due) if due < desk.now => Urgency::Overdue,
                    Some(due) if due < desk.tomorrow => Urgency::DueToday,
                    _ if step.blocked => Urgency::Blocked,
                    _ if handed => Urgency::Handed,
                    _ => Urgency::Ready,
                };
                tasks.push(Task {
                    order: row.id,
                    step: step.step.clone(),
                    department: step.department.clone(),
                    assignee: step.assignee,
                    due: step.due,
                    handed_at: step.handed_at,
                    started: step.started,
                    blocked: step.blocked,
                    urgency,
                });
            }
        }
        let last = |at: Option<Timestamp>| at.unwrap_or(Timestamp::MAX);
        tasks.sort_by_key(|task| (task.urgency, last(task.due), last(task.handed_at), task.order));
        tasks
    }

    pub fn promises(&self, desk: &Desk) -> Vec<PromiseDue> {
        let mine = |row: &&OrderRow| row.promise_owners.contains(&desk.person) && row.status != Status::Cancelled;
        let mut found: Vec<PromiseDue> = (self.rows.values().filter(mine))
            .filter_map(|row| {
                let due = row.promise_due?;
                let urgency = match due {
                    due if due < desk.today => Urgency::Overdue,
                    due if due == desk.today => Urgency::DueToday,
                    _ => Urgency::Promised,
                };
                Some(PromiseDue { order: row.id, due, urgency })
            })
            .collect();
        found.sort_by_key(|promise| (promise.due, promise.order));
        found
    }
}

fn is_in(row: &OrderRow, state: State, lateness: Lateness) -> bool {
    let open = row.status == Status::Open;
    match state {
        State::Open => open,
        State::Done => row.status == Status::Done,
        State::Cancelled => row.status == Status::Cancelled,
        State::Late => open && lateness.delay_days.is_some_and(|days| days > 0),
        State::DueSoon => open && lateness.countdown_days.is_some_and(|days| (0..=3).contains(&days)),
        State::WillBeLate => open && lateness.outlook == Outlook::WillBeLate,
        State::AtRisk => open && lateness.outlook == Outlook::AtRisk,
        State::NoDate => open && row.promised.is_none(),
        State::Exception => row.exceptions > 0 && row.status != Status::Cancelled,
    }
}
