//! How an order is supplied, and what it hears of that for its gates.

use std::collections::BTreeMap;

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId,
    access::Viewer,
    material::{
        AllIn, Material, Progress, Purchase, Supply,
        supply::{all_in, supply},
    },
    order::Order,
    process::gate::Fact,
};

use super::{
    catalogue,
    purchases::{self, KeptPurchase},
    requirements::{self, Requirement},
    shelves::{self, OnShelf},
};
use crate::{Actor, Result, Tx, orders};

/// What an order needs and how it is supplied with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSupply {
    /// None while nobody has worked it out.
    pub requirement: Option<Requirement>,
    /// What it needs, then what was bought, set aside or issued besides.
    pub supplies: Vec<Supply>,
    pub all_in: AllIn,
    pub purchases: Vec<KeptPurchase>,
    /// What lies in the store of these materials, for whomever.
    pub on_shelf: BTreeMap<MaterialId, OnShelf>,
    pub materials: BTreeMap<MaterialId, Material>,
}

/// Of an order that this viewer may see.
pub fn supply_of(tx: &mut Tx, viewer: &Viewer, order: OrderId, today: Date) -> Result<OrderSupply> {
    orders::load(tx, viewer.scope(), order)?;
    let (requirement, supplies, purchases) = supplied(tx, order, today)?;
    let materials = catalogue::some(tx, supplies.iter().map(|supply| supply.material))?;
    let mut on_shelf = BTreeMap::new();
    for material in materials.keys() {
        on_shelf.insert(*material, shelves::on_shelf(tx, *material)?);
    }
    Ok(OrderSupply {
        requirement,
        all_in: all_in(&supplies),
        supplies,
        purchases: purchases.into_iter().map(|kept| kept.seen_by(viewer)).collect(),
        on_shelf,
        materials,
    })
}

fn supplied(tx: &mut Tx, order: OrderId, today: Date) -> Result<(Option<Requirement>, Vec<Supply>, Vec<KeptPurchase>)> {
    let requirement = requirements::one(tx, order)?;
    let needs = requirement.as_ref().map(Requirement::needs).unwrap_or_default();
    let stocks = shelves::of_order(tx, order)?;
    let kept = purchases::of_order(tx, order, today)?;
    let supplies = supply(order, &needs, &stocks, &pairs(&kept));
    Ok((requirement, supplies, kept))
}

/// As the domain reckons with them.
pub(super) fn pairs(kept: &[KeptPurchase]) -> Vec<(Purchase, Progress)> {
    kept.iter().map(|kept| (kept.purchase.clone(), kept.progress.clone())).collect()
}

pub(super) fn tell(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<()> {
    orders::hear(tx, actor, order, come_to)
}

const ARRIVED: &str = "materials.arrived";
const EXPECTED: &str = "materials.expected";

/// A product of which nobody has said what it is made of may need anything, unless people have put what the order needs.
fn lacks_bills(requirement: &Requirement, order: &Order) -> bool {
    let is_product = |number: &usize| {
        let line = number.checked_sub(1).and_then(|place| order.lines.get(place));
        line.is_some_and(|line| line.product.is_some())
    };
    requirement.basis.without_bom.iter().any(is_product) && requirement.lines.iter().all(|line| line.by_hand.is_none())
}

/// Only where the process waits for materials: else every purchase would be an event of the order. Whether they have arrived
/// is said as soon as somebody has worked out that something is needed; before that, forms are asked. When they are expected
/// nobody knows while something is covered by nothing, or a supplier has named no day.
fn come_to(tx: &mut Tx, order: &Order) -> Result<BTreeMap<String, Option<Fact>>> {
    let process = std::sync::Arc::clone(orders::process_of(tx, order)?);
    let expects = process.expects(EXPECTED);
    if !process.asks_for(ARRIVED) && !expects {
        return Ok(BTreeMap::new());
    }
    let (requirement, supplies, _) = supplied(tx, order.id, Date::MAX)?;
    let needs_something = requirement.as_ref().is_some_and(|it| it.lines.iter().any(|line| line.required() > 0));
    let lacks_bills = requirement.as_ref().is_some_and(|it| lacks_bills(it, order));
    let is_there = !lacks_bills && supplies.iter().all(|supply| supply.missing() == 0);
    let arrived = needs_something.then_some(Fact::YesNo(is_there));
    let expected = match all_in(&supplies) {
        AllIn::On(day) if needs_something && !lacks_bills => Some(Fact::Date(day)),
        _ => None,
    };
    let expected = expects.then_some((EXPECTED.to_owned(), expected));
    Ok(expected.into_iter().chain([(ARRIVED.to_owned(), arrived)]).collect())
}
