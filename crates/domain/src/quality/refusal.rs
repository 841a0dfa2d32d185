//! Why an inspection is not planned, moved, judged or released as asked, with the days and numbers that show what would be
//! possible. Texts are under `inspection-…`.

use jiff::{Timestamp, civil::Date};

use super::aql::Aql;
use crate::{Message, Say, Text, order::days::DayFault};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InspectionRefusal {
    LotEmpty,
    LotTooLarge {
        most: u64,
    },
    /// More than were ordered, or made.
    LotMoreThanThere {
        lot: u64,
        most: u64,
    },
    /// The whole order is offered with fewer units than were ordered, and nobody has said why.
    FewerThanOrdered {
        lot: u64,
        ordered: u64,
    },
    /// Nobody means such a day.
    Day(DayFault),
    /// An AQL for no class.
    NoLimit,
    LimitTooHigh {
        class: Text,
        limit: Aql,
        most: &'static str,
    },
    /// The graver class is held to less than the lesser one.
    LimitsOutOfOrder {
        graver: Text,
        graver_limit: Aql,
        lesser: Text,
        lesser_limit: Aql,
    },
    FixedWithoutUnits,
    FixedAcceptsAll {
        units: u64,
        accept: u64,
    },
    InspectorUnnamed {
        who: Text,
    },
    /// In characters.
    TextTooLong {
        what: Text,
        limit: usize,
    },
    /// A reason or a name.
    WordsMissing {
        what: Text,
    },
    /// To be inspected again, but this order has no such inspection.
    NothingToRepeat,
    /// To be inspected again, but other goods than those that failed.
    OtherGoods {
        stage: Text,
    },
    /// To be inspected again, but it has not failed.
    NotFailed {
        stage: Text,
    },
    /// The re-inspection of this number has been planned.
    RepeatedAlready {
        number: u32,
    },
    NotBooked,
    BookedAlready {
        on: Date,
    },
    SameDay {
        on: Date,
    },
    DayPassed {
        on: Date,
        today: Date,
    },
    DayToCome {
        on: Date,
        today: Date,
    },
    NotBeforeDelivery {
        on: Date,
        delivery: Date,
    },
    AlreadyTold {
        whom: Text,
        at: Timestamp,
    },
    StartedAlready {
        on: Date,
    },
    ReportedBeforeStart {
        on: Date,
        started: Date,
    },
    /// Too many lots of these classes failed: inspection is discontinued (ISO 2859-1, §9.4).
    Discontinued {
        classes: Vec<Text>,
    },
    Cancelled {
        reason: String,
    },
    /// There is a result.
    Inspected {
        on: Date,
    },
    NotInspected,
    SampleTooSmall {
        inspected: u64,
        asked: u64,
    },
    MoreThanLot {
        inspected: u64,
        lot: u64,
    },
    /// More nonconforming units than were looked at.
    MoreThanInspected {
        found: u64,
        inspected: u64,
    },
    DefectUnnamed,
    DefectUncounted {
        name: Text,
    },
    TooManyDefects {
        most: usize,
    },
    TooManyPhotos {
        name: Text,
        most: usize,
    },
    /// Of the report itself.
    TooManyFiles {
        most: usize,
    },
    /// There is nothing to release.
    Passed {
        on: Date,
    },
    MayNotRelease,
    Released {
        at: Timestamp,
    },
    /// From 0, in days.
    LeadTimeOutside {
        most: u32,
    },
    /// From 1, in days.
    MendDaysOutside {
        most: u32,
    },
}

