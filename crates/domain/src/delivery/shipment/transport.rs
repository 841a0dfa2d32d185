//! With whom goods travel and what is heard of them on the way: by hand, from a file, from a carrier's program. What a
//! carrier tells is known again by the carrier's own id of it, so that telling it twice changes nothing.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::ShipmentRefusal;
use crate::{
    Text,
    delivery::{
        LONGEST_LINE, LONGEST_TEXT,
        field::{needed, words},
    },
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// The forwarder's or carrier's number (S/O).
    pub number: String,
    pub on: Date,
    /// The last day for handing goods in (截关).
    pub cut_off: Option<Date>,
    pub note: String,
}

/// Vessel and voyage, flight, train or lorry, and the number by which it is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conveyance {
    /// `COSCO TAICANG 035E`, `LH 729`, `浙B·12345`.
    pub name: String,
    /// Bill of lading, air waybill or tracking number.
    pub tracking: String,
    /// Where goods change to another vessel on the way.
    pub via: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The carrier's own id; drawn where it is typed by hand; a fingerprint of the row when it is imported.
    pub key: String,
    pub carrier: String,
    pub source: Source,
    /// When it happened.
    pub at: Timestamp,
    /// The day of `at` where the company is.
    pub on: Date,
    pub milestone: Milestone,
    pub place: String,
    pub words: String,
    /// What is expected from then on, if it says so.
    pub eta: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    ByHand,
    Import,
    Webhook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    PickedUp,
    HandedIn,
    Loaded,
    Departed,
    Transhipped,
    /// At the port or place of destination.
    Arrived,
    CustomsHeld,
    CustomsCleared,
    OutForDelivery,
    DeliveryFailed,
    Delivered,
    Returned,
    Other,
}

impl Milestone {
    pub const ALL: [Milestone; 13] = [
        Milestone::PickedUp,
        Milestone::HandedIn,
        Milestone::Loaded,
        Milestone::Departed,
        Milestone::Transhipped,
        Milestone::Arrived,
        Milestone::CustomsHeld,
        Milestone::CustomsCleared,
        Milestone::OutForDelivery,
        Milestone::DeliveryFailed,
        Milestone::Delivered,
        Milestone::Returned,
        Milestone::Other,
    ];

    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Milestone::PickedUp => ("已揽收", "picked up"),
            Milestone::HandedIn => ("已进港/交货", "handed in"),
            Milestone::Loaded => ("已装运", "loaded"),
            Milestone::Departed => ("已离港/发车", "departed"),
            Milestone::Transhipped => ("中转", "transhipped"),
            Milestone::Arrived => ("已到达", "arrived"),
            Milestone::CustomsHeld => ("海关查验", "held by customs"),
            Milestone::CustomsCleared => ("已清关", "cleared by customs"),
            Milestone::OutForDelivery => ("派送中", "out for delivery"),
            Milestone::DeliveryFailed => ("派送未成", "delivery failed"),
            Milestone::Delivered => ("已送达", "delivered"),
            Milestone::Returned => ("退回", "returned"),
            Milestone::Other => ("其他", "other"),
        };
        Text::new(zh, en)
    }

    /// As programs of carriers write it (`out_for_delivery`).
    pub fn written(word: &str) -> Option<Milestone> {
        serde_json::from_value(serde_json::Value::from(word)).ok()
    }

    /// The goods are on their way, or have been.
    pub fn is_under_way(self) -> bool {
        matches!(self, Milestone::Departed | Milestone::Transhipped) || self.is_arrival()
    }

    pub fn is_arrival(self) -> bool {
        matches!(
            self,
            Milestone::Arrived | Milestone::OutForDelivery | Milestone::DeliveryFailed | Milestone::Delivered
        )
    }
}

impl Booking {
    pub(super) fn checked(self) -> Result<Self, ShipmentRefusal> {
        Ok(Self {
            number: needed(&self.number, ("订舱号", "booking number"), LONGEST_LINE)?,
            note: words(&self.note, ("备注", "note"), LONGEST_TEXT)?,
            ..self
        })
    }
}

impl Conveyance {
    pub(super) fn checked(self) -> Result<Self, ShipmentRefusal> {
        let conveyance = Self {
            name: words(&self.name, ("船名航次/航班/车牌", "vessel, flight or lorry"), LONGEST_LINE)?,
            tracking: words(&self.tracking, ("提单号/运单号", "bill or tracking number"), LONGEST_LINE)?,
            via: words(&self.via, ("中转地", "place of transhipment"), LONGEST_LINE)?,
        };
        if conveyance.name.is_empty() && conveyance.tracking.is_empty() {
            return Err(ShipmentRefusal::NoConveyance);
        }
        Ok(conveyance)
    }
}

impl Report {
    pub(super) fn checked(self) -> Result<Self, ShipmentRefusal> {
        Ok(Self {
            key: needed(&self.key, ("事件编号", "event id"), LONGEST_LINE)?,
            carrier: words(&self.carrier, ("承运人", "carrier"), LONGEST_LINE)?,
            place: words(&self.place, ("地点", "place"), LONGEST_LINE)?,
            words: words(&self.words, ("说明", "words"), LONGEST_TEXT)?,
            ..self
        })
    }

    /// Is it the same thing told again? Two carriers may count alike.
    pub fn is_same(&self, other: &Report) -> bool {
        self.key == other.key && self.carrier == other.carrier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milestones_are_read_as_they_are_written() {
        for milestone in Milestone::ALL {
            let written = serde_json::to_value(milestone).unwrap();
            assert_eq!(Milestone::written(written.as_str().unwrap()), Some(milestone));
        }
        assert_eq!(Milestone::written("lost in space"), None);
    }
}
