//! What may happen to an installation, and why not.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{
    Attendance, Audit, Booking, Cancelled, Charge, Defect, Event, Finding, Installation, InstallationRefusal,
    Measurement, NOTICE_DAYS, OutsideItem, OutsideState, Responsible, SiteReady, Slot, StandardTimes, TeamDay,
    audit::{Answered, MOST_AUDITS, MOST_FINDINGS},
    book,
    outside::{Agreed, Check, MOST_OUTSIDE},
    team::MOST_MINUTES,
};
use crate::{
    Money, PersonId, SupplierId, TeamId, Text,
    field::{
        evidence::{self, Act, Keeping},
        fault::{Fault, check_money, check_not_before, check_past, line_needed, text, text_needed},
    },
};

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Measure {
        measurement: Measurement,
    },
    ConfirmSite {
        note: String,
    },
    /// For the first time or anew. More than the standard time may be booked, less not.
    Book {
        team: TeamId,
        start: Slot,
        minutes: Option<u32>,
        /// Why the crew hears of it less than two days ahead.
        short_notice: Option<String>,
    },
    Unbook {
        reason: String,
    },
    TellCrew,
    AgreeOutside {
        what: String,
        maker: String,
        supplier: Option<SupplierId>,
        on: Date,
    },
    /// Another day, which the customer agrees with.
    AgreeOutsideAnew {
        item: u32,
        on: Date,
        reason: String,
    },
    CheckOutside {
        item: u32,
        on: Date,
        passed: bool,
        note: String,
    },
    ChargeOutside {
        item: u32,
        loss: Money,
        fine: Money,
        reason: String,
    },
    Start {
        at: Timestamp,
    },
    Finish {
        at: Timestamp,
    },
    FindDefect {
        what: String,
        responsible: Responsible,
    },
    PromiseDefect {
        defect: u32,
        by: Timestamp,
    },
    FixDefect {
        defect: u32,
        at: Timestamp,
    },
    Accept {
        draft: evidence::Draft,
        shown: String,
    },
    PlanAudit {
        on: Date,
        supervisor: PersonId,
    },
    HoldAudit {
        audit: u32,
        attendance: Attendance,
        findings: Vec<Finding>,
    },
    AnswerFinding {
        audit: u32,
        finding: u32,
        words: String,
    },
    Cancel {
        reason: String,
    },
}

/// What is decided by besides the installation itself.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub by: PersonId,
    pub now: Timestamp,
    /// The day of `now` in the company's zone.
    pub today: Date,
    pub standards: &'a StandardTimes,
    /// Of a booking: the days of its crew from its first on, held by whoever books.
    pub days: &'a [TeamDay],
}

/// A new installation with its words checked; nothing has happened to it yet.
pub fn plan(planned: Installation) -> Result<Installation, InstallationRefusal> {
    Ok(Installation {
        number: line_needed(&planned.number, ("安装单号", "number of the installation"))?,
        branch: line_needed(&planned.branch, ("分公司", "branch"))?,
        customer: line_needed(&planned.customer, ("客户", "customer"))?,
        address: line_needed(&planned.address, ("安装地址", "address"))?,
        measurements: Vec::new(),
        site: None,
        booking: None,
        outside: Vec::new(),
        work: None,
        defects: Vec::new(),
        audits: Vec::new(),
        accepted: None,
        cancelled: None,
        ..planned
    })
}

