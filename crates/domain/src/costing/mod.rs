//! What an order costs and earns: the cost sheet (`sheet`: S1's export contract review, S2's garment costing sheet), what
//! is wrong with one (`fault`), its figures (`figures`), its versions side by side (`versions`), and what was estimated
//! against what it came to (`actual`). Nothing here knows an order or who may see its profit.

pub mod actual;
pub mod fault;
pub mod figures;
pub mod kind;
pub mod sheet;
pub mod versions;

pub use actual::{Actual, Against, EntryFault, Outcome, against};
pub use fault::{Fault, ItemFault};
pub use figures::{Figures, Lack};
pub use kind::Kind;
pub use sheet::{Basis, CostSheet, Fabric, Item};
pub use versions::{Cell, Comparison, Line, Row, compare};
