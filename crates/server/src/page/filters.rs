//! What templates write with. Every filter knows the reader, so none has to be told the language:
//! `{{ "board-title"|t }}`, `{{ step.name|text }}`, `{{ refusal|say }}`, `{{ order.promised|day }}`.

use askama::{Result, Values, filters::Safe, get_value};
use jiff::{Timestamp, civil::Date};
use yidan_domain::{Quantity, Say, Text, money};

use super::Frame;
use crate::assets;

fn frame(values: &dyn Values) -> Result<&Frame> {
    get_value::<Frame>(values, "frame")
}

/// The words of a key.
#[askama::filter_fn]
pub fn t(key: impl AsRef<str>, values: &dyn Values) -> Result<String> {
    Ok(frame(values)?.reader.t(key.as_ref()))
}

/// The words of a key with a number in its `{ $count }`.
#[askama::filter_fn]
pub fn count<N: std::fmt::Display>(key: impl AsRef<str>, values: &dyn Values, number: N) -> Result<String> {
    let number = number.to_string().parse().unwrap_or(i64::MAX);
    Ok(frame(values)?.reader.count(key.as_ref(), number))
}

/// Whatever the domain says: a refusal, a block, an event.
#[askama::filter_fn]
pub fn say(sentence: &dyn Say, values: &dyn Values) -> Result<String> {
    Ok(frame(values)?.reader.say(&sentence.say()))
}

/// A name in two languages.
#[askama::filter_fn]
pub fn text(text: &Text, values: &dyn Values) -> Result<String> {
    Ok(text.get(frame(values)?.reader.lang).to_owned())
}

/// A moment: `11-24 09:05`; with a full, machine-readable time beside it.
#[askama::filter_fn]
pub fn time(at: &Timestamp, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(format!("<time datetime=\"{at:.0}\">{}</time>", frame(values)?.reader.time(*at))))
}

/// A day: `11-24`, with the year when it is not this one.
#[askama::filter_fn]
pub fn day(date: &Date, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(format!("<time datetime=\"{date}\">{}</time>", frame(values)?.reader.day(*date))))
}

/// A number with its thousands grouped.
#[askama::filter_fn]
pub fn grouped(number: impl std::fmt::Display, _: &dyn Values) -> Result<String> {
    Ok(money::grouped(&number.to_string()))
}

/// A quantity in a table; where there is none of it, a dash says that at a glance.
#[askama::filter_fn]
pub fn some(quantity: &Quantity, values: &dyn Values) -> Result<String> {
    let reader = &frame(values)?.reader;
    Ok(if quantity.ten_thousandths == 0 { "–".to_owned() } else { reader.quantity(quantity) })
}

/// A unit as the reader calls it.
#[askama::filter_fn]
pub fn unit(unit: impl AsRef<str>, values: &dyn Values) -> Result<String> {
    Ok(frame(values)?.reader.unit(unit.as_ref()).to_owned())
}

/// A drawing of `web/icons`, as a mark beside words that say the same.
#[askama::filter_fn]
pub fn icon(name: impl std::fmt::Display, _: &dyn Values) -> Result<Safe<String>> {
    let sprite = &assets::ICONS.url;
    Ok(Safe(format!(r##"<svg class="icon" aria-hidden="true"><use href="{sprite}#{name}"/></svg>"##)))
}

/// The first character of a name, for its round mark.
#[askama::filter_fn]
pub fn initial(name: impl AsRef<str>, _: &dyn Values) -> Result<String> {
    Ok(name.as_ref().chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default())
}
