//! The rows that lists are made of: written beside the events, read back for a page, for the board, by number.

use std::sync::LazyLock;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use yidan_domain::{
    Currency, CustomerId, Money, OrderId, PersonId,
    case::Case,
    order::{ProcessRef, row::OrderRow},
};

use crate::{
    Error, Result, Tx,
    board::{Active, Board, Entry},
    customers,
    db::{Row, Value},
};

const INSERT: &str = "INSERT INTO order_row (id, number, process, process_version, customer, customer_ref, salesperson,
    products, received_on, promised, delivered_on, status, stage, stages, active, steps_closed, steps_total, exceptions,
    promise_due, promise_owners, total_minor, currency, updated_at, version, course,
    involved)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
    $25, $26)";

const UPDATE: &str = "UPDATE order_row SET number = $2, process = $3, process_version = $4, customer = $5,
    customer_ref = $6, salesperson = $7, products = $8, received_on = $9, promised = $10, delivered_on = $11,
    status = $12, stage = $13, stages = $14, active = $15, steps_closed = $16, steps_total = $17, exceptions = $18,
    promise_due = $19, promise_owners = $20, total_minor = $21, currency = $22, updated_at = $23, version = $24,
    course = $25, involved = $26
  WHERE id = $1";

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, process, process_version, customer, customer_ref, salesperson, products, received_on,
               promised, delivered_on, status, stage, stages, active, steps_closed, steps_total, exceptions,
               promise_due, promise_owners, total_minor, currency, updated_at, version, involved FROM order_row ",
            $rest
        )
    };
}

/// Rows are asked for so many at a time, by a statement of one length.
const BATCH: usize = 50;
static SOME: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=BATCH).map(|place| format!("${place}")).collect();
    format!("{} WHERE id IN ({})", select!(""), places.join(", "))
});

/// Writes the row of an order, with its course.
pub(super) fn write(tx: &mut Tx, is_new: bool, row: &OrderRow, case: &Case) -> Result<()> {
    tx.exec(if is_new { INSERT } else { UPDATE }, &Columns::of(row, case)?.values(row))?;
    Ok(())
}

/// The bare statement on a connection, for the benchmark's floor.
pub(crate) fn write_bare(
    connection: &rusqlite::Connection,
    new: bool,
    row: &OrderRow,
    columns: &Columns,
) -> Result<()> {
    crate::db::sqlite::exec(connection, if new { INSERT } else { UPDATE }, &columns.values(row))?;
    Ok(())
}

/// What has to be written out before a row can be bound to a statement.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    products: String,
    received_on: String,
    promised: Option<String>,
    delivered_on: Option<String>,
    status: &'static str,
    stages: String,
    active: String,
    promise_due: Option<String>,
    promise_owners: String,
    updated_at: String,
    course: Vec<u8>,
    involved: String,
}

impl Columns {
    pub fn of(row: &OrderRow, case: &Case) -> Result<Self> {
        let date = |date: Option<Date>| date.map(|date| date.to_string());
        Ok(Self {
            products: row.products.join("\n"),
            received_on: row.received_on.to_string(),
            promised: date(row.promised),
            delivered_on: date(row.delivered_on),
            status: row.status.key(),
            stages: serde_json::to_string(&row.stages)?,
            active: serde_json::to_string(&row.active)?,
            promise_due: date(row.promise_due),
            promise_owners: serde_json::to_string(&row.promise_owners)?,
            updated_at: row.updated_at.to_string(),
            course: case.pack(),
            involved: serde_json::to_string(&row.involved)?,
        })
    }

    /// In the order of the statements above.
    fn values<'a>(&'a self, row: &'a OrderRow) -> [Value<'a>; 26] {
        [
            row.id.into(),
            (&row.number).into(),
            (&row.process.key).into(),
            row.process.version.into(),
            row.customer.into(),
            (&row.customer_ref).into(),
            row.salesperson.into(),
            (&self.products).into(),
            (&self.received_on).into(),
            self.promised.as_deref().into(),
            self.delivered_on.as_deref().into(),
            self.status.into(),
            row.stage.key().into(),
            (&self.stages).into(),
            (&self.active).into(),
            row.steps_closed.into(),
            row.steps_total.into(),
            row.exceptions.into(),
            self.promise_due.as_deref().into(),
            (&self.promise_owners).into(),
            row.total.map(|total| total.minor).into(),
            row.total.as_ref().map(|total| total.currency.code()).into(),
            (&self.updated_at).into(),
            row.version.into(),
            self.course.as_slice().into(),
            (&self.involved).into(),
        ]
    }
}

/// These rows, in the order asked for; ids that are not there are left out.
pub fn rows(tx: &mut Tx, ids: &[OrderId]) -> Result<Vec<OrderRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let mut values: Vec<Value> = batch.iter().map(|id| Value::from(*id)).collect();
        values.resize(BATCH, Value::Null);
        found.extend(tx.rows(SOME.as_str(), &values, read)?);
    }
    let place = |row: &OrderRow| ids.iter().position(|id| *id == row.id);
    found.sort_by_key(place);
    Ok(found)
}

pub(crate) fn one(tx: &mut Tx, id: OrderId) -> Result<Option<OrderRow>> {
    tx.row(select!("WHERE id = $1"), &[id.into()], read)
}

