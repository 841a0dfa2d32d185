//! What orders are short of, and what to do about it: set aside what lies free, wait for what comes to the store, buy the
//! rest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId, SupplierId,
    access::Viewer,
    material::{
        Material, Supplier,
        suggestion::{Shortage, Suggested, cover, from_whom, suggested},
    },
    order::lateness::day_number,
};

use super::{
    super::{access::numbers, shelves::OnShelf},
    Book, Seen,
    columns::{Columns, NEVER, day_of},
    needs::Place,
    sought::Sought,
};
use crate::{Result, Tx, board::top::Top};

/// Which lines to buy are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToBuy {
    /// In the number of the order, code, name or specification of the material.
    pub words: String,
    /// Of this supplier alone; `Some(None)` for materials that have no usual one.
    pub supplier: Option<Option<SupplierId>>,
    /// What has to be ordered by then, and what has no day.
    pub until: Option<Date>,
    /// Of each supplier so many lines are passed over, and so many shown.
    pub skip: usize,
    pub each: usize,
    /// So many of what lies free, and of what comes.
    pub most: usize,
}

impl Default for ToBuy {
    fn default() -> Self {
        Self { words: String::new(), supplier: None, until: None, skip: 0, each: usize::MAX, most: usize::MAX }
    }
}

/// What orders are short of, and what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Lies free in the store: to be set aside. So many in all, and the first of them.
    pub set_aside: (usize, Vec<Shortage>),
    /// Was bought for the store and is on its way.
    pub coming: (usize, Vec<Shortage>),
    /// To be bought, by supplier, the most urgent first.
    pub groups: Vec<Group>,
    /// Their numbers, once they are named.
    pub orders: BTreeMap<OrderId, String>,
    pub materials: BTreeMap<MaterialId, Material>,
    pub suppliers: BTreeMap<SupplierId, Supplier>,
}

/// Lines for one supplier, the most urgent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// None for materials that have no usual supplier, or one with whom the company has stopped.
    pub supplier: Option<SupplierId>,
    /// How many there are in all.
    pub total: usize,
    pub lines: Vec<Suggested>,
}

/// What there is of a material, in ten-thousandths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InStock {
    pub shelf: OnShelf,
    /// Bought, and still to come.
    pub on_order: i64,
    /// What orders are short of and neither lies free nor comes to the store.
    pub short: i64,
}

/// How urgent a line is, and the line: the day on which to order, else of need; that of need; material and order; quantity,
/// and number of the material.
type Line = (i32, i32, MaterialId, OrderId, i64, u32);

/// What lies free or comes, for whoever needs it first.
type Covered = (i32, OrderId, u32, MaterialId, i64);

struct Lines {
    /// Of the most urgent of all its lines, whether they are asked for or not.
    first: Option<Line>,
    total: usize,
    top: Top<Line>,
}

impl Book {
    /// For the orders that this viewer may see. Their numbers are read when it is known which of them are shown.
    pub fn proposal(&self, viewer: &Viewer, asked: &ToBuy, today: Date) -> Proposal {
        self.ask(viewer, today, |columns, seen| columns.proposal(asked, seen))
    }

    /// Of each of these materials, as far as the viewer sees what is bought and lacks.
    pub fn stock(&self, viewer: &Viewer, materials: &[MaterialId], today: Date) -> BTreeMap<MaterialId, InStock> {
        self.ask(viewer, today, |columns, seen| columns.stock(materials, seen))
    }
}

impl Proposal {
    /// With the numbers of its orders.
    pub fn named(mut self, tx: &mut Tx) -> Result<Self> {
        let lines = self.groups.iter().flat_map(|group| &group.lines).map(|line| line.order);
        let covered = self.set_aside.1.iter().chain(&self.coming.1).map(|short| short.order);
        self.orders = numbers(tx, lines.chain(covered).collect::<BTreeSet<_>>())?;
        Ok(self)
    }

    /// What is to be bought.
    pub fn to_buy(&self) -> BTreeSet<MaterialId> {
        self.groups.iter().flat_map(|group| group.lines.iter().map(|line| line.material)).collect()
    }
}

impl Columns {
    /// What orders are short of of a material, who needs it first first: what of it lies free, what comes, and what is left.
    fn each_short(&self, material: u32, seen: &Seen, mut take: impl FnMut(&Place, u32, [i64; 3])) {
        let shelf = &self.shelves[material as usize];
        let (mut free, mut coming) = (shelf.in_store.available(), shelf.coming);
        let short = self.missing_of(material).filter(|(_, waits)| waits.shortage > 0 && seen.has(waits.order));
        for (place, waits) in short {
            let set_aside = cover(&mut free, waits.shortage);
            let comes = cover(&mut coming, waits.shortage - set_aside);
            take(place, waits.order, [set_aside, comes, waits.shortage - set_aside - comes]);
        }
    }

