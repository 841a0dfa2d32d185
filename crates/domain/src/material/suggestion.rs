//! What to buy: lines of purchases from what is covered by nothing, for each supplier, by the day on which to order at the
//! latest. What lies free in the store is set aside first.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};

use super::{Material, Price, Supplier};
use crate::{MaterialId, OrderId, SupplierId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortage {
    pub order: OrderId,
    pub material: MaterialId,
    pub quantity: i64,
    pub needed_on: Option<Date>,
}

/// Lines for one supplier, the most urgent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// None for materials that have no usual supplier, or one with whom the company has stopped.
    pub supplier: Option<SupplierId>,
    pub lines: Vec<Suggested>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggested {
    pub order: OrderId,
    pub material: MaterialId,
    pub quantity: i64,
    pub wanted_on: Option<Date>,
    /// Ordered later, it comes too late. None where the day or the lead time is not known.
    pub order_by: Option<Date>,
    pub estimate: Option<Price>,
}

/// Groups and their lines by the day on which to order at the latest; where only the day of need is known, by that; without
/// either last.
pub fn suggestions(
    shortages: &[Shortage],
    materials: &BTreeMap<MaterialId, Material>,
    suppliers: &BTreeMap<SupplierId, Supplier>,
) -> Vec<Group> {
    let mut groups: BTreeMap<Option<SupplierId>, Vec<Suggested>> = BTreeMap::new();
    for shortage in shortages.iter().filter(|shortage| shortage.quantity > 0) {
        let material = materials.get(&shortage.material);
        let usual = material.and_then(|material| suppliers.get(&material.supplier?));
        let (supplier, lead_days) = from_whom(material, usual);
        let line = suggested(shortage, material, lead_days);
        groups.entry(supplier.map(|supplier| supplier.id)).or_default().push(line);
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(supplier, lines)| Group { supplier, lines }).collect();
    for group in &mut groups {
        group.lines.sort_by_key(urgency);
    }
    groups.sort_by_key(|group| (group.lines.first().map(urgency), group.supplier.is_none(), group.supplier));
    groups
}

/// Whom a material is bought from, unless the company has stopped with its usual supplier, and in how many days it comes.
pub fn from_whom<'a>(material: Option<&Material>, usual: Option<&'a Supplier>) -> (Option<&'a Supplier>, Option<u32>) {
    let supplier = usual.filter(|supplier| !supplier.archived);
    let of_material = material.and_then(|material| material.lead_days);
    (supplier, of_material.or_else(|| supplier.and_then(|supplier| supplier.lead_days)))
}

pub fn suggested(shortage: &Shortage, material: Option<&Material>, lead_days: Option<u32>) -> Suggested {
    Suggested {
        order: shortage.order,
        material: shortage.material,
        quantity: shortage.quantity,
        wanted_on: shortage.needed_on,
        order_by: shortage.needed_on.zip(lead_days).and_then(|(day, lead_days)| days_before(day, lead_days)),
        estimate: material.and_then(|material| material.price),
    }
}

/// What of a shortage is covered by what is left free, which is less by that afterwards.
pub fn cover(free: &mut i64, short: i64) -> i64 {
    let covered = short.min(*free).max(0);
    *free = free.saturating_sub(covered);
    covered
}

fn urgency(line: &Suggested) -> (bool, Option<Date>, Option<Date>, MaterialId, OrderId) {
    let by = line.order_by.or(line.wanted_on);
    (by.is_none(), by, line.wanted_on, line.material, line.order)
}

fn days_before(day: Date, days: u32) -> Option<Date> {
    day.checked_sub(Span::new().try_days(i64::from(days)).ok()?).ok()
}

/// What of the shortages is covered by what is free (`available`), whose need comes first, first; and what remains of them, in
/// the order in which they came.
pub fn set_aside_first(
    shortages: &[Shortage],
    available: &BTreeMap<MaterialId, i64>,
) -> (Vec<Shortage>, Vec<Shortage>) {
    let mut free = available.clone();
    let mut by_need: Vec<usize> = (0..shortages.len()).collect();
    by_need.sort_by_key(|place| {
        let Shortage { order, needed_on, .. } = shortages[*place];
        (needed_on.is_none(), needed_on, order)
    });
    let (mut covered, mut remain) = (Vec::new(), shortages.to_vec());
    for place in by_need {
        let short = shortages[place];
        let Some(free) = free.get_mut(&short.material) else { continue };
        let quantity = cover(free, short.quantity);
        if quantity > 0 {
            remain[place].quantity = short.quantity.saturating_sub(quantity);
            covered.push(Shortage { quantity, ..short });
        }
    }
    remain.retain(|shortage| shortage.quantity > 0);
    (covered, remain)
}
