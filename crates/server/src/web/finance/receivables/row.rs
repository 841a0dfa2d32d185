//! A row of the sheet: what the book knows of an instalment, with the words and names of its invoice, customer and order.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use yidan_domain::{
    InvoiceId, Money, OrderId,
    order::row::OrderRow,
    party::Customer,
    receivable::{Entry, Invoice, Kind, effective},
};
use yidan_store::{
    Tx, orders,
    receivables::{self, book},
};

use super::super::{Failure, Screen, ledger, person, remind, state_key};
use crate::texts::Reader;

pub struct RowView {
    pub customer: String,
    pub customer_link: String,
    pub contact: String,
    pub number: String,
    pub link: String,
    pub order: String,
    pub order_link: String,
    pub salesperson: String,
    pub issued: Option<Date>,
    pub invoiced: Option<Money>,
    pub terms: String,
    pub instalment: u32,
    pub what: String,
    pub amount: Money,
    pub due: Option<Date>,
    /// The latest payment.
    pub paid_on: Option<Date>,
    pub paid: Money,
    pub open: Money,
    /// Key of its words, and kind of its pill.
    pub state: (&'static str, &'static str),
    pub overdue_days: i64,
    pub reminded: String,
    pub promised: Option<Date>,
    pub note: String,
}

/// What rows are made from.
struct Known {
    invoices: HashMap<InvoiceId, Invoice>,
    entries: HashMap<InvoiceId, Vec<Entry>>,
    customers: BTreeMap<yidan_domain::CustomerId, Customer>,
    orders: HashMap<OrderId, OrderRow>,
}

pub async fn rows(screen: &Screen, found: &[book::Row]) -> Result<Vec<RowView>, Failure> {
    let ids: Vec<InvoiceId> = found.iter().map(|row| row.invoice).collect();
    let customers: Vec<_> = found.iter().filter_map(|row| row.customer).collect();
    let known = screen.app.store.read(move |tx| known(tx, &ids, customers)).await?;
    let (reader, world) = (screen.frame().reader, screen.app.store.world());
    Ok(found.iter().map(|row| view(row, &known, &world, &reader)).collect())
}

fn known(tx: &mut Tx, ids: &[InvoiceId], customers: Vec<yidan_domain::CustomerId>) -> yidan_store::Result<Known> {
    let invoices = receivables::known(tx, ids)?;
    let mut entries = HashMap::new();
    for id in invoices.keys() {
        entries.insert(*id, receivables::entries_of_invoice(tx, *id)?);
    }
    let of: Vec<OrderId> = invoices.values().filter_map(|invoice| invoice.order).collect();
    let orders = orders::rows(tx, &of)?.into_iter().map(|row| (row.id, row)).collect();
    Ok(Known { invoices, entries, customers: ledger::customers_of(tx, customers)?, orders })
}

fn view(row: &book::Row, known: &Known, world: &yidan_store::World, reader: &Reader) -> RowView {
    let invoice = known.invoices.get(&row.invoice);
    let customer = row.customer.and_then(|id| known.customers.get(&id));
    let order = invoice.and_then(|invoice| known.orders.get(&invoice.order?));
    let pays =
        |entry: &&Entry| matches!(entry.kind, Kind::Allocated { instalment, .. } if instalment == row.instalment);
    let entries = known.entries.get(&row.invoice).map(Vec::as_slice).unwrap_or_default();
    RowView {
        customer: customer.map(|customer| customer.name.clone()).unwrap_or_default(),
        customer_link: row.customer.map(|id| format!("/customers/{id}")).unwrap_or_default(),
        contact: customer.map(ledger::contact).unwrap_or_default(),
        number: invoice.map(|invoice| invoice.number.clone()).unwrap_or_default(),
        link: ledger::link(row.invoice),
        order: order.map(|order| order.number.clone()).unwrap_or_default(),
        order_link: order.map(|order| format!("/orders/{}/money", order.id)).unwrap_or_default(),
        salesperson: invoice.and_then(|it| it.salesperson).map(|id| person(world, reader, id)).unwrap_or_default(),
        issued: invoice.map(|invoice| invoice.issued),
        invoiced: invoice.map(|invoice| invoice.amount),
        terms: invoice.map(|invoice| invoice.terms.clone()).unwrap_or_default(),
        instalment: row.instalment,
        what: invoice.map(|invoice| ledger::what(invoice, row.instalment, reader)).unwrap_or_default(),
        amount: row.amount,
        due: row.due,
        paid_on: effective(entries, Date::MAX).filter(pays).map(|entry| entry.day).max(),
        paid: row.paid,
        open: row.open,
        state: (state_key(row.state).1, ledger::state_kind(row.state)),
        overdue_days: row.overdue_days,
        reminded: row.reminded.map(|days| remind::rung_name(&world.ladder, days, reader)).unwrap_or_default(),
        promised: row.promised,
        note: invoice.map(|invoice| invoice.note.clone()).unwrap_or_default(),
    }
}
