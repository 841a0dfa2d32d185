//! Why a shipment is not planned, sent or signed for as told, with what would be possible. Texts are under `shipment-…`.

use jiff::{Timestamp, civil::Date};

use crate::{Message, Quantity, Say, Text, delivery::FieldFault};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShipmentRefusal {
    Field(FieldFault),
    NoSuchShipment,
    AlreadyPlanned {
        number: u32,
    },
    Cancelled {
        reason: String,
    },
    NothingToShip,
    NoSuchLine {
        line: u32,
    },
    LineTwice {
        line: u32,
    },
    /// An amendment would take out what a shipment carries.
    LineLost {
        line: u32,
        number: u32,
    },
    /// The line is not in this shipment.
    LineNotShipped {
        line: u32,
    },
    NotPositive {
        goods: Text,
        quantity: Quantity,
    },
    InFractions {
        goods: Text,
        quantity: Quantity,
    },
    NoContainer,
    NoParcel,
    /// `left` beside what other shipments carry; `most` of it all.
    MoreThanOrdered {
        goods: Box<Text>,
        given: Quantity,
        left: Quantity,
        most: Quantity,
    },
    MoreThanPacked {
        goods: Text,
        given: Quantity,
        left: Quantity,
    },
    HasLeft {
        on: Date,
    },
    HasNotLeft,
    NoConveyance,
    NothingChanged,
    ArrivesBeforeLeaving {
        etd: Date,
        eta: Date,
    },
    DayToCome {
        on: Date,
        today: Date,
    },
    ReportToCome {
        at: Timestamp,
    },
    MoreHarmedThanShipped {
        goods: Text,
        given: Quantity,
        shipped: Quantity,
    },
    AlreadySigned {
        name: String,
        at: Timestamp,
    },
    /// The very signature that was annulled is sent again, changed.
    SignOffAnnulled,
    NotSigned,
    MayNotAnnul,
}

impl From<FieldFault> for ShipmentRefusal {
    fn from(fault: FieldFault) -> Self {
        ShipmentRefusal::Field(fault)
    }
}

impl Say for ShipmentRefusal {
    fn say(&self) -> Message {
        use ShipmentRefusal::*;
        let of_line = |key, line: &u32| Message::new(key).with("line", i64::from(*line));
        match self {
            Field(fault) => fault.say(),
            NoSuchShipment => Message::new("shipment-not-there"),
            AlreadyPlanned { number } => Message::new("shipment-already-planned").with("number", i64::from(*number)),
            Cancelled { reason } => Message::new("shipment-cancelled").with("reason", reason.as_str()),
            NothingToShip => Message::new("shipment-nothing-to-ship"),
            NoSuchLine { line } => of_line("shipment-no-such-line", line),
            LineTwice { line } => of_line("shipment-line-twice", line),
            LineLost { line, number } => of_line("shipment-line-lost", line).with("number", i64::from(*number)),
            LineNotShipped { line } => of_line("shipment-line-not-shipped", line),
            NotPositive { goods, quantity } => {
                Message::new("shipment-not-positive").with("goods", goods).with("quantity", quantity.to_string())
            }
            InFractions { goods, quantity } => {
                Message::new("shipment-in-fractions").with("goods", goods).with("quantity", quantity.to_string())
            }
            NoContainer => Message::new("shipment-no-container"),
            NoParcel => Message::new("shipment-no-parcel"),
            MoreThanOrdered { goods, given, left, most } => Message::new("shipment-more-than-ordered")
                .with("goods", &**goods)
                .with("given", given.to_string())
                .with("left", left.to_string())
                .with("most", most.to_string()),
            MoreThanPacked { goods, given, left } => Message::new("shipment-more-than-packed")
                .with("goods", goods)
                .with("given", given.to_string())
                .with("left", left.to_string()),
            HasLeft { on } => Message::new("shipment-has-left").with("on", *on),
            HasNotLeft => Message::new("shipment-has-not-left"),
            NoConveyance => Message::new("shipment-no-conveyance"),
            NothingChanged => Message::new("shipment-nothing-changed"),
            ArrivesBeforeLeaving { etd, eta } => {
                Message::new("shipment-arrives-before-leaving").with("leaves", *etd).with("arrives", *eta)
            }
            DayToCome { on, today } => Message::new("shipment-day-to-come").with("on", *on).with("today", *today),
            ReportToCome { at } => Message::new("shipment-report-to-come").with("at", *at),
            MoreHarmedThanShipped { goods, given, shipped } => Message::new("shipment-more-harmed")
                .with("goods", goods)
                .with("given", given.to_string())
                .with("shipped", shipped.to_string()),
            AlreadySigned { name, at } => {
                Message::new("shipment-already-signed").with("name", name.as_str()).with("at", *at)
            }
            SignOffAnnulled => Message::new("shipment-sign-off-annulled"),
            NotSigned => Message::new("shipment-not-signed"),
            MayNotAnnul => Message::new("shipment-may-not-annul"),
        }
    }
}
