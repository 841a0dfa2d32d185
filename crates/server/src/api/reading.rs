//! What is wrong with what was sent, and where: the errors of deserialising become sentences with a place.

use serde::de::{DeserializeOwned, Deserializer, Error as _};
use yidan_domain::Message;

use crate::known::Unknown;

/// One thing that is wrong, with the place in the body (a JSON pointer), in the address or among the headers.
#[derive(Debug, Clone)]
pub struct Fault {
    pub message: Message,
    pub pointer: Option<String>,
    pub parameter: Option<String>,
    pub header: Option<&'static str>,
}

impl Fault {
    pub fn at(pointer: impl Into<String>, message: Message) -> Self {
        Self { message, pointer: Some(pointer.into()), parameter: None, header: None }
    }

    pub fn in_parameter(name: impl Into<String>, message: Message) -> Self {
        Self { message, pointer: None, parameter: Some(name.into()), header: None }
    }

    pub fn unknown(Unknown { name, value }: Unknown) -> Self {
        Self::in_parameter(name, Message::new("api-unknown-value").with("name", name).with("value", value))
    }

    pub fn in_header(name: &'static str, message: Message) -> Self {
        Self { message, pointer: None, parameter: None, header: Some(name) }
    }
}

/// What a value can be found to be while it is deserialised. Serde carries only text, so it travels as a word with a number.
#[derive(Debug, Clone, Copy)]
pub enum Wrong {
    TooLong(usize),
    TooShort(usize),
    NotAFigure,
    NotADay,
    NotAMoment,
    NotACurrency,
    NotAKey,
    NotALength,
    NotALocalTime,
    NotASpan,
    /// Between 1 and this.
    OutOfRange(usize),
    AtMost(usize),
}

const MARK: char = '\u{1}';

impl Wrong {
    pub fn error<E: serde::de::Error>(self) -> E {
        let (word, number) = match self {
            Wrong::TooLong(limit) => ("long", limit),
            Wrong::TooShort(least) => ("short", least),
            Wrong::NotAFigure => ("figure", 0),
            Wrong::NotADay => ("day", 0),
            Wrong::NotAMoment => ("moment", 0),
            Wrong::NotACurrency => ("currency", 0),
            Wrong::NotAKey => ("key", 0),
            Wrong::NotALength => ("length", 0),
            Wrong::NotALocalTime => ("local", 0),
            Wrong::NotASpan => ("span", 0),
            Wrong::OutOfRange(most) => ("range", most),
            Wrong::AtMost(most) => ("most", most),
        };
        E::custom(format!("{MARK}{word}{MARK}{number}{MARK}"))
    }

    fn said(text: &str) -> Option<Message> {
        let [_, word, number, _] = text.split(MARK).collect::<Vec<_>>().try_into().ok()?;
        let limit: usize = number.parse().ok()?;
        Some(match word {
            "long" => Message::new("api-too-long").with("limit", limit),
            "short" if limit == 1 => Message::new("api-empty"),
            "short" => Message::new("api-too-short").with("limit", limit),
            "figure" => Message::new("api-not-a-figure"),
            "day" => Message::new("api-not-a-day"),
            "moment" => Message::new("api-not-a-moment"),
            "currency" => Message::new("api-not-a-currency"),
            "key" => Message::new("api-not-a-key"),
            "local" => Message::new("api-not-a-local-time"),
            "length" => Message::new("api-not-a-length"),
            "span" => Message::new("api-not-a-span"),
            "most" => Message::new("api-at-most").with("limit", limit),
            "range" => Message::new("api-out-of-range").with("limit", limit),
            _ => return None,
        })
    }
}

/// A JSON body that is syntactically right is read as `T`, or what is wrong with it is said with its place.
pub fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonFault> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| match error.inner().classify() {
        serde_json::error::Category::Data => {
            let told = told(error.inner());
            let missing = between(&told).filter(|_| told.starts_with("missing field"));
            let last = missing.map(|field| format!("/{field}")).unwrap_or_default();
            JsonFault::Data(Fault::at(pointer(error.path()) + &last, message(&told)))
        }
        _ => JsonFault::syntax(error.inner()),
    })?;
    reader.end().map_err(|error| JsonFault::syntax(&error))?;
    Ok(value)
}

