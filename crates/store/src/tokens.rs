//! Personal API tokens, found by the SHA-256 of their secret.

use jiff::Timestamp;
use yidan_domain::{Lang, Message, PersonId, party::Person, text};

use crate::{Error, Result, Tx, people};

#[derive(Debug, Clone)]
pub struct Token {
    pub id: uuid::Uuid,
    pub name: String,
    pub made_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

pub fn make(tx: &mut Tx, person: PersonId, name: &str, secret: &[u8; 32], now: Timestamp) -> Result<Token> {
    let name = text::tidy(name, false);
    if name.is_empty() {
        return Err(Error::invalid("token-name-missing"));
    }
    if name.chars().count() > 80 {
        return Err(Error::Invalid(Message::new("party-too-long").with("field", "name").with("limit", 80_usize)));
    }
    let token = Token { id: uuid::Uuid::now_v7(), name, made_at: now, ended_at: None };
    tx.exec(
        "INSERT INTO tokens (id, secret, person, name, made_at) VALUES ($1, $2, $3, $4, $5)",
        &[token.id.into(), secret.into(), person.into(), (&token.name).into(), (&now.to_string()).into()],
    )?;
    Ok(token)
}

/// Whose token this is, if it is in force and the person active.
pub fn find(tx: &mut Tx, secret: &[u8; 32]) -> Result<Option<(Person, Lang)>> {
    let found = tx.row(
        "SELECT p.id, p.name, p.login, p.role, p.departments, p.sees_all, p.active, p.posts, p.away, p.lang
         FROM tokens t JOIN people p ON p.id = t.person WHERE t.secret = $1 AND t.ended_at IS NULL",
        &[secret.into()],
        |row| Ok((people::read(row)?, if row.str(9)? == "en" { Lang::En } else { Lang::Zh })),
    )?;
    Ok(found.filter(|(person, _)| person.active))
}

pub fn of(tx: &mut Tx, person: PersonId) -> Result<Vec<Token>> {
    tx.rows(
        "SELECT id, name, made_at, ended_at FROM tokens WHERE person = $1 ORDER BY id DESC",
        &[person.into()],
        |row| Ok(Token { id: row.uuid(0)?, name: row.text(1)?, made_at: row.time(2)?, ended_at: row.parsed_opt(3)? }),
    )
}

pub fn end(tx: &mut Tx, person: PersonId, id: uuid::Uuid, now: Timestamp) -> Result<()> {
    let ended = tx.exec(
        "UPDATE tokens SET ended_at = $3 WHERE id = $1 AND person = $2 AND ended_at IS NULL",
        &[id.into(), person.into(), (&now.to_string()).into()],
    )?;
    if ended == 0 { Err(Error::NotFound("token")) } else { Ok(()) }
}

pub(crate) fn end_all(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<()> {
    tx.exec(
        "UPDATE tokens SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL",
        &[person.into(), (&now.to_string()).into()],
    )?;
    Ok(())
}
