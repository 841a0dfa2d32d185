//! Photos of an inspection's result: of its defects, and files of the result.

use axum::{
    extract::{DefaultBodyLimit, Request},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{FileId, InspectionId, quality::Event};
use yidan_store::inspections::{self as store, Happened};

use super::super::{
    caller::Caller,
    photos::{self, Photo, Upload},
    problem::{Answer, Problem},
    sent::Path,
};
use crate::{app::App, web::LARGEST_REQUEST};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(keep_inspection_photo))
        .routes(routes!(get_inspection_photo))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

/// Send a photo or file for a result
///
/// For quality and managers. 25 MiB at most. It belongs to nothing until a result names it.
#[utoipa::path(post, path = "/inspections/{id}/photos", tag = "quality", params(("id" = Uuid, Path)),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 201, description = "Kept.", body = Photo), (status = 403), (status = 404)))]
async fn keep_inspection_photo(caller: Caller, Path(id): Path<InspectionId>, request: Request) -> Answer {
    let sent = photos::sent(request).await?;
    // Nothing is kept for an inspection that is not there, nor of somebody who does not inspect.
    let viewer = caller.viewer.clone();
    caller.app.store.read(move |tx| store::get(tx, &viewer, id)).await?;
    if !caller.viewer.inspects() {
        return Err(Problem::status(StatusCode::FORBIDDEN));
    }
    photos::keep(&caller.app, sent).await
}

/// Download a photo or file of a result, of now or before it was corrected
#[utoipa::path(get, path = "/inspections/{id}/photos/{photo}", tag = "quality",
    params(("id" = Uuid, Path), ("photo" = Uuid, Path)),
    responses((status = 200, description = "Its content.", content_type = "application/octet-stream",
        body = inline(Vec<u8>), headers(("Content-Disposition" = String))), (status = 404)))]
async fn get_inspection_photo(caller: Caller, Path((id, photo)): Path<(InspectionId, FileId)>) -> Answer {
    let viewer = caller.viewer.clone();
    let history = caller.app.store.read(move |tx| store::history(tx, &viewer, id)).await?;
    let of = |happened: Happened| match happened.event {
        Some(Event::Recorded { report, .. } | Event::Corrected { report, .. }) => report.every_file(),
        _ => Vec::new(),
    };
    photos::hand_out(&caller.app, history.into_iter().flat_map(of).find(|kept| kept.id == photo)).await
}
