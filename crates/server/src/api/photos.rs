//! Photos of reports: sent before the report that names them, told by what was answered then, and handed out.

use axum::{
    extract::{FromRequest, Multipart, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{FileId, Message, Text, order::FileRef};
use yidan_store::Error;

use super::{
    problem::{Answer, Problem},
    reading::Fault,
    reply::Reply,
    values::Name,
};
use crate::{app::App, web::screen::url_escaped};

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
pub struct Upload {
    #[schema(value_type = String, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// A photo on its way in.
pub struct Sent {
    name: String,
    content: Vec<u8>,
}

pub async fn sent(request: Request) -> Result<Sent, Problem> {
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
    Ok(Sent { name, content: content.ok_or_else(missing)? })
}

/// Keeps it, and answers what a report names it by.
pub async fn keep(app: &App, Sent { name, content }: Sent) -> Answer {
    let file = app.store.files().keep(FileId(Uuid::now_v7()), &name, kind_of(&name), content).await?;
    Ok(Reply::made(Photo { sha256: Name(file.sha256), name: Name(file.name) }).into_response())
}

fn kind_of(name: &str) -> &'static str {
    mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream")
}

impl From<&FileRef> for Kept {
    fn from(file: &FileRef) -> Self {
        Self { id: file.id.0, name: file.name.clone(), bytes: file.bytes }
    }
}

/// The files that a report names at this place of what was sent, by what was answered when they came.
pub async fn named(app: &App, photos: &[Photo], at: &str) -> Result<Vec<FileRef>, Problem> {
    let mut files = Vec::new();
    for (place, photo) in photos.iter().enumerate() {
        let unknown = || Fault::at(format!("{at}/{place}"), Message::new("api-photo-unknown"));
        let hash = &photo.sha256.0;
        if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
            return Err(unknown().into());
        }
        let sought = FileRef {
            id: FileId(Uuid::now_v7()),
            name: photo.name.0.clone(),
            media_type: kind_of(&photo.name.0).to_owned(),
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

pub async fn hand_out(app: &App, file: Option<FileRef>) -> Answer {
    let file = file.ok_or(Error::NotFound("file"))?;
    let content = app.store.files().content(&file).await?;
    let disposition = format!("attachment; filename*=UTF-8''{}", url_escaped(&file.name).replace('/', "%2F"));
    let mut response: Response = ([(header::CONTENT_TYPE, "application/octet-stream")], content).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}
