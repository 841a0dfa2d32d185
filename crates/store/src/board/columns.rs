//! The columns: one value for every order and kind, orders numbered as they came. Names are numbers here (see `names`),
//! days are day numbers.

use std::{cmp::Ordering, collections::HashMap};

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, OrderId, PersonId,
    order::{
        lateness::{Lateness, day_number},
        row::Status,
    },
    process::Stage,
};

use super::{
    entry::{Active, Entry},
    lists::Lists,
    names::{Customers, NONE, Numbered, Products},
    sorted::Sorted,
    texts::Texts,
};

#[derive(Debug, Default)]
pub struct Columns {
    pub ids: Vec<OrderId>,
    pub versions: Vec<u32>,
    pub customer: Vec<u32>,
    pub salesperson: Vec<u32>,
    pub process: Vec<u32>,
    pub received: Vec<Day>,
    pub promised: Vec<Day>,
    pub delivered: Vec<Day>,
    pub status: Vec<Status>,
    pub stage: Vec<Stage>,
    pub steps_closed: Vec<u16>,
    pub steps_total: Vec<u16>,
    pub exceptions: Vec<u16>,
    /// Microseconds since 1970.
    pub updated: Vec<i64>,
    /// Number and customer's reference.
    pub texts: Texts,
    pub products: Lists<u32>,
    pub active: Lists<Task>,
    /// Few orders have an open promise.
    pub promises: HashMap<u32, Promised>,

    by_id: Sorted,
    pub by_number: Sorted,

    pub people: Numbered<PersonId>,
    pub processes: Numbered<String>,
    pub departments: Numbered<String>,
    pub steps: Numbered<String>,
    pub kinds: Numbered<Kind>,
    pub customers: Customers,
    pub goods: Products,
}

/// A day number, or none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Day(i32);

/// A step that could be worked on now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Task {
    pub kind: u32,
    pub assignee: u32,
    pub due: Moment,
    pub handed: Moment,
}

/// What the tasks of many orders have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kind {
    pub step: u32,
    pub department: u32,
    pub started: bool,
    pub blocked: bool,
}

/// Microseconds since 1970, or never; never is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

#[derive(Debug)]
pub struct Promised {
    pub due: Date,
    pub owners: Vec<u32>,
}

impl Columns {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn row_of(&self, id: OrderId) -> Option<usize> {
        self.by_id.find(|row| self.ids[row as usize].cmp(&id)).map(|row| row as usize)
    }

    /// Adds or replaces an order, unless a newer version of it is here already.
    pub fn put(&mut self, entry: &Entry) {
        match self.row_of(entry.id) {
            None => self.add(entry),
            Some(row) if small(entry.version) >= self.versions[row] => self.replace(row, entry),
            Some(_) => {}
        }
    }

    fn add(&mut self, entry: &Entry) {
        let row = self.len();
        self.ids.push(entry.id);
        self.versions.push(0);
        self.customer.push(NONE);
        self.salesperson.push(NONE);
        self.process.push(NONE);
        self.received.push(Day::NONE);
        self.promised.push(Day::NONE);
        self.delivered.push(Day::NONE);
        self.status.push(entry.status);
        self.stage.push(entry.stage);
        self.steps_closed.push(0);
        self.steps_total.push(0);
        self.exceptions.push(0);
        self.updated.push(0);
        self.texts.push([entry.number, entry.customer_ref]);
        let products: Vec<u32> = entry.products.iter().map(|name| self.goods.number(name)).collect();
        self.products.push(products);
        let tasks: Vec<Task> = entry.active.iter().map(|active| self.task(active)).collect();
        self.active.push(tasks);
        self.set(row, entry);
        let ids = &self.ids;
        self.by_id.insert(row as u32, |other| ids[other as usize].cmp(&entry.id));
        self.sort_in(row);
    }

    fn replace(&mut self, row: usize, entry: &Entry) {
        self.sort_out(row);
        self.texts.replace(row, [entry.number, entry.customer_ref]);
        self.sort_in(row);
        let products: Vec<u32> = entry.products.iter().map(|name| self.goods.number(name)).collect();
        if self.products.get(row) != products {
            self.products.replace(row, products);
        }
        let tasks: Vec<Task> = entry.active.iter().map(|active| self.task(active)).collect();
        self.active.replace(row, tasks);
        self.set(row, entry);
    }

