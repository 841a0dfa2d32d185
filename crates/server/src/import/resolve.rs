//! Drafts become what can be kept: customers, people and products are looked up, or made where they are new; orders that
//! an earlier import brought are left out.

mod names;

pub(super) use names::new_customer;

use std::collections::HashMap;

use jiff::Timestamp;
use yidan_documents::{
    Column, Intake, Layout, Note, OrderDraft, Place, Problem, RowFault, RowNote, Skip, Skipped,
    parties::{CustomerDraft, ProductDraft},
};
use yidan_domain::{
    DepartmentKey, Message, OrderId, PersonId, ProductId, Text,
    order::{Header, Line},
    party::{Customer, Product},
    process::Process,
    text::folded,
};
use yidan_store::{Error, Result, Tx, imports, orders};

use super::{
    Choices, Imported, Report,
    lists::{Lists, Origin},
    past,
};

/// One thing to keep, with the new people, customers and products that it names.
#[derive(Debug, Clone)]
pub struct Item {
    pub place: Place,
    pub people: Vec<NewPerson>,
    pub customer: Option<Customer>,
    pub products: Vec<Product>,
    pub order: Option<Ready>,
}

/// Somebody whom nobody knows yet, and where this person works.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub id: PersonId,
    pub name: String,
    pub departments: Vec<DepartmentKey>,
}

/// An order that can be entered.
#[derive(Debug, Clone)]
pub struct Ready {
    pub draft: orders::Draft,
    pub imported: Imported,
    /// What a later import will know it by.
    pub keys: Vec<[u8; 32]>,
}

pub fn all(
    tx: &mut Tx,
    intake: Intake,
    lists: &mut Lists,
    choices: &Choices,
    now: Timestamp,
) -> Result<(Report, Vec<Item>)> {
    let Intake { customers, products, orders, faults, skipped, notes, layouts, unusable } = intake;
    let world = tx.world.clone();
    let key = choices.process.as_deref().unwrap_or(&world.company.settings.process);
    let unknown = || Error::Invalid(Message::new("order-unknown-process").with("process", key));
    let process = world.processes.latest(key).ok_or_else(unknown)?;
    let report = Report { faults, skipped, notes, unusable, ..Report::default() };
    let mut resolver = Resolver { tx, lists, process, now, layouts, report, items: Vec::new(), seen: HashMap::new() };
    for draft in customers {
        resolver.customer(draft);
    }
    for draft in products {
        resolver.product(draft)?;
    }
    for draft in orders {
        resolver.order(draft)?;
    }
    let Resolver { mut report, items, layouts, .. } = resolver;
    report.layouts = layouts;
    Ok((report, items))
}

struct Resolver<'a, 't> {
    tx: &'a mut Tx<'t>,
    lists: &'a mut Lists,
    process: &'a Process,
    now: Timestamp,
    layouts: Vec<(String, Layout)>,
    report: Report,
    items: Vec<Item>,
    /// Orders of this import, by what a later one would know them by.
    seen: HashMap<[u8; 32], Place>,
}

impl Resolver<'_, '_> {
    fn customer(&mut self, draft: CustomerDraft) {
        let listed = self.lists.customer_named(&draft.name);
        let of_code = draft.code.as_deref().and_then(|code| self.lists.customer_coded(code));
        if listed.or(of_code).is_some_and(|(listed, _)| folded(&listed.name) == folded(&draft.name)) {
            return self.skip(draft.place, Skip::AlreadyListed);
        }
        if let Some((other, _)) = of_code {
            let (name, code) = (other.name.clone(), draft.code.unwrap_or_default());
            return self.refuse(draft.place, Column::CustomerCode, code, Problem::CodeOfOther { name });
        }
        let mut item = Item::at(draft.place.clone());
        let owner = match self.person(&mut item, draft.salesperson.as_deref()) {
            Ok(owner) => owner,
            Err(problem) => {
                let value = draft.salesperson.unwrap_or_default();
                return self.refuse(draft.place, Column::Salesperson, value, problem);
            }
        };
        let customer = Customer {
            id: Lists::new_customer_id(),
            code: draft.code,
            name: draft.name,
            contact: draft.contact,
            phone: draft.phone,
            email: draft.email,
            address: draft.address,
            country: draft.country,
            region: draft.region,
            terms: draft.terms,
            owner,
            archived: false,
        };
        self.lists.add_customer(customer.clone(), Origin::New);
        item.customer = Some(customer);
        self.items.push(item);
    }

