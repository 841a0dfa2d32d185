//! How customers do, from their orders and what they paid.

use jiff::{civil::Date, tz::TimeZone};
use yidan_domain::{
    CustomerId, OrderId,
    access::Viewer,
    customer_rating::{CustomerRating, customer_rating},
    material::Period,
    order::Order,
};

use crate::{Result, Tx, customers, orders, receivables};

/// From these orders of the customer, which come from the board and lie in the viewer's scope. Money is for those who see the
/// customer's money.
pub fn rating_of(
    tx: &mut Tx,
    viewer: &Viewer,
    (customer, orders): (CustomerId, &[OrderId]),
    period: Period,
    (zone, today): (&TimeZone, Date),
) -> Result<CustomerRating> {
    let customer = customers::get(tx, customer)?;
    let orders: Vec<Order> = orders::load_known(tx, orders)?.into_values().collect();
    let sees_money = viewer.sees_money_of(&customer);
    let (invoices, entries) = match sees_money {
        true => receivables::account(tx, customer.id)?,
        false => Default::default(),
    };
    let mut rating = customer_rating(&orders, (&invoices, &entries), period, (zone, today));
    if !sees_money {
        rating.prices.clear();
    }
    Ok(rating)
}
