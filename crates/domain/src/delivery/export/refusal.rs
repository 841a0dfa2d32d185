//! Why something about an export order is not taken as told. Texts are under `export-…`.

use jiff::civil::Date;

use crate::{Message, Money, Say, Text, delivery::FieldFault};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportRefusal {
    Field(FieldFault),
    NotThere,
    AlreadyThere,
    DayToCome {
        on: Date,
        today: Date,
    },
    DayBefore {
        on: Date,
        before: Date,
    },
    AmountNotPositive {
        amount: Money,
    },
    /// Not now, where it stands.
    NotNow {
        standing: Text,
    },
    NothingChanged,
    NotKept {
        item: Text,
    },
    NoSuchItem {
        key: String,
    },
    MayNotConfirm,
    /// Two pairs of eyes are wanted.
    OwnClaim,
    /// More is confirmed than was claimed.
    MoreThanClaimed {
        confirmed: Money,
        claimed: Money,
    },
    OtherCurrency {
        wanted: crate::Currency,
    },
    AlreadyReversed,
    NoShipment,
    ShipmentTwice,
    /// It cannot be shared by volume while these are not packed.
    VolumeUnknown {
        shipments: Vec<Text>,
    },
}

impl From<FieldFault> for ExportRefusal {
    fn from(fault: FieldFault) -> Self {
        ExportRefusal::Field(fault)
    }
}

impl Say for ExportRefusal {
    fn say(&self) -> Message {
        use ExportRefusal::*;
        match self {
            Field(fault) => fault.say(),
            NotThere => Message::new("export-not-there"),
            AlreadyThere => Message::new("export-already-there"),
            DayToCome { on, today } => Message::new("export-day-to-come").with("on", *on).with("today", *today),
            DayBefore { on, before } => Message::new("export-day-before").with("on", *on).with("before", *before),
            AmountNotPositive { amount } => Message::new("export-amount-not-positive").with("amount", *amount),
            NotNow { standing } => Message::new("export-not-now").with("standing", standing),
            NothingChanged => Message::new("export-nothing-changed"),
            NotKept { item } => Message::new("export-not-kept").with("item", item),
            NoSuchItem { key } => Message::new("export-no-such-item").with("key", key.as_str()),
            MayNotConfirm => Message::new("export-may-not-confirm"),
            OwnClaim => Message::new("export-own-claim"),
            MoreThanClaimed { confirmed, claimed } => {
                Message::new("export-more-than-claimed").with("confirmed", *confirmed).with("claimed", *claimed)
            }
            OtherCurrency { wanted } => Message::new("export-other-currency").with("wanted", wanted.code()),
            AlreadyReversed => Message::new("export-already-reversed"),
            NoShipment => Message::new("export-no-shipment"),
            ShipmentTwice => Message::new("export-shipment-twice"),
            VolumeUnknown { shipments } => Message::new("export-volume-unknown").with("shipments", shipments.clone()),
        }
    }
}
