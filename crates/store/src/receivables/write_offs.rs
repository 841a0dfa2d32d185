//! Giving up what will not be paid: one person asks, another decides.

use yidan_domain::{
    InvoiceId, Message,
    access::Viewer,
    receivable::{
        Entry,
        allocation::{Reduction, checked_reduction},
        write_off::{Decision, WriteOff},
    },
    text::tidy,
};

use super::{
    access::{must_cover, must_decide, must_see_money, must_speak, said},
    booking::{Booking, reduce},
    entries,
    invoices::{self, LONGEST_TEXT},
};
use crate::{Actor, Error, Result, Tx, audit, db::Row};

/// A request with its id.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedWriteOff {
    pub id: uuid::Uuid,
    pub asked_at: jiff::Timestamp,
    pub write_off: WriteOff,
}

/// Asks to write off. Who asks and that it is undecided are filled in.
pub fn ask_write_off(tx: &mut Tx, actor: &Actor, write_off: WriteOff) -> Result<AskedWriteOff> {
    must_speak(&actor.viewer)?;
    let asked_by = actor.viewer.person;
    if write_off.reason.chars().count() > LONGEST_TEXT {
        let too_long = Message::new("invoice-text-too-long").with("field", "reason").with("limit", LONGEST_TEXT);
        return Err(Error::Invalid(too_long));
    }
    let write_off = WriteOff { asked_by, decision: None, ..write_off }.checked().map_err(said)?;
    let bill = invoices::lock(tx, write_off.invoice)?.invoice;
    must_cover(tx, &actor.viewer, &bill)?;
    let made = entries::of_invoice(tx, bill.id)?;
    // What could not be entered today is not asked for.
    let today = tx.world.company.today(actor.now);
    let as_if = Reduction::WriteOff { asked_by, approved_by: asked_by };
    checked_reduction(&bill, &made, (write_off.instalment, write_off.amount), as_if, today).map_err(said)?;
    let asked = AskedWriteOff { id: uuid::Uuid::now_v7(), asked_at: actor.now, write_off };
    tx.exec(
        "INSERT INTO write_offs (id, invoice, asked_at, body) VALUES ($1, $2, $3, $4)",
        &[
            asked.id.into(),
            bill.id.into(),
            (&actor.now.to_string()).into(),
            (&serde_json::to_string(&asked.write_off)?).into(),
        ],
    )?;
    audit::record(tx, actor, "write_off", &asked.id.to_string(), "asked", &named(&bill.number, &asked.write_off))?;
    Ok(asked)
}

/// Another person decides; what is approved is entered at once.
pub fn decide_write_off(
    tx: &mut Tx,
    actor: &Actor,
    id: uuid::Uuid,
    approved: bool,
    note: &str,
) -> Result<(AskedWriteOff, Option<Entry>)> {
    must_decide(&actor.viewer)?;
    let asked = one(tx, id)?;
    let bill = invoices::lock(tx, asked.write_off.invoice)?.invoice;
    // Whoever decided meanwhile held the invoice.
    let asked = one(tx, id)?;
    let note = tidy(note, true);
    if note.chars().count() > LONGEST_TEXT {
        let too_long = Message::new("invoice-text-too-long").with("field", "note").with("limit", LONGEST_TEXT);
        return Err(Error::Invalid(too_long));
    }
    let decision = Decision { approved, by: actor.viewer.person, at: actor.now, note };
    let write_off = asked.write_off.decide(decision).map_err(said)?;
    tx.exec(
        "UPDATE write_offs SET decided_at = $2, body = $3 WHERE id = $1",
        &[id.into(), (&actor.now.to_string()).into(), (&serde_json::to_string(&write_off)?).into()],
    )?;
    audit::record(tx, actor, "write_off", &id.to_string(), "decided", &named(&bill.number, &write_off))?;
    let entry = match write_off.approved() {
        Some(why) => {
            let day = tx.world.company.today(actor.now);
            let booking = Booking { day, note: write_off.reason.clone() };
            let part = (write_off.instalment, write_off.amount);
            Some(reduce(tx, actor, write_off.invoice, part, why, booking)?)
        }
        None => None,
    };
    Ok((AskedWriteOff { write_off, ..asked }, entry))
}

/// Those that wait for a decision, the earliest first, within what the viewer sees.
pub fn open_write_offs(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<AskedWriteOff>> {
    must_see_money(viewer)?;
    let found =
        tx.rows("SELECT id, asked_at, body FROM write_offs WHERE decided_at IS NULL ORDER BY asked_at, id", &[], read)?;
    let mut seen = Vec::new();
    for asked in found {
        let bill = invoices::one(tx, asked.write_off.invoice)?.invoice;
        match must_cover(tx, viewer, &bill) {
            Ok(()) => seen.push(asked),
            Err(Error::NotFound(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(seen)
}

/// Of one invoice, the earliest first.
pub fn write_offs_of(tx: &mut Tx, invoice: InvoiceId) -> Result<Vec<AskedWriteOff>> {
    tx.rows(
        "SELECT id, asked_at, body FROM write_offs WHERE invoice = $1 ORDER BY asked_at, id",
        &[invoice.into()],
        read,
    )
}

fn one(tx: &mut Tx, id: uuid::Uuid) -> Result<AskedWriteOff> {
    tx.row("SELECT id, asked_at, body FROM write_offs WHERE id = $1", &[id.into()], read)?
        .ok_or(Error::NotFound("write-off"))
}

fn read(row: &Row) -> Result<AskedWriteOff> {
    Ok(AskedWriteOff { id: row.uuid(0)?, asked_at: row.time(1)?, write_off: row.json(2)? })
}

fn named(number: &str, write_off: &WriteOff) -> serde_json::Value {
    serde_json::json!({ "name": number, "write_off": write_off })
}
