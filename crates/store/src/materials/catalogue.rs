//! The catalogue of materials.

use std::{collections::BTreeMap, sync::LazyLock};

use yidan_domain::{
    MaterialId, Message,
    material::{Material, MaterialKind},
    text,
};

use super::{access::must_keep_materials, book::Touched};
use crate::{
    Actor, Error, Result, Tx, audit,
    customers::{Tally, tally_of},
    db::{
        Row,
        some::{asking, by_ids},
    },
    products::escaped,
    suppliers::{self, first_of},
};

/// Adds or changes a material. The code must be its own. What is counted in a unit stays in it.
pub fn put(tx: &mut Tx, actor: &Actor, material: Material) -> Result<Material> {
    must_keep_materials(tx, &actor.viewer)?;
    let material = material.checked().map_err(|faults| first_of(&faults))?;
    if let Some(supplier) = material.supplier {
        suppliers::get(tx, supplier).map_err(|_| Error::invalid("material-no-supplier"))?;
    }
    if coded(tx, &material.code)?.is_some_and(|other| other.id != material.id) {
        return Err(Error::Invalid(Message::new("material-code-taken").with("code", material.code)));
    }
    let known = tx.row("SELECT body FROM materials WHERE id = $1", &[material.id.into()], read)?;
    if let Some(known) = known.filter(|known| known.unit != material.unit)
        && is_used(tx, material.id)?
    {
        return Err(Error::Invalid(Message::new("material-unit-in-use").with("unit", known.unit)));
    }
    tx.exec(
        "INSERT INTO materials (id, code, folded, kind, archived, body) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, folded = excluded.folded, kind = excluded.kind,
           archived = excluded.archived, body = excluded.body",
        &[
            material.id.into(),
            (&material.code).into(),
            (&searched(&material)).into(),
            material.kind.key().into(),
            material.archived.into(),
            (&serde_json::to_string(&material)?).into(),
        ],
    )?;
    Touched::Material(material.id).tell(tx);
    audit::record(tx, actor, "material", &material.id.to_string(), "kept", &material)?;
    Ok(material)
}

/// Quantities of it stand somewhere.
fn is_used(tx: &mut Tx, material: MaterialId) -> Result<bool> {
    let used = tx.row(
        "SELECT (SELECT COUNT(*) FROM stock_balances WHERE material = $1)
              + (SELECT COUNT(*) FROM purchases WHERE material = $1) + (SELECT COUNT(*) FROM needs WHERE material = $1)",
        &[material.into()],
        |row| row.count(0),
    )?;
    Ok(used.unwrap_or_default() > 0 || !super::boms_using(tx, material)?.is_empty())
}

pub fn get(tx: &mut Tx, id: MaterialId) -> Result<Material> {
    tx.row("SELECT body FROM materials WHERE id = $1", &[id.into()], read)?.ok_or(Error::NotFound("material"))
}

pub fn coded(tx: &mut Tx, code: &str) -> Result<Option<Material>> {
    tx.row("SELECT body FROM materials WHERE code = $1", &[code.into()], read)
}

static SOME: LazyLock<String> = LazyLock::new(|| asking("SELECT body FROM materials WHERE id IN (some)"));

/// These materials, as far as they are there.
pub fn some(tx: &mut Tx, ids: impl IntoIterator<Item = MaterialId>) -> Result<BTreeMap<MaterialId, Material>> {
    by_ids(tx, &SOME, ids, |row| {
        let material = read(row)?;
        Ok((material.id, material))
    })
}

/// Which materials a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In code, name or specification.
    pub words: String,
    pub kind: Option<MaterialKind>,
    pub archived: bool,
}

/// A page of materials, by code, after the code `after`.
pub fn list(tx: &mut Tx, filter: &Filter, after: Option<&str>, limit: usize) -> Result<Vec<Material>> {
    let words = format!("%{}%", escaped(&text::folded(&filter.words)));
    tx.rows(
        "SELECT body FROM materials WHERE archived = $1 AND code > $2 AND folded LIKE $3 ESCAPE '\\'
           AND ($4 = '' OR kind = $4) ORDER BY code LIMIT $5",
        &[
            filter.archived.into(),
            after.unwrap_or_default().into(),
            (&words).into(),
            filter.kind.map_or("", MaterialKind::key).into(),
            limit.into(),
        ],
        read,
    )
}

pub fn tally(tx: &mut Tx) -> Result<Tally> {
    tally_of(tx, "SELECT COUNT(*), COUNT(CASE WHEN archived = 1 THEN 1 END) FROM materials")
}

/// One after another.
pub(super) fn each(tx: &mut Tx, mut look: impl FnMut(Material)) -> Result<()> {
    tx.each("SELECT body FROM materials ORDER BY id", &[], |row| {
        look(read(row)?);
        Ok(())
    })
}

fn read(row: &Row) -> Result<Material> {
    row.json(0)
}

pub(super) fn searched(material: &Material) -> String {
    text::folded(&format!("{} {} {} {}", material.code, material.name.zh, material.name.en, material.spec))
}
