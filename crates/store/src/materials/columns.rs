//! The columns that the company adds to the tracking sheet (S12).

use yidan_domain::material::sheet::{ExtraColumn, checked_columns};

use super::access::{must_keep_materials, said};
use crate::{Actor, Result, Tx, audit, company::put_setting};

const KEPT_AS: &str = "material_columns";

pub fn columns(tx: &mut Tx) -> Result<Vec<ExtraColumn>> {
    let own = tx.row("SELECT value FROM settings WHERE name = $1", &[KEPT_AS.into()], |row| row.json(0))?;
    Ok(own.unwrap_or_default())
}

/// What stands in a column that is taken away stays kept, and is there again when the column is.
pub fn put_columns(tx: &mut Tx, actor: &Actor, columns: Vec<ExtraColumn>) -> Result<Vec<ExtraColumn>> {
    must_keep_materials(tx, &actor.viewer)?;
    let columns = checked_columns(columns).map_err(said)?;
    put_setting(tx, KEPT_AS, &serde_json::to_string(&columns)?)?;
    audit::record(tx, actor, "settings", KEPT_AS, "changed", &columns)?;
    Ok(columns)
}
