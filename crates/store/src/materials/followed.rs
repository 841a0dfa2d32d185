//! The tracking sheet of materials by project (S12): a row for each material of each order, filtered and in pages.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use yidan_domain::{
    MaterialId, OrderId, SupplierId,
    access::Viewer,
    material::{
        Material, Supplier, Supply,
        sheet::{self, Row, Tracked},
    },
    text,
};

use super::{
    access::visible,
    catalogue,
    of_order::pairs,
    overview::{Overview, overviews},
    purchases::{self, KeptPurchase},
    requirements::{self, NeedLine, Needing},
};
use crate::{Result, Tx, orders, suppliers};

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

    fn fits(self, it: &Tracking) -> bool {
        use yidan_domain::material::PurchaseState;
        let mut open = it.purchases.iter().filter(|kept| kept.is_open());
        match self {
            Which::All => true,
            Which::Short => it.supply.shortage > 0,
            Which::Coming => open.next().is_some(),
            Which::Overdue => open.any(|kept| kept.progress.state == PurchaseState::Overdue),
            Which::Unconfirmed => open.any(|kept| kept.progress.expected.is_none()),
            Which::Covered => it.supply.missing() == 0,
        }
    }
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

/// The rows that fit, of orders that this viewer may see, in the order of purchase.
pub fn tracked(tx: &mut Tx, viewer: &Viewer, filter: &SheetFilter, today: Date) -> Result<Vec<Tracking>> {
    let overviews = match filter.order {
        None => overviews(tx, filter.material, today)?,
        Some(order) => of_one(tx, order, today)?,
    };
    let seen = visible(tx, viewer, overviews.iter().map(|overview| overview.supplied.order))?;
    let materials = overviews.iter().flat_map(|it| it.supplied.supplies.iter().map(|supply| supply.material));
    let materials = catalogue::some(tx, materials)?;
    let suppliers = suppliers::all(tx)?;
    let words = text::folded(&filter.words);
    let mut found: Vec<Tracking> = Vec::new();
    for overview in overviews {
        let Some(row) = seen.get(&overview.supplied.order) else { continue };
        found.extend(of_order(overview, &row.number, &materials, &suppliers, viewer));
    }
    found.retain(|it| {
        filter.material.is_none_or(|material| it.material.id == material)
            && filter.supplier.is_none_or(|wanted| it.purchases.iter().any(|kept| kept.purchase.supplier == wanted))
            && filter.which.fits(it)
            && (words.is_empty() || searched(it).contains(&words))
    });
    let key = |it: &Tracking| (it.row.purchased_on.is_none(), it.row.purchased_on, it.number.clone());
    found.sort_by_cached_key(key);
    for (number, it) in (1..).zip(&mut found) {
        it.row.number = number;
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
fn of_one(tx: &mut Tx, order: OrderId, today: Date) -> Result<Vec<Overview>> {
    if orders::one_row(tx, order)?.is_none() {
        return Ok(Vec::new());
    }
    let requirement = requirements::one(tx, order)?;
    let needs = requirement.as_ref().map(requirements::Requirement::needs).unwrap_or_default();
    let purchases = purchases::of_order(tx, order, today)?;
    let stocks = super::shelves::of_order(tx, order)?;
    let supplies = yidan_domain::material::supply(order, &needs, &stocks, &pairs(&purchases));
    let needed_on = requirement.as_ref().and_then(|requirement| requirement.needed_on);
    let lines = requirement.map(|requirement| requirement.lines).unwrap_or_default();
    Ok(vec![Overview {
        supplied: yidan_domain::material::supply::Supplied { order, needed_on, supplies },
        needing: Needing { order, needed_on, lines },
        purchases,
    }])
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
