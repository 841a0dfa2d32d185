//! The name, hours and public holidays of a calendar.

use askama::Template;
use axum::{Form, extract::Path, http::StatusCode};
use jiff::civil::Weekday;
use serde::Deserialize;
use yidan_domain::{
    Message, Say, Text,
    schedule::{
        book::Named,
        hours::{Hours, HoursFault},
    },
    text,
};
use yidan_store::{Error, Tx, calendars};

use super::{Answer, Screen, year::WEEKDAYS};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::form,
};

/// What is typed, as it is typed.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    zh: String,
    en: String,
    monday: String,
    tuesday: String,
    wednesday: String,
    thursday: String,
    friday: String,
    saturday: String,
    sunday: String,
    /// Key of a table; empty for none.
    holidays: String,
}

/// Fields of the days of the week, Monday first.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

#[derive(Template)]
#[template(path = "calendars/edit.html")]
struct EditPage {
    frame: Frame,
    /// Of the calendar that is changed.
    key: Option<String>,
    typed: Typed,
    tables: Vec<(String, Text)>,
    faults: Faults,
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    screen.must_administer()?;
    let company = &screen.app.store.world().company;
    // Most calendars are a little different from the company's.
    let like = company.book.get(&company.book.company).map(Typed::of).unwrap_or_default();
    let typed = Typed { zh: String::new(), en: String::new(), ..like };
    Ok(edit_page(&screen, StatusCode::OK, None, typed, Faults::default()))
}

pub(super) async fn show(screen: Screen, Path(key): Path<String>) -> Answer {
    screen.must_administer()?;
    let world = screen.app.store.world();
    let typed = Typed::of(world.company.book.get(&key).ok_or(Error::NotFound("calendar"))?);
    Ok(edit_page(&screen, StatusCode::OK, Some(key), typed, Faults::default()))
}

pub(super) async fn add(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    keep(screen, None, typed).await
}

pub(super) async fn change(screen: Screen, Path(key): Path<String>, Form(typed): Form<Typed>) -> Answer {
    keep(screen, Some(key), typed).await
}

pub(super) async fn remove(screen: Screen, Path(key): Path<String>) -> Answer {
    screen.must_administer()?;
    let actor = screen.actor();
    screen.app.store.write(move |tx| calendars::remove_calendar(tx, &actor, &key)).await?;
    Ok(screen.redirect("/calendars", &Message::new("calendar-removed")))
}

async fn keep(screen: Screen, key: Option<String>, typed: Typed) -> Answer {
    screen.must_administer()?;
    let hours = match typed.hours() {
        Ok(hours) => hours,
        Err((field, fault)) => {
            let mut faults = Faults::default();
            faults.add(field, screen.frame().reader.say(&fault.say()));
            return Ok(edit_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, key, typed, faults));
        }
    };
    let (actor, wanted, changed) = (screen.actor(), typed.named(hours), key.clone());
    let kept = screen.app.store.write(move |tx: &mut Tx| match &changed {
        Some(key) => calendars::change_calendar(tx, &actor, key, |calendar| {
            let own = std::mem::take(&mut calendar.own);
            *calendar = Named { key: key.clone(), own, ..wanted.clone() };
        })
        .map(|()| key.clone()),
        None => calendars::add_calendar(tx, &actor, &wanted),
    });
    match kept.await {
        Ok(key) => {
            let said = Message::new("calendar-kept").with("name", typed.name());
            Ok(screen.redirect(&format!("/calendars?calendar={key}"), &said))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 3] =
                [("calendar-no-name", "zh"), ("calendar-same-name", "zh"), ("calendar-unknown-table", "holidays")];
            let faults = form::faults(&screen, error, &FIELDS)?;
            Ok(edit_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, key, typed, faults))
        }
    }
}

fn edit_page(
    screen: &Screen,
    status: StatusCode,
    key: Option<String>,
    typed: Typed,
    faults: Faults,
) -> axum::response::Response {
    let title = if key.is_none() { "calendar-new" } else { "calendar-edit" };
    let tables = screen.app.store.world().company.tables.names();
    let page = EditPage { frame: screen.frame().titled(title).at(Nav::Settings), key, typed, tables, faults };
    html_with(status, &page.frame, &page)
}

impl Typed {
    fn of(calendar: &Named) -> Self {
        let mut days = Weekday::Monday.cycle_forward().map(|day| Hours::written_day(calendar.hours.on(day)));
        let mut next = || days.next().unwrap_or_default();
        Self {
            zh: calendar.name.zh.clone(),
            en: calendar.name.en.clone(),
            monday: next(),
            tuesday: next(),
            wednesday: next(),
            thursday: next(),
            friday: next(),
            saturday: next(),
            sunday: next(),
            holidays: calendar.holidays.clone().unwrap_or_default(),
        }
    }

    fn days(&self) -> [&str; 7] {
        [&self.monday, &self.tuesday, &self.wednesday, &self.thursday, &self.friday, &self.saturday, &self.sunday]
    }

    /// The week, or the field that cannot be read.
    fn hours(&self) -> Result<Hours, (&'static str, HoursFault)> {
        let mut week: [Vec<_>; 7] = Default::default();
        for (place, written) in self.days().into_iter().enumerate() {
            week[place] = Hours::read_day(written).map_err(|fault| (DAYS[place], fault))?;
        }
        Hours::new(week).map_err(|fault| (DAYS[0], fault))
    }

    fn name(&self) -> Text {
        Text::new(text::tidy(&self.zh, false), text::tidy(&self.en, false))
    }

    fn named(&self, hours: Hours) -> Named {
        let holidays = Some(self.holidays.clone()).filter(|key| !key.is_empty());
        Named { key: String::new(), name: self.name(), hours, holidays, own: Vec::new() }
    }
}

impl EditPage {
    fn action(&self) -> String {
        self.key.as_ref().map_or_else(|| "/calendars".to_owned(), |key| format!("/calendars/{key}"))
    }

    fn back(&self) -> String {
        self.key.as_ref().map_or_else(|| "/calendars".to_owned(), |key| format!("/calendars?calendar={key}"))
    }

    /// Field, the key of its label, what is typed.
    fn days(&self) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
        DAYS.into_iter().zip(WEEKDAYS).zip(self.typed.days()).map(|((field, label), typed)| (field, label, typed))
    }
}