pub enum JsonFault {
    /// Not JSON; at this line and column.
    Syntax {
        line: usize,
        column: usize,
    },
    Data(Fault),
}

impl JsonFault {
    fn syntax(error: &serde_json::Error) -> Self {
        Self::Syntax { line: error.line(), column: error.column() }
    }
}

/// Without the line and column that serde_json appends: the pointer says it better.
fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(told, _)| told.to_owned())
}

/// The parameters after the question mark.
pub fn query<T: DeserializeOwned>(query: &str) -> Result<T, Fault> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs)).map_err(|error| {
        let text = error.inner().to_string();
        let name = match error.path().to_string() {
            path if path == "." || path == "?" => between(&text).unwrap_or_default().to_owned(),
            path => path,
        };
        Fault::in_parameter(name, message(&text))
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let step = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => String::new(),
    };
    path.iter().map(step).collect()
}

/// Serde's own few sentences, as ours.
fn message(text: &str) -> Message {
    if let Some(said) = Wrong::said(text) {
        return said;
    }
    let named = |key: &'static str| Message::new(key).with("field", between(text).unwrap_or_default());
    let known = || {
        let known = text.split_once(", ").map_or("", |(_, known)| known);
        known.split('`').skip(1).step_by(2).map(yidan_domain::Text::same).collect::<Vec<_>>()
    };
    if text.starts_with("unknown field") {
        named("api-unknown-field").with("known", known())
    } else if text.starts_with("unknown variant") {
        named("api-not-one-of").with("known", known())
    } else if text.starts_with("missing field") {
        named("api-missing-field")
    } else if text.starts_with("duplicate field") {
        named("api-duplicate-field")
    } else if let Some(key) = expected(text) {
        Message::new(key)
    } else {
        Message::new("api-wrong-value").with("reason", text)
    }
}

/// What a value should have been: serde, and the readers of numbers and ids, say it in the words of Rust.
fn expected(text: &str) -> Option<&'static str> {
    const NUMBERS: [&str; 8] = ["u8", "u16", "u32", "u64", "usize", "i32", "i64", "a nonzero"];
    const NO_NUMBER: [&str; 4] = ["invalid digit", "number too", "cannot parse integer", "out of range integral"];
    if NO_NUMBER.iter().any(|known| text.starts_with(known)) {
        return Some("api-not-a-number");
    }
    if text.starts_with("UUID parsing failed") {
        return Some("api-not-an-id");
    }
    let (_, expected) = text.rsplit_once("expected ")?;
    let begins = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
    Some(match expected {
        _ if begins(&["UUID", "a UUID", "a formatted UUID"]) => "api-not-an-id",
        _ if begins(&NUMBERS) => "api-not-a-number",
        _ if begins(&["a string", "a borrowed string", "string"]) => "api-not-text",
        _ if begins(&["a boolean"]) => "api-not-yes-or-no",
        _ if begins(&["a sequence"]) => "api-not-a-list",
        _ if begins(&["a map", "struct", "map"]) => "api-not-an-object",
        _ => return None,
    })
}

/// What stands in the first pair of backticks.
fn between(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

/// A whole number up to `most`, from 1.
pub fn up_to<'de, D: Deserializer<'de>>(most: usize, from: D) -> Result<usize, D::Error> {
    let number: usize = serde::Deserialize::deserialize(from).map_err(D::Error::custom)?;
    if (1..=most).contains(&number) { Ok(number) } else { Err(Wrong::OutOfRange(most).error()) }
}

/// Rows on a page of a list.
pub fn rows<'de, D: Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    up_to(200, from)
}

pub fn usual_rows() -> usize {
    50
}

/// A whole number from 0 up to `most`.
pub fn from_zero<'de, D: Deserializer<'de>>(most: usize, from: D) -> Result<usize, D::Error> {
    let number: usize = serde::Deserialize::deserialize(from).map_err(D::Error::custom)?;
    if number <= most { Ok(number) } else { Err(Wrong::AtMost(most).error()) }
}

/// Rows that a list of materials or purchases passes over.
pub fn skipped<'de, D: Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    from_zero(100_000, from)
}

/// A whole number from 0 that fits where signed numbers are kept (`int64`).
pub fn not_negative<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let number: i64 = serde::Deserialize::deserialize(from).map_err(D::Error::custom)?;
    u64::try_from(number).map_err(D::Error::custom)
}
