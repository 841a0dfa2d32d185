//! What people say of a lot: each entry is checked by the domain against all others, while nobody else can report on it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use yidan_domain::{
    LotId, Message, OutsideJobId, ProgressId,
    access::Viewer,
    order::refusal::Refusal,
    production::{
        Entry, Kind, ProgressRefusal, Report, Teller, balances, checked_release, checked_report, checked_reversal,
    },
};

use super::{
    access::{self, may_reverse, may_say, must_plan, needs_department, said},
    lots::{self, Kept, checked_text},
    of_order, outside,
};
use crate::{Actor, Error, Result, Tx, audit};

/// What every entry carries beside its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Drawn where it was typed: what is sent twice is kept once.
    pub id: ProgressId,
    /// From this day on it counts.
    pub day: Date,
    pub note: String,
}

/// So many of a lot are given to its first operation.
pub fn release(tx: &mut Tx, actor: &Actor, lot: LotId, quantity: i64, told: Told) -> Result<Kept> {
    must_plan(tx, &actor.viewer)?;
    let kept = lots::lock(tx, &actor.viewer, lot)?;
    let said_now = Kind::Released { quantity };
    keep(tx, (actor, by(actor)), kept, told, said_now, |kept, made| checked_release(&kept.lot, made, quantity))
}

/// What came out of an operation.
pub fn report(tx: &mut Tx, actor: &Actor, lot: LotId, report: Report, told: Told) -> Result<Kept> {
    let kept = lots::lock(tx, &actor.viewer, lot)?;
    let Some(operation) = kept.lot.route.get(report.operation) else {
        return Err(said(ProgressRefusal::NoSuchOperation { place: report.operation.saturating_add(1) }));
    };
    if !may_say(&actor.viewer, &operation.department, report.job.is_some()) {
        return Err(needs_department(tx, &operation.department));
    }
    causes_known(tx, &report)?;
    let day = told.day;
    let said_now = Kind::Reported(report.clone());
    keep(tx, (actor, by(actor)), kept, told, said_now, |kept, made| checked_report(&kept.lot, made, report, day))
}

pub(super) fn causes_known(tx: &Tx, report: &Report) -> Result<()> {
    match report.scrap.iter().find(|scrap| tx.world.causes.get(&scrap.cause).is_none()) {
        Some(scrap) => Err(Error::Invalid(Message::new("cause-unknown").with("cause", scrap.cause.as_str()))),
        None => Ok(()),
    }
}

fn by(actor: &Actor) -> Teller {
    Teller::Person(actor.viewer.person)
}

/// Takes back an entry that was wrong.
pub fn reverse(tx: &mut Tx, actor: &Actor, lot: LotId, wrong: ProgressId, told: Told) -> Result<Kept> {
    let kept = lots::lock(tx, &actor.viewer, lot)?;
    let entry = of_lot(tx, lot)?.into_iter().find(|entry| entry.id == wrong);
    if let Some(entry) = entry.filter(|entry| !may_reverse(&actor.viewer, &kept.lot, &entry.kind)) {
        return Err(access::needs(tx, &entry.kind, &kept.lot));
    }
    if checked_text(&told.note)?.is_empty() {
        return Err(Error::invalid("progress-reason-missing"));
    }
    let day = told.day;
    let said_now = Kind::Reversed { entry: wrong };
    keep(tx, (actor, by(actor)), kept, told, said_now, |kept, made| checked_reversal(&kept.lot, made, wrong, day))
}

/// Keeps what the domain has nothing against. What was told before under the same id is not kept again; something else
/// under it is refused.
pub(super) fn keep(
    tx: &mut Tx,
    (actor, by): (&Actor, Teller),
    kept: Kept,
    told: Told,
    said_now: Kind,
    check: impl FnOnce(&Kept, &[Entry]) -> std::result::Result<Kind, ProgressRefusal>,
) -> Result<Kept> {
    let lot = kept.lot.id;
    let mut made = of_lot(tx, lot)?;
    let Some(kind) = fits(tx, actor, (&kept, &made), &told, &said_now, check)? else { return Ok(kept) };
    let note = checked_text(&told.note)?;
    let entry = Entry { id: told.id, day: told.day, at: actor.now, by, kind, note };
    write(tx, actor, lot, &entry)?;
    made.push(entry);
    moved(tx, actor, kept, &made)
}

