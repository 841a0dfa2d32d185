//! Orders kept as tables that name each other's rows by keys: orders, their lines, and lists of customers, products,
//! people and carriers. The tables are joined; a key that leads nowhere is a fault of the row that names it.

use std::collections::HashMap;

use yidan_domain::{order::decide::MOST_LINES, text::folded};

use crate::{
    intake::{Intake, Rules},
    layout::{Column, Kind, Layout, Row},
    orders::{LineDraft, OrderDraft, OrderHead, read_currency, read_head, read_line},
    parties::{self, Named, ProductDraft},
    problem::{Problem, RowFault, Skip, Skipped},
    reading::RowReader,
    sheet::Sheet,
};

pub struct Tables<'a> {
    pub orders: &'a [(&'a Sheet, &'a Layout)],
    pub lines: &'a [(&'a Sheet, &'a Layout)],
    /// `None` when there is no such table, and keys are then taken as they stand.
    pub people: Option<&'a [Named]>,
    pub carriers: Option<&'a [Named]>,
    pub has_customers: bool,
}

/// Rows of the lists by the keys that orders and lines name them with.
struct Keys<'a> {
    people: Option<HashMap<&'a str, &'a str>>,
    carriers: Option<HashMap<&'a str, &'a str>>,
    customers: Option<HashMap<String, String>>,
    products: HashMap<String, ProductDraft>,
}

impl<'a> Keys<'a> {
    fn of(tables: &Tables<'a>, out: &Intake) -> Self {
        let by_key = |named: &'a [Named]| named.iter().map(|row| (row.key.as_str(), row.name.as_str())).collect();
        let customers = out.customers.iter().filter_map(|row| Some((row.code.clone()?, row.name.clone()))).collect();
        Self {
            people: tables.people.map(by_key),
            carriers: tables.carriers.map(by_key),
            customers: tables.has_customers.then_some(customers),
            products: out.products.iter().map(|product| (product.code.clone(), product.clone())).collect(),
        }
    }
}

pub fn read(tables: &Tables, rules: &Rules, out: &mut Intake) {
    let keys = Keys::of(tables, out);
    let mut orders = Orders::default();
    for (sheet, layout) in tables.orders {
        for row in layout.rows(sheet) {
            if row.is_blank() {
                out.skipped.push(Skipped { place: row.place(), why: Skip::Blank });
                continue;
            }
            let mut reader = RowReader::new(row);
            let head = order_head(&mut reader, &keys, rules);
            orders.add(reader, head);
        }
    }
    for (sheet, layout) in tables.lines {
        for row in layout.rows(sheet) {
            match row.is_blank() {
                true => out.skipped.push(Skipped { place: row.place(), why: Skip::Blank }),
                false => orders.add_line(row, &keys, out),
            }
        }
    }
    orders.finish(out);
}

fn order_head(reader: &mut RowReader, keys: &Keys, rules: &Rules) -> Option<OrderHead> {
    let currency = read_currency(reader, rules);
    let head = read_head(reader, currency, rules);
    if reader.row.cell(Column::OrderNo).is_blank() {
        reader.fault(Column::OrderNo, Problem::Missing);
    }
    let salesperson = named(reader, Column::SalespersonCode, keys.people.as_ref(), Kind::People);
    let carrier = named(reader, Column::CarrierCode, keys.carriers.as_ref(), Kind::Carriers);
    let address = parties::address(reader);
    let mut head = head?;
    if let Some(customers) = &keys.customers {
        head.customer = customer_name(reader, &head, customers)?;
    }
    head.salesperson = head.salesperson.or(salesperson?);
    // A carrier is worth saying only of what has been shipped.
    if let Some(carrier) = carrier?.filter(|_| head.shipped.is_some()) {
        head.tracking = format!("{carrier} {}", head.tracking).trim_end().to_owned();
    }
    head.address = address?;
    Some(head)
}

/// The name that a key stands for.
fn named(
    reader: &mut RowReader,
    column: Column,
    table: Option<&HashMap<&str, &str>>,
    kind: Kind,
) -> Option<Option<String>> {
    let key = reader.words(column, usize::MAX)?;
    let Some(table) = table.filter(|_| !key.is_empty()) else {
        return Some(Some(key).filter(|key| !key.is_empty()));
    };
    let found = table.get(key.as_str()).map(|name| Some((*name).to_owned()));
    reader.take(column, found.ok_or(Problem::NotInTable { table: kind.name() }))
}

