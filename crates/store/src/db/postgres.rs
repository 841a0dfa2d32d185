//! PostgreSQL: a pooled connection for each command, READ COMMITTED with the order's row locked, run again when the
//! database asks for it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use postgres::{Client, Config, NoTls, Statement, Transaction, types::ToSql};

use super::{LATER_COLUMNS, Row, SCHEMA, Tx, Value};
use crate::{Change, Error, Result, World};

const CONNECTIONS: u32 = 16;
/// Times that a command is run again after a serialization failure or a deadlock.
const ATTEMPTS: usize = 8;
/// Serialises the making of tables when several copies start at once.
const SCHEMA_LOCK: i64 = 0x79_69_64_61_6e;

pub(crate) type Statements = HashMap<&'static str, Statement>;

pub(crate) struct Postgres {
    pool: r2d2::Pool<Manager>,
    config: Config,
}

struct Manager(Config);

pub(crate) struct Pooled {
    client: Client,
    statements: Statements,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Pooled;
    type Error = postgres::Error;

    fn connect(&self) -> Result<Pooled, postgres::Error> {
        Ok(Pooled { client: self.0.connect(NoTls)?, statements: HashMap::new() })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), postgres::Error> {
        pooled.client.is_valid(Duration::from_secs(5))
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        pooled.client.is_closed()
    }
}

impl Postgres {
    /// Connects and makes the tables if they are missing. Blocks: call it off the async threads.
    pub fn open(address: &str) -> Result<Self> {
        let config: Config = address.parse()?;
        let mut client = config.connect(NoTls)?;
        // That a table is there already is no news.
        client.batch_execute("SET client_min_messages = warning")?;
        let mut transaction = client.transaction()?;
        transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&SCHEMA_LOCK])?;
        let columns = LATER_COLUMNS
            .map(|(table, column, kind)| format!("ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column} {kind};"));
        transaction.batch_execute(&format!("{SCHEMA}{}", columns.concat()).replace("BLOB", "BYTEA"))?;
        transaction.commit()?;
        let pool = r2d2::Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .build(Manager(config.clone()))
            .map_err(Error::storage)?;
        Ok(Self { pool, config })
    }

    pub fn read<T>(&self, world: Arc<World>, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        let mut pooled = self.pool.get().map_err(Error::storage)?;
        let Pooled { client, statements } = &mut *pooled;
        let transaction = client
            .build_transaction()
            .read_only(true)
            .isolation_level(postgres::IsolationLevel::RepeatableRead)
            .start()?;
        work(&mut Tx::new(super::Connection::Postgres { transaction, statements }, world))
    }

    /// Answers with what the transaction changed, after it is committed.
    pub fn write<T>(
        &self,
        world: impl Fn() -> Arc<World>,
        work: impl Fn(&mut Tx) -> Result<T>,
    ) -> Result<(T, Vec<Change>)> {
        let mut pooled = self.pool.get().map_err(Error::storage)?;
        for _ in 1..ATTEMPTS {
            match attempt(&mut pooled, world(), &work) {
                Err(Error::Again) => continue,
                outcome => return outcome,
            }
        }
        attempt(&mut pooled, world(), &work)
    }

    /// A connection of its own that hears what other copies of the program have committed.
    pub fn listener(&self) -> Result<Client> {
        let mut client = self.config.connect(NoTls)?;
        client.batch_execute("LISTEN yidan")?;
        Ok(client)
    }
}

fn attempt<T>(
    pooled: &mut Pooled,
    world: Arc<World>,
    work: &impl Fn(&mut Tx) -> Result<T>,
) -> Result<(T, Vec<Change>)> {
    let Pooled { client, statements } = pooled;
    let transaction = client.transaction()?;
    let mut tx = Tx::new(super::Connection::Postgres { transaction, statements }, world);
    let value = work(&mut tx)?;
    for change in std::mem::take(&mut tx.changes) {
        tx.exec("SELECT pg_notify('yidan', $1)", &[Value::from(&change.to_string())])?;
        tx.changes.push(change);
    }
    let (transaction, changes) = tx.finish();
    if let Some(transaction) = transaction {
        transaction.commit()?;
    }
    Ok((value, changes))
}

pub(crate) fn exec(
    transaction: &mut Transaction,
    statements: &mut Statements,
    sql: &'static str,
    values: &[Value],
) -> Result<u64> {
    let statement = prepared(transaction, statements, sql)?;
    Ok(transaction.execute(&statement, &borrowed(values))?)
}

pub(crate) fn each(
    transaction: &mut Transaction,
    statements: &mut Statements,
    sql: &'static str,
    values: &[Value],
    mut read: impl FnMut(&Row) -> Result<()>,
) -> Result<()> {
    use postgres::fallible_iterator::FallibleIterator;
    let statement = prepared(transaction, statements, sql)?;
    let mut rows = transaction.query_raw(&statement, borrowed(values))?;
    while let Some(row) = rows.next()? {
        read(&Row::Postgres(&row))?;
    }
    Ok(())
}

fn prepared(transaction: &mut Transaction, statements: &mut Statements, sql: &'static str) -> Result<Statement> {
    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    let statement = transaction.prepare(sql)?;
    statements.insert(sql, statement.clone());
    Ok(statement)
}

fn borrowed<'a>(values: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