    fn set(&mut self, row: usize, entry: &Entry) {
        self.versions[row] = small(entry.version);
        self.customer[row] = self.customers.number(entry.customer);
        self.salesperson[row] = self.person(entry.salesperson);
        self.process[row] = self.processes.number(entry.process);
        self.received[row] = Day::of(Some(entry.received_on));
        self.promised[row] = Day::of(entry.promised);
        self.delivered[row] = Day::of(entry.delivered_on);
        self.status[row] = entry.status;
        self.stage[row] = entry.stage;
        self.steps_closed[row] = smaller(entry.steps_closed);
        self.steps_total[row] = smaller(entry.steps_total);
        self.exceptions[row] = smaller(entry.exceptions);
        self.updated[row] = entry.updated_at.as_microsecond();
        match entry.promise_due {
            Some(due) => {
                let owners = entry.promise_owners.iter().map(|owner| self.people.number(owner)).collect();
                self.promises.insert(row as u32, Promised { due, owners });
            }
            None => drop(self.promises.remove(&(row as u32))),
        }
    }

    pub fn person(&mut self, person: Option<PersonId>) -> u32 {
        person.map_or(NONE, |person| self.people.number(&person))
    }

    pub fn name_customer(&mut self, id: CustomerId, name: &str, code: &str, owner: Option<PersonId>) {
        let owner = self.person(owner);
        self.customers.name(id, name, code, owner);
    }

    fn task(&mut self, active: &Active) -> Task {
        let step = self.steps.number(active.step);
        let department = self.departments.number(active.department);
        let kind = Kind { step, department, started: active.started, blocked: active.blocked };
        Task {
            kind: self.kinds.number(&kind),
            assignee: self.person(active.assignee),
            due: Moment::of(active.due),
            handed: Moment::of(active.handed_at),
        }
    }

    fn sort_in(&mut self, row: usize) {
        let (texts, ids) = (&self.texts, &self.ids);
        let (number, id) = (texts.first(row), ids[row]);
        self.by_number.insert(row as u32, |other| by_number(texts, ids, other, number, id));
    }

    fn sort_out(&mut self, row: usize) {
        let (texts, ids) = (&self.texts, &self.ids);
        let (number, id) = (texts.first(row), ids[row]);
        self.by_number.remove(|other| by_number(texts, ids, other, number, id));
    }

    pub fn bytes(&self) -> usize {
        fn of<T>(column: &Vec<T>) -> usize {
            column.capacity() * size_of::<T>()
        }
        of(&self.ids)
            + of(&self.versions)
            + of(&self.customer)
            + of(&self.salesperson)
            + of(&self.process)
            + of(&self.received)
            + of(&self.promised)
            + of(&self.delivered)
            + of(&self.status)
            + of(&self.stage)
            + of(&self.steps_closed)
            + of(&self.steps_total)
            + of(&self.exceptions)
            + of(&self.updated)
            + self.texts.bytes()
            + self.products.bytes()
            + self.active.bytes()
            + self.by_id.bytes()
            + self.by_number.bytes()
    }

    /// How the order's number, then its id, compare to these.
    pub fn compare_number(&self, row: u32, number: &[u8], id: OrderId) -> Ordering {
        by_number(&self.texts, &self.ids, row, number, id)
    }

    #[inline]
    pub fn lateness(&self, row: usize, today: i32) -> Lateness {
        Lateness::by_number(today, self.status[row], self.promised[row].get(), self.delivered[row].get())
    }
}

fn by_number(texts: &Texts, ids: &[OrderId], row: u32, number: &[u8], id: OrderId) -> Ordering {
    texts.first(row as usize).cmp(number).then_with(|| ids[row as usize].cmp(&id))
}

impl Day {
    pub const NONE: Day = Day(i32::MIN);

    pub fn of(date: Option<Date>) -> Self {
        date.map_or(Self::NONE, |date| Self(day_number(date)))
    }

    #[inline]
    pub fn get(self) -> Option<i32> {
        (self != Self::NONE).then_some(self.0)
    }
}

impl Moment {
    const NEVER: Moment = Moment(i64::MAX);

    pub fn of(at: Option<Timestamp>) -> Self {
        at.map_or(Self::NEVER, |at| Self(at.as_microsecond()))
    }

    pub fn get(self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.0).ok()
    }
}

/// Versions and counts never come near these limits; one that did would only be compared less exactly.
fn small(version: u64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}

fn smaller(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
