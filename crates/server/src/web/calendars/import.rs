//! A year of public holidays from a JSON or ICS file: first shown as what it would change, then kept. The file travels
//! with the question and is read again, so that what is kept has been read here.

use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path},
    http::StatusCode,
};
use serde::Deserialize;
use yidan_domain::{
    Message, Say, Text,
    schedule::{
        book::Tables,
        holidays::{self, Holiday, Holidays, Year},
        year::YearChange,
    },
    text,
};
use yidan_store::calendars;

use super::{
    Answer, Failure, Screen,
    holidays::{Chosen, holidays_page},
};
use crate::{
    page::{Faults, Frame, Nav, filters, html},
    web::form,
};

/// No calendar of holidays is larger, in bytes.
const LARGEST: usize = 1024 * 1024;

#[derive(Template)]
#[template(path = "calendars/preview.html")]
struct PreviewPage {
    frame: Frame,
    /// The country's name.
    name: Text,
    sent: Sent,
    years: Vec<YearChange>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    table: String,
    key: String,
    name: String,
    file: String,
    source: String,
}

pub(super) async fn preview(screen: Screen, form: Multipart) -> Answer {
    screen.must_administer()?;
    let sent = Sent::uploaded(form).await?;
    let tables = screen.app.store.world().company.tables.clone();
    match sent.read(&screen, &tables) {
        Ok((_, name, read)) => {
            let now = tables.get(sent.table_key()).map(|table| table.years).unwrap_or_default();
            let frame = screen.frame().titled("holidays-preview").at(Nav::Settings);
            let page = PreviewPage { frame, name, years: now.changed_by(&read), sent };
            Ok(html(&page.frame, &page))
        }
        Err(refused) => Ok(refused.shown(&screen, sent.chosen())),
    }
}

pub(super) async fn keep(screen: Screen, Form(sent): Form<Sent>) -> Answer {
    screen.must_administer()?;
    let tables = screen.app.store.world().company.tables.clone();
    let (key, name, read) = match sent.read(&screen, &tables) {
        Ok(read) => read,
        Err(refused) => return Ok(refused.shown(&screen, sent.chosen())),
    };
    let actor = screen.actor();
    let years: Vec<String> = read.years().map(|year| year.year.to_string()).collect();
    let keep = move |tx: &mut yidan_store::Tx| calendars::put_holidays(tx, &actor, &key, &name, &read);
    match screen.app.store.write(keep).await {
        Ok(()) => {
            let years = years.iter().map(Text::same).collect::<Vec<_>>();
            Ok(screen.redirect("/calendars/holidays", &Message::new("holidays-imported").with("years", years)))
        }
        Err(error) => {
            let faults = form::faults(&screen, error, &[("calendar-bad-key", "key"), ("calendar-no-name", "name")])?;
            Ok(holidays_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, sent.chosen(), faults, Vec::new()))
        }
    }
}

pub(super) async fn remove(screen: Screen, Path((table, year)): Path<(String, i16)>) -> Answer {
    screen.must_administer()?;
    let actor = screen.actor();
    screen.app.store.write(move |tx| calendars::remove_year(tx, &actor, &table, year)).await?;
    let said = Message::new("holidays-removed").with("year", year.to_string());
    Ok(screen.redirect("/calendars/holidays", &said))
}

/// Why a file is not taken: at a field, or line by line.
#[derive(Default)]
struct Refused {
    field: &'static str,
    fault: String,
    lines: Vec<String>,
}

impl Refused {
    fn at(screen: &Screen, field: &'static str, fault: &Message) -> Self {
        Self { field, fault: screen.frame().reader.say(fault), lines: Vec::new() }
    }

    fn shown(self, screen: &Screen, chosen: Chosen) -> axum::response::Response {
        let mut faults = Faults::default();
        if self.lines.is_empty() {
            faults.add(self.field, self.fault);
        }
        holidays_page(screen, StatusCode::UNPROCESSABLE_ENTITY, chosen, faults, self.lines)
    }
}

impl Sent {
    async fn uploaded(mut form: Multipart) -> Result<Self, Failure> {
        let unreadable = |_| Failure::status(StatusCode::BAD_REQUEST);
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await.map_err(unreadable)? {
            let (name, file) = (field.name().unwrap_or_default().to_owned(), field.file_name().map(str::to_owned));
            let content = field.bytes().await.map_err(unreadable)?;
            let words = String::from_utf8_lossy(&content).into_owned();
            match name.as_str() {
                "table" => sent.table = words,
                "key" => sent.key = words,
                "name" => sent.name = words,
                "file" => (sent.file, sent.source) = (file.unwrap_or_default(), words),
                _ => {}
            }
        }
        Ok(sent)
    }

    fn table_key(&self) -> &str {
        let named = if self.table.is_empty() { &self.key } else { &self.table };
        named.trim()
    }

    fn chosen(&self) -> Chosen {
        Chosen { table: self.table.clone(), key: self.key.clone(), name: self.name.clone() }
    }

    /// The table's key and name, and the years of the file.
    fn read(&self, screen: &Screen, tables: &Tables) -> Result<(String, Text, Holidays), Refused> {
        if self.source.trim().is_empty() {
            return Err(Refused::at(screen, "file", &Message::new("holidays-file-missing")));
        }
        if self.source.len() > LARGEST {
            return Err(Refused::at(screen, "file", &Message::new("holidays-file-too-large")));
        }
        let key = self.table_key().to_owned();
        let known = tables.get(&key).map(|table| table.name);
        let name = known.unwrap_or_else(|| Text::same(text::tidy(&self.name, false)));
        tables.clone().with(&key, name.clone(), Holidays::default()).map_err(|fault| {
            let field = if fault.say().key == "calendar-bad-key" { "key" } else { "name" };
            Refused::at(screen, field, &fault.say())
        })?;
        let zone = &screen.app.store.world().company.zone;
        let read = Holidays::read(&self.source, zone).map_err(|faults| {
            let lines = faults.iter().map(|fault| screen.frame().reader.say(&fault.say())).collect();
            Refused { lines, ..Refused::default() }
        })?;
        Ok((key, name, self.with_source(read)))
    }

    /// Years that do not say where they come from come from this file.
    fn with_source(&self, read: Holidays) -> Holidays {
        let mut years = Vec::<Year>::from(read);
        for year in &mut years {
            if year.papers.is_empty() && !self.file.is_empty() {
                year.papers.push(self.file.clone());
            }
        }
        years.into()
    }
}

impl PreviewPage {
    /// What a day is by one of the two tables.
    fn kind_of(&self, day: &Option<Holiday>) -> &'static str {
        match day.as_ref().map(|day| day.off) {
            Some(true) => "day-kind-holiday",
            Some(false) => "day-kind-make-up",
            None => "holidays-plain",
        }
    }

    fn name_of(&self, day: &Holiday) -> String {
        holidays::name(&day.name).get(self.frame.reader.lang).to_owned()
    }
}
