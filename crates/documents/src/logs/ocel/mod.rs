//! OCEL 2.0 as JSON. Orders are told twice, once as objects and once by their events, because the standard puts all objects
//! into one list and all events into another.
//!
//! Every attribute value is text: that is what the published JSON schema takes, whatever type is declared. What an object
//! was from the beginning is dated 1970-01-01, as the specification has it; what changed later is dated by the change.

mod events;
mod objects;
mod types;

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use jiff::tz::TimeZone;
use serde::Serialize;
use yidan_domain::{CustomerId, OrderId, PersonId, ProductId, StepKey};

use super::{Clock, Names, Told};

/// A log of which the objects are being written.
pub struct Objects<W> {
    out: W,
    clock: Clock,
    named: Named,
    rest: bool,
}

/// A log of which the events are being written.
pub struct Events<W> {
    out: W,
    clock: Clock,
    rest: bool,
}

/// Those whom orders and events have named so far: they become objects too.
#[derive(Default)]
struct Named {
    people: BTreeSet<PersonId>,
    customers: BTreeSet<CustomerId>,
    products: BTreeSet<ProductId>,
}

impl<W: Write> Objects<W> {
    pub fn begin(mut out: W, zone: TimeZone) -> io::Result<Self> {
        write!(out, "{{\"objectTypes\":")?;
        serde_json::to_writer(&mut out, &types::objects())?;
        write!(out, ",\n\"eventTypes\":")?;
        serde_json::to_writer(&mut out, &types::events())?;
        write!(out, ",\n\"objects\":[")?;
        Ok(Self { out, clock: Clock(zone), named: Named::default(), rest: false })
    }

    /// The order with its lines and steps.
    pub fn order(&mut self, told: Told) -> io::Result<()> {
        self.named.note(told);
        for object in objects::of_order(told, &self.clock) {
            put(&mut self.out, &mut self.rest, &object)?;
        }
        Ok(())
    }

    /// The products that the orders named so far.
    pub fn products(&self) -> Vec<ProductId> {
        self.named.products.iter().copied().collect()
    }

    /// Writes those whom the orders named; the same orders follow by their events.
    pub fn into_events(mut self, names: &Names) -> io::Result<Events<W>> {
        // The owners of customers are named by nothing else.
        let customers = self.named.customers.iter().filter_map(|id| names.customers.get(id));
        self.named.people.extend(customers.filter_map(|customer| customer.owner));
        let people = self.named.people.iter().map(|id| objects::person(*id, names));
        let customers = self.named.customers.iter().map(|id| objects::customer(*id, names));
        let products = self.named.products.iter().map(|id| objects::product(*id, names));
        for object in people.chain(customers).chain(products) {
            put(&mut self.out, &mut self.rest, &object)?;
        }
        write!(self.out, "],\n\"events\":[")?;
        Ok(Events { out: self.out, clock: self.clock, rest: false })
    }

    /// What has been written so far, for who sends it on part by part.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }
}

impl<W: Write> Events<W> {
    pub fn order(&mut self, told: Told) -> io::Result<()> {
        for event in events::of_order(told, &self.clock) {
            put(&mut self.out, &mut self.rest, &event)?;
        }
        Ok(())
    }

    pub fn end(mut self) -> io::Result<W> {
        writeln!(self.out, "]}}")?;
        Ok(self.out)
    }

    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }
}

fn put(out: &mut impl Write, rest: &mut bool, what: &impl Serialize) -> io::Result<()> {
    out.write_all(if *rest { b",\n" } else { b"\n" })?;
    *rest = true;
    Ok(serde_json::to_writer(out, what)?)
}

#[derive(Debug, Serialize)]
struct Attribute {
    name: &'static str,
    value: String,
    /// Of objects only: since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
}

#[derive(Debug, Serialize, PartialEq)]
struct Relationship {
    #[serde(rename = "objectId")]
    object: String,
    qualifier: &'static str,
}

fn related(object: String, qualifier: &'static str) -> Relationship {
    Relationship { object, qualifier }
}

fn order_id(id: OrderId) -> String {
    format!("order:{id}")
}

/// `number` counts from 1.
fn line_id(order: OrderId, number: usize) -> String {
    format!("line:{order}:{number}")
}

fn step_id(order: OrderId, step: &StepKey) -> String {
    format!("step:{order}:{step}")
}

fn person_id(id: PersonId) -> String {
    format!("person:{id}")
}

fn customer_id(id: CustomerId) -> String {
    format!("customer:{id}")
}

fn product_id(id: ProductId) -> String {
    format!("product:{id}")
}
