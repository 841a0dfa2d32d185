//! The columns: one value for every order and kind, orders numbered as they came. Names are numbers here (see `names`),
//! days are day numbers.

use std::{cmp::Ordering, collections::HashMap};

use jiff::civil::Date;
use yidan_domain::{
    CustomerId, OrderId, PersonId,
    order::{
        lateness::{ExpectedDay, Lateness, day_number},
        row::Status,
    },
    process::Stage,
    production::OfOrder,
    schedule::moment::date_of,
};

use super::{
    entry::Entry,
    lists::Lists,
    names::{Customers, NONE, Numbered, Products},
    sorted::Sorted,
    tasks::{Second, Tasks, Times},
    texts::{Parts, Texts},
};

#[derive(Debug, Default)]
pub struct Columns {
    pub ids: Numbered<OrderId>,
    pub version: Vec<u32>,
    pub customer: Vec<u32>,
    pub salesperson: Vec<u32>,
    pub process: Vec<u32>,
    pub received: Vec<Day>,
    pub promised: Vec<Day>,
    pub delivered: Vec<Day>,
    /// When the goods of open orders are expected to leave, by the median and by nine cases in ten.
    pub expected: Vec<Day>,
    pub likely_by: Vec<Day>,
    pub status: Vec<Status>,
    pub stage: Vec<Stage>,
    pub steps_closed: Vec<u16>,
    pub steps_total: Vec<u16>,
    pub exceptions: Vec<u16>,
    pub updated: Vec<Second>,
    /// Number and customer's reference.
    pub texts: Texts,
    pub products: Lists<u32>,
    /// Steps that could be worked on now: the number of their kind, and their times.
    pub kinds: Lists<u32>,
    pub times: Lists<Times>,
    /// Numbers of those who have something of it.
    pub involved: Lists<u32>,
    /// Few orders have an open promise.
    pub promises: HashMap<u32, Promised>,
    pub by_number: Sorted,

    pub processes: Numbered<String>,
    pub tasks: Tasks,
    pub customers: Customers,
    pub goods: Products,
}

/// A day number, or none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Day(i32);

#[derive(Debug)]
pub struct Promised {
    pub due: Date,
    pub owners: Vec<u32>,
}

impl Columns {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn id(&self, row: usize) -> OrderId {
        self.ids.keys()[row]
    }

    pub fn version_of(&self, id: OrderId) -> Option<u64> {
        self.ids.find(&id).map(|row| self.version[row as usize].into())
    }

    /// Adds or replaces an order, unless a newer version of it is here already: then answers no.
    pub fn put(&mut self, entry: &Entry) -> bool {
        match self.ids.find(&entry.id) {
            None => self.add(entry),
            Some(row) if small(entry.version) >= self.version[row as usize] => self.replace(row as usize, entry),
            Some(_) => return false,
        }
        true
    }

    fn add(&mut self, entry: &Entry) {
        let row = self.ids.add(entry.id) as usize;
        self.version.push(0);
        self.customer.push(NONE);
        self.salesperson.push(NONE);
        self.process.push(NONE);
        self.received.push(Day::NONE);
        self.promised.push(Day::NONE);
        self.delivered.push(Day::NONE);
        self.expected.push(Day::NONE);
        self.likely_by.push(Day::NONE);
        self.status.push(entry.status);
        self.stage.push(entry.stage);
        self.steps_closed.push(0);
        self.steps_total.push(0);
        self.exceptions.push(0);
        self.updated.push(Second::of(entry.updated_at));
        self.texts.push(Parts::new([entry.number, entry.customer_ref]));
        self.products.push(entry.products.iter().map(|name| self.goods.number(name)));
        self.kinds.push(entry.active.iter().map(|active| self.tasks.kind(active)));
        self.times.push(entry.active.iter().map(Times::of));
        self.involved.push(entry.involved.iter().map(|person| self.tasks.people.number(person)));
        self.set(row, entry);
        self.sort_in(row);
    }

    fn replace(&mut self, row: usize, entry: &Entry) {
        let words = Parts::new([entry.number, entry.customer_ref]);
        if !self.texts.is(row, &words) {
            self.sort_out(row);
            self.texts.replace(row, words);
            self.sort_in(row);
        }
        self.products.replace(row, entry.products.iter().map(|name| self.goods.number(name)));
        self.kinds.replace(row, entry.active.iter().map(|active| self.tasks.kind(active)));
        self.times.replace(row, entry.active.iter().map(Times::of));
        self.involved.replace(row, entry.involved.iter().map(|person| self.tasks.people.number(person)));
        self.set(row, entry);
    }

