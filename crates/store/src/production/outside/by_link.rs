//! What an outside factory sees and says by a private link to its job: nothing but this job, and never a price.

use jiff::Timestamp;
use yidan_domain::{
    OutsideJobId, ProgressId,
    access::Viewer,
    order::event::Via,
    production::{Entry, Kind, OutsideJob, ProgressRefusal, Report, Teller, checked_report},
};

use super::{
    super::{
        access::{must_arrange, said},
        entries::{self, Told, causes_known},
        lots::{self, Kept},
    },
    jobs::{self, KeptJob},
};
use crate::{
    Actor, Error, Result, Tx,
    links::{self, Link, LinkKind, NewLink},
};

/// What a link opens.
#[derive(Debug, Clone, PartialEq)]
pub struct ByLink {
    pub kept: KeptJob,
    /// Of this job, in the order in which they were told.
    pub entries: Vec<Entry>,
}

/// A link to a job, for its factory.
pub fn make_link(
    tx: &mut Tx,
    actor: &Actor,
    job: OutsideJobId,
    (id, secret, days): (uuid::Uuid, &[u8; 32], i64),
) -> Result<Link> {
    must_arrange(tx, &actor.viewer)?;
    jobs::job(tx, &actor.viewer, job)?;
    links::make(tx, actor, NewLink { id, secret, kind: LinkKind::OutsideJob, target: job.0, days })
}

/// For those who may make them.
pub fn links_of_job(tx: &mut Tx, viewer: &Viewer, job: OutsideJobId) -> Result<Vec<Link>> {
    must_arrange(tx, viewer)?;
    jobs::job(tx, viewer, job)?;
    links::of(tx, LinkKind::OutsideJob, job.0)
}

pub fn end_link(tx: &mut Tx, actor: &Actor, job: OutsideJobId, id: uuid::Uuid) -> Result<()> {
    let links = links_of_job(tx, &actor.viewer, job)?;
    // A report that is on its way is kept before it ends, or refused after.
    let lot = jobs::job(tx, &actor.viewer, job)?.job.lot;
    lots::lock(tx, &actor.viewer, lot)?;
    let link = links.iter().find(|link| link.id == id).ok_or(Error::NotFound("link"))?;
    links::end(tx, actor, link)
}

/// The job behind an open link.
pub fn by_link(tx: &mut Tx, link: &Link) -> Result<ByLink> {
    let kept = jobs::job(tx, &Viewer::program(), job_of(link))?;
    let mut entries = entries::of_lot(tx, kept.job.lot)?;
    let of_job: Vec<ProgressId> = entries.iter().filter(|it| is_of(it, kept.job.id)).map(|it| it.id).collect();
    entries.retain(|entry| match entry.kind {
        Kind::Reversed { entry } => of_job.contains(&entry),
        _ => of_job.contains(&entry.id),
    });
    Ok(ByLink { kept, entries })
}

fn is_of(entry: &Entry, of: OutsideJobId) -> bool {
    match &entry.kind {
        Kind::SentOut { job, .. } => *job == of,
        Kind::Reported(report) => report.job == Some(of),
        Kind::Released { .. } | Kind::Reversed { .. } => false,
    }
}

/// What a factory reports of its own job. Whatever else the report names, it is about this job's operation; and nothing gets
/// lost by its own word.
pub fn report_by_link(tx: &mut Tx, link: &Link, report: Report, told: Told, now: Timestamp) -> Result<KeptJob> {
    let (id, actor) = (job_of(link), by(now));
    let job = jobs::one(tx, id)?.ok_or(Error::NotFound("job"))?;
    // Whoever ends a link holds the same row.
    let kept = lots::lock(tx, &actor.viewer, job.lot)?;
    let report = about(tx, (link, now), (&job, &kept), report)?;
    let (day, said_now) = (told.day, Kind::Reported(report.clone()));
    entries::keep(tx, (&actor, Teller::Outside(id)), kept, told, said_now, |kept, made| {
        checked_report(&kept.lot, made, report, day)
    })?;
    jobs::job(tx, &actor.viewer, id)
}

/// Would it be kept, as things stand, as something new? Refused as it would be; nothing is kept.
pub fn would_report_by_link(tx: &mut Tx, link: &Link, report: &Report, told: &Told, now: Timestamp) -> Result<bool> {
    let actor = by(now);
    let job = jobs::one(tx, job_of(link))?.ok_or(Error::NotFound("job"))?;
    let kept = lots::get(tx, &actor.viewer, job.lot)?;
    let report = about(tx, (link, now), (&job, &kept), report.clone())?;
    let (made, said_now) = (entries::of_lot(tx, job.lot)?, Kind::Reported(report.clone()));
    let kind = entries::fits(tx, &actor, (&kept, &made), told, &said_now, |kept, made| {
        checked_report(&kept.lot, made, report, told.day)
    })?;
    Ok(kind.is_some())
}

fn by(now: Timestamp) -> Actor {
    Actor { viewer: Viewer::program(), via: Via::Program, now }
}

/// What an open link may say of its job.
fn about(
    tx: &mut Tx,
    (link, now): (&Link, Timestamp),
    (job, kept): (&OutsideJob, &Kept),
    report: Report,
) -> Result<Report> {
    if links::of(tx, link.kind, link.target)?.iter().all(|it| it.id != link.id || !it.is_open(now)) {
        return Err(Error::NotFound("link"));
    }
    let report = Report { operation: job.operation, job: Some(job.id), from_rework: false, lost: 0, ..report };
    causes_known(tx, &report)?;
    if report.operation >= kept.lot.route.len() {
        return Err(said(ProgressRefusal::NoSuchOperation { place: report.operation.saturating_add(1) }));
    }
    Ok(report)
}

fn job_of(link: &Link) -> OutsideJobId {
    match link.kind {
        LinkKind::OutsideJob => OutsideJobId(link.target),
    }
}
