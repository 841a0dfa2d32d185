//! The values that bodies are made of, read strictly: money and quantities are decimal text, never floats; days are
//! ISO 8601; times are RFC 3339, answered in UTC.

use std::borrow::Cow;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};
use yidan_domain as domain;

use super::reading::Wrong;

/// Text with a limit: `Name` and the like.
macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident, $least:literal..=$most:literal, $example:literal;)*) => {
        $($(#[doc = $doc])*
        #[derive(Debug, Clone, Default, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                limited(String::deserialize(from)?, $least, $most).map(Self)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = ObjectBuilder::new().schema_type(Type::String);
                let schema = schema.description(Some(concat!($($doc),*).trim())).examples([$example]);
                schema.min_length(($least > 0).then_some($least)).max_length(Some($most)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        })*
    };
}

texts! {
    /// One line of text, such as a name.
    Name, 0..=200, "铸铁法兰 DN80";
    /// Text that must not be empty, such as a reason or a remark; line breaks are kept.
    Words, 1..=2000, "客户要求推迟发货";
    /// Text of several lines, such as an address; may be empty.
    Prose, 0..=2000, "浙江省宁波市北仑区明州路 1 号";
    /// A long text, as a bank writes it; may be empty.
    Clause, 0..=6500, "Flanges DN25 PN16, 10,000 pcs";
    /// What goods are counted or measured in.
    Unit, 0..=20, "件";
    /// One line of text that must not be empty.
    Title, 1..=200, "PO-7731.pdf";
    /// What a token is for, or a saved view is called.
    Label, 1..=60, "本周要发的";
    /// An order number.
    Number, 0..=40, "SO-202611-0042";
    /// A log-in name.
    Login, 0..=60, "chenjing";
    /// A password.
    Password, 8..=200, "long and secret";
    /// Words to search for.
    Search, 0..=200, "法兰";
}

fn limited<E: Error>(text: String, least: usize, most: usize) -> Result<String, E> {
    match text.chars().count() {
        length if length > most => Err(Wrong::TooLong(most).error()),
        length if length < least => Err(Wrong::TooShort(least).error()),
        _ => Ok(text),
    }
}

/// A value that is written as text: how it is read and shown.
macro_rules! written {
    ($($(#[doc = $doc:literal])* $name:ident($of:ty), $read:expr, $schema:expr;)*) => {
        $($(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name(pub $of);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(from)?;
                let read: fn(&str) -> Result<$of, Wrong> = $read;
                read(&text).map(Self).map_err(Wrong::error)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(&self.0)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = ObjectBuilder::new().schema_type(Type::String);
                let describe: fn(ObjectBuilder) -> ObjectBuilder = $schema;
                describe(schema.description(Some(concat!($($doc),*).trim()))).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        })*
    };
}

const FIGURE: &str = "^-?[0-9]{1,15}([.][0-9]{1,8})?$";

written! {
    /// A decimal number, written as text so that it stays exact.
    Figure(Decimal), |text| figure(text).ok_or(Wrong::NotAFigure),
        |schema| schema.pattern(Some(FIGURE)).examples(["12.50"]);
    /// A day of the calendar.
    Day(Date), |text| day(text).ok_or(Wrong::NotADay),
        |schema| schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).examples(["2026-12-20"]);
    /// A moment: any offset is read, UTC is answered.
    Moment(Timestamp), |text| moment(text).ok_or(Wrong::NotAMoment),
        |schema| schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))).examples(["2026-11-24T01:05:00Z"]);
    /// A length of time: minutes, hours and workdays are working time, days go by the calendar.
    Length(domain::process::due::Takes), |text| domain::process::due::Takes::parse(text).map_err(|_| Wrong::NotALength),
        |schema| schema.pattern(Some("^[0-9]{1,3} *(minutes?|min|m|hours?|h|days?|d|workdays?|wd)$")).examples(["3 workdays"]);
    /// A day and time of day on the company's clock.
    LocalTime(DateTime), |text| local_time(text).ok_or(Wrong::NotALocalTime),
        |schema| schema.pattern(Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$")).examples(["2026-03-30T09:00:00"]);
    /// Working hours from one time of a day to another; 24:00 is its end.
    Span(domain::schedule::hours::Span), |text| span(text).ok_or(Wrong::NotASpan),
        |schema| schema.pattern(Some(SPAN)).examples(["09:00-13:00"]);
    /// A currency, by its three letters of ISO 4217.
    Currency(domain::Currency), |text| text.parse().map_err(|_| Wrong::NotACurrency),
        |schema| schema.enum_values(Some(domain::Currency::codes().collect::<Vec<_>>())).examples(["CNY"]);
}

const SPAN: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

/// As it is written, and nothing looser.
fn span(text: &str) -> Option<domain::schedule::hours::Span> {
    text.parse().ok().filter(|span: &domain::schedule::hours::Span| span.to_string() == text)
}

fn figure(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, "0"), |(whole, fraction)| (whole, fraction));
    let fits = |part: &str, most| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (fits(whole, 15) && fits(fraction, 8)).then(|| text.parse().ok())?
}

