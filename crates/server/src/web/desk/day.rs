//! The end of the day: the desk's orders, the list of the order entry that they are held against, and every difference
//! with what was found out about it.

use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Query, Request},
    http::StatusCode,
};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_documents::{RowFault, booked, sheet};
use yidan_domain::{
    Message, PersonId, Say,
    credit::{Booked, Difference},
    party::Person,
};
use yidan_store::{
    Error,
    credit::days::{self, DeskDay},
    people,
};

use super::{
    super::{
        Answer, Failure, Screen,
        orders::{typed, typed::Typed},
    },
    Places,
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
};

/// Faults of rows that are told at once.
const MOST_FAULTS: usize = 20;

#[derive(Template)]
#[template(path = "desk/day.html")]
struct DayPage {
    frame: Frame,
    places: Places,
    day: Date,
    found: DeskDay,
    people: Vec<Person>,
    pasted: String,
    /// What is wrong with the list, or with a note.
    faults: Faults,
    rows_refused: Vec<String>,
    /// Of a difference that was not resolved: its number, and what was typed.
    note: (String, String),
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    day: String,
}

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let mut faults = Faults::default();
    let day = match typed::day(&asked.day) {
        Ok(day) => day.unwrap_or_else(|| screen.today()),
        Err(why) => {
            faults.add("day", screen.frame().reader.say(&why));
            screen.today()
        }
    };
    page(&screen, StatusCode::OK, day, Tried { faults, ..Tried::default() }).await
}

/// A list or a note that was not taken.
#[derive(Default)]
struct Tried {
    faults: Faults,
    pasted: String,
    rows_refused: Vec<String>,
    /// Of a difference: its number, and what was typed.
    note: (String, String),
}

async fn page(screen: &Screen, status: StatusCode, day: Date, tried: Tried) -> Answer {
    let actor = screen.actor();
    let orders = days::orders_of(&screen.app.store, day);
    let read = screen.app.store.read(move |tx| Ok((days::of(tx, &actor, day, &orders)?, people::all(tx)?)));
    let (found, people) = read.await?;
    let page = DayPage {
        frame: screen.frame().titled("desk-day-title").at(Nav::Desk),
        places: Places::of(screen, "desk-day"),
        day,
        found,
        people,
        pasted: tried.pasted,
        faults: tried.faults,
        rows_refused: tried.rows_refused,
        note: tried.note,
    };
    Ok(html_with(status, &page.frame, &page))
}

fn day_of(typed: &str) -> Result<Date, Failure> {
    typed.parse().map_err(|_| Failure::status(StatusCode::BAD_REQUEST))
}

/// A list as it was sent: a file, or pasted text.
#[derive(Default)]
struct Sent {
    day: String,
    pasted: String,
    file: Option<(String, Vec<u8>)>,
}

