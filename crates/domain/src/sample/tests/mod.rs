//! Samples as firms follow them, what holds whatever people tell, and the words of all that is said.

mod figures;
mod properties;
mod rules;
mod stories;
pub mod story;
mod words;
