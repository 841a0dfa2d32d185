//! The figures of an edited summary sheet (S7): what differs from what was told is booked, all of a lot or nothing.

use yidan_domain::{
    CauseKey, LotId, Message, ProgressId,
    access::Viewer,
    order::refusal::Refusal,
    production::{Entry, Kind, ProgressRefusal, Saying, Teller, Wanted, checked_figures},
};

use super::{
    access::{may_reverse, needs, said},
    entries::{moved, of_lot, write},
    lots::{self, Kept, checked_text},
};
use crate::{Actor, Error, Result, Tx};

/// What a sheet says of a lot.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The lot's version that the sheet was made from, where it says so.
    pub version: Option<u64>,
    pub wanted: Vec<Wanted>,
    /// Of scrap that was not known before.
    pub cause: CauseKey,
    /// Why something is less than before; a note otherwise.
    pub reason: String,
}

/// What would be told of the lot as things stand. Nothing is kept.
pub fn would_say(tx: &mut Tx, actor: &Actor, lot: LotId, figures: &Figures) -> Result<(Kept, Vec<Kind>)> {
    let kept = lots::get(tx, &actor.viewer, lot)?;
    let made = of_lot(tx, lot)?;
    let kinds = decide(tx, actor, &kept, &made, figures)?;
    Ok((kept, kinds))
}

/// Tells it. Figures that are as they were change nothing, so that a sheet can be taken in twice.
pub fn figures(tx: &mut Tx, actor: &Actor, lot: LotId, figures: &Figures) -> Result<(Kept, Vec<Kind>)> {
    let kept = lots::lock(tx, &actor.viewer, lot)?;
    let mut made = of_lot(tx, lot)?;
    let kinds = decide(tx, actor, &kept, &made, figures)?;
    if kinds.is_empty() {
        return Ok((kept, kinds));
    }
    let (day, note) = (tx.world.company.today(actor.now), checked_text(&figures.reason)?);
    for kind in &kinds {
        let entry = Entry {
            id: ProgressId(uuid::Uuid::now_v7()),
            day,
            at: actor.now,
            by: Teller::Person(actor.viewer.person),
            kind: kind.clone(),
            note: note.clone(),
        };
        write(tx, actor, lot, &entry)?;
        made.push(entry);
    }
    Ok((moved(tx, actor, kept, &made)?, kinds))
}

fn decide(tx: &Tx, actor: &Actor, kept: &Kept, made: &[Entry], figures: &Figures) -> Result<Vec<Kind>> {
    let reason = checked_text(&figures.reason)?;
    let day = tx.world.company.today(actor.now);
    let saying = Saying { day, cause: &figures.cause, has_reason: !reason.is_empty() };
    let kinds = checked_figures(&kept.lot, made, &figures.wanted, saying);
    if matches!(&kinds, Ok(kinds) if kinds.is_empty()) {
        return Ok(Vec::new());
    }
    // What was told since the sheet was made would be taken back by it.
    if figures.version.is_some_and(|version| version != kept.version) {
        return Err(Error::Invalid(Message::new("lot-sheet-outdated").with("number", kept.lot.number.as_str())));
    }
    if kept.lot.closed.is_some() {
        return Err(said(ProgressRefusal::Closed { number: kept.lot.number.clone() }));
    }
    if tx.world.causes.get(&figures.cause).is_none() {
        return Err(Error::Invalid(Message::new("cause-unknown").with("cause", figures.cause.as_str())));
    }
    if let Some(later) = made.iter().map(|entry| entry.day).find(|told| *told > day) {
        return Err(Refusal::DayInTheFuture { day: later }.into());
    }
    let kinds = kinds.map_err(said)?;
    for kind in &kinds {
        may_say(tx, &actor.viewer, kept, made, kind)?;
    }
    Ok(kinds)
}

fn may_say(tx: &Tx, viewer: &Viewer, kept: &Kept, made: &[Entry], kind: &Kind) -> Result<()> {
    let about = match kind {
        Kind::Reversed { entry } => made.iter().find(|made| made.id == *entry).map(|made| &made.kind),
        kind => Some(kind),
    };
    match about {
        Some(about) if !may_reverse(viewer, &kept.lot, about) => Err(needs(tx, about, &kept.lot)),
        _ => Ok(()),
    }
}
