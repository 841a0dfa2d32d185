//! Days that a calendar takes off or works by the company's own word.

use axum::{Form, extract::Path, http::StatusCode};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{Message, schedule::calendar::OwnDay, text};
use yidan_store::{Error, calendars};

use super::{Answer, Screen, year::year_page};
use crate::web::form;

/// What is typed, as it is typed.
#[derive(Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub from: String,
    /// Empty for a single day.
    pub until: String,
    /// `off` or `worked`.
    pub kind: String,
    pub name: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self { from: String::new(), until: String::new(), kind: "off".into(), name: String::new() }
    }
}

pub(super) async fn add(screen: Screen, Path(key): Path<String>, Form(typed): Form<Typed>) -> Answer {
    screen.must_administer()?;
    let (actor, calendar) = (screen.actor(), key.clone());
    let kept = match typed.read() {
        Ok(own) => {
            let (year, name) = (own.from.year(), own.name.clone());
            let change = move |tx: &mut yidan_store::Tx| {
                calendars::change_calendar(tx, &actor, &calendar, |calendar| calendar.own.push(own.clone()))
            };
            screen.app.store.write(change).await.map(|()| (year, name))
        }
        Err(error) => Err(error),
    };
    match kept {
        Ok((year, name)) => {
            let said = Message::new("calendar-own-added").with("name", name);
            Ok(screen.redirect(&format!("/calendars?calendar={key}&year={year}"), &said))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 5] = [
                ("calendar-own-name", "own-name"),
                ("calendar-own-from", "own-from"),
                ("calendar-own-until", "own-until"),
                ("calendar-own-backwards", "own-until"),
                ("calendar-own-too-long", "own-until"),
            ];
            let mut faults = form::faults(&screen, error, &FIELDS)?;
            let above = faults.of("").to_owned();
            if !above.is_empty() {
                faults.add("own", above);
            }
            let year = read_date(&typed.from).map(|from| from.year());
            year_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, Some(key), year, typed, faults)
        }
    }
}

/// Names the days as they stand in the list, so that what somebody else added meanwhile stays.
#[derive(Deserialize)]
pub(super) struct Meant {
    from: Date,
    until: Date,
    name: String,
}

pub(super) async fn remove(screen: Screen, Path(key): Path<String>, Form(meant): Form<Meant>) -> Answer {
    screen.must_administer()?;
    let (actor, calendar) = (screen.actor(), key.clone());
    let (year, said) = (meant.from.year(), Message::new("calendar-own-removed").with("name", meant.name.as_str()));
    let remove = move |tx: &mut yidan_store::Tx| {
        let others = |own: &OwnDay| (own.from, own.until, &own.name) != (meant.from, meant.until, &meant.name);
        calendars::change_calendar(tx, &actor, &calendar, |calendar| calendar.own.retain(others))
    };
    screen.app.store.write(remove).await?;
    Ok(screen.redirect(&format!("/calendars?calendar={key}&year={year}"), &said))
}

impl Typed {
    fn read(&self) -> Result<OwnDay, Error> {
        let from = read_date(&self.from).ok_or_else(|| Error::invalid("calendar-own-from"))?;
        let until = match self.until.trim() {
            "" => from,
            until => read_date(until).ok_or_else(|| Error::invalid("calendar-own-until"))?,
        };
        Ok(OwnDay { from, until, worked: self.kind == "worked", name: text::tidy(&self.name, false) })
    }

    pub fn kind(&self) -> &str {
        &self.kind
    }
}

fn read_date(written: &str) -> Option<Date> {
    written.trim().parse().ok()
}
