//! What is asked of the book: a span of days, and which orders and steps.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    Book, Seen, StepOf,
    book::{Names, Plan},
    map::Walk,
    record::{Record, StepRecord, Who},
};
use crate::{
    CustomerId, DepartmentKey, PersonId, Text,
    order::lateness::day_number,
    process::Process,
    schedule::{Moment, Stamp},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub span: Span,
    pub filter: Filter,
    /// What queues are held against, and what is overdue.
    pub now: Timestamp,
}

/// From the first day to the last, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    pub from: Date,
    pub to: Date,
}

/// Orders for which all of it holds. Of figures about steps a department counts its own steps and a person those of that
/// person; of figures about orders, the orders that either has had to do with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words found in each order, as lists search it. The orders that have them are part of what is `Seen`.
    pub words: String,
    pub process: Option<String>,
    pub customer: Option<CustomerId>,
    pub salesperson: Option<PersonId>,
    pub department: Option<DepartmentKey>,
    pub person: Option<PersonId>,
}

impl Span {
    /// The longest that is asked about: a hundred years.
    pub const MOST_DAYS: i32 = 36_525;

    /// The other way round when the last day comes before the first.
    pub fn new(from: Date, to: Date) -> Self {
        if to < from { Self { from: to, to: from } } else { Self { from, to } }
    }

    pub fn days(self) -> i32 {
        day_number(self.to) - day_number(self.from) + 1
    }

    /// As many days before it; the month, quarter or year before when it is a whole one.
    pub fn before(self) -> Option<Self> {
        let to = self.from.yesterday().ok()?;
        let is_whole = self.from.day() == 1 && self.to == self.to.last_of_month();
        let months = i32::from(self.to.year() - self.from.year()) * 12 + i32::from(self.to.month() - self.from.month());
        let back = if is_whole { (months + 1).months() } else { self.days().days() };
        Some(Self { from: self.from.checked_sub(back).ok()?, to })
    }
}

/// A question put to a book: what it leads to in the book's own numbers.
pub struct View<'a> {
    pub(super) book: &'a Book,
    pub(super) span: Span,
    pub(super) now: Moment,
    pub(super) now_stamp: Stamp,
    /// The first second of the span, and the first after it.
    from: Stamp,
    until: Stamp,
    seen: &'a Seen,
    plans: Vec<bool>,
    kinds: Option<Vec<bool>>,
    customer: Wanted<u32>,
    salesperson: Wanted<Who>,
    person: Wanted<Who>,
    /// As they were asked for.
    pub(super) department: Option<&'a DepartmentKey>,
    pub(super) asked_person: Option<PersonId>,
}

#[derive(Clone, Copy, PartialEq)]
enum Wanted<T> {
    Any,
    This(T),
    /// The book has no order of it.
    Unknown,
}

impl<T: PartialEq> Wanted<T> {
    fn of<N>(asked: Option<N>, find: impl FnOnce(N) -> Option<T>) -> Self {
        asked.map_or(Wanted::Any, |name| find(name).map_or(Wanted::Unknown, Wanted::This))
    }

    fn takes(&self, found: Option<T>) -> bool {
        match self {
            Wanted::Any => true,
            Wanted::This(wanted) => found.as_ref() == Some(wanted),
            Wanted::Unknown => false,
        }
    }
}

impl Book {
    pub fn ask<'a>(&'a self, question: &'a Question, seen: &'a Seen) -> View<'a> {
        let Question { span, filter, now } = question;
        let zone = &self.calendars.zone;
        let midnight = |day: i32| Moment::at(day, jiff::civil::Time::midnight()).timestamp(zone).unwrap_or_default();
        let wanted = |key: &String| self.plans.iter().map(|plan| &plan.process.key == key).collect();
        let of_department = |key: &DepartmentKey| self.kinds.all().iter().map(|kind| &kind.department == key).collect();
        let who = |person: PersonId| Names::as_who(self.people.find(&person)?);
        View {
            book: self,
            span: *span,
            now: Moment::of_timestamp(*now, zone),
            now_stamp: Stamp::of(*now),
            from: Stamp::of(midnight(day_number(span.from))),
            until: Stamp::of(midnight(day_number(span.to) + 1)),
            seen,
            plans: filter.process.as_ref().map_or_else(|| vec![true; self.plans.len()], wanted),
            kinds: filter.department.as_ref().map(of_department),
            customer: Wanted::of(filter.customer, |customer| self.customers.find(&customer)),
            salesperson: Wanted::of(filter.salesperson, who),
            person: Wanted::of(filter.person, who),
            department: filter.department.as_ref(),
            asked_person: filter.person,
        }
    }
}

impl<'a> View<'a> {
    /// The orders that are asked about, whenever they were.
    pub(super) fn records(&self) -> impl Iterator<Item = &'a Record> {
        let all_steps = self.kinds.is_none() && self.person == Wanted::Any;
        self.orders_asked().filter(move |record| all_steps || self.steps(record).next().is_some())
    }

    /// The same, whatever department and person are asked about.
    pub(super) fn orders_asked(&self) -> impl Iterator<Item = &'a Record> {
        self.book.records.iter().filter(|record| {
            self.plans[record.plan as usize]
                && self.customer.takes(Some(record.customer))
                && self.salesperson.takes(record.salesperson)
                && self.sees(record)
        })
    }

    fn sees(&self, record: &Record) -> bool {
        match self.seen {
            Seen::All => true,
            Seen::Only(orders) => orders.contains(&record.id),
        }
    }

    /// The newest version of a process that orders have run.
    pub fn process(&self, key: &str) -> Option<&'a Arc<Process>> {
        self.book.process(key)
    }

    /// The newest name of a step, with its number in the step table.
    pub fn step_name(&self, of: &StepOf) -> (usize, Text) {
        self.book.step_name(of)
    }

    /// How an order went through its process.
    pub(super) fn walk(&self, record: &'a Record) -> Walk<'a> {
        Walk { record, plan: self.plan(record), steps: self.book.steps_of(record) }
    }

    pub(super) fn plan(&self, record: &Record) -> &'a Plan {
        &self.book.plans[record.plan as usize]
    }

    /// The steps of an order that are asked about and that anybody has had to do with; each with its kind.
    pub(super) fn steps(&self, record: &Record) -> impl Iterator<Item = (usize, &'a StepRecord)> {
        let kinds = self.plan(record).kinds.iter().copied();
        kinds.zip(self.book.steps_of(record)).filter(|(kind, step)| {
            self.kinds.as_ref().is_none_or(|kinds| kinds[*kind]) && self.person.takes(step.by()) && step.is_touched()
        })
    }

    /// Does it lie in the span?
    pub(super) fn holds(&self, at: Stamp) -> bool {
        self.from <= at && at < self.until
    }

    /// Delivered in the span.
    pub(super) fn left(&self) -> impl Iterator<Item = &'a Record> {
        self.records().filter(|record| record.left.is_some_and(|left| self.holds(left.at)))
    }
}
