//! What customers owe (S6): invoices with their instalments, receipts, and the entries between them. Nothing is overwritten:
//! what turns out wrong is reversed by an entry of its own, so that the ledger of any past day can be shown as it was.
//! From these follow balances and states, ageing, statements, reminders and the money to come. Storage and the index in
//! memory lie elsewhere; here everything works on slices of plain values.

pub mod ageing;
pub mod allocation;
pub mod balance;
pub mod cash_in;
pub mod entry;
pub mod exchange;
pub mod invoice;
pub mod matching;
pub mod promise;
pub mod proposal;
pub mod receipt;
pub mod refusal;
pub mod reminders;
pub mod statement;
pub mod totals;
pub mod write_off;

#[cfg(test)]
mod tests;

pub use balance::{Balance, State, balances, left};
pub use entry::{Deduction, Entry, Kind, effective};
pub use invoice::{Instalment, Invoice, InvoiceFault};
pub use receipt::{Receipt, ReceiptFault};
pub use refusal::EntryRefusal;
pub use totals::Totals;
