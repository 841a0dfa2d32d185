//! Inspections (S1, 7; S11): what was planned, booked and found, the settings they go by, and what their orders hear of them.
//!
//! The rules are `yidan_domain::quality`. The events of an inspection are its truth; the row for lists follows from them
//! (`check`, `keep_anew`). Whoever acts holds the order's row until the transaction ends, so that two inspectors never
//! report on the same lot.

mod access;
mod acts;
mod board;
mod kept;
mod list;
mod of_order;
mod series;
mod settings;
mod waits;

pub use access::{may_act, may_resume};
pub use acts::{act, plan};
pub use board::{Counted, Tally, Unplanned, tally, under, unplanned};
pub use kept::{Happened, Kept, get, history, inspections_of_order, unsettled};
pub(crate) use kept::{check, keep_anew};
pub use list::{Listed, Query, Which, between, list, reported, waiting};
pub(crate) use of_order::{follow, follow_amended};
pub use series::{Standing, resume, standing};
pub use settings::{Settings, put_settings, settings};
pub(crate) use waits::{expect, expected_of, is_expected_as};