    fn proposal(&self, asked: &ToBuy, seen: &Seen) -> Proposal {
        let words = Sought::of(&asked.words, self);
        let until = asked.until.map_or(NEVER, day_number);
        let (mut set_aside, mut coming) = ((0, Top::new(asked.most)), (0, Top::new(asked.most)));
        // The last place is for materials that have no usual supplier.
        let nobody = self.suppliers.len();
        let limit = asked.skip.saturating_add(asked.each);
        let lines = || Lines { first: None, total: 0, top: Top::new(limit) };
        let mut groups: Vec<Lines> = std::iter::repeat_with(lines).take(nobody + 1).collect();
        for (material, id) in (0..).zip(self.materials.keys()) {
            let (supplier, lead_days) = self.usual_of(material);
            let group = supplier.and_then(|supplier| self.suppliers.find(&supplier.id));
            let group = &mut groups[group.map_or(nobody, |number| number as usize)];
            let lead_days = lead_days.map(|days| i32::try_from(days).unwrap_or(i32::MAX));
            self.each_short(material, seen, |place, order, [free, comes, left]| {
                let covered = |quantity| (place.needed_on, place.order, place.row, *id, quantity);
                for (list, quantity) in [(&mut set_aside, free), (&mut coming, comes)] {
                    if quantity > 0 {
                        list.0 += 1;
                        list.1.offer(covered(quantity));
                    }
                }
                if left <= 0 {
                    return;
                }
                let by = match (place.needed_on, lead_days) {
                    (NEVER, _) => NEVER,
                    (needed_on, lead_days) => needed_on.saturating_sub(lead_days.unwrap_or(0)),
                };
                let line: Line = (by, place.needed_on, *id, place.order, left, material);
                if group.first.is_none_or(|first| line < first) {
                    group.first = Some(line);
                }
                let number = || seen.orders.number(self.orders.row(order));
                let is_soon = by == NEVER || by <= until;
                if is_soon && words.all(|word| word.is_material(material) || word.is_in(number())) {
                    group.total += 1;
                    group.top.offer(line);
                }
            });
        }
        let (set_aside, coming) = (self.covered(set_aside), self.covered(coming));
        let groups = self.groups(asked, groups);
        let lines = groups.iter().flat_map(|group| &group.lines).map(|line| line.material);
        let shown = lines.chain(set_aside.1.iter().chain(&coming.1).map(|short| short.material));
        let materials: BTreeSet<MaterialId> = shown.collect();
        let material = |id: MaterialId| Some((id, self.shelves[self.materials.find(&id)? as usize].material.clone()?));
        let supplier = |group: &Group| {
            let seller = self.sellers[self.suppliers.find(&group.supplier?)? as usize].as_ref()?;
            Some((seller.supplier.id, seller.supplier.clone()))
        };
        Proposal {
            set_aside,
            coming,
            orders: BTreeMap::new(),
            materials: materials.into_iter().filter_map(material).collect(),
            suppliers: groups.iter().filter_map(supplier).collect(),
            groups,
        }
    }

    fn usual_of(&self, material: u32) -> (Option<&Supplier>, Option<u32>) {
        let material = self.shelves[material as usize].material.as_ref();
        let usual = material.and_then(|material| self.suppliers.find(&material.supplier?));
        let usual = usual.and_then(|number| self.sellers[number as usize].as_ref());
        from_whom(material, usual.map(|seller| &seller.supplier))
    }

    fn covered(&self, (count, top): (usize, Top<Covered>)) -> (usize, Vec<Shortage>) {
        let short = |(day, order, _, material, quantity): Covered| Shortage {
            order,
            material,
            quantity,
            needed_on: day_of(day),
        };
        (count, top.into_sorted().into_iter().map(short).collect())
    }

    fn groups(&self, asked: &ToBuy, lines: Vec<Lines>) -> Vec<Group> {
        let suppliers = self.suppliers.keys().iter().map(|id| Some(*id)).chain([None]);
        let is_asked = |supplier: &Option<SupplierId>| asked.supplier.is_none_or(|wanted| wanted == *supplier);
        let mut found: Vec<(Option<SupplierId>, Lines)> = suppliers.zip(lines).filter(|(_, it)| it.total > 0).collect();
        found.sort_by_key(|(supplier, lines)| {
            let first = lines.first.map(|(by, wanted_on, material, order, ..)| (by, wanted_on, material, order));
            (first, supplier.is_none(), *supplier)
        });
        let line = |(_, needed_on, material, order, quantity, number): Line| {
            let short = Shortage { order, material, quantity, needed_on: day_of(needed_on) };
            suggested(&short, self.shelves[number as usize].material.as_ref(), self.usual_of(number).1)
        };
        let group = |(supplier, lines): (Option<SupplierId>, Lines)| Group {
            supplier,
            total: lines.total,
            lines: match is_asked(&supplier) {
                true => lines.top.into_sorted().into_iter().skip(asked.skip).map(line).collect(),
                false => Vec::new(),
            },
        };
        found.into_iter().map(group).collect()
    }

    fn stock(&self, materials: &[MaterialId], seen: &Seen) -> BTreeMap<MaterialId, InStock> {
        let mut found = vec![None; self.materials.len()];
        let numbers: Vec<u32> = materials.iter().filter_map(|id| self.materials.find(id)).collect();
        for number in &numbers {
            let mut short = 0_i64;
            self.each_short(*number, seen, |_, _, [.., left]| short = short.saturating_add(left));
            let shelf = self.shelves[*number as usize].in_store;
            found[*number as usize] = Some(InStock { shelf, on_order: 0, short });
        }
        for open in self.open.values() {
            if let Some(found) = found[open.material as usize].as_mut().filter(|_| self.is_seen(open.order, seen)) {
                found.on_order = found.on_order.saturating_add(self.bought[open.line as usize].outstanding);
            }
        }
        let named = |number: u32| Some((self.materials.keys()[number as usize], found[number as usize]?));
        numbers.into_iter().filter_map(named).collect()
    }
}
