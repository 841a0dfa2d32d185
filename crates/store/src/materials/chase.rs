//! Lists of purchases: what to chase today, what was bought from whom; and how a supplier did.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId, SupplierId,
    access::{Scope, Viewer},
    material::{Material, Period, PurchaseEvent, PurchaseState, Rating, Supplier, rating, rating::OutsideWork},
    text,
};

use super::{
    access::visible,
    catalogue, news,
    purchases::{self, KeptPurchase},
};
use crate::{Result, Tx, production, suppliers};

/// Which lines of purchases a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PurchaseFilter {
    /// In the number of purchase or order, code or name of the material, name of the supplier.
    pub words: String,
    pub supplier: Option<SupplierId>,
    pub material: Option<MaterialId>,
    pub order: Option<OrderId>,
    pub state: Option<PurchaseState>,
    /// Only those of which something is still to come.
    pub open: bool,
    /// Due by this day: the one the supplier named last, else the one it was wanted on.
    pub due_by: Option<Date>,
}

/// A page of a list, with the names that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchases {
    pub lines: Vec<KeptPurchase>,
    /// How many there are in all.
    pub total: usize,
    pub materials: BTreeMap<MaterialId, Material>,
    pub suppliers: BTreeMap<SupplierId, Supplier>,
    /// Numbers of the orders that they are for.
    pub orders: BTreeMap<OrderId, String>,
}

/// The lines that fit, those due first first where only open ones are asked for, else the last ordered first; `skip` of them
/// passed over. Lines for orders outside the viewer's scope are left out, and so are those for the store, where the viewer
/// sees only some orders.
pub fn purchases(
    tx: &mut Tx,
    viewer: &Viewer,
    filter: &PurchaseFilter,
    (skip, limit): (usize, usize),
    today: Date,
) -> Result<Purchases> {
    let mut found = Vec::new();
    purchases::each(tx, filter.open, today, |kept| {
        if filter.fits(&kept) {
            found.push(kept);
        }
        Ok(())
    })?;
    if viewer.scope() != Scope::All {
        let seen = visible(tx, viewer, found.iter().filter_map(|kept| kept.purchase.order))?;
        found.retain(|kept| kept.purchase.order.is_some_and(|order| seen.contains_key(&order)));
    }
    let all_suppliers = suppliers::all(tx)?;
    let words = text::folded(&filter.words);
    if !words.is_empty() {
        let materials = catalogue::some(tx, found.iter().map(|kept| kept.purchase.material))?;
        let orders = visible(tx, viewer, found.iter().filter_map(|kept| kept.purchase.order))?;
        found.retain(|kept| {
            let supplier = all_suppliers.get(&kept.purchase.supplier);
            let material = materials.get(&kept.purchase.material);
            let order = kept.purchase.order.and_then(|order| orders.get(&order));
            let words_of = [
                kept.purchase.number.as_str(),
                supplier.map_or("", |supplier| &supplier.name),
                material.map_or("", |material| &material.code),
                material.map_or("", |material| &material.name.zh),
                material.map_or("", |material| &material.name.en),
                order.map_or("", |order| &order.number),
            ];
            text::folded(&words_of.join(" ")).contains(&words)
        });
    }
    if filter.open {
        let due = |kept: &KeptPurchase| kept.progress.due(&kept.purchase);
        found.sort_by_key(|kept| (due(kept).is_none(), due(kept), kept.purchase.ordered_on, kept.purchase.id));
    }
    let total = found.len();
    let lines: Vec<KeptPurchase> = found.into_iter().skip(skip).take(limit).map(|kept| kept.seen_by(viewer)).collect();
    let materials = catalogue::some(tx, lines.iter().map(|kept| kept.purchase.material))?;
    let orders = visible(tx, viewer, lines.iter().filter_map(|kept| kept.purchase.order))?;
    let named: BTreeSet<SupplierId> = lines.iter().map(|kept| kept.purchase.supplier).collect();
    Ok(Purchases {
        lines,
        total,
        materials,
        suppliers: all_suppliers.into_iter().filter(|(id, _)| named.contains(id)).collect(),
        orders: orders.into_iter().map(|(id, row)| (id, row.number)).collect(),
    })
}

impl PurchaseFilter {
    fn fits(&self, kept: &KeptPurchase) -> bool {
        let purchase = &kept.purchase;
        let due = || kept.progress.due(purchase);
        self.supplier.is_none_or(|supplier| purchase.supplier == supplier)
            && self.material.is_none_or(|material| purchase.material == material)
            && self.order.is_none_or(|order| purchase.order == Some(order))
            && self.state.is_none_or(|state| kept.progress.state == state)
            && self.due_by.is_none_or(|day| due().is_some_and(|due| due <= day))
    }
}

/// How a supplier did in a period, from what happened only. What it cost is for those who see costs.
pub fn rating_of(tx: &mut Tx, viewer: &Viewer, supplier: SupplierId, period: Period, today: Date) -> Result<Rating> {
    suppliers::get(tx, supplier)?;
    let kept = purchases::of_supplier(tx, supplier, today)?;
    let materials = catalogue::some(tx, kept.iter().map(|kept| kept.purchase.material))?;
    let mut events: Vec<PurchaseEvent> = Vec::new();
    for kept in &kept {
        events.extend(news::of_purchase(tx, kept.purchase.id)?);
    }
    let bought: Vec<_> = kept.into_iter().map(|kept| kept.purchase).collect();
    let unit_of = |material: MaterialId| materials.get(&material).map_or("", |material| material.unit.as_str());
    let mut rating = rating(supplier, &bought, &events, unit_of, period, today);
    let jobs = production::outside_work_of(tx, supplier)?;
    let outside =
        jobs.iter().map(|it| OutsideWork { terms: &it.job.terms, outcome: &it.outcome, unit: &it.lot.quantity.unit });
    rating.add_outside(outside, period, today);
    if !viewer.sees_costs() {
        rating.prices.clear();
    }
    Ok(rating)
}
