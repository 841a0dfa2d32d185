//! Private links to a job. The address is shown once, where it was made: only its hash is kept.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use yidan_domain::{Message, OutsideJobId};
use yidan_store::{Tx, production};

use super::{Answer, Screen, link, load};
use crate::{
    page::{Frame, Nav, filters, html},
    secrets,
    web::{
        Failure,
        orders::typed::Typed,
        reach::{self, Reach},
    },
};

#[derive(Template)]
#[template(path = "production/outside/link.html")]
struct LinkPage {
    frame: Frame,
    link: String,
    number: String,
    factory: String,
    address: String,
    code: String,
    expires: jiff::Timestamp,
    is_local: bool,
}

pub async fn make(screen: Screen, headers: HeaderMap, Path(id): Path<OutsideJobId>, form: Typed) -> Answer {
    if !screen.viewer.arranges_outside() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (kept, factory) = load(&screen, id).await?;
    // What is no number of days is refused as one out of bounds is.
    let days = form.get("days").trim().parse().unwrap_or_default();
    let secret = secrets::new_secret();
    let (actor, digest, link_id) = (screen.actor(), secrets::digest(&secret), uuid::Uuid::now_v7());
    let work = move |tx: &mut Tx| production::make_link(tx, &actor, id, (link_id, &digest, days));
    let made = screen.app.store.write(work).await?;
    let mut frame = screen.frame().at(Nav::Outside);
    frame.title = format!("{} · {}", frame.t("outside-link"), kept.job.number);
    let reach = Reach::of(&screen.app, &headers);
    let address = reach.to(&format!("/l/{secret}"));
    let page = LinkPage {
        link: link(id),
        number: kept.job.number,
        factory: factory.name,
        code: reach::code(&address)?,
        address,
        expires: made.expires_at,
        is_local: reach.is_local,
        frame,
    };
    Ok(html(&page.frame, &page))
}

pub async fn end(screen: Screen, Path((id, of)): Path<(OutsideJobId, uuid::Uuid)>) -> Answer {
    let actor = screen.actor();
    screen.app.store.write(move |tx| production::end_link(tx, &actor, id, of)).await?;
    Ok(screen.redirect(&link(id), &Message::new("outside-link-ended")))
}
