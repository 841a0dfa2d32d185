//! Writing what was resolved, many at a time. What the store refuses is taken out and said, and the rest is kept.

use std::{
    collections::{HashSet, VecDeque},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use uuid::Uuid;
use yidan_documents::Problem;
use yidan_domain::Say;
use yidan_store::{Actor, Error, Result, Store, Tx, customers, imports, orders, people, products};

use super::{
    Report,
    resolve::{Item, NewPerson},
};

/// Items written in one transaction: enough to make the cost of a commit small, few enough not to keep others waiting.
const CHUNK: usize = 200;

pub async fn all(store: &Store, actor: &Actor, items: Vec<Item>, report: &mut Report) -> Result<()> {
    let mut made = HashSet::new();
    let mut waiting: VecDeque<Item> = items.into();
    while !waiting.is_empty() {
        let mut chunk: Vec<Item> = waiting.drain(..CHUNK.min(waiting.len())).collect();
        while !chunk.is_empty() {
            match write(store, actor, &chunk, &made).await? {
                Ok(numbers) => {
                    report.add(std::mem::take(&mut chunk), numbers, &mut made);
                }
                Err((at, error)) => report.refuse(chunk.remove(at), &error),
            }
        }
    }
    Ok(())
}

type Refused = (usize, Error);

/// The numbers of the orders, item by item; or the first item that is refused, and then nothing of the chunk is kept.
async fn write(
    store: &Store,
    actor: &Actor,
    chunk: &[Item],
    made: &HashSet<Uuid>,
) -> Result<Result<Vec<Option<String>>, Refused>> {
    let reached = Arc::new(AtomicUsize::new(0));
    let (items, actor, made, at) = (chunk.to_vec(), actor.clone(), made.clone(), Arc::clone(&reached));
    let outcome = store
        .write(move |tx| {
            let mut made = made.clone();
            let mut numbers = Vec::with_capacity(items.len());
            for (number, item) in items.iter().enumerate() {
                at.store(number, Ordering::Relaxed);
                numbers.push(keep(tx, &actor, item, &mut made)?);
            }
            Ok(numbers)
        })
        .await;
    match outcome {
        Ok(numbers) => Ok(Ok(numbers)),
        Err(error @ (Error::Refused(_) | Error::Invalid(_) | Error::NotFound(_) | Error::Conflict(_))) => {
            Ok(Err((reached.load(Ordering::Relaxed), error)))
        }
        Err(error) => Err(error),
    }
}

fn keep(tx: &mut Tx, actor: &Actor, item: &Item, made: &mut HashSet<Uuid>) -> Result<Option<String>> {
    for NewPerson { id, name, departments } in &item.people {
        if made.insert(id.0) {
            people::add_by_name(tx, actor, *id, name, departments)?;
        }
    }
    if let Some(customer) = item.customer.as_ref().filter(|customer| made.insert(customer.id.0)) {
        customers::put(tx, actor, customer.clone())?;
    }
    for product in &item.products {
        if made.insert(product.id.0) {
            products::put(tx, actor, product.clone())?;
        }
    }
    let Some(order) = &item.order else { return Ok(None) };
    let entered = orders::enter(tx, actor, order.draft.clone())?.order;
    for key in &order.keys {
        imports::remember(tx, key, entered.id)?;
    }
    Ok(Some(entered.number))
}

impl Report {
    /// What would be kept, for a preview.
    pub fn count(&mut self, items: &[Item]) {
        let numbers = items.iter().map(|item| item.order.as_ref().map(|order| order.imported.number.clone()));
        let numbers = numbers.collect();
        self.add(items.to_vec(), numbers, &mut HashSet::new());
    }

    fn add(&mut self, items: Vec<Item>, numbers: Vec<Option<String>>, made: &mut HashSet<Uuid>) {
        for (item, number) in items.into_iter().zip(numbers) {
            let people = item.people.into_iter().filter(|person| made.insert(person.id.0));
            self.new_people.extend(people.map(|person| person.name));
            let customer = item.customer.filter(|customer| made.insert(customer.id.0));
            self.new_customers.extend(customer.map(|customer| customer.name));
            let products = item.products.into_iter().filter(|product| made.insert(product.id.0));
            self.new_products.extend(products.map(|product| format!("{} {}", product.code, product.name.zh)));
            if let (Some(mut order), Some(number)) = (item.order, number) {
                order.imported.number = number;
                self.orders.push(order.imported);
            }
        }
    }

    fn refuse(&mut self, item: Item, error: &Error) {
        let first = item.place.row;
        self.faults.push(item.place.clone().fault(Problem::Refused(error.say())));
        let others = item.order.into_iter().flat_map(|order| order.imported.rows).filter(|row| *row != first);
        let sheet = item.place.sheet;
        self.faults.extend(others.map(|row| {
            yidan_documents::Place { sheet: sheet.clone(), row }.fault(Problem::PartOfRefused { row: first })
        }));
    }

    pub fn sort(&mut self) {
        self.faults.sort_by(|a, b| a.place.cmp(&b.place));
        self.skipped.sort_by(|a, b| a.place.cmp(&b.place));
        self.notes.sort_by(|a, b| a.place.cmp(&b.place));
    }
}
