//! The customers, people and products that the company has, and those that this import adds to them.

use std::collections::{HashMap, HashSet};

use yidan_documents::{intake::Known, orders::without_brackets};
use yidan_domain::{
    CustomerId, PersonId,
    party::{Customer, Product},
    text::folded,
};
use yidan_store::{Result, Tx, customers, people, products};

#[derive(Default)]
pub struct Lists {
    customers: Vec<(Customer, Origin)>,
    customer_by_name: HashMap<String, usize>,
    customer_by_code: HashMap<String, usize>,
    /// Customers with a suffix in brackets, by their name without it.
    branches: HashMap<String, String>,
    people: HashMap<String, Vec<(PersonId, Origin)>>,
    products: HashMap<String, (Product, Origin)>,
    settled: HashSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Listed,
    /// Made by this import.
    New,
}

impl Lists {
    pub fn load(tx: &mut Tx, settled: &[String]) -> Result<Self> {
        let mut lists = Self { settled: settled.iter().map(|name| folded(name)).collect(), ..Self::default() };
        for customer in customers::all(tx)? {
            lists.add_customer(customer, Origin::Listed);
        }
        for person in people::all(tx)? {
            lists.people.entry(folded(&person.name)).or_default().push((person.id, Origin::Listed));
        }
        Ok(lists)
    }

    /// What a name of a customer is to the company, for the reading of sheets.
    pub fn known(&self, name: &str) -> Known {
        let key = folded(name);
        if self.customer_by_name.contains_key(&key) || self.settled.contains(&key) {
            return Known::Settled;
        }
        let base = without_brackets(name).and_then(|base| self.customer_by_name.get(&folded(&base)));
        let base = base.map(|at| self.customers[*at].0.name.clone());
        match base.or_else(|| self.branches.get(&key).cloned()) {
            Some(other) => Known::Similar(other),
            None => Known::No,
        }
    }

    pub fn customer_named(&self, name: &str) -> Option<&(Customer, Origin)> {
        self.customer_by_name.get(&folded(name)).map(|at| &self.customers[*at])
    }

    pub fn customer_coded(&self, code: &str) -> Option<&(Customer, Origin)> {
        self.customer_by_code.get(code).map(|at| &self.customers[*at])
    }

    pub fn add_customer(&mut self, customer: Customer, origin: Origin) {
        let at = self.customers.len();
        self.customer_by_name.insert(folded(&customer.name), at);
        if let Some(code) = &customer.code {
            self.customer_by_code.insert(code.clone(), at);
        }
        if let Some(base) = without_brackets(&customer.name) {
            self.branches.insert(folded(&base), customer.name.clone());
        }
        self.customers.push((customer, origin));
    }

    pub fn people_named(&self, name: &str) -> &[(PersonId, Origin)] {
        self.people.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    pub fn add_person(&mut self, name: &str) -> PersonId {
        let id = PersonId(uuid::Uuid::now_v7());
        self.people.entry(folded(name)).or_default().push((id, Origin::New));
        id
    }

    /// Products are looked up one by one: a catalogue may be long, and an import names few of it.
    pub fn product(&mut self, tx: &mut Tx, code: &str) -> Result<Option<&(Product, Origin)>> {
        if !self.products.contains_key(code)
            && let Some(product) = products::coded(tx, code)?
        {
            self.products.insert(code.to_owned(), (product, Origin::Listed));
        }
        Ok(self.products.get(code))
    }

    pub fn add_product(&mut self, product: Product) {
        self.products.insert(product.code.clone(), (product, Origin::New));
    }

    pub fn new_customer_id() -> CustomerId {
        CustomerId(uuid::Uuid::now_v7())
    }
}
