//! The route that a product's lots usually take. Every version is kept; lots carry a copy of theirs.

use yidan_domain::{
    ProductId,
    production::{Operation, checked_route},
};

use super::access::{must_have_departments, must_plan, said};
use crate::{Actor, Error, Result, Tx, audit};

/// Keeps another version of a product's route, and answers its number.
pub fn put_route(tx: &mut Tx, actor: &Actor, product: ProductId, operations: Vec<Operation>) -> Result<u32> {
    must_plan(tx, &actor.viewer)?;
    // Versions of a product are counted one after another.
    let sql = tx.either("SELECT 1 FROM products WHERE id = $1", "SELECT 1 FROM products WHERE id = $1 FOR UPDATE");
    tx.row(sql, &[product.into()], |_| Ok(()))?.ok_or(Error::NotFound("product"))?;
    let operations = checked_route(operations).map_err(said)?;
    must_have_departments(tx, &operations)?;
    let version = route_of(tx, product)?.map_or(0, |(version, _)| version) + 1;
    tx.exec(
        "INSERT INTO routes (product, version, body) VALUES ($1, $2, $3)",
        &[product.into(), i64::from(version).into(), (&serde_json::to_string(&operations)?).into()],
    )?;
    audit::record(tx, actor, "route", &product.to_string(), "kept", &operations)?;
    Ok(version)
}

/// The latest version, with its number.
pub fn route_of(tx: &mut Tx, product: ProductId) -> Result<Option<(u32, Vec<Operation>)>> {
    tx.row(
        "SELECT version, body FROM routes WHERE product = $1 ORDER BY version DESC LIMIT 1",
        &[product.into()],
        |row| Ok((row.int(0)? as u32, row.json(1)?)),
    )
}
