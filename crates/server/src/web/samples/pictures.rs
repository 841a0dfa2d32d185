//! Pictures of a sample: of what was made, of what is wrong.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use uuid::Uuid;
use yidan_domain::sample::{Deed, Work};

use super::{Address, Answer, Screen, Told, drawn, link, load, may, refuse};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::orders::typed::{self, Typed},
};

#[derive(Template)]
#[template(path = "samples/pictures.html")]
struct PicturesPage {
    frame: Frame,
    link: String,
    name: String,
    id: String,
    note: String,
    /// Those that came with an earlier sending, by their tokens.
    photos: Vec<(String, String)>,
    faults: Faults,
}

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Pictures, Some(&sample))?;
    let page = page(&screen, link(loaded.order.id, sample.id), sample.request.name);
    Ok(answer(&page, StatusCode::OK))
}

pub async fn keep(screen: Screen, Path(address): Path<Address>, form: Typed) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Pictures, Some(&sample))?;
    let to = link(loaded.order.id, sample.id);
    let mut page = page(&screen, to.clone(), sample.request.name.clone());
    let id = drawn(&form);
    (page.id, page.note) = (id.to_string(), form.get("note").to_owned());
    let photos = form.files(&screen.app, "photos").await?;
    page.photos = photos.iter().map(|file| (typed::token(file), file.name.clone())).collect();
    let deed = Deed::Pictured { photos, note: page.note.clone() };
    let told = Told { id, sample: sample.id, deed, on: None, seen: None };
    match super::keep(&screen, loaded.order.id, told).await {
        Ok(()) => Ok(screen.redirect(&to, &yidan_domain::Message::new("done-sample"))),
        Err(error) => {
            let refused = refuse(&screen, error, &[("sample-no-picture", "photos")], &mut page.faults)?;
            Ok(answer(&page, refused.status))
        }
    }
}

fn page(screen: &Screen, link: String, name: String) -> PicturesPage {
    PicturesPage {
        link,
        name,
        id: Uuid::now_v7().to_string(),
        note: String::new(),
        photos: Vec::new(),
        faults: Faults::default(),
        frame: screen.frame().titled("sample-do-pictures").at(Nav::Samples),
    }
}

fn answer(page: &PicturesPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