    fn product(&mut self, draft: ProductDraft) -> Result<()> {
        if self.lists.product(self.tx, &draft.code)?.is_some() {
            self.skip(draft.place, Skip::AlreadyListed);
            return Ok(());
        }
        let product = Product {
            id: ProductId(uuid::Uuid::now_v7()),
            code: draft.code,
            name: Text::same(draft.name),
            spec: draft.spec,
            unit: draft.unit,
            price: draft.price,
            currency: draft.currency,
            archived: draft.archived,
        };
        self.lists.add_product(product.clone());
        self.items.push(Item { products: vec![product], ..Item::at(draft.place) });
        Ok(())
    }

    fn order(&mut self, draft: OrderDraft) -> Result<()> {
        let keys: Vec<[u8; 32]> = [Some(draft.fingerprint()), draft.identity()].into_iter().flatten().collect();
        if self.came_before(&draft, &keys)? {
            return Ok(());
        }
        let head = &draft.head;
        if let Some(number) = &head.own_number
            && orders::find_number(self.tx, number)?.is_some()
        {
            self.refuse_order(&draft, Column::OrderNo, number.clone(), Problem::NumberTaken);
            return Ok(());
        }
        let mut item = Item::at(draft.place());
        let customer = match self.order_customer(&mut item, &draft) {
            Ok(customer) => customer,
            Err((column, value, problem)) => {
                self.refuse_order(&draft, column, value, problem);
                return Ok(());
            }
        };
        let salesperson = match self.person(&mut item, head.salesperson.as_deref()) {
            Ok(salesperson) => salesperson,
            Err(problem) => {
                let value = head.salesperson.clone().unwrap_or_default();
                self.refuse_order(&draft, Column::Salesperson, value, problem);
                return Ok(());
            }
        };
        let mut lines = Vec::with_capacity(draft.lines.len());
        for line in &draft.lines {
            match self.line(&mut item, line)? {
                Some(line) => lines.push(line),
                None => {
                    let table = yidan_documents::Kind::Products.name();
                    let value = line.code.clone().unwrap_or_default();
                    self.refuse_order(&draft, Column::ProductCode, value, Problem::NotInTable { table });
                    return Ok(());
                }
            }
        }
        self.say_what_is_worth_saying(&draft, &customer)?;
        for key in &keys {
            self.seen.insert(*key, draft.place());
        }
        item.order = Some(self.ready(draft, &customer, salesperson, lines, keys));
        self.items.push(item);
        Ok(())
    }

    /// Was this order imported before, or is it in this import already? Then that is said.
    fn came_before(&mut self, draft: &OrderDraft, keys: &[[u8; 32]]) -> Result<bool> {
        for (key, same) in keys.iter().zip([true, false]) {
            if let Some(Place { sheet, row }) = self.seen.get(key).cloned() {
                match same {
                    true => self.skip_order(draft, Skip::AlsoIn { sheet, row }),
                    false => self.refuse_order(
                        draft,
                        Column::CustomerRef,
                        reference(draft),
                        Problem::OrderRepeated { sheet, row },
                    ),
                }
                return Ok(true);
            }
            let Some(id) = imports::imported(self.tx, key)? else { continue };
            let row = orders::rows(self.tx, &[id])?.pop();
            let number = row.map(|row| row.number).unwrap_or_default();
            match same {
                true => self.skip_order(draft, Skip::ImportedBefore { number }),
                false => {
                    self.refuse_order(
                        draft,
                        Column::CustomerRef,
                        reference(draft),
                        Problem::ImportedDifferently { number },
                    );
                }
            }
            return Ok(true);
        }
        Ok(false)
    }

