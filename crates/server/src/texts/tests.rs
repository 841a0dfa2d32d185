use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use yidan_domain::{Currency, Message, Money, Text};

use super::*;

fn reader(lang: Lang) -> Reader {
    Reader { lang, zone: TimeZone::get("Asia/Shanghai").unwrap(), now: "2026-11-24T02:00:00Z".parse().unwrap() }
}

#[test]
fn a_sentence_is_said_in_the_readers_language() {
    for (lang, one, many, list) in
        [(Lang::Zh, "剩 1 天", "剩 1,200 天", "仓库、采购"), (Lang::En, "1 day left", "1,200 days left", "仓库, 采购")]
    {
        let reader = reader(lang);
        assert_eq!(reader.count("days-left", 1), one);
        assert_eq!(reader.count("days-left", 1200), many);
        assert_eq!(reader.list(["仓库", "采购"]), list);
        assert_eq!(reader.say(&Message::new("nothing-like-it").with("a", 1usize)), "nothing-like-it");
    }
}

#[test]
fn values_are_shown_as_the_company_counts_them() {
    let reader = reader(Lang::Zh);
    let shown = |arg: Arg| match reader.value(&arg) {
        FluentValue::String(words) => words.into_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(shown(Arg::Money(Money { minor: 123456780, currency: Currency::USD })), "1,234,567.80 USD");
    assert_eq!(shown(Arg::Date("2026-11-30".parse().unwrap())), "2026-11-30");
    assert_eq!(shown(Arg::Time("2026-11-24T01:05:00Z".parse().unwrap())), "11-24 09:05");
    assert_eq!(shown(Arg::Time("2025-12-31T16:30:00Z".parse().unwrap())), "01-01 00:30", "New Year's Eve in London");
    assert_eq!(shown(Arg::Time("2025-12-31T15:30:00Z".parse().unwrap())), "2025-12-31 23:30");
    assert_eq!(shown(Arg::List(vec![Text::same("甲"), Text::new("乙", "B")])), "甲、乙");
}

/// The keys of a language, each with the `{ $places }` that its words fill.
fn keys(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let mut current = String::new();
    for file in files(&here("texts").join(lang), "ftl") {
        for line in fs::read_to_string(&file).unwrap().lines() {
            if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| is_key(key)) {
                current = key.to_owned();
                let before = found.insert(current.clone(), BTreeSet::new());
                assert!(before.is_none(), "{}: {key} is said twice", file.display());
            }
            let places = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or("").to_owned());
            found.entry(current.clone()).or_default().extend(places);
        }
    }
    found
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn both_languages_say_the_same_things() {
    let (zh, en) = (keys("zh"), keys("en"));
    let only = |here: &BTreeMap<String, _>, there: &BTreeMap<String, _>| -> Vec<String> {
        here.keys().filter(|key| !there.contains_key(*key)).cloned().collect()
    };
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "in Chinese only");
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "in English only");
    for (key, places) in zh {
        assert_eq!(places, en[&key], "{key} fills other places in English");
    }
}

#[test]
fn whatever_templates_and_code_say_has_words() {
    let known = keys("zh");
    let mut missing = BTreeSet::new();
    let mut ask = |file: &Path, key: &str| {
        if is_key(key) && !known.contains_key(key) {
            missing.insert(format!("{} ({})", key, file.file_name().unwrap_or_default().to_string_lossy()));
        }
    };
    for file in files(&here("templates"), "html") {
        let words = fs::read_to_string(&file).unwrap();
        for filter in ["\"|t }}", "\"|t)", "\"|t,", "\"|t|", "\"|count("] {
            for before in words.split(filter).collect::<Vec<_>>().split_last().map_or(&[][..], |(_, before)| before) {
                ask(&file, before.rsplit('"').next().unwrap_or_default());
            }
        }
    }
    for dir in ["src", "../domain/src", "../documents/src", "../store/src"] {
        for file in files(&here(dir), "rs").into_iter().filter(|file| !file.ends_with("tests.rs")) {
            let words = fs::read_to_string(&file).unwrap();
            for call in ["Message::new(\"", "reader.t(\"", "frame.t(\"", ".titled(\""] {
                for after in words.split(call).skip(1) {
                    ask(&file, after.split('"').next().unwrap_or_default());
                }
            }
        }
    }
    assert_eq!(missing, BTreeSet::new(), "keys without words");
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(dir: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display())).flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|end| end == ending) {
            found.push(path);
        }
    }
    found
}
