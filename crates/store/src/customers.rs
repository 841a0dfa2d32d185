//! The list of customers.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use yidan_domain::{CustomerId, Message, PersonId, outbox::is_mailbox, party::Customer, text};

use crate::{
    Actor, Change, Error, Result, Tx, audit,
    board::Board,
    db::{
        Row,
        some::{asking, by_ids},
    },
    people,
};

const LONGEST: usize = 200;

/// Adds or changes a customer. The name must be its own, spaces and width of characters aside; so must the code.
pub fn put(tx: &mut Tx, actor: &Actor, customer: Customer) -> Result<Customer> {
    if !actor.viewer.enters_orders() {
        return Err(needs_sales());
    }
    let customer = tidied(customer)?;
    check_email(tx, &customer)?;
    if let Some(owner) = customer.owner {
        people::must_exist(tx, owner)?;
    }
    let folded = text::folded(&customer.name);
    if let Some(other) = named(tx, &customer.name)?.filter(|other| *other != customer.id) {
        let other = get(tx, other)?;
        return Err(Error::Invalid(Message::new("customer-name-taken").with("name", other.name)));
    }
    if let Some(code) = &customer.code
        && coded(tx, code)?.is_some_and(|other| other != customer.id)
    {
        return Err(Error::Invalid(Message::new("customer-code-taken").with("code", code.as_str())));
    }
    tx.exec(
        "INSERT INTO customers (id, code, name, folded, owner, archived, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, folded = excluded.folded,
           owner = excluded.owner, archived = excluded.archived, body = excluded.body",
        &[
            customer.id.into(),
            customer.code.as_deref().into(),
            (&customer.name).into(),
            (&folded).into(),
            customer.owner.into(),
            customer.archived.into(),
            (&serde_json::to_string(&customer)?).into(),
        ],
    )?;
    audit::record(tx, actor, "customer", &customer.id.to_string(), "kept", &customer)?;
    tx.tell(Change::Customer(Arc::new(customer.clone())));
    Ok(customer)
}

pub fn get(tx: &mut Tx, id: CustomerId) -> Result<Customer> {
    tx.row("SELECT body FROM customers WHERE id = $1", &[id.into()], read)?.ok_or(Error::NotFound("customer"))
}

static NAMES: LazyLock<String> = LazyLock::new(|| asking("SELECT id, name FROM customers WHERE id IN (some)"));

/// The names of these customers.
pub fn names(tx: &mut Tx, ids: &[CustomerId]) -> Result<HashMap<CustomerId, String>> {
    by_ids(tx, &NAMES, ids.iter().copied(), |row| Ok((CustomerId(row.uuid(0)?), row.text(1)?)))
}

/// Every customer, by name.
pub fn all(tx: &mut Tx) -> Result<Vec<Customer>> {
    tx.rows("SELECT body FROM customers ORDER BY name, id", &[], read)
}

/// A page of customers whose name, code or contact holds `words`, by name, after the customer `after`.
pub fn list(
    tx: &mut Tx,
    words: &str,
    archived: bool,
    after: Option<CustomerId>,
    limit: usize,
) -> Result<Vec<Customer>> {
    let words = text::folded(words);
    let from = match after {
        Some(id) => Some(get(tx, id)?),
        None => None,
    };
    let (name, id) = from.as_ref().map_or(("", uuid::Uuid::nil()), |customer| (customer.name.as_str(), customer.id.0));
    let mut found = Vec::new();
    tx.each(
        "SELECT body FROM customers WHERE archived = $1 AND (name > $2 OR (name = $2 AND id > $3)) ORDER BY name, id",
        &[archived.into(), name.into(), id.into()],
        |row| {
            if found.len() < limit {
                let customer = read(row)?;
                if words.is_empty() || searched(&customer).contains(&words) {
                    found.push(customer);
                }
            }
            Ok(())
        },
    )?;
    Ok(found)
}

/// How many there are of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub in_use: u64,
    pub archived: u64,
}

