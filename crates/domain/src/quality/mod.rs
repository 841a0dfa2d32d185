//! Quality of goods: inspections 验货 from the first plan to the verdict (S1, 7; S11).
//!
//! What is inspected and by whom (`subject`, `inspector`), how much is drawn (`sampling`, by the tables of `aql`), the life
//! of an inspection (`inspection`, `decide`), when it has to be booked (`booking`), what waits (`board`), what was found
//! (`report`, `defects`, `figures`), how strictly the next lot is inspected (`series`), the inspectors' days (`calendar`),
//! how long what failed takes (`mending`), and what an order learns of it (`facts`). What happened is told by events;
//! nothing here knows an order.

pub mod aql;
pub mod board;
pub mod booking;
pub mod decide;
pub mod defects;
pub mod facts;
pub mod figures;
pub mod inspection;
pub mod inspector;
pub mod mending;
pub mod offers;
pub mod refusal;
mod repeated;
pub mod report;
pub mod sampling;
pub mod series;
pub mod subject;
#[cfg(test)]
mod tests;

pub use board::{Heading, Horizon, Waits};
pub use booking::{LeadTimes, Task, Todo};
pub use decide::{Command, Given, Units, decide, plan};
pub use defects::{DefectKey, DefectKind, DefectList, DefectListFault};
pub use facts::{Covered, Facts, Finding, covered, facts, findings};
pub use figures::{Bar, Passes, Share};
pub use inspection::{Arrangement, Event, Fewer, Inspection, Planned, Release, Request, Start, State, Told};
pub use inspector::Inspector;
pub use mending::Mending;
pub use offers::{Offers, offers};
pub use refusal::InspectionRefusal;
pub use report::{Defect, Report, Verdict};
pub use sampling::{Draw, Sampling};
pub use series::{Goods, Next, Resumption, Series, SeriesOf, Source, Switched};
pub use subject::{Of, Stage, Subject};

/// Longest name or place kept, in characters.
pub const LONGEST_LINE: usize = 200;
/// Longest note or reason.
pub const LONGEST_TEXT: usize = 4_000;
/// The largest lot.
pub const MOST_UNITS: u64 = 1_000_000_000;
