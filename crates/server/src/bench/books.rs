//! A company with many invoices, made by what finance does: invoices issued, receipts kept and allocated.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    Currency, CustomerId, InvoiceId, Money, ReceiptId,
    receivable::{Instalment, Invoice, Receipt, allocation::Allocation, promise::PaymentPromise},
};
use yidan_store::{
    Actor, Result, Tx, customers,
    receivables::{self, Booking},
};

use super::company::Company;
use crate::cli::Stop;

/// Invoices of one transaction.
const BATCH: usize = 500;
/// They were issued over so many days, the oldest first.
const DAYS: usize = 1_095;
/// Of so many invoices one is in dollars.
const DOLLARS_EVERY: usize = 5;

/// Of so many invoices one is promised.
const PROMISED_EVERY: usize = 100;

/// Issues what is missing of `count` invoices; nine of ten are paid in full, of the others every other one in part.
pub async fn fill(company: &Company, count: usize) -> Result<(), Stop> {
    let store = &company.store;
    store.receivables_ready().await;
    let customers = store.read(|tx| Ok(customers::all(tx)?.iter().map(|one| one.id).collect::<Vec<_>>())).await?;
    let there = store.receivables().len();
    for first in (there..count).step_by(BATCH) {
        let (actor, customers) = (company.actor.clone(), customers.clone());
        let work = move |tx: &mut Tx| {
            (first..(first + BATCH).min(count)).try_for_each(|turn| book(tx, &actor, turn, count, &customers))
        };
        store.write(work).await?;
        if first % 50_000 == 0 && first > there {
            eprintln!("{first} invoices");
        }
    }
    Ok(())
}

fn book(tx: &mut Tx, actor: &Actor, turn: usize, count: usize, customers: &[CustomerId]) -> Result<()> {
    let today = tx.world.company.today(actor.now);
    let invoice = invoice(turn, count, today, customers[spread(turn, customers.len())]);
    let (id, amount) = (invoice.id, invoice.amount);
    let instalments = invoice.instalments.clone();
    let paid_on = invoice.instalments.iter().filter_map(|part| part.due).max().unwrap_or(today).min(today);
    let customer = invoice.customer;
    receivables::issue(tx, actor, invoice)?;
    let pays = match turn % 20 {
        0 if turn.is_multiple_of(PROMISED_EVERY) => return promise(tx, actor, (customer, id), instalments[0].amount),
        0 => return Ok(()),
        10 => &instalments[..1],
        _ => &instalments[..],
    };
    let came = Receipt {
        id: ReceiptId(uuid::Uuid::now_v7()),
        received_on: paid_on,
        amount,
        fee: Money::zero(amount.currency),
        payer: String::new(),
        customer: Some(customer),
        reference: format!("B{turn:08}"),
        remark: String::new(),
        rate: None,
    };
    let receipt = receivables::receive(tx, actor, came)?.receipt.id;
    for part in pays {
        // Of a part that is paid in part half is left open.
        let settles = if turn % 20 == 10 { Money { minor: part.amount.minor / 2, ..part.amount } } else { part.amount };
        let asked = Allocation { instalment: part.number, settles, takes: None };
        receivables::allocate(tx, actor, receipt, id, asked, Booking { day: paid_on, note: String::new() })?;
    }
    Ok(())
}

/// One of so many, another at every turn, without a rhythm.
fn spread(turn: usize, among: usize) -> usize {
    (turn as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) as usize / 7 % among
}

fn promise(tx: &mut Tx, actor: &Actor, (customer, invoice): (CustomerId, InvoiceId), amount: Money) -> Result<()> {
    let today = tx.world.company.today(actor.now);
    let promise = PaymentPromise {
        customer,
        invoice: Some(invoice),
        day: today.saturating_add(7.days()),
        amount,
        made_on: today,
        by: actor.viewer.person,
        note: String::new(),
    };
    receivables::promise_payment(tx, actor, promise).map(drop)
}

/// Every other invoice has a deposit and a balance.
fn invoice(turn: usize, count: usize, today: Date, customer: CustomerId) -> Invoice {
    let days_ago = DAYS - turn * DAYS / count.max(1);
    let issued = today.saturating_sub((days_ago as i64).days());
    let currency = if turn.is_multiple_of(DOLLARS_EVERY) { Currency::USD } else { Currency::CNY };
    let amount = Money { minor: 10_000 + (turn * 7_919 % 5_000_000) as i64, currency };
    let deposit = Money { minor: amount.minor * 3 / 10, currency };
    let part = |number, minor, days: i64, what: &str| Instalment {
        number,
        amount: Money { minor, currency },
        due: Some(issued.saturating_add(days.days())),
        what: what.into(),
    };
    let instalments = if turn.is_multiple_of(2) {
        vec![part(1, amount.minor, 30 + (turn % 60) as i64, "货款")]
    } else {
        vec![part(1, deposit.minor, 7, "定金"), part(2, amount.minor - deposit.minor, 60, "尾款")]
    };
    Invoice {
        id: InvoiceId(uuid::Uuid::now_v7()),
        number: format!("INV{turn:07}"),
        customer,
        order: None,
        salesperson: None,
        issued,
        amount,
        rate: None,
        terms: String::new(),
        instalments,
        note: String::new(),
    }
}
