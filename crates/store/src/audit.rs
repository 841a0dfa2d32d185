//! Who changed what outside orders. Written in the transaction of the change; never altered.

use serde::Serialize;
use yidan_domain::PersonId;

use crate::{Actor, Result, Tx, db::Row};

#[derive(Debug, Clone)]
pub struct Entry {
    pub id: uuid::Uuid,
    pub at: jiff::Timestamp,
    pub by: PersonId,
    /// `screen`, `api`, `import` or `program`.
    pub via: String,
    pub subject: String,
    pub subject_id: String,
    pub action: String,
    /// How the subject was after it.
    pub body: serde_json::Value,
}

/// Records that `actor` did `action` to the `subject`; `now` is how it is after.
pub(crate) fn record(
    tx: &mut Tx,
    actor: &Actor,
    subject: &str,
    subject_id: &str,
    action: &str,
    now: &impl Serialize,
) -> Result<()> {
    let id = uuid::Uuid::now_v7();
    let via = serde_json::to_value(actor.via)?;
    tx.exec(
        "INSERT INTO audit (id, at, by, via, subject, subject_id, action, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            id.into(),
            (&actor.now.to_string()).into(),
            actor.viewer.person.into(),
            via.as_str().unwrap_or_default().into(),
            subject.into(),
            subject_id.into(),
            action.into(),
            (&serde_json::to_string(now)?).into(),
        ],
    )?;
    Ok(())
}

/// The latest first.
pub fn latest(tx: &mut Tx, limit: usize) -> Result<Vec<Entry>> {
    before(tx, uuid::Uuid::max(), limit)
}

/// What was recorded before the entry `id`, the latest first.
pub fn before(tx: &mut Tx, id: uuid::Uuid, limit: usize) -> Result<Vec<Entry>> {
    tx.rows(
        "SELECT id, at, by, via, subject, subject_id, action, body FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2",
        &[id.into(), limit.into()],
        read,
    )
}

/// How the subject of an entry was before it: nothing when it is new.
pub fn was(tx: &mut Tx, entry: &Entry) -> Result<Option<serde_json::Value>> {
    tx.row(
        "SELECT body FROM audit WHERE subject = $1 AND subject_id = $2 AND id < $3 AND body <> 'null'
         ORDER BY id DESC LIMIT 1",
        &[(&entry.subject).into(), (&entry.subject_id).into(), entry.id.into()],
        |row| row.json(0),
    )
}

fn read(row: &Row) -> Result<Entry> {
    Ok(Entry {
        id: row.uuid(0)?,
        at: row.time(1)?,
        by: PersonId(row.uuid(2)?),
        via: row.text(3)?,
        subject: row.text(4)?,
        subject_id: row.text(5)?,
        action: row.text(6)?,
        body: row.json(7)?,
    })
}
