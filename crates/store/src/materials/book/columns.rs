//! The columns: materials, suppliers and lines of purchases numbered as they came, what open orders need, and all that sorted
//! as boards ask for it. Days are day numbers.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, PurchaseId, SupplierId,
    material::{Dealt, Material, PurchaseState, Supplier},
    order::lateness::day_number,
    schedule::moment::date_of,
    text::folded,
};

use super::{
    super::{catalogue::searched, purchases::KeptPurchase, shelves::OnShelf},
    bought::{Bought, Open},
    needs::{Needs, Place, Waits},
    news::News,
};
use crate::board::{
    Orders,
    names::{NONE, Numbered},
    texts::{Parts, Texts},
};

/// Stands for no day: later than all.
pub const NEVER: i32 = i32::MAX;

pub fn number_of(day: Option<Date>) -> i32 {
    day.map_or(NEVER, day_number)
}

pub fn day_of(number: i32) -> Option<Date> {
    date_of(number).filter(|_| number != NEVER)
}

#[derive(Debug, Default)]
pub struct Columns {
    pub orders: Orders,
    pub materials: Numbered<MaterialId>,
    pub shelves: Vec<Shelf>,
    pub suppliers: Numbered<SupplierId>,
    pub sellers: Vec<Option<Seller>>,
    pub lines: Numbered<PurchaseId>,
    pub bought: Vec<Bought>,
    /// Their numbers.
    pub numbers: Texts,
    /// Lines of which something is still to come, by the day on which they are due and the day on which they were ordered.
    pub open: BTreeMap<(i32, i32, PurchaseId), Open>,
    /// What open orders need, by their numbers.
    pub needs: HashMap<u32, Needs>,
    /// What they miss, material by material, the first needed first.
    pub missing: BTreeMap<Place, Waits>,
}

#[derive(Debug, Default)]
pub struct Shelf {
    pub material: Option<Material>,
    /// Its words, folded.
    pub searched: String,
    pub in_store: OnShelf,
    /// Bought for the store, and still to come.
    pub coming: i64,
}

#[derive(Debug)]
pub struct Seller {
    pub supplier: Supplier,
    pub searched: String,
}

impl Columns {
    pub fn put(&mut self, news: News) {
        match news {
            News::Material(material, in_store) => {
                let number = self.material(material.id);
                let shelf = &mut self.shelves[number as usize];
                shelf.searched = searched(&material);
                (shelf.material, shelf.in_store) = (Some(*material), in_store);
            }
            News::Supplier(supplier) => {
                let number = self.supplier(supplier.id);
                self.sellers[number as usize] = Some(Seller { searched: folded(&supplier.name), supplier: *supplier });
            }
            News::Purchase(kept, dealt) => self.put_line(&kept, dealt),
            News::Needs(overview) => {
                let order = self.orders.number(overview.supplied.order);
                self.forget_needs(order);
                self.put_needs(order, &overview);
            }
            News::NeedsNothing(order) => {
                if let Some(order) = self.orders.find(order) {
                    self.forget_needs(order);
                }
            }
            News::Nothing => {}
        }
    }

    /// The number of a material; a new one when it was not there.
    pub fn material(&mut self, id: MaterialId) -> u32 {
        let number = self.materials.number(&id);
        self.shelves.resize_with(self.materials.len(), Shelf::default);
        number
    }

    fn supplier(&mut self, id: SupplierId) -> u32 {
        let number = self.suppliers.number(&id);
        self.sellers.resize_with(self.suppliers.len(), || None);
        number
    }

    fn put_line(&mut self, kept: &KeptPurchase, dealt: Dealt) {
        let (purchase, progress) = (&kept.purchase, &kept.progress);
        let line = Bought {
            supplier: self.supplier(purchase.supplier),
            material: self.material(purchase.material),
            order: purchase.order.map_or(NONE, |order| self.orders.number(order)),
            ordered_on: day_number(purchase.ordered_on),
            due: number_of(progress.due(purchase)),
            in_time: progress.clone().on(purchase, Date::MIN).state,
            outstanding: progress.outstanding,
            price: purchase.price,
            dealt,
        };
        let (number, words) = (self.lines.number(&purchase.id), Parts::new([&purchase.number, ""]));
        if self.bought.len() == number as usize {
            self.bought.push(line);
            self.numbers.push(words);
        } else {
            self.count_open(number, None);
            self.bought[number as usize] = line;
            self.numbers.replace(number as usize, words);
        }
        self.count_open(number, Some(progress.expected.is_some()));
    }

    pub fn put_dealt(&mut self, purchase: PurchaseId, dealt: Dealt) {
        if let Some(line) = self.lines.find(&purchase) {
            self.bought[line as usize].dealt = dealt;
        }
    }

    /// A line comes among those of which something is still to come, confirmed or not; or it goes.
    fn count_open(&mut self, number: u32, comes: Option<bool>) {
        let line = &self.bought[number as usize];
        if line.outstanding <= 0 {
            return;
        }
        let place = (line.due, line.ordered_on, self.lines.keys()[number as usize]);
        let coming = &mut self.shelves[line.material as usize].coming;
        let outstanding = match comes {
            Some(is_confirmed) => {
                let Bought { material, order, .. } = *line;
                self.open.insert(place, Open { line: number, material, order, is_confirmed });
                line.outstanding
            }
            None => {
                self.open.remove(&place);
                line.outstanding.saturating_neg()
            }
        };
        if line.order == NONE {
            *coming = coming.saturating_add(outstanding);
        }
    }

    pub fn bytes(&self) -> usize {
        let lines: usize = self.bought.iter().map(Bought::bytes).sum();
        let open = self.open.len() * (size_of::<(i32, i32, PurchaseId)>() + size_of::<Open>());
        let needs: usize = self.needs.values().map(Needs::bytes).sum();
        let missing = self.missing.len() * (size_of::<Place>() + size_of::<Waits>());
        let names = self.materials.bytes() + self.suppliers.bytes() + self.lines.bytes() + self.orders.bytes();
        let kept = self.shelves.capacity() * size_of::<Shelf>() + self.sellers.capacity() * size_of::<Seller>();
        lines + self.numbers.bytes() + open + needs + missing + names + kept
    }
}

impl Bought {
    pub fn state(&self, today: i32) -> PurchaseState {
        self.in_time.on(Some(self.due), today)
    }
}
