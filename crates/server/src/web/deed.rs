//! A form of a ledger on a page of its own: what it is about, its fields, and what was wrong with them. And the reading of
//! what was typed, value by value.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use yidan_documents::Problem;
use yidan_domain::{Currency, Message, Money, Say};
use yidan_store::{Error, Result, Tx};

use super::{
    Answer, Failure, Screen, failure, form,
    orders::{
        fields::{Field, Kind},
        typed::{self, Typed},
    },
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "deed.html")]
pub struct DeedPage {
    pub frame: Frame,
    /// Where it leads back to, and what that is called.
    pub back: (String, String),
    pub action: String,
    /// What the button says.
    pub words: String,
    pub is_danger: bool,
    /// Names and values of what it is about.
    pub facts: Vec<(String, String)>,
    pub version: u64,
    /// Drawn where the form is shown, for what it enters: what is sent twice is kept once.
    pub id: uuid::Uuid,
    /// Names and values that the form carries along.
    pub hidden: Vec<(String, String)>,
    pub fields: Vec<Field>,
    pub faults: Faults,
    pub refused: String,
}

impl DeedPage {
    /// In the finance pages; others say where they are.
    pub fn new(screen: &Screen, title: &str, back: (String, String), action: String) -> Self {
        Self::at(screen, Nav::Finance, title, back, action)
    }

    pub fn at(screen: &Screen, nav: Nav, title: &str, back: (String, String), action: String) -> Self {
        let frame = screen.frame().titled(title).at(nav);
        Self {
            words: frame.title.clone(),
            frame,
            back,
            action,
            is_danger: false,
            facts: Vec::new(),
            version: 0,
            id: uuid::Uuid::now_v7(),
            hidden: Vec::new(),
            fields: Vec::new(),
            faults: Faults::default(),
            refused: String::new(),
        }
    }

    pub fn fact(mut self, key: &str, value: impl ToString) -> Self {
        self.facts.push((self.frame.t(key), value.to_string()));
        self
    }

    /// Shows again what was typed.
    pub fn take(&mut self, typed: &Typed) {
        self.id = typed.get("id").parse().unwrap_or(self.id);
        self.fields.iter_mut().for_each(|field| field.take(typed));
    }

    pub fn field(&self, name: &str, key: &str, kind: Kind) -> Field {
        Field::new(name, self.frame.t(key), kind)
    }

    pub fn answer(self, status: StatusCode) -> Response {
        html_with(status, &self.frame, &self).into_response()
    }

    pub fn faulty(mut self, faults: Faults) -> Answer {
        self.faults = faults;
        Ok(self.answer(StatusCode::UNPROCESSABLE_ENTITY))
    }

    /// Does what was asked, or shows the form again with why not. `fields` says which messages belong to which field.
    pub async fn done<T: Send + 'static>(
        mut self,
        screen: &Screen,
        fields: &[(&str, &str)],
        done: &Message,
        to: impl FnOnce(T) -> String,
        work: impl Fn(&mut Tx) -> Result<T> + Send + 'static,
    ) -> Answer {
        match screen.app.store.write(work).await {
            Ok(result) => Ok(screen.redirect(&to(result), done)),
            Err(error) => {
                let status = refuse(screen, error, fields, &mut self.faults)?;
                self.refused = self.faults.of("").to_owned();
                Ok(self.answer(status))
            }
        }
    }
}

/// Somebody else has booked on the same invoice or receipt meanwhile.
pub const MOVED: &str = "finance-moved";

/// Notes why something was not booked at the field that it is about, and says with which status that is answered.
pub fn refuse(
    screen: &Screen,
    error: Error,
    fields: &[(&str, &str)],
    faults: &mut Faults,
) -> std::result::Result<StatusCode, Failure> {
    let is_mendable = failure::status_of(&error) == StatusCode::UNPROCESSABLE_ENTITY;
    // A day that lies wrong is mended in the form like any other value.
    let error = if is_mendable { Error::Invalid(error.say()) } else { error };
    let status = match &error {
        Error::Invalid(message) if message.key == MOVED => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    for (field, words) in form::faults(screen, error, fields)?.iter() {
        faults.add(field, words);
    }
    Ok(status)
}

/// Which field most refusals of the ledger are about.
pub const FIELDS: [(&str, &str); 9] = [
    ("entry-before", "day"),
    ("entry-reversed-before", "day"),
    ("refusal-day-in-the-future", "day"),
    ("entry-more-than-open", "amount"),
    ("entry-more-than-left", "amount"),
    ("entry-not-positive", "amount"),
    ("entry-amounts-differ", "takes"),
    ("entry-both-amounts", "takes"),
    ("entry-no-such-instalment", "instalment"),
];

/// Values of a form, read one by one; what can't be read is noted at its field.
pub struct Reading<'a> {
    pub typed: &'a Typed,
    reader: &'a Reader,
    pub faults: Faults,
}

impl<'a> Reading<'a> {
    pub fn of(typed: &'a Typed, reader: &'a Reader) -> Self {
        Self { typed, reader, faults: Faults::default() }
    }

    pub fn take<T>(&mut self, field: &str, read: std::result::Result<T, Message>) -> Option<T> {
        read.map_err(|why| self.faults.add(field, self.reader.say(&why))).ok()
    }

    pub fn money(&mut self, field: &str, currency: Currency) -> Option<Money> {
        let read = money(self.typed.get(field), currency);
        self.take(field, read.and_then(|money| money.ok_or(Message::new("finance-amount-missing"))))
    }

    /// An amount that may be left out.
    pub fn money_if(&mut self, field: &str, currency: Currency) -> Option<Option<Money>> {
        let read = money(self.typed.get(field), currency);
        self.take(field, read)
    }

    pub fn day(&mut self, field: &str) -> Option<Date> {
        let read = typed::day(self.typed.get(field));
        self.take(field, read.and_then(|day| day.ok_or(Message::new("finance-day-missing"))))
    }

    pub fn currency(&mut self, field: &str) -> Option<Currency> {
        let read = self.typed.get(field).parse::<Currency>();
        self.take(field, read.map_err(|_| Message::new("import-unknown-currency")))
    }

    /// One of those that are offered.
    pub fn parsed<T: std::str::FromStr>(&mut self, field: &str) -> Option<T> {
        let read = self.typed.get(field).parse();
        self.take(field, read.map_err(|_| Message::new("finance-choice-missing")))
    }
}

/// An amount as typed; none where nothing was.
pub fn money(typed: &str, currency: Currency) -> std::result::Result<Option<Money>, Message> {
    let exact = |amount| {
        let digits = currency.minor_digits();
        Money::exact(amount, currency).ok_or_else(|| Problem::TooPrecise { digits }.say())
    };
    typed::number(typed)?.map(exact).transpose()
}