    fn set(&mut self, row: usize, entry: &Entry) {
        self.version[row] = small(entry.version);
        self.customer[row] = self.customers.number(entry.customer);
        self.salesperson[row] = self.tasks.person(entry.salesperson);
        self.process[row] = self.processes.number(entry.process);
        self.received[row] = Day::of(Some(entry.received_on));
        self.promised[row] = Day::of(entry.promised);
        self.delivered[row] = Day::of(entry.delivered_on);
        self.status[row] = entry.status;
        self.stage[row] = entry.stage;
        self.steps_closed[row] = smaller(entry.steps_closed);
        self.steps_total[row] = smaller(entry.steps_total);
        self.exceptions[row] = smaller(entry.exceptions);
        self.updated[row] = Second::of(entry.updated_at);
        match entry.promise_due {
            Some(due) => {
                let owners = entry.promise_owners.iter().map(|owner| self.tasks.people.number(owner)).collect();
                self.promises.insert(row as u32, Promised { due, owners });
            }
            None => drop(self.promises.remove(&(row as u32))),
        }
    }

    /// Orders that are not here are left out: their turn comes with their rows.
    pub fn expect(&mut self, days: &[(OrderId, ExpectedDay)]) {
        for (id, expected) in days {
            let Some(row) = self.ids.find(id) else { continue };
            self.expected[row as usize] = Day::of(expected.median);
            self.likely_by[row as usize] = Day::of(expected.likely_by);
        }
    }

    pub fn expected_of(&self, id: OrderId) -> ExpectedDay {
        let Some(row) = self.ids.find(&id).map(|row| row as usize) else { return ExpectedDay::default() };
        ExpectedDay { median: self.expected[row].date(), likely_by: self.likely_by[row].date() }
    }

    pub fn name_customer(&mut self, id: CustomerId, name: &str, code: &str, owner: Option<PersonId>) {
        let owner = self.tasks.person(owner);
        self.customers.name(id, name, code, owner);
    }

    fn sort_in(&mut self, row: usize) {
        let (texts, ids) = (&self.texts, self.ids.keys());
        let (number, id) = (texts.first(row), ids[row]);
        self.by_number.insert(row as u32, |other| by_number(texts, ids, other, number, id));
    }

    fn sort_out(&mut self, row: usize) {
        let (texts, ids) = (&self.texts, self.ids.keys());
        let (number, id) = (texts.first(row), ids[row]);
        self.by_number.remove(|other| by_number(texts, ids, other, number, id));
    }

    /// How the order's number, then its id, compare to these.
    pub fn compare_number(&self, row: u32, number: &[u8], id: OrderId) -> Ordering {
        by_number(&self.texts, self.ids.keys(), row, number, id)
    }

    #[inline(always)]
    pub fn lateness(&self, row: usize, today: i32) -> Lateness {
        let expected = (self.expected[row].get(), self.likely_by[row].get());
        Lateness::by_number(today, self.status[row], self.promised[row].get(), self.delivered[row].get(), expected)
    }

    #[inline]
    pub fn of_order(&self, row: usize) -> OfOrder {
        let (promised, delivered) = (self.promised[row].get(), self.delivered[row].get());
        OfOrder { status: self.status[row], promised, delivered }
    }

    pub fn bytes(&self) -> usize {
        fn of<T>(column: &Vec<T>) -> usize {
            column.capacity() * size_of::<T>()
        }
        let names = of(&self.customer) + of(&self.salesperson) + of(&self.process);
        let days =
            of(&self.received) + of(&self.promised) + of(&self.delivered) + of(&self.expected) + of(&self.likely_by);
        let standing = of(&self.status) + of(&self.stage) + of(&self.version) + of(&self.updated);
        let counts = of(&self.steps_closed) + of(&self.steps_total) + of(&self.exceptions);
        let lists = self.texts.bytes()
            + self.products.bytes()
            + self.kinds.bytes()
            + self.times.bytes()
            + self.involved.bytes();
        self.ids.bytes() + self.by_number.bytes() + names + days + standing + counts + lists
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

    pub fn date(self) -> Option<Date> {
        self.get().and_then(date_of)
    }

    #[inline]
    pub fn get(self) -> Option<i32> {
        (self != Self::NONE).then_some(self.0)
    }
}

/// Versions and counts never come near these limits; one that did would only be compared less exactly.
fn small(version: u64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}

fn smaller(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
