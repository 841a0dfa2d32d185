//! How all open orders are supplied, in one pass: what lists of purchasing and planning are made of.

use std::collections::BTreeMap;

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId, SupplierId,
    access::Viewer,
    material::{
        Material, Need, Supplier,
        suggestion::{Group, Shortage, set_aside_first, suggestions},
        supply,
        supply::{Supplied, waiting_for},
    },
    order::row::OrderRow,
};

use super::{
    access::visible,
    catalogue,
    of_order::pairs,
    purchases::{self, KeptPurchase},
    requirements::{self, Needing},
    shelves,
};
use crate::{Result, Tx, suppliers};

/// An order that needs something, with all that is known of its supply.
pub(super) struct Overview {
    pub supplied: Supplied,
    pub needing: Needing,
    pub purchases: Vec<KeptPurchase>,
}

/// Every open order whose needs were worked out, by id; of one material, if one is named.
pub(super) fn overviews(tx: &mut Tx, material: Option<MaterialId>, today: Date) -> Result<Vec<Overview>> {
    let needing = requirements::of_open_orders(tx, material)?;
    let stocks = shelves::of_open_orders(tx, material)?;
    let kept = match material {
        Some(material) => purchases::of_material(tx, material, today)?,
        None => purchases::of_open(tx, today)?,
    };
    let mut by_order: BTreeMap<OrderId, Vec<KeptPurchase>> = BTreeMap::new();
    for kept in kept {
        if let Some(order) = kept.purchase.order {
            by_order.entry(order).or_default().push(kept);
        }
    }
    let none = BTreeMap::new();
    let overview = |needing: Needing| {
        let needs = needing.lines.iter().map(|line| Need { material: line.material, quantity: line.required() });
        let needs: Vec<Need> = needs.collect();
        let purchases = by_order.remove(&needing.order).unwrap_or_default();
        let stocks = stocks.get(&needing.order).unwrap_or(&none);
        let supplies = supply(needing.order, &needs, stocks, &pairs(&purchases));
        let supplied = Supplied { order: needing.order, needed_on: needing.needed_on, supplies };
        Overview { supplied, needing, purchases }
    };
    Ok(needing.into_iter().map(overview).collect())
}

/// An order that waits for a material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub order: OrderId,
    pub number: String,
    pub needed_on: Option<Date>,
    pub supply: yidan_domain::material::Supply,
}

/// Which orders that this viewer may see wait for the material: the one that needs it first first.
pub fn waiting(tx: &mut Tx, viewer: &Viewer, material: MaterialId, today: Date) -> Result<Vec<Waiting>> {
    let orders: Vec<Supplied> =
        overviews(tx, Some(material), today)?.into_iter().map(|overview| overview.supplied).collect();
    let waiting = waiting_for(material, &orders);
    let seen = visible(tx, viewer, waiting.iter().map(|(order, _)| order.order))?;
    let named = waiting.into_iter().filter_map(|(order, supply)| {
        let number = seen.get(&order.order)?.number.clone();
        Some(Waiting { order: order.order, number, needed_on: order.needed_on, supply: supply.clone() })
    });
    Ok(named.collect())
}

/// What orders are short of, and what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Lies free in the store: to be set aside.
    pub set_aside: Vec<Shortage>,
    /// Was bought for the store and is on its way.
    pub coming: Vec<Shortage>,
    /// To be bought, by supplier, the most urgent first.
    pub groups: Vec<Group>,
    pub orders: BTreeMap<OrderId, OrderRow>,
    pub materials: BTreeMap<MaterialId, Material>,
    pub suppliers: BTreeMap<SupplierId, Supplier>,
}

/// For the orders that this viewer may see.
pub fn proposal(tx: &mut Tx, viewer: &Viewer, today: Date) -> Result<Proposal> {
    let mut shortages = Vec::new();
    for Overview { supplied, .. } in overviews(tx, None, today)? {
        let Supplied { order, needed_on, supplies } = supplied;
        let short = supplies.into_iter().filter(|supply| supply.shortage > 0);
        let short = short.map(|it| Shortage { order, material: it.material, quantity: it.shortage, needed_on });
        shortages.extend(short);
    }
    let orders = visible(tx, viewer, shortages.iter().map(|shortage| shortage.order))?;
    shortages.retain(|shortage| orders.contains_key(&shortage.order));
    let free = shelves::shelves(tx)?.into_iter().map(|(material, shelf)| (material, shelf.available())).collect();
    let (set_aside, short) = set_aside_first(&shortages, &free);
    let (coming, short) = set_aside_first(&short, &coming_to_store(tx, today)?);
    let materials = catalogue::some(tx, shortages.iter().map(|shortage| shortage.material))?;
    let suppliers = suppliers::all(tx)?;
    let groups = suggestions(&short, &materials, &suppliers);
    Ok(Proposal { set_aside, coming, groups, orders, materials, suppliers })
}

/// Bought for no order, and still to come.
fn coming_to_store(tx: &mut Tx, today: Date) -> Result<BTreeMap<MaterialId, i64>> {
    let mut coming: BTreeMap<MaterialId, i64> = BTreeMap::new();
    purchases::each(tx, true, today, |kept| {
        if kept.purchase.order.is_none() {
            let sum = coming.entry(kept.purchase.material).or_default();
            *sum = sum.saturating_add(kept.progress.outstanding);
        }
        Ok(())
    })?;
    Ok(coming)
}
