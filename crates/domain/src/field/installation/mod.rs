//! Made-to-order goods put up at the customer's (S8): measured twice (`measure`), booked against what crews can do and never
//! beyond it (`team`), with work that others do (`outside`), put up, mended on the spot or by a promised time, accepted with a
//! signature, audited (`audit`), and compared between branches (`ranking`). What happened is told by events (`event`); what may
//! happen is decided in `decide`. Who books holds the crew's days.

pub mod audit;
pub mod decide;
pub mod event;
pub mod measure;
pub mod outside;
pub mod ranking;
mod refusal;
pub mod team;
#[cfg(test)]
mod tests;
pub mod todo;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

pub use audit::{Attendance, Audit, Finding, Responsible, Routes};
pub use decide::{Command, Given, decide, plan};
pub use event::Event;
pub use measure::{Measured, Measurement, StandardTimes, differences};
pub use outside::{Charge, OutsideItem, OutsideState};
pub use ranking::{Ranked, ranking};
pub use refusal::InstallationRefusal;
pub use team::{Capacity, Full, Half, Share, Slot, Team, TeamDay, book, offers};
pub use todo::{Task, Todo};

use super::evidence::Evidence;
use crate::{InstallationId, OrderId, PersonId, TeamId, Text};

/// The crew is told so many days ahead (S8).
pub const NOTICE_DAYS: i64 = 2;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Installation {
    pub id: InstallationId,
    pub number: String,
    pub order: Option<OrderId>,
    pub branch: String,
    /// Who took the order and agrees things with the customer.
    pub owner: PersonId,
    pub customer: String,
    pub address: String,
    /// The first, and those that check it.
    pub measurements: Vec<Measurement>,
    pub site: Option<SiteReady>,
    pub booking: Option<Booking>,
    pub outside: Vec<OutsideItem>,
    pub work: Option<Work>,
    pub defects: Vec<Defect>,
    pub audits: Vec<Audit>,
    pub accepted: Option<Evidence>,
    pub cancelled: Option<Cancelled>,
}

/// The customer has said that it can be put up there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteReady {
    pub note: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    pub team: TeamId,
    pub shares: Vec<Share>,
    /// Why the crew hears of it later than two days ahead.
    pub short_notice: Option<String>,
    pub told: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    pub started: Timestamp,
    pub finished: Option<Timestamp>,
}

/// What the customer, or whoever puts it up, is not content with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    pub what: String,
    pub responsible: Responsible,
    pub at: Timestamp,
    /// Mended by then, as the customer was told; the last word counts.
    pub promised: Vec<Timestamp>,
    pub fixed: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    pub reason: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Cancelled,
    ToMeasure,
    ToBook,
    Booked,
    Started,
    Finished,
    /// Accepted, with something still to be mended as promised.
    Accepted,
    Done,
}

impl Booking {
    pub fn first_day(&self) -> Option<Date> {
        self.shares.first().map(|share| share.slot.on)
    }

    pub fn minutes(&self) -> u32 {
        self.shares.iter().map(|share| share.minutes).fold(0, u32::saturating_add)
    }

    /// The last day on which the crew hears of it in time.
    pub fn tell_by(&self) -> Option<Date> {
        self.first_day().map(|on| on.saturating_sub(SignedDuration::from_hours(24 * NOTICE_DAYS)))
    }
}

impl Defect {
    /// Mended while the crew was there.
    pub fn is_fixed_on_site(&self) -> bool {
        self.fixed.is_some() && self.promised.is_empty()
    }

    /// The word given was broken.
    pub fn is_broken(&self, now: Timestamp) -> bool {
        self.promised.last().is_some_and(|by| self.fixed.unwrap_or(now) > *by)
    }
}

impl Installation {
    /// As measured last.
    pub fn length_mm(&self) -> Option<i64> {
        self.measurements.last().map(|it| it.length_mm)
    }

    /// The check found more than the tolerance.
    pub fn measured_wrongly(&self, tolerance_mm: i64) -> bool {
        let pair = self.measurements.first().zip(self.measurements.get(1..).and_then(<[_]>::last));
        pair.is_some_and(|(first, again)| differences(first, again, tolerance_mm).iter().any(|it| it.is_beyond))
    }

    /// Minutes from start to finish, and what the standard allows: over it when the first is more.
    pub fn minutes(&self, standards: &StandardTimes) -> Option<(i64, u32)> {
        let work = self.work?;
        let taken = work.finished?.duration_since(work.started).as_mins();
        Some((taken, standards.minutes(self.length_mm()?)?))
    }

    pub fn open_defects(&self) -> impl Iterator<Item = (u32, &Defect)> {
        (1..).zip(&self.defects).filter(|(_, defect)| defect.fixed.is_none())
    }

    pub fn stage(&self) -> Stage {
        let finished = self.work.is_some_and(|work| work.finished.is_some());
        match () {
            () if self.cancelled.is_some() => Stage::Cancelled,
            () if self.accepted.is_some() && self.open_defects().next().is_none() => Stage::Done,
            () if self.accepted.is_some() => Stage::Accepted,
            () if finished => Stage::Finished,
            () if self.work.is_some() => Stage::Started,
            () if self.booking.is_some() => Stage::Booked,
            () if !self.measurements.is_empty() => Stage::ToBook,
            () => Stage::ToMeasure,
        }
    }
}

impl Stage {
    pub fn name(self) -> Text {
        match self {
            Stage::Cancelled => Text::new("已取消", "cancelled"),
            Stage::ToMeasure => Text::new("待量尺", "to be measured"),
            Stage::ToBook => Text::new("待排单", "to be booked"),
            Stage::Booked => Text::new("已排单", "booked"),
            Stage::Started => Text::new("安装中", "being installed"),
            Stage::Finished => Text::new("待验收", "to be accepted"),
            Stage::Accepted => Text::new("已验收，有遗留", "accepted, with things to mend"),
            Stage::Done => Text::new("已完成", "done"),
        }
    }
}