impl Say for InspectionRefusal {
    fn say(&self) -> Message {
        use InspectionRefusal::*;
        match self {
            LotEmpty => Message::new("inspection-lot-empty"),
            LotTooLarge { most } => Message::new("inspection-lot-too-large").with("most", *most),
            LotMoreThanThere { lot, most } => {
                Message::new("inspection-lot-more-than-there").with("lot", shown(*lot)).with("most", shown(*most))
            }
            FewerThanOrdered { lot, ordered } => {
                Message::new("inspection-fewer-than-ordered").with("lot", shown(*lot)).with("ordered", shown(*ordered))
            }
            Day(fault) => fault.say(),
            NoLimit => Message::new("inspection-no-limit"),
            LimitTooHigh { class, limit, most } => Message::new("inspection-limit-too-high")
                .with("class", class)
                .with("limit", limit.written())
                .with("most", *most),
            LimitsOutOfOrder { graver, graver_limit, lesser, lesser_limit } => {
                Message::new("inspection-limits-out-of-order")
                    .with("graver", graver)
                    .with("high", graver_limit.written())
                    .with("lesser", lesser)
                    .with("low", lesser_limit.written())
            }
            FixedWithoutUnits => Message::new("inspection-fixed-without-units"),
            FixedAcceptsAll { units, accept } => {
                Message::new("inspection-fixed-accepts-all").with("units", shown(*units)).with("accept", shown(*accept))
            }
            InspectorUnnamed { who } => Message::new("inspection-inspector-unnamed").with("who", who),
            TextTooLong { what, limit } => {
                Message::new("inspection-text-too-long").with("what", what).with("limit", *limit)
            }
            WordsMissing { what } => Message::new("inspection-words-missing").with("what", what),
            NothingToRepeat => Message::new("inspection-nothing-to-repeat"),
            OtherGoods { stage } => Message::new("inspection-other-goods").with("stage", stage),
            NotFailed { stage } => Message::new("inspection-not-failed").with("stage", stage),
            RepeatedAlready { number } => {
                Message::new("inspection-repeated-already").with("number", i64::from(*number))
            }
            NotBooked => Message::new("inspection-not-booked"),
            BookedAlready { on } => Message::new("inspection-booked-already").with("on", *on),
            SameDay { on } => Message::new("inspection-same-day").with("on", *on),
            DayPassed { on, today } => Message::new("inspection-day-passed").with("on", *on).with("today", *today),
            DayToCome { on, today } => Message::new("inspection-day-to-come").with("on", *on).with("today", *today),
            NotBeforeDelivery { on, delivery } => {
                Message::new("inspection-not-before-delivery").with("on", *on).with("delivery", *delivery)
            }
            AlreadyTold { whom, at } => Message::new("inspection-already-told").with("whom", whom).with("at", *at),
            StartedAlready { on } => Message::new("inspection-started-already").with("on", *on),
            ReportedBeforeStart { on, started } => {
                Message::new("inspection-reported-before-start").with("on", *on).with("started", *started)
            }
            Discontinued { classes } => Message::new("inspection-discontinued").with("classes", classes.clone()),
            Cancelled { reason } => Message::new("inspection-cancelled").with("reason", reason.as_str()),
            Inspected { on } => Message::new("inspection-inspected").with("on", *on),
            NotInspected => Message::new("inspection-not-inspected"),
            SampleTooSmall { inspected, asked } => Message::new("inspection-sample-too-small")
                .with("inspected", shown(*inspected))
                .with("asked", shown(*asked)),
            MoreThanLot { inspected, lot } => {
                Message::new("inspection-more-than-lot").with("inspected", shown(*inspected)).with("lot", shown(*lot))
            }
            MoreThanInspected { found, inspected } => Message::new("inspection-more-than-inspected")
                .with("found", shown(*found))
                .with("inspected", shown(*inspected)),
            DefectUnnamed => Message::new("inspection-defect-unnamed"),
            DefectUncounted { name } => Message::new("inspection-defect-uncounted").with("name", name),
            TooManyDefects { most } => Message::new("inspection-too-many-defects").with("most", *most),
            TooManyPhotos { name, most } => {
                Message::new("inspection-too-many-photos").with("name", name).with("most", *most)
            }
            TooManyFiles { most } => Message::new("inspection-too-many-files").with("most", *most),
            Passed { on } => Message::new("inspection-passed").with("on", *on),
            MayNotRelease => Message::new("inspection-may-not-release"),
            Released { at } => Message::new("inspection-released").with("at", *at),
            LeadTimeOutside { most } => Message::new("inspection-lead-time-outside").with("most", i64::from(*most)),
            MendDaysOutside { most } => Message::new("inspection-mend-days-outside").with("most", i64::from(*most)),
        }
    }
}

/// A number that nobody means is shown as the largest there is.
fn shown(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
