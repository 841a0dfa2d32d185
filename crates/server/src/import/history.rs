//! Logs of other systems become orders that ran before they came here: every step with its real start, end and person.
//! What a log means is found out in `yidan_documents::logs::history`; here people and customers are looked up, and orders
//! that came before are left out.

use std::collections::{BTreeMap, BTreeSet};

use yidan_documents::{
    Note, Place, Problem, RowFault, RowNote, Skip, Skipped,
    logs::history::{self, About, Deed, Log, PastOrder},
};
use yidan_domain::{
    DepartmentKey, Message, OrderId, PersonId, Quantity, Say,
    order::{
        Channel, Header, Line,
        command::{Entry, Past, PastStep},
        decide::{self, Context},
    },
    party::Customer,
    process::{Milestone, Process},
    text::folded,
};
use yidan_store::{Actor, Error, Result, Store, Tx, imports, orders};

use super::{
    Imported, Report, Source, keep,
    lists::{Lists, Origin},
    may_import,
    resolve::{Item, NewPerson, Ready, new_customer},
};

/// Said of steps that the log does not have.
const NOT_IN_LOG: &str = "日志里没有 · not in the log";
/// The customer of orders whose log names none.
const NOBODY: &str = "历史订单客户 · past customers";
/// What was ordered, where the log does not say.
const ANYTHING: &str = "历史订单 · past order";

/// What `run` would do, without doing it.
pub async fn preview(store: &Store, actor: &Actor, sources: Vec<Source>, process: &str) -> Result<Report> {
    let (mut report, items) = prepare(store, actor, sources, process).await?;
    report.preview = true;
    report.count(&items);
    report.sort();
    Ok(report)
}

/// Imports what can be imported and says why the rest cannot. Running it again changes nothing.
pub async fn run(store: &Store, actor: &Actor, sources: Vec<Source>, process: &str) -> Result<Report> {
    let (mut report, items) = prepare(store, actor, sources, process).await?;
    keep::all(store, actor, items, &mut report).await?;
    report.sort();
    Ok(report)
}

async fn prepare(store: &Store, actor: &Actor, sources: Vec<Source>, process: &str) -> Result<(Report, Vec<Item>)> {
    may_import(actor)?;
    let (actor, key) = (actor.clone(), process.to_owned());
    store
        .read(move |tx| {
            let unknown = || Error::Invalid(Message::new("order-unknown-process").with("process", key.as_str()));
            let process = tx.world.processes.latest(&key).cloned().ok_or_else(unknown)?;
            let lists = Lists::load(tx, &[])?;
            let mut resolver = Resolver {
                tx,
                actor: &actor,
                lists,
                process: &process,
                report: Report::default(),
                items: Vec::new(),
                seen: BTreeMap::new(),
                worked_in: BTreeMap::new(),
            };
            for source in sources {
                resolver.source(source)?;
            }
            Ok((resolver.report, resolver.items))
        })
        .await
}

struct Resolver<'a, 't> {
    tx: &'a mut Tx<'t>,
    actor: &'a Actor,
    lists: Lists,
    process: &'a Process,
    report: Report,
    items: Vec<Item>,
    /// Cases of this import, by process and name.
    seen: BTreeMap<[u8; 32], PastOrder>,
    /// The departments of the steps that somebody has done, by name.
    worked_in: BTreeMap<String, BTreeSet<DepartmentKey>>,
}

impl Resolver<'_, '_> {
    fn source(&mut self, Source { name, bytes }: Source) -> Result<()> {
        let log = match history::read(&name, &bytes, &self.tx.world.company.zone) {
            Ok(log) => log,
            Err(why) => {
                self.report.unreadable.push((name, why));
                return Ok(());
            }
        };
        let log = self.without_other_processes(log);
        let (orders, faults) = history::read_against(log, self.process);
        self.report.faults.extend(faults);
        self.note_departments(&orders);
        let (mut open, mut skipped) = (0, BTreeSet::new());
        for order in orders {
            let (is_open, passed) = (order.is_open, order.skipped.clone());
            if self.order(order)? {
                open += usize::from(is_open);
                skipped.extend(passed.into_keys());
            }
        }
        let steps: Vec<_> = self.process.steps.iter().filter(|step| skipped.contains(&step.key)).collect();
        if !steps.is_empty() {
            let steps = steps.into_iter().map(|step| step.name.clone()).collect();
            self.note(&name, Note::StepsSkipped { steps });
        }
        if open > 0 {
            self.note(&name, Note::CasesStayOpen { count: open });
        }
        self.report.logs += 1;
        Ok(())
    }

