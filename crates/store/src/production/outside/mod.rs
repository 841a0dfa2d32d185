//! Jobs of outside factories (外协): who does which operation of a lot, on which terms; what is sent there, what is thought of
//! what came back, what is charged for the loss; and the links by which factories report themselves.
//!
//! What a job adds up to is kept beside it (`outside_standing`) for lists, and follows from the lot's entries.

mod by_link;
mod jobs;
mod list;

pub use by_link::{ByLink, by_link, end_link, links_of_job, make_link, report_by_link, would_report_by_link};
pub use jobs::{KeptJob, NewJob, change_terms, charge, job, jobs_of_lot, judge, send_more, send_out};
pub(super) use jobs::{agreed_of, all_back_by, back_by, check, of_lots, settle};
pub(crate) use list::of_supplier;
pub use list::{JobFilter, Listed, jobs};
