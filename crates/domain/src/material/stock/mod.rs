//! Stock as a ledger: what was counted, came in, was set aside for an order, issued to it, came back. From the entries follow
//! what is on hand on any day, what of it is set aside for whom, and what is free. `check` keeps each of these from falling
//! below zero on any day.

mod balance;
mod check;
mod entry;
mod refusal;

pub use balance::{Stock, stock, stocks};
pub use check::{
    Shelf, checked_allocation, checked_arrival, checked_count, checked_freeing, checked_issue, checked_return,
    checked_reversal, checked_sending_back,
};
pub use entry::{StockEntry, StockKind};
pub use refusal::{SetAside, StockRefusal};
