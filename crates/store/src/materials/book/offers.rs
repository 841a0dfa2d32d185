//! Whom to buy from: everybody who sells materials or is the usual supplier of one, what each asked last and how each did of late.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    MaterialId, PurchaseId, SupplierId,
    access::Viewer,
    material::{
        Period, Price, Supplier, SupplierKind,
        rating::{OnTime, Quality},
    },
};

use super::{Book, Seen, columns::Columns};

/// How far back a rating looks.
pub const RATED_DAYS: i64 = 180;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    pub suppliers: BTreeMap<SupplierId, Supplier>,
    /// The last price of each of the materials asked for, for those who see costs.
    pub last: BTreeMap<(SupplierId, MaterialId), Price>,
    /// By unit, as in a rating.
    pub ratings: BTreeMap<SupplierId, (OnTime, Vec<Quality>)>,
}

/// Among purchases, the last ordered last.
type Place<'a> = (i32, &'a [u8], Reverse<PurchaseId>);

impl Book {
    /// With the last prices of these materials, as far as the viewer sees what they were bought for.
    pub fn offers(&self, viewer: &Viewer, materials: &BTreeSet<MaterialId>, today: Date) -> Offers {
        self.ask(viewer, today, |columns, seen| {
            // Whoever something is usually bought from sells, whatever kind somebody has ticked.
            let usual = columns.shelves.iter().filter_map(|shelf| shelf.material.as_ref()?.supplier);
            let usual: BTreeSet<SupplierId> = usual.collect();
            let sells = |supplier: &&Supplier| {
                let is_seller = supplier.kinds.contains(&SupplierKind::Materials) || usual.contains(&supplier.id);
                is_seller && !supplier.archived
            };
            let sellers = columns.sellers.iter().flatten().map(|seller| &seller.supplier).filter(sells);
            let period = Period { from: today.saturating_sub(RATED_DAYS.days()), to: today };
            let last = if viewer.sees_costs() { columns.last_prices(materials, seen) } else { BTreeMap::new() };
            Offers {
                suppliers: sellers.map(|supplier| (supplier.id, supplier.clone())).collect(),
                last,
                ratings: columns.ratings(period, today),
            }
        })
    }
}

impl Columns {
    fn last_prices(&self, materials: &BTreeSet<MaterialId>, seen: &Seen) -> BTreeMap<(SupplierId, MaterialId), Price> {
        let wanted = self.materials.table(|material| materials.contains(material));
        let mut last: HashMap<(u32, u32), (Place, Price)> = HashMap::new();
        let lines = (0..).zip(self.lines.keys()).zip(&self.bought);
        for ((number, id), line) in lines.filter(|(_, line)| wanted[line.material as usize]) {
            let Some(price) = line.price.filter(|_| self.is_seen(line.order, seen)) else { continue };
            let this = ((line.ordered_on, self.number_of_line(number), Reverse(*id)), price);
            let known = last.entry((line.supplier, line.material)).or_insert(this);
            if known.0 < this.0 {
                *known = this;
            }
        }
        let named = |((supplier, material), (_, price)): ((u32, u32), (Place, Price))| {
            ((self.suppliers.keys()[supplier as usize], self.materials.keys()[material as usize]), price)
        };
        last.into_iter().map(named).collect()
    }

    fn ratings(&self, period: Period, today: Date) -> BTreeMap<SupplierId, (OnTime, Vec<Quality>)> {
        let mut on_time = vec![OnTime::default(); self.suppliers.len()];
        let mut of_material: HashMap<(u32, u32), Quality> = HashMap::new();
        for line in &self.bought {
            on_time[line.supplier as usize].add(&line.dealt, period, today);
            if line.dealt.moves.iter().any(|moved| period.contains(moved.day)) {
                let quality = of_material.entry((line.supplier, line.material)).or_insert_with(|| Quality::nothing(""));
                quality.add(&line.dealt, period);
            }
        }
        let mut of_unit: BTreeMap<(u32, &str), Quality> = BTreeMap::new();
        for ((supplier, material), quality) in of_material {
            let unit = self.shelves[material as usize].material.as_ref().map_or("", |material| &material.unit);
            of_unit.entry((supplier, unit)).or_insert_with(|| Quality::nothing(unit)).add_all(&quality);
        }
        let mut ratings: BTreeMap<SupplierId, (OnTime, Vec<Quality>)> = BTreeMap::new();
        for (id, on_time) in self.suppliers.keys().iter().zip(on_time).filter(|(_, on_time)| on_time.due > 0) {
            ratings.insert(*id, (on_time, Vec::new()));
        }
        for ((supplier, _), quality) in of_unit.into_iter().filter(|(_, quality)| quality.arrivals > 0) {
            ratings.entry(self.suppliers.keys()[supplier as usize]).or_default().1.push(quality);
        }
        ratings
    }
}
