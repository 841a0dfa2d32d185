//! Samples of all orders (S2): a small table made from their states, so that a list of what there is to do need not read
//! orders. What a sample is, its order says.

mod list;
mod table;

pub use list::{After, Listed, Page, Query, Tally, Which, list, tally};
pub(crate) use table::{follow, keep_anew, kept_rows, rows_of};
