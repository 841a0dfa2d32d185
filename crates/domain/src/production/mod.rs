//! Making goods (S7). Goods go through the workshop in lots, one operation after another; people say at each operation how
//! many came out good, how many are scrap, how many are to be done again. What is said is an entry that is never changed: one
//! that was wrong is taken back by another. What every operation has received, delivered and holds follows from the entries,
//! for any day, and never goes below nothing.

mod balance;
mod check;
mod entry;
mod expected;
mod figures;
mod lateness;
mod line;
mod lot;
mod ordered;
mod outside;
mod plan;
mod queue;
mod refusal;
mod route;
mod sheet;

#[cfg(test)]
mod outside_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod sheet_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod words;

pub use balance::{Balance, balances, out_of_job};
pub use check::{checked_release, checked_report, checked_reversal, checked_sending};
pub use entry::{Entry, Kind, MOST_PHOTOS, Report, Scrap, Teller};
pub use expected::{Makes, expected, expected_of_all};
pub use figures::{Saying, Wanted, checked_figures};
pub use lateness::{LotLateness, OfOrder, due_of_lot, lot_lateness, lot_trouble};
pub use line::line_after;
pub use lot::{Closed, LOST_LINE, Lot, LotFault, Overrun, Planned};
pub use ordered::{checked_against_line, come_to, comes_to, left_to_make};
pub use outside::{Agreed, Charge, Judged, Outcome, OutsideFault, OutsideJob, Stage, Terms, Verdict, checked_charge};
pub use plan::{Asked, Cell, PlannedDay, asked_on, beside_plan, tidy_plan};
pub use queue::{Bench, Queue, seconds_for, still_to_do};
pub use refusal::ProgressRefusal;
pub use route::{Operation, RouteFault, checked_route};
pub use sheet::{Delivered, Sheet, scrap_rate};