pub fn find_number(tx: &mut Tx, number: &str) -> Result<Option<OrderId>> {
    tx.row("SELECT id FROM order_row WHERE number = $1", &[number.into()], |row| Ok(OrderId(row.uuid(0)?)))
}

/// Orders of this customer that carry the same reference.
pub fn same_reference(tx: &mut Tx, customer: CustomerId, reference: &str) -> Result<Vec<(OrderId, String)>> {
    if reference.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows(
        "SELECT id, number FROM order_row WHERE customer = $1 AND customer_ref = $2 ORDER BY number LIMIT 5",
        &[customer.into(), reference.into()],
        |row| Ok((OrderId(row.uuid(0)?), row.text(1)?)),
    )
}

/// Fills the board with every customer's name and every order.
pub(crate) fn load_board(tx: &mut Tx, board: &Board) -> Result<()> {
    let customers = customers::all(tx)?;
    let mut loading = board.loading();
    for customer in customers {
        let code = customer.code.as_deref().unwrap_or_default();
        loading.name_customer(customer.id, &customer.name, code, customer.owner);
    }
    tx.each(
        "SELECT id, number, process, customer, customer_ref, salesperson, products, received_on, promised, delivered_on,
           status, stage, active, steps_closed, steps_total, exceptions, promise_due, promise_owners, updated_at, version,
           involved
         FROM order_row",
        &[],
        |row| {
            loading.add(&entry(row)?);
            Ok(())
        },
    )
}

fn entry<'a>(row: &'a Row) -> Result<Entry<'a>> {
    Ok(Entry {
        id: OrderId(row.uuid(0)?),
        number: row.str(1)?,
        process: row.str(2)?,
        customer: CustomerId(row.uuid(3)?),
        customer_ref: row.str(4)?,
        salesperson: row.uuid_opt(5)?.map(PersonId),
        products: row.str(6)?.split('\n').collect(),
        received_on: row.parsed(7)?,
        promised: row.date_opt(8)?,
        delivered_on: row.date_opt(9)?,
        status: word(row.str(10)?)?,
        stage: word(row.str(11)?)?,
        active: serde_json::from_str::<Vec<ActiveColumn>>(row.str(12)?)?.into_iter().map(Active::from).collect(),
        steps_closed: small(row, 13)?,
        steps_total: small(row, 14)?,
        exceptions: small(row, 15)?,
        promise_due: row.date_opt(16)?,
        promise_owners: row.json(17)?,
        updated_at: row.time(18)?,
        version: row.count(19)?,
        involved: people(row, 20)?,
    })
}

/// `ActiveStep` as it stands in its column, without copying its words.
#[derive(Deserialize)]
struct ActiveColumn<'a> {
    step: &'a str,
    department: &'a str,
    assignee: Option<PersonId>,
    handed_at: Option<Timestamp>,
    started: bool,
    blocked: bool,
    due: Option<Timestamp>,
}

impl<'a> From<ActiveColumn<'a>> for Active<'a> {
    fn from(column: ActiveColumn<'a>) -> Self {
        let ActiveColumn { step, department, assignee, handed_at, started, blocked, due } = column;
        Self { step, department, assignee, handed_at, started, blocked, due }
    }
}

fn read(row: &Row) -> Result<OrderRow> {
    let currency: Option<Currency> = row.parsed_opt(21)?;
    Ok(OrderRow {
        id: OrderId(row.uuid(0)?),
        number: row.text(1)?,
        process: ProcessRef { key: row.text(2)?, version: small(row, 3)? },
        customer: CustomerId(row.uuid(4)?),
        customer_ref: row.text(5)?,
        salesperson: row.uuid_opt(6)?.map(PersonId),
        products: row.str(7)?.split('\n').map(str::to_owned).collect(),
        received_on: row.parsed(8)?,
        promised: row.date_opt(9)?,
        delivered_on: row.date_opt(10)?,
        status: word(row.str(11)?)?,
        stage: word(row.str(12)?)?,
        stages: row.json(13)?,
        active: row.json(14)?,
        steps_closed: small(row, 15)?,
        steps_total: small(row, 16)?,
        exceptions: small(row, 17)?,
        promise_due: row.date_opt(18)?,
        promise_owners: row.json(19)?,
        involved: people(row, 24)?,
        total: row.int_opt(20)?.zip(currency).map(|(minor, currency)| Money { minor, currency }),
        updated_at: row.time(22)?,
        version: row.count(23)?,
    })
}

/// Rows from before the column was there have none.
fn people(row: &Row, column: usize) -> Result<Vec<PersonId>> {
    Ok(row.str_opt(column)?.map(serde_json::from_str).transpose()?.unwrap_or_default())
}

fn small(row: &Row, column: usize) -> Result<u32> {
    u32::try_from(row.int(column)?).map_err(Error::storage)
}

/// One of the words that an enum is written as.
pub(super) fn word<'a, T: Deserialize<'a>>(word: &'a str) -> Result<T> {
    T::deserialize(serde::de::value::BorrowedStrDeserializer::<serde::de::value::Error>::new(word))
        .map_err(Error::storage)
}
