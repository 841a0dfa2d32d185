//! What there is of a material on a day: on hand, set aside for each order, issued to each order, free.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{StockEntry, entry::Effect};
use crate::{
    MaterialId, OrderId, PurchaseId,
    material::{
        amount::sum,
        ledger::{counting, effective},
    },
};

/// Of one material. Orders and purchases of which nothing is left do not stand in the lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stock {
    pub on_hand: i64,
    /// Set aside, by order.
    pub allocated: BTreeMap<OrderId, i64>,
    /// Issued less returned, by order.
    pub issued: BTreeMap<OrderId, i64>,
    /// The most that was issued at once, by order, since it had none: what has come back of that was left over.
    pub most_issued: BTreeMap<OrderId, i64>,
    /// Taken in less sent back, by purchase.
    pub arrived: BTreeMap<PurchaseId, i64>,
}

impl Stock {
    pub fn allocated_in_all(&self) -> i64 {
        sum(self.allocated.values().copied())
    }

    pub fn allocated_to(&self, order: OrderId) -> i64 {
        self.allocated.get(&order).copied().unwrap_or_default()
    }

    pub fn issued_to(&self, order: OrderId) -> i64 {
        self.issued.get(&order).copied().unwrap_or_default()
    }

    pub fn most_issued_to(&self, order: OrderId) -> i64 {
        self.most_issued.get(&order).copied().unwrap_or_default()
    }

    pub fn arrived_of(&self, purchase: PurchaseId) -> i64 {
        self.arrived.get(&purchase).copied().unwrap_or_default()
    }

    /// On hand and set aside for nobody.
    pub fn available(&self) -> i64 {
        self.on_hand.saturating_sub(self.allocated_in_all())
    }

    fn add(&mut self, effect: Effect) {
        self.on_hand = self.on_hand.saturating_add(effect.on_hand);
        add(&mut self.allocated, effect.order, effect.allocated);
        add(&mut self.issued, effect.order, effect.issued);
        add(&mut self.arrived, effect.purchase, effect.arrived);
        let Some(order) = effect.order else { return };
        match self.issued_to(order) {
            0 => drop(self.most_issued.remove(&order)),
            issued => {
                let most = self.most_issued.entry(order).or_default();
                *most = issued.max(*most);
            }
        }
    }
}

fn add<K: Ord + Copy>(sums: &mut BTreeMap<K, i64>, key: Option<K>, more: i64) {
    let Some(key) = key.filter(|_| more != 0) else { return };
    let sum = sums.entry(key).or_default();
    *sum = sum.saturating_add(more);
    if *sum == 0 {
        sums.remove(&key);
    }
}

/// The stock of a material at the end of day `at`. `entries` may hold those of other materials too.
pub fn stock(entries: &[StockEntry], material: MaterialId, at: Date) -> Stock {
    let mut stock = Stock::default();
    in_order(entries, at).into_iter().filter(|entry| entry.material == material).for_each(|entry| {
        stock.add(entry.kind.effect());
    });
    stock
}

/// The stock of every material that has entries by then.
pub fn stocks(entries: &[StockEntry], at: Date) -> BTreeMap<MaterialId, Stock> {
    let mut stocks: BTreeMap<MaterialId, Stock> = BTreeMap::new();
    for entry in in_order(entries, at) {
        stocks.entry(entry.material).or_default().add(entry.kind.effect());
    }
    stocks
}

/// What counts by then, day by day: the most that was issued is a matter of order.
fn in_order(entries: &[StockEntry], at: Date) -> Vec<&StockEntry> {
    let mut counted: Vec<&StockEntry> = effective(entries, at).collect();
    counted.sort_by_key(|entry| (entry.day, entry.id));
    counted
}

/// Shows the stock of a material at the end of `day`, and at that of each later day on which it changes.
pub(super) fn each_day_from(
    entries: &[StockEntry],
    material: MaterialId,
    day: Date,
    mut look: impl FnMut(Date, &Stock),
) {
    let own = counting(entries).filter(|(entry, _)| entry.material == material);
    let mut changes: Vec<(Date, Effect)> = own
        .flat_map(|(entry, until)| {
            let effect = entry.kind.effect();
            let undone = until.map(|until| (until, effect.undone()));
            [Some((entry.day, effect)), undone].into_iter().flatten()
        })
        .collect();
    changes.sort_by_key(|(day, _)| *day);
    let later = changes.partition_point(|(changed, _)| *changed <= day);
    let mut stock = Stock::default();
    changes[..later].iter().for_each(|(_, effect)| stock.add(*effect));
    look(day, &stock);
    for of_a_day in changes[later..].chunk_by(|one, other| one.0 == other.0) {
        of_a_day.iter().for_each(|(_, effect)| stock.add(*effect));
        look(of_a_day[0].0, &stock);
    }
}
