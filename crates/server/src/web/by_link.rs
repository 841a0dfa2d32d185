//! `/l/{secret}`: the page that a private link opens, for somebody without an account. It shows what the link is for and
//! nothing else; a link that was never made, has ended or has expired is a page that is not there. Whoever tries links is
//! slowed down by address, as with wrong passwords.

use std::net::SocketAddr;

use askama::Template;
use axum::{
    Extension, Router,
    extract::{ConnectInfo, Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};
use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    Message,
    production::{Entry, Kind, Lot, MOST_PHOTOS, Report, Teller},
};
use yidan_store::{
    Error, World,
    links::{self, Link},
    production::{self, ByLink, Told},
    sessions,
};

use super::{
    Answer, Failure, failure,
    orders::{files, typed::Typed},
    production::{
        report_form::{FIELDS, ReportForm},
        said,
    },
    screen::Asked,
};
use crate::{
    app::App,
    page::{Frame, filters, html_with},
    secrets,
    texts::Reader,
};

/// Photos that a factory may send of one job.
const MOST_PHOTOS_OF_JOB: usize = 100;

pub fn routes() -> Router<App> {
    Router::new().route("/l/{secret}", get(show).post(report)).route("/l/{secret}/photos/{file}", get(photo))
}

#[derive(Template)]
#[template(path = "by_link/job.html")]
struct JobPage {
    frame: Frame,
    /// Where the form is sent.
    here: String,
    number: String,
    goods: String,
    operation: String,
    unit: String,
    sent: String,
    out: String,
    is_open: bool,
    agreed: Option<Date>,
    note: String,
    form_of: ReportForm,
    said: Vec<Said>,
}

struct Said {
    day: Date,
    at: Timestamp,
    what: Vec<String>,
    note: String,
    /// By this factory's own word.
    is_own: bool,
    is_void: bool,
    photos: Vec<(String, String)>,
}

async fn show(
    State(app): State<App>,
    Extension(asked): Extension<Asked>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Path(secret): Path<String>,
) -> Answer {
    let (link, found) = opened(&app, &asked, &address, &secret).await?;
    Ok(answer(&page(&app, &asked, (&link, &secret), &found), StatusCode::OK))
}

