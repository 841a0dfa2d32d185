//! The company's working calendars and imported public holidays: one JSON value each among the settings.
//!
//! Nothing kept means the calendar that ships. Whoever changes one reads it in the same transaction (on PostgreSQL with
//! its row locked), so that two changes at once are both kept.

use serde::{Serialize, de::DeserializeOwned};
use yidan_domain::{
    DepartmentKey, Message, Say, Text,
    schedule::{
        Holidays,
        book::{Book, BookFault, Named, Tables},
    },
};

use crate::{Actor, Change, Error, Result, Tx, audit, company::needs_administrator};

const BOOK: &str = "calendars";
const TABLES: &str = "holidays";

pub(crate) fn book(tx: &mut Tx) -> Result<Book> {
    kept(tx, "SELECT value FROM settings WHERE name = $1", BOOK)
}

pub(crate) fn tables(tx: &mut Tx) -> Result<Tables> {
    kept(tx, "SELECT value FROM settings WHERE name = $1", TABLES)
}

/// Adds a calendar under a key that is free; the one it brings is not looked at.
pub fn add_calendar(tx: &mut Tx, actor: &Actor, calendar: &Named) -> Result<String> {
    let mut added = calendar.clone();
    change_book(tx, actor, |book| {
        added.key = book.free_key();
        Ok(book.with(added.clone()))
    })?;
    audit::record(tx, actor, "calendar", &added.key, "kept", &added)?;
    Ok(added.key)
}

/// Changes a calendar as it is now.
pub fn change_calendar(tx: &mut Tx, actor: &Actor, key: &str, change: impl FnOnce(&mut Named)) -> Result<()> {
    let book = change_book(tx, actor, |book| {
        let mut calendar = book.get(key).cloned().ok_or(Error::NotFound("calendar"))?;
        change(&mut calendar);
        Ok(book.with(calendar))
    })?;
    audit::record(tx, actor, "calendar", key, "kept", &book.get(key))
}

/// Takes out a calendar that nobody works by.
pub fn remove_calendar(tx: &mut Tx, actor: &Actor, key: &str) -> Result<()> {
    change_book(tx, actor, |book| match book.get(key) {
        Some(_) => Ok(book.without(key)?),
        None => Err(Error::NotFound("calendar")),
    })?;
    audit::record(tx, actor, "calendar", key, "removed", &())
}

/// Says which calendar the company works by, and which departments work by another.
pub fn assign(
    tx: &mut Tx,
    actor: &Actor,
    company: &str,
    departments: &[(DepartmentKey, Option<String>)],
) -> Result<()> {
    check_departments(tx, departments.iter().map(|(department, _)| department))?;
    let book = change_book(tx, actor, |mut book| {
        book.company = company.to_owned();
        for (department, key) in departments {
            match key {
                Some(key) => book.departments.insert(department.clone(), key.clone()),
                None => book.departments.remove(department),
            };
        }
        Ok(book)
    })?;
    audit::record(tx, actor, "calendar", "departments", "changed", &(&book.company, &book.departments))
}

/// All calendars at once, as the API sends them.
pub fn put_book(tx: &mut Tx, actor: &Actor, book: &Book) -> Result<()> {
    check_departments(tx, book.departments.keys())?;
    change_book(tx, actor, |_| Ok(book.clone()))?;
    audit::record(tx, actor, "calendar", "all", "changed", book)
}

/// Keeps years of public holidays in a country's table; years that are there are replaced.
pub fn put_holidays(tx: &mut Tx, actor: &Actor, table: &str, name: &Text, years: &Holidays) -> Result<()> {
    change_tables(tx, actor, |tables| Ok(tables.with(table, name.clone(), years.clone())?))?;
    audit::record(tx, actor, "holidays", table, "imported", years)
}

/// Forgets an imported year; what ships for it holds again.
pub fn remove_year(tx: &mut Tx, actor: &Actor, table: &str, year: i16) -> Result<()> {
    change_tables(tx, actor, |tables| match tables.imported(table).and_then(|table| table.years.year(year)) {
        Some(_) => Ok(tables.without(table, year)),
        None => Err(Error::NotFound("year")),
    })?;
    audit::record(tx, actor, "holidays", &format!("{table} {year}"), "removed", &())
}

fn change_book(tx: &mut Tx, actor: &Actor, change: impl FnOnce(Book) -> Result<Book>) -> Result<Book> {
    let book = change(locked(tx, actor, BOOK)?)?;
    book.check(&tables(tx)?)?;
    keep(tx, BOOK, &book)?;
    Ok(book)
}

fn change_tables(tx: &mut Tx, actor: &Actor, change: impl FnOnce(Tables) -> Result<Tables>) -> Result<()> {
    let tables = change(locked(tx, actor, TABLES)?)?;
    keep(tx, TABLES, &tables)
}

impl From<BookFault> for Error {
    fn from(fault: BookFault) -> Self {
        Error::Invalid(fault.say())
    }
}

fn check_departments<'a>(tx: &Tx, mut named: impl Iterator<Item = &'a DepartmentKey>) -> Result<()> {
    let known = &tx.world.company.departments;
    match named.find(|key| !known.iter().any(|department| department.key == **key)) {
        Some(key) => Err(Error::Invalid(Message::new("person-unknown-department").with("department", key.as_str()))),
        None => Ok(()),
    }
}

/// What is kept under a name, for an administrator to change.
fn locked<T: Default + Serialize + DeserializeOwned>(tx: &mut Tx, actor: &Actor, name: &str) -> Result<T> {
    if !actor.viewer.administers() {
        return Err(needs_administrator());
    }
    tx.exec(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        &[name.into(), (&serde_json::to_string(&T::default())?).into()],
    )?;
    let sql = tx
        .either("SELECT value FROM settings WHERE name = $1", "SELECT value FROM settings WHERE name = $1 FOR UPDATE");
    kept(tx, sql, name)
}

fn kept<T: Default + DeserializeOwned>(tx: &mut Tx, sql: &'static str, name: &str) -> Result<T> {
    Ok(tx.row(sql, &[name.into()], |row| row.json(0))?.unwrap_or_default())
}

fn keep(tx: &mut Tx, name: &str, value: &impl Serialize) -> Result<()> {
    tx.exec("UPDATE settings SET value = $1 WHERE name = $2", &[(&serde_json::to_string(value)?).into(), name.into()])?;
    tx.tell(Change::World);
    Ok(())
}
