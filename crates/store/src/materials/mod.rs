//! What goods are made of (S12): the catalogue of materials, bills of material, what an order needs by them, the ledger of
//! stock, purchases and what becomes of them, and what follows for lists.
//!
//! The rules are `yidan_domain::material`. Whoever enters something holds the rows of order, purchase and material, in this
//! order, until the transaction ends, so that nothing takes more than there is however many take at once. What entries add up
//! to is kept beside them for lists, and can be made anew (`check`). What lists and boards of all open orders show is picked
//! by the `book`, and read from the tables.

mod access;
mod boms;
pub mod book;
pub mod bulk;
mod catalogue;
mod chase;
mod columns;
mod followed;
mod ledger;
mod news;
mod of_order;
mod overview;
mod purchases;
mod requirements;
mod shelves;
mod store_room;

pub use boms::{NewBom, bom_of, bom_version, bom_versions, boms_using, put_bom};
pub use book::Book;
pub use catalogue::{Filter, coded, get, list, put, some, tally};
pub use chase::{Chase, Few, PurchaseFilter, Purchases, purchases, rating_of};
pub use columns::{columns, put_columns};
pub use followed::{SheetFilter, TrackedPage, Tracking, Which, tracked_of_order};
pub use ledger::Told;
pub use news::{News, events_of, may_take_back_news, tell};
pub use of_order::{OrderSupply, supply_of};
pub use overview::{Waiting, WaitingPage};
pub(crate) use purchases::check as check_purchases;
pub use purchases::{KeptPurchase, Terms, buy, change, purchase};
pub(crate) use requirements::follow;
pub use requirements::{
    Basis, ByHand, NeedLine, Requirement, UsedBom, newer_boms, put_need, reckoned, requirement_of, work_out,
};
pub(crate) use shelves::check as check_stock;
pub use shelves::{HeldFor, OnShelf, entries_of, entries_of_order, held_for, on_shelf, shelves};
pub use store_room::{Movement, enter, may_take_back};
