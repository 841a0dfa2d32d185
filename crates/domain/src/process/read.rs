//! Reading TOML place by place, so that one pass finds every fault of a file and knows the line of each. Knows nothing
//! of processes.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::fault::{Fault, Problem, Wanted};
use crate::{Lang, Text, text::tidy};

/// A value with the line it stands on.
#[derive(Debug, Clone)]
pub(super) struct Lined<T> {
    pub line: usize,
    pub value: T,
}

impl<T> Lined<T> {
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Lined<U> {
        Lined { line: self.line, value: make(self.value) }
    }
}

pub(super) struct Reader<'s> {
    source: &'s str,
    file: &'s str,
    pub faults: Vec<Fault>,
}

/// A table of the file, and which of its keys were asked for.
pub(super) struct Section<'t> {
    table: &'t DeTable<'t>,
    pub line: usize,
    asked: Vec<&'static str>,
}

impl<'t> Section<'t> {
    fn take(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        let (_, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some(value)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s str, file: &'s str) -> Self {
        Self { source, file, faults: Vec::new() }
    }

    /// Line and character positions of TOML's own reader, as faults.
    pub(super) fn syntax(&mut self, errors: &[toml::de::Error]) {
        for error in errors {
            let line = self.line(error.span().map_or(0, |span| span.start));
            self.fault(line, Problem::Syntax { message: error.message().to_owned() });
        }
    }

    pub(super) fn fault(&mut self, line: usize, problem: Problem) {
        self.faults.push(Fault { file: self.file.to_owned(), line, problem });
    }

    fn line(&self, offset: usize) -> usize {
        self.source.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }

    pub(super) fn root<'t>(&self, table: &'t DeTable<'t>) -> Section<'t> {
        Section { table, line: 1, asked: Vec::new() }
    }

    fn section<'t>(&self, table: &'t DeTable<'t>, line: usize) -> Section<'t> {
        Section { table, line, asked: Vec::new() }
    }

    /// Every key that nobody asked for is a fault: most likely a slip of the pen.
    pub(super) fn close(&mut self, section: Section) {
        let known: Vec<Text> = section.asked.iter().map(|key| Text::same(*key)).collect();
        for (key, _) in section.table {
            if !section.asked.contains(&key.get_ref().as_ref()) {
                let line = self.line(key.span().start);
                self.fault(line, Problem::UnknownKey { key: key.get_ref().to_string(), known: known.clone() });
            }
        }
    }

    fn read<'t, T>(
        &mut self,
        section: &mut Section<'t>,
        key: &'static str,
        wanted: Wanted,
        get: impl FnOnce(&'t DeValue<'t>) -> Option<T>,
    ) -> Option<Lined<T>> {
        let value = section.take(key)?;
        let line = self.line(value.span().start);
        match get(value.get_ref()) {
            Some(value) => Some(Lined { line, value }),
            None => {
                self.fault(line, Problem::WrongType { key: key.to_owned(), wanted });
                None
            }
        }
    }

    /// Says that a key is missing. What is there and wrong has been said already.
    pub(super) fn need<T>(&mut self, section: &Section, key: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() && !section.has(key) {
            self.fault(section.line, Problem::MissingKey { key: key.to_owned() });
        }
        found
    }

    pub(super) fn words(&mut self, section: &mut Section, key: &'static str) -> Option<Lined<String>> {
        let words = self.read(section, key, Wanted::Words, |value| value.as_str().map(str::to_owned))?;
        Some(words.map(|words| tidy(&words, true)))
    }

    pub(super) fn yes_no(&mut self, section: &mut Section, key: &'static str) -> Option<bool> {
        self.read(section, key, Wanted::YesNo, DeValue::as_bool).map(|read| read.value)
    }

    pub(super) fn whole_number(&mut self, section: &mut Section, key: &'static str) -> Option<Lined<i64>> {
        self.read(section, key, Wanted::WholeNumber, |value| value.as_integer()?.as_str().parse().ok())
    }

    pub(super) fn list(&mut self, section: &mut Section, key: &'static str) -> Vec<Lined<String>> {
        let Some(list) = self.read(section, key, Wanted::List, DeValue::as_array) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for value in list.value.iter() {
            let line = self.line(value.span().start);
            match value.get_ref().as_str() {
                Some(words) => found.push(Lined { line, value: tidy(words, false) }),
                None => self.fault(line, Problem::WrongType { key: key.to_owned(), wanted: Wanted::List }),
            }
        }
        found
    }

    /// The sections under `[[key]]`, or the tables of an inline list.
    pub(super) fn tables<'t>(&mut self, section: &mut Section<'t>, key: &'static str) -> Vec<Section<'t>> {
        let Some(list) = self.read(section, key, Wanted::Tables, DeValue::as_array) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for value in list.value.iter() {
            let line = self.line(value.span().start);
            match value.get_ref().as_table() {
                Some(table) => found.push(self.section(table, line)),
                None => self.fault(line, Problem::WrongType { key: key.to_owned(), wanted: Wanted::Table }),
            }
        }
        found
    }

    /// A text in both languages.
    pub(super) fn text(&mut self, section: &mut Section, key: &'static str) -> Option<Text> {
        let read = self.read(section, key, Wanted::Languages, DeValue::as_table)?;
        let mut languages = self.section(read.value, read.line);
        let zh = self.words(&mut languages, Lang::Zh.code());
        let en = self.words(&mut languages, Lang::En.code());
        for (lang, found) in [(Lang::Zh, &zh), (Lang::En, &en)] {
            if found.as_ref().is_none_or(|words| words.value.is_empty()) {
                self.fault(read.line, Problem::MissingLanguage { key: key.to_owned(), lang: lang.code() });
            }
        }
        self.close(languages);
        Some(Text::new(zh?.value, en?.value))
    }
}
