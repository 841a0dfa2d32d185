//! What is owed follows an order that is changed or cancelled. Nothing is overwritten: what is no longer owed is a credit
//! note on what is open, the last instalment first; what is owed more is another receivable by the same terms.

use std::cmp::Ordering;

use jiff::civil::Date;
use yidan_domain::{
    Currency, Lang, Money,
    order::{Order, event::Event},
    receivable::{Kind, allocation::Reduction, balances, effective},
    terms::payment,
};

use super::{
    booking::{Booking, reduce},
    entries,
    invoices::{Kept, of_order as kept_of},
    of_order::{open, tell},
};
use crate::{Actor, Result, Tx, orders};

/// After a command that has changed the order's total from what it was, or has ended the order. An order in another
/// currency than before is left to finance. True if something was booked.
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
    let mut planned = kept_of(tx, order.id)?;
    planned.retain(|kept| kept.is_planned);
    if planned.is_empty() {
        return Ok(false);
    }
    let currency = order.header.currency;
    let before = was.unwrap_or(Money::zero(currency));
    let now = order.total().unwrap_or(Money::zero(currency));
    if order.cancelled.is_some() {
        credit(tx, actor, order, &planned, i64::MAX)?;
        return Ok(true);
    }
    match (before.currency == currency, now.minor.cmp(&before.minor)) {
        (false, _) | (_, Ordering::Equal) => return Ok(false),
        (true, Ordering::Less) => credit(tx, actor, order, &planned, before.minor - now.minor)?,
        (true, Ordering::Greater) => {
            // What could not be credited, because it was paid already, is used up first.
            let beyond = (asked(tx, &planned, currency)? - before.minor).max(0);
            charge(tx, actor, order, Money { minor: now.minor - before.minor - beyond, currency })?;
        }
    }
    Ok(true)
}

/// What the customer is asked for: the invoices without what was credited, in minor units.
fn asked(tx: &mut Tx, planned: &[Kept], currency: Currency) -> Result<i64> {
    let mut asked = 0;
    for Kept { invoice, .. } in planned.iter().filter(|kept| kept.invoice.amount.currency == currency) {
        let made = entries::of_invoice(tx, invoice.id)?;
        let credited = effective(&made, Date::MAX).map(|entry| match entry.kind {
            Kind::CreditNote { amount, .. } => amount.minor,
            _ => 0,
        });
        asked += invoice.amount.minor - credited.sum::<i64>();
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

/// So much is owed beside, by the order's terms as they are now.
fn charge(tx: &mut Tx, actor: &Actor, order: &Order, amount: Money) -> Result<()> {
    let Ok(terms) = payment::read(&order.header.payment_terms) else { return Ok(()) };
    if amount.is_positive() {
        let row = orders::row_of(tx, order)?;
        open(tx, actor, order, (&row, &terms), amount, None)?;
    }
    tell(tx, actor, Some(order.id))
}
