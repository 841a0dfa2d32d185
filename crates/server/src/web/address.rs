//! What stands behind the question mark of a page's address: a few names, each with what is said by it.

use std::{collections::BTreeMap, marker::PhantomData};

use jiff::civil::Date;
use yidan_domain::Message;

use super::screen::url_escaped;

/// Which names a page knows, in the order in which they are written.
pub trait Names {
    const ALL: &'static [&'static str];
}

/// Names that the page does not know are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address<N> {
    said: BTreeMap<&'static str, String>,
    names: PhantomData<N>,
}

impl<N: Names + Clone + Default> Address<N> {
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        pairs.into_iter().fold(Self::default(), |address, (name, value)| address.with(&name, value.trim()))
    }

    /// The same with another value; empty words say nothing.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Some(name) = N::ALL.iter().find(|known| **known == name) {
            match value {
                "" => self.said.remove(name),
                said => self.said.insert(name, said.to_owned()),
            };
        }
        self
    }

    /// The same with these names alone.
    pub fn only(&self, names: &[&str]) -> Self {
        let mut address = self.clone();
        address.said.retain(|name, _| names.contains(name));
        address
    }

    /// Empty when nothing is said.
    pub fn get(&self, name: &str) -> &str {
        self.said.get(name).map_or("", String::as_str)
    }

    /// What is said, if anything is.
    pub fn said(&self, name: &str) -> Option<&str> {
        self.said.get(name).map(String::as_str)
    }

    /// By which names something is said.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.said.keys().copied()
    }

    /// What stands behind the question mark.
    pub fn query(&self) -> String {
        let said = N::ALL.iter().filter_map(|name| Some((name, self.said(name)?)));
        said.map(|(name, value)| format!("{name}={}", url_escaped(value))).collect::<Vec<_>>().join("&")
    }

    /// The address of the page `at`, such as `/board` or `/board/export.csv`.
    pub fn link(&self, at: &str) -> String {
        match self.query() {
            query if query.is_empty() => at.to_owned(),
            query => format!("{at}?{query}"),
        }
    }

    /// A day as people type it.
    pub fn date(&self, name: &'static str) -> Result<Option<Date>, Message> {
        let bad = || Message::new("board-bad-date").with("value", self.get(name));
        let read = |said| yidan_domain::text::plain(said).replace('/', "-").parse().map_err(|_| bad());
        self.said(name).map(read).transpose()
    }

    /// What stands for something of a kind.
    pub fn parsed<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>, Message> {
        self.said(name).map(|said| said.parse().map_err(|_| unknown(name, said))).transpose()
    }
}

pub fn unknown(name: &'static str, value: &str) -> Message {
    let value: String = value.chars().take(80).collect();
    Message::new("board-bad-parameter").with("name", name).with("value", value)
}
