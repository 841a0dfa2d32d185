//! The people of the company, and the first run that makes the administrator.

use yidan_domain::{
    DepartmentKey, Lang, Message, PersonId,
    access::Role,
    approval::{Away, Post},
    party::Person,
    text,
};

use crate::{
    Actor, Change, Error, Result, Tx, audit,
    company::{self, Settings, needs_administrator},
    db::Row,
    sessions, tokens,
};

const LONGEST: usize = 80;

const EVERYBODY: &str = "SELECT id, name, login, role, departments, sees_all, active, posts, away FROM people";

/// Is nobody here yet who could sign in?
pub fn nobody_yet(tx: &mut Tx) -> Result<bool> {
    Ok(tx.row("SELECT 1 FROM people WHERE password IS NOT NULL LIMIT 1", &[], |_| Ok(()))?.is_none())
}

/// The first run: settings and the administrator, once. `password` is hashed already.
pub fn first_run(tx: &mut Tx, person: Person, password: &str, settings: &Settings, lang: Lang) -> Result<Person> {
    if !nobody_yet(tx)? {
        return Err(Error::invalid("first-run-is-over"));
    }
    // Somebody has to sign for the company before posts are given to others.
    let posts = vec![Post::GeneralManager];
    let person = Person { role: Role::Administrator, active: true, posts, ..tidied(tx, person)? };
    if person.login.is_none() {
        return Err(Error::invalid("person-login-missing"));
    }
    company::set_up(tx, settings)?;
    write(tx, &person)?;
    keep_password(tx, person.id, password)?;
    keep_lang(tx, person.id, lang)?;
    Ok(person)
}

/// Adds or changes a person. Somebody who is deactivated is signed out everywhere; one administrator must remain.
pub fn put(tx: &mut Tx, actor: &Actor, person: Person) -> Result<Person> {
    if !actor.viewer.administers() {
        return Err(needs_administrator());
    }
    let person = tidied(tx, person)?;
    write(tx, &person)?;
    if administrators(tx)? == 0 {
        return Err(Error::invalid("person-last-administrator"));
    }
    if !person.active {
        sessions::end_all(tx, person.id, None)?;
        tokens::end_all(tx, person.id, actor.now)?;
    }
    audit::record(tx, actor, "person", &person.id.to_string(), "kept", &person)?;
    Ok(person)
}

/// Somebody whom an import names and nobody knows yet: responsible for orders or steps, not able to sign in. Departments
/// that the company does not have are left out.
pub fn add_by_name(
    tx: &mut Tx,
    actor: &Actor,
    id: PersonId,
    name: &str,
    departments: &[DepartmentKey],
) -> Result<Person> {
    if !actor.viewer.enters_orders() {
        return Err(crate::customers::needs_sales());
    }
    let person = Person {
        departments: departments.iter().filter(|key| is_department(tx, key)).cloned().collect(),
        ..Person::named(id, name)
    };
    let person = tidied(tx, person)?;
    write(tx, &person)?;
    audit::record(tx, actor, "person", &person.id.to_string(), "added", &person)?;
    Ok(person)
}

pub fn get(tx: &mut Tx, id: PersonId) -> Result<Person> {
    tx.row(
        "SELECT id, name, login, role, departments, sees_all, active, posts, away FROM people WHERE id = $1",
        &[id.into()],
        read,
    )?
    .ok_or(Error::NotFound("person"))
}

pub fn all(tx: &mut Tx) -> Result<Vec<Person>> {
    let mut people = tx.rows(EVERYBODY, &[], read)?;
    people.sort_by(|a, b| (!a.active, &a.name, a.id).cmp(&(!b.active, &b.name, b.id)));
    Ok(people)
}

pub fn by_login(tx: &mut Tx, login: &str) -> Result<Option<Person>> {
    tx.row(
        "SELECT id, name, login, role, departments, sees_all, active, posts, away FROM people WHERE login = $1",
        &[(&login.trim().to_lowercase()).into()],
        read,
    )
}

