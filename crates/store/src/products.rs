//! The catalogue.

use std::{collections::BTreeMap, sync::LazyLock};

use yidan_domain::{Message, ProductId, Text, party::Product, text};

use crate::{
    Actor, Error, Result, Tx, audit,
    customers::{Tally, needs_sales, tally_of},
    db::{
        Row,
        some::{asking, by_ids},
    },
};

const LONGEST: usize = 200;

/// Adds or changes a product. The catalogue number must be its own.
pub fn put(tx: &mut Tx, actor: &Actor, product: Product) -> Result<Product> {
    if !actor.viewer.enters_orders() {
        return Err(needs_sales());
    }
    let product = tidied(product)?;
    if coded(tx, &product.code)?.is_some_and(|other| other.id != product.id) {
        return Err(Error::Invalid(Message::new("product-code-taken").with("code", product.code)));
    }
    tx.exec(
        "INSERT INTO products (id, code, folded, archived, body) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, folded = excluded.folded, archived = excluded.archived,
           body = excluded.body",
        &[
            product.id.into(),
            (&product.code).into(),
            (&searched(&product)).into(),
            product.archived.into(),
            (&serde_json::to_string(&product)?).into(),
        ],
    )?;
    audit::record(tx, actor, "product", &product.id.to_string(), "kept", &product)?;
    Ok(product)
}

pub fn get(tx: &mut Tx, id: ProductId) -> Result<Product> {
    tx.row("SELECT body FROM products WHERE id = $1", &[id.into()], read)?.ok_or(Error::NotFound("product"))
}

static SOME: LazyLock<String> = LazyLock::new(|| asking("SELECT body FROM products WHERE id IN (some)"));

/// These products, as far as they are there.
pub fn some(tx: &mut Tx, ids: impl IntoIterator<Item = ProductId>) -> Result<BTreeMap<ProductId, Product>> {
    by_ids(tx, &SOME, ids, |row| {
        let product = read(row)?;
        Ok((product.id, product))
    })
}

pub fn coded(tx: &mut Tx, code: &str) -> Result<Option<Product>> {
    tx.row("SELECT body FROM products WHERE code = $1", &[code.into()], read)
}

/// A page of products whose number, name or specification holds `words`, by number, after the number `after`.
pub fn list(tx: &mut Tx, words: &str, archived: bool, after: Option<&str>, limit: usize) -> Result<Vec<Product>> {
    let words = format!("%{}%", escaped(&text::folded(words)));
    tx.rows(
        "SELECT body FROM products WHERE archived = $1 AND code > $2 AND folded LIKE $3 ESCAPE '\\' ORDER BY code LIMIT $4",
        &[archived.into(), after.unwrap_or_default().into(), (&words).into(), limit.into()],
        read,
    )
}

pub fn tally(tx: &mut Tx) -> Result<Tally> {
    tally_of(tx, "SELECT COUNT(*), COUNT(CASE WHEN archived = 1 THEN 1 END) FROM products")
}

pub(crate) fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn read(row: &Row) -> Result<Product> {
    row.json(0)
}

fn searched(product: &Product) -> String {
    text::folded(&format!("{} {} {} {}", product.code, product.name.zh, product.name.en, product.spec))
}

fn tidied(product: Product) -> Result<Product> {
    let short = |field: &'static str, typed: &str| -> Result<String> {
        let tidy = text::tidy(typed, false);
        if tidy.chars().count() <= LONGEST {
            Ok(tidy)
        } else {
            Err(Error::Invalid(Message::new("party-too-long").with("field", field).with("limit", LONGEST)))
        }
    };
    let (zh, en) = (short("name_zh", &product.name.zh)?, short("name_en", &product.name.en)?);
    let code = short("code", &product.code)?;
    if code.is_empty() {
        return Err(Error::invalid("product-code-missing"));
    }
    // One language is enough to find a product by; the other then says the same.
    let name = match (zh.is_empty(), en.is_empty()) {
        (true, true) => return Err(Error::invalid("product-name-missing")),
        (true, false) => Text::same(en),
        (false, true) => Text::same(zh),
        (false, false) => Text { zh, en },
    };
    if product.price.is_some_and(|price| price.is_sign_negative() && !price.is_zero()) {
        return Err(Error::invalid("product-price-negative"));
    }
    Ok(Product {
        id: product.id,
        code,
        name,
        spec: short("spec", &product.spec)?,
        unit: short("unit", &product.unit)?,
        price: product.price,
        currency: product.currency,
        archived: product.archived,
    })
}
