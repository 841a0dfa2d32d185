//! What the index is told of an order: the part of an `OrderRow` that lists filter and sort by. It borrows, so that a
//! million of them can be loaded without a million allocations.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, OrderId, PersonId,
    order::row::{ActiveStep, OrderRow, Status},
    process::Stage,
};

#[derive(Debug, Clone)]
pub struct Entry<'a> {
    pub id: OrderId,
    pub version: u64,
    pub number: &'a str,
    pub customer_ref: &'a str,
    pub process: &'a str,
    pub customer: CustomerId,
    pub salesperson: Option<PersonId>,
    pub products: Vec<&'a str>,
    pub received_on: Date,
    pub promised: Option<Date>,
    pub delivered_on: Option<Date>,
    pub status: Status,
    pub stage: Stage,
    pub active: Vec<Active<'a>>,
    pub steps_closed: u32,
    pub steps_total: u32,
    pub exceptions: u32,
    pub promise_due: Option<Date>,
    pub promise_owners: Vec<PersonId>,
    pub involved: Vec<PersonId>,
    pub updated_at: Timestamp,
}

/// A step that could be worked on now; `ActiveStep` without its own strings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Active<'a> {
    pub step: &'a str,
    pub department: &'a str,
    pub assignee: Option<PersonId>,
    pub handed_at: Option<Timestamp>,
    pub started: bool,
    pub blocked: bool,
    pub due: Option<Timestamp>,
}

impl<'a> Entry<'a> {
    pub fn of(row: &'a OrderRow) -> Self {
        Self {
            id: row.id,
            version: row.version,
            number: &row.number,
            customer_ref: &row.customer_ref,
            process: &row.process.key,
            customer: row.customer,
            salesperson: row.salesperson,
            products: row.products.iter().map(String::as_str).collect(),
            received_on: row.received_on,
            promised: row.promised,
            delivered_on: row.delivered_on,
            status: row.status,
            stage: row.stage,
            active: row.active.iter().map(Active::of).collect(),
            steps_closed: row.steps_closed,
            steps_total: row.steps_total,
            exceptions: row.exceptions,
            promise_due: row.promise_due,
            promise_owners: row.promise_owners.clone(),
            involved: row.involved.clone(),
            updated_at: row.updated_at,
        }
    }
}

impl<'a> Active<'a> {
    pub fn of(step: &'a ActiveStep) -> Self {
        Self {
            step: step.step.as_str(),
            department: step.department.as_str(),
            assignee: step.assignee,
            handed_at: step.handed_at,
            started: step.started,
            blocked: step.blocked,
            due: step.due,
        }
    }
}