pub fn decide(job: &Installation, command: Command, given: &Given) -> Result<Vec<Event>, InstallationRefusal> {
    use InstallationRefusal as No;
    if let Some(cancelled) = &job.cancelled {
        return Err(No::Cancelled { reason: cancelled.reason.clone() });
    }
    let (by, at, today) = (given.by, given.now, given.today);
    let event = match command {
        Command::Measure { measurement } => {
            not_started(job)?;
            Event::Measured { measurement: measurement.checked(today)? }
        }
        Command::ConfirmSite { note } => {
            let note = text_needed(&note, ("安装条件", "state of the site"))?;
            Event::SiteConfirmed { site: SiteReady { note, by, at } }
        }
        Command::Book { team, start, minutes, short_notice } => {
            Event::Booked { booking: booked(job, team, start, minutes, short_notice, given)? }
        }
        Command::Unbook { reason } => {
            not_started(job)?;
            job.booking.as_ref().ok_or(No::NotBooked)?;
            Event::Unbooked { reason: text_needed(&reason, ("取消排单的原因", "reason to free the slot"))? }
        }
        Command::TellCrew => match job.booking.as_ref().ok_or(No::NotBooked)?.told {
            Some(at) => return Err(No::CrewKnows { at }),
            None => Event::CrewTold { at },
        },
        Command::AgreeOutside { what, maker, supplier, on } => {
            too_many(job.outside.len(), MOST_OUTSIDE, ("外协项目", "outside items"))?;
            let agreed = vec![Agreed { on: not_passed(on, today)?, reason: String::new() }];
            let what = line_needed(&what, ("外协项目", "outside item"))?;
            let maker = line_needed(&maker, ("外协单位", "outside maker"))?;
            let (checks, charges) = (Vec::new(), Vec::new());
            Event::OutsideAgreed { item: OutsideItem { what, maker, supplier, agreed, checks, charges } }
        }
        Command::AgreeOutsideAnew { item, on, reason } => {
            unpassed(job, item)?;
            let reason = text_needed(&reason, ("改期原因", "reason for another day"))?;
            Event::OutsideAgreedAnew { item, agreed: Agreed { on: not_passed(on, today)?, reason } }
        }
        Command::CheckOutside { item, on, passed, note } => {
            unpassed(job, item)?;
            let what = ("不合格的情况", "what is wrong with it");
            let note = if passed { text(&note, ("备注", "remarks"))? } else { text_needed(&note, what)? };
            Event::OutsideChecked { item, check: Check { on: not_to_come(on, today)?, passed, note } }
        }
        Command::ChargeOutside { item, loss, fine, reason } => {
            let it = outside(job, item)?;
            if !it.is_at_fault(today) {
                return Err(No::OutsideFaultless { what: it.what.clone() });
            }
            check_money(loss, ("损失金额", "loss"))?;
            if fine.currency != loss.currency {
                return Err(Fault::OtherCurrency { given: fine.currency, wanted: loss.currency }.into());
            }
            if !fine.is_zero() {
                check_money(fine, ("分公司处罚", "fine of the branch"))?;
            }
            let reason = text_needed(&reason, ("扣款原因", "reason for the charge"))?;
            Event::OutsideCharged { item, charge: Charge { loss, fine, reason } }
        }
        Command::Start { at } => {
            not_started(job)?;
            job.booking.as_ref().ok_or(No::NotBooked)?;
            check_past(at, given.now)?;
            Event::Started { at }
        }
        Command::Finish { at } => {
            let work = job.work.ok_or(No::NotStarted)?;
            if let Some(at) = work.finished {
                return Err(No::Finished { at });
            }
            check_past(at, given.now)?;
            check_not_before(at, work.started)?;
            Event::Finished { at: at.max(work.started) }
        }
        Command::FindDefect { what, responsible } => {
            let what = text_needed(&what, ("问题", "defect"))?;
            too_many(job.defects.len(), MOST_FINDINGS, ("问题", "defects"))?;
            Event::DefectFound { defect: Defect { what, responsible, at, promised: Vec::new(), fixed: None } }
        }
        Command::PromiseDefect { defect, by } => {
            unfixed(job, defect)?;
            if by <= given.now {
                return Err(No::PromiseNotAhead { by });
            }
            Event::DefectPromised { defect, by }
        }
        Command::FixDefect { defect, at } => {
            let it = unfixed(job, defect)?;
            check_past(at, given.now)?;
            check_not_before(at, it.at)?;
            Event::DefectFixed { defect, at }
        }
        Command::Accept { draft, shown } => accept(job, draft, &shown, given)?,
        Command::PlanAudit { on, supervisor } => {
            too_many(job.audits.len(), MOST_AUDITS, ("稽核", "audits"))?;
            let planned_on = not_passed(on, today)?;
            Event::AuditPlanned { audit: Audit { planned_on, supervisor, attendance: None, findings: Vec::new() } }
        }
        Command::HoldAudit { audit, attendance, findings } => hold(job, audit, attendance, findings)?,
        Command::AnswerFinding { audit, finding, words } => {
            let of = numbered(&job.audits, audit, ("稽核", "audit"))?;
            if numbered(&of.findings, finding, ("稽核问题", "finding"))?.answered.is_some() {
                return Err(No::FindingAnswered);
            }
            let words = text_needed(&words, ("整改情况", "what was done about it"))?;
            Event::FindingAnswered { audit, finding, answered: Answered { words, by, at } }
        }
        Command::Cancel { reason } => {
            not_started(job)?;
            let reason = text_needed(&reason, ("取消原因", "reason to cancel it"))?;
            Event::Cancelled { cancelled: Cancelled { reason, by, at } }
        }
    };
    Ok(vec![event])
}

fn booked(
    job: &Installation,
    team: TeamId,
    start: Slot,
    minutes: Option<u32>,
    short_notice: Option<String>,
    given: &Given,
) -> Result<Booking, InstallationRefusal> {
    use InstallationRefusal as No;
    not_started(job)?;
    let length_mm = job.length_mm().ok_or(No::NotMeasured)?;
    job.site.as_ref().ok_or(No::SiteNotConfirmed)?;
    let standard = given.standards.minutes(length_mm).ok_or(No::NoStandardTime { length_mm })?;
    let minutes = minutes.unwrap_or(standard);
    if minutes < standard {
        return Err(No::ShorterThanStandard { minutes, standard });
    }
    if minutes > MOST_MINUTES {
        return Err(No::TooManyMinutes { most: MOST_MINUTES });
    }
    not_passed(start.on, given.today)?;
    let earliest = given.today.saturating_add(SignedDuration::from_hours(24 * NOTICE_DAYS));
    let short_notice = match short_notice {
        Some(_) if start.on >= earliest => None,
        Some(reason) => Some(text_needed(&reason, ("临时排单的原因", "reason for the short notice"))?),
        None if start.on < earliest => return Err(No::ShortNotice { on: start.on, earliest }),
        None => None,
    };
    let of_team: Vec<TeamDay> = given.days.iter().filter(|day| day.team == team).cloned().collect();
    Ok(Booking { team, shares: book(&of_team, job.id, start, minutes)?, short_notice, told: None })
}

