//! Photos of a lot's reports.

use axum::{
    extract::{DefaultBodyLimit, Request},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{FileId, LotId, production::Kind};
use yidan_store::production as store;

use super::super::{
    caller::Caller,
    photos::{self, Photo, Upload},
    problem::{Answer, Problem},
    sent::Path,
};
use crate::{app::App, web::LARGEST_REQUEST};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(keep_photo))
        .routes(routes!(get_photo))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

/// Send a photo for a report
///
/// 25 MiB at most. It belongs to nothing until a report names it.
#[utoipa::path(post, path = "/lots/{id}/photos", tag = "production", params(("id" = Uuid, Path)),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 201, description = "Kept.", body = Photo), (status = 403), (status = 404)))]
async fn keep_photo(caller: Caller, Path(id): Path<LotId>, request: Request) -> Answer {
    let sent = photos::sent(request).await?;
    // Nothing is kept for a lot that is not there, nor of somebody who reports nothing of it.
    let viewer = caller.viewer.clone();
    let kept = caller.app.store.read(move |tx| store::get(tx, &viewer, id)).await?;
    let may_report = kept.lot.route.iter().any(|it| store::may_say(&caller.viewer, &it.department, true));
    if !may_report {
        return Err(Problem::status(StatusCode::FORBIDDEN));
    }
    photos::keep(&caller.app, sent).await
}

/// Download a photo of a report
#[utoipa::path(get, path = "/lots/{id}/photos/{photo}", tag = "production",
    params(("id" = Uuid, Path), ("photo" = Uuid, Path)),
    responses((status = 200, description = "Its content.", content_type = "application/octet-stream",
        body = inline(Vec<u8>), headers(("Content-Disposition" = String))), (status = 404)))]
async fn get_photo(caller: Caller, Path((id, photo)): Path<(LotId, FileId)>) -> Answer {
    let viewer = caller.viewer.clone();
    let entries = caller.app.store.read(move |tx| store::entries_of(tx, &viewer, id)).await?;
    let of = |kind: Kind| match kind {
        Kind::Reported(report) => report.photos,
        _ => Vec::new(),
    };
    let found = entries.into_iter().flat_map(|entry| of(entry.kind)).find(|kept| kept.id == photo);
    photos::hand_out(&caller.app, found).await
}
