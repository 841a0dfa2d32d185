//! What the book hears of: an invoice or a receipt as it stands after a commit, or all of them at start.

use std::{fmt, sync::Arc};

use jiff::civil::Date;
use uuid::Uuid;
use yidan_domain::{
    Currency, CustomerId, InvoiceId, Money, PersonId, ReceiptId,
    order::lateness::day_number,
    party::Customer,
    receivable::{Invoice, Receipt, promise::PaymentPromise},
};

use super::columns::Columns;
use crate::{Change, Result, Tx, customers, db::Row};

#[derive(Debug, Clone)]
pub enum News {
    Invoice(InvoiceNews),
    Receipt(ReceiptNews),
    /// Its name or owner.
    Customer(Arc<Customer>),
}

#[derive(Debug, Clone)]
pub struct InvoiceNews {
    pub id: InvoiceId,
    pub version: u64,
    pub number: String,
    pub customer: CustomerId,
    pub salesperson: Option<PersonId>,
    pub issued: Date,
    pub currency: Currency,
    /// The day of the latest promise about it.
    pub promised: Option<Date>,
    pub parts: Vec<Part>,
}

/// An instalment.
#[derive(Debug, Clone)]
pub struct Part {
    pub number: u32,
    pub amount_minor: i64,
    pub due: Option<Date>,
    /// Days of the highest rung that was sent.
    pub sent: Option<i32>,
    pub moves: Vec<Move>,
}

/// From this day on so much less is open: below zero, more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub day: i32,
    pub minor: i64,
    /// By money that came in.
    pub is_paid: bool,
}

#[derive(Debug, Clone)]
pub struct ReceiptNews {
    pub id: ReceiptId,
    pub version: u64,
    pub customer: Option<CustomerId>,
    pub received_on: Date,
    pub amount: Money,
    pub left_minor: i64,
}

/// As it travels by LISTEN/NOTIFY.
impl fmt::Display for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            News::Invoice(news) => write!(f, "invoice {}", news.id),
            News::Receipt(news) => write!(f, "receipt {}", news.id),
            News::Customer(customer) => write!(f, "customer {}", customer.id),
        }
    }
}

/// Something has happened to the invoice or its money.
pub(crate) fn tell_invoice(tx: &mut Tx, id: InvoiceId) -> Result<()> {
    if let Some(news) = of_invoice(tx, id)? {
        tx.tell(Change::Receivable(Arc::new(News::Invoice(news))));
    }
    Ok(())
}

pub(crate) fn tell_receipt(tx: &mut Tx, id: ReceiptId) -> Result<()> {
    if let Some(news) = of_receipt(tx, id)? {
        tx.tell(Change::Receivable(Arc::new(News::Receipt(news))));
    }
    Ok(())
}

/// What another copy of the program has told of.
pub(crate) fn told(tx: &mut Tx, what: &str, id: Uuid) -> Result<Option<Arc<News>>> {
    let news = match what {
        "invoice" => of_invoice(tx, InvoiceId(id))?.map(News::Invoice),
        _ => of_receipt(tx, ReceiptId(id))?.map(News::Receipt),
    };
    Ok(news.map(Arc::new))
}

fn of_invoice(tx: &mut Tx, id: InvoiceId) -> Result<Option<InvoiceNews>> {
    let found = tx.row("SELECT body, version FROM invoices WHERE id = $1", &[id.into()], invoice)?;
    let Some(mut news) = found else { return Ok(None) };
    tx.each(
        "SELECT instalment, day, settles_minor, receipt FROM receivable_entries WHERE invoice = $1 ORDER BY at, id",
        &[id.into()],
        |row| {
            let made = moved(row, 0)?;
            if let Some(part) = news.parts.iter_mut().find(|part| i64::from(part.number) == made.0) {
                part.moves.push(made.1);
            }
            Ok(())
        },
    )?;
    tx.each("SELECT instalment, days FROM reminders WHERE invoice = $1", &[id.into()], |row| {
        let (number, days) = (row.int(0)?, row.int(1)? as i32);
        if let Some(part) = news.parts.iter_mut().find(|part| i64::from(part.number) == number) {
            part.sent = part.sent.max(Some(days));
        }
        Ok(())
    })?;
    let latest = "SELECT body FROM payment_promises WHERE invoice = $1 ORDER BY id DESC LIMIT 1";
    news.promised = tx.row(latest, &[id.into()], |row| Ok(row.json::<PaymentPromise>(0)?.day))?;
    Ok(Some(news))
}

