//! Invoices as they are kept.

use std::{collections::HashMap, sync::LazyLock};

use yidan_domain::{
    CustomerId, InvoiceId, Message, OrderId,
    access::{Scope, Viewer},
    order::refusal::Refusal,
    receivable::Invoice,
    text::tidy,
};

use super::{
    access::{must_cover, must_keep_books, must_see_money, said},
    book, of_order,
};
use crate::{
    Actor, Error, Result, Tx, audit,
    db::{
        Row,
        some::{asking, by_ids},
    },
    orders, people,
};

/// Longest number and longest texts of an invoice, in characters.
pub(super) const LONGEST_NUMBER: usize = 40;
pub(super) const LONGEST_TEXT: usize = 2_000;

#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub invoice: Invoice,
    /// Its instalments fall due as the order's terms of payment say.
    pub is_planned: bool,
    /// Counts what has happened to it.
    pub version: u64,
}

/// Keeps a new invoice, as it was issued.
pub fn issue(tx: &mut Tx, actor: &Actor, invoice: Invoice) -> Result<Kept> {
    must_keep_books(&actor.viewer)?;
    let invoice = checked(tx, actor, invoice)?;
    if let Some(order) = invoice.order {
        orders::lock(tx, order)?;
        let order = orders::load(tx, Scope::All, order)?;
        if order.header.customer != invoice.customer {
            return Err(Error::Invalid(Message::new("invoice-order-of-another").with("number", order.number)));
        }
        if order.header.currency != invoice.amount.currency {
            let wanted = order.header.currency.code();
            return Err(Error::Invalid(Message::new("invoice-order-currency").with("wanted", wanted)));
        }
    }
    let kept = insert(tx, actor, invoice, false)?;
    of_order::tell(tx, actor, kept.invoice.order)?;
    Ok(kept)
}

fn checked(tx: &mut Tx, actor: &Actor, invoice: Invoice) -> Result<Invoice> {
    let short = |words: &str, lines: bool, limit: usize, field: &'static str| {
        let tidy = tidy(words, lines);
        match tidy.chars().count() > limit {
            true => {
                Err(Error::Invalid(Message::new("invoice-text-too-long").with("field", field).with("limit", limit)))
            }
            false => Ok(tidy),
        }
    };
    let mut invoice = Invoice {
        number: short(&invoice.number, false, LONGEST_NUMBER, "number")?,
        terms: short(&invoice.terms, false, 200, "terms")?,
        note: short(&invoice.note, true, LONGEST_TEXT, "note")?,
        ..invoice
    };
    for instalment in &mut invoice.instalments {
        instalment.what = short(&instalment.what, false, 200, "what")?;
    }
    let invoice = invoice.checked().map_err(said)?;
    if invoice.issued > tx.world.company.today(actor.now) {
        return Err(Refusal::DayInTheFuture { day: invoice.issued }.into());
    }
    crate::customers::get(tx, invoice.customer).map_err(|_| Error::invalid("order-unknown-customer"))?;
    if let Some(salesperson) = invoice.salesperson {
        people::must_exist(tx, salesperson)?;
    }
    Ok(invoice)
}

/// Writes a checked invoice that is not there yet.
pub(super) fn insert(tx: &mut Tx, actor: &Actor, invoice: Invoice, is_planned: bool) -> Result<Kept> {
    if numbered(tx, &invoice.number)?.is_some() {
        return Err(Error::Invalid(Message::new("invoice-number-taken").with("number", invoice.number.as_str())));
    }
    let kept = Kept { invoice, is_planned, version: 1 };
    let invoice = &kept.invoice;
    tx.exec(
        "INSERT INTO invoices (id, number, customer, order_id, salesperson, issued, currency, amount_minor, planned, version,
           body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            invoice.id.into(),
            (&invoice.number).into(),
            invoice.customer.into(),
            invoice.order.into(),
            invoice.salesperson.into(),
            (&invoice.issued.to_string()).into(),
            invoice.amount.currency.code().into(),
            invoice.amount.minor.into(),
            is_planned.into(),
            kept.version.into(),
            (&serde_json::to_string(invoice)?).into(),
        ],
    )?;
    audit::record(tx, actor, "invoice", &invoice.id.to_string(), "issued", invoice)?;
    book::tell_invoice(tx, invoice.id)?;
    Ok(kept)
}

