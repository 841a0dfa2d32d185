//! The ledger of credit and the sales desk (S15).
//!
//! `entries` is the truth and is only added to; `accounts` holds what the entries add up to, one row each, which a release
//! locks; `release` decides and books in one transaction; `limits` are set by people; `desk` takes in orders by quantities
//! alone; `days` holds a day's orders against the order entry.

mod accounts;
pub mod days;
pub mod desk;
mod entries;
mod limits;
mod release;

pub use accounts::check;
pub use entries::{of_customer, of_order, of_salesperson};
pub use limits::{Limit, customers_with_credit, limits_of, quotas, set_limit, set_monthly, set_quota};
pub use release::{Standing, release, standing};
pub(crate) use release::{follow, taken};
