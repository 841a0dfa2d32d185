//! The list of suppliers: who sells materials, works outside, inspects or carries.

use std::{collections::BTreeMap, sync::LazyLock};

use yidan_domain::{
    Message, Say, SupplierId,
    material::{Supplier, SupplierKind},
    text,
};

use crate::{
    Actor, Error, Result, Tx, audit,
    customers::{Tally, tally_of},
    db::{
        Row,
        some::{asking, by_ids},
    },
    materials::book::Touched,
    production::needs_department,
};

/// Adds or changes a supplier. The name must be its own, spaces and width of characters aside; so must the code.
pub fn put(tx: &mut Tx, actor: &Actor, supplier: Supplier) -> Result<Supplier> {
    if !actor.viewer.keeps_suppliers() {
        return Err(needs_department(tx, &"purchasing".into()));
    }
    let supplier = supplier.checked().map_err(|faults| first_of(&faults))?;
    let folded = text::folded(&supplier.name);
    if let Some(other) = named(tx, &supplier.name)?.filter(|other| other.id != supplier.id) {
        return Err(Error::Invalid(Message::new("supplier-name-taken").with("name", other.name)));
    }
    if let Some(code) = &supplier.code
        && coded(tx, code)?.is_some_and(|other| other.id != supplier.id)
    {
        return Err(Error::Invalid(Message::new("supplier-code-taken").with("code", code.as_str())));
    }
    tx.exec(
        "INSERT INTO suppliers (id, code, name, folded, archived, body) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, folded = excluded.folded,
           archived = excluded.archived, body = excluded.body",
        &[
            supplier.id.into(),
            supplier.code.as_deref().into(),
            (&supplier.name).into(),
            (&folded).into(),
            supplier.archived.into(),
            (&serde_json::to_string(&supplier)?).into(),
        ],
    )?;
    Touched::Supplier(supplier.id).tell(tx);
    audit::record(tx, actor, "supplier", &supplier.id.to_string(), "kept", &supplier)?;
    Ok(supplier)
}

/// What is said of the first of some faults, where a person mends one after another.
pub(crate) fn first_of(faults: &[impl Say]) -> Error {
    faults.first().map_or_else(|| Error::storage("refused without a fault"), |fault| Error::Invalid(fault.say()))
}

/// No longer offered, or offered again.
pub fn archive(tx: &mut Tx, actor: &Actor, id: SupplierId, archived: bool) -> Result<Supplier> {
    let supplier = get(tx, id)?;
    put(tx, actor, Supplier { archived, ..supplier })
}

pub fn get(tx: &mut Tx, id: SupplierId) -> Result<Supplier> {
    tx.row("SELECT body FROM suppliers WHERE id = $1", &[id.into()], read)?.ok_or(Error::NotFound("supplier"))
}

/// The supplier of this name, spaces and width of characters aside.
pub fn named(tx: &mut Tx, name: &str) -> Result<Option<Supplier>> {
    tx.row("SELECT body FROM suppliers WHERE folded = $1", &[(&text::folded(name)).into()], read)
}

pub fn coded(tx: &mut Tx, code: &str) -> Result<Option<Supplier>> {
    tx.row("SELECT body FROM suppliers WHERE code = $1", &[code.into()], read)
}

/// Every supplier by its id: there are some hundreds.
pub fn all(tx: &mut Tx) -> Result<BTreeMap<SupplierId, Supplier>> {
    let all: Vec<Supplier> = tx.rows("SELECT body FROM suppliers ORDER BY name, id", &[], read)?;
    Ok(all.into_iter().map(|supplier| (supplier.id, supplier)).collect())
}

static SOME: LazyLock<String> = LazyLock::new(|| asking("SELECT body FROM suppliers WHERE id IN (some)"));

/// These suppliers, as far as they are there.
pub fn some(tx: &mut Tx, ids: impl IntoIterator<Item = SupplierId>) -> Result<BTreeMap<SupplierId, Supplier>> {
    by_ids(tx, &SOME, ids, |row| {
        let supplier = read(row)?;
        Ok((supplier.id, supplier))
    })
}

/// Which suppliers a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In name, code, contact or telephone number.
    pub words: String,
    pub kind: Option<SupplierKind>,
    pub archived: bool,
}

/// A page of suppliers, by name, after the supplier `after`.
pub fn list(tx: &mut Tx, filter: &Filter, after: Option<SupplierId>, limit: usize) -> Result<Vec<Supplier>> {
    let words = text::folded(&filter.words);
    let from = after.map(|id| get(tx, id)).transpose()?;
    let (name, id) = from.as_ref().map_or(("", uuid::Uuid::nil()), |supplier| (supplier.name.as_str(), supplier.id.0));
    let mut found = Vec::new();
    tx.each(
        "SELECT body FROM suppliers WHERE archived = $1 AND (name > $2 OR (name = $2 AND id > $3)) ORDER BY name, id",
        &[filter.archived.into(), name.into(), id.into()],
        |row| {
            if found.len() < limit {
                let supplier = read(row)?;
                let is_kind = filter.kind.is_none_or(|kind| supplier.kinds.contains(&kind));
                if is_kind && (words.is_empty() || searched(&supplier).contains(&words)) {
                    found.push(supplier);
                }
            }
            Ok(())
        },
    )?;
    Ok(found)
}

pub fn tally(tx: &mut Tx) -> Result<Tally> {
    tally_of(tx, "SELECT COUNT(*), COUNT(CASE WHEN archived = 1 THEN 1 END) FROM suppliers")
}

fn read(row: &Row) -> Result<Supplier> {
    row.json(0)
}

fn searched(supplier: &Supplier) -> String {
    let code = supplier.code.as_deref().unwrap_or_default();
    text::folded(&format!("{} {code} {} {}", supplier.name, supplier.contact, supplier.phone))
}