impl Sent {
    async fn read(request: Request) -> Result<Self, Failure> {
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Failure::status(StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
        let mut sent = Self::default();
        let unread = |error: axum::extract::multipart::MultipartError| Failure::status(error.status());
        while let Some(part) = form.next_field().await.map_err(unread)? {
            match (part.name().unwrap_or_default(), part.file_name().map(str::to_owned)) {
                ("file", Some(name)) if !name.is_empty() => {
                    sent.file = Some((name, part.bytes().await.map_err(unread)?.to_vec()));
                }
                ("day", None) => sent.day = part.text().await.map_err(unread)?,
                ("pasted", None) => sent.pasted = part.text().await.map_err(unread)?,
                _ => {}
            }
        }
        Ok(sent)
    }
}

pub(super) async fn keep_list(screen: Screen, request: Request) -> Answer {
    let sent = Sent::read(request).await?;
    let day = day_of(&sent.day)?;
    let reader = screen.frame().reader;
    let currency = screen.app.store.world().company.settings.currency;
    let mut tried = Tried { pasted: sent.pasted.clone(), ..Tried::default() };
    let entries = match read_list(&sent, currency) {
        Ok((entries, faults)) if faults.is_empty() => entries,
        Ok((_, faults)) => {
            tried.faults.add("list", reader.count("desk-list-faults", faults.len() as i64));
            tried.rows_refused = faults.iter().take(MOST_FAULTS).map(|fault| row_said(fault, &reader)).collect();
            return page(&screen, StatusCode::UNPROCESSABLE_ENTITY, day, tried).await;
        }
        Err(why) => {
            tried.faults.add("list", reader.say(&why));
            return page(&screen, StatusCode::UNPROCESSABLE_ENTITY, day, tried).await;
        }
    };
    let (actor, count) = (screen.actor(), entries.len());
    match screen.app.store.write(move |tx| days::keep_list(tx, &actor, day, &entries)).await {
        Ok(()) => {
            Ok(screen.redirect(&format!("/desk/day?day={day}"), &Message::new("desk-list-kept").with("count", count)))
        }
        Err(error) => refused(&screen, day, tried, "list", error).await,
    }
}

/// The rows of the file, or else of what was pasted; every row must be read, or nothing is taken.
fn read_list(sent: &Sent, currency: yidan_domain::Currency) -> Result<(Vec<Booked>, Vec<RowFault>), Message> {
    let (name, bytes) = match &sent.file {
        Some((name, bytes)) => (name.as_str(), bytes.as_slice()),
        None if sent.pasted.trim().is_empty() => return Err(Message::new("desk-list-missing")),
        None => ("", sent.pasted.as_bytes()),
    };
    let sheets = sheet::read(name, bytes).map_err(|why| why.say())?;
    let first = sheets.iter().find(|sheet| !sheet.rows.is_empty()).ok_or(Message::new("desk-list-empty"))?;
    Ok(booked::read(first, currency))
}

fn row_said(fault: &RowFault, reader: &Reader) -> String {
    let said = Message::new("desk-row-refused").with("row", fault.place.row).with("column", fault.column.as_str());
    reader.say(&said.with("value", fault.value.as_str()).with("why", reader.say(&fault.problem.say())))
}

pub(super) async fn resolve(screen: Screen, typed: Typed) -> Answer {
    let day = day_of(typed.get("day"))?;
    let (number, note) = (typed.get("number").to_owned(), typed.get("note").to_owned());
    let (actor, orders) = (screen.actor(), days::orders_of(&screen.app.store, day));
    let (field, tried) = (format!("note-{number}"), Tried { note: (number.clone(), note.clone()), ..Tried::default() });
    let resolved = screen.app.store.write(move |tx| days::resolve(tx, &actor, day, &orders, &number, &note));
    match resolved.await {
        Ok(()) => Ok(screen.redirect(&format!("/desk/day?day={day}"), &Message::new("desk-resolved"))),
        Err(error) => refused(&screen, day, tried, &field, error).await,
    }
}

async fn refused(screen: &Screen, day: Date, mut tried: Tried, field: &str, error: Error) -> Answer {
    match error {
        Error::Invalid(message) => {
            tried.faults.add(field, screen.frame().reader.say(&message));
            page(screen, StatusCode::UNPROCESSABLE_ENTITY, day, tried).await
        }
        Error::Refused(refusal) if !matches!(*refusal, yidan_domain::order::refusal::Refusal::NotAllowed { .. }) => {
            tried.faults.add(field, screen.frame().reader.say(&refusal.say()));
            page(screen, StatusCode::UNPROCESSABLE_ENTITY, day, tried).await
        }
        other => Err(other.into()),
    }
}

impl DayPage {
    /// Class and key of the words of how the day stands.
    fn standing(&self) -> (&'static str, String) {
        let reader = &self.frame.reader;
        match (&self.found.list, self.found.open()) {
            (None, _) => ("none", reader.t("desk-day-not-compared")),
            (Some(_), 0) => ("done", reader.t("desk-day-closed")),
            (Some(_), open) => ("late", reader.count("desk-day-open", open as i64)),
        }
    }

    fn name(&self, id: &PersonId) -> &str {
        self.people.iter().find(|person| person.id == *id).map_or("—", |person| person.name.as_str())
    }

    fn said(&self, difference: &Difference) -> String {
        self.frame.reader.say(&difference.say())
    }

    fn day_before(&self) -> Option<Date> {
        self.day.yesterday().ok()
    }

    fn note_fault(&self, number: &str) -> &str {
        self.faults.of(&format!("note-{number}"))
    }

    /// What was typed about this difference.
    fn note_of(&self, number: &str) -> &str {
        if self.note.0 == number { &self.note.1 } else { "" }
    }

    /// What is wrong with a note about a difference that is not there any more.
    fn fault_of_gone(&self) -> &str {
        let mut open = self.found.differences.iter().filter(|(_, resolved)| resolved.is_none());
        match open.any(|(difference, _)| difference.number == self.note.0) {
            true => "",
            false => self.note_fault(&self.note.0),
        }
    }
}
