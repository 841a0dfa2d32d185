//! Sheets in and out: what people keep in Excel and CSV becomes drafts of orders, customers and products, row by row
//! and with a reason for every row that does not; lists become XLSX and CSV.
//!
//! `sheet` reads the bytes, `layout` finds the columns, `values` reads the cells, `orders`, `tables` and `parties` make
//! drafts, `intake` does it all for a pile of files, `bank` reads what banks export, `booked` is a day's list of an order
//! entry, `progress` the summary sheet of production, `write` goes the other way; `logs` are event logs, out and in. No SQL, no web, no clock.

pub mod bank;
pub mod booked;
pub mod intake;
pub mod layout;
pub mod logs;
pub mod orders;
pub mod parties;
pub mod problem;
pub mod progress;
mod reading;
pub mod sheet;
pub mod tables;
pub mod tracking;
pub mod values;
pub mod write;

pub use intake::{Intake, Rules, read};
pub use layout::{Column, Kind, Layout, Mapping};
pub use orders::{LineDraft, OrderDraft};
pub use problem::{Note, Place, Problem, RowFault, RowNote, Skip, Skipped};
pub use sheet::{Cell, Sheet, Unreadable};
