//! Lists of purchases: what to chase today, what was bought from whom; and how a supplier did.

use std::collections::BTreeMap;

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId, SupplierId,
    access::Viewer,
    material::{Material, Period, PurchaseState, Rating, Supplier, rating, rating::OutsideWork},
};

use super::{
    access::{numbers, visible},
    book::Book,
    catalogue, news,
    purchases::{self, KeptPurchase},
};
use crate::{Error, Result, Tx, production, suppliers};

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
    /// Due from this day to that, both included: the one the supplier named last, else the one it was wanted on.
    pub due_from: Option<Date>,
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

/// What to chase today, of what the viewer may see: the first of each list, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chase {
    /// Lines of which something is still to come.
    pub open: usize,
    pub overdue: Few,
    /// The supplier has named no day; not overdue yet.
    pub unconfirmed: Few,
    /// Named for today, and for the seven days after it.
    pub today: Few,
    pub week: Few,
    /// The names in them; the lines themselves stand in the lists.
    pub named: Purchases,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few {
    pub count: usize,
    pub lines: Vec<KeptPurchase>,
}

impl Book {
    /// The lines that fit, those due first first where only open ones are asked for, else the last ordered first; `skip` of
    /// them passed over. Lines for orders outside the viewer's scope are left out, and so are those for the store, where the
    /// viewer sees only some orders.
    pub fn purchases(
        &self,
        tx: &mut Tx,
        viewer: &Viewer,
        filter: &PurchaseFilter,
        page: (usize, usize),
        today: Date,
    ) -> Result<Purchases> {
        let (ids, total) = self.ask(viewer, today, |columns, among| columns.purchases(filter, among, page, today));
        let lines = purchases::some(tx, &ids, today)?;
        named(tx, viewer, lines, total)
    }

    /// Of each list so many.
    pub fn chase(&self, tx: &mut Tx, viewer: &Viewer, most: usize, today: Date) -> Result<Chase> {
        let picked = self.ask(viewer, today, |columns, among| columns.chase(among, most, today));
        let ids = picked.lists.iter().flat_map(|(_, ids)| ids).copied().collect::<Vec<_>>();
        let lines = purchases::some(tx, &ids, today)?;
        let mut named = named(tx, viewer, lines, picked.open)?;
        let lines = std::mem::take(&mut named.lines);
        let [overdue, unconfirmed, today, week] = picked.lists.map(|(count, ids)| Few {
            count,
            lines: lines.iter().filter(|kept| ids.contains(&kept.purchase.id)).cloned().collect(),
        });
        Ok(Chase { open: picked.open, overdue, unconfirmed, today, week, named })
    }
}

/// The lines for an order that fit, as the tables have them, the last ordered first; none for one that the viewer may not
/// see.
pub fn purchases(
    tx: &mut Tx,
    viewer: &Viewer,
    filter: &PurchaseFilter,
    (skip, limit): (usize, usize),
    today: Date,
) -> Result<Purchases> {
    let Some(order) = filter.order.filter(|_| filter.words.is_empty()) else {
        return Err(Error::NotFound("order"));
    };
    let mut found = match visible(tx, viewer, [order])?.is_empty() {
        true => Vec::new(),
        false => purchases::of_order(tx, order, today)?,
    };
    found.retain(|kept| filter.fits(kept) && (kept.is_open() || !filter.open));
    found.sort_by(|a, b| {
        let last = |kept: &KeptPurchase| (kept.purchase.ordered_on, kept.purchase.number.clone());
        last(b).cmp(&last(a)).then(a.purchase.id.cmp(&b.purchase.id))
    });
    let total = found.len();
    named(tx, viewer, found.into_iter().skip(skip).take(limit).collect(), total)
}

/// With the names that a list shows, and without prices for those who do not see them.
fn named(tx: &mut Tx, viewer: &Viewer, lines: Vec<KeptPurchase>, total: usize) -> Result<Purchases> {
    Ok(Purchases {
        total,
        materials: catalogue::some(tx, lines.iter().map(|kept| kept.purchase.material))?,
        suppliers: suppliers::some(tx, lines.iter().map(|kept| kept.purchase.supplier))?,
        orders: numbers(tx, lines.iter().filter_map(|kept| kept.purchase.order))?,
        lines: lines.into_iter().map(|kept| kept.seen_by(viewer)).collect(),
    })
}

impl PurchaseFilter {
    /// Asks for nothing but that something is still to come, and by when.
    pub(super) fn is_plain(&self) -> bool {
        let Self { words, supplier, material, order, state, open: _, due_from: _, due_by: _ } = self;
        words.is_empty() && supplier.is_none() && material.is_none() && order.is_none() && state.is_none()
    }

    fn fits(&self, kept: &KeptPurchase) -> bool {
        let purchase = &kept.purchase;
        let due = || kept.progress.due(purchase);
        self.supplier.is_none_or(|supplier| purchase.supplier == supplier)
            && self.material.is_none_or(|material| purchase.material == material)
            && self.order.is_none_or(|order| purchase.order == Some(order))
            && self.state.is_none_or(|state| kept.progress.state == state)
            && self.due_from.is_none_or(|day| due().is_some_and(|due| due >= day))
            && self.due_by.is_none_or(|day| due().is_some_and(|due| due <= day))
    }
}

/// How a supplier did in a period, from what happened only. What it cost is for those who see costs.
pub fn rating_of(tx: &mut Tx, viewer: &Viewer, supplier: SupplierId, period: Period, today: Date) -> Result<Rating> {
    suppliers::get(tx, supplier)?;
    let kept = purchases::of_supplier(tx, supplier, today)?;
    let materials = catalogue::some(tx, kept.iter().map(|kept| kept.purchase.material))?;
    let events = news::of_supplier(tx, supplier)?;
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
