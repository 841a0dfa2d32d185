//! The objects of the log: orders, lines and steps with what they were and how they changed, and those they name.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use yidan_domain::{
    CustomerId, PersonId, ProductId, StepKey,
    access::Role,
    order::{
        Channel, Header, Line,
        event::{Event, Recorded},
    },
};

use super::{Attribute, Named, Relationship, customer_id, line_id, order_id, person_id, product_id, related, step_id};
use crate::logs::{Clock, Names, Told};

/// Since when something is what it was from the beginning (OCEL 2.0 specification, section 7).
const ALWAYS: &str = "1970-01-01T00:00:00Z";

/// The value of an attribute that has been taken away.
const CLEARED: &str = "null";

#[derive(Serialize)]
pub(super) struct Object {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    attributes: Vec<Attribute>,
    relationships: Vec<Relationship>,
}

impl Named {
    /// Takes down whom the order and its events name.
    pub(super) fn note(&mut self, told: Told) {
        for recorded in told.history {
            self.people.extend([recorded.by, recorded.doer()]);
            match &recorded.event {
                Event::Assigned { to, .. } => self.people.extend(to),
                Event::ExceptionRaised { handling, .. }
                | Event::ExceptionHandled { handling, .. }
                | Event::ExceptionRestated { handling, .. } => {
                    self.people.extend(handling.owner);
                }
                Event::Promised { owner, .. } => self.people.extend([owner]),
                _ => {}
            }
        }
        for (_, header, lines) in versions(told) {
            self.customers.insert(header.customer);
            self.people.extend(header.salesperson);
            self.products.extend(lines.iter().filter_map(|line| line.product));
        }
    }
}

/// Header and lines as they were entered and each time they were amended, with when.
fn versions(told: Told<'_>) -> impl Iterator<Item = (&Recorded, &Header, &[Line])> {
    told.history.iter().filter_map(|recorded| match &recorded.event {
        Event::Entered { header, lines, .. } | Event::Amended { header, lines, .. } => {
            Some((recorded, &**header, lines.as_slice()))
        }
        _ => None,
    })
}

pub(super) fn of_order(told: Told, clock: &Clock) -> Vec<Object> {
    let mut objects = vec![order(told, clock)];
    let lines = versions(told).map(|(_, _, lines)| lines.len()).max().unwrap_or(0);
    objects.extend((0..lines).map(|index| line(told, index, clock)));
    objects.extend(steps(told).into_iter().map(|key| step(told, key, clock)));
    objects
}

fn order(told: Told, clock: &Clock) -> Object {
    let mut values = Values::new(clock);
    values.since(
        None,
        [
            ("number", told.order.number.clone()),
            ("process", told.order.process.key.clone()),
            ("process_version", told.order.process.version.to_string()),
        ],
    );
    let mut relationships = Vec::new();
    let mut relate = |object, qualifier| {
        let related = related(object, qualifier);
        if !relationships.contains(&related) {
            relationships.push(related);
        }
    };
    let mut most_lines = 0;
    for recorded in told.history {
        match &recorded.event {
            Event::Entered { header, lines, .. } | Event::Amended { header, lines, .. } => {
                values.since(when(recorded), head(header, lines, clock));
                relate(customer_id(header.customer), "customer");
                if let Some(salesperson) = header.salesperson {
                    relate(person_id(salesperson), "salesperson");
                }
                most_lines = most_lines.max(lines.len());
            }
            Event::Replanned { promised, .. } => {
                values.since(Some(recorded.at), [("promised", day_or_none(*promised, clock))]);
            }
            _ => {}
        }
    }
    let id = told.order.id;
    (1..=most_lines).for_each(|number| relate(line_id(id, number), "line"));
    steps(told).into_iter().for_each(|step| relate(step_id(id, step), "step"));
    values.since(None, [("cancelled", "false".to_owned())]);
    if let Some(cancelled) = &told.order.cancelled {
        values.since(Some(cancelled.at), [("cancelled", "true".to_owned())]);
    }
    Object { id: order_id(id), kind: "order", attributes: values.attributes, relationships }
}

