//! Why something does not happen to an installation. Texts are under `installation-…`.

use jiff::{Timestamp, civil::Date};

use super::Full;
use crate::{
    Message, Say, Text,
    field::{Fault, evidence::EvidenceFault},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstallationRefusal {
    Field(Fault),
    Evidence(EvidenceFault),
    Full(Full),
    Cancelled {
        reason: String,
    },
    DayToCome {
        on: Date,
        today: Date,
    },
    DayPassed {
        on: Date,
        today: Date,
    },
    NothingMeasured,
    MeasuredTwice {
        what: String,
    },
    LengthOutside {
        what: Text,
        most: i64,
    },
    NotMeasured,
    SiteNotConfirmed,
    /// The table of standard times says nothing of it.
    NoStandardTime {
        length_mm: i64,
    },
    ShorterThanStandard {
        minutes: u32,
        standard: u32,
    },
    TooManyMinutes {
        most: u32,
    },
    /// The crew would hear of it less than two days ahead.
    ShortNotice {
        on: Date,
        earliest: Date,
    },
    NotBooked,
    CrewKnows {
        at: Timestamp,
    },
    Started {
        at: Timestamp,
    },
    NotStarted,
    Finished {
        at: Timestamp,
    },
    NotFinished,
    /// There is nothing of this number.
    NoSuch {
        what: Text,
        number: u32,
    },
    OutsidePassed {
        what: String,
    },
    /// It kept the day and passed: nothing to charge.
    OutsideFaultless {
        what: String,
    },
    OutsideOpen {
        items: Vec<Text>,
    },
    DefectFixed {
        at: Timestamp,
    },
    PromiseNotAhead {
        by: Timestamp,
    },
    /// Neither mended nor promised.
    DefectsOpen {
        defects: Vec<Text>,
    },
    Accepted {
        name: String,
    },
    AuditHeld,
    FindingAnswered,
}

impl From<Fault> for InstallationRefusal {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

impl From<EvidenceFault> for InstallationRefusal {
    fn from(fault: EvidenceFault) -> Self {
        Self::Evidence(fault)
    }
}

impl From<Full> for InstallationRefusal {
    fn from(full: Full) -> Self {
        Self::Full(full)
    }
}

impl Say for InstallationRefusal {
    fn say(&self) -> Message {
        use InstallationRefusal::*;
        let at_time = |key, at: &Timestamp| Message::new(key).with("at", *at);
        let days = |key, on: &Date, today: &Date| Message::new(key).with("on", *on).with("today", *today);
        match self {
            Field(fault) => fault.say(),
            Evidence(fault) => fault.say(),
            Full(full) => full.say(),
            Cancelled { reason } => Message::new("installation-cancelled").with("reason", reason.as_str()),
            DayToCome { on, today } => days("installation-day-to-come", on, today),
            DayPassed { on, today } => days("installation-day-passed", on, today),
            NothingMeasured => Message::new("installation-nothing-measured"),
            MeasuredTwice { what } => Message::new("installation-measured-twice").with("what", what.as_str()),
            LengthOutside { what, most } => {
                Message::new("installation-length-outside").with("what", what).with("most", *most)
            }
            NotMeasured => Message::new("installation-not-measured"),
            SiteNotConfirmed => Message::new("installation-site-not-confirmed"),
            NoStandardTime { length_mm } => Message::new("installation-no-standard-time").with("length", *length_mm),
            ShorterThanStandard { minutes, standard } => Message::new("installation-shorter-than-standard")
                .with("minutes", i64::from(*minutes))
                .with("standard", i64::from(*standard)),
            TooManyMinutes { most } => Message::new("installation-too-many-minutes").with("most", i64::from(*most)),
            ShortNotice { on, earliest } => {
                Message::new("installation-short-notice").with("on", *on).with("earliest", *earliest)
            }
            NotBooked => Message::new("installation-not-booked"),
            CrewKnows { at } => at_time("installation-crew-knows", at),
            Started { at } => at_time("installation-started", at),
            NotStarted => Message::new("installation-not-started"),
            Finished { at } => at_time("installation-finished", at),
            NotFinished => Message::new("installation-not-finished"),
            NoSuch { what, number } => {
                Message::new("installation-no-such").with("what", what).with("number", i64::from(*number))
            }
            OutsidePassed { what } => Message::new("installation-outside-passed").with("what", what.as_str()),
            OutsideFaultless { what } => Message::new("installation-outside-faultless").with("what", what.as_str()),
            OutsideOpen { items } => Message::new("installation-outside-open").with("items", items.clone()),
            DefectFixed { at } => at_time("installation-defect-fixed", at),
            PromiseNotAhead { by } => Message::new("installation-promise-not-ahead").with("by", *by),
            DefectsOpen { defects } => Message::new("installation-defects-open").with("defects", defects.clone()),
            Accepted { name } => Message::new("installation-accepted").with("name", name.as_str()),
            AuditHeld => Message::new("installation-audit-held"),
            FindingAnswered => Message::new("installation-finding-answered"),
        }
    }
}
