//! Words on the screen: keys of the domain and of the templates become sentences in the reader's language.
//! The sentences live in `texts/{zh,en}/*.ftl` (Fluent); no other place in the program holds any.

use std::{borrow::Cow, collections::HashMap};

use fluent_templates::{FluentBundle, LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid, static_loader};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use yidan_domain::{Arg, Lang, Message, Quantity, money::grouped, quantity::english_unit};

static_loader! {
    static TEXTS = {
        locales: "./texts",
        fallback_language: "zh",
        customise: |bundle| {
            // Marks around filled-in words would be copied into names and numbers.
            bundle.set_use_isolating(false);
            group_numbers(bundle);
        },
    };
}

static ZH: LanguageIdentifier = langid!("zh");
static EN: LanguageIdentifier = langid!("en");

type Filled = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// Who reads: the language, the zone in which times are told, and now.
#[derive(Debug, Clone)]
pub struct Reader {
    pub lang: Lang,
    pub zone: TimeZone,
    pub now: Timestamp,
}

/// The words of `key`; the key itself when there are none, so that a gap shows and nothing fails.
pub fn t(lang: Lang, key: &str) -> String {
    TEXTS.try_lookup(language(lang), key).unwrap_or_else(|| key.to_owned())
}

impl Reader {
    pub fn t(&self, key: &str) -> String {
        t(self.lang, key)
    }

    /// Units are entered in Chinese by most; who reads English is shown their usual English names.
    pub fn unit<'a>(&self, unit: &'a str) -> &'a str {
        match self.lang {
            Lang::En => english_unit(unit),
            Lang::Zh => unit,
        }
    }

    pub fn quantity(&self, quantity: &Quantity) -> String {
        format!("{} {}", grouped(&quantity.amount().to_string()), self.unit(&quantity.unit))
    }

    pub fn say(&self, message: &Message) -> String {
        let filled = message.args.iter().map(|(name, arg)| (Cow::Borrowed(*name), self.value(arg))).collect();
        self.fill(message.key, &filled)
    }

    /// The words of `key` with a number in its `{ $count }`.
    pub fn count(&self, key: &str, count: i64) -> String {
        self.fill(key, &HashMap::from([(Cow::Borrowed("count"), FluentValue::from(count))]))
    }

    fn fill(&self, key: &str, filled: &Filled) -> String {
        TEXTS.try_lookup_with_args(language(self.lang), key, filled).unwrap_or_else(|| key.to_owned())
    }

    /// A value by itself, as sentences fill it in.
    pub fn words(&self, arg: &Arg) -> String {
        match arg {
            Arg::Number(number) => grouped(&number.to_string()),
            Arg::Words(words) => words.clone(),
            Arg::Text(text) => text.get(self.lang).to_owned(),
            Arg::List(texts) => self.list(texts.iter().map(|text| text.get(self.lang))),
            Arg::Money(money) => money.to_string(),
            Arg::Date(date) => date.to_string(),
            Arg::Time(time) => self.time(*time),
        }
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Number(number) => FluentValue::from(*number),
            arg => self.words(arg).into(),
        }
    }

    /// Names one after another, as the language separates them.
    pub fn list<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> String {
        let separator = match self.lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        };
        names.into_iter().collect::<Vec<_>>().join(separator)
    }

    /// A moment on the company's clock: `11-24 09:05`, with the year when it is not this one.
    pub fn time(&self, at: Timestamp) -> String {
        let at = self.zone.to_datetime(at);
        let format = if at.year() == self.today().year() { "%m-%d %H:%M" } else { "%Y-%m-%d %H:%M" };
        at.strftime(format).to_string()
    }

    /// A day where the year goes without saying: `11-24`, with the year when it is not this one.
    pub fn day(&self, date: Date) -> String {
        let format = if date.year() == self.today().year() { "%m-%d" } else { "%Y-%m-%d" };
        date.strftime(format).to_string()
    }

    /// The same where there is little room: the year, where it is needed, in two digits.
    pub fn short_day(&self, date: Date) -> String {
        let format = if date.year() == self.today().year() { "%m-%d" } else { "%y-%m-%d" };
        date.strftime(format).to_string()
    }

    pub fn today(&self) -> Date {
        self.zone.to_datetime(self.now).date()
    }
}

fn language(lang: Lang) -> &'static LanguageIdentifier {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

fn group_numbers<R>(bundle: &mut FluentBundle<R>) {
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(grouped(&number.as_string())),
        _ => None,
    }));
}

#[cfg(test)]
mod tests;
