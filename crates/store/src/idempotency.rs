//! Answers that API requests with an `Idempotency-Key` have had, kept in the transaction of the effect.

use jiff::{SignedDuration, Timestamp};
use yidan_domain::PersonId;

use crate::{Error, Result, Tx};

/// Answers are given again for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// The answer that this request had; another request under the same key is refused.
pub fn answered(tx: &mut Tx, person: PersonId, key: &str, request: &[u8; 32]) -> Result<Option<Answer>> {
    let found = tx.row(
        "SELECT request, status, answer FROM idempotency WHERE person = $1 AND key = $2",
        &[person.into(), key.into()],
        |row| {
            let status = u16::try_from(row.int(1)?).map_err(Error::storage)?;
            Ok((row.bytes(0)? == request, Answer { status, body: row.text(2)? }))
        },
    )?;
    match found {
        Some((true, answer)) => Ok(Some(answer)),
        Some((false, _)) => Err(Error::invalid("idempotency-key-reused")),
        None => Ok(None),
    }
}

pub fn keep(
    tx: &mut Tx,
    person: PersonId,
    key: &str,
    request: &[u8; 32],
    answer: &Answer,
    now: Timestamp,
) -> Result<()> {
    tx.exec(
        "INSERT INTO idempotency (person, key, request, status, answer, at) VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            person.into(),
            key.into(),
            request.into(),
            i64::from(answer.status).into(),
            (&answer.body).into(),
            (&now.to_string()).into(),
        ],
    )?;
    Ok(())
}

/// Forgets answers that are too old to be asked for again. Run now and then.
pub fn forget(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec("DELETE FROM idempotency WHERE at < $1", &[(&(now - KEPT).to_string()).into()])
}
