//! What somebody typed into a form, whether it came with files or without: names and values in the order of the page.
//! And how single values are read: numbers with full-width digits or grouped thousands, days in every plain writing.

use axum::{
    Form, RequestExt,
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use jiff::{
    Timestamp,
    civil::{DateTime, Time},
    tz::TimeZone,
};
use rust_decimal::Decimal;
use yidan_documents::{sheet::Cell, values};
use yidan_domain::{FileId, Message, Say, order::FileRef, text::plain};

use super::super::Failure;
use crate::app::App;

/// Ends the name of a hidden field that carries a file kept by an earlier sending of the same form.
const KEPT: &str = "-kept";

#[derive(Debug, Default)]
pub struct Typed {
    values: Vec<(String, String)>,
    uploads: Vec<Upload>,
}

#[derive(Debug)]
struct Upload {
    field: String,
    name: String,
    content: Vec<u8>,
}

impl FromIterator<(String, String)> for Typed {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(values: T) -> Self {
        Self { values: values.into_iter().collect(), uploads: Vec::new() }
    }
}

impl FromRequest<App> for Typed {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, app).await.map_err(|_| unreadable())?;
            return with_files(multipart).await.map_err(|error| Failure::status(error.status()));
        }
        if kind.is_empty() {
            return Ok(Self::default());
        }
        let Form(values) = request.extract::<Form<Vec<(String, String)>>, _>().await.map_err(|_| unreadable())?;
        Ok(values.into_iter().collect())
    }
}

fn unreadable() -> Failure {
    Failure::status(StatusCode::BAD_REQUEST)
}

async fn with_files(mut multipart: Multipart) -> Result<Typed, axum::extract::multipart::MultipartError> {
    let mut typed = Typed::default();
    while let Some(part) = multipart.next_field().await? {
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            // A file field that was left empty comes as a file without a name.
            Some(name) if name.is_empty() => {}
            Some(name) => typed.uploads.push(Upload { field, name, content: part.bytes().await?.into() }),
            None => typed.values.push((field, part.text().await?)),
        }
    }
    Ok(typed)
}

impl Typed {
    /// What was typed into the field; empty when nothing was.
    pub fn get(&self, field: &str) -> &str {
        self.values.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    pub fn has(&self, field: &str) -> bool {
        self.values.iter().any(|(name, _)| name == field)
    }

    /// The names of the fields that begin so.
    pub fn names<'a>(&'a self, begin: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().map(|(name, _)| name.as_str()).filter(move |name| name.starts_with(begin))
    }

    /// The names of the fields that begin so and hold something.
    pub fn filled<'a>(&'a self, begin: &'a str) -> impl Iterator<Item = &'a str> {
        let is_filled = move |(name, value): &&(String, String)| name.starts_with(begin) && !value.trim().is_empty();
        self.values.iter().filter(is_filled).map(|(name, _)| name.as_str())
    }

    /// Every value of a field that is there once a row.
    pub fn all(&self, field: &str) -> Vec<&str> {
        self.values.iter().filter(|(name, _)| name == field).map(|(_, value)| value.as_str()).collect()
    }

    pub fn version(&self) -> Option<u64> {
        self.get("version").parse().ok()
    }

    /// The files of a field: those that came now, and those kept when the form was sent before and was not accepted.
    pub async fn files(&self, app: &App, field: &str) -> Result<Vec<FileRef>, Failure> {
        self.some_files(app, field, usize::MAX).await
    }

    /// How many files came with a field now.
    pub fn uploaded(&self, field: &str) -> usize {
        self.uploads.iter().filter(|upload| upload.field == field).count()
    }

    /// Those alone that came now: for whom a hash must not stand for a file.
    pub async fn new_files(&self, app: &App, field: &str, most: usize) -> yidan_store::Result<Vec<FileRef>> {
        let mut files = Vec::new();
        for upload in self.uploads.iter().filter(|upload| upload.field == field).take(most) {
            files.push(keep(app, &upload.name, upload.content.clone()).await?);
        }
        Ok(files)
    }

    /// The same, of each kind as many as are wanted at the most.
    pub async fn some_files(&self, app: &App, field: &str, most: usize) -> Result<Vec<FileRef>, Failure> {
        let mut files = Vec::new();
        for token in self.all(&format!("{field}{KEPT}")).into_iter().take(most) {
            files.extend(kept_before(app, token).await?);
        }
        files.extend(self.new_files(app, field, most).await?);
        Ok(files)
    }
}

async fn keep(app: &App, name: &str, content: Vec<u8>) -> yidan_store::Result<FileRef> {
    // Judged by the name alone: what a browser says of a file is a guess by its name too, and can be forged.
    let kind = mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream");
    app.store.files().keep(FileId(uuid::Uuid::now_v7()), name, kind, content).await
}

/// What the hidden field of a kept file says.
pub fn token(file: &FileRef) -> String {
    format!("{}:{}", file.sha256, file.name)
}

