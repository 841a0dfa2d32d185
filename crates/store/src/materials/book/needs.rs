//! What an open order needs: a row for each material, and a place among those who wait for it.

use yidan_domain::{MaterialId, OrderId, order::lateness::day_number};

use super::{
    super::overview::Overview,
    Seen,
    columns::{Columns, NEVER, number_of},
};

#[derive(Debug)]
pub struct Needs {
    needed_on: i32,
    /// In the order in which it needs them.
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub struct Row {
    pub material: u32,
    pub missing: i64,
    pub shortage: i64,
    /// When the first of it was ordered.
    pub purchased_on: i32,
    /// The first day on which something is due that is still to come.
    pub due: i32,
    pub is_coming: bool,
    /// Something is still to come, and the supplier has named no day.
    pub is_unconfirmed: bool,
    /// Of this material for the order.
    pub bought: Box<[u32]>,
}

/// Among those who miss a material: who needs it first is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub material: u32,
    pub needed_on: i32,
    pub order: OrderId,
    /// Among the rows of its order.
    pub row: u32,
}

#[derive(Debug, Clone, Copy)]
pub struct Waits {
    /// The order's number.
    pub order: u32,
    pub shortage: i64,
}

impl Columns {
    pub fn put_needs(&mut self, order: u32, overview: &Overview) {
        let mut needs = Needs { needed_on: number_of(overview.supplied.needed_on), rows: Vec::new() };
        for supply in &overview.supplied.supplies {
            let own = || overview.purchases.iter().filter(|kept| kept.purchase.material == supply.material);
            let open = || own().filter(|kept| kept.is_open());
            let bought = own().filter_map(|kept| self.lines.find(&kept.purchase.id)).collect();
            let row = Row {
                material: self.material(supply.material),
                missing: supply.missing(),
                shortage: supply.shortage,
                purchased_on: own().map(|kept| day_number(kept.purchase.ordered_on)).min().unwrap_or(NEVER),
                due: open().map(|kept| number_of(kept.progress.due(&kept.purchase))).min().unwrap_or(NEVER),
                is_coming: open().next().is_some(),
                is_unconfirmed: open().any(|kept| kept.progress.expected.is_none()),
                bought,
            };
            if row.missing > 0 {
                let place = self.place(order, &needs, needs.rows.len(), &row);
                self.missing.insert(place, Waits { order, shortage: row.shortage });
            }
            needs.rows.push(row);
        }
        self.needs.insert(order, needs);
    }

    pub fn forget_needs(&mut self, order: u32) {
        let Some(needs) = self.needs.remove(&order) else { return };
        for (number, row) in needs.rows.iter().enumerate().filter(|(_, row)| row.missing > 0) {
            self.missing.remove(&self.place(order, &needs, number, row));
        }
    }

    fn place(&self, order: u32, needs: &Needs, number: usize, row: &Row) -> Place {
        Place {
            material: row.material,
            needed_on: needs.needed_on,
            order: self.orders.id(order),
            row: u32::try_from(number).unwrap_or(u32::MAX),
        }
    }

    /// Who misses a material.
    pub fn missing_of(&self, material: u32) -> impl Iterator<Item = (&Place, &Waits)> {
        let first = Place { material, needed_on: i32::MIN, order: OrderId(uuid::Uuid::nil()), row: 0 };
        let last = Place { material, needed_on: NEVER, order: OrderId(uuid::Uuid::max()), row: u32::MAX };
        self.missing.range(first..=last)
    }

    /// A page of the orders that wait for a material, and how many there are.
    pub fn waiting(&self, material: MaterialId, seen: &Seen, (skip, limit): (usize, usize)) -> (Vec<OrderId>, usize) {
        let Some(material) = self.materials.find(&material) else { return (Vec::new(), 0) };
        let (mut orders, mut total) = (Vec::new(), 0);
        for (place, _) in self.missing_of(material).filter(|(_, waits)| seen.has(waits.order)) {
            if total >= skip && orders.len() < limit {
                orders.push(place.order);
            }
            total += 1;
        }
        (orders, total)
    }
}

impl Needs {
    pub fn bytes(&self) -> usize {
        let bought: usize = self.rows.iter().map(|row| row.bought.len() * 4).sum();
        size_of::<Self>() + self.rows.capacity() * size_of::<Row>() + bought
    }
}
