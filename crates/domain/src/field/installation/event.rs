//! What happened to an installation. Numbers of items, defects, audits and findings count from 1.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Attendance, Audit, Booking, Cancelled, Defect, Finding, Installation, Measurement, OutsideItem, SiteReady, Work,
    audit::Answered,
    outside::{Agreed, Charge, Check},
};
use crate::field::evidence::Evidence;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Measured {
        measurement: Measurement,
    },
    SiteConfirmed {
        site: SiteReady,
    },
    /// For the first time or anew.
    Booked {
        booking: Booking,
    },
    Unbooked {
        reason: String,
    },
    CrewTold {
        at: Timestamp,
    },
    OutsideAgreed {
        item: OutsideItem,
    },
    OutsideAgreedAnew {
        item: u32,
        agreed: Agreed,
    },
    OutsideChecked {
        item: u32,
        check: Check,
    },
    OutsideCharged {
        item: u32,
        charge: Charge,
    },
    Started {
        at: Timestamp,
    },
    Finished {
        at: Timestamp,
    },
    DefectFound {
        defect: Defect,
    },
    DefectPromised {
        defect: u32,
        by: Timestamp,
    },
    DefectFixed {
        defect: u32,
        at: Timestamp,
    },
    Accepted {
        evidence: Box<Evidence>,
    },
    AuditPlanned {
        audit: Audit,
    },
    AuditHeld {
        audit: u32,
        attendance: Attendance,
        findings: Vec<Finding>,
    },
    FindingAnswered {
        audit: u32,
        finding: u32,
        answered: Answered,
    },
    Cancelled {
        cancelled: Cancelled,
    },
}

impl Installation {
    /// Cannot fail: an event that does not fit, which `decide` never makes, changes nothing.
    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Measured { measurement } => self.measurements.push(measurement),
            Event::SiteConfirmed { site } => self.site = Some(site),
            Event::Booked { booking } => self.booking = Some(booking),
            Event::Unbooked { .. } => self.booking = None,
            Event::CrewTold { at } => {
                if let Some(booking) = &mut self.booking {
                    booking.told = Some(at);
                }
            }
            Event::OutsideAgreed { item } => self.outside.push(item),
            Event::OutsideAgreedAnew { item, agreed } => {
                if let Some(it) = numbered(&mut self.outside, item) {
                    it.agreed.push(agreed);
                }
            }
            Event::OutsideChecked { item, check } => {
                if let Some(it) = numbered(&mut self.outside, item) {
                    it.checks.push(check);
                }
            }
            Event::OutsideCharged { item, charge } => {
                if let Some(it) = numbered(&mut self.outside, item) {
                    it.charges.push(charge);
                }
            }
            Event::Started { at } => self.work = Some(Work { started: at, finished: None }),
            Event::Finished { at } => {
                if let Some(work) = &mut self.work {
                    work.finished = Some(at);
                }
            }
            Event::DefectFound { defect } => self.defects.push(defect),
            Event::DefectPromised { defect, by } => {
                if let Some(it) = numbered(&mut self.defects, defect) {
                    it.promised.push(by);
                }
            }
            Event::DefectFixed { defect, at } => {
                if let Some(it) = numbered(&mut self.defects, defect) {
                    it.fixed = Some(at);
                }
            }
            Event::Accepted { evidence } => self.accepted = Some(*evidence),
            Event::AuditPlanned { audit } => self.audits.push(audit),
            Event::AuditHeld { audit, attendance, findings } => {
                if let Some(audit) = numbered(&mut self.audits, audit) {
                    audit.attendance = Some(attendance);
                    audit.findings = findings;
                }
            }
            Event::FindingAnswered { audit, finding, answered } => {
                let audit = numbered(&mut self.audits, audit);
                if let Some(finding) = audit.and_then(|audit| numbered(&mut audit.findings, finding)) {
                    finding.answered = Some(answered);
                }
            }
            Event::Cancelled { cancelled } => {
                // What was booked is free again.
                self.booking = None;
                self.cancelled = Some(cancelled);
            }
        }
    }
}

fn numbered<T>(all: &mut [T], number: u32) -> Option<&mut T> {
    all.get_mut(usize::try_from(number.checked_sub(1)?).ok()?)
}
