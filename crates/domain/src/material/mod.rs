//! What goods are made of (S12, S16): the catalogue of materials and suppliers, bills of material and what an order needs by
//! them, the ledger of stock, purchases and what becomes of them, and what follows: what an order waits for, the tracking
//! sheet, what to buy next, how a supplier does (S11). Both ledgers are append-only; what was wrong is reversed.
//!
//! Quantities are whole ten-thousandths of the material's own unit (`i64`), unless a unit stands beside them. Storage lies
//! elsewhere; here everything works on plain values, and the day is always an argument.

pub(crate) mod amount;
pub mod bom;
pub mod catalogue;
mod field;
mod ledger;
pub mod purchase;
pub mod rating;
pub mod requirement;
pub mod sheet;
pub mod stock;
pub mod suggestion;
pub mod supplier;
pub mod supply;

#[cfg(test)]
mod tests;

pub use amount::{MOST_QUANTITY, QuantityFault, check_not_negative};
pub use bom::{Bom, BomFault, BomLine};
pub use catalogue::{Material, MaterialFault, MaterialKind, Price, PriceFault};
pub use field::FieldFault;
pub use ledger::NotReversible;
pub use purchase::{Progress, Purchase, PurchaseEvent, PurchaseFault, PurchaseKind, PurchaseRefusal, PurchaseState};
pub use rating::{Dealt, Period, Rating, rating};
pub use requirement::{Need, Ordered, Requirement, requirement};
pub use stock::{Stock, StockEntry, StockKind, StockRefusal};
pub use supplier::{Supplier, SupplierFault, SupplierKind};
pub use supply::{AllIn, Supply, supply};
