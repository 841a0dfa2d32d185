//! Customers' words to pay by a day.

use jiff::civil::Date;
use yidan_domain::{
    CustomerId, Message,
    access::Viewer,
    order::refusal::Refusal,
    receivable::promise::{self, Outcome, PaymentPromise},
    text::tidy,
};

use super::{
    access::{must_cover, must_cover_customer, must_see_money, must_speak},
    entries,
    invoices::{self, LONGEST_TEXT},
    receipts,
};
use crate::{Actor, Error, Result, Tx, audit};

/// A promise, and what has become of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Promised {
    pub id: uuid::Uuid,
    pub promise: PaymentPromise,
    pub outcome: Outcome,
}

/// Keeps what a customer has promised. Who was told, and when, are filled in.
pub fn promise_payment(tx: &mut Tx, actor: &Actor, promise: PaymentPromise) -> Result<Promised> {
    must_speak(&actor.viewer)?;
    let today = tx.world.company.today(actor.now);
    let note = tidy(&promise.note, true);
    let promise = PaymentPromise { made_on: today, by: actor.viewer.person, note, ..promise };
    if promise.note.chars().count() > LONGEST_TEXT {
        let too_long = Message::new("invoice-text-too-long").with("field", "note").with("limit", LONGEST_TEXT);
        return Err(Error::Invalid(too_long));
    }
    if !promise.amount.is_positive() {
        return Err(Error::Invalid(Message::new("promise-amount-not-positive").with("amount", promise.amount)));
    }
    if promise.day < today {
        return Err(Refusal::DueInThePast { due: promise.day }.into());
    }
    match promise.invoice {
        Some(invoice) => {
            let bill = invoices::lock(tx, invoice)?.invoice;
            must_cover(tx, &actor.viewer, &bill)?;
            if bill.customer != promise.customer {
                return Err(Error::Invalid(Message::new("promise-other-customer").with("number", bill.number)));
            }
            if bill.amount.currency != promise.amount.currency {
                let wanted = bill.amount.currency.code();
                return Err(Error::Invalid(
                    Message::new("entry-wrong-currency").with("given", promise.amount).with("wanted", wanted),
                ));
            }
        }
        None => {
            crate::customers::get(tx, promise.customer)?;
            must_cover_customer(tx, &actor.viewer, promise.customer)?;
        }
    }
    let id = uuid::Uuid::now_v7();
    tx.exec(
        "INSERT INTO payment_promises (id, customer, invoice, day, body) VALUES ($1, $2, $3, $4, $5)",
        &[
            id.into(),
            promise.customer.into(),
            promise.invoice.into(),
            (&promise.day.to_string()).into(),
            (&serde_json::to_string(&promise)?).into(),
        ],
    )?;
    audit::record(tx, actor, "payment_promise", &id.to_string(), "promised", &promise)?;
    if let Some(invoice) = promise.invoice {
        invoices::moved(tx, invoice)?;
    }
    Ok(Promised { id, outcome: Outcome::Open { left: promise.amount }, promise })
}

/// Of a customer, the latest first, as they stand today.
pub fn of_customer(tx: &mut Tx, viewer: &Viewer, customer: CustomerId, today: Date) -> Result<Vec<Promised>> {
    latest(tx, viewer, customer, today, usize::MAX)
}

/// The latest of a customer, if it has promised anything.
pub fn latest_of_customer(tx: &mut Tx, viewer: &Viewer, customer: CustomerId, today: Date) -> Result<Option<Promised>> {
    Ok(latest(tx, viewer, customer, today, 1)?.pop())
}

fn latest(tx: &mut Tx, viewer: &Viewer, customer: CustomerId, today: Date, most: usize) -> Result<Vec<Promised>> {
    must_see_money(viewer)?;
    must_cover_customer(tx, viewer, customer)?;
    let found: Vec<(uuid::Uuid, PaymentPromise)> = tx.rows(
        "SELECT id, body FROM payment_promises WHERE customer = $1 ORDER BY id DESC LIMIT $2",
        &[customer.into(), i64::try_from(most).unwrap_or(i64::MAX).into()],
        |row| Ok((row.uuid(0)?, row.json(1)?)),
    )?;
    let Some(first) = found.iter().map(|(_, promise)| promise.made_on).min() else { return Ok(Vec::new()) };
    let slips = receipts::of_customer_since(tx, customer, first)?;
    let told = |(id, promise): (uuid::Uuid, PaymentPromise)| {
        let made = promise.invoice.map_or_else(|| Ok(Vec::new()), |invoice| entries::of_invoice(tx, invoice))?;
        let outcome = promise::outcome(&promise, &slips, &made, today);
        Ok(Promised { id, promise, outcome })
    };
    found.into_iter().map(told).collect()
}
