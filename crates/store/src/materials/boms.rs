//! Bills of material. Every version is kept; what an order needs says by which it was worked out.

use std::collections::BTreeMap;

use yidan_domain::{
    MaterialId, Message, ProductId,
    material::{Bom, BomLine},
};

use super::{access::must_keep_materials, catalogue};
use crate::{Actor, Error, Result, Tx, audit, db::Row, suppliers::first_of};

/// What a product is made of from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBom {
    pub product: ProductId,
    pub lines: Vec<BomLine>,
    pub note: String,
    /// The version that its author had before them, 0 where there was none; None where nobody looked.
    pub seen: Option<u32>,
}

/// Keeps another version of a product's bill. What says the same as the latest is no other version.
pub fn put_bom(tx: &mut Tx, actor: &Actor, new: NewBom) -> Result<Bom> {
    must_keep_materials(tx, &actor.viewer)?;
    // Versions of a product are counted one after another.
    let sql = tx.either("SELECT 1 FROM products WHERE id = $1", "SELECT 1 FROM products WHERE id = $1 FOR UPDATE");
    tx.row(sql, &[new.product.into()], |_| Ok(()))?.ok_or(Error::NotFound("product"))?;
    let latest = bom_of(tx, new.product)?;
    let bom = Bom {
        product: new.product,
        version: latest.as_ref().map_or(1, |latest| latest.version.saturating_add(1)),
        lines: new.lines,
        note: new.note,
        made_on: tx.world.company.today(actor.now),
        by: actor.viewer.person,
    };
    let bom = bom.checked().map_err(|faults| first_of(&faults))?;
    let known = catalogue::some(tx, bom.lines.iter().map(|line| line.material))?;
    if let Some((number, _)) = (1_usize..).zip(&bom.lines).find(|(_, line)| !known.contains_key(&line.material)) {
        return Err(Error::Invalid(Message::new("bom-line-material-unknown").with("line", number)));
    }
    let before = bom.version.saturating_sub(1);
    if let Some(latest) = latest.filter(|latest| latest.lines == bom.lines && latest.note == bom.note) {
        return Ok(latest);
    }
    if new.seen.is_some_and(|seen| seen != before) {
        return Err(Error::Invalid(Message::new("bom-changed-meanwhile").with("version", u64::from(before))));
    }
    tx.exec(
        "INSERT INTO boms (product, version, body) VALUES ($1, $2, $3)",
        &[bom.product.into(), bom.version.into(), (&serde_json::to_string(&bom)?).into()],
    )?;
    audit::record(tx, actor, "bom", &bom.product.to_string(), "kept", &bom)?;
    Ok(bom)
}

/// The latest version, which is in force.
pub fn bom_of(tx: &mut Tx, product: ProductId) -> Result<Option<Bom>> {
    tx.row("SELECT body FROM boms WHERE product = $1 ORDER BY version DESC LIMIT 1", &[product.into()], read)
}

pub fn bom_version(tx: &mut Tx, product: ProductId, version: u32) -> Result<Bom> {
    let sql = "SELECT body FROM boms WHERE product = $1 AND version = $2";
    tx.row(sql, &[product.into(), version.into()], read)?.ok_or(Error::NotFound("bom"))
}

/// Every version, the latest first.
pub fn bom_versions(tx: &mut Tx, product: ProductId) -> Result<Vec<Bom>> {
    tx.rows("SELECT body FROM boms WHERE product = $1 ORDER BY version DESC", &[product.into()], read)
}

/// The bills in force that name a material.
pub fn boms_using(tx: &mut Tx, material: MaterialId) -> Result<Vec<Bom>> {
    let mut found = tx.rows(
        "SELECT body FROM boms WHERE body LIKE $1
           AND version = (SELECT MAX(version) FROM boms AS other WHERE other.product = boms.product) ORDER BY product",
        &[(&format!("%{material}%")).into()],
        read,
    )?;
    found.retain(|bom| bom.lines.iter().any(|line| line.material == material));
    Ok(found)
}

/// The latest bills of these products.
pub(super) fn in_force(tx: &mut Tx, products: impl IntoIterator<Item = ProductId>) -> Result<BTreeMap<ProductId, Bom>> {
    let mut boms = BTreeMap::new();
    for product in products {
        if !boms.contains_key(&product)
            && let Some(bom) = bom_of(tx, product)?
        {
            boms.insert(product, bom);
        }
    }
    Ok(boms)
}

fn read(row: &Row) -> Result<Bom> {
    row.json(0)
}
