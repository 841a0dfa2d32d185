//! A new order.

use axum::{extract::DefaultBodyLimit, response::IntoResponse};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    FileId, Message, OrderId,
    order::{
        FileRef,
        command::{self, PastStep},
    },
};
use yidan_store::orders::{self, Draft};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading::Fault,
        reply::Reply,
        sent::Sent,
        values::{Key, Moment, Number, Title},
    },
    content::{self, Header, Line},
    files,
};
use crate::{app::App, web::LARGEST_REQUEST};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(enter_order)).layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOrder {
    /// Key of the process to follow; the company's usual one when left out.
    #[serde(default)]
    process: Option<Key>,
    /// The order's own number, if it has one already; otherwise the company's pattern gives it.
    #[serde(default)]
    number: Option<Number>,
    header: Header,
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<Line>,
    /// The order as it came: kept with it as attachments.
    #[serde(default)]
    #[schema(max_items = 20)]
    originals: Vec<Original>,
    /// Steps that were done before the order was entered here.
    #[serde(default)]
    #[schema(max_items = 200)]
    past: Vec<Past>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Original {
    name: Title,
    #[serde(default = "files::unknown_type")]
    #[schema(
        max_length = 100,
        pattern = "^[a-z0-9!#$&^_.+-]{1,50}/[a-z0-9!#$&^_.+-]{1,49}$",
        examples("application/pdf")
    )]
    media_type: String,
    /// The content, in base64.
    #[schema(min_length = 4, content_encoding = "base64", examples("5L2g5aW9"))]
    content: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Past {
    step: Key,
    finished: Moment,
}

/// A new order, and those that it may be a repetition of.
#[derive(Serialize, ToSchema)]
pub struct Entered {
    id: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    version: u64,
    /// Orders of the same customer with the same reference: perhaps this one was entered before.
    same_reference: Vec<Numbered>,
}

#[derive(Serialize, ToSchema)]
struct Numbered {
    id: Uuid,
    number: String,
}

impl Entered {
    pub fn reply(entered: orders::Entered) -> Reply<Self> {
        let (id, version) = (entered.order.id.0, entered.order.version);
        let same_reference = entered.same_reference.into_iter();
        let same_reference = same_reference.map(|(id, number)| Numbered { id: id.0, number }).collect();
        let body = Self { id, number: entered.order.number, version, same_reference };
        Reply::created(&format!("/orders/{id}"), body).version(version)
    }
}

/// Enter an order
#[utoipa::path(post, path = "/orders", tag = "orders", request_body = NewOrder,
    responses((status = 201, description = "Entered.", body = Entered, headers(("ETag" = String), ("Location" = String))),
        (status = 403)))]
async fn enter_order(caller: Caller, Sent { what, once }: Sent<NewOrder>) -> Answer {
    let company = &caller.app.store.world().company;
    let NewOrder { process, number, header, lines, originals, past } = what;
    let header = header.read(&caller, company.settings.currency)?;
    let draft = Draft {
        id: OrderId(Uuid::now_v7()),
        number: number.map(|number| number.0),
        process: process.map_or_else(|| company.settings.process.clone(), |key| key.0),
        header,
        lines: content::lines(lines)?,
        originals: keep(&caller, originals).await?,
        past: past.into_iter().map(Past::read).collect(),
    };
    let entered = caller.commit(once, move |tx, actor| Ok(Entered::reply(orders::enter(tx, actor, draft.clone())?)));
    Ok(entered.await?.into_response())
}

/// Keeps the contents before the order names them.
async fn keep(caller: &Caller, originals: Vec<Original>) -> Answer<Vec<FileRef>> {
    let mut kept = Vec::with_capacity(originals.len());
    for (index, original) in originals.into_iter().enumerate() {
        let fault = |field: &str, key| Fault::at(format!("/originals/{index}/{field}"), Message::new(key));
        let content = STANDARD.decode(&original.content).map_err(|_| fault("content", "api-not-base64"))?;
        if !files::is_media_type(&original.media_type) {
            return Err(fault("media_type", "api-bad-media-type").into());
        }
        let id = FileId(Uuid::now_v7());
        kept.push(caller.app.store.files().keep(id, &original.name.0, &original.media_type, content).await?);
    }
    Ok(kept)
}

impl Past {
    fn read(self) -> PastStep {
        let was = command::Past::Behind { at: self.finished.0, answers: Default::default() };
        PastStep { step: self.step.0.as_str().into(), was }
    }
}