/// What would be kept of it; nothing where it was told before.
pub(super) fn fits(
    tx: &Tx,
    actor: &Actor,
    (kept, made): (&Kept, &[Entry]),
    told: &Told,
    said_now: &Kind,
    check: impl FnOnce(&Kept, &[Entry]) -> std::result::Result<Kind, ProgressRefusal>,
) -> Result<Option<Kind>> {
    let note = checked_text(&told.note)?;
    if let Some(entry) = made.iter().find(|entry| entry.id == told.id) {
        let is_same = entry.kind.says_the_same(said_now) && (entry.day, &entry.note) == (told.day, &note);
        return if is_same { Ok(None) } else { Err(Error::invalid("progress-kept-otherwise")) };
    }
    if told.day > tx.world.company.today(actor.now) {
        return Err(Refusal::DayInTheFuture { day: told.day }.into());
    }
    if kept.lot.closed.is_some() && !settles_job(said_now, made) {
        return Err(said(ProgressRefusal::Closed { number: kept.lot.number.clone() }));
    }
    check(kept, made).map(Some).map_err(said)
}

/// Goods that are with a factory when their lot is closed are accounted for all the same: they come back, or what was said of
/// them was wrong. Nothing more goes there.
fn settles_job(said_now: &Kind, made: &[Entry]) -> bool {
    match said_now {
        Kind::Reported(report) => report.job.is_some(),
        Kind::Reversed { entry } => made.iter().any(|wrong| wrong.id == *entry && wrong.kind.job().is_some()),
        Kind::Released { .. } | Kind::SentOut { .. } => false,
    }
}

/// A new entry that nothing stands against.
pub(super) fn write(tx: &mut Tx, actor: &Actor, lot: LotId, entry: &Entry) -> Result<()> {
    let is_new = tx.exec(
        "INSERT INTO lot_entries (id, lot, day, at, kind, body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        &[
            entry.id.into(),
            lot.into(),
            (&entry.day.to_string()).into(),
            (&entry.at.to_string()).into(),
            word(&entry.kind).into(),
            (&serde_json::to_string(entry)?).into(),
        ],
    )?;
    if is_new == 0 {
        return Err(Error::invalid("progress-id-taken"));
    }
    audit::record(tx, actor, "progress", &entry.id.to_string(), word(&entry.kind), entry)
}

/// What all of a lot's entries add up to is kept, and what its outside jobs do; its order hears of it.
pub(super) fn moved(tx: &mut Tx, actor: &Actor, kept: Kept, made: &[Entry]) -> Result<Kept> {
    let jobs: BTreeSet<OutsideJobId> = made.iter().filter_map(|entry| entry.kind.job()).collect();
    jobs.into_iter().try_for_each(|job| outside::settle(tx, job, made, &kept.lot.quantity.unit))?;
    let balances = balances(kept.lot.route.len(), made, Date::MAX);
    let latest = made.iter().map(|entry| entry.day).max();
    let kept = lots::moved(tx, Kept { balances, ..kept }, latest)?;
    of_order::tell(tx, actor, kept.lot.order)?;
    Ok(kept)
}

pub(super) fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Released { .. } => "released",
        Kind::Reported(_) => "reported",
        Kind::SentOut { .. } => "sent_out",
        Kind::Reversed { .. } => "reversed",
    }
}

/// Of a lot that this viewer may see, in the order in which they were told.
pub fn entries_of(tx: &mut Tx, viewer: &Viewer, lot: LotId) -> Result<Vec<Entry>> {
    lots::get(tx, viewer, lot)?;
    of_lot(tx, lot)
}

pub(super) fn of_lot(tx: &mut Tx, lot: LotId) -> Result<Vec<Entry>> {
    tx.rows("SELECT body FROM lot_entries WHERE lot = $1 ORDER BY at, id", &[lot.into()], |row| row.json(0))
}
