//! Amounts in words, as they stand on contracts, invoices and packing lists: in Chinese capital numerals (大写) and in English.
//! Both say every amount that can be kept, to the last minor unit.

mod chinese;
mod currencies;
mod english;

pub use chinese::{capitals, chinese};
pub use english::{cardinal, english, say_total};