/// People of this name, spaces and width of characters aside.
pub fn named(tx: &mut Tx, name: &str) -> Result<Vec<Person>> {
    tx.rows(
        "SELECT id, name, login, role, departments, sees_all, active, posts, away FROM people WHERE folded = $1",
        &[(&text::folded(name)).into()],
        read,
    )
}

/// The hash kept for somebody's password, with the person.
pub fn password_of(tx: &mut Tx, id: PersonId) -> Result<Option<String>> {
    let found = tx
        .row("SELECT password FROM people WHERE id = $1", &[id.into()], |row| Ok(row.str_opt(0)?.map(str::to_owned)))?;
    Ok(found.flatten())
}

/// Keeps a password (hashed already); every other session of the person ends.
pub fn set_password(tx: &mut Tx, actor: &Actor, id: PersonId, hash: &str, keep: Option<uuid::Uuid>) -> Result<()> {
    if actor.viewer.person != id && !actor.viewer.administers() {
        return Err(needs_administrator());
    }
    keep_password(tx, id, hash)?;
    sessions::end_all(tx, id, keep)?;
    audit::record(tx, actor, "person", &id.to_string(), "password", &())
}

/// Changes one's own name.
pub fn rename(tx: &mut Tx, actor: &Actor, name: &str) -> Result<Person> {
    let person = get(tx, actor.viewer.person)?;
    let person = tidied(tx, Person { name: name.to_owned(), ..person })?;
    write(tx, &person)?;
    audit::record(tx, actor, "person", &person.id.to_string(), "kept", &person)?;
    Ok(person)
}

/// Says on which days one is away oneself, and who signs meanwhile; nothing: one is here.
pub fn set_away(tx: &mut Tx, actor: &Actor, away: Option<Away>) -> Result<Person> {
    let person = get(tx, actor.viewer.person)?;
    let person = tidied(tx, Person { away, ..person })?;
    write(tx, &person)?;
    audit::record(tx, actor, "person", &person.id.to_string(), "kept", &person)?;
    Ok(person)
}

pub fn lang_of(tx: &mut Tx, id: PersonId) -> Result<Lang> {
    let en = tx.row("SELECT lang FROM people WHERE id = $1", &[id.into()], |row| Ok(row.str(0)? == "en"))?;
    Ok(if en == Some(true) { Lang::En } else { Lang::Zh })
}

pub fn keep_lang(tx: &mut Tx, id: PersonId, lang: Lang) -> Result<()> {
    tx.exec("UPDATE people SET lang = $2 WHERE id = $1", &[id.into(), lang.code().into()])?;
    Ok(())
}

pub(crate) fn must_exist(tx: &mut Tx, id: PersonId) -> Result<()> {
    tx.row("SELECT 1 FROM people WHERE id = $1", &[id.into()], |_| Ok(()))?
        .ok_or_else(|| Error::invalid("person-unknown"))
}

pub(crate) fn must_be_active(tx: &mut Tx, id: PersonId) -> Result<()> {
    match tx.row("SELECT active FROM people WHERE id = $1", &[id.into()], |row| row.yes(0))? {
        Some(true) => Ok(()),
        Some(false) => Err(Error::invalid("person-inactive")),
        None => Err(Error::invalid("person-unknown")),
    }
}

/// How many there are who can sign in; on PostgreSQL they are held, so that no two can leave at the same moment.
fn administrators(tx: &mut Tx) -> Result<usize> {
    let sql = tx.either(
        "SELECT 1 FROM people
         WHERE role = 'administrator' AND active = 1 AND login IS NOT NULL AND password IS NOT NULL",
        "SELECT 1 FROM people
         WHERE role = 'administrator' AND active = 1 AND login IS NOT NULL AND password IS NOT NULL FOR UPDATE",
    );
    Ok(tx.rows(sql, &[], |_| Ok(()))?.len())
}

