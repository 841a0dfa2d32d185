//! How an order is supplied with what it needs, material by material, and the two questions that follow: what does this order
//! wait for, and which orders wait for this material? What is free in the store covers nothing until it is set aside.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Need, Progress, Purchase, Stock, amount::sum};
use crate::{MaterialId, OrderId};

/// Of one material for one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supply {
    pub material: MaterialId,
    pub required: i64,
    /// On hand and set aside for the order.
    pub allocated: i64,
    /// Issued to it less returned.
    pub issued: i64,
    /// Came back of what was issued. The order was made without it, and is not short of it.
    pub left_over: i64,
    /// Ordered for it, whatever became of that.
    pub purchased: i64,
    pub arrived: i64,
    pub accepted: i64,
    /// Ordered for it and still to come.
    pub outstanding: i64,
    /// Required, and covered by nothing.
    pub shortage: i64,
    pub all_in: AllIn,
}

/// When there is as much as is required. Later is greater, unknown the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllIn {
    Already,
    /// By what suppliers have confirmed.
    On(Date),
    /// Something is covered by nothing, or nobody has said when it comes.
    Unknown,
}

impl Supply {
    /// Required, and not there yet.
    pub fn missing(&self) -> i64 {
        let there = self.allocated.saturating_add(self.issued).saturating_add(self.left_over);
        self.required.saturating_sub(there).max(0)
    }
}

/// Everything that the order needs, then what was bought, set aside or issued for it besides. `stocks` and `purchases`, as they
/// stand on the day in question, may be those of other orders too.
pub fn supply(
    order: OrderId,
    needs: &[Need],
    stocks: &BTreeMap<MaterialId, Stock>,
    purchases: &[(Purchase, Progress)],
) -> Vec<Supply> {
    let own: Vec<&(Purchase, Progress)> =
        purchases.iter().filter(|(purchase, _)| purchase.order == Some(order)).collect();
    let mut required: BTreeMap<MaterialId, i64> = BTreeMap::new();
    let mut materials = Vec::new();
    for need in needs {
        let sum = required.entry(need.material).or_insert_with(|| {
            materials.push(need.material);
            0
        });
        *sum = sum.saturating_add(need.quantity);
    }
    let in_store = stocks.iter().filter(|(_, stock)| stock.allocated_to(order) != 0 || stock.issued_to(order) != 0);
    let besides: BTreeSet<MaterialId> =
        in_store.map(|(material, _)| *material).chain(own.iter().map(|(purchase, _)| purchase.material)).collect();
    materials.extend(besides.into_iter().filter(|material| !required.contains_key(material)));
    let of_one = |material: MaterialId| {
        let stock = stocks.get(&material);
        let of_it: Vec<&(Purchase, Progress)> =
            own.iter().copied().filter(|(purchase, _)| purchase.material == material).collect();
        let mut it = Supply {
            material,
            required: required.get(&material).copied().unwrap_or_default(),
            allocated: stock.map_or(0, |stock| stock.allocated_to(order)),
            issued: stock.map_or(0, |stock| stock.issued_to(order)),
            left_over: stock.map_or(0, |stock| (stock.most_issued_to(order) - stock.issued_to(order)).max(0)),
            purchased: sum(of_it.iter().map(|(purchase, _)| purchase.quantity)),
            arrived: sum(of_it.iter().map(|(_, progress)| progress.arrived)),
            accepted: sum(of_it.iter().map(|(_, progress)| progress.accepted)),
            outstanding: sum(of_it.iter().map(|(_, progress)| progress.outstanding)),
            shortage: 0,
            all_in: AllIn::Already,
        };
        it.shortage = it.missing().saturating_sub(it.outstanding).max(0);
        it.all_in = all_in_of(it.missing(), of_it.iter().map(|(_, progress)| progress));
        it
    };
    materials.into_iter().map(of_one).collect()
}

/// The soonest day by which so much will have come.
fn all_in_of<'a>(missing: i64, purchases: impl Iterator<Item = &'a Progress>) -> AllIn {
    let mut to_come: Vec<(Date, i64)> =
        purchases.filter_map(|progress| Some((progress.to_come()?, progress.outstanding))).collect();
    to_come.sort();
    let (mut missing, mut all_in) = (missing, AllIn::Already);
    for (day, outstanding) in to_come {
        if missing <= 0 {
            break;
        }
        missing = missing.saturating_sub(outstanding);
        all_in = AllIn::On(day);
    }
    if missing > 0 { AllIn::Unknown } else { all_in }
}

/// When the order has everything.
pub fn all_in(supplies: &[Supply]) -> AllIn {
    supplies.iter().map(|supply| supply.all_in).max().unwrap_or(AllIn::Already)
}

/// What the order waits for: what nobody knows a day for first, then what comes last.
pub fn waits_for(supplies: &[Supply]) -> Vec<&Supply> {
    let mut waits: Vec<&Supply> = supplies.iter().filter(|supply| supply.missing() > 0).collect();
    waits.sort_by_key(|supply| std::cmp::Reverse(supply.all_in));
    waits
}

/// An order with how it is supplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplied {
    pub order: OrderId,
    /// When production begins.
    pub needed_on: Option<Date>,
    pub supplies: Vec<Supply>,
}

/// Which orders wait for the material: the one that needs it first first, those without a day last.
pub fn waiting_for(material: MaterialId, orders: &[Supplied]) -> Vec<(&Supplied, &Supply)> {
    let waits = |supply: &&Supply| supply.material == material && supply.missing() > 0;
    let mut waiting: Vec<(&Supplied, &Supply)> =
        orders.iter().filter_map(|order| Some((order, order.supplies.iter().find(waits)?))).collect();
    waiting.sort_by_key(|(order, _)| (order.needed_on.is_none(), order.needed_on, order.order));
    waiting
}
