//! What a ledger has come to, told to its order for gates.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yidan_domain::{
    OrderId,
    access::Scope,
    order::{Order, command::Command, ledgers},
    process::gate::Fact,
};

use super::{act, load};
use crate::{Actor, Result, Tx};

/// Tells an order, as far as it is news to it; a fact without a value is not known any more. A cancelled order hears
/// nothing.
pub(crate) fn hear(
    tx: &mut Tx,
    actor: &Actor,
    order: OrderId,
    come_to: impl FnOnce(&mut Tx, &Order) -> Result<BTreeMap<String, Option<Fact>>>,
) -> Result<()> {
    let order = load(tx, Scope::All, order)?;
    if order.cancelled.is_some() {
        return Ok(());
    }
    let mut facts = come_to(tx, &order)?;
    facts.retain(|name, fact| !is_told(name, order.told.get(name.as_str()), fact.as_ref()));
    if facts.is_empty() {
        return Ok(());
    }
    act(tx, actor, order.id, None, Command::Tell { facts }).map(drop)
}

/// An order takes it that nothing has come until it is told. What records say before forms it is told all the same: as soon
/// as they speak, no form is asked (`order::ledgers`).
fn is_told(name: &str, told: Option<&Fact>, fact: Option<&Fact>) -> bool {
    match (told, fact) {
        (None, Some(_)) if ledgers::FIRST.contains(&name) => false,
        (None, Some(Fact::YesNo(yes))) => !yes,
        (None, Some(Fact::Money(money))) => money.is_zero(),
        (None, Some(Fact::Number(number))) => *number == Decimal::ZERO,
        (told, fact) => told == fact,
    }
}
