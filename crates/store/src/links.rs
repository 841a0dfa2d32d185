//! Private links: pages for people without an account, each for one thing (`LinkKind`, `target`) until a day. A link is found
//! by the SHA-256 of the 256 random bits in its address; who may make one for a thing is said where the thing is kept.
//!
//! A link that was never made, one that has ended and one that has expired look alike from outside.

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{Message, PersonId};

use crate::{Actor, Error, Result, Tx, audit, db::Row};

/// No link lasts longer, in days.
pub const LONGEST_DAYS: i64 = 366;
/// `used_at` is not written more often than this.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(10);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// What an outside factory does: the target is the job.
    OutsideJob,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub id: uuid::Uuid,
    pub kind: LinkKind,
    pub target: uuid::Uuid,
    pub made_by: PersonId,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// When its page was last looked at, within ten minutes.
    pub used_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy)]
pub struct NewLink<'a> {
    pub id: uuid::Uuid,
    pub secret: &'a [u8; 32],
    pub kind: LinkKind,
    pub target: uuid::Uuid,
    pub days: i64,
}

impl Link {
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && self.expires_at > now
    }

    /// Its use should be noted.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.used_at.is_none_or(|used| used + USED_EVERY < now)
    }
}

impl LinkKind {
    fn key(self) -> &'static str {
        match self {
            LinkKind::OutsideJob => "outside_job",
        }
    }

    fn of(key: &str) -> Result<Self> {
        match key {
            "outside_job" => Ok(LinkKind::OutsideJob),
            other => Err(Error::storage(format!("unknown kind of link {other}"))),
        }
    }
}

pub(crate) fn make(tx: &mut Tx, actor: &Actor, new: NewLink) -> Result<Link> {
    if !(1..=LONGEST_DAYS).contains(&new.days) {
        return Err(Error::Invalid(Message::new("link-days").with("limit", LONGEST_DAYS)));
    }
    let link = Link {
        id: new.id,
        kind: new.kind,
        target: new.target,
        made_by: actor.viewer.person,
        made_at: actor.now,
        expires_at: actor.now + SignedDuration::from_hours(24 * new.days),
        ended_at: None,
        used_at: None,
    };
    tx.exec(
        "INSERT INTO links (id, secret, kind, target, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            link.id.into(),
            new.secret.into(),
            link.kind.key().into(),
            link.target.into(),
            link.made_by.into(),
            (&link.made_at.to_string()).into(),
            (&link.expires_at.to_string()).into(),
        ],
    )?;
    record(tx, actor, &link, "made")?;
    Ok(link)
}

/// The link of this secret, if it is good for something.
pub fn find(tx: &mut Tx, secret: &[u8; 32], now: Timestamp) -> Result<Option<Link>> {
    let found = tx.row(
        "SELECT id, kind, target, made_by, made_at, expires_at, ended_at, used_at FROM links WHERE secret = $1",
        &[secret.into()],
        read,
    )?;
    Ok(found.filter(|link| link.is_open(now)))
}

/// Its page has been looked at.
pub fn used(tx: &mut Tx, id: uuid::Uuid, now: Timestamp) -> Result<()> {
    tx.exec("UPDATE links SET used_at = $2 WHERE id = $1", &[id.into(), (&now.to_string()).into()])?;
    Ok(())
}

/// All that were made for something, the latest first.
pub(crate) fn of(tx: &mut Tx, kind: LinkKind, target: uuid::Uuid) -> Result<Vec<Link>> {
    tx.rows(
        "SELECT id, kind, target, made_by, made_at, expires_at, ended_at, used_at FROM links
         WHERE target = $1 AND kind = $2 ORDER BY id DESC",
        &[target.into(), kind.key().into()],
        read,
    )
}

/// From now on it opens nothing. One that has ended stays as it ended.
pub(crate) fn end(tx: &mut Tx, actor: &Actor, link: &Link) -> Result<()> {
    let ended = tx.exec(
        "UPDATE links SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
        &[link.id.into(), (&actor.now.to_string()).into()],
    )?;
    if ended == 1 {
        record(tx, actor, link, "ended")?;
    }
    Ok(())
}

/// Nothing of the secret.
fn record(tx: &mut Tx, actor: &Actor, link: &Link, action: &str) -> Result<()> {
    let said = serde_json::json!({
        "kind": link.kind.key(), "target": link.target, "expires_at": link.expires_at.to_string(),
    });
    audit::record(tx, actor, "link", &link.id.to_string(), action, &said)
}

fn read(row: &Row) -> Result<Link> {
    Ok(Link {
        id: row.uuid(0)?,
        kind: LinkKind::of(row.str(1)?)?,
        target: row.uuid(2)?,
        made_by: PersonId(row.uuid(3)?),
        made_at: row.time(4)?,
        expires_at: row.time(5)?,
        ended_at: row.parsed_opt(6)?,
        used_at: row.parsed_opt(7)?,
    })
}
