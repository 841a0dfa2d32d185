//! How open orders are supplied, some at a time: what the book knows of them, and what rows of lists are made from.

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId,
    access::Viewer,
    material::{
        Need, Supply, supply,
        supply::{Supplied, waiting_for},
    },
};

use super::{
    access::numbers,
    book::Book,
    catalogue,
    of_order::pairs,
    purchases::{self, KeptPurchase},
    requirements::{self, Needing},
    shelves,
};
use crate::{Result, Tx, db::some::BATCH};

/// An order that needs something, with all that is known of its supply.
pub(crate) struct Overview {
    pub supplied: Supplied,
    pub needing: Needing,
    pub purchases: Vec<KeptPurchase>,
}

/// Those of the orders that are open, and of which somebody has worked out what they need.
pub(super) fn overviews(tx: &mut Tx, orders: &[OrderId], today: Date) -> Result<Vec<Overview>> {
    let mut found = Vec::with_capacity(orders.len());
    for batch in orders.chunks(BATCH) {
        let mut stocks = shelves::of_orders(tx, batch)?;
        let mut bought = purchases::of_orders(tx, batch, today)?;
        for needing in requirements::of_orders(tx, batch)? {
            let needs = needing.lines.iter().map(|line| Need { material: line.material, quantity: line.required() });
            let needs: Vec<Need> = needs.collect();
            let purchases = bought.remove(&needing.order).unwrap_or_default();
            let stocks = stocks.remove(&needing.order).unwrap_or_default();
            let supplies = supply(needing.order, &needs, &stocks, &pairs(&purchases));
            let supplied = Supplied { order: needing.order, needed_on: needing.needed_on, supplies };
            found.push(Overview { supplied, needing, purchases });
        }
    }
    Ok(found)
}

/// An order that waits for a material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub order: OrderId,
    pub number: String,
    pub needed_on: Option<Date>,
    pub supply: Supply,
}

/// A page of the orders that wait for a material, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPage {
    pub orders: Vec<Waiting>,
    pub total: usize,
}

impl Book {
    /// Which orders that this viewer may see wait for the material: the one that needs it first first, `skip` of them passed
    /// over.
    pub fn waiting(
        &self,
        tx: &mut Tx,
        viewer: &Viewer,
        material: MaterialId,
        page: (usize, usize),
        today: Date,
    ) -> Result<WaitingPage> {
        catalogue::get(tx, material)?;
        let (ids, total) = self.ask(viewer, today, |columns, among| columns.waiting(material, among, page));
        let supplied: Vec<Supplied> =
            overviews(tx, &ids, today)?.into_iter().map(|overview| overview.supplied).collect();
        let numbers = numbers(tx, ids)?;
        let named = waiting_for(material, &supplied).into_iter().filter_map(|(order, supply)| {
            let number = numbers.get(&order.order)?.clone();
            Some(Waiting { order: order.order, number, needed_on: order.needed_on, supply: supply.clone() })
        });
        Ok(WaitingPage { orders: named.collect(), total })
    }
}
