//! Receivables (S6) on both databases.

mod ledger;
mod of_order;

use jiff::civil::Date;
use yidan_domain::{
    Currency, InvoiceId, Money, ReceiptId,
    access::Scope,
    party::Person,
    receivable::{Instalment, Invoice, Receipt, State, allocation::Allocation, balances},
};
use yidan_store::{
    Actor, Tx,
    receivables::{
        self, Booking,
        book::{Query, Sort},
    },
};
use yidan_testing::{Company, acting, refused};

fn day(written: &str) -> Date {
    written.parse().unwrap()
}

/// This person, at noon of that day.
fn on(person: &Person, written: &str) -> Actor {
    Actor { now: format!("{written}T04:00:00Z").parse().unwrap(), ..acting(person) }
}

fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::USD }
}

fn cny(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

fn at(written: &str) -> Booking {
    Booking { day: day(written), note: String::new() }
}

fn bill(company: &Company, number: &str, issued: &str, parts: &[(Money, Option<&str>, &str)]) -> Invoice {
    let instalments = (1..).zip(parts).map(|(number, (amount, due, what))| Instalment {
        number,
        amount: *amount,
        due: due.map(day),
        what: (*what).into(),
    });
    let instalments: Vec<Instalment> = instalments.collect();
    let amount = instalments.iter().map(|it| it.amount).reduce(|sum, next| sum.plus(next).unwrap()).unwrap();
    Invoice {
        id: InvoiceId(uuid::Uuid::now_v7()),
        number: number.into(),
        customer: company.customer.id,
        order: None,
        salesperson: None,
        issued: day(issued),
        amount,
        rate: None,
        terms: String::new(),
        instalments,
        note: String::new(),
    }
}

fn slip(received_on: &str, amount: Money, reference: &str) -> Receipt {
    Receipt {
        id: ReceiptId(uuid::Uuid::now_v7()),
        received_on: day(received_on),
        amount,
        fee: Money::zero(amount.currency),
        payer: "NORDWIND GMBH".into(),
        customer: None,
        reference: reference.into(),
        remark: String::new(),
        rate: None,
    }
}

fn whole(instalment: u32, amount: Money) -> Allocation {
    Allocation { instalment, settles: amount, takes: None }
}

/// How an invoice's instalments stand, by the tables.
async fn states(company: &Company, id: InvoiceId, today: &str) -> Vec<(State, i64)> {
    let (viewer, today) = (company.actor().viewer, day(today));
    let read = move |tx: &mut Tx| {
        let kept = receivables::get(tx, &viewer, id)?;
        let made = receivables::entries_of_invoice(tx, id)?;
        Ok(balances(&kept.invoice, &made, today).iter().map(|it| (it.state(today), it.open.minor)).collect())
    };
    company.store.read(read).await.unwrap()
}

/// And by the book.
fn in_book(company: &Company, today: &str) -> Vec<(State, i64)> {
    let query = Query { sort: Sort::Due, ..Query::all(Scope::All, day(today)) };
    let page = company.store.receivables().page(&query);
    page.rows.iter().map(|row| (row.state, row.open.minor)).collect()
}
