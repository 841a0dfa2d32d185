//! Credit (S15): whether an order may go ahead before it is paid, and by whose word.
//!
//! `decide` is the one decision; guard, buttons, API and explanation all ask it. What customers have in use of their limits
//! and salespeople of their guarantee quotas follows from the entries of a ledger. Around it the sales desk's other rules:
//! whose desk a region belongs to, and the comparison with the order entry at the end of the day.

pub mod account;
pub mod desk;
pub mod lack;
pub mod ledger;
pub mod reconcile;
pub mod release;

#[cfg(test)]
mod tests;

pub use account::{Account, Agreement, Quota, USUAL_LIMIT};
pub use desk::{Desk, NoDesk, desk_of};
pub use lack::{Flaw, Lack, Way};
pub use ledger::{Entry, EntryKind, account_at, quota_at};
pub use reconcile::{Booked, Difference, Gap, reconcile};
pub use release::{Case, Decision, Ground, Release, decide};
