//! Exceptions of all orders: the read table that lists them, what the company sets about them (`settings`), and the rules
//! at work (`rules`). The truth is in each order's events; the table follows in the same transaction.

mod list;
mod rules;
mod settings;
mod table;

pub use list::{After, Listed, Page, Query, State, Tally, list, tally};
pub use rules::apply_rules;
pub(crate) use settings::{causes, rules};
pub use settings::{put_cause, put_rule, put_rules};
pub(crate) use table::{follow, keep_anew, kept_rows, rows_of};
