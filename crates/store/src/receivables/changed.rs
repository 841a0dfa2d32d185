//! What is owed follows an order that is changed or cancelled. Nothing is overwritten: what is no longer owed is a credit
//! note on what is open, the last instalment first; what is owed more is another receivable.

use std::cmp::Ordering;

use jiff::civil::Date;
use yidan_domain::{
    Lang, Money,
    order::{Order, event::Event},
    receivable::{Kind, allocation::Reduction, balances, effective},
    terms::payment,
};

use super::{
    access::said,
    booking::{Booking, reduce},
    entries,
    invoices::{Kept, of_order as kept_of},
    of_order::{open, tell},
};
use crate::{Actor, Result, Tx, orders};

/// After a command that has changed or ended the order, whose total was `was` before. True if something was booked.
pub(crate) fn settle(
    tx: &mut Tx,
    actor: &Actor,
    order: &Order,
    happened: &[Event],
    was: Option<Money>,
) -> Result<bool> {
    let changes = |event: &Event| matches!(event, Event::Amended { .. } | Event::Cancelled { .. });
    if !happened.iter().any(changes) {
        return Ok(false);
    }
    let planned: Vec<Kept> = kept_of(tx, order.id)?.into_iter().filter(|kept| kept.is_planned).collect();
    let Some(terms) = planned.last().map(|last| last.invoice.terms.clone()) else { return Ok(false) };
    if order.cancelled.is_some() {
        credit(tx, actor, order, &planned, i64::MAX)?;
        return Ok(true);
    }
    let currency = order.header.currency;
    let now = order.total().unwrap_or(Money::zero(currency)).minor;
    let fits = |kept: &Kept| kept.invoice.customer == order.header.customer && kept.invoice.amount.currency == currency;
    let (planned, others): (Vec<Kept>, Vec<Kept>) = planned.into_iter().partition(fits);
    if !others.is_empty() && planned.is_empty() {
        // Another customer, or another currency: all of it anew.
        credit(tx, actor, order, &others, i64::MAX)?;
        charge(tx, actor, order, Money { minor: now, currency }, &terms)?;
        return Ok(true);
    }
    let before = was.filter(|was| was.currency == currency).map_or(0, |was| was.minor);
    match now.cmp(&before) {
        Ordering::Equal => return Ok(false),
        Ordering::Less => credit(tx, actor, order, &planned, before.saturating_sub(now))?,
        Ordering::Greater => {
            // What could not be credited, because it was paid already, is used up first.
            let beyond = asked(tx, &planned)?.saturating_sub(before).max(0);
            let minor = now.saturating_sub(before).saturating_sub(beyond);
            charge(tx, actor, order, Money { minor, currency }, &terms)?;
        }
    }
    Ok(true)
}

/// What the customer is asked for: the invoices without what was credited, in minor units.
fn asked(tx: &mut Tx, planned: &[Kept]) -> Result<i64> {
    let mut asked = 0_i64;
    for Kept { invoice, .. } in planned {
        let made = entries::of_invoice(tx, invoice.id)?;
        let credited = effective(&made, Date::MAX).map(|entry| match entry.kind {
            Kind::CreditNote { amount, .. } => amount.minor,
            _ => 0,
        });
        asked = asked.saturating_add(invoice.amount.minor - credited.sum::<i64>());
    }
    Ok(asked)
}

/// So much is no longer owed, as far as it is open.
fn credit(tx: &mut Tx, actor: &Actor, order: &Order, planned: &[Kept], minor: i64) -> Result<()> {
    let zh = tx.world.company.settings.lang == Lang::Zh;
    let note = match (order.cancelled.is_some(), zh) {
        (true, true) => "订单取消",
        (true, false) => "Order cancelled",
        (false, true) => "订单更改",
        (false, false) => "Order changed",
    };
    let booking = Booking { day: tx.world.company.today(actor.now), note: note.into() };
    let mut rest = minor;
    for Kept { invoice, .. } in planned.iter().rev() {
        let made = entries::of_invoice(tx, invoice.id)?;
        for balance in balances(invoice, &made, Date::MAX).iter().rev().filter(|balance| balance.open.is_positive()) {
            let part = Money { minor: balance.open.minor.min(rest), ..balance.open };
            if part.is_positive() {
                rest -= part.minor;
                reduce(tx, actor, invoice.id, (balance.instalment, part), Reduction::CreditNote, booking.clone())?;
            }
        }
    }
    Ok(())
}

/// So much is owed beside, by the order's terms as they are now or, where those cannot be read, by those of before.
fn charge(tx: &mut Tx, actor: &Actor, order: &Order, amount: Money, before: &str) -> Result<()> {
    let terms = payment::read(&order.header.payment_terms).or_else(|_| payment::read(before)).map_err(said)?;
    if amount.is_positive() {
        let row = orders::row_of(tx, order)?;
        open(tx, actor, order, (&row, &terms), amount, None)?;
    }
    tell(tx, actor, Some(order.id))
}
