//! The company: its name, time zone, order numbers, departments and processes.

use jiff::{
    Timestamp,
    civil::{Time, time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};
use yidan_domain::{
    Currency, Lang, Message, Text,
    number::Pattern,
    party::{self, Department},
    process::{self, Fault, Process, Processes},
    schedule::{
        Calendars,
        book::{Book, Tables},
    },
    text::{self, tidy},
};

use crate::{Actor, Change, Error, Result, Tx, World, audit, calendars, exceptions, people, receivables};

/// Longest address and bank account, in characters.
const LONGEST_PRINTED: usize = 500;

/// Longest public address, as the API and the form take it.
const LONGEST_LINE: usize = 200;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub name: String,
    /// IANA name of the time zone whose days are meant.
    pub zone: String,
    /// Order numbers, such as `SO-{yyyy}{mm}-{####}`.
    pub number_pattern: String,
    /// Process that new orders follow unless another is chosen.
    pub process: String,
    pub currency: Currency,
    /// Language of what is not said to one person.
    pub lang: Lang,
    /// When people get their digest, on working days.
    pub digest_at: Time,
    /// As printed on what goes to customers, both in as many lines as were typed: the company's address, and the account
    /// that they pay to.
    pub address: String,
    pub bank: String,
    /// How phones outside reach the program: `https://yidan.example.com`. Empty where it is the address that one looks at.
    pub public_address: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            zone: "Asia/Shanghai".into(),
            number_pattern: "SO-{yyyy}{mm}-{####}".into(),
            process: "customer-order".into(),
            currency: Currency::CNY,
            lang: Lang::Zh,
            digest_at: time(8, 0, 0, 0),
            address: String::new(),
            bank: String::new(),
            public_address: String::new(),
        }
    }
}

/// Settings that have been read, with what follows from them.
#[derive(Debug, Clone)]
pub struct Company {
    pub settings: Settings,
    pub zone: TimeZone,
    pub departments: Vec<Department>,
    /// The working calendars as they are kept, and the public holidays that they know.
    pub book: Book,
    pub tables: Tables,
    /// The same, ready to reckon with.
    pub calendars: Calendars,
}

impl Default for Company {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            zone: TimeZone::UTC,
            departments: Vec::new(),
            book: Book::default(),
            tables: Tables::default(),
            calendars: Calendars::default(),
        }
    }
}

impl Company {
    /// The day that it is for the company at this moment.
    pub fn today(&self, now: Timestamp) -> jiff::civil::Date {
        self.zone.to_datetime(now).date()
    }

    pub fn has_department(&self, key: &yidan_domain::DepartmentKey) -> bool {
        self.departments.iter().any(|department| &department.key == key)
    }

    pub fn department_name(&self, key: &yidan_domain::DepartmentKey) -> Text {
        self.departments
            .iter()
            .find(|department| &department.key == key)
            .map(|department| department.name.clone())
            .unwrap_or_else(|| Text::same(key.as_str()))
    }
}

/// Everything of the company that rules need.
pub(crate) fn world(tx: &mut Tx) -> Result<World> {
    let settings: Settings =
        tx.row("SELECT value FROM settings WHERE name = 'company'", &[], |row| row.json(0))?.unwrap_or_default();
    let zone = TimeZone::get(&settings.zone).map_err(Error::storage)?;
    let departments = tx.rows("SELECT key, zh, en, capacity FROM departments ORDER BY place, key", &[], |row| {
        let capacity = row.int_opt(3)?.map(u32::try_from).transpose().map_err(Error::storage)?;
        Ok(Department { key: row.str(0)?.into(), name: Text::new(row.str(1)?, row.str(2)?), capacity })
    })?;
    let mut processes = Processes::default();
    tx.each("SELECT key, version, source FROM processes ORDER BY key, version", &[], |row| {
        let file = format!("{}@{}", row.str(0)?, row.int(1)?);
        let process = process::load(row.str(2)?, &file).map_err(|faults| Error::Storage(said(&faults)))?;
        processes.insert(process).map_err(|problem| Error::Storage(format!("{problem:?}")))
    })?;
    let (book, tables) = (calendars::book(tx)?, calendars::tables(tx)?);
    let calendars = book.compile(&tables, zone.clone());
    Ok(World {
        company: Company { settings, zone, departments, book, tables, calendars },
        processes,
        people: people::all(tx)?,
        causes: exceptions::causes(tx)?,
        rules: exceptions::rules(tx)?,
        ladder: receivables::ladder(tx)?,
    })
}

/// The departments and processes that the program brings along, where they are not kept yet.
pub(crate) fn keep_shipped(tx: &mut Tx) -> Result<()> {
    for (place, department) in (0_i64..).zip(party::standard_departments()) {
        tx.exec(
            "INSERT INTO departments (key, zh, en, place) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING",
            &[department.key.as_str().into(), (&department.name.zh).into(), (&department.name.en).into(), place.into()],
        )?;
    }
    for process in Processes::shipped().iter_latest() {
        keep_process(tx, process, "")?;
        keep_departments_of(tx, process)?;
    }
    Ok(())
}

fn keep_process(tx: &mut Tx, process: &Process, at: &str) -> Result<()> {
    tx.exec(
        "INSERT INTO processes (key, version, source, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        &[(&process.key).into(), process.version.into(), (&process.source).into(), at.into()],
    )?;
    Ok(())
}