async fn kept_before(app: &App, token: &str) -> Result<Option<FileRef>, Failure> {
    let Some((sha256, name)) = token.split_once(':').filter(|(hash, _)| is_hash(hash)) else {
        return Ok(None);
    };
    let named = FileRef {
        id: FileId(uuid::Uuid::nil()),
        name: String::new(),
        media_type: String::new(),
        bytes: 0,
        sha256: sha256.to_owned(),
    };
    match app.store.files().content(&named).await {
        Ok(content) => Ok(Some(keep(app, name, content).await?)),
        Err(yidan_store::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn is_hash(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// A cell of one field, as sheets are read.
pub fn cell(typed: &str) -> Cell {
    Cell::Text(typed.to_owned())
}

pub fn day(typed: &str) -> Result<Option<jiff::civil::Date>, Message> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    values::date(&cell(typed)).map(|(date, _)| Some(date)).map_err(|problem| problem.say())
}

/// A day, from midnight unless a time of day stands behind it: `2026-05-17`, `2026-05-17 14:30`, `2026-05-17T14:30`.
pub fn day_time(typed: &str) -> Result<Option<DateTime>, Message> {
    let typed = plain(typed);
    let (date, time) = typed.rsplit_once([' ', 'T']).filter(|(_, time)| time.contains(':')).unwrap_or((&typed, ""));
    // The program itself keeps seconds, and a form gives back what it has shown.
    let time = match time.split(':').count() {
        3 => time.parse().map(Some).map_err(|_| Message::new("typed-clock-unreadable"))?,
        _ => clock(time)?,
    };
    Ok(day(date)?.map(|date| date.to_datetime(time.unwrap_or_default())))
}

/// So that [`day_time`] reads it again; midnight goes without saying.
pub fn written(at: DateTime) -> String {
    let form = match (at.time() == Time::midnight(), at.second()) {
        (true, _) => "%Y-%m-%d",
        (false, 0) => "%Y-%m-%d %H:%M",
        (false, _) => "%Y-%m-%d %H:%M:%S",
    };
    at.strftime(form).to_string()
}

pub fn number(typed: &str) -> Result<Option<Decimal>, Message> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    values::number(&cell(typed)).map(Some).map_err(|problem| problem.say())
}

/// A day and a time of day in the company's zone. A time alone is today's; a day alone is not enough.
pub fn moment(
    day_typed: &str,
    clock_typed: &str,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Option<Timestamp>, Message> {
    let date = day(day_typed)?;
    let clock = clock(clock_typed)?;
    match (date, clock) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(Message::new("typed-clock-missing")),
        (date, Some(clock)) => {
            let date = date.unwrap_or_else(|| zone.to_datetime(now).date());
            let at = zone.to_timestamp(date.to_datetime(clock)).map_err(|_| Message::new("typed-clock-unreadable"))?;
            Ok(Some(at))
        }
    }
}

/// `9:05`, `09：05`, `0905`.
pub fn clock(typed: &str) -> Result<Option<Time>, Message> {
    let typed = plain(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let read = || {
        let (hour, minute) = typed.split_once(':').or_else(|| typed.split_at_checked(typed.len().checked_sub(2)?))?;
        let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        (digits(hour) && minute.len() == 2 && digits(minute)).then_some(())?;
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    };
    read().map(Some).ok_or_else(|| Message::new("typed-clock-unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_have_a_time_of_day_behind_it() {
        for (typed, read) in [
            ("2026-05-17", Ok("2026-05-17")),
            ("2026-05-17 14:30", Ok("2026-05-17 14:30")),
            ("2026-05-17T14:30", Ok("2026-05-17 14:30")),
            ("２０２６／５／１７　９：０５", Ok("2026-05-17 09:05")),
            ("2026 年 5 月 17 日", Ok("2026-05-17")),
            ("2026-05-17 00:00", Ok("2026-05-17")),
            ("2026-05-17 14:30:05", Ok("2026-05-17 14:30:05")),
            (" ", Ok("")),
            ("2026-05-17 25:00", Err("typed-clock-unreadable")),
            ("2026-05-17 14:30:77", Err("typed-clock-unreadable")),
        ] {
            let shown = day_time(typed).map(|at| at.map(written).unwrap_or_default());
            assert_eq!(shown.as_deref().map_err(|fault| fault.key), read, "{typed:?}");
            if let Ok(shown) = shown {
                assert_eq!(day_time(&shown).map(|at| at.map(written).unwrap_or_default()), Ok(shown), "read again");
            }
        }
        assert!(day_time("30 Feb").is_err() && day_time("14:30").is_err());
    }

    #[test]
    fn times_of_day_are_read_as_people_write_them() {
        for (typed, read) in [
            ("9:05", Ok(Some("09:05"))),
            ("０９：３０", Ok(Some("09:30"))),
            ("1745", Ok(Some("17:45"))),
            ("", Ok(None)),
            ("9:5", Err("typed-clock-unreadable")),
            ("25:00", Err("typed-clock-unreadable")),
            ("下午", Err("typed-clock-unreadable")),
            ("1", Err("typed-clock-unreadable")),
        ] {
            let shown = clock(typed).map(|time| time.map(|time| time.strftime("%H:%M").to_string()));
            assert_eq!(shown.as_ref().map(Option::as_deref).map_err(|fault| fault.key), read, "{typed:?}");
        }
    }
}
