//! Where a page ends: the sort key and id of its last order, not a count, so that the next page is right although orders
//! came, went or moved in between. Written as one word that can stand in a link.

use std::{fmt, str::FromStr};

use yidan_domain::OrderId;

use super::query::Sort;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(super) sort: Sort,
    pub(super) descending: bool,
    /// The page before this order is wanted, not the one after it.
    pub(super) backward: bool,
    pub(super) place: Place,
    pub(super) id: OrderId,
}

/// What an order is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Folded.
    Words(String),
    Number(u64),
}

impl Place {
    pub fn words(&self) -> Option<&str> {
        match self {
            Place::Words(words) => Some(words),
            Place::Number(_) => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list: {0:?}")]
pub struct BadCursor(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = if self.descending { "down" } else { "up" };
        let way = if self.backward { "before" } else { "after" };
        write!(f, "{}.{direction}.{way}.", self.sort.key())?;
        match &self.place {
            Place::Words(words) => words.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))?,
            Place::Number(number) => write!(f, "{number}")?,
        }
        write!(f, ".{}", self.id.0.simple())
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;
    fn from_str(written: &str) -> Result<Self, BadCursor> {
        read(written).ok_or_else(|| BadCursor(written.chars().take(200).collect()))
    }
}

fn read(written: &str) -> Option<Cursor> {
    let [sort, direction, way, place, id] = written.split('.').collect::<Vec<_>>().try_into().ok()?;
    let sort = Sort::ALL.into_iter().find(|known| known.key() == sort)?;
    let place = match sort {
        Sort::Number | Sort::Customer => Place::Words(unhex(place)?),
        _ => Place::Number(place.parse().ok()?),
    };
    let either = |word: &str, no: &str, yes: &str| (word == yes || word == no).then_some(word == yes);
    Some(Cursor {
        sort,
        descending: either(direction, "up", "down")?,
        backward: either(way, "after", "before")?,
        place,
        id: id.parse().ok()?,
    })
}

fn unhex(hex: &str) -> Option<String> {
    let digit = |c: u8| char::from(c).to_digit(16);
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> = pairs.iter().map(|[a, b]| Some((digit(*a)? * 16 + digit(*b)?) as u8)).collect();
    String::from_utf8(bytes.filter(|_| rest.is_empty())?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_read_as_they_are_written() {
        let id: OrderId = "0198c2a4-7b1e-7000-8000-00000000002a".parse().unwrap();
        for cursor in [
            Cursor {
                sort: Sort::Customer, descending: false, backward: true, place: Place::Words("晨光".into()), id
            },
            Cursor { sort: Sort::Promised, descending: true, backward: false, place: Place::Number(u64::MAX), id },
        ] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let id = "0198c2a47b1e7000800000000000002a";
        for bad in [
            "",
            "....",
            &format!("number.up.after.zz.{id}"),
            &format!("number.up.after.e699.{id}"),
            &format!("number.up.after.303.{id}"),
            &format!("promised.up.sideways.1.{id}"),
            &format!("promised.up.after.-1.{id}"),
            &format!("promised.up.after.1.{id}.x"),
            "promised.up.after.1.order",
        ] {
            assert_eq!(bad.parse::<Cursor>(), Err(BadCursor(bad.into())));
        }
    }
}
