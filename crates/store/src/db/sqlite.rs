//! SQLite: one writer thread that commits what is waiting as a group, and a pool of readers.
//!
//! Each command of a group runs in a savepoint, so that a refused one rolls back alone. Replies go out after the commit
//! is on disk (WAL, synchronous=FULL).

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        mpsc::{self, RecvTimeoutError},
    },
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig, params_from_iter};

use super::{LATER_COLUMNS, Row, SCHEMA, Tx, Value};
use crate::{Change, Error, Result, store::Inner};

/// Most commands in one commit: enough to share the cost of the sync, few enough to answer soon.
const GROUP: usize = 256;
/// How often an idle writer looks whether another program has written to the file.
const LOOK: Duration = Duration::from_secs(1);
const READERS: usize = 4;

/// A command in the queue: does its work and leaves what to do once the outcome of the commit is known.
pub(crate) type Job = Box<dyn FnOnce(&Connection, &Arc<Inner>) -> Done + Send>;

pub(crate) struct Done {
    pub changes: Vec<Change>,
    pub answer: Box<dyn FnOnce(Result<()>)>,
}

pub(crate) struct Sqlite {
    file: PathBuf,
    queue: mpsc::Sender<Job>,
    readers: Mutex<Vec<Connection>>,
    permits: tokio::sync::Semaphore,
}

impl Sqlite {
    /// Opens the file, makes the tables if they are missing, and starts the writer.
    pub fn open(folder: &Path) -> Result<(Self, Writer)> {
        std::fs::create_dir_all(folder).map_err(Error::storage)?;
        let file = folder.join("yidan.db");
        let writer = Connection::open(&file)?;
        writer.busy_timeout(Duration::from_secs(30))?;
        writer.execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA wal_autocheckpoint = 20000;
             PRAGMA cache_size = -32768;
             PRAGMA foreign_keys = ON;",
        )?;
        keep_plans(&writer)?;
        writer.set_prepared_statement_cache_capacity(256);
        writer.execute_batch(&format!("BEGIN IMMEDIATE; {SCHEMA}"))?;
        for (table, column, kind) in LATER_COLUMNS {
            if !writer.column_exists(None, table, column)? {
                writer.execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {column} {kind}"))?;
            }
        }
        writer.execute_batch("COMMIT")?;
        let (queue, jobs) = mpsc::channel();
        let sqlite =
            Self { file, queue, readers: Mutex::new(Vec::new()), permits: tokio::sync::Semaphore::new(READERS) };
        Ok((sqlite, Writer { connection: writer, jobs }))
    }

    pub fn send(&self, job: Job) -> Result<()> {
        self.queue.send(job).map_err(|_| Error::storage("the writer has stopped"))
    }

    /// Waits for a free reader; runs `work` on it in one snapshot.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _permit = self.permits.acquire().await.map_err(Error::storage)?;
        let this = Arc::clone(self);
        tokio::task::spawn_blocking(move || this.read_now(work)).await.map_err(Error::storage)?
    }

    pub fn read_now<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.readers.lock().ok().and_then(|mut readers| readers.pop());
        let reader = match idle {
            Some(reader) => reader,
            None => self.new_reader()?,
        };
        reader.execute_batch("BEGIN")?;
        let outcome = work(&reader);
        reader.execute_batch("ROLLBACK")?;
        if let Ok(mut readers) = self.readers.lock() {
            readers.push(reader);
        }
        outcome
    }

    fn new_reader(&self) -> Result<Connection> {
        let reader = Connection::open_with_flags(&self.file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        reader.busy_timeout(Duration::from_secs(30))?;
        reader.execute_batch("PRAGMA cache_size = -4096")?;
        keep_plans(&reader)?;
        reader.set_prepared_statement_cache_capacity(64);
        Ok(reader)
    }

    /// A consistent copy of the database, made while it is in use.
    pub fn copy_to(&self, file: &Path) -> Result<()> {
        let target = file.to_str().ok_or_else(|| Error::storage("the file name is not UTF-8"))?;
        self.new_reader()?.execute("VACUUM INTO ?1", [target])?;
        Ok(())
    }
}

pub(crate) struct Writer {
    connection: Connection,
    jobs: mpsc::Receiver<Job>,
}

impl Writer {
    /// Runs until the store is dropped.
    pub fn run(self, inner: std::sync::Weak<Inner>) {
        let mut seen = self.data_version();
        loop {
            let first = match self.jobs.recv_timeout(LOOK) {
                Ok(job) => Some(job),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let Some(inner) = inner.upgrade() else { return };
            if let Some(first) = first {
                self.commit_group(first, &inner);
            }
            // Another program wrote to the file (`yidan import` beside a running server): look at everything anew.
            let version = self.data_version();
            if version != seen {
                seen = version;
                inner.look_again();
            }
        }
    }

    fn commit_group(&self, first: Job, inner: &Arc<Inner>) {
        if let Err(error) = self.connection.execute_batch("BEGIN IMMEDIATE") {
            let done = first(&self.connection, inner);
            (done.answer)(Err(error.into()));
            return;
        }
        let mut group = vec![first(&self.connection, inner)];
        while group.len() < GROUP {
            let Ok(job) = self.jobs.try_recv() else { break };
            group.push(job(&self.connection, inner));
        }
        let committed = self.connection.execute_batch("COMMIT").map_err(|error| error.to_string());
        if committed.is_err() && !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        for done in group {
            if committed.is_ok() {
                inner.committed(done.changes);
            }
            (done.answer)(committed.clone().map_err(Error::Storage));
        }
    }

    fn data_version(&self) -> i64 {
        self.connection.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap_or_default()
    }
}

/// A job of the queue from a function over a `Tx`.
pub(crate) fn job<T: Send + 'static>(
    work: impl Fn(&mut Tx) -> Result<T> + Send + 'static,
    reply: tokio::sync::oneshot::Sender<Result<T>>,
) -> Job {
    Box::new(move |connection, inner| {
        let mut tx = Tx::new(super::Connection::Sqlite(connection), inner.world());
        let outcome = in_savepoint(connection, || work(&mut tx));
        let (_, mut changes) = tx.finish();
        if outcome.is_err() {
            changes.clear();
        }
        Done {
            changes,
            // Nobody may be waiting any more; then nobody needs the answer.
            answer: Box::new(move |committed| drop(reply.send(outcome.and_then(|value| committed.map(|()| value))))),
        }
    })
}

/// A statement keeps its plan whatever values it is given; else SQLite would prepare anew, for other values, each one that
/// may use an index with a condition.
fn keep_plans(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn in_savepoint<T>(connection: &Connection, work: impl FnOnce() -> Result<T>) -> Result<T> {
    if connection.is_autocommit() {
        return Err(Error::storage("the transaction could not begin"));
    }
    step(connection, "SAVEPOINT command")?;
    let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Error::storage("the command panicked")));
    if outcome.is_err() {
        step(connection, "ROLLBACK TO command")?;
    }
    step(connection, "RELEASE command")?;
    outcome
}

fn step(connection: &Connection, sql: &'static str) -> Result<()> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

pub(crate) fn exec(connection: &Connection, sql: &str, values: &[Value]) -> Result<u64> {
    Ok(connection.prepare_cached(&numbered(sql))?.execute(params_from_iter(values))? as u64)
}

pub(crate) fn each(
    connection: &Connection,
    sql: &str,
    values: &[Value],
    mut read: impl FnMut(&Row) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        read(&Row::Sqlite(row))?;
    }
    Ok(())
}

/// SQLite takes `$1` for a name and numbers it by appearance; `?1` is what is meant.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}
