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
mod routes;

pub use access::may_reverse;
pub use book::Book;
pub use entries::{Told, entries_of, release, report, reverse, send_out};
pub use figures::{Figures, figures, would_say};
pub use lots::{Kept, NewLot, close, get, known, lots_of_order, make, named, reopen};
pub(crate) use lots::{check, follow};
pub use outside::jobs_of_lot;
pub use routes::{put_route, route_of};
