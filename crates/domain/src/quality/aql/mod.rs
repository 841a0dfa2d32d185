//! Acceptance sampling by attributes: ISO 2859-1:1999, the same text as GB/T 2828.1-2012; single sampling.
//!
//! `plan` says how many units of a lot are drawn and how many of them may fail; `switching` follows a series of lots and
//! says how strictly the next one is inspected. The tables stand in `letters` and `tables` as the standard prints them.
//! Probabilities, double and multiple sampling are not here.

mod classes;
mod letters;
mod limit;
mod plan;
mod switching;
mod tables;

pub use classes::{ByClass, Class};
pub use letters::{Letter, Level, NotALevel, code_letter};
pub use limit::{Aql, NotAnAql};
pub use plan::{Plan, Verdict, plan};
pub use switching::{Lot, Switch, Switching};
pub use tables::Severity;

#[cfg(test)]
mod tests;
