//! People in the field: the slip that follows goods from the shop's order to the write-off (`slip`, S9), signatures that prove
//! something (`evidence`), made-to-order goods put up at the customer's (`installation`, S8), customers who wait for an answer
//! (`contact`, S8), and what comes after (`aftersales`, S5, S10). What happened is told by events; ids and times come in.
//! Storage lies elsewhere; who may do a thing comes in with what it is decided by.

pub mod aftersales;
pub mod contact;
pub mod evidence;
pub(crate) mod fault;
pub mod installation;
pub mod slip;
#[cfg(test)]
mod words;

pub use fault::Fault;
