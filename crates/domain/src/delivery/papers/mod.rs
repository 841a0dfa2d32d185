//! Papers that go with an order (S1, 8): which there are (`kind`), how they are numbered (`numbering`), what stands on one
//! (`content`, built by `build` from `sources`, without any layout), its life from issue to void (`paper`, `decide`), and whether
//! a set agrees with itself (`agree`) and with the letter of credit (`credit`) before it goes out.

pub mod agree;
pub mod build;
pub mod columns;
pub mod content;
pub mod credit;
mod decide;
pub mod finding;
pub mod kind;
pub mod numbering;
pub mod paper;
pub mod refusal;
pub mod sources;

#[cfg(test)]
mod tests;

pub use agree::agree;
pub use build::build;
pub use columns::Column;
pub use content::{Cell, Content, Item, Row};
pub use credit::{Presentation, against_credit};
pub use decide::{Given, decide};
pub use finding::Finding;
pub use kind::{Kind, Subject};
pub use numbering::{Numbering, NumberingFault};
pub use paper::{Deed, Issue, Language, Paper, PaperEvent, replay};
pub use refusal::PaperRefusal;
pub use sources::Sources;
