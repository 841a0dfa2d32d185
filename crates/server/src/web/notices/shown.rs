//! Notices as they are shown: in the reader's language, with who did it.

use jiff::Timestamp;
use yidan_domain::{PersonId, Say, notice::About, party::Person};
use yidan_store::notices::Told;

use crate::texts::Reader;

pub struct Notice {
    /// Opening it reads it.
    pub link: String,
    pub words: String,
    pub detail: String,
    pub number: String,
    pub customer: String,
    pub by: String,
    pub at: Timestamp,
    pub is_read: bool,
    pub is_trouble: bool,
    icon: &'static str,
}

impl Notice {
    pub fn of(told: &Told, people: &[Person], reader: &Reader) -> Self {
        let name = people.iter().find(|person| person.id == told.by).map(|person| person.name.clone());
        let by = if told.by == PersonId::PROGRAM { Some(reader.t("the-program")) } else { name };
        Self {
            link: format!("/notices/{}", told.id),
            words: reader.say(&told.about.say()),
            detail: told.about.detail().map(|detail| reader.say(&detail)).unwrap_or_default(),
            number: told.number.clone(),
            customer: told.customer.clone(),
            by: by.unwrap_or_else(|| "—".to_owned()),
            at: told.at,
            is_read: told.is_read,
            is_trouble: told.about.is_trouble(),
            icon: match &told.about {
                About::ToSign { .. } | About::Approved { .. } => "sign",
                about if about.is_trouble() => "flag",
                _ => "hand",
            },
        }
    }

    pub fn icon(&self) -> &'static str {
        self.icon
    }
}
