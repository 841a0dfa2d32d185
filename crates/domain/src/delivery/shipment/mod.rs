//! Goods of an order on their way (S1, 9; S5, 5 and 6; S14): what goes (`plan`), with whom and by what (`transport`), when it
//! is expected (`estimate`), what became of it, until the customer has signed (`sign_off`).
//!
//! People and carriers tell of a `Deed`; `decide` takes it, refuses it or knows it already, `apply` keeps it. All shipments
//! of an order together never carry more than was ordered, and never leave with more than was packed (`balance`). So
//! whoever keeps them holds the order's row from reading all its shipments until the events are kept, and asks
//! `packing::may_repack` under the same hold before packing data change.

mod apply;
pub mod balance;
mod decide;
pub mod deed;
pub mod estimate;
pub mod facts;
pub mod findings;
pub mod plan;
pub mod refusal;
pub mod sign_off;
pub mod transport;

#[cfg(test)]
mod tests;

pub use apply::replay;
pub use balance::{Balance, balances, shipped};
pub use decide::{Given, decide};
pub use deed::{Deed, ShipmentEvent};
pub use estimate::{Delay, Estimate};
pub use facts::facts;
pub use findings::{Finding, findings};
use jiff::civil::Date;
pub use plan::{Cargo, Container, Load, Mode, Plan};
pub use refusal::ShipmentRefusal;
use serde::{Deserialize, Serialize};
pub use sign_off::{Place, SignOff};
pub use transport::{Booking, Conveyance, Milestone, Report, Source};

use super::Mark;
use crate::{OrderId, ShipmentId, order::FileRef};

/// Lines, containers or photos.
pub const MOST_ITEMS: usize = 500;
pub const MOST_REPORTS: usize = 2_000;
pub const MOST_HARMS: usize = 200;
pub const MOST_ESTIMATES: usize = 500;

/// Made by its events alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shipment {
    pub id: ShipmentId,
    pub order: OrderId,
    /// From 1 in the order of planning; a cancelled one keeps its number.
    pub number: u32,
    pub planned: Mark,
    pub plan: Plan,
    pub booking: Option<Booking>,
    pub conveyance: Option<Conveyance>,
    /// Every ETD and ETA ever given, the first first; each keeps what the one before it said of the other day.
    pub estimates: Vec<Estimate>,
    pub departed: Option<Happened>,
    pub arrived: Option<Happened>,
    /// In the order told, which need not be that of what happened.
    pub reports: Vec<Told>,
    pub harms: Vec<ToldHarm>,
    /// The last one counts, unless it was annulled.
    pub sign_offs: Vec<Signed>,
    pub cancelled: Option<Ended>,
}

/// As registered last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    pub on: Date,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub report: Report,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldHarm {
    pub harm: Harm,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// Evidence: its lines are those of the day.
    pub sign_off: SignOff,
    /// What it says of lines, by their numbers of now.
    pub received: Vec<Cargo>,
    pub mark: Mark,
    pub annulled: Option<Ended>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub reason: String,
    pub mark: Mark,
}

/// Goods that came to harm on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harm {
    pub kind: HarmKind,
    pub line: u32,
    /// In ten-thousandths of the line's unit.
    pub quantity: i64,
    pub words: String,
    pub photos: Vec<FileRef>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HarmKind {
    Damaged,
    Wet,
    Missing,
}

impl Shipment {
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }

    /// The sign-off that counts.
    pub fn signed(&self) -> Option<&Signed> {
        self.sign_offs.last().filter(|signed| signed.annulled.is_none())
    }

    pub fn has_left(&self) -> bool {
        self.departed.is_some()
    }

    /// The day of arrival, as registered or else as the carrier told it first.
    pub fn arrived_on(&self) -> Option<Date> {
        let told = self.reports.iter().filter(|told| told.report.milestone.is_arrival());
        self.arrived.as_ref().map(|arrived| arrived.on).or_else(|| told.map(|told| told.report.on).min())
    }

    pub fn etd(&self) -> Option<Date> {
        self.estimates.last().and_then(|estimate| estimate.etd)
    }

    pub fn eta(&self) -> Option<Date> {
        self.estimates.last().and_then(|estimate| estimate.eta)
    }

    /// What was told of the way, in the order in which it happened.
    pub fn way(&self) -> Vec<&Report> {
        let mut way: Vec<&Report> = self.reports.iter().map(|told| &told.report).collect();
        way.sort_by_key(|report| report.at);
        way
    }

    /// In ten-thousandths; nothing of a line that is not in it.
    pub fn of_line(&self, line: u32) -> i64 {
        let cargo = self.plan.cargo.iter().filter(|cargo| cargo.line == line);
        cargo.fold(0, |sum, cargo| sum.saturating_add(cargo.quantity))
    }
}