fn day(text: &str) -> Option<Date> {
    let shape = |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    (text.len() == 10 && text.bytes().enumerate().all(shape)).then(|| text.parse().ok())?
}

fn local_time(text: &str) -> Option<DateTime> {
    let (date, clock) = text.split_once('T')?;
    let well_formed = [5, 8].contains(&clock.len()) && clock.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    Some(day(date)?.to_datetime(well_formed.then(|| clock.parse().ok())??))
}

/// RFC 3339 and nothing looser.
fn moment(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_at_checked(10)?;
    day(date)?;
    let time = time.strip_prefix(['T', 't'])?;
    let clock = match time.strip_suffix(['Z', 'z']) {
        Some(clock) => clock,
        None => {
            let (clock, offset) = time.split_at_checked(time.len().checked_sub(6)?)?;
            let [b'+' | b'-', a, b, b':', c, d] = offset.as_bytes() else { return None };
            [a, b, c, d].into_iter().all(u8::is_ascii_digit).then_some(clock)?
        }
    };
    let (clock, fraction) = clock.split_once('.').map_or((clock, "0"), |(clock, fraction)| (clock, fraction));
    let shape = |(place, byte): (usize, u8)| if matches!(place, 2 | 5) { byte == b':' } else { byte.is_ascii_digit() };
    let well_formed = clock.len() == 8
        && clock.bytes().enumerate().all(shape)
        && (1..=9).contains(&fraction.len())
        && fraction.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then(|| text.parse().ok())?
}

/// The key of a step, process or department: lower-case letters, digits and hyphens.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Key(pub String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let key = String::deserialize(from)?;
        if domain::ids::is_key(&key) { Ok(Self(key)) } else { Err(Wrong::NotAKey.error()) }
    }
}

impl PartialSchema for Key {
    fn schema() -> RefOr<Schema> {
        let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[a-z][a-z0-9-]{0,39}$"));
        schema.description(Some("The key of a step, process or department.")).examples(["check-stock"]).into()
    }
}

impl ToSchema for Key {
    fn name() -> Cow<'static, str> {
        "Key".into()
    }
}

/// Words in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Text {
    #[schema(examples("核对库存"))]
    pub zh: String,
    #[schema(examples("Check stock"))]
    pub en: String,
}

impl From<&domain::Text> for Text {
    fn from(text: &domain::Text) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }
}

/// An amount of money, exact.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "amount": "6000.00", "currency": "CNY" })))]
pub struct Money {
    /// In whole units of the currency.
    pub amount: Figure,
    pub currency: Currency,
}

impl From<domain::Money> for Money {
    fn from(money: domain::Money) -> Self {
        Self { amount: Figure(money.amount()), currency: Currency(money.currency) }
    }
}

/// So much of a unit, exact to four digits after the point.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(examples(json!({ "amount": "480", "unit": "件" })))]
pub struct Quantity {
    pub amount: Figure,
    #[schema(examples("件"))]
    pub unit: String,
}

impl From<&domain::Quantity> for Quantity {
    fn from(quantity: &domain::Quantity) -> Self {
        Self { amount: Figure(quantity.amount()), unit: quantity.unit.clone() }
    }
}

/// A person, by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonName {
    pub id: uuid::Uuid,
    #[schema(examples("陈静"))]
    pub name: String,
}

impl PersonName {
    pub fn of(id: domain::PersonId, people: &[domain::party::Person]) -> Self {
        let name = people.iter().find(|person| person.id == id).map(|person| person.name.clone());
        // The program itself is nobody of the list.
        let program = || if id == domain::PersonId::PROGRAM { "yidan".to_owned() } else { String::new() };
        Self { id: id.0, name: name.unwrap_or_else(program) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_strictly() {
        for (text, figure_ok, day_ok, moment_ok) in [
            ("12.50", true, false, false),
            ("-0", true, false, false),
            ("1e3", false, false, false),
            ("12.", false, false, false),
            (".5", false, false, false),
            ("1,200", false, false, false),
            ("１２", false, false, false),
            ("123456789012345.12345678", true, false, false),
            ("1234567890123456", false, false, false),
            ("2026-11-24", false, true, false),
            ("2026-02-30", false, false, false),
            ("20261124", true, false, false),
            ("2026-11-24T09:05:00+08:00", false, false, true),
            ("2026-11-24t01:05:00.123z", false, false, true),
            ("2026-11-24 01:05:00Z", false, false, false),
            ("2026-11-24T01:05Z", false, false, false),
            ("2026-11-24T01:05:00", false, false, false),
            ("2026-11-24T01:05:00Z[Asia/Shanghai]", false, false, false),
            ("9999-12-31T23:59:59-23:00", false, false, false),
            ("", false, false, false),
        ] {
            assert_eq!(figure(text).is_some(), figure_ok, "figure {text:?}");
            assert_eq!(day(text).is_some(), day_ok, "day {text:?}");
            assert_eq!(moment(text).is_some(), moment_ok, "moment {text:?}");
        }
    }
}
