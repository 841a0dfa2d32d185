//! One SQL text, two databases. A `Tx` runs statements with `$1 …` placeholders on whichever it is; `sqlite` and
//! `postgres` hold what differs between them and nothing else of the program knows which one is there.

pub(crate) mod postgres;
pub(crate) mod some;
pub(crate) mod sqlite;
mod value;

use std::{path::PathBuf, sync::Arc};

pub use value::{Row, Value};

use crate::{Change, Result, World};

/// Which database, as `--data` and `--database` say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `yidan.db` in this folder.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

/// The tables, for both databases.
pub(crate) const SCHEMA: &str = include_str!("schema.sql");

/// Columns that came later: table, name and type. Companies made before get them when they are opened.
pub(crate) const LATER_COLUMNS: [(&str, &str, &str); 7] = [
    ("order_row", "course", "BLOB"),
    ("order_row", "involved", "TEXT"),
    ("departments", "capacity", "BIGINT"),
    ("people", "posts", "TEXT"),
    ("people", "away", "TEXT"),
    ("lots", "moved", "TEXT"),
    ("stock_of_orders", "most_issued", "BIGINT NOT NULL DEFAULT 0"),
];

/// A transaction on either database, with what every rule needs to know of the company.
pub struct Tx<'a> {
    connection: Connection<'a>,
    pub world: Arc<World>,
    pub(crate) changes: Vec<Change>,
}

pub(crate) enum Connection<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres { transaction: ::postgres::Transaction<'a>, statements: &'a mut postgres::Statements },
}

impl<'a> Tx<'a> {
    pub(crate) fn new(connection: Connection<'a>, world: Arc<World>) -> Self {
        Self { connection, world, changes: Vec::new() }
    }

    /// How many rows it concerned.
    pub fn exec(&mut self, sql: &'static str, values: &[Value]) -> Result<u64> {
        match &mut self.connection {
            Connection::Sqlite(connection) => sqlite::exec(connection, sql, values),
            Connection::Postgres { transaction, statements } => postgres::exec(transaction, statements, sql, values),
        }
    }

    pub fn rows<T>(
        &mut self,
        sql: &'static str,
        values: &[Value],
        mut read: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(sql, values, |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The only or the first row.
    pub fn row<T>(
        &mut self,
        sql: &'static str,
        values: &[Value],
        mut read: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut found = None;
        self.each(sql, values, |row| {
            if found.is_none() {
                found = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Row by row, without keeping them.
    pub fn each(&mut self, sql: &'static str, values: &[Value], read: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        match &mut self.connection {
            Connection::Sqlite(connection) => sqlite::each(connection, sql, values, read),
            Connection::Postgres { transaction, statements } => {
                postgres::each(transaction, statements, sql, values, read)
            }
        }
    }

    /// What is told to others once this transaction is on disk.
    pub(crate) fn tell(&mut self, change: Change) {
        // The world is read anew once, however many things of it have changed; so are a person's notices and an
        // order's materials.
        let is_told = self.changes.iter().any(|told| match (told, &change) {
            (Change::World, Change::World) => true,
            (Change::Notices(told), Change::Notices(person)) => told == person,
            (Change::Materials(told), Change::Materials(touched)) => told == touched,
            _ => false,
        });
        if !is_told {
            self.changes.push(change);
        }
    }

    /// Fork: on PostgreSQL a row that will be written is locked when it is read; SQLite has one writer anyway.
    pub(crate) fn either(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self.connection {
            Connection::Sqlite(_) => sqlite,
            Connection::Postgres { .. } => postgres,
        }
    }

    /// What is left when the work is done: the PostgreSQL transaction, which still has to be committed.
    pub(crate) fn finish(self) -> (Option<::postgres::Transaction<'a>>, Vec<Change>) {
        match self.connection {
            Connection::Sqlite(_) => (None, self.changes),
            Connection::Postgres { transaction, .. } => (Some(transaction), self.changes),
        }
    }
}
