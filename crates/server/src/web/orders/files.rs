//! Attachments of an order, handed out to those who may see the order.

use axum::{
    extract::Path,
    http::{HeaderName, header},
    response::IntoResponse,
};
use yidan_domain::{OrderId, order::FileRef};
use yidan_store::{
    Error,
    orders::{self, changed_files},
};

use super::{
    super::{Answer, Screen, screen::url_escaped},
    parsed,
};
use crate::app::App;

/// Kinds that a browser shows by itself and that cannot run anything.
const SHOWN: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];

pub async fn download(screen: Screen, Path((order, file)): Path<(String, String)>) -> Answer {
    let (id, viewer): (OrderId, _) = (parsed(&order)?, screen.viewer.clone());
    let history = screen.app.store.read(move |tx| orders::told(tx, &viewer, id)).await?;
    let found = changed_files(&history).into_iter().find(|(_, kept)| kept.id.to_string() == file);
    let (_, kept) = found.ok_or(Error::NotFound("file"))?;
    hand_out(&screen, kept).await
}

/// A file that the viewer may see.
/// Is it a picture that browsers are given to show?
pub(in crate::web) fn is_picture(file: &FileRef) -> bool {
    file.media_type.starts_with("image/") && SHOWN.contains(&file.media_type.as_str())
}

pub(in crate::web) async fn hand_out(screen: &Screen, kept: &FileRef) -> Answer {
    hand_out_from(&screen.app, kept).await
}

pub(in crate::web) async fn hand_out_from(app: &App, kept: &FileRef) -> Answer {
    let content = app.store.files().content(kept).await?;
    let shown = SHOWN.contains(&kept.media_type.as_str());
    let kind = if shown { kept.media_type.as_str() } else { "application/octet-stream" };
    let way = if shown { "inline" } else { "attachment" };
    let name = url_escaped(&kept.name).replace('/', "%2F");
    let headers: [(HeaderName, String); 4] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{way}; filename*=UTF-8''{name}")),
        (header::CACHE_CONTROL, "private, max-age=3600".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'".to_owned()),
    ];
    Ok((headers, content).into_response())
}
