//! Reminders that were sent, and the ladder by which they are.

use serde::{Deserialize, Serialize};
use yidan_domain::{
    InvoiceId, Message, PersonId,
    receivable::{
        EntryRefusal,
        reminders::{Rung, SentRung, Tone, checked, standard_ladder},
    },
    text::tidy,
};

use super::{
    access::{must_cover, must_keep_books, must_speak, said},
    invoices::{self, LONGEST_TEXT},
};
use crate::{Actor, Change, Error, Result, Tx, audit, company::put_setting};

/// A reminder that was sent about an instalment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    pub invoice: InvoiceId,
    pub instalment: u32,
    /// The rung of the ladder.
    pub rung: SentRung,
    pub by: PersonId,
    /// Who it went to, as the sender writes it: an address, a number, a name.
    pub to: String,
    pub tone: Tone,
    pub note: String,
}

/// Name, telephone and address together, in characters.
const LONGEST_RECIPIENT: usize = 600;

/// Records that a reminder was sent, today and by the actor.
pub fn remind(tx: &mut Tx, actor: &Actor, reminder: Reminder) -> Result<Reminder> {
    must_speak(&actor.viewer)?;
    let bill = invoices::lock(tx, reminder.invoice)?.invoice;
    must_cover(tx, &actor.viewer, &bill)?;
    let instalment = reminder.instalment;
    if !bill.instalments.iter().any(|known| known.number == instalment) {
        return Err(said(EntryRefusal::NoSuchInstalment { number: bill.number, instalment }));
    }
    let rung = SentRung { on: tx.world.company.today(actor.now), ..reminder.rung };
    if !tx.world.ladder.iter().any(|known| known.days == rung.days) {
        return Err(Error::Invalid(Message::new("reminder-no-such-rung").with("days", i64::from(rung.days))));
    }
    let (to, note) = (tidy(&reminder.to, false), tidy(&reminder.note, true));
    for (field, text, limit) in [("to", &to, LONGEST_RECIPIENT), ("note", &note, LONGEST_TEXT)] {
        if text.chars().count() > limit {
            let too_long = Message::new("invoice-text-too-long").with("field", field).with("limit", limit);
            return Err(Error::Invalid(too_long));
        }
    }
    let reminder = Reminder { rung, by: actor.viewer.person, to, note, ..reminder };
    let id = uuid::Uuid::now_v7();
    tx.exec(
        "INSERT INTO reminders (id, invoice, instalment, days, at, body) VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            id.into(),
            bill.id.into(),
            instalment.into(),
            i64::from(rung.days).into(),
            (&actor.now.to_string()).into(),
            (&serde_json::to_string(&reminder)?).into(),
        ],
    )?;
    let body = serde_json::json!({ "name": bill.number, "reminder": reminder });
    audit::record(tx, actor, "reminder", &id.to_string(), "sent", &body)?;
    invoices::moved(tx, bill.id)?;
    Ok(reminder)
}

/// Of an invoice, the earliest first.
pub fn reminders_of(tx: &mut Tx, invoice: InvoiceId) -> Result<Vec<Reminder>> {
    tx.rows("SELECT body FROM reminders WHERE invoice = $1 ORDER BY at, id", &[invoice.into()], |row| row.json(0))
}

/// The company's ladder, or the one that it has until it sets its own.
pub fn ladder(tx: &mut Tx) -> Result<Vec<Rung>> {
    let own = tx.row("SELECT value FROM settings WHERE name = 'reminder_ladder'", &[], |row| row.json(0))?;
    Ok(own.unwrap_or_else(standard_ladder))
}

pub fn put_ladder(tx: &mut Tx, actor: &Actor, ladder: Vec<Rung>) -> Result<Vec<Rung>> {
    must_keep_books(&actor.viewer)?;
    let ladder = checked(ladder).map_err(said)?;
    put_setting(tx, "reminder_ladder", &serde_json::to_string(&ladder)?)?;
    tx.tell(Change::World);
    audit::record(tx, actor, "settings", "reminder_ladder", "changed", &ladder)?;
    Ok(ladder)
}