fn accept(
    job: &Installation,
    draft: evidence::Draft,
    shown: &str,
    given: &Given,
) -> Result<Event, InstallationRefusal> {
    use InstallationRefusal as No;
    if let Some(evidence) = &job.accepted {
        return Err(No::Accepted { name: evidence.claim.signer.name.clone() });
    }
    let finished = job.work.and_then(|work| work.finished).ok_or(No::NotFinished)?;
    // Mended on the spot, or by a time that the customer was told.
    let open = job.open_defects().filter(|(_, defect)| defect.promised.last().is_none_or(|by| *by <= given.now));
    let defects: Vec<Text> = open.map(|(number, defect)| Text::same(format!("{number}. {}", defect.what))).collect();
    if !defects.is_empty() {
        return Err(No::DefectsOpen { defects });
    }
    let unpassed = job.outside.iter().filter(|item| item.state() != OutsideState::Passed);
    let items: Vec<Text> = unpassed.map(|item| Text::same(item.what.clone())).collect();
    if !items.is_empty() {
        return Err(No::OutsideOpen { items });
    }
    check_not_before(draft.signed_at, finished)?;
    let keeping = Keeping { of: &job.number, shown, witness: Some(given.by), now: given.now, previous: None };
    let evidence = evidence::Draft { act: Act::Accepted, ..draft }.kept(keeping)?;
    Ok(Event::Accepted { evidence: Box::new(evidence) })
}

fn hold(
    job: &Installation,
    audit: u32,
    attendance: Attendance,
    findings: Vec<Finding>,
) -> Result<Event, InstallationRefusal> {
    let planned = numbered(&job.audits, audit, ("稽核", "audit"))?;
    if planned.attendance.is_some() {
        return Err(InstallationRefusal::AuditHeld);
    }
    let (attendance, findings) = match attendance {
        Attendance::Missed { reason } => {
            let reason = text_needed(&reason, ("未到场原因", "reason for not being there"))?;
            // Who was not there has found nothing.
            (Attendance::Missed { reason }, Vec::new())
        }
        present => (present, findings),
    };
    if findings.len() > MOST_FINDINGS {
        return Err(Fault::TooMany { what: Text::new("稽核问题", "findings"), most: MOST_FINDINGS }.into());
    }
    let checked = |finding: Finding| {
        let what = text_needed(&finding.what, ("稽核问题", "finding"))?;
        Ok::<_, Fault>(Finding { what, answered: None, ..finding })
    };
    let findings = findings.into_iter().map(checked).collect::<Result<_, _>>()?;
    Ok(Event::AuditHeld { audit, attendance, findings })
}

fn not_started(job: &Installation) -> Result<(), InstallationRefusal> {
    match job.work {
        Some(work) => Err(InstallationRefusal::Started { at: work.started }),
        None => Ok(()),
    }
}

fn not_passed(on: Date, today: Date) -> Result<Date, InstallationRefusal> {
    if on < today { Err(InstallationRefusal::DayPassed { on, today }) } else { Ok(on) }
}

fn not_to_come(on: Date, today: Date) -> Result<Date, InstallationRefusal> {
    if on > today { Err(InstallationRefusal::DayToCome { on, today }) } else { Ok(on) }
}

fn too_many(now: usize, most: usize, (zh, en): (&str, &str)) -> Result<(), Fault> {
    if now >= most { Err(Fault::TooMany { what: Text::new(zh, en), most }) } else { Ok(()) }
}

fn numbered<'a, T>(all: &'a [T], number: u32, (zh, en): (&str, &str)) -> Result<&'a T, InstallationRefusal> {
    let place = number.checked_sub(1).and_then(|place| all.get(place as usize));
    place.ok_or(InstallationRefusal::NoSuch { what: Text::new(zh, en), number })
}

fn outside(job: &Installation, item: u32) -> Result<&OutsideItem, InstallationRefusal> {
    numbered(&job.outside, item, ("外协项目", "outside item"))
}

fn unpassed(job: &Installation, item: u32) -> Result<(), InstallationRefusal> {
    let it = outside(job, item)?;
    match it.state() {
        OutsideState::Passed => Err(InstallationRefusal::OutsidePassed { what: it.what.clone() }),
        _ => Ok(()),
    }
}

fn unfixed(job: &Installation, defect: u32) -> Result<&Defect, InstallationRefusal> {
    let it = numbered(&job.defects, defect, ("问题", "defect"))?;
    it.fixed.map_or(Ok(it), |at| Err(InstallationRefusal::DefectFixed { at }))
}