/// The departments that a process brings along, where the company has none of that key.
fn keep_departments_of(tx: &mut Tx, process: &Process) -> Result<()> {
    (100_i64..)
        .zip(&process.departments)
        .try_for_each(|(place, department)| put_department_row(tx, department, place, false))
}

/// Adds a process or a newer version of one. Orders that run stay on their version.
pub fn add_process(tx: &mut Tx, actor: &Actor, process: &Process) -> Result<()> {
    if !actor.viewer.manages() {
        return Err(needs_manager());
    }
    let kept = tx.row(
        "SELECT source FROM processes WHERE key = $1 AND version = $2",
        &[(&process.key).into(), process.version.into()],
        |row| row.text(0),
    )?;
    match kept {
        Some(source) if source == process.source => return Err(Error::invalid("process-already-there")),
        Some(_) => {
            return Err(Error::Invalid(
                Message::new("process-raise-version").with("version", u64::from(process.version)),
            ));
        }
        None => keep_process(tx, process, &actor.now.to_string())?,
    }
    keep_departments_of(tx, process)?;
    tx.tell(Change::World);
    audit::record(tx, actor, "process", &format!("{}@{}", process.key, process.version), "added", &process.source)
}

/// Changes the settings; a faulty pattern or time zone is refused.
pub fn put_settings(tx: &mut Tx, actor: &Actor, settings: &Settings) -> Result<()> {
    if !actor.viewer.administers() {
        return Err(needs_administrator());
    }
    set_up(tx, settings)?;
    audit::record(tx, actor, "settings", "company", "changed", settings)
}

/// The same without anybody signed in: the first run.
pub(crate) fn set_up(tx: &mut Tx, settings: &Settings) -> Result<()> {
    Pattern::parse(&settings.number_pattern).map_err(|fault| Error::Invalid(yidan_domain::Say::say(&fault)))?;
    if TimeZone::get(&settings.zone).is_err() {
        return Err(Error::Invalid(Message::new("settings-unknown-zone").with("zone", settings.zone.as_str())));
    }
    if tx.world.processes.latest(&settings.process).is_none() {
        return Err(Error::Invalid(
            Message::new("settings-unknown-process").with("process", settings.process.as_str()),
        ));
    }
    let settings =
        Settings { address: tidy(&settings.address, true), bank: tidy(&settings.bank, true), ..settings.clone() };
    let settings = Settings { public_address: checked_address(&settings.public_address)?, ..settings };
    let printed = [("settings-address-too-long", &settings.address), ("settings-bank-too-long", &settings.bank)];
    if let Some((key, _)) = printed.into_iter().find(|(_, text)| text.chars().count() > LONGEST_PRINTED) {
        return Err(Error::Invalid(Message::new(key).with("limit", LONGEST_PRINTED)));
    }
    put_setting(tx, "company", &serde_json::to_string(&settings)?)?;
    tx.tell(Change::World);
    Ok(())
}

/// Scheme and host, with a port where it has one; nothing behind.
fn checked_address(typed: &str) -> Result<String> {
    let address = text::plain(typed);
    let address = address.trim().trim_end_matches('/');
    if address.is_empty() {
        return Ok(String::new());
    }
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or_default();
    let is_host = |host: &str| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    if host.is_empty() || address.len() > LONGEST_LINE || !is_host(host) {
        return Err(Error::invalid("settings-public-address"));
    }
    Ok(address.to_owned())
}

/// What is kept under a name, whatever was kept before.
pub(crate) fn put_setting(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.exec(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        &[name.into(), value.into()],
    )?;
    Ok(())
}

/// Adds or changes a department.
pub fn put_department(tx: &mut Tx, actor: &Actor, department: &Department) -> Result<()> {
    if !actor.viewer.administers() {
        return Err(needs_administrator());
    }
    if !yidan_domain::ids::is_key(department.key.as_str()) {
        return Err(Error::invalid("department-key-malformed"));
    }
    if department.name.zh.trim().is_empty() || department.name.en.trim().is_empty() {
        return Err(Error::invalid("department-name-missing"));
    }
    if department.capacity.is_some_and(|capacity| !(1..=Department::MOST_CAPACITY).contains(&capacity)) {
        return Err(Error::Invalid(
            Message::new("department-capacity-range").with("most", u64::from(Department::MOST_CAPACITY)),
        ));
    }
    put_department_row(tx, department, 100, true)?;
    tx.tell(Change::World);
    audit::record(tx, actor, "department", department.key.as_str(), "kept", department)
}

fn put_department_row(tx: &mut Tx, department: &Department, place: i64, is_change: bool) -> Result<()> {
    let values = [
        department.key.as_str().into(),
        (&department.name.zh).into(),
        (&department.name.en).into(),
        place.into(),
        department.capacity.into(),
    ];
    let sql = if is_change {
        "INSERT INTO departments (key, zh, en, place, capacity) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key) DO UPDATE SET zh = excluded.zh, en = excluded.en, capacity = excluded.capacity"
    } else {
        "INSERT INTO departments (key, zh, en, place, capacity) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key) DO NOTHING"
    };
    tx.exec(sql, &values)?;
    Ok(())
}

fn said(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

pub(crate) fn needs_administrator() -> Error {
    use yidan_domain::order::refusal::{Needs, Refusal};
    Refusal::NotAllowed { needs: Needs::Administrator }.into()
}

pub(crate) fn needs_manager() -> Error {
    use yidan_domain::order::refusal::{Needs, Refusal};
    Refusal::NotAllowed { needs: Needs::Manager }.into()
}
