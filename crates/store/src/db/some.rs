//! Statements that ask for some rows by their ids: so many at a time, by a text of one length, which is prepared once.

use super::Value;

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
