//! Values of an order as words: what was filled in, what a line says, how much time something is late.

use jiff::SignedDuration;
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, OrderId,
    money::grouped,
    order::{Answer, Channel, FileRef, Handling, Line},
    process::{Field, FieldKind, Step},
};

use super::loaded::Loaded;
use crate::texts::Reader;

/// A value after its name.
pub struct Named {
    /// As it stands before the value, with its colon; empty when the value says enough.
    pub name: String,
    pub value: Shown,
}

pub enum Shown {
    Words(String),
    File(FileLink),
}

#[derive(Clone)]
pub struct FileLink {
    pub name: String,
    pub link: String,
    pub size: String,
}

impl FileLink {
    pub fn of(order: OrderId, file: &FileRef) -> Self {
        Self { name: file.name.clone(), link: format!("/orders/{order}/files/{}", file.id), size: size(file.bytes) }
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes.div_ceil(1_024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// What was filled in, in the order of the form.
pub fn answers(
    order: OrderId,
    step: &Step,
    answers: &std::collections::BTreeMap<String, Answer>,
    reader: &Reader,
) -> Vec<Named> {
    let named = |field: &Field| {
        let answer = answers.get(&field.key)?;
        Some(Named {
            name: before_value(field.name.get(reader.lang), reader),
            value: shown(order, &field.kind, answer, reader),
        })
    };
    step.form.iter().filter_map(named).collect()
}

pub fn shown(order: OrderId, kind: &FieldKind, answer: &Answer, reader: &Reader) -> Shown {
    let words = match answer {
        Answer::Text(words) | Answer::Party(words) => words.clone(),
        Answer::Number(quantity) => quantity.to_string().trim_end().to_owned(),
        Answer::Money(money) => money.to_string(),
        Answer::Date(date) => date.to_string(),
        Answer::Choice(chosen) => choice(kind, chosen, reader),
        Answer::YesNo(yes) => reader.t(if *yes { "yes" } else { "no" }),
        Answer::File(file) => return Shown::File(FileLink::of(order, file)),
    };
    Shown::Words(words)
}

fn before_value(name: &str, reader: &Reader) -> String {
    let colon = if name.ends_with(['?', '？']) { " ".to_owned() } else { reader.t("orders-colon") };
    format!("{name}{colon}")
}

fn choice(kind: &FieldKind, chosen: &str, reader: &Reader) -> String {
    let FieldKind::Choice { options } = kind else { return chosen.to_owned() };
    let option = options.iter().find(|option| option.key == chosen);
    option.map_or_else(|| chosen.to_owned(), |option| option.name.get(reader.lang).to_owned())
}

/// Who deals with an exception, by when, why it happened, and which department bears it.
pub fn handling(handling: &Handling, loaded: &Loaded, reader: &Reader) -> Vec<Named> {
    let world = &loaded.world;
    let owner = handling.owner.map(|owner| loaded.person(owner).to_owned());
    let cause = handling.cause.as_ref().map(|cause| world.causes.name(cause).get(reader.lang).to_owned());
    let department = handling.charged_to.as_ref().map(|key| world.company.department_name(key));
    [
        ("exception-owner", owner),
        ("exception-due", handling.due.map(|due| reader.day(due))),
        ("exception-cause", cause),
        ("exception-charged", department.map(|name| name.get(reader.lang).to_owned())),
    ]
    .into_iter()
    .filter_map(|(key, words)| Some(Named { name: before_value(&reader.t(key), reader), value: Shown::Words(words?) }))
    .collect()
}

pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "channel-phone",
        Channel::Fax => "channel-fax",
        Channel::Email => "channel-email",
        Channel::Online => "channel-online",
        Channel::Other => "channel-other",
    }
}

/// A price with at least the digits of its currency: `12.50`, `0.0385`.
pub fn price(price: Decimal, currency: Currency) -> String {
    let mut price = price.normalize();
    if price.scale() < currency.minor_digits() {
        price.rescale(currency.minor_digits());
    }
    grouped(&price.to_string())
}

/// A line in one row of words: `铸铁法兰 DN80 · 480 件 · 12.50 CNY · −5%`.
pub fn line(line: &Line, currency: Currency) -> String {
    let mut words = vec![format!("{} {}", line.name, line.spec).trim_end().to_owned()];
    words.push(line.quantity.to_string().trim_end().to_owned());
    words.extend(line.price.map(|one| format!("{} {currency}", price(one, currency))));
    if !line.discount_percent.is_zero() {
        words.push(format!("−{}%", line.discount_percent.normalize()));
    }
    words.join(" · ")
}

/// How late, in the largest unit that says enough.
pub fn delay(late: SignedDuration, reader: &Reader) -> String {
    let minutes = late.as_mins();
    let (key, count) = match minutes {
        1_440.. => ("days-late", minutes / 1_440),
        60.. => ("hours-late", minutes / 60),
        _ => ("minutes-late", minutes.max(1)),
    };
    reader.count(key, count)
}

/// A value of a difference; an empty one is said to be so.
pub fn or_none(words: &str, reader: &Reader) -> String {
    if words.is_empty() { reader.t("none") } else { words.to_owned() }
}