pub fn tally(tx: &mut Tx) -> Result<Tally> {
    tally_of(tx, "SELECT COUNT(*), COUNT(CASE WHEN archived = 1 THEN 1 END) FROM customers")
}

/// `sql` counts all, and those that are archived.
pub(crate) fn tally_of(tx: &mut Tx, sql: &'static str) -> Result<Tally> {
    let counted = tx.row(sql, &[], |row| Ok((row.count(0)?, row.count(1)?)))?;
    let (all, archived) = counted.unwrap_or_default();
    Ok(Tally { in_use: all - archived, archived })
}

/// The customer of this name, spaces and width of characters aside.
pub fn named(tx: &mut Tx, name: &str) -> Result<Option<CustomerId>> {
    tx.row("SELECT id FROM customers WHERE folded = $1", &[(&text::folded(name)).into()], |row| {
        Ok(CustomerId(row.uuid(0)?))
    })
}

pub fn coded(tx: &mut Tx, code: &str) -> Result<Option<CustomerId>> {
    tx.row("SELECT id FROM customers WHERE code = $1", &[code.into()], |row| Ok(CustomerId(row.uuid(0)?)))
}

pub(crate) fn name_on(board: &Board, customer: &Customer) {
    board.name_customer(customer.id, &customer.name, customer.code.as_deref().unwrap_or_default(), customer.owner);
}

fn read(row: &Row) -> Result<Customer> {
    row.json(0)
}

fn searched(customer: &Customer) -> String {
    let code = customer.code.as_deref().unwrap_or_default();
    text::folded(&format!("{} {code} {} {} {}", customer.name, customer.contact, customer.phone, customer.country))
}

fn tidied(customer: Customer) -> Result<Customer> {
    let short = |field: &'static str, typed: &str| -> Result<String> {
        let tidy = text::tidy(typed, field == "address");
        let limit = if field == "address" { 2000 } else { LONGEST };
        if tidy.chars().count() <= limit {
            Ok(tidy)
        } else {
            Err(Error::Invalid(Message::new("party-too-long").with("field", field).with("limit", limit)))
        }
    };
    let name = short("name", &customer.name)?;
    if name.is_empty() {
        return Err(Error::invalid("customer-name-missing"));
    }
    let code = customer.code.as_deref().map(|code| short("code", code)).transpose()?.filter(|code| !code.is_empty());
    Ok(Customer {
        id: customer.id,
        code,
        name,
        contact: short("contact", &customer.contact)?,
        phone: short("phone", &customer.phone)?,
        email: short("email", &customer.email)?,
        address: short("address", &customer.address)?,
        country: short("country", &customer.country)?,
        region: short("region", &customer.region)?,
        terms: short("terms", &customer.terms)?,
        owner: customer.owner,
        archived: customer.archived,
    })
}

/// One address or several. One that was kept before it was checked stays until somebody writes another.
fn check_email(tx: &mut Tx, customer: &Customer) -> Result<()> {
    let addresses = customer.email.split([',', ';', '，', '；', '、', ' ']).filter(|address| !address.is_empty());
    let Some(wrong) = addresses.into_iter().find(|address| !is_mailbox(address)) else { return Ok(()) };
    let before = tx.row("SELECT body FROM customers WHERE id = $1", &[customer.id.into()], read)?;
    if before.is_some_and(|before| before.email == customer.email) {
        return Ok(());
    }
    let written: String = wrong.chars().take(60).collect();
    Err(Error::Invalid(Message::new("customer-email-malformed").with("field", "email").with("written", written)))
}

/// What is said to whoever may not keep customers, products and orders.
pub fn needs_sales() -> Error {
    use yidan_domain::order::refusal::{Needs, Refusal};
    Refusal::NotAllowed { needs: Needs::Sales }.into()
}

/// Whose customers a person may be shown by name only: the id is kept with the person's orders.
pub fn owned_by(tx: &mut Tx, person: PersonId) -> Result<Vec<CustomerId>> {
    tx.rows("SELECT id FROM customers WHERE owner = $1", &[person.into()], |row| Ok(CustomerId(row.uuid(0)?)))
}
