//! Who is signed in where. A session is found by the SHA-256 of the secret in the cookie.

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{Lang, PersonId, party::Person};

use crate::{Error, Result, Tx, people};

/// A session that is not used for so long is over.
pub const LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);
/// `seen_at` is not written more often than this.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// Wrong passwords in a row before a pause.
const FREE_TRIES: u64 = 5;
const LONGEST_PAUSE_SECONDS: i64 = 900;

#[derive(Debug, Clone)]
pub struct Session {
    pub id: uuid::Uuid,
    pub opened_at: Timestamp,
    pub seen_at: Timestamp,
    pub address: String,
    pub agent: String,
}

impl Session {
    /// Not used for so long that it is good for nothing.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.seen_at + LASTS <= now
    }
}

/// A session with the person whose it is.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub session: Session,
    pub person: Person,
    pub lang: Lang,
    /// `seen_at` is old enough to be written anew: call `seen`.
    pub stale: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    pub id: uuid::Uuid,
    pub secret: &'a [u8; 32],
    pub address: &'a str,
    pub agent: &'a str,
}

pub fn open(tx: &mut Tx, person: PersonId, opening: Opening, now: Timestamp) -> Result<()> {
    let agent: String = opening.agent.chars().take(200).collect();
    tx.exec("DELETE FROM sessions WHERE expires_at < $1", &[(&now.to_string()).into()])?;
    tx.exec(
        "INSERT INTO sessions (id, secret, person, opened_at, seen_at, expires_at, address, agent)
         VALUES ($1, $2, $3, $4, $4, $5, $6, $7)",
        &[
            opening.id.into(),
            opening.secret.into(),
            person.into(),
            (&now.to_string()).into(),
            (&(now + LASTS).to_string()).into(),
            opening.address.into(),
            (&agent).into(),
        ],
    )?;
    Ok(())
}

/// The session of this secret, if it lasts and its person is active.
pub fn find(tx: &mut Tx, secret: &[u8; 32], now: Timestamp) -> Result<Option<SignedIn>> {
    let found = tx.row(
        "SELECT p.id, p.name, p.login, p.role, p.departments, p.sees_all, p.active, p.posts, p.away, p.lang,
           s.id, s.opened_at, s.seen_at, s.address, s.agent, s.expires_at
         FROM sessions s JOIN people p ON p.id = s.person WHERE s.secret = $1",
        &[secret.into()],
        |row| {
            let session = Session {
                id: row.uuid(10)?,
                opened_at: row.time(11)?,
                seen_at: row.time(12)?,
                address: row.text(13)?,
                agent: row.text(14)?,
            };
            let lang = if row.str(9)? == "en" { Lang::En } else { Lang::Zh };
            let stale = session.seen_at + SEEN_EVERY < now;
            Ok((SignedIn { session, person: people::read(row)?, lang, stale }, row.time(15)?))
        },
    )?;
    Ok(found.filter(|(signed_in, expires)| *expires > now && signed_in.person.active).map(|(signed_in, _)| signed_in))
}

pub fn seen(tx: &mut Tx, id: uuid::Uuid, now: Timestamp) -> Result<()> {
    tx.exec(
        "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE id = $1",
        &[id.into(), (&now.to_string()).into(), (&(now + LASTS).to_string()).into()],
    )?;
    Ok(())
}

/// Somebody's sessions, the latest used first.
pub fn of(tx: &mut Tx, person: PersonId) -> Result<Vec<Session>> {
    tx.rows(
        "SELECT id, opened_at, seen_at, address, agent FROM sessions WHERE person = $1 ORDER BY seen_at DESC",
        &[person.into()],
        |row| {
            Ok(Session {
                id: row.uuid(0)?,
                opened_at: row.time(1)?,
                seen_at: row.time(2)?,
                address: row.text(3)?,
                agent: row.text(4)?,
            })
        },
    )
}

/// Ends one session of this person.
pub fn end(tx: &mut Tx, person: PersonId, id: uuid::Uuid) -> Result<()> {
    match tx.exec("DELETE FROM sessions WHERE id = $1 AND person = $2", &[id.into(), person.into()])? {
        0 => Err(Error::NotFound("session")),
        _ => Ok(()),
    }
}

/// Ends every session of this person but one.
pub fn end_all(tx: &mut Tx, person: PersonId, keep: Option<uuid::Uuid>) -> Result<()> {
    let keep = keep.unwrap_or_default();
    tx.exec("DELETE FROM sessions WHERE person = $1 AND id <> $2", &[person.into(), keep.into()])?;
    Ok(())
}

/// Until when signing in as `who` (a log-in name, or an address) has to wait after wrong passwords.
pub fn paused_until(tx: &mut Tx, who: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    let found = tx.row("SELECT failures, last_at FROM sign_in_failures WHERE who = $1", &[who.into()], |row| {
        Ok((row.count(0)?, row.time(1)?))
    })?;
    let Some((failures, last)) = found.filter(|(failures, _)| *failures >= FREE_TRIES) else {
        return Ok(None);
    };
    // Twice as long after each further failure: 15 s, 30 s, 1 min … 15 min.
    let doubled = u32::try_from(failures - FREE_TRIES).unwrap_or(u32::MAX).min(10);
    let until = last + SignedDuration::from_secs((15_i64 << doubled).min(LONGEST_PAUSE_SECONDS));
    Ok((until > now).then_some(until))
}

pub fn failed(tx: &mut Tx, who: &str, now: Timestamp) -> Result<()> {
    tx.exec(
        "INSERT INTO sign_in_failures (who, failures, last_at) VALUES ($1, 1, $2)
         ON CONFLICT (who) DO UPDATE SET failures = sign_in_failures.failures + 1, last_at = excluded.last_at",
        &[who.into(), (&now.to_string()).into()],
    )?;
    Ok(())
}

pub fn succeeded(tx: &mut Tx, who: &str) -> Result<()> {
    tx.exec("DELETE FROM sign_in_failures WHERE who = $1", &[who.into()])?;
    Ok(())
}
