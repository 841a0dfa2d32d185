//! Making goods (S7): the routes of products, lots on their way through the workshop, and the ledger of their progress.
//!
//! The rules are `yidan_domain::production`. Whoever reports holds the lot's row until the transaction ends, so that an
//! operation never delivers more than it has received however many report at once. What a lot's entries add up to is kept
//! beside it for lists, and can be made anew (`check`).

mod access;
pub mod book;
pub mod bulk;
mod entries;
mod figures;
mod lots;
mod of_order;
mod outside;
mod plan;
mod routes;
mod whole;

pub(crate) use access::needs_department;
pub use access::{may_reverse, may_say};
pub use book::Book;
pub use entries::{Told, entries_of, release, report, reverse};
pub use figures::{Figures, figures, would_say};
pub use lots::{Kept, NewLot, close, get, known, lots_of_order, make, named, reopen};
pub(crate) use lots::{check, follow, lines_before, of_order as every_lot_of, one};
pub(crate) use outside::of_supplier as outside_work_of;
pub use outside::{
    ByLink, JobFilter, KeptJob, Listed, NewJob, by_link, change_terms, charge, end_link, job, jobs, jobs_of_lot, judge,
    links_of_job, make_link, report_by_link, send_more, send_out, would_report_by_link,
};
pub use plan::{OfDay, day_plan, put_plan};
pub use routes::{put_route, route_of};
pub use whole::{Whole, whole};
