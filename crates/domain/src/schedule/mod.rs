//! When things are planned, and when they are expected. Pure arithmetic on civil time in the company's zone; the clock is an
//! argument.
//!
//! `calendar` knows which hours are worked. A process becomes a `network`, an order a `course` through it. From the two
//! follow the time-and-action plan (`due`), the critical path with its slack (`critical`), what can be promised (`promise`)
//! and, with what finished orders teach (`estimate`), when everything will really be done (`forecast`). What can't be
//! reckoned has no date: none is ever invented.

pub mod awaited;
pub mod backtest;
pub mod book;
pub mod calendar;
pub mod calendars;
pub mod course;
pub mod critical;
pub mod due;
pub mod estimate;
pub mod forecast;
pub mod history;
pub mod holiday_fault;
pub mod holidays;
pub mod hours;
mod ics;
mod ics_lines;
pub mod moment;
pub mod network;
pub mod passed;
pub mod plan;
pub mod promise;
pub mod year;

pub use awaited::{Awaited, Holds};
pub use calendar::{Calendar, Work};
pub use calendars::Calendars;
pub use course::{Course, PlanChange, Split, Stamp};
pub use history::History;
pub use holidays::Holidays;
pub use hours::Hours;
pub use moment::Moment;
pub use network::Network;
pub use passed::Passed;
pub use plan::{Plan, Planned, baseline, plan, plan_of};