fn of_receipt(tx: &mut Tx, id: ReceiptId) -> Result<Option<ReceiptNews>> {
    let found = tx.row("SELECT body, version FROM receipts WHERE id = $1", &[id.into()], receipt)?;
    let Some(mut news) = found else { return Ok(None) };
    tx.each("SELECT takes_minor FROM receivable_entries WHERE receipt = $1", &[id.into()], |row| {
        news.left_minor = news.left_minor.saturating_sub(row.int(0)?);
        Ok(())
    })?;
    Ok(Some(news))
}

/// Everything, into columns that are empty.
pub fn read_all(tx: &mut Tx, columns: &mut Columns) -> Result<()> {
    for customer in customers::all(tx)? {
        columns.name(&customer);
    }
    tx.each("SELECT body, version FROM invoices ORDER BY id", &[], |row| {
        columns.put_invoice(&invoice(row)?);
        Ok(())
    })?;
    tx.each("SELECT body, version FROM receipts ORDER BY id", &[], |row| {
        columns.put_receipt(&receipt(row)?);
        Ok(())
    })?;
    tx.each(
        "SELECT invoice, receipt, instalment, day, settles_minor, receipt, takes_minor FROM receivable_entries",
        &[],
        |row| {
            if let Some(id) = row.uuid_opt(1)? {
                columns.take_of(ReceiptId(id), row.int(6)?);
            }
            if let Some(id) = row.uuid_opt(0)? {
                let (number, made) = moved(row, 2)?;
                columns.lessen(InvoiceId(id), number, made);
            }
            Ok(())
        },
    )?;
    tx.each("SELECT invoice, instalment, days FROM reminders", &[], |row| {
        columns.remind(InvoiceId(row.uuid(0)?), row.int(1)?, row.int(2)? as i32);
        Ok(())
    })?;
    tx.each("SELECT invoice, body FROM payment_promises WHERE invoice IS NOT NULL ORDER BY id", &[], |row| {
        columns.promise(InvoiceId(row.uuid(0)?), row.json::<PaymentPromise>(1)?.day);
        Ok(())
    })
}

/// The instalment's number, and what has happened to it, from the column `at` on.
fn moved(row: &Row, at: usize) -> Result<(i64, Move)> {
    let day = day_number(row.parsed(at + 1)?);
    Ok((row.int(at)?, Move { day, minor: row.int(at + 2)?, is_paid: row.bytes_opt(at + 3)?.is_some() }))
}

fn invoice(row: &Row) -> Result<InvoiceNews> {
    let invoice: Invoice = row.json(0)?;
    let part = |part: &yidan_domain::receivable::Instalment| Part {
        number: part.number,
        amount_minor: part.amount.minor,
        due: part.due,
        sent: None,
        moves: Vec::new(),
    };
    Ok(InvoiceNews {
        id: invoice.id,
        version: row.count(1)?,
        customer: invoice.customer,
        salesperson: invoice.salesperson,
        issued: invoice.issued,
        currency: invoice.amount.currency,
        promised: None,
        parts: invoice.instalments.iter().map(part).collect(),
        number: invoice.number,
    })
}

fn receipt(row: &Row) -> Result<ReceiptNews> {
    let receipt: Receipt = row.json(0)?;
    Ok(ReceiptNews {
        id: receipt.id,
        version: row.count(1)?,
        customer: receipt.customer,
        received_on: receipt.received_on,
        amount: receipt.amount,
        left_minor: receipt.amount.minor,
    })
}
