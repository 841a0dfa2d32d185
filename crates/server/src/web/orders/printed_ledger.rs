//! What the books know of an order, as a table on a printed form: what it needs, what was bought for it, what is made of it.

use jiff::civil::Date;
use yidan_domain::{OrderId, SupplierId, access::Viewer, process::LedgerPart};
use yidan_store::{
    Tx,
    materials::{self, OrderSupply},
    production, suppliers,
};

use super::super::{
    production::view::LotView,
    purchasing::view::{amount, price_words},
};
use crate::{texts::Reader, web::Screen};

pub struct Table {
    pub title: String,
    /// Words, and whether figures stand below.
    pub heads: Vec<(String, bool)>,
    pub rows: Vec<Vec<String>>,
}

/// What is read of the books, before it is put into words.
pub enum Found {
    Materials(OrderSupply),
    Purchases(OrderSupply, std::collections::BTreeMap<SupplierId, String>),
    Progress(Vec<production::Kept>),
}

pub fn read(tx: &mut Tx, viewer: &Viewer, order: OrderId, part: LedgerPart, today: Date) -> yidan_store::Result<Found> {
    Ok(match part {
        LedgerPart::Materials => Found::Materials(materials::supply_of(tx, viewer, order, today)?),
        LedgerPart::Purchases => {
            let names = suppliers::all(tx)?.into_iter().map(|(id, supplier)| (id, supplier.name)).collect();
            Found::Purchases(materials::supply_of(tx, viewer, order, today)?, names)
        }
        LedgerPart::Progress => Found::Progress(production::lots_of_order(tx, viewer, order)?),
    })
}

impl Table {
    pub fn of(found: &Found, screen: &Screen, reader: &Reader) -> Self {
        let (title, heads, rows): (&str, &[(&str, bool)], _) = match found {
            Found::Materials(supply) => ("tab-materials", &MATERIALS, of_materials(supply, reader)),
            Found::Purchases(supply, names) => {
                let name = |id: SupplierId| names.get(&id).cloned().unwrap_or_default();
                ("purchases", &PURCHASES, of_purchases(supply, name, reader))
            }
            Found::Progress(lots) => ("tab-lots", &PROGRESS, of_lots(lots, screen, reader)),
        };
        Table {
            title: reader.t(title),
            heads: heads.iter().map(|(key, is_figure)| (reader.t(key), *is_figure)).collect(),
            rows,
        }
    }

    /// A cell with whether it is a figure.
    pub fn cells<'a>(&'a self, row: &'a [String]) -> impl Iterator<Item = (&'a String, bool)> {
        row.iter().zip(self.heads.iter().map(|(_, is_figure)| *is_figure))
    }
}

const MATERIALS: [(&str, bool); 6] = [
    ("purchase-material", false),
    ("need-required", true),
    ("need-purchased", true),
    ("need-arrived", true),
    ("stock-issued", true),
    ("need-short", true),
];
const PURCHASES: [(&str, bool); 7] = [
    ("purchase-number", false),
    ("purchase-supplier", false),
    ("purchase-material", false),
    ("purchase-quantity", true),
    ("purchase-price", true),
    ("purchase-ordered-on", false),
    ("need-there-on", false),
];
const PROGRESS: [(&str, bool); 6] = [
    ("plan-lot", false),
    ("lot-goods", false),
    ("lot-operation", false),
    ("lot-received", true),
    ("lot-delivered", true),
    ("lot-scrapped", true),
];

fn named(supply: &OrderSupply, id: yidan_domain::MaterialId, reader: &Reader) -> String {
    let words = |it: &yidan_domain::material::Material| format!("{} {} {}", it.code, it.name.get(reader.lang), it.spec);
    supply.materials.get(&id).map(|it| words(it).trim().to_owned()).unwrap_or_default()
}

fn unit(supply: &OrderSupply, id: yidan_domain::MaterialId) -> &str {
    supply.materials.get(&id).map_or("", |it| it.unit.as_str())
}

fn of_materials(supply: &OrderSupply, reader: &Reader) -> Vec<Vec<String>> {
    let row = |it: &yidan_domain::material::Supply| {
        let figures = [it.required, it.purchased, it.arrived, it.issued, it.shortage];
        let figures = figures.map(|figure| amount(figure, unit(supply, it.material)).to_string());
        [vec![named(supply, it.material, reader)], figures.to_vec()].concat()
    };
    supply.supplies.iter().map(row).collect()
}

fn of_purchases(supply: &OrderSupply, name: impl Fn(SupplierId) -> String, reader: &Reader) -> Vec<Vec<String>> {
    let row = |kept: &materials::KeptPurchase| {
        let (purchase, unit) = (&kept.purchase, unit(supply, kept.purchase.material));
        vec![
            purchase.number.clone(),
            name(purchase.supplier),
            named(supply, purchase.material, reader),
            amount(purchase.quantity, unit).to_string(),
            purchase.price.map(|price| price_words(price, unit)).unwrap_or_default(),
            purchase.ordered_on.to_string(),
            kept.progress.due(purchase).map(|day| day.to_string()).unwrap_or_default(),
        ]
    };
    supply.purchases.iter().map(row).collect()
}

fn of_lots(lots: &[production::Kept], screen: &Screen, reader: &Reader) -> Vec<Vec<String>> {
    let world = screen.app.store.world();
    let of_lot = |kept: &production::Kept| {
        let lot = LotView::of(kept, &screen.viewer, &world, reader);
        let row = |it: &super::super::production::view::OperationView| {
            let figures = [it.received, it.figures.good, it.figures.scrap];
            let figures = figures.map(|figure| figure.normalize().to_string());
            [vec![lot.number.clone(), lot.goods.clone(), it.name.clone()], figures.to_vec()].concat()
        };
        lot.operations.iter().map(row).collect::<Vec<_>>()
    };
    lots.iter().flat_map(of_lot).collect()
}
