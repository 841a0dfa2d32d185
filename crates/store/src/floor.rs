//! The floor that benchmarks are measured against: the same rows, written by bare prepared statements through the same
//! driver with the same group commit, and nothing else: no rules, no JSON, no hashes, no board.

use std::{
    path::{Path, PathBuf},
    sync::mpsc,
    thread::{self, JoinHandle},
};

use rusqlite::{Connection, OptionalExtension, params};
use yidan_domain::{
    OrderId,
    order::{apply::replay, event::Recorded, row::OrderRow},
};

use crate::{
    Error, Result, Store, Tx,
    db::SCHEMA,
    orders::{self, RowColumns, events_with_hashes},
};

const GROUP: usize = 256;

/// What one command writes.
#[derive(Debug, Clone)]
pub struct Written {
    pub order: OrderId,
    event: EventRow,
    state: String,
    row: OrderRow,
    columns: RowColumns,
}

#[derive(Debug, Clone)]
pub struct EventRow {
    pub recorded: Recorded,
    pub at: String,
    pub via: String,
    pub body: String,
    pub hash: Vec<u8>,
}

/// What a new order writes: all its events, then the state they lead to.
#[derive(Debug, Clone)]
pub struct Entered {
    order: OrderId,
    events: Vec<EventRow>,
    state: String,
    row: OrderRow,
    columns: RowColumns,
}

/// What the commands after version `after` of each of these orders wrote, in an order in which they could have come.
pub async fn written(store: &Store, ids: Vec<OrderId>, after: u64) -> Result<Vec<Written>> {
    store
        .read(move |tx| {
            let mut found = Vec::new();
            for id in ids {
                let events = events_with_hashes(tx, id)?;
                for upto in 1..=events.len() {
                    let (state, row, columns) = told(tx, &events[..upto])?;
                    let event = events[upto - 1].clone();
                    if event.recorded.seq > after {
                        found.push(Written { order: id, event, state, row, columns });
                    }
                }
            }
            found.sort_by_key(|written| written.event.recorded.seq);
            Ok(found)
        })
        .await
}

/// What the entry of each of these orders wrote.
pub async fn entered(store: &Store, ids: Vec<OrderId>) -> Result<Vec<Entered>> {
    store
        .read(move |tx| {
            let entered = |id| {
                let events = events_with_hashes(tx, id)?;
                let (state, row, columns) = told(tx, &events)?;
                Ok(Entered { order: id, events, state, row, columns })
            };
            ids.into_iter().map(entered).collect()
        })
        .await
}

fn told(tx: &Tx, events: &[EventRow]) -> Result<(String, OrderRow, RowColumns)> {
    let order = replay(events.iter().map(|event| &event.recorded)).ok_or(Error::NotFound("order"))?;
    let row = orders::row_of(tx, &order)?;
    let columns = RowColumns::of(&row, &orders::case_of(tx, &order)?)?;
    Ok((serde_json::to_string(&order)?, row, columns))
}

/// A database file with a writer of its own.
pub struct Floor {
    queue: Option<mpsc::Sender<(Job, tokio::sync::oneshot::Sender<()>)>>,
    writer: Option<JoinHandle<Result<()>>>,
}

pub enum Job {
    Command(Box<Written>),
    Entries(Vec<Entered>),
}

impl Floor {
    /// Opens (or makes) `yidan.db` in the folder.
    pub fn open(folder: &Path) -> Result<Self> {
        let (queue, jobs) = mpsc::channel();
        let file: PathBuf = folder.join("yidan.db");
        let writer = thread::spawn(move || write_all(&file, &jobs));
        Ok(Self { queue: Some(queue), writer: Some(writer) })
    }

    /// Answers once it is on disk.
    pub async fn write(&self, job: Job) -> Result<()> {
        let (reply, answer) = tokio::sync::oneshot::channel();
        let queue = self.queue.as_ref().ok_or_else(|| Error::storage("closed"))?;
        queue.send((job, reply)).map_err(Error::storage)?;
        answer.await.map_err(Error::storage)
    }

    pub fn close(mut self) -> Result<()> {
        self.queue = None;
        match self.writer.take().map(JoinHandle::join) {
            Some(Ok(outcome)) => outcome,
            _ => Err(Error::storage("the floor's writer panicked")),
        }
    }
}

fn write_all(file: &Path, jobs: &mpsc::Receiver<(Job, tokio::sync::oneshot::Sender<()>)>) -> Result<()> {
    let connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -32768;",
    )?;
    connection.execute_batch(SCHEMA)?;
    connection.set_prepared_statement_cache_capacity(64);
    while let Ok(first) = jobs.recv() {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let mut replies = vec![written_now(&connection, first)?];
        while replies.len() < GROUP {
            let Ok(job) = jobs.try_recv() else { break };
            replies.push(written_now(&connection, job)?);
        }
        connection.execute_batch("COMMIT")?;
        for reply in replies {
            let _ = reply.send(());
        }
    }
    Ok(())
}

fn written_now(
    connection: &Connection,
    (job, reply): (Job, tokio::sync::oneshot::Sender<()>),
) -> Result<tokio::sync::oneshot::Sender<()>> {
    match job {
        Job::Command(written) => command(connection, &written)?,
        Job::Entries(entries) => entries.iter().try_for_each(|entered| entry(connection, entered))?,
    }
    Ok(reply)
}

fn command(connection: &Connection, written: &Written) -> Result<()> {
    let id = written.order.0.as_bytes().as_slice();
    let mut select = connection.prepare_cached("SELECT hash, state FROM streams WHERE id = ?1")?;
    let held: Option<(Vec<u8>, String)> = select.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if held.is_none() {
        return Err(Error::NotFound("order"));
    }
    event(connection, id, &written.event)?;
    connection
        .prepare_cached("UPDATE streams SET version = ?2, hash = ?3, state = ?4 WHERE id = ?1")?
        .execute(params![id, written.event.recorded.seq.cast_signed(), written.event.hash, written.state])?;
    orders::write_bare(connection, false, &written.row, &written.columns)
}

fn entry(connection: &Connection, entered: &Entered) -> Result<()> {
    let id = entered.order.0.as_bytes().as_slice();
    for one in &entered.events {
        event(connection, id, one)?;
    }
    let last = entered.events.last().ok_or(Error::NotFound("event"))?;
    connection
        .prepare_cached("INSERT INTO streams (id, version, hash, state) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, last.recorded.seq.cast_signed(), last.hash, entered.state])?;
    orders::write_bare(connection, true, &entered.row, &entered.columns)
}

fn event(connection: &Connection, id: &[u8], event: &EventRow) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO events (stream, seq, at, by, via, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            event.recorded.seq.cast_signed(),
            event.at,
            event.recorded.by.0.as_bytes().as_slice(),
            event.via,
            event.body,
            event.hash
        ])?;
    Ok(())
}
