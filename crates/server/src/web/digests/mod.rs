//! The digest of the morning: today's and those of the days before, as a page and as plain text.

mod plain;

use askama::Template;
use axum::{Router, extract::Path, http::header, response::IntoResponse, routing::get};
use jiff::civil::Date;
use yidan_domain::{
    Message, Say,
    digest::{Digest, Line},
};
use yidan_store::{Error, digests};

use super::{Answer, Failure, Screen};
use crate::{
    app::App,
    page::{Frame, filters, html},
    texts::Reader,
};
pub use plain::plain;

/// Days that can be chosen from.
const DAYS: usize = 15;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/digests", get(latest))
        .route("/digests/{day}", get(show))
        .route("/digests/{day}/text", get(text))
}

#[derive(Template)]
#[template(path = "digests/one.html")]
struct DigestPage {
    frame: Frame,
    /// None when there is no digest yet.
    day: Option<Date>,
    days: Vec<Date>,
    sections: Vec<Section>,
    digest_at: String,
}

struct Section {
    key: &'static str,
    count: usize,
    lines: Vec<Shown>,
}

struct Shown {
    link: String,
    number: String,
    customer: String,
    step: String,
    words: String,
    by: String,
}

async fn latest(screen: Screen) -> Answer {
    let days = days(&screen).await?;
    let digest = match days.first() {
        Some(day) => load(&screen, *day).await?,
        None => Digest::default(),
    };
    Ok(page(&screen, days.first().copied(), days, &digest))
}

async fn show(screen: Screen, Path(day): Path<String>) -> Answer {
    let (day, days) = (read(&day)?, days(&screen).await?);
    let digest = load(&screen, day).await?;
    Ok(page(&screen, Some(day), days, &digest))
}

/// As it could be sent by mail.
async fn text(screen: Screen, Path(day): Path<String>) -> Answer {
    let day = read(&day)?;
    let digest = load(&screen, day).await?;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((kind, plain(&digest, day, &screen.frame().reader)).into_response())
}

fn read(day: &str) -> Result<Date, Failure> {
    day.parse().map_err(|_| Error::NotFound("page").into())
}

async fn days(screen: &Screen) -> Result<Vec<Date>, Failure> {
    let person = screen.viewer.person;
    Ok(screen.app.store.read(move |tx| digests::days(tx, person, DAYS)).await?)
}

async fn load(screen: &Screen, day: Date) -> Result<Digest, Failure> {
    let person = screen.viewer.person;
    Ok(screen.app.store.read(move |tx| digests::get(tx, person, day)).await?)
}

fn page(screen: &Screen, day: Option<Date>, days: Vec<Date>, digest: &Digest) -> axum::response::Response {
    let frame = screen.frame().titled("nav-digests");
    let section = |section: &yidan_domain::digest::Section| Section {
        key: section.about.key(),
        count: section.count,
        lines: section.lines.iter().map(|line| Shown::of(line, &frame.reader)).collect(),
    };
    let page = DigestPage {
        day,
        days,
        sections: digest.sections.iter().map(section).collect(),
        digest_at: screen.app.store.world().company.settings.digest_at.strftime("%H:%M").to_string(),
        frame,
    };
    html(&page.frame, &page)
}

impl Shown {
    fn of(line: &Line, reader: &Reader) -> Self {
        let order = line.order.as_ref();
        Self {
            link: order.map(|order| format!("/orders/{}", order.id)).unwrap_or_default(),
            number: order.map(|order| order.number.clone()).unwrap_or_default(),
            customer: order.map(|order| order.customer.clone()).unwrap_or_default(),
            step: line.step.as_ref().map(|step| step.get(reader.lang).to_owned()).unwrap_or_default(),
            words: reader.say(&line.says.say()),
            by: line.by().map(|by| reader.say(&by)).unwrap_or_default(),
        }
    }
}

impl Section {
    fn words(&self) -> String {
        format!("digest-section-{}", self.key)
    }

    fn class(&self) -> &'static str {
        match self.key {
            "overdue" | "late" => "red",
            "due-today" | "will-be-late" => "amber",
            "blocked" | "exceptions" | "unowned" => "plum",
            _ => "",
        }
    }

    /// Those that are counted and not told.
    fn hidden(&self) -> usize {
        self.count.saturating_sub(self.lines.len())
    }
}

impl DigestPage {
    /// When the first one comes.
    fn onward(&self) -> String {
        self.frame.reader.say(&Message::new("digest-none-onward").with("clock", self.digest_at.as_str()))
    }
}