    /// A log that came from here has cases of all processes.
    fn without_other_processes(&mut self, mut log: Log) -> Log {
        let world = self.tx.world.clone();
        let (ours, skipped) = (&self.process.key, &mut self.report.skipped);
        log.cases.retain(|case| {
            let other = world.processes.latest(&case.about.process).filter(|process| process.key != *ours);
            skipped.extend(other.map(|process| {
                let why = Skip::OtherProcess { process: process.name.clone(), key: process.key.clone() };
                Skipped { place: case.place.clone(), why }
            }));
            other.is_none()
        });
        log
    }

    fn note_departments(&mut self, orders: &[PastOrder]) {
        for deed in orders.iter().flat_map(|order| &order.deeds) {
            let department = self.process.step(&deed.step).map(|step| step.department.clone());
            self.worked_in.entry(folded(&deed.who)).or_default().extend(department);
        }
    }

    /// Is it taken?
    fn order(&mut self, order: PastOrder) -> Result<bool> {
        if self.came_before(&order)? {
            return Ok(false);
        }
        if orders::find_number(self.tx, &order.number)?.is_some() {
            return Ok(self.refuse(order.place, &order.number, Problem::NumberTaken));
        }
        let mut item = Item::at(order.place.clone());
        let named = if order.about.customer.is_empty() { NOBODY } else { &order.about.customer };
        let customer = match self.customer(&mut item, named) {
            Ok(customer) => customer,
            Err(problem) => return Ok(self.refuse(order.place, named, problem)),
        };
        let mut past = Vec::with_capacity(order.deeds.len() + order.skipped.len());
        for deed in &order.deeds {
            match self.past(&mut item, deed) {
                Ok(step) => past.push(step),
                Err(problem) => return Ok(self.refuse(order.place, &deed.who, problem)),
            }
        }
        past.extend(order.skipped.iter().map(|(step, at)| {
            let was = Past::Skipped { at: *at, reason: NOT_IN_LOG.into() };
            PastStep { step: step.clone(), was }
        }));
        let ready = self.ready(&order, &customer, past);
        if let Err(problem) = self.may_enter(&ready) {
            return Ok(self.refuse(order.place, &order.number, problem));
        }
        item.order = Some(ready);
        self.items.push(item);
        self.seen.insert(order.identity, order);
        Ok(true)
    }

    /// Asked before anything is kept, so that a preview refuses what an import would refuse.
    fn may_enter(&self, Ready { draft, .. }: &Ready) -> Result<(), Problem> {
        let company = &self.tx.world.company;
        let received = company.zone.to_datetime(draft.header.received_at).date();
        if draft.header.promised.is_some_and(|promised| promised < received) {
            return Err(Problem::PromisedBeforeReceived { received });
        }
        let entry = Entry {
            id: draft.id,
            number: draft.number.clone().unwrap_or_default(),
            process: self.process.reference(),
            header: draft.header.clone(),
            lines: draft.lines.clone(),
            originals: Vec::new(),
            past: draft.past.clone(),
        };
        let (viewer, now) = (&self.actor.viewer, self.actor.now);
        let causes = &self.tx.world.causes;
        let context = Context { process: self.process, viewer, now, calendars: &company.calendars, causes };
        decide::enter(entry, context).map(drop).map_err(|refusal| Problem::Refused(refusal.say()))
    }

    fn came_before(&mut self, order: &PastOrder) -> Result<bool> {
        if let Some(other) = self.seen.get(&order.identity) {
            let Place { sheet, row } = other.place.clone();
            match other.fingerprint == order.fingerprint {
                true => self.skip(order, Skip::AlsoIn { sheet, row }),
                false => drop(self.refuse(order.place.clone(), &order.number, Problem::OrderRepeated { sheet, row })),
            }
            return Ok(true);
        }
        let number = order.number.clone();
        if imports::imported(self.tx, &order.fingerprint)?.is_some() {
            self.skip(order, Skip::ImportedBefore { number });
            return Ok(true);
        }
        let differently = imports::imported(self.tx, &order.identity)?.is_some();
        if differently {
            self.refuse(order.place.clone(), &order.number, Problem::ImportedDifferently { number });
        }
        Ok(differently)
    }

