//! After the goods are there (S5, S10): how satisfied the customer was (`survey`), what was complained of, by whose doing, and
//! what was done about it (`complaint`), and goods that come back, for money or for others (`goods_back`).

pub mod complaint;
pub mod goods_back;
pub mod survey;
#[cfg(test)]
mod tests;

pub use complaint::{Complaint, ComplaintRefusal};
pub use goods_back::{GoodsBack, GoodsBackRefusal};
pub use survey::{Survey, SurveyRefusal};