/// An invoice that this viewer may see.
pub fn get(tx: &mut Tx, viewer: &Viewer, id: InvoiceId) -> Result<Kept> {
    must_see_money(viewer)?;
    let kept = one(tx, id)?;
    must_cover(tx, viewer, &kept.invoice)?;
    Ok(kept)
}

pub(super) fn one(tx: &mut Tx, id: InvoiceId) -> Result<Kept> {
    tx.row("SELECT body, planned, version FROM invoices WHERE id = $1", &[id.into()], read)?
        .ok_or(Error::NotFound("invoice"))
}

/// The invoice, and its order, held until the end of the transaction.
pub(super) fn lock(tx: &mut Tx, id: InvoiceId) -> Result<Kept> {
    // Which order it belongs to never changes.
    if let Some(order) = one(tx, id)?.invoice.order {
        orders::lock(tx, order)?;
    }
    let sql = tx.either(
        "SELECT body, planned, version FROM invoices WHERE id = $1",
        "SELECT body, planned, version FROM invoices WHERE id = $1 FOR UPDATE",
    );
    tx.row(sql, &[id.into()], read)?.ok_or(Error::NotFound("invoice"))
}

/// Something has happened to a locked invoice or to its money: the next version, which whoever holds it in memory hears of.
pub(super) fn moved(tx: &mut Tx, id: InvoiceId) -> Result<()> {
    tx.exec("UPDATE invoices SET version = version + 1 WHERE id = $1", &[id.into()])?;
    book::tell_invoice(tx, id)
}

/// Writes what a locked invoice says by now.
pub(super) fn update(tx: &mut Tx, invoice: &Invoice) -> Result<()> {
    tx.exec(
        "UPDATE invoices SET body = $2 WHERE id = $1",
        &[invoice.id.into(), (&serde_json::to_string(invoice)?).into()],
    )?;
    moved(tx, invoice.id)
}

pub fn numbered(tx: &mut Tx, number: &str) -> Result<Option<InvoiceId>> {
    tx.row("SELECT id FROM invoices WHERE number = $1", &[number.into()], |row| Ok(InvoiceId(row.uuid(0)?)))
}

/// Of the order, the earliest first.
pub fn of_order(tx: &mut Tx, order: OrderId) -> Result<Vec<Kept>> {
    tx.rows("SELECT body, planned, version FROM invoices WHERE order_id = $1 ORDER BY id", &[order.into()], read)
}

pub(super) fn of_customer(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Invoice>> {
    let found = tx.rows(
        "SELECT body, planned, version FROM invoices WHERE customer = $1 ORDER BY issued, number",
        &[customer.into()],
        read,
    )?;
    Ok(found.into_iter().map(|kept| kept.invoice).collect())
}

static SOME: LazyLock<String> =
    LazyLock::new(|| asking("SELECT body, planned, version FROM invoices WHERE id IN (some)"));

/// These invoices, as far as they are there. The ids come from the book, which knows the viewer's scope.
pub fn known(tx: &mut Tx, ids: &[InvoiceId]) -> Result<HashMap<InvoiceId, Invoice>> {
    by_ids(tx, &SOME, ids.iter().copied(), |row| {
        let kept = read(row)?;
        Ok((kept.invoice.id, kept.invoice))
    })
}

fn read(row: &Row) -> Result<Kept> {
    Ok(Kept { invoice: row.json(0)?, is_planned: row.yes(1)?, version: row.count(2)? })
}
