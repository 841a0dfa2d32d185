//! Views of the board that people have saved.

use yidan_domain::{Message, PersonId, text};

use crate::{Error, Result, Tx};

/// A saved view: `query` is what stands after the question mark of the board's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub id: uuid::Uuid,
    pub person: PersonId,
    pub name: String,
    pub query: String,
    /// Everybody sees it.
    pub shared: bool,
}

/// Keeps a view under its name; the same name again replaces it.
pub fn put(tx: &mut Tx, view: View) -> Result<()> {
    let name = text::tidy(&view.name, false);
    if name.is_empty() {
        return Err(Error::invalid("view-name-missing"));
    }
    if name.chars().count() > 60 {
        return Err(Error::Invalid(Message::new("party-too-long").with("field", "name").with("limit", 60_usize)));
    }
    tx.exec(
        "INSERT INTO saved_views (id, person, name, query, shared) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person, name) DO UPDATE SET query = excluded.query, shared = excluded.shared",
        &[view.id.into(), view.person.into(), (&name).into(), (&view.query).into(), view.shared.into()],
    )?;
    Ok(())
}

/// Somebody's own views and those that others share, by name.
pub fn of(tx: &mut Tx, person: PersonId) -> Result<Vec<View>> {
    tx.rows(
        "SELECT id, person, name, query, shared FROM saved_views WHERE person = $1 OR shared = 1 ORDER BY name, id",
        &[person.into()],
        |row| {
            Ok(View {
                id: row.uuid(0)?,
                person: PersonId(row.uuid(1)?),
                name: row.text(2)?,
                query: row.text(3)?,
                shared: row.yes(4)?,
            })
        },
    )
}

pub fn delete(tx: &mut Tx, person: PersonId, id: uuid::Uuid) -> Result<()> {
    match tx.exec("DELETE FROM saved_views WHERE id = $1 AND person = $2", &[id.into(), person.into()])? {
        0 => Err(Error::NotFound("view")),
        _ => Ok(()),
    }
}
