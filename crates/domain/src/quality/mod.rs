//! Quality of goods: how a lot is inspected and judged. What was found in a lot, by whom and when, is told by events.

pub mod aql;
