//! What is wrong with an order, found by rule: which rules there are and how the company sets them (`rules`), what they
//! find (`finding`), how an order is watched (`watch`), what that changes about the exceptions that are open
//! (`differences`), and who gets it (`takers`). Why things go wrong, in the company's own words, is `causes`.
//!
//! Exceptions themselves belong to the order (`order::exceptions`): people raise them too, and only events change them.

pub mod causes;
pub mod differences;
pub mod finding;
pub mod rules;
pub mod takers;
pub mod watch;

pub use causes::{Cause, Causes};
pub use differences::{Difference, Raised, differences};
pub use finding::{Finding, RuleKey};
pub use rules::{Limit, Rule, Rules, Taker};
pub use takers::taker;
pub use watch::{Found, Goods, OpenStep, Watched, found};
