//! Statements that ask for some rows by their ids: so many at a time, by a text of one length, which is prepared once.

use std::collections::BTreeSet;

use super::{Row, Value};
use crate::{Result, Tx};

/// Ids of one statement.
pub(crate) const BATCH: usize = 50;

/// The statement with a place for each id where it says `(some)`.
pub(crate) fn asking(sql: &str) -> String {
    let places: Vec<String> = (1..=BATCH).map(|place| format!("${place}")).collect();
    sql.replace("(some)", &format!("({})", places.join(", ")))
}

/// The ids of a batch; places that are left ask for nothing.
pub(crate) fn padded<'a, Id: Copy + Into<Value<'a>>>(batch: &[Id]) -> Vec<Value<'a>> {
    let mut values: Vec<Value> = batch.iter().map(|id| (*id).into()).collect();
    values.resize(BATCH, Value::Null);
    values
}

/// What is read of each row that is there, by its id; ids may come twice.
pub(crate) fn by_ids<I, T, M>(
    tx: &mut Tx,
    statement: &'static str,
    ids: impl IntoIterator<Item = I>,
    mut read: impl FnMut(&Row) -> Result<(I, T)>,
) -> Result<M>
where
    I: Copy + Ord + Into<Value<'static>>,
    M: Default + Extend<(I, T)>,
{
    let ids: Vec<I> = ids.into_iter().collect::<BTreeSet<I>>().into_iter().collect();
    let mut found = M::default();
    for batch in ids.chunks(BATCH) {
        tx.each(statement, &padded(batch), |row| {
            found.extend([read(row)?]);
            Ok(())
        })?;
    }
    Ok(found)
}
