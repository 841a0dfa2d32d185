//! Who changed what outside orders. Written in the transaction of the change; never altered.

use serde::Serialize;
use yidan_domain::PersonId;

use crate::{Actor, Result, Tx};

#[derive(Debug, Clone)]
pub struct Entry {
    pub at: jiff::Timestamp,
    pub by: PersonId,
    pub subject: String,
    pub subject_id: String,
    pub action: String,
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
    tx.rows(
        "SELECT at, by, subject, subject_id, action, body FROM audit ORDER BY id DESC LIMIT $1",
        &[limit.into()],
        |row| {
            Ok(Entry {
                at: row.time(0)?,
                by: PersonId(row.uuid(1)?),
                subject: row.text(2)?,
                subject_id: row.text(3)?,
                action: row.text(4)?,
                body: row.json(5)?,
            })
        },
    )
}
