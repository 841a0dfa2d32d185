//! What both ledgers, of stock and of a purchase, have in common: an entry counts from its day until the day of its reversal.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{Message, Say};

pub(super) trait Entered {
    type Id: Ord + Copy;

    fn id(&self) -> Self::Id;
    fn day(&self) -> Date;
    fn reverses(&self) -> Option<Self::Id>;
}

/// Why an entry is not reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotReversible {
    NoSuchEntry,
    AlreadyReversed,
    IsReversal,
    Before { day: Date },
}

/// Entries that count on some day, each with the day from which on it counts no more.
pub(super) fn counting<E: Entered>(entries: &[E]) -> impl Iterator<Item = (&E, Option<Date>)> {
    let mut until: BTreeMap<E::Id, Date> = BTreeMap::new();
    for entry in entries {
        if let Some(reversed) = entry.reverses() {
            let day = until.entry(reversed).or_insert(entry.day());
            *day = entry.day().min(*day);
        }
    }
    entries
        .iter()
        .filter(|entry| entry.reverses().is_none())
        .map(move |entry| (entry, until.get(&entry.id()).copied()))
        .filter(|(entry, until)| until.is_none_or(|until| until > entry.day()))
}

/// Those that count at the end of day `at`.
pub(super) fn effective<E: Entered>(entries: &[E], at: Date) -> impl Iterator<Item = &E> {
    counting(entries)
        .filter(move |(entry, until)| entry.day() <= at && until.is_none_or(|until| until > at))
        .map(|(entry, _)| entry)
}

/// The entry, if it may be reversed on that day. A reversal is not reversed: what should count after all is entered anew.
pub(super) fn reversible<E: Entered>(entries: &[E], id: E::Id, day: Date) -> Result<&E, NotReversible> {
    let wrong = entries.iter().find(|entry| entry.id() == id).ok_or(NotReversible::NoSuchEntry)?;
    if wrong.reverses().is_some() {
        return Err(NotReversible::IsReversal);
    }
    if entries.iter().any(|entry| entry.reverses() == Some(id)) {
        return Err(NotReversible::AlreadyReversed);
    }
    if day < wrong.day() { Err(NotReversible::Before { day: wrong.day() }) } else { Ok(wrong) }
}

impl Say for NotReversible {
    fn say(&self) -> Message {
        match self {
            NotReversible::NoSuchEntry => Message::new("material-entry-unknown"),
            NotReversible::AlreadyReversed => Message::new("material-entry-already-reversed"),
            NotReversible::IsReversal => Message::new("material-entry-is-reversal"),
            NotReversible::Before { day } => Message::new("material-entry-reversed-before").with("day", *day),
        }
    }
}
