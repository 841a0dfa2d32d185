//! What people and carriers tell of a shipment, and what is kept of it: an event is a deed that was taken, its texts tidied.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Booking, Conveyance, Harm, Plan, Report, SignOff};
use crate::{OrderId, ShipmentId, delivery::Mark};

/// Only `decide` makes one that is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShipmentEvent {
    pub mark: Mark,
    pub deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    Planned {
        id: ShipmentId,
        order: OrderId,
        /// From 1, counted over all shipments of the order.
        number: u32,
        plan: Box<Plan>,
    },
    /// By the program: an amendment has moved lines of the order, each from and to.
    LinesMoved {
        lines: Vec<(u32, u32)>,
    },
    /// Until it leaves.
    Changed {
        plan: Box<Plan>,
    },
    Booked {
        booking: Booking,
    },
    Conveyed {
        conveyance: Conveyance,
    },
    Estimated {
        etd: Option<Date>,
        eta: Option<Date>,
        /// Needed when it is another than before.
        reason: String,
    },
    Departed {
        on: Date,
        /// Needed when another day was registered before.
        reason: String,
    },
    Reported {
        report: Box<Report>,
    },
    Arrived {
        on: Date,
        reason: String,
    },
    Harmed {
        harm: Harm,
    },
    Signed {
        sign_off: Box<SignOff>,
    },
    /// The sign-off was wrong; it stays to be seen, and another can be given.
    Annulled {
        reason: String,
    },
    Cancelled {
        reason: String,
    },
}
