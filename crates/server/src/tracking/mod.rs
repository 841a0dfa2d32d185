//! The tracking sheet of materials by project (S12), out and in: what is exported, edited in a spreadsheet program and sent
//! back changes what it says, once. Screens and API call the same.
//!
//! `export` makes the table, `plan` holds a row against what is kept and says what is to be done, `import` does it row by row.

mod export;
mod import;
mod plan;
mod version;

pub use export::table;
pub use import::{RowDone, TrackingReport, preview, run};
pub use plan::Deed;
