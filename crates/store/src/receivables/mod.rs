//! The ledger of receivables (S6): invoices, receipts and the entries between them; promises, reminders and write-offs.
//!
//! The rules are `yidan_domain::receivable`. Whoever books holds the rows of order, invoice and receipt, in this order,
//! until the transaction ends, so that two people never use the same cent. What is derived (balances, states, ageing) is
//! never stored; `book` keeps it in memory for lists.

mod access;
pub mod book;
mod booking;
mod changed;
mod entries;
mod exchange;
mod invoices;
mod of_order;
mod promises;
mod proposals;
mod receipts;
mod reminders;
mod statements;
mod write_offs;

pub use access::{must_keep_books, must_see_money};
pub use book::Book;
pub use booking::{Booking, allocate, credit_note, deduct, refund, reverse};
pub(crate) use changed::settle;
pub use entries::{
    of_customer as entries_of_customer, of_invoice as entries_of_invoice, of_receipt as entries_of_receipt,
};
pub use exchange::exchange_of_invoice;
pub use invoices::{Kept, get, issue, known, numbered, of_order as invoices_of_order};
pub(crate) use of_order::{Before, follow};
pub use of_order::{open_for_order, planned_of_order};
pub use promises::{
    Promised, latest_of_customer as latest_promise, of_customer as promises_of_customer, promise_payment,
};
pub use proposals::{Proposals, proposals_for};
pub use receipts::{KeptReceipt, claim, keep_slip, known_receipts, known_slips, receipt, receive};
pub use reminders::{Reminder, ladder, put_ladder, remind, reminders_of};
pub(crate) use statements::account;
pub use statements::{last_month_open, statement};
pub use write_offs::{AskedWriteOff, ask_write_off, decide_write_off, open_write_offs, write_offs_of};
