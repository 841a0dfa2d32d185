//! What an order hears of its lots: for its gates, and the day on which they are expected to be made, for its forecast.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{
    DepartmentKey, LotId, OrderId, Quantity,
    order::Order,
    process::gate::Fact,
    production::{Balance, Entry, Makes, Sheet, expected_of_all},
    schedule::Moment,
};

use super::{
    lots::{self, Kept},
    outside,
};
use crate::{Actor, Result, Tx, orders};

pub(super) fn tell(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<()> {
    orders::hear(tx, actor, order, |tx, order| come_to(tx, actor, order))
}

const FACTS: [&str; 3] = ["production.finished", "goods.made", "goods.scrapped"];
const EXPECTED: &str = "production.expected";

/// Only what the process asks for: else every report would be an event of the order.
fn come_to(tx: &mut Tx, actor: &Actor, order: &Order) -> Result<BTreeMap<String, Option<Fact>>> {
    let process = std::sync::Arc::clone(orders::process_of(tx, order)?);
    let expects = process.expects(EXPECTED) || process.asks_for(EXPECTED);
    if !expects && !FACTS.iter().any(|name| process.asks_for(name)) {
        return Ok(BTreeMap::new());
    }
    let lots = lots::of_order(tx, order.id)?;
    // Pieces and metres are not added up.
    let has_one_unit = lots.windows(2).all(|two| two[0].lot.quantity.unit == two[1].lot.quantity.unit);
    let made = |count: fn(&[Balance]) -> i64| {
        let sum = lots.iter().fold(0_i64, |sum, kept| sum.saturating_add(count(&kept.balances)));
        let number = Fact::Number(Quantity { ten_thousandths: sum, unit: String::new() }.amount().max(Decimal::ZERO));
        has_one_unit.then_some(number)
    };
    let facts = [
        Some(Fact::YesNo(!lots.is_empty() && !lots.iter().any(Kept::is_open))),
        made(|balances| Sheet::of(balances).total.good),
        made(|balances| Sheet::of(balances).total.scrap),
    ];
    let asked = FACTS.into_iter().zip(facts).filter(|(name, _)| process.asks_for(name));
    let mut told: BTreeMap<String, Option<Fact>> = asked.map(|(name, fact)| (name.to_owned(), fact)).collect();
    if expects {
        told.insert(EXPECTED.to_owned(), expected(tx, actor, order.id, &lots)?.map(Fact::Date));
    }
    Ok(told)
}

fn expected(tx: &mut Tx, actor: &Actor, order: OrderId, lots: &[Kept]) -> Result<Option<Date>> {
    if !lots.iter().any(Kept::is_open) {
        return Ok(None);
    }
    let mut entries: BTreeMap<LotId, Vec<Entry>> = BTreeMap::new();
    tx.each(
        "SELECT e.lot, e.body FROM lots l JOIN lot_entries e ON e.lot = l.id WHERE l.order_id = $1 AND l.is_open = 1
         ORDER BY e.at, e.id",
        &[order.into()],
        |row| {
            entries.entry(LotId(row.uuid(0)?)).or_default().push(row.json(1)?);
            Ok(())
        },
    )?;
    let mut back_by: BTreeMap<LotId, Date> = BTreeMap::new();
    for (lot, agreed) in outside::agreed_of(tx, order)? {
        let latest = back_by.entry(lot).or_insert(agreed);
        *latest = agreed.max(*latest);
    }
    let company = &tx.world.company;
    let calendar = company.calendars.of(&DepartmentKey::from("production"));
    let makes = lots.iter().map(|kept| Makes {
        lot: &kept.lot,
        balances: &kept.balances,
        entries: entries.get(&kept.lot.id).map_or(&[][..], Vec::as_slice),
        back_by: back_by.get(&kept.lot.id).copied(),
    });
    Ok(expected_of_all(makes, calendar, Moment::of_timestamp(actor.now, &company.zone)))
}
