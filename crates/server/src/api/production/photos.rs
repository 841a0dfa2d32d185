//! Photos of reports: sent before the report that names them, and handed out to those who may see the lot.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{FileId, LotId, Message, Text, order::FileRef, production::Kind};
use yidan_store::{Error, production as store};

use super::super::{
    caller::Caller,
    problem::{Answer, Problem},
    reading::Fault,
    reply::Reply,
    sent::Path,
    values::Name,
};
use crate::{app::App, web::LARGEST_REQUEST, web::screen::url_escaped};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(keep_photo))
        .routes(routes!(get_photo))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

/// A photo that was sent: what a report names it by.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReportPhoto)]
pub struct Photo {
    /// SHA-256 of the content, in lower-case hexadecimal.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    sha256: Name,
    #[schema(examples("pile.jpg"))]
    name: Name,
}

/// A photo that a report has, to be downloaded by its id.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = KeptPhoto)]
pub struct Kept {
    pub id: Uuid,
    pub name: String,
    pub bytes: u64,
}

#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PhotoUpload)]
#[allow(dead_code)]
struct Upload {
    #[schema(value_type = String, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// Send a photo for a report
///
/// 25 MiB at most. It belongs to nothing until a report names it.
#[utoipa::path(post, path = "/lots/{id}/photos", tag = "production", params(("id" = Uuid, Path)),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 201, description = "Kept.", body = Photo), (status = 403), (status = 404)))]
async fn keep_photo(caller: Caller, Path(id): Path<LotId>, request: Request) -> Answer {
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| Problem::status(StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
    let missing = || Fault::at("/file", Message::new("api-missing-field").with("field", "file"));
    let (mut name, mut content) = (String::new(), None);
    while let Some(field) = form.next_field().await.map_err(|error| Problem::status(error.status()))? {
        if field.name() != Some("file") || content.is_some() {
            let other = field.name().unwrap_or_default().to_owned();
            let message = Message::new("api-unknown-field").with("field", other.as_str());
            return Err(Fault::at(format!("/{other}"), message.with("known", vec![Text::same("file")])).into());
        }
        name = field.file_name().unwrap_or("photo").to_owned();
        content = Some(field.bytes().await.map_err(|error| Problem::status(error.status()))?.to_vec());
    }
    let content = content.ok_or_else(missing)?;
    // Nothing is kept for a lot that is not there, nor of somebody who reports nothing of it.
    let viewer = caller.viewer.clone();
    let kept = caller.app.store.read(move |tx| store::get(tx, &viewer, id)).await?;
    let may_report = kept.lot.route.iter().any(|it| store::may_say(&caller.viewer, &it.department, true));
    if !may_report {
        return Err(Problem::status(StatusCode::FORBIDDEN));
    }
    let kind = mime_guess::from_path(&name).first_raw().unwrap_or("application/octet-stream");
    let file = caller.app.store.files().keep(FileId(Uuid::now_v7()), &name, kind, content).await?;
    Ok(Reply::made(Photo { sha256: Name(file.sha256), name: Name(file.name) }).into_response())
}

impl From<&FileRef> for Kept {
    fn from(file: &FileRef) -> Self {
        Self { id: file.id.0, name: file.name.clone(), bytes: file.bytes }
    }
}

/// The files that a report names, by what was answered when they were sent.
pub async fn named(app: &App, photos: &[Photo]) -> Result<Vec<FileRef>, Problem> {
    let mut files = Vec::new();
    for (place, photo) in photos.iter().enumerate() {
        let unknown = || Fault::at(format!("/photos/{place}"), Message::new("api-photo-unknown"));
        let hash = &photo.sha256.0;
        if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
            return Err(unknown().into());
        }
        let sought = FileRef {
            id: FileId(Uuid::now_v7()),
            name: photo.name.0.clone(),
            media_type: mime_guess::from_path(&photo.name.0)
                .first_raw()
                .unwrap_or("application/octet-stream")
                .to_owned(),
            bytes: 0,
            sha256: hash.clone(),
        };
        let content = app.store.files().content(&sought).await.map_err(|error| match error {
            Error::NotFound(_) => Problem::from(unknown()),
            other => other.into(),
        })?;
        files.push(FileRef { bytes: content.len() as u64, ..sought });
    }
    Ok(files)
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
    let file = found.ok_or(Error::NotFound("file"))?;
    let content = caller.app.store.files().content(&file).await?;
    let disposition = format!("attachment; filename*=UTF-8''{}", url_escaped(&file.name).replace('/', "%2F"));
    let mut response: Response = ([(header::CONTENT_TYPE, "application/octet-stream")], content).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}
