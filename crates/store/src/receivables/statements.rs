//! What a customer's account was over some days, and what is still open of the months before.

use jiff::civil::Date;
use yidan_domain::{
    Currency, CustomerId, Money,
    access::Viewer,
    receivable::{
        Entry, Invoice,
        statement::{Statement, movements, statements},
    },
};

use super::{
    access::{must_cover_customer, must_see_money},
    entries, invoices, receipts,
};
use crate::{Error, Result, Tx, customers};

/// From the beginning of `from` to the end of `to`, each currency for itself.
pub fn statement(tx: &mut Tx, viewer: &Viewer, customer: CustomerId, from: Date, to: Date) -> Result<Vec<Statement>> {
    must_see_money(viewer)?;
    customers::get(tx, customer)?;
    must_cover_customer(tx, viewer, customer)?;
    let bills = invoices::of_customer(tx, customer)?;
    let slips = receipts::of_customer(tx, customer)?;
    let made = entries::of_customer(tx, customer)?;
    Ok(statements(movements(&bills, &slips, &made), from, to))
}

/// Every invoice of a customer, and what happened to them.
pub(crate) fn account(tx: &mut Tx, customer: CustomerId) -> Result<(Vec<Invoice>, Vec<Entry>)> {
    Ok((invoices::of_customer(tx, customer)?, entries::of_customer(tx, customer)?))
}

/// What a customer still owes today of what was invoiced before this month: in this currency or, where nothing is open in
/// that, in another.
pub fn last_month_open(tx: &mut Tx, customer: CustomerId, currency: Currency, today: Date) -> Result<Money> {
    let mut currencies = tx.rows(
        "SELECT DISTINCT currency FROM invoices WHERE customer = $1 AND currency <> $2 ORDER BY currency",
        &[customer.into(), currency.code().into()],
        |row| row.text(0),
    )?;
    currencies.insert(0, currency.code().to_owned());
    for code in currencies {
        let currency = Currency::written(&code).ok_or_else(|| Error::storage("a currency that nobody knows"))?;
        let open = open_before_this_month(tx, customer, currency, today)?;
        if open.is_positive() {
            return Ok(open);
        }
    }
    Ok(Money::zero(currency))
}

fn open_before_this_month(tx: &mut Tx, customer: CustomerId, currency: Currency, today: Date) -> Result<Money> {
    let (first, today) = (today.first_of_month().to_string(), today.to_string());
    let sum = |found: Option<Option<i64>>| found.flatten().unwrap_or_default();
    let invoiced = tx.row(
        "SELECT CAST(SUM(amount_minor) AS BIGINT) FROM invoices WHERE customer = $1 AND currency = $2 AND issued < $3",
        &[customer.into(), currency.code().into(), (&first).into()],
        |row| row.int_opt(0),
    )?;
    let settled = tx.row(
        "SELECT CAST(SUM(entry.settles_minor) AS BIGINT) FROM invoices JOIN receivable_entries AS entry
           ON entry.invoice = invoices.id
         WHERE invoices.customer = $1 AND invoices.currency = $2 AND invoices.issued < $3 AND entry.day <= $4",
        &[customer.into(), currency.code().into(), (&first).into(), (&today).into()],
        |row| row.int_opt(0),
    )?;
    Ok(Money { minor: sum(invoiced).saturating_sub(sum(settled)), currency })
}
