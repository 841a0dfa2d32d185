//! The tracking sheet of materials by project (S12): a row for each material of each order, filtered and in pages.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId, SupplierId,
    access::Viewer,
    material::{
        Material, PurchaseState, Supplier, Supply,
        sheet::{self, Row, Tracked},
    },
    text,
};

use super::{
    access::{numbers, visible},
    book::Book,
    catalogue,
    of_order::pairs,
    overview::{Overview, overviews},
    purchases::{self, KeptPurchase},
    requirements::{self, NeedLine, Needing},
};
use crate::{Result, Tx, board::texts::words, db::some::BATCH, suppliers};

/// Which rows the sheet shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetFilter {
    /// In the number of order or purchase, code or name of the material, name of a supplier.
    pub words: String,
    /// One order, whether it is open or not; else all that are open.
    pub order: Option<OrderId>,
    pub material: Option<MaterialId>,
    pub supplier: Option<SupplierId>,
    pub which: Which,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    #[default]
    All,
    /// Required, and covered by nothing.
    Short,
    /// Bought and still to come.
    Coming,
    /// Still to come, and the day that was named or wanted is past.
    Overdue,
    /// Bought, and the supplier has named no day.
    Unconfirmed,
    /// The order has all that it requires.
    Covered,
}

impl Which {
    pub const ALL: [Which; 6] =
        [Which::All, Which::Short, Which::Coming, Which::Overdue, Which::Unconfirmed, Which::Covered];

    /// As addresses and programs write it.
    pub fn key(self) -> &'static str {
        match self {
            Which::All => "all",
            Which::Short => "short",
            Which::Coming => "coming",
            Which::Overdue => "overdue",
            Which::Unconfirmed => "unconfirmed",
            Which::Covered => "covered",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.key() == key)
    }

    pub(super) fn fits(self, standing: &Standing) -> bool {
        match self {
            Which::All => true,
            Which::Short => standing.is_short,
            Which::Coming => standing.is_coming,
            Which::Overdue => standing.is_overdue,
            Which::Unconfirmed => standing.is_unconfirmed,
            Which::Covered => standing.is_covered,
        }
    }
}

/// How a row stands, of what lists of it are asked for.
pub(super) struct Standing {
    pub is_short: bool,
    pub is_coming: bool,
    pub is_overdue: bool,
    pub is_unconfirmed: bool,
    pub is_covered: bool,
}

/// One row of the sheet, with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracking {
    pub order: OrderId,
    /// The order's number.
    pub number: String,
    pub needed_on: Option<Date>,
    pub material: Material,
    /// None for what was bought and nobody had counted on.
    pub need: Option<NeedLine>,
    pub supply: Supply,
    /// Of the material for the order, the first ordered first.
    pub purchases: Vec<KeptPurchase>,
    pub row: Row,
}

/// A page of the sheet, and how many rows there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackedPage {
    pub rows: Vec<Tracking>,
    pub total: usize,
}

impl Book {
    /// The rows that fit, of orders that this viewer may see, in the order of purchase; `skip` of them passed over.
    pub fn tracked(
        &self,
        tx: &mut Tx,
        viewer: &Viewer,
        filter: &SheetFilter,
        (skip, limit): (usize, usize),
        today: Date,
    ) -> Result<TrackedPage> {
        if let Some(order) = filter.order {
            let found = tracked_of_order(tx, viewer, order, filter, today)?;
            let total = found.len();
            return Ok(TrackedPage { rows: found.into_iter().skip(skip).take(limit).collect(), total });
        }
        let (places, total) =
            self.ask(viewer, today, |columns, among| columns.sheet(filter, among, (skip, limit), today));
        let orders: BTreeSet<OrderId> = places.iter().map(|(order, _)| *order).collect();
        let orders: Vec<OrderId> = orders.into_iter().collect();
        let mut found = BTreeMap::new();
        for batch in orders.chunks(BATCH) {
            let overviews = overviews(tx, batch, today)?;
            for it in rows_of(tx, viewer, overviews)? {
                found.insert((it.order, it.material.id), it);
            }
        }
        let mut rows: Vec<Tracking> = places.iter().filter_map(|place| found.remove(place)).collect();
        number(&mut rows, skip);
        Ok(TrackedPage { rows, total })
    }
}

/// The same of one order, whether it is open or not, as the tables have it.
pub fn tracked_of_order(
    tx: &mut Tx,
    viewer: &Viewer,
    order: OrderId,
    filter: &SheetFilter,
    today: Date,
) -> Result<Vec<Tracking>> {
    if visible(tx, viewer, [order])?.is_empty() {
        return Ok(Vec::new());
    }
    let overview = of_one(tx, order, today)?;
    let words = words(&filter.words);
    let mut found = rows_of(tx, viewer, vec![overview])?;
    found.retain(|it| {
        let searched = searched(it);
        filter.material.is_none_or(|material| it.material.id == material)
            && filter.supplier.is_none_or(|wanted| it.purchases.iter().any(|kept| kept.purchase.supplier == wanted))
            && filter.which.fits(&Standing::of(it))
            && words.iter().all(|word| searched.contains(word))
    });
    found.sort_by_key(|it| (it.row.purchased_on.is_none(), it.row.purchased_on));
    number(&mut found, 0);
    Ok(found)
}

