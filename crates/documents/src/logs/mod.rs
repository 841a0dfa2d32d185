//! Event logs: what has happened to orders, in the formats of process mining, and logs of other systems read as history.
//!
//! `ocel` writes OCEL 2.0 (orders, lines, steps, people, customers, products as objects), `xes` writes one trace per order,
//! both order by order, so that no log sits in memory; `history` reads XES and CSV. Times carry the company's UTC offset.

pub mod history;
pub mod ocel;
pub mod xes;

use std::collections::HashMap;

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use yidan_domain::{
    CustomerId, PersonId, ProductId,
    order::{Order, event::Recorded},
    party::{Customer, Person, Product},
    process::Process,
};

/// An order with everything that has happened to it.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub order: &'a Order,
    pub history: &'a [Recorded],
    /// The process that the order runs.
    pub process: &'a Process,
}

/// Those that orders name. Whoever is not among them is written by the id alone.
#[derive(Debug, Default)]
pub struct Names {
    pub people: HashMap<PersonId, Person>,
    pub customers: HashMap<CustomerId, Customer>,
    pub products: HashMap<ProductId, Product>,
}

impl Names {
    pub fn person(&self, id: PersonId) -> String {
        if id == PersonId::PROGRAM {
            return "yidan".to_owned();
        }
        self.people.get(&id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    pub fn customer(&self, id: CustomerId) -> String {
        self.customers.get(&id).map_or_else(|| id.to_string(), |customer| customer.name.clone())
    }
}

/// Writes times as the company's clock shows them, with the offset.
struct Clock(TimeZone);

impl Clock {
    /// `2026-03-01T09:05:00+08:00`
    fn time(&self, at: Timestamp) -> String {
        // Before railways, clocks differed by minutes and seconds, which no XML or JSON schema takes for an offset.
        let offset = self.0.to_offset(at);
        let offset = if offset.seconds() % 60 == 0 { offset } else { Offset::UTC };
        at.display_with_offset(offset).to_string()
    }

    /// The beginning of the day: neither format knows days.
    fn day(&self, day: Date) -> String {
        match self.0.to_timestamp(day.at(0, 0, 0, 0)) {
            Ok(at) => self.time(at),
            Err(_) => format!("{day}T00:00:00Z"),
        }
    }
}
