//! The events of an order: appended with the hash of the one before, read back, never changed.

use std::{collections::HashMap, sync::LazyLock};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use yidan_domain::{
    OrderId, PersonId,
    access::{Scope, Viewer},
    order::{
        FileRef, Order,
        apply::replay,
        event::{Event, Recorded, Via},
    },
};

use super::load;
use crate::{
    Error, Result, Tx,
    db::{Row, Value},
    floor::EventRow,
};

/// What the first event of a stream follows on.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

const COLUMNS_SINCE: &str = "SELECT seq, at, by, via, body FROM events WHERE stream = $1 AND seq > $2 ORDER BY seq";

/// Appends one event; answers with its hash.
pub(super) fn append(tx: &mut Tx, stream: OrderId, before: &[u8; 32], recorded: &Recorded) -> Result<[u8; 32]> {
    let at = recorded.at.to_string();
    let body = serde_json::to_string(&recorded.event)?;
    let via = via_name(recorded.via);
    let hash = hash(before, stream, recorded, &at, via, &body);
    tx.exec(
        "INSERT INTO events (stream, seq, at, by, via, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            stream.into(),
            recorded.seq.into(),
            (&at).into(),
            recorded.by.into(),
            via.into(),
            (&body).into(),
            (&hash).into(),
        ],
    )?;
    Ok(hash)
}

fn hash(before: &[u8; 32], stream: OrderId, recorded: &Recorded, at: &str, via: &str, body: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(stream.0.as_bytes());
    hash.update(recorded.seq.to_be_bytes());
    for part in [at, via, body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.update(recorded.by.0.as_bytes());
    hash.finalize().into()
}

/// The whole history of an order, the first event first.
pub fn history(tx: &mut Tx, scope: Scope, id: OrderId) -> Result<Vec<Recorded>> {
    load(tx, scope, id)?;
    since(tx, id, 0)
}

/// What of it this viewer may be told.
pub fn told(tx: &mut Tx, viewer: &Viewer, id: OrderId) -> Result<Vec<Recorded>> {
    let mut history = history(tx, viewer.scope(), id)?;
    history.retain(|recorded| viewer.is_told(&recorded.event));
    Ok(history)
}

/// Orders whose histories are asked for at a time, by a statement of one length.
const BATCH: usize = 50;
static SOME: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=BATCH).map(|place| format!("${place}")).collect();
    format!(
        "SELECT seq, at, by, via, body, stream FROM events WHERE stream IN ({}) ORDER BY stream, seq",
        places.join(", ")
    )
});

/// The histories of these orders, in this order. The ids come from the board, which knows the viewer's scope.
pub fn histories(tx: &mut Tx, ids: &[OrderId]) -> Result<Vec<Vec<Recorded>>> {
    let mut found: HashMap<OrderId, Vec<Recorded>> = HashMap::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let mut values: Vec<Value> = batch.iter().map(|id| Value::from(*id)).collect();
        values.resize(BATCH, Value::Null);
        tx.each(SOME.as_str(), &values, |row| {
            found.entry(OrderId(row.uuid(5)?)).or_default().push(recorded(row)?);
            Ok(())
        })?;
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// What has happened after the event `seq`.
pub(crate) fn since(tx: &mut Tx, id: OrderId, seq: u64) -> Result<Vec<Recorded>> {
    tx.rows(COLUMNS_SINCE, &[id.into(), seq.into()], recorded)
}

/// The order as it was known at a past time; `None` before it was entered.
pub fn as_of(tx: &mut Tx, scope: Scope, id: OrderId, at: Timestamp) -> Result<Option<Order>> {
    let history = history(tx, scope, id)?;
    Ok(replay(history.iter().take_while(|recorded| recorded.at <= at)))
}

/// Every attachment that a history tells of, answers of forms included.
pub fn changed_files(history: &[Recorded]) -> Vec<(&Recorded, &FileRef)> {
    use yidan_domain::{
        order::{Answer, Evidence, Slip},
        sample::Deed,
    };
    let mut found = Vec::new();
    for recorded in history {
        match &recorded.event {
            Event::Attached { file, .. } => found.push((recorded, file)),
            Event::Finished { answers, .. } => {
                found.extend(answers.values().filter_map(|answer| match answer {
                    Answer::File(file) => Some((recorded, file)),
                    _ => None,
                }));
            }
            Event::Sampled { event, .. } => {
                if let Deed::Pictured { photos, .. } = &event.deed {
                    found.extend(photos.iter().map(|file| (recorded, file)));
                }
            }
            Event::CreditShown { evidence } => match &**evidence {
                Evidence::Slip(Slip { file: Some(file), .. }) | Evidence::Commitment { file: Some(file), .. } => {
                    found.push((recorded, file));
                }
                _ => {}
            },
            _ => {}
        }
    }
    found
}

fn recorded(row: &Row) -> Result<Recorded> {
    Ok(Recorded {
        seq: row.count(0)?,
        at: row.time(1)?,
        by: PersonId(row.uuid(2)?),
        via: via_named(row.str(3)?)?,
        event: row.json(4)?,
    })
}

/// Do the hashes tell the same story as the events? Answers with the last hash, or with the number of the first event
/// that does not follow from the one before.
pub(crate) fn check_chain(tx: &mut Tx, id: OrderId) -> Result<std::result::Result<[u8; 32], u64>> {
    let mut before = GENESIS;
    let mut broken = None;
    tx.each("SELECT seq, at, by, via, body, hash FROM events WHERE stream = $1 ORDER BY seq", &[id.into()], |row| {
        let event = recorded(row)?;
        let expected = hash(&before, id, &event, row.str(1)?, row.str(3)?, row.str(4)?);
        if broken.is_none() && row.bytes(5)? != expected {
            broken = Some(event.seq);
        }
        before = expected;
        Ok(())
    })?;
    Ok(broken.map_or(Ok(before), Err))
}

/// The events of an order as they are stored, for the benchmark's floor.
pub(crate) fn events_with_hashes(tx: &mut Tx, id: OrderId) -> Result<Vec<EventRow>> {
    tx.rows("SELECT seq, at, by, via, body, hash FROM events WHERE stream = $1 ORDER BY seq", &[id.into()], |row| {
        Ok(EventRow {
            recorded: recorded(row)?,
            at: row.text(1)?,
            via: row.text(3)?,
            body: row.text(4)?,
            hash: row.bytes(5)?.to_vec(),
        })
    })
}

/// Ids of streams after `after`, in order, a batch at a time.
pub(crate) fn every_stream(tx: &mut Tx, after: Option<OrderId>, limit: usize) -> Result<Vec<OrderId>> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    tx.rows(
        "SELECT DISTINCT stream FROM events WHERE stream > $1 ORDER BY stream LIMIT $2",
        &[after.into(), limit.into()],
        |row| Ok(OrderId(row.uuid(0)?)),
    )
}

fn via_name(via: Via) -> &'static str {
    match via {
        Via::Screen => "screen",
        Via::Api => "api",
        Via::Import => "import",
        Via::Program => "program",
    }
}

fn via_named(name: &str) -> Result<Via> {
    [Via::Screen, Via::Api, Via::Import, Via::Program]
        .into_iter()
        .find(|via| via_name(*via) == name)
        .ok_or_else(|| Error::Storage(format!("an event came from nowhere known: {name}")))
}