    fn customer(&mut self, item: &mut Item, name: &str) -> Result<Customer, Problem> {
        let (customer, origin) = match self.lists.customer_named(name) {
            Some(found) => found.clone(),
            None => {
                let customer = new_customer(name, None);
                self.lists.add_customer(customer.clone(), Origin::New);
                (customer, Origin::New)
            }
        };
        if customer.archived {
            return Err(Problem::Refused(Message::new("order-customer-archived")));
        }
        if origin == Origin::New {
            item.customer = Some(customer.clone());
        }
        Ok(customer)
    }

    fn past(&mut self, item: &mut Item, deed: &Deed) -> Result<PastStep, Problem> {
        let (at, by) = (deed.at, self.person(item, &deed.who)?);
        let was = if deed.is_end { Past::Finished { at, by } } else { Past::Started { at, by } };
        Ok(PastStep { step: deed.step.clone(), was })
    }

    fn person(&mut self, item: &mut Item, name: &str) -> Result<Option<PersonId>, Problem> {
        if name.is_empty() {
            return Ok(None);
        }
        let (id, origin) = match self.lists.people_named(name) {
            [] => (self.lists.add_person(name), Origin::New),
            [found] => *found,
            _ => return Err(Problem::SeveralPeople),
        };
        if origin == Origin::New && !item.people.iter().any(|person| person.id == id) {
            let departments = self.worked_in.get(&folded(name)).into_iter().flatten().cloned().collect();
            item.people.push(NewPerson { id, name: name.to_owned(), departments });
        }
        Ok(Some(id))
    }

    fn ready(&self, order: &PastOrder, customer: &Customer, past: Vec<PastStep>) -> Ready {
        let company = &self.tx.world.company;
        let day = |at| company.zone.to_datetime(at).date();
        let delivers = self.process.steps.iter().find(|step| step.milestone == Some(Milestone::Delivered));
        let delivered =
            order.deeds.iter().rev().find(|deed| deed.is_end && delivers.is_some_and(|step| step.key == deed.step));
        let About { customer_ref, goods, promised, .. } = order.about.clone();
        let received = day(order.received);
        let id = OrderId(uuid::Uuid::now_v7());
        let imported = Imported {
            sheet: order.place.sheet.clone(),
            rows: vec![order.place.row],
            id,
            number: order.number.clone(),
            customer: customer.name.clone(),
            customer_ref: customer_ref.clone(),
            received,
            promised,
            shipped: delivered.map(|deed| day(deed.at)),
            lines: 1,
        };
        let header = Header {
            customer: customer.id,
            customer_ref,
            channel: Channel::Other,
            salesperson: None,
            currency: company.settings.currency,
            received_at: order.received,
            promised,
            address: String::new(),
            payment_terms: String::new(),
            trade_terms: String::new(),
            remarks: String::new(),
        };
        let line = Line {
            product: None,
            name: if goods.is_empty() { ANYTHING.to_owned() } else { goods },
            spec: String::new(),
            quantity: Quantity { ten_thousandths: 10_000, unit: String::new() },
            price: None,
            discount_percent: 0.into(),
        };
        let draft = orders::Draft {
            id,
            number: Some(order.number.clone()),
            process: self.process.key.clone(),
            header,
            lines: vec![line],
            originals: Vec::new(),
            past,
        };
        Ready { draft, imported, keys: vec![order.fingerprint, order.identity] }
    }

    fn note(&mut self, file: &str, note: Note) {
        let place = Place { sheet: file.to_owned(), row: 0 };
        self.report.notes.push(RowNote { place, column: String::new(), value: String::new(), note });
    }

    fn skip(&mut self, order: &PastOrder, why: Skip) {
        self.report.skipped.push(Skipped { place: order.place.clone(), why });
    }

    /// Answers that it is not taken.
    fn refuse(&mut self, place: Place, value: &str, problem: Problem) -> bool {
        self.report.faults.push(RowFault { value: value.to_owned(), ..place.fault(problem) });
        false
    }
}
