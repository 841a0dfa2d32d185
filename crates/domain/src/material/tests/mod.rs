//! Makers of small catalogues and ledgers, for the tests beside the rules and for those here.

mod kept;
mod properties;
mod rating;
mod sheet;
mod story;
mod suggestion;
mod supply;
mod words;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    Bom, BomLine, Material, MaterialKind, Price, Purchase, PurchaseEvent, PurchaseKind, StockEntry, StockKind,
    Supplier, SupplierKind,
};
use crate::{Currency, MaterialId, OrderId, PersonId, ProductId, PurchaseId, StockEntryId, SupplierId, Text};

pub fn number(typed: &str) -> Decimal {
    typed.parse().unwrap()
}

pub fn day(date: &str) -> Date {
    date.parse().unwrap()
}

pub fn id(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

pub fn material_id(number: u128) -> MaterialId {
    MaterialId(id(number))
}

pub fn order(number: u128) -> OrderId {
    OrderId(id(number))
}

/// Of one unit, in yuan.
pub fn cny(per_unit: &str) -> Price {
    Price { per_unit: number(per_unit), currency: Currency::CNY }
}

pub fn material(number: u128, unit: &str) -> Material {
    Material {
        id: material_id(number),
        code: format!("M-{number}"),
        name: Text::new("珠地布", "Pique"),
        spec: String::new(),
        unit: unit.to_owned(),
        kind: MaterialKind::Fabric,
        supplier: None,
        price: None,
        lead_days: None,
        archived: false,
    }
}

pub fn supplier(number: u128) -> Supplier {
    Supplier {
        id: SupplierId(id(number)),
        code: None,
        name: format!("供应商 {number}"),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        kinds: vec![SupplierKind::Materials],
        lead_days: None,
        terms: String::new(),
        note: String::new(),
        archived: false,
    }
}

/// So much of a material into so many of the product.
pub fn uses(material: u128, quantity: &str, per: u32, wastage_percent: &str) -> BomLine {
    BomLine {
        material: material_id(material),
        quantity: number(quantity),
        per,
        wastage_percent: number(wastage_percent),
        note: String::new(),
    }
}

pub fn bom(version: u32, lines: Vec<BomLine>) -> Bom {
    Bom { version, ..bom_of(1, lines) }
}

pub fn bom_of(product: u128, lines: Vec<BomLine>) -> Bom {
    Bom {
        product: ProductId(id(product)),
        version: 1,
        lines,
        note: String::new(),
        made_on: day("2026-03-02"),
        by: PersonId(id(1)),
    }
}

pub fn stock_entry(number: u128, material: u128, on: Date, kind: StockKind) -> StockEntry {
    StockEntry {
        id: StockEntryId(id(number)),
        material: material_id(material),
        day: on,
        at: format!("{on}T09:00:00Z").parse().unwrap(),
        by: PersonId(id(1)),
        kind,
        note: String::new(),
    }
}

/// Whole units of material 1 from supplier 1, ordered on 2 March 2026 for the store.
pub fn purchase(number: u128, quantity: i64) -> Purchase {
    Purchase {
        id: PurchaseId(id(number)),
        number: format!("PO-{number}"),
        supplier: SupplierId(id(1)),
        material: material_id(1),
        order: None,
        quantity: quantity * 10_000,
        price: None,
        estimate: None,
        ordered_on: day("2026-03-02"),
        wanted_on: None,
        tolerance_percent: Decimal::ZERO,
        note: String::new(),
    }
}

pub fn purchase_event(purchase: u128, seq: u32, on: &str, kind: PurchaseKind) -> PurchaseEvent {
    PurchaseEvent {
        purchase: PurchaseId(id(purchase)),
        seq,
        day: day(on),
        at: format!("{on}T09:00:00Z").parse().unwrap(),
        by: PersonId(id(1)),
        kind,
        note: String::new(),
    }
}

/// Whole units, at the price of the order.
pub fn arrived(quantity: i64, rejected: i64) -> PurchaseKind {
    PurchaseKind::Arrived { quantity: quantity * 10_000, rejected: rejected * 10_000, price: None }
}
