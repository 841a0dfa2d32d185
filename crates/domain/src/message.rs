//! A sentence for a reader, before it has a language: a key of the text files and what is filled in.
//! The texts themselves live in `crates/server/texts/{zh,en}/*.ftl`; whoever shows a message renders it there.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Money, Text};

/// One value filled into a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    Number(i64),
    Words(String),
    /// Words that have a translation.
    Text(Text),
    /// Several names, shown with the separator of the reader's language.
    List(Vec<Text>),
    Money(Money),
    Date(jiff::civil::Date),
    Time(jiff::Timestamp),
}

/// A sentence: `key` names it in the text files, `args` fills its `{ $name }` places.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    /// The number that it was told by this name.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.args.iter().find_map(|(known, arg)| match arg {
            Arg::Number(number) if *known == name => Some(*number),
            _ => None,
        })
    }
}

/// Whatever can be said to a reader: refusals, events, reasons.
pub trait Say {
    fn say(&self) -> Message;
}

macro_rules! arg_from {
    ($($from:ty => $make:expr),* $(,)?) => {
        $(impl From<$from> for Arg {
            fn from(value: $from) -> Self {
                ($make)(value)
            }
        })*
    };
}

arg_from! {
    i64 => Arg::Number,
    usize => |n| Arg::Number(n as i64),
    u64 => |n| Arg::Number(n as i64),
    String => Arg::Words,
    &str => |s: &str| Arg::Words(s.to_owned()),
    Text => Arg::Text,
    &Text => |t: &Text| Arg::Text(t.clone()),
    Vec<Text> => Arg::List,
    Money => Arg::Money,
    jiff::civil::Date => Arg::Date,
    jiff::Timestamp => Arg::Time,
}

/// For logs, in English: `process unknown step: step = "pack", known = [...]`. People are shown the text of the key.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key.replace('-', " "))?;
        for (i, (name, arg)) in self.args.iter().enumerate() {
            write!(f, "{} {name} = {arg}", if i == 0 { ":" } else { "," })?;
        }
        Ok(())
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Number(number) => number.fmt(f),
            Arg::Words(words) => write!(f, "{words:?}"),
            Arg::Text(text) => write!(f, "{:?}", text.en),
            Arg::List(texts) => f.debug_list().entries(texts.iter().map(|text| &text.en)).finish(),
            Arg::Money(money) => money.fmt(f),
            Arg::Date(date) => date.fmt(f),
            Arg::Time(time) => time.fmt(f),
        }
    }
}

/// The sentences of a text file by their keys, each with the places that it wants filled in: what tests hold messages against.
#[cfg(test)]
pub(crate) fn worded(source: &str) -> std::collections::BTreeMap<&str, std::collections::BTreeSet<&str>> {
    let entries = source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    entries
        .map(|(key, words)| {
            let places = words.split("{ $").skip(1).filter_map(|rest| rest.split_once(" }"));
            (key, places.map(|(name, _)| name).collect())
        })
        .collect()
}