async fn report(
    State(app): State<App>,
    Extension(asked): Extension<Asked>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Path(secret): Path<String>,
    form: Typed,
) -> Answer {
    let (link, found) = opened(&app, &asked, &address, &secret).await?;
    let mut page = page(&app, &asked, (&link, &secret), &found);
    page.form_of.take(&form);
    let reader = page.frame.reader.clone();
    let Some((report, told)) = page.form_of.read(&form, &reader) else {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let room = room_for_photos(&found);
    match tell(&app, link, (form, room), (report, told), asked.now).await {
        Ok(()) => Ok(hidden(asked.redirect(&app, &page.here, &Message::new("lot-reported")))),
        Err(error) if failure::status_of(&error) == StatusCode::UNPROCESSABLE_ENTITY => {
            let message = yidan_domain::Say::say(&error);
            let field = FIELDS.iter().find(|(begin, _)| message.key.starts_with(begin)).map_or("", |(_, field)| *field);
            page.form_of.faults.add(field, reader.say(&message));
            Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps the report. Whoever has a link must not be able to fill the disk: photos are kept only of what will be kept.
async fn tell(
    app: &App,
    link: Link,
    (form, room): (Typed, usize),
    (report, told): (Report, Told),
    now: Timestamp,
) -> Result<(), Error> {
    let (of, asked, as_told) = (link.clone(), report.clone(), told.clone());
    let would = move |tx: &mut yidan_store::Tx| production::would_report_by_link(tx, &of, &asked, &as_told, now);
    let photos = match app.store.read(would).await? {
        true if form.uploaded("photos") > room => {
            let full = Message::new("link-photos-full").with("limit", MOST_PHOTOS_OF_JOB).with("each", MOST_PHOTOS);
            return Err(Error::Invalid(full));
        }
        true => form.new_files(app, "photos", room).await?,
        false => Vec::new(),
    };
    let report = Report { photos, ..report };
    let work = move |tx: &mut yidan_store::Tx| {
        production::report_by_link(tx, &link, report.clone(), told.clone(), now).map(drop)
    };
    app.store.write(work).await
}

/// How many photos may come with a report.
fn room_for_photos(found: &ByLink) -> usize {
    let of_factory = found.entries.iter().filter(|entry| is_of_factory(entry));
    let kept = of_factory.flat_map(|entry| said::photos(&entry.kind)).count();
    MOST_PHOTOS_OF_JOB.saturating_sub(kept).min(MOST_PHOTOS)
}

/// By the factory's own word.
fn is_of_factory(entry: &Entry) -> bool {
    matches!(entry.by, Teller::Outside(_))
}

/// A photo that the factory has sent of this job.
async fn photo(
    State(app): State<App>,
    Extension(asked): Extension<Asked>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Path((secret, file)): Path<(String, String)>,
) -> Answer {
    let (_, found) = opened(&app, &asked, &address, &secret).await?;
    let own = found.entries.iter().filter(|entry| is_of_factory(entry));
    let mut photos = own.flat_map(|entry| said::photos(&entry.kind));
    let kept = photos.find(|kept| kept.id.to_string() == file).ok_or(Error::NotFound("file"))?;
    files::hand_out_from(&app, kept).await
}

/// What the link of this secret opens.
async fn opened(app: &App, asked: &Asked, address: &SocketAddr, secret: &str) -> Result<(Link, ByLink), Failure> {
    let (digest, now) = (secrets::digest(secret), asked.now);
    let who = format!("link {}", address.ip());
    let read = {
        let who = who.clone();
        move |tx: &mut yidan_store::Tx| {
            // Behind a proxy all have one address: whoever has a link is not shut out by strangers who try some.
            match links::find(tx, &digest, now)? {
                Some(link) => Ok(Ok((production::by_link(tx, &link)?, link))),
                None if sessions::paused_until(tx, &who, now)?.is_some() => Ok(Err(StatusCode::TOO_MANY_REQUESTS)),
                None => Ok(Err(StatusCode::NOT_FOUND)),
            }
        }
    };
    match app.store.read(read).await? {
        Ok((found, link)) => {
            if link.is_stale(now) {
                let id = link.id;
                let noted = move |tx: &mut yidan_store::Tx| {
                    sessions::succeeded(tx, &who)?;
                    links::used(tx, id, now)
                };
                app.store.write(noted).await?;
            }
            Ok((link, found))
        }
        Err(status) => {
            if status == StatusCode::NOT_FOUND {
                app.store.write(move |tx| sessions::failed(tx, &who, now)).await?;
            }
            Err(Failure::status(status))
        }
    }
}

fn page(app: &App, asked: &Asked, (link, secret): (&Link, &str), found: &ByLink) -> JobPage {
    let world = app.store.world();
    let (kept, here) = (&found.kept, format!("/l/{}", super::screen::url_escaped(secret)));
    let lot = &kept.lot.lot;
    // Whoever is signed in beside it sees what the factory sees.
    let mut frame = Frame { viewer: None, link: Some(link.id), path: here.clone(), ..asked.frame(app) };
    frame.title = format!("{} · {}", frame.t("link-job"), kept.job.number);
    let operation = lot.route.get(kept.job.operation);
    let today = world.company.today(asked.now);
    JobPage {
        number: kept.job.number.clone(),
        goods: lot.goods.clone(),
        operation: operation.map(|it| it.name.get(frame.reader.lang).to_owned()).unwrap_or_default(),
        unit: lot.quantity.unit.clone(),
        sent: lot.amount(kept.outcome.sent).to_string(),
        out: lot.amount(kept.outcome.out()).to_string(),
        is_open: kept.outcome.out() > 0,
        agreed: kept.job.terms.agreed,
        note: kept.job.terms.note.clone(),
        form_of: ReportForm::empty(&world, &frame.reader, today),
        said: told(found, lot, &here, &world, &frame.reader),
        here,
        frame,
    }
}

/// The latest first; never who of the company said it, nor what they noted for themselves.
fn told(found: &ByLink, lot: &Lot, here: &str, world: &World, reader: &Reader) -> Vec<Said> {
    let entries = &found.entries;
    let is_void =
        |it: &Entry| entries.iter().any(|other| matches!(other.kind, Kind::Reversed { entry } if entry == it.id));
    let one = |entry: &Entry| {
        let wrong = said::wrong_of(entry, entries);
        let kind = wrong.map_or(&entry.kind, |wrong| &wrong.kind);
        let is_own = is_of_factory(entry);
        let words = said::words(lot, kind, world, reader);
        Said {
            day: entry.day,
            at: entry.at,
            what: wrong.map(|_| reader.t("lot-entry-reversed")).into_iter().chain(words).collect(),
            note: if is_own { entry.note.clone() } else { String::new() },
            is_own,
            is_void: is_void(entry),
            photos: said::photos(&entry.kind)
                .filter(|_| is_own)
                .map(|file| (format!("{here}/photos/{}", file.id), file.name.clone()))
                .collect(),
        }
    };
    entries.iter().rev().map(one).collect()
}

fn answer(page: &JobPage, status: StatusCode) -> Response {
    hidden(html_with(status, &page.frame, page))
}

/// The address is the key: it goes nowhere else, and no search engine keeps it.
fn hidden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
