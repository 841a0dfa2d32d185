//! Rows by their ids, so many at a time by a statement of one length: it is prepared once.

use crate::{
    Result, Tx,
    db::{Row, Value},
};

const BATCH: usize = 50;

/// `select` up to the ids, and the places for them.
pub(crate) fn statement(select: &str) -> String {
    let places: Vec<String> = (1..=BATCH).map(|place| format!("${place}")).collect();
    format!("{select} WHERE id IN ({})", places.join(", "))
}

/// Each row that is there.
pub(crate) fn each<I: Copy + Into<Value<'static>>>(
    tx: &mut Tx,
    statement: &'static str,
    ids: &[I],
    mut read: impl FnMut(&Row) -> Result<()>,
) -> Result<()> {
    ids.chunks(BATCH).try_for_each(|batch| {
        let mut values: Vec<Value> = batch.iter().map(|id| (*id).into()).collect();
        values.resize(BATCH, Value::Null);
        tx.each(statement, &values, &mut read)
    })
}