fn head(header: &Header, lines: &[Line], clock: &Clock) -> [(&'static str, String); 8] {
    let total = yidan_domain::order::total(lines, header.currency);
    [
        ("customer_ref", header.customer_ref.clone()),
        ("channel", channel(header.channel).to_owned()),
        ("received", clock.time(header.received_at)),
        ("promised", day_or_none(header.promised, clock)),
        ("currency", header.currency.code().to_owned()),
        ("total", total.map(|total| total.amount().to_string()).unwrap_or_default()),
        ("payment_terms", header.payment_terms.clone()),
        ("trade_terms", header.trade_terms.clone()),
    ]
}

fn day_or_none(day: Option<Date>, clock: &Clock) -> String {
    day.map(|day| clock.day(day)).unwrap_or_default()
}

fn line(told: Told, index: usize, clock: &Clock) -> Object {
    let mut values = Values::new(clock);
    let mut relationships = Vec::new();
    values.since(None, [("position", (index + 1).to_string())]);
    for (recorded, header, lines) in versions(told) {
        let Some(line) = lines.get(index) else { continue };
        let amount = line.amount(header.currency);
        values.since(
            when(recorded),
            [
                ("name", line.name.clone()),
                ("spec", line.spec.clone()),
                ("quantity", line.quantity.amount().to_string()),
                ("unit", line.quantity.unit.clone()),
                ("price", line.price.map(|price| price.to_string()).unwrap_or_default()),
                ("discount_percent", line.discount_percent.to_string()),
                ("amount", amount.map(|amount| amount.amount().to_string()).unwrap_or_default()),
            ],
        );
        if let Some(product) = line.product.map(|product| related(product_id(product), "product"))
            && !relationships.contains(&product)
        {
            relationships.push(product);
        }
    }
    Object { id: line_id(told.order.id, index + 1), kind: "line", attributes: values.attributes, relationships }
}

/// The steps of the process, and any other that events tell of.
fn steps(told: Told<'_>) -> Vec<&StepKey> {
    let mut keys: Vec<&StepKey> = told.process.steps.iter().map(|step| &step.key).collect();
    for key in told.history.iter().filter_map(|recorded| recorded.event.step()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

fn step(told: Told, key: &StepKey, clock: &Clock) -> Object {
    let mut values = Values::new(clock);
    values.since(None, [("key", key.to_string())]);
    if let Some(step) = told.process.step(key) {
        let department = told.process.department_name(&step.department);
        values.since(
            None,
            [
                ("position", told.process.number_of(key).unwrap_or_default().to_string()),
                ("name", step.name.zh.clone()),
                ("name_en", step.name.en.clone()),
                ("stage", step.stage.key().to_owned()),
                ("department", step.department.to_string()),
                ("department_name", department.zh),
            ],
        );
    }
    values.since(None, [("state", "waiting".to_owned())]);
    for recorded in told.history.iter().filter(|recorded| recorded.event.step() == Some(key)) {
        let state = match &recorded.event {
            Event::Started { .. } => "started",
            Event::Finished { .. } => "finished",
            Event::Skipped { .. } => "skipped",
            Event::Reopened { .. } => "waiting",
            _ => continue,
        };
        values.since(Some(recorded.happened_at()), [("state", state.to_owned())]);
    }
    Object { id: step_id(told.order.id, key), kind: "step", attributes: values.attributes, relationships: Vec::new() }
}

pub(super) fn person(id: PersonId, names: &Names) -> Object {
    let mut values = Still::default();
    values.is("name", names.person(id));
    if let Some(person) = names.people.get(&id) {
        let departments: Vec<&str> = person.departments.iter().map(|department| department.as_str()).collect();
        values.is("departments", departments.join(", "));
        values.is("role", role(person.role));
    }
    Object { id: person_id(id), kind: "person", attributes: values.0, relationships: Vec::new() }
}

pub(super) fn customer(id: CustomerId, names: &Names) -> Object {
    let mut values = Still::default();
    values.is("name", names.customer(id));
    let customer = names.customers.get(&id);
    if let Some(customer) = customer {
        values.is("code", customer.code.clone().unwrap_or_default());
        values.is("region", customer.region.as_str());
        values.is("country", customer.country.as_str());
    }
    let owner = customer.and_then(|customer| customer.owner).map(|owner| related(person_id(owner), "account owner"));
    Object { id: customer_id(id), kind: "customer", attributes: values.0, relationships: owner.into_iter().collect() }
}

pub(super) fn product(id: ProductId, names: &Names) -> Object {
    let mut values = Still::default();
    if let Some(product) = names.products.get(&id) {
        values.is("code", product.code.as_str());
        values.is("name", product.name.zh.as_str());
        values.is("name_en", product.name.en.as_str());
        values.is("spec", product.spec.as_str());
        values.is("unit", product.unit.as_str());
    }
    Object { id: product_id(id), kind: "product", attributes: values.0, relationships: Vec::new() }
}

/// Attributes that change: each value that differs from the one before, with since when.
struct Values<'a> {
    clock: &'a Clock,
    latest: BTreeMap<&'static str, String>,
    attributes: Vec<Attribute>,
}

impl<'a> Values<'a> {
    fn new(clock: &'a Clock) -> Self {
        Self { clock, latest: BTreeMap::new(), attributes: Vec::new() }
    }

    /// `None` for what was so from the beginning. What is empty from the beginning is not written.
    fn since<const N: usize>(&mut self, at: Option<Timestamp>, values: [(&'static str, String); N]) {
        for (name, value) in values {
            let before = self.latest.get(name).map_or("", String::as_str);
            if before == value {
                continue;
            }
            let time = at.map_or_else(|| ALWAYS.to_owned(), |at| self.clock.time(at));
            let written = if value.is_empty() { CLEARED } else { &value };
            self.attributes.push(Attribute { name, value: written.to_owned(), time: Some(time) });
            self.latest.insert(name, value);
        }
    }
}

/// Attributes that stay.
#[derive(Default)]
struct Still(Vec<Attribute>);

impl Still {
    fn is(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.push(Attribute { name, value, time: Some(ALWAYS.to_owned()) });
        }
    }
}

fn when(recorded: &Recorded) -> Option<Timestamp> {
    if let Event::Entered { .. } = recorded.event { None } else { Some(recorded.at) }
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "phone",
        Channel::Fax => "fax",
        Channel::Email => "email",
        Channel::Online => "online",
        Channel::Other => "other",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Manager => "manager",
        Role::Member => "member",
        Role::ReadOnly => "read-only",
    }
}
