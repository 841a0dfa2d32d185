//! Following an export order to its end (S17): what offices want of it (`registration`), what is laid by (`archive`), what the
//! customer or a supplier claims (`claim`), what bringing the goods there costs (`charge`), and the one sheet on which all of it
//! stands (`sheet`), which is typed nowhere: every cell says where it comes from.

pub mod archive;
pub mod charge;
pub mod claim;
pub mod refusal;
pub mod registration;
mod rows;
pub mod sheet;

#[cfg(test)]
mod tests;

pub use archive::{Archive, ArchiveItem};
pub use charge::{Charge, ChargeEntry, ChargeKind, Figures, Volume, figures, shares};
pub use claim::{Claim, Direction};
pub use refusal::ExportRefusal;
pub use registration::{Registration, RegistrationKind};
pub use sheet::{Known, Section, Sheet, SheetCell, Source, sheet};

use jiff::civil::Date;

/// What is told happened on a day that has come.
fn not_to_come(on: Date, today: Date) -> Result<(), ExportRefusal> {
    if on > today { Err(ExportRefusal::DayToCome { on, today }) } else { Ok(()) }
}

fn not_before(on: Date, before: Date) -> Result<(), ExportRefusal> {
    if on < before { Err(ExportRefusal::DayBefore { on, before }) } else { Ok(()) }
}