fn number(rows: &mut [Tracking], skipped: usize) {
    let first = u32::try_from(skipped).unwrap_or(u32::MAX);
    for (number, it) in (first.saturating_add(1)..).zip(rows) {
        it.row.number = number;
    }
}

fn rows_of(tx: &mut Tx, viewer: &Viewer, overviews: Vec<Overview>) -> Result<Vec<Tracking>> {
    let materials = overviews.iter().flat_map(|it| it.supplied.supplies.iter().map(|supply| supply.material));
    let materials = catalogue::some(tx, materials)?;
    let sellers = overviews.iter().flat_map(|it| it.purchases.iter().map(|kept| kept.purchase.supplier));
    let suppliers = suppliers::some(tx, sellers)?;
    let numbers = numbers(tx, overviews.iter().map(|overview| overview.supplied.order))?;
    let mut found = Vec::new();
    for overview in overviews {
        let Some(number) = numbers.get(&overview.supplied.order) else { continue };
        found.extend(of_order(overview, number, &materials, &suppliers, viewer));
    }
    Ok(found)
}

fn of_order(
    Overview { supplied, needing, purchases }: Overview,
    number: &str,
    materials: &BTreeMap<MaterialId, Material>,
    suppliers: &BTreeMap<SupplierId, Supplier>,
    viewer: &Viewer,
) -> Vec<Tracking> {
    let name = |id: SupplierId| suppliers.get(&id).map(|supplier| supplier.name.clone()).unwrap_or_default();
    let nothing = BTreeMap::new();
    let mut found = Vec::new();
    for supply in supplied.supplies {
        let Some(material) = materials.get(&supply.material) else { continue };
        let need = needing.lines.iter().find(|line| line.material == material.id);
        let purchases: Vec<KeptPurchase> =
            purchases.iter().filter(|kept| kept.purchase.material == material.id).cloned().collect();
        let tracked = Tracked {
            order: supplied.order,
            project: number,
            material,
            required: supply.required,
            remark: need.map_or("", |need| &need.remark),
            extra: need.map_or(&nothing, |need| &need.extra),
        };
        let Some(row) = sheet::rows(&[tracked], &pairs(&purchases), name).pop() else { continue };
        found.push(Tracking {
            order: supplied.order,
            number: number.to_owned(),
            needed_on: supplied.needed_on,
            material: material.clone(),
            need: need.cloned(),
            supply,
            purchases: purchases.into_iter().map(|kept| kept.seen_by(viewer)).collect(),
            row,
        });
    }
    found
}

/// One order, open or not.
fn of_one(tx: &mut Tx, order: OrderId, today: Date) -> Result<Overview> {
    let requirement = requirements::one(tx, order)?;
    let needs = requirement.as_ref().map(requirements::Requirement::needs).unwrap_or_default();
    let purchases = purchases::of_order(tx, order, today)?;
    let stocks = super::shelves::of_order(tx, order)?;
    let supplies = yidan_domain::material::supply(order, &needs, &stocks, &pairs(&purchases));
    let needed_on = requirement.as_ref().and_then(|requirement| requirement.needed_on);
    let lines = requirement.map(|requirement| requirement.lines).unwrap_or_default();
    Ok(Overview {
        supplied: yidan_domain::material::supply::Supplied { order, needed_on, supplies },
        needing: Needing { order, needed_on, lines },
        purchases,
    })
}

impl Standing {
    fn of(it: &Tracking) -> Self {
        let open = || it.purchases.iter().filter(|kept| kept.is_open());
        Self {
            is_short: it.supply.shortage > 0,
            is_coming: open().next().is_some(),
            is_overdue: open().any(|kept| kept.progress.state == PurchaseState::Overdue),
            is_unconfirmed: open().any(|kept| kept.progress.expected.is_none()),
            is_covered: it.supply.missing() == 0,
        }
    }
}

fn searched(it: &Tracking) -> String {
    let numbers: BTreeSet<&str> = it.purchases.iter().map(|kept| kept.purchase.number.as_str()).collect();
    let Material { code, name, spec, .. } = &it.material;
    let words: Vec<&str> = [it.number.as_str(), code, &name.zh, &name.en, spec]
        .into_iter()
        .chain(numbers)
        .chain(it.row.suppliers.iter().map(String::as_str))
        .collect();
    text::folded(&words.join(" "))
}
