//! Where yidan keeps things: the only SQL of the program, on SQLite or PostgreSQL, with one text for both.
//!
//! Store functions are synchronous and take a `&mut Tx`; `Store::read` and `Store::write` are the asynchronous edge that
//! runs them. Business rules are not here: an order is loaded, `yidan_domain` decides, the outcome is kept.

pub mod approvals;
pub mod audit;
pub mod board;
pub mod calendars;
pub mod company;
pub mod credit;
pub mod customer_ratings;
pub mod customers;
pub mod db;
pub mod digests;
pub mod error;
pub mod exceptions;
pub mod files;
pub mod floor;
pub mod following;
pub mod idempotency;
pub mod imports;
pub mod insight;
pub mod inspections;
pub mod links;
pub mod live;
pub mod materials;
pub mod notices;
pub mod orders;
pub mod people;
pub mod production;
pub mod products;
pub mod rebuild;
pub mod receivables;
pub mod samples;
pub mod sessions;
mod store;
pub mod suppliers;
pub mod tokens;
pub mod views;

pub use db::{Target, Tx};
pub use error::{Error, Result};
pub use live::Change;
pub use store::{Actor, Store, World};