fn tidied(tx: &mut Tx, person: Person) -> Result<Person> {
    let name = text::tidy(&person.name, false);
    if name.is_empty() {
        return Err(Error::invalid("person-name-missing"));
    }
    if name.chars().count() > LONGEST {
        return Err(Error::Invalid(Message::new("party-too-long").with("field", "name").with("limit", LONGEST)));
    }
    let login = match person.login.as_deref().map(|login| login.trim().to_lowercase()) {
        Some(login) if !login.is_empty() => Some(checked_login(tx, person.id, login)?),
        _ => None,
    };
    let mut departments = person.departments;
    departments.sort();
    departments.dedup();
    if let Some(unknown) = departments.iter().find(|key| !is_department(tx, key)) {
        return Err(Error::Invalid(Message::new("person-unknown-department").with("department", unknown.as_str())));
    }
    let mut posts = person.posts;
    posts.sort();
    posts.dedup();
    let unknown = posts.iter().find_map(|post| match post {
        Post::HeadOf(key) if !is_department(tx, key) => Some(key),
        _ => None,
    });
    if let Some(unknown) = unknown {
        return Err(Error::Invalid(Message::new("person-unknown-department").with("department", unknown.as_str())));
    }
    if let Some(away) = &person.away {
        check_away(tx, person.id, away)?;
    }
    Ok(Person { name, login, departments, posts, ..person })
}

fn check_away(tx: &mut Tx, person: PersonId, away: &Away) -> Result<()> {
    if away.until < away.from {
        return Err(Error::invalid("person-away-backwards"));
    }
    if away.deputy == person {
        return Err(Error::invalid("person-away-own-deputy"));
    }
    // A deputy who has left since is no reason to keep nothing of this person any more.
    let known = tx.row("SELECT away FROM people WHERE id = $1", &[person.into()], |row| {
        Ok(row.str_opt(0)?.map(serde_json::from_str).transpose()?)
    })?;
    if known.flatten().as_ref() == Some(away) { Ok(()) } else { must_be_active(tx, away.deputy) }
}

fn is_department(tx: &Tx, key: &DepartmentKey) -> bool {
    tx.world.company.departments.iter().any(|department| &department.key == key)
}

fn checked_login(tx: &mut Tx, id: PersonId, login: String) -> Result<String> {
    let well_formed = login.chars().count() <= 60 && login.chars().all(|c| c.is_alphanumeric() || "._-@+".contains(c));
    if !well_formed {
        return Err(Error::invalid("person-login-malformed"));
    }
    match by_login(tx, &login)? {
        Some(other) if other.id != id => {
            Err(Error::Invalid(Message::new("person-login-taken").with("login", login).with("name", other.name)))
        }
        _ => Ok(login),
    }
}

fn write(tx: &mut Tx, person: &Person) -> Result<()> {
    let role = serde_json::to_value(person.role)?;
    let away = person.away.as_ref().map(serde_json::to_string).transpose()?;
    tx.exec(
        "INSERT INTO people (id, name, folded, login, role, departments, sees_all, active, password, lang, posts, away)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, 'zh', $9, $10)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, login = excluded.login,
           role = excluded.role, departments = excluded.departments, sees_all = excluded.sees_all,
           active = excluded.active, posts = excluded.posts, away = excluded.away",
        &[
            person.id.into(),
            (&person.name).into(),
            (&text::folded(&person.name)).into(),
            person.login.as_deref().into(),
            role.as_str().unwrap_or_default().into(),
            (&serde_json::to_string(&person.departments)?).into(),
            person.sees_all.into(),
            person.active.into(),
            (&serde_json::to_string(&person.posts)?).into(),
            away.as_deref().into(),
        ],
    )?;
    tx.tell(Change::World);
    Ok(())
}

fn keep_password(tx: &mut Tx, id: PersonId, hash: &str) -> Result<()> {
    tx.exec("UPDATE people SET password = $2 WHERE id = $1", &[id.into(), hash.into()])?;
    Ok(())
}

pub(crate) fn read(row: &Row) -> Result<Person> {
    Ok(Person {
        id: PersonId(row.uuid(0)?),
        name: row.text(1)?,
        login: row.str_opt(2)?.map(str::to_owned),
        role: serde_json::from_value(row.str(3)?.into())?,
        departments: row.json(4)?,
        sees_all: row.yes(5)?,
        active: row.yes(6)?,
        posts: row.str_opt(7)?.map(serde_json::from_str).transpose()?.unwrap_or_default(),
        away: row.str_opt(8)?.map(serde_json::from_str).transpose()?,
    })
}
