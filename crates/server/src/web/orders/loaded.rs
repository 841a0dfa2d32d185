//! One order with all that its page tells: its history, its process, and the names of the people and firms in it.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use jiff::Timestamp;
use yidan_domain::{
    CustomerId, Lang, OrderId, PersonId, ProductId, Text,
    order::{
        Line, Order,
        apply::replay,
        event::{Event, Recorded},
    },
    party::{Customer, Person},
    process::Process,
    schedule::{Calendars, History},
};
use yidan_store::{Result, Tx, World, customers, orders, people, products};

use super::{
    super::{Failure, Screen},
    difference::Names,
};

pub struct Loaded {
    pub order: Order,
    pub process: Arc<Process>,
    pub world: Arc<World>,
    /// The first event first; without what the viewer may not know.
    pub history: Vec<Recorded>,
    /// Everybody, those who are still there first.
    pub people: Vec<Person>,
    /// What the program is called, where it acts by itself.
    program: String,
    /// Customers that the order is or was for, or was quoted to.
    pub customers: BTreeMap<CustomerId, Customer>,
    /// The catalogue's names of what the order and its quotations are about.
    products: BTreeMap<ProductId, Text>,
    /// What finished orders teach about how long steps take.
    pub taught: Arc<History>,
}

impl Loaded {
    pub async fn load(screen: &Screen, id: OrderId) -> Result<Self, Failure> {
        let scope = screen.viewer.scope();
        let world = screen.app.store.world();
        let loaded = screen.app.store.read(move |tx| {
            let order = orders::load(tx, scope, id)?;
            let history = orders::history(tx, scope, id)?;
            let customers = customers_in(tx, &history)?;
            let products = products::some(tx, products_in(&history))?;
            Ok((order, history, people::all(tx)?, customers, products))
        });
        let (order, mut history, people, customers, products) = loaded.await?;
        let products = products.into_iter().map(|(id, product)| (id, product.name)).collect();
        history.retain(|recorded| screen.viewer.is_told(&recorded.event));
        let process = world.processes.get(&order.process).cloned();
        let process = process.ok_or(yidan_store::Error::NotFound("process"))?;
        let program = screen.frame().t("the-program");
        let taught = screen.app.store.following().history();
        Ok(Self { order, process, world, history, people, program, customers, products, taught })
    }

    /// The same at a past time; `None` before the order was entered.
    pub fn back_at(mut self, at: Timestamp) -> Option<Self> {
        self.history.retain(|recorded| recorded.at <= at);
        self.order = replay(&self.history)?;
        Some(self)
    }

    pub fn calendars(&self) -> &Calendars {
        &self.world.company.calendars
    }

    pub fn person(&self, id: PersonId) -> &str {
        if id == PersonId::PROGRAM {
            return &self.program;
        }
        self.people.iter().find(|person| person.id == id).map_or("—", |person| person.name.as_str())
    }

    pub fn customer(&self, id: CustomerId) -> &str {
        self.customers.get(&id).map_or("—", |customer| customer.name.as_str())
    }

    /// What the goods of a line are called: a line that carries the catalogue's name has it in both languages.
    pub fn goods<'a>(&'a self, line: &'a Line, lang: Lang) -> &'a str {
        let named = line.product.and_then(|product| self.products.get(&product));
        named.filter(|name| name.zh == line.name || name.en == line.name).map_or(&line.name, |name| name.get(lang))
    }
}

impl Names for Loaded {
    fn person(&self, id: PersonId) -> &str {
        self.person(id)
    }

    fn customer(&self, id: CustomerId) -> &str {
        self.customer(id)
    }
}

fn products_in(history: &[Recorded]) -> Vec<ProductId> {
    let lines = history.iter().flat_map(|recorded| match &recorded.event {
        Event::Entered { lines, .. } | Event::Amended { lines, .. } => lines.as_slice(),
        Event::Quoted { quotation } => &quotation.lines,
        _ => &[],
    });
    lines.filter_map(|line| line.product).collect()
}

fn customers_in(tx: &mut Tx, history: &[Recorded]) -> Result<BTreeMap<CustomerId, Customer>> {
    let mut found = BTreeMap::new();
    for recorded in history {
        let customer = match &recorded.event {
            Event::Entered { header, .. } | Event::Amended { header, .. } => header.customer,
            Event::Quoted { quotation } => quotation.header.customer,
            Event::ChangeProposed { change } => change.header.customer,
            _ => continue,
        };
        if let Entry::Vacant(place) = found.entry(customer) {
            place.insert(customers::get(tx, customer)?);
        }
    }
    Ok(found)
}
