//! Attachments of an order: upload, list, download.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    FileId, Message, OrderId, StepKey,
    access::Scope,
    order::{FileRef, command::Command, event::Event},
};
use yidan_store::{Error, Result, Tx, orders, people};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reading::Fault,
        reply::Reply,
        sent::{IfMatch, Once, Path, Seen},
        values::{Moment, PersonName},
    },
    steps::Done,
};
use crate::{app::App, web::LARGEST_REQUEST, web::screen::url_escaped};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_attachments, attach_file))
        .routes(routes!(download_attachment))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

/// A file of this id, if it is of that order.
pub fn attachment(tx: &mut Tx, scope: Scope, order: OrderId, id: FileId) -> Result<FileRef> {
    let history = orders::history(tx, scope, order)?;
    let found = orders::changed_files(&history).into_iter().find(|(_, file)| file.id == id);
    found.map(|(_, file)| file.clone()).ok_or_else(|| Error::Invalid(Message::new("api-no-such-file")))
}

/// A file that is kept with an order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Attachment {
    pub id: Uuid,
    #[schema(examples("PO-7731.pdf"))]
    pub name: String,
    #[schema(examples("application/pdf"))]
    pub media_type: String,
    pub bytes: u64,
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub sha256: String,
}

impl From<&FileRef> for Attachment {
    fn from(file: &FileRef) -> Self {
        Self {
            id: file.id.0,
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Attachments {
    attachments: Vec<Attached>,
}

#[derive(Serialize, ToSchema)]
struct Attached {
    file: Attachment,
    step: Option<String>,
    /// Is it the order as the customer sent it?
    original: bool,
    at: Moment,
    by: PersonName,
}

/// A file, and the step that it belongs to, if to one.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Upload {
    #[schema(value_type = String, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
    /// The key of the step.
    #[schema(pattern = "^[a-z][a-z0-9-]{0,39}$")]
    step: Option<String>,
}

/// Attachments of an order
#[utoipa::path(get, path = "/orders/{id}/attachments", tag = "orders", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The first one first.", body = Attachments)))]
async fn list_attachments(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let viewer = caller.viewer.clone();
    let read = move |tx: &mut yidan_store::Tx| Ok((orders::told(tx, &viewer, id)?, people::all(tx)?));
    let (history, people) = caller.app.store.read(read).await?;
    let attached = |(recorded, file): (&yidan_domain::order::event::Recorded, &FileRef)| Attached {
        file: file.into(),
        step: recorded.event.step().map(|step| step.0.clone()),
        original: matches!(recorded.event, Event::Attached { original: true, .. }),
        at: Moment(recorded.at),
        by: PersonName::of(recorded.by, &people),
    };
    let attachments = orders::changed_files(&history).into_iter().map(attached).collect();
    Ok(Reply::ok(Attachments { attachments }).into_response())
}

/// Attach a file
///
/// 25 MiB at most. Its id is in what happened.
#[utoipa::path(post, path = "/orders/{id}/attachments", tag = "orders", params(("id" = Uuid, Path), IfMatch),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 200, description = "Attached.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn attach_file(caller: Caller, Path(id): Path<OrderId>, seen: Seen, request: Request) -> Answer {
    let (parts, body) = request.into_parts();
    let form = Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let form = form.map_err(|_| Problem::status(StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
    let Uploaded { name, media_type, content, step } = Uploaded::read(form).await?;
    let known_by = [step.as_deref().unwrap_or_default().as_bytes(), name.as_bytes(), media_type.as_bytes(), &content];
    let once = Once::of(&parts, &known_by.join(&0))?;
    // Nothing is kept for an order that is not there.
    let scope = caller.viewer.scope();
    caller.app.store.read(move |tx| orders::load(tx, scope, id)).await?;
    let file = caller.app.store.files().keep(FileId(Uuid::now_v7()), &name, &media_type, content).await?;
    let command = Command::Attach { step: step.map(StepKey), file };
    caller.command(id, seen, once, command).await
}

struct Uploaded {
    name: String,
    media_type: String,
    content: Vec<u8>,
    step: Option<String>,
}

impl Uploaded {
    async fn read(mut form: Multipart) -> Answer<Self> {
        let (mut file, mut step) = (None, None);
        while let Some(field) = form.next_field().await.map_err(unread)? {
            match field.name() {
                Some("file") if file.is_none() => {
                    let name = field.file_name().unwrap_or_default().to_owned();
                    let media_type = field.content_type().map_or_else(unknown_type, str::to_owned);
                    file = Some((name, media_type, field.bytes().await.map_err(unread)?.to_vec()));
                }
                Some("step") if step.is_none() => {
                    let key = field.text().await.map_err(unread)?;
                    if !yidan_domain::ids::is_key(&key) {
                        return Err(Fault::at("/step", Message::new("api-not-a-key")).into());
                    }
                    step = Some(key);
                }
                other => {
                    let known = vec![yidan_domain::Text::same("file"), yidan_domain::Text::same("step")];
                    let name = other.unwrap_or_default().to_owned();
                    let message = Message::new("api-unknown-field").with("field", name.as_str()).with("known", known);
                    return Err(Fault::at(format!("/{name}"), message).into());
                }
            }
        }
        let (name, media_type, content) =
            file.ok_or_else(|| Fault::at("/file", Message::new("api-missing-field").with("field", "file")))?;
        let media_type = Some(media_type.to_ascii_lowercase()).filter(|known| is_media_type(known));
        let name = if name.trim().is_empty() { "attachment".to_owned() } else { name };
        Ok(Self { name, media_type: media_type.unwrap_or_else(unknown_type), content, step })
    }
}

fn unread(error: axum::extract::multipart::MultipartError) -> Problem {
    Problem::status(error.status())
}

pub fn unknown_type() -> String {
    "application/octet-stream".to_owned()
}

/// A type and a subtype, without parameters, in lower case.
pub fn is_media_type(text: &str) -> bool {
    let part = |part: &str| {
        (1..=49).contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"!#$&^_.+-".contains(&byte))
    };
    text.split_once('/').is_some_and(|(first, second)| part(first) && part(second))
}

/// Download an attachment
#[utoipa::path(get, path = "/orders/{id}/attachments/{file}", tag = "orders",
    params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    responses((status = 200, description = "Its content.", content_type = "application/octet-stream",
        body = inline(Vec<u8>), headers(("Content-Disposition" = String)))))]
async fn download_attachment(caller: Caller, Path((id, file)): Path<(OrderId, FileId)>) -> Answer {
    let viewer = caller.viewer.clone();
    let found = caller.app.store.read(move |tx| {
        let history = orders::told(tx, &viewer, id)?;
        let found = orders::changed_files(&history).into_iter().find(|(_, known)| known.id == file);
        found.map(|(_, file)| file.clone()).ok_or(Error::NotFound("file"))
    });
    let file = found.await?;
    let content = caller.app.store.files().content(&file).await?;
    let disposition = format!("attachment; filename*=UTF-8''{}", url_escaped(&file.name).replace('/', "%2F"));
    let mut response: Response = ([(header::CONTENT_TYPE, "application/octet-stream")], content).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}
