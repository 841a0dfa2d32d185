//! The end of an order: what is still open, as sentences, and closing it when nothing is (`closing`); what it came to against
//! the estimate (`account`); and what the archive bundle holds, under which names (`bundle`). What stands open is put in as
//! values by whoever knows the ledgers; nothing here reads them.

pub mod account;
pub mod bundle;
pub mod closing;
#[cfg(test)]
mod tests;

pub use account::{Figures, Final, FinalFault, final_account};
pub use bundle::{Bundle, Content, Entry, Source, bundle};
pub use closing::{Closed, Event, Open, Settlement, SettlementRefusal, Standing};