fn customer_name(reader: &mut RowReader, head: &OrderHead, customers: &HashMap<String, String>) -> Option<String> {
    let Some(code) = &head.customer_code else {
        return Some(head.customer.clone()).filter(|name| !name.is_empty()).or_else(|| {
            reader.fault(Column::CustomerCode, Problem::Missing);
            None
        });
    };
    let name = customers.get(code).cloned();
    reader.take(Column::CustomerCode, name.ok_or(Problem::NotInTable { table: Kind::Customers.name() }))
}

/// Orders waiting for their lines.
#[derive(Default)]
struct Orders<'a> {
    orders: Vec<Waiting<'a>>,
    by_number: HashMap<String, usize>,
}

struct Waiting<'a> {
    reader: RowReader<'a>,
    head: Option<OrderHead>,
    lines: Vec<LineDraft>,
    /// Lines that are refused, by their place, and the rows of lines in all.
    line_faults: Vec<RowFault>,
    line_rows: Vec<Row<'a>>,
}

impl<'a> Orders<'a> {
    fn add(&mut self, mut reader: RowReader<'a>, head: Option<OrderHead>) {
        let number = folded(&reader.row.cell(Column::OrderNo).shown());
        let at = self.orders.len();
        if let Some(first) = self.by_number.get(&number).filter(|_| !number.is_empty()) {
            let row = self.orders[*first].reader.row.number;
            reader.fault(Column::OrderNo, Problem::KeyRepeated { row });
        } else {
            self.by_number.insert(number, at);
        }
        self.orders.push(Waiting { reader, head, lines: vec![], line_faults: vec![], line_rows: vec![] });
    }

    fn add_line(&mut self, row: Row<'a>, keys: &Keys, out: &mut Intake) {
        let number = folded(&row.cell(Column::OrderNo).shown());
        let Some(order) = self.by_number.get(&number).and_then(|at| self.orders.get_mut(*at)) else {
            out.faults.push(row.fault(Column::OrderNo, Problem::NotInTable { table: Kind::Orders.name() }));
            return;
        };
        order.line_rows.push(row);
        let Some(head) = &order.head else { return };
        let mut reader = RowReader::new(row);
        let mut line = read_line(&mut reader, Some(head.currency));
        if let Some(line) = &mut line {
            complete(&mut reader, line, keys);
        }
        if order.line_rows.len() > MOST_LINES {
            reader.fault(Column::OrderNo, Problem::TooManyLines { limit: MOST_LINES });
        }
        order.line_faults.extend(reader.said.faults);
        order.lines.extend(line);
    }

    fn finish(self, out: &mut Intake) {
        for order in self.orders {
            order.finish(out);
        }
    }
}

/// Name and specification of a line that names its product by code only.
fn complete(reader: &mut RowReader, line: &mut LineDraft, keys: &Keys) {
    let Some(code) = line.code.as_ref().filter(|_| !keys.products.is_empty()) else { return };
    match keys.products.get(code) {
        None => reader.fault(Column::ProductCode, Problem::NotInTable { table: Kind::Products.name() }),
        Some(product) => {
            if line.name.is_empty() {
                line.name.clone_from(&product.name);
            }
            if line.spec.is_empty() {
                line.spec.clone_from(&product.spec);
            }
            if line.quantity.unit.is_empty() {
                line.quantity.unit.clone_from(&product.unit);
            }
        }
    }
}

impl Waiting<'_> {
    fn finish(mut self, out: &mut Intake) {
        if self.line_rows.is_empty() {
            self.reader.fault(Column::OrderNo, Problem::NoLines);
        }
        let is_clean = self.reader.is_clean() && self.line_faults.is_empty();
        if let (true, Some(head)) = (is_clean, self.head) {
            let mut draft = OrderDraft::new(self.reader.row.place(), head, None);
            draft.lines = self.lines;
            out.orders.push(draft);
            out.notes.extend(self.reader.said.notes);
            return;
        }
        let refused = self.line_faults.first().map(|fault| fault.place.row);
        let row = if self.reader.is_clean() { refused.unwrap_or_default() } else { self.reader.row.number };
        if self.reader.is_clean() {
            out.faults.push(self.reader.row.place().fault(Problem::PartOfRefused { row }));
        }
        let has_own_fault = |line: &Row| self.line_faults.iter().any(|fault| fault.place == line.place());
        let others = self.line_rows.iter().filter(|line| !has_own_fault(line));
        out.faults.extend(others.map(|line| line.place().fault(Problem::PartOfRefused { row })));
        out.faults.extend(self.reader.said.faults);
        out.faults.extend(self.line_faults);
    }
}
