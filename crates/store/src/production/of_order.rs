//! What an order hears of its lots, for its gates.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yidan_domain::{
    OrderId, Quantity,
    order::Order,
    process::gate::Fact,
    production::{Balance, Sheet},
};

use super::lots::{self, Kept};
use crate::{Actor, Result, Tx, orders};

pub(super) fn tell(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<()> {
    orders::hear(tx, actor, order, come_to)
}

const FACTS: [&str; 3] = ["production.finished", "goods.made", "goods.scrapped"];

/// Quantities only where the process asks for them: else every report would be an event of the order.
fn come_to(tx: &mut Tx, order: &Order) -> Result<BTreeMap<String, Option<Fact>>> {
    let process = std::sync::Arc::clone(orders::process_of(tx, order)?);
    if !FACTS.iter().any(|name| process.asks_for(name)) {
        return Ok(BTreeMap::new());
    }
    let lots = lots::of_order(tx, order.id)?;
    let made = |count: fn(&[Balance]) -> i64| {
        let sum = lots.iter().fold(0_i64, |sum, kept| sum.saturating_add(count(&kept.balances)));
        Fact::Number(Quantity { ten_thousandths: sum, unit: String::new() }.amount().max(Decimal::ZERO))
    };
    let facts = [
        Fact::YesNo(!lots.is_empty() && !lots.iter().any(Kept::is_open)),
        made(|balances| Sheet::of(balances).total.good),
        made(|balances| Sheet::of(balances).total.scrap),
    ];
    let asked = FACTS.into_iter().zip(facts).filter(|(name, _)| process.asks_for(name));
    Ok(asked.map(|(name, fact)| (name.to_owned(), Some(fact))).collect())
}