    fn ready(
        &self,
        draft: OrderDraft,
        customer: &Customer,
        salesperson: Option<PersonId>,
        lines: Vec<Line>,
        keys: Vec<[u8; 32]>,
    ) -> Ready {
        let zone = &self.tx.world.company.zone;
        let OrderDraft { sheet, rows, head, .. } = draft;
        let shipped = head.shipped.map(|day| past::steps(self.process, day, &head.tracking, zone, self.now));
        let id = OrderId(uuid::Uuid::now_v7());
        let imported = Imported {
            sheet,
            rows,
            id,
            number: head.own_number.clone().unwrap_or_default(),
            customer: customer.name.clone(),
            customer_ref: head.customer_ref.clone(),
            received: head.received,
            promised: head.promised,
            shipped: head.shipped,
            lines: lines.len(),
        };
        let header = Header {
            customer: customer.id,
            customer_ref: head.customer_ref,
            channel: head.channel,
            salesperson,
            currency: head.currency,
            received_at: past::received(head.received, zone, self.now),
            promised: head.promised,
            address: head.address,
            payment_terms: head.payment_terms,
            trade_terms: head.trade_terms,
            remarks: head.remarks,
        };
        let draft = orders::Draft {
            id,
            number: head.own_number,
            process: self.process.key.clone(),
            header,
            lines,
            originals: Vec::new(),
            past: shipped.unwrap_or_default(),
        };
        Ready { draft, imported, keys }
    }

    fn say_what_is_worth_saying(&mut self, draft: &OrderDraft, customer: &Customer) -> Result<()> {
        let head = &draft.head;
        if head.shipped.is_none() && !head.tracking.is_empty() {
            self.note(draft, Column::Tracking, head.tracking.clone(), Note::TrackingNotTaken);
        }
        if !head.customer_ref.is_empty()
            && let Some((_, number)) = orders::same_reference(self.tx, customer.id, &head.customer_ref)?.pop()
        {
            self.note(draft, Column::CustomerRef, head.customer_ref.clone(), Note::SameReference { number });
        }
        Ok(())
    }

    fn title(&self, sheet: &str, column: Column) -> String {
        let layout = self.layouts.iter().find(|(name, _)| name == sheet);
        layout.map(|(_, layout)| layout.title(column).to_owned()).unwrap_or_default()
    }

    fn note(&mut self, draft: &OrderDraft, column: Column, value: String, note: Note) {
        let column = self.title(&draft.sheet, column);
        self.report.notes.push(RowNote { place: draft.place(), column, value, note });
    }

    fn skip(&mut self, place: Place, why: Skip) {
        self.report.skipped.push(Skipped { place, why });
    }

    fn skip_order(&mut self, draft: &OrderDraft, why: Skip) {
        for row in &draft.rows {
            self.skip(Place { sheet: draft.sheet.clone(), row: *row }, why.clone());
        }
    }

    fn refuse(&mut self, place: Place, column: Column, value: String, problem: Problem) {
        let column = self.title(&place.sheet, column);
        self.report.faults.push(RowFault { place, column, value, problem });
    }

    fn refuse_order(&mut self, draft: &OrderDraft, column: Column, value: String, problem: Problem) {
        let first = draft.place();
        for row in draft.rows.iter().skip(1) {
            let place = Place { sheet: draft.sheet.clone(), row: *row };
            self.report.faults.push(place.fault(Problem::PartOfRefused { row: first.row }));
        }
        self.refuse(first, column, value, problem);
    }
}

impl Item {
    pub fn at(place: Place) -> Self {
        Self { place, people: Vec::new(), customer: None, products: Vec::new(), order: None }
    }
}

fn reference(draft: &OrderDraft) -> String {
    draft.head.own_number.clone().unwrap_or_else(|| draft.head.customer_ref.clone())
}
