//! What the viewer has been told: the bell of the frame, the page of all notices by day, and the way from one to its order.

mod list;
pub mod shown;

use askama::Template;
use axum::{
    Form, Router,
    extract::Path,
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use serde::Deserialize;
use yidan_domain::Message;
use yidan_store::{Error, notices};

use super::{Answer, Screen};
use crate::{
    app::App,
    page::{Frame, filters, html},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/notices", get(list::show))
        .route("/notices/bell", get(bell))
        .route("/notices/read", post(read_all))
        .route("/notices/{id}", get(open))
}

#[derive(Template)]
#[template(path = "notices/bell.html")]
struct Bell {
    frame: Frame,
}

/// The bell anew, when something was told or read.
async fn bell(screen: Screen) -> Answer {
    let person = screen.viewer.person;
    let mut frame = screen.frame();
    frame.unread = screen.app.store.read(move |tx| notices::unread(tx, person)).await?;
    let bell = Bell { frame };
    Ok(html(&bell.frame, &bell))
}

/// Reads a notice by going to what it is about.
async fn open(screen: Screen, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound("notice"))?;
    let (person, now) = (screen.viewer.person, screen.now());
    let notice = screen.app.store.write(move |tx| notices::open(tx, person, id, now)).await?;
    let place = match &notice.step {
        _ if notice.about.is_of_change() => "/changes".to_owned(),
        Some(step) => format!("#step-{step}"),
        None => String::new(),
    };
    Ok(Redirect::to(&format!("/orders/{}{place}", notice.order)).into_response())
}

#[derive(Deserialize)]
struct Seen {
    /// The latest that the page showed: what came since is not read yet.
    last: uuid::Uuid,
}

async fn read_all(screen: Screen, Form(seen): Form<Seen>) -> Answer {
    let (person, now) = (screen.viewer.person, screen.now());
    screen.app.store.write(move |tx| notices::read_until(tx, person, seen.last, now)).await?;
    Ok(screen.redirect("/notices", &Message::new("notices-all-read")))
}
